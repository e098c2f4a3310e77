"""What a hint tells to do is what mends the file, of whatever kind it is."""

from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner

from generator.diagnostics import Severity
from generator.french_click import usage_sentence
from generator.list_commands import listing
from generator.load import load_content
from generator.parse.nearest import nearest
from tests.conftest import Site

GAP = """nom: Un logement pour la saison
thematiques:
  - {theme}
zone_eligibilite:
  - "43"
constate_le: {day}
confirme_par: {who}
sources:
  - nom: Le garage
date_maj: 2026-02-18
"""


def gap(
    theme: str = "logement-hebergement", day: str = "2026-02-18", who: str = "maison-mobilite"
) -> str:
    return GAP.format(theme=theme, day=day, who=who)


Said = list[tuple[str, str, str]]


@pytest.fixture
def say(site: Site) -> Callable[[str, str], Said]:
    def said(path: str, content: str) -> Said:
        site.lay(path, content)
        return [
            (item.code, item.message, item.hint)
            for item in site.check().diagnostics
            if item.path == path
        ]

    return said


Say = Callable[[str, str], Said]


@pytest.mark.parametrize(
    ("who", "code", "hint"),
    [
        ("maison-mobilites", "structure-inconnue", "vouliez-vous dire « maison-mobilite » ?"),
        ("caf-de-nulle-part", "structure-inconnue", "guichet new structure caf-de-nulle-part"),
        ("Maison mobilité", "format-incorrect", "« maison-mobilite »"),
    ],
)
def test_who_confirms_a_gap_is_named_or_made_never_taken_away(
    who: str, code: str, hint: str, say: Say
) -> None:
    [(found, _, told)] = say("content/manques/logement.yaml", gap(who=who))

    assert found == code
    assert hint in told


def test_a_great_theme_is_meant_before_one_of_its_thematiques(say: Say) -> None:
    [(_, _, told)] = say("content/manques/logement.yaml", gap(theme="logement"))

    assert told == "vouliez-vous dire « logement-hebergement » ?"
    assert nearest("logement", ["logement-hebergement--louer-un-logement"]).endswith("un-logement")


def test_a_day_written_as_a_list_is_still_a_day(say: Say) -> None:
    [(code, message, told)] = say("content/manques/logement.yaml", gap(day="[2026]"))

    assert code == "type-incorrect"
    assert "attend une date" in message
    assert "2026-11-21" in told


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/services/vide.yaml", "guichet new service"),
        ("content/manques/vide.yaml", "guichet new manque"),
        ("content/doublons.yaml", "pas_un_doublon:"),
        ("content/lexique.yaml", "termes:"),
    ],
)
def test_an_empty_file_is_begun_as_its_kind_is(path: str, hint: str, say: Say) -> None:
    [(code, _, told)] = say(path, "# rien\n")

    assert code == "fichier-vide"
    assert hint in told


def test_a_list_of_doubles_is_told_what_the_file_holds(say: Say) -> None:
    [(code, message, told)] = say("content/doublons.yaml", "- a\n- b\n")

    assert code == "yaml-illisible"
    assert "une fiche" not in message
    assert "pas_un_doublon:" in told


def test_nobody_has_checked_a_pair_tomorrow(say: Say) -> None:
    pair = "{fiches: [maison-mobilite, autre], motif: Rien à voir., vu_le: 2027-02-18}"
    found = [code for code, _, _ in say("content/doublons.yaml", f"pas_un_doublon: [{pair}]\n")]

    assert sorted(found) == ["date-future", "fiche-inconnue"]


@pytest.mark.parametrize(
    ("laid", "shown", "meant"),
    [
        ("content/manque/x.yaml", "content/manque", "content/manques"),
        ("content/Évènements/x.yaml", "content/Évènements", "content/evenements"),
        ("content/doublon.yaml", "content/doublon.yaml", "content/doublons.yaml"),
        ("content/doublons.yml", "content/doublons.yml", "content/doublons.yaml"),
        ("content/lexique.yml", "content/lexique.yml", "content/lexique.yaml"),
    ],
)
def test_what_is_not_read_for_a_letter_is_told(
    laid: str, shown: str, meant: str, site: Site
) -> None:
    site.lay(laid, "a: 1\n")
    [said] = load_content(site.root).diagnostics

    assert (said.code, said.severity, said.path) == ("nom-de-fichier", Severity.WARNING, shown)
    assert said.hint == f"vouliez-vous dire « {meant} » ?"


@pytest.mark.parametrize(
    "path", ["content/LICENCE", "content/photos/a.png", "content/doublons.yaml~", "content/a.md"]
)
def test_what_else_stands_in_the_content_is_nobodys_business(path: str, site: Site) -> None:
    site.lay(path, "a")

    assert load_content(site.root).diagnostics == ()


def test_the_limits_of_a_number_are_said() -> None:
    page = CliRunner().invoke(listing, ["--help"]).output
    with pytest.raises(click.UsageError) as refused:
        listing.make_context("list", ["--soon=-5"])

    assert "<=x<=" not in page
    assert "de 0 à 3660" in page
    assert "hors des limites : de 0 à 3660" in usage_sentence(refused.value)
