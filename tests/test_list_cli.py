"""`guichet list`: who has to check what, as text, JSON and CSV."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner, Result

from generator.diagnostics import UsageError
from generator.list_commands import listing
from generator.list_steps import Asked, say_entries
from tests.conftest import Site

Say = Callable[..., str]

ENTRY = """nom: {nom}
structure: {structure}
resume: Une aide pour aller travailler.
thematiques:
  - mobilite--acceder-a-un-vehicule
zone_eligibilite:
  - "43"
etat: {etat}
verification:
  le: {day}
  par: Le garage
date_maj: {day}
sources:
  - nom: Le garage
"""
STRUCTURE = """nom: Garage de la gare
verification:
  le: 2026-11-01
  par: Le garage
date_maj: 2026-11-01
sources:
  - nom: Le garage
"""


@pytest.fixture(scope="module")
def garage(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A structure with a service in each state, and one that is over."""
    site = Site(tmp_path_factory.mktemp("garage"))
    site.lay("content/structures/garage.yaml", STRUCTURE)
    for name, day, etat in (
        ("frais", "2026-11-01", "actif"),
        ("a-revoir", "2026-04-01", "actif"),
        ("perime", "2025-09-01", "suspendu"),
        ("retire", "2023-01-01", "actif"),
        ("fini", "2020-01-01", "termine"),
    ):
        said = {"nom": f"Aide {name}", "structure": "garage", "etat": etat, "day": day}
        site.lay(f"content/services/{name}.yaml", ENTRY.format(**said))
    said = {"nom": "'=cmd|calc'", "structure": "garage", "etat": "suspendu", "day": "2026-11-02"}
    site.lay("content/services/formule.yaml", ENTRY.format(**said))
    return site


@pytest.fixture(scope="module")
def said(garage: Site) -> Say:
    """What the list says, of the content read once."""
    checked = garage.check()
    assert checked.plan is not None
    plan = checked.plan
    files = {f"{item.collection}/{item.id}": item.path for item in checked.documents}
    return lambda form="text", **asked: say_entries(plan, files, Asked(**asked), form)[0]


def ask(site: Site, *arguments: str) -> Result:
    return CliRunner().invoke(
        listing,
        [*arguments, "--root", str(site.root)],
        obj=lambda day: date.fromisoformat(day or "2026-11-21"),
        standalone_mode=False,
    )


def test_what_is_due_comes_the_most_urgent_first(said: Say) -> None:
    lines = said(stale=True, structure="garage").splitlines()

    assert [line.removesuffix(" (Garage de la gare)") for line in lines] == [
        "retirée depuis le  2024-12-31  content/services/retire.yaml  Aide retire",
        "périmée depuis le  2026-09-01  content/services/perime.yaml  Aide perime",
        "à revoir depuis le 2026-09-28  content/services/a-revoir.yaml  Aide a-revoir",
    ]


def test_a_structure_says_its_share_over_what_it_has_to_do(said: Say) -> None:
    parts = said(stale=True, by_structure=True).split("\n\n")

    assert parts[0].startswith("Garage de la gare\u00a0: 2 sur 5 vérifiées à temps (40\u00a0%)\n")
    assert parts[0].count("content/services/") == 3


def test_what_will_soon_be_due_can_be_asked(said: Say) -> None:
    soon = said(stale=True, soon=170, structure="garage")

    assert "content/services/frais.yaml" in soon
    assert "content/structures/garage.yaml" in soon
    assert "frais" not in said(stale=True, soon=30, structure="garage")


def test_without_a_wish_every_entry_but_the_ended_ones_is_listed(said: Say) -> None:
    every = said()

    assert "à revoir le        2027-04-30  content/services/frais.yaml" in every
    assert "fini" not in every
    assert "content/services/garage-solidaire.md" in every


def test_programs_read_the_same(said: Say) -> None:
    grouped = json.loads(said("json", stale=True, by_structure=True))
    flat = json.loads(said("json", stale=True))
    table = said("csv", stale=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))

    assert grouped["date"] == flat["date"] == "2026-11-21"
    first = grouped["structures"][0]
    assert (first["id"], first["services"], first["verifies_a_temps"]) == ("garage", 5, 2)
    assert [row["id"] for row in first["fiches"]] == ["retire", "perime", "a-revoir"]
    assert [row["id"] for row in flat["fiches"]] == [row["id"] for row in rows]
    assert flat["fiches"][0]["fichier"] == "content/services/retire.yaml"


def test_a_name_cannot_start_a_formula(said: Say) -> None:
    assert '"\'=cmd|calc"' in said("csv", structure="garage")


def test_the_command_takes_the_day_and_what_is_wanted(garage: Site) -> None:
    answer = ask(garage, "--stale", "--by", "structure", "--date", "2027-06-01").return_value

    assert answer.status == 0
    assert "content/services/frais.yaml" in answer.said
    assert answer.noted.endswith("fiches à vérifier.")


def test_a_structure_that_is_not_there_is_a_wrong_usage(site: Site) -> None:
    answer = ask(site, "--structure", "nulle-part")

    assert isinstance(answer.exception, UsageError)
    assert "nulle-part" in str(answer.exception)


def test_a_refused_entry_forbids_the_list(site: Site) -> None:
    site.lay("content/services/casse.yaml", "nom: Cassé\n")
    answer = ask(site).return_value

    assert (answer.status, answer.said) == (1, "")
    assert "guichet check" in answer.noted
