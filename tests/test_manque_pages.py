"""The page of a confirmed gap, its text and its data: what lacks, where, who says so."""

import json

from tests.sites.building import complete_site
from tests.sites.html_page import read_page


def words(identifier: str) -> str:
    page = read_page(complete_site().pages[f"manques/{identifier}.html"])
    return " ".join(page.words.split())


def test_an_open_gap_says_who_confirms_it_and_how_many_people_live_there() -> None:
    said = words("manque-ouvert")

    assert "Manque confirmé" in said
    assert "Travailleurs saisonniers" in said
    assert "constaté le 1er septembre 2026" in said
    assert "habitants dans 257 communes" in said
    assert "Personnes concernées" not in said  # no source says how many


def test_a_gap_for_everybody_says_so() -> None:
    assert "Tout le monde" in words("manque-partiel")


def test_a_filled_gap_keeps_its_page_and_says_what_fills_it() -> None:
    said = words("manque-complet")

    assert "Manque comblé" in said
    assert "comblé depuis le 12 octobre 2026" in said
    assert "Service cumulable" in said
    assert "150 personnes chaque année" in said


def test_what_exists_and_is_not_enough_is_named() -> None:
    assert "Ce qui existe, et ne suffit pas" in words("manque-mal-couvert")


def test_each_gap_has_its_text_and_its_data() -> None:
    files = complete_site().files
    rows = json.loads(files["api/v1/manques.json"])["manques"]

    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert len(rows) == 4
    for row in rows:
        twin = files[f"manques/{row['id']}.md"].decode()
        assert twin.startswith(f"# {row['nom']}")
        assert row["url"] in twin
        assert "Confirmé par" in twin
        alone = json.loads(files[f"api/v1/manques/{row['id']}.json"])["manque"]
        assert alone == row


def test_the_list_of_what_lacks_leads_to_open_gaps() -> None:
    page = read_page(complete_site().pages["observatoire/manques.html"])
    links = {address for _, _, address in page.addresses()}

    for name in ("manque-ouvert", "manque-partiel", "manque-mal-couvert"):
        assert any(link.endswith(f"manques/{name}.html") for link in links), name
