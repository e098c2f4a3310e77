"""The same source, again: what is new, what changed, what is gone, and what stays as it was."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.federation.guichets import (
    SOURCE,
    build,
    catalogue,
    feed,
    import_feed,
    lay_jura,
    lay_region,
    run,
    stored,
)

SCOOTER = "services/location-scooter"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_jura(tmp_path_factory.mktemp("first"))
    return build(root, root / "site")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scooter is dearer, the garage is gone, a bicycle is new."""
    root = lay_jura(
        tmp_path_factory.mktemp("second"),
        location_scooter={"montant": {"min": 3, "max": 5, "unite": "€", "sens": "paye"}},
        garage_solidaire=None,
        velo={"nom": "Prêt de vélo", "structure": "jura-mobilite", "zone_eligibilite": ["39"]},
    )
    return build(root, root / "site")


@pytest.fixture(scope="module")
def imported(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_region(tmp_path_factory.mktemp("imported"))
    import_feed(root, first, "--date", "2026-11-01")
    return root


@pytest.fixture(scope="module")
def before(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(imported, tmp_path_factory.mktemp("before") / "site")


@pytest.fixture
def region(imported: Path, tmp_path: Path) -> Path:
    """A copy of the repository that has imported the first feed."""
    return shutil.copytree(imported, tmp_path / "region")


def names(root: Path) -> set[str]:
    """The services that the site would show."""
    return {service.id for service in catalogue(root).services}


def lines(root: Path, name: str = "services") -> dict[str, Any]:
    """The lines of a file of the source, by identifier in the feed."""
    rows = [json.loads(line) for line in stored(root)[f"{name}.ndjson"].splitlines()]
    return {row.get("flux_id", row["id"]): row for row in rows}


def test_a_second_import_tells_what_changed_and_replaces_that_source_only(
    second: Path, region: Path
) -> None:
    local = {path: path.read_bytes() for path in (region / "content/services").iterdir()}
    said = import_feed(region, second, "--format", "json")
    report = json.loads(said.out)

    assert report["nouvelles"] == ["services/velo"]
    assert report["changees"] == [SCOOTER]
    assert report["disparues"] == ["services/garage-solidaire"]
    assert {path: path.read_bytes() for path in (region / "content/services").iterdir()} == local


def test_what_says_the_same_keeps_the_day_on_which_it_was_taken(second: Path, region: Path) -> None:
    import_feed(region, second, "--date", "2026-11-21")
    days = {name: row["fiche"]["provenance"]["importe_le"] for name, row in lines(region).items()}

    assert days == {
        "location-scooter": "2026-11-21",
        "navette": "2026-11-01",
        "velo": "2026-11-21",
        "visale": "2026-11-01",
    }


def test_the_page_of_what_is_gone_stays_and_nothing_is_lost(
    before: Path, second: Path, region: Path, tmp_path: Path
) -> None:
    here = f"{SOURCE}-garage-solidaire"
    import_feed(region, second)
    checked = run("check", "--root", str(region), "--date", "2026-11-21", "--previous", str(before))
    after = build(region, tmp_path / "after", previous=str(before))

    assert checked.status == 0, checked.out
    assert here in feed(before, "services")
    assert here not in feed(after, "services")
    assert "Guichet du Jura ne la publie plus" in (after / f"services/{here}.html").read_text()
    assert {
        row["id"] for row in json.loads((after / "api/v1/disparus.json").read_bytes())["disparus"]
    } >= {here}


def test_what_comes_back_is_shown_again_under_the_same_name(
    first: Path, second: Path, region: Path
) -> None:
    for source in (second, first):
        import_feed(region, source)

    assert f"{SOURCE}-garage-solidaire" in names(region)


def test_a_name_taken_here_since_the_first_import_is_not_taken_back(
    first: Path, region: Path
) -> None:
    """The local garage goes: the other one keeps the address that it has had all along."""
    (region / "content/services/garage-solidaire.yaml").unlink()
    import_feed(region, first)

    assert names(region) == {"visale", "location-scooter", f"{SOURCE}-garage-solidaire"}


def test_a_fault_that_appears_there_never_blocks_what_is_published_here(
    first: Path, before: Path, region: Path, tmp_path: Path
) -> None:
    services = json.loads((first / "api/v1/services.json").read_bytes())
    for row in services["services"]:
        row["etat"] = "ouvert"
    folder = tmp_path / "api/v1"
    folder.mkdir(parents=True)
    (folder / "services.json").write_text(json.dumps(services))
    for name in ("index.json", "structures.json"):
        (folder / name).write_bytes((first / "api/v1" / name).read_bytes())
    said = import_feed(region, tmp_path)
    checked = run("check", "--root", str(region), "--date", "2026-11-21", "--previous", str(before))
    after = build(region, tmp_path / "after", previous=str(before), strict=True)

    assert said.status == checked.status == 0
    assert checked.out.count("[fiche-externe-ecartee]") == 4
    assert "fiche de « Guichet du Jura »" in checked.out.replace("\u00a0", " ")
    assert set(feed(after, "services")) == {"visale", "garage-solidaire"}
    assert (after / f"{SCOOTER}.html").is_file()  # its address lasts


def test_a_fault_written_here_still_blocks(region: Path) -> None:
    (region / "content/services/visale.yaml").write_text("nom: Visale\n")

    assert run("check", "--root", str(region), "--date", "2026-11-21").status == 1


def test_a_change_by_hand_is_told_and_undone_by_the_next_import(first: Path, region: Path) -> None:
    before = stored(region)
    path = region / f"content/externes/{SOURCE}/services.ndjson"
    path.write_bytes(path.read_bytes().replace(b"Location de scooters", b"Location de motos"))
    checked = run("check", "--root", str(region), "--date", "2026-11-21")
    import_feed(region, first, "--date", "2026-11-01")

    assert "[source-externe-modifiee]" in checked.out
    assert checked.status == 0
    assert stored(region) == before


def test_a_folder_where_someone_put_a_file_is_not_replaced(second: Path, region: Path) -> None:
    note = region / f"content/externes/{SOURCE}/notes.txt"
    note.write_text("à garder")
    said = import_feed(region, second)

    assert said.status == 2
    assert note.read_text() == "à garder"
    assert "velo" not in lines(region)


def test_a_source_has_one_name_and_a_name_one_source(first: Path, tmp_path: Path) -> None:
    region = lay_region(tmp_path / "region")
    import_feed(region, first, "--source", "le-jura")
    again = import_feed(region, first)
    other = import_feed(region, first, "--source", "un-autre-nom")
    hostile = import_feed(lay_region(region / "b"), first, "--source", "../../ailleurs")

    assert again.status == 0
    assert [path.name for path in (region / "content/externes").iterdir()] == ["le-jura"]
    assert other.status == hostile.status == 2
    assert "déjà repris sous le nom" in other.err
    assert "ne peut pas nommer une source" in hostile.err


def test_a_relayed_entry_is_shown_once_and_from_the_one_who_keeps_it(
    first: Path, before: Path, tmp_path: Path
) -> None:
    """A third guichet imports the Jura, and the region that repeats it."""
    third = lay_region(tmp_path / "third")
    settings = (third / "guichet.yaml").read_text()
    (third / "guichet.yaml").write_text(settings.replace("region.example.org", "third.example.org"))
    import_feed(third, before, "--source", "a-relais")
    alone = catalogue(third)
    import_feed(third, first)
    both = catalogue(third)

    assert alone.externals[SCOOTER] == f"https://region.example.org/guichet/{SCOOTER}.html"
    assert both.externals[SCOOTER] == f"https://jura.example.org/{SCOOTER}.html"
    for found in (alone, both):
        (scooter,) = [it for it in found.services if "scooter" in it.id]
        assert scooter.id == "location-scooter"
        assert scooter.provenance is not None
        assert scooter.provenance.nom == "Guichet du Jura"
