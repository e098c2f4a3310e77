"""A confirmed gap beside the services: when `guichet check` warns."""

from collections.abc import Callable

import pytest

from generator.reporters import report_text

GARAGE = "content/services/garage-solidaire.md"
GAP = """\
nom: Faire réparer sa voiture
thematiques:
  - mobilite--entretenir-reparer-son-vehicule
zone_eligibilite:
  - "43157"
constate_le: 2026-02-18
confirme_par: maison-mobilite
sources:
  - nom: Réunion
date_maj: 2026-02-18
"""


@pytest.fixture
def codes(site) -> Callable[[str], list[str]]:
    def check(text: str) -> list[str]:
        site.lay("content/manques/reparer.yaml", text)
        return [item.code for item in site.check().diagnostics]

    return check


def test_a_service_for_the_same_people_everywhere_it_lacks_is_told(codes) -> None:
    assert codes(GAP) == ["manque-comble"]


def test_a_great_theme_is_answered_by_one_of_its_thematiques(codes) -> None:
    great = GAP.replace("mobilite--entretenir-reparer-son-vehicule", "mobilite")

    assert codes(great) == ["manque-comble"]


@pytest.mark.parametrize(
    "changed",
    [
        GAP.replace("entretenir-reparer-son-vehicule", "preparer-un-permis"),
        f"{GAP}statuts:\n  - saisonnier\n",  # the garage does not name them
        f"{GAP}ne_suffisent_pas:\n  - garage-solidaire\n",
        f"{GAP}comble_le: 2026-05-01\ncomble_par:\n  - garage-solidaire\n",
    ],
)
def test_another_need_place_or_audience_is_no_answer(codes, changed) -> None:
    assert codes(changed) == []


def test_a_service_that_names_the_same_people_answers_them(codes, site) -> None:
    text = (site.root / GARAGE).read_text().replace("etat:", "statuts:\n  - saisonnier\netat:")
    site.lay(GARAGE, text)

    assert codes(f"{GAP}statuts:\n  - saisonnier\n") == ["manque-comble"]
    assert codes(GAP) == []  # everybody does not have it


def test_a_service_of_a_part_is_no_answer(codes, site) -> None:
    site.lay(GARAGE, (site.root / GARAGE).read_text().replace('"43"', '"43157"'))

    assert codes(GAP.replace('"43157"', '"43"')) == []


def test_a_closed_service_is_no_answer(codes, site) -> None:
    site.lay(GARAGE, (site.root / GARAGE).read_text().replace("actif", "suspendu"))

    assert codes(GAP) == []


def test_what_filled_a_gap_and_closed_is_told(codes, site) -> None:
    site.lay(GARAGE, (site.root / GARAGE).read_text().replace("actif", "suspendu"))

    assert codes(f"{GAP}comble_le: 2026-05-01\ncomble_par:\n  - garage-solidaire\n") == [
        "relation-fermee"
    ]


def test_a_gap_elsewhere_is_told(codes) -> None:
    assert codes(GAP.replace("43157", "75056")) == ["hors-du-territoire"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GAP.replace("par: maison-mobilite", "par: maison-velo"), "structure-inconnue"),
        (f"{GAP}ne_suffisent_pas:\n  - garage-inconnu\n", "relation-inconnue"),
    ],
)
def test_who_and_what_a_gap_names_exist(site, text, code) -> None:
    site.lay("content/manques/reparer.yaml", text)
    checked = site.check()

    assert code in [item.code for item in checked.diagnostics]
    assert checked.refused
    assert "content/manques/reparer.yaml" in report_text(checked.diagnostics, checked.texts)


def test_a_gap_is_dated_in_the_past(codes) -> None:
    assert codes(GAP.replace("constate_le: 2026-02-18", "constate_le: 2027-02-18")) == [
        "date-future"
    ]
