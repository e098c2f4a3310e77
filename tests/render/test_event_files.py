"""What programs read of an event: its twin in text, the dates to come, the links between them."""

import json
import re
from datetime import date
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from tests.sites.building import complete_site, real_site
from tests.sites.html_page import read_page

PAGE = "evenements/evenement-complet"


def agenda() -> Any:
    return json.loads(complete_site().files["api/v1/agenda.json"])


def test_the_twin_says_what_the_page_says() -> None:
    page = read_page(complete_site().pages[f"{PAGE}.html"])
    twin = complete_site().files[f"{PAGE}.md"].decode()
    html = complete_site().pages[f"{PAGE}.html"].partition("<main")[2].partition("</main>")[0]
    headings = re.findall(r"<h[12][^>]*>(?:<svg.*?</svg>)?([^<]+)", html)

    assert len(headings) > 8
    for heading in headings:
        assert f"# {heading.strip()}" in twin, heading
    for words in ("Stand 4 de l’événement", "12\u00a0places", "Sauf le mardi 13\u00a0avril 2027"):
        assert words in twin
        assert words.replace("\u00a0", " ") in page.words.replace("\u00a0", " ")


def test_a_page_leads_to_its_twin_its_data_and_its_agenda() -> None:
    page = complete_site().pages[f"{PAGE}.html"]

    for file in (f"{PAGE}.md", "api/v1/evenements/evenement-complet.json", f"{PAGE}.ics"):
        assert f'href="../{file}"' in page
        assert file in complete_site().files


def test_the_dates_to_come_are_in_order_and_follow_their_schema() -> None:
    document = agenda()
    schema = json.loads(complete_site().files["api/v1/schemas/feed/agenda.schema.json"])
    judge = Draft202012Validator(schema, format_checker=FormatChecker())
    moments = [(row["jour"], row.get("debut", "")) for row in document["agenda"]]

    assert [error.message for error in judge.iter_errors(document)] == []
    assert moments == sorted(moments)
    assert document["total"] == len(moments) > 10
    assert min(moments)[0] >= document["generated_at"]


def test_desks_are_told_for_three_months_and_days_that_are_named_whenever_they_are() -> None:
    day = date.fromisoformat(agenda()["generated_at"])
    ahead = [
        ((date.fromisoformat(row["jour"]) - day).days, "permanence" in row)
        for row in agenda()["agenda"]
    ]

    assert max(days for days, comes_back in ahead if comes_back) <= 92
    assert max(days for days, comes_back in ahead if not comes_back) > 92


def test_real_events_that_are_over_are_in_the_archive() -> None:
    pages = real_site().pages

    assert "Forum Innov’insertion au Creusot" in pages["evenements/archives/index.html"]
    assert "Rendez-vous passés" in pages["structures/agire.html"]
    assert "Prochains rendez-vous" not in pages["structures/agire.html"]


def test_what_is_to_come_is_told_on_the_pages_it_concerns() -> None:
    pages = complete_site().pages

    for path in (
        *("index.html", "services/service-complet.html", "structures/structure-complete.html"),
        "territoires/43.html",
    ):
        assert "evenements/evenement-complet.html" in pages[path], path
