"""The source gives an entry another identifier: what is written here still wins."""

from pathlib import Path
from typing import Any

import pytest

from generator import commands
from generator.news import Tombstone
from tests.federation.guichets import (
    SOURCE,
    TODAY,
    build,
    catalogue,
    import_feed,
    lay_region,
    run,
)
from tests.federation.test_hostile_feeds import SITE, Feed, jura, lay, scooter

LOCAL = {
    "nom": "Location de scooters du Jura",
    "structure": "maison-mobilite",
    "zone_eligibilite": ["39"],
    "lien_source": "https://jura-mobilite.example.org/scooters",
}
THEIRS = {"id": "location-scooter", "lien_source": LOCAL["lien_source"]}
# What the local entry is, under which identifier: before and after the other one is renamed.
ALREADY_THERE: dict[str, tuple[str, dict[str, Any]]] = {
    "its identifier": ("scooters", {}),
    "its former identifier": ("deux-roues", {"anciens_ids": ["scooters"]}),
    "its provenance": (
        "deux-roues",
        {
            "lien_source": "https://elsewhere.example.org/deux-roues",
            "provenance": {
                "nom": "Guichet du Jura",
                "id": "scooters",
                "url": f"{SITE}services/scooters.html",
            },
        },
    ),
}


def renamed(feed: Feed) -> Feed:
    """The same feed before the scooter had another identifier."""
    row = scooter(feed)
    row.update(THEIRS, id="scooters", url=f"{SITE}services/scooters.html")
    row.pop("anciens_ids")
    return feed


def now() -> Feed:
    found = jura()
    scooter(found).update(THEIRS)
    return found


def names(root: Path) -> set[str]:
    return {service.id for service in catalogue(root).services}


@pytest.mark.parametrize("case", ALREADY_THERE)
def test_the_local_entry_wins_though_the_other_is_renamed(case: str, tmp_path: Path) -> None:
    name, said = ALREADY_THERE[case]
    region = lay_region(tmp_path / "region", **{name.replace("-", "_"): {**LOCAL, **said}})
    wanted = {"visale", "garage-solidaire", name, f"{SOURCE}-garage-solidaire"}
    import_feed(region, lay(tmp_path / "before", renamed(jura())))
    before = names(region)
    import_feed(region, lay(tmp_path / "after", now()))
    checked = run("check", "--root", str(region), "--date", "2026-11-21")

    assert before == names(region) == wanted
    assert "doublon-probable" not in checked.out


def test_what_cites_it_cites_the_local_one(tmp_path: Path) -> None:
    region = lay_region(tmp_path / "region", scooters=LOCAL)
    import_feed(region, lay(tmp_path / "feed", now()))
    garage = next(it for it in catalogue(region).services if it.id.startswith(SOURCE))

    assert garage.relations is not None
    assert "scooters" in garage.relations.complement_de


def test_another_thing_under_the_former_identifier_hides_nothing(tmp_path: Path) -> None:
    other = {**LOCAL, "nom": "Cours de couture", "lien_source": "https://example.org/couture"}
    region = lay_region(tmp_path / "region", scooters=other)
    import_feed(region, lay(tmp_path / "feed", now()))
    shown = {it.id: it for it in catalogue(region).services}

    assert {"scooters", "location-scooter"} <= shown.keys()
    assert shown["location-scooter"].anciens_ids == ()


def test_the_same_thing_elsewhere_under_the_former_identifier_hides_nothing(
    tmp_path: Path,
) -> None:
    region = lay_region(tmp_path / "region", scooters={**LOCAL, "zone_eligibilite": ["43"]})
    import_feed(region, lay(tmp_path / "feed", now()))

    assert {"scooters", "location-scooter"} <= names(region)


def test_an_entry_of_the_same_source_is_not_taken_for_the_former_one(tmp_path: Path) -> None:
    """A feed that gives a living identifier as a former one loses no entry."""
    there = now()
    scooter(there)["anciens_ids"] = ["garage-solidaire"]
    region = lay_region(tmp_path / "region")
    import_feed(region, lay(tmp_path / "feed", there))

    assert {"location-scooter", f"{SOURCE}-garage-solidaire"} <= names(region)


def test_a_repeated_entry_under_its_former_name_is_known(tmp_path: Path) -> None:
    """A third guichet still repeats the scooter as the Jura called it."""
    relay = renamed(jura())
    relay["index"]["index"]["site"] = "https://a-relais.example.org/"
    for row in (*relay["services"]["services"], *relay["structures"]["structures"]):
        page = row["url"]
        row["provenance"] = {"nom": "Guichet du Jura", "id": row["id"], "url": page}
        row["url"] = page.replace(SITE, "https://a-relais.example.org/")
    region = lay_region(tmp_path / "region")
    import_feed(region, lay(tmp_path / "feed", now()))
    import_feed(region, lay(tmp_path / "relay", relay))

    assert names(region) == {
        "visale",
        "garage-solidaire",
        "location-scooter",
        f"{SOURCE}-garage-solidaire",
    }


def test_the_address_it_had_here_leads_to_the_one_that_wins(tmp_path: Path) -> None:
    """It was shown; a local entry takes its former identifier, then each address still answers."""
    region = lay_region(tmp_path / "region")
    import_feed(region, lay(tmp_path / "feed", now()))
    before = build(region, tmp_path / "before")
    lay_region(region, scooters=LOCAL)
    said = gone(region, before)["location-scooter"]

    assert (said.genre, said.remplace_par) == ("renomme", "scooters")


def test_the_address_with_its_source_in_front_lasts_when_it_is_renamed(tmp_path: Path) -> None:
    other = {**LOCAL, "nom": "Cours de couture", "lien_source": "https://example.org/couture"}
    region = lay_region(tmp_path / "region", scooters=other)
    import_feed(region, lay(tmp_path / "old", renamed(jura())))
    before = build(region, tmp_path / "before")
    import_feed(region, lay(tmp_path / "new", now()))
    said = gone(region, before)[f"{SOURCE}-scooters"]

    assert (said.genre, said.remplace_par) == ("renomme", "location-scooter")


def gone(root: Path, before: Path) -> dict[str, Tombstone]:
    """The services that are gone since what was published, which nothing must forbid."""
    checked = commands.check(root, TODAY, previous=str(before))
    assert checked.plan is not None, checked.diagnostics
    return {it.id: it for it in checked.plan.news.gone if it.collection == "services"}
