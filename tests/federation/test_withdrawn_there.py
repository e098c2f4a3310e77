"""The source withdraws an entry and says why, since when, and what takes its place."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import commands
from generator.diagnostics import UsageError
from generator.load import load_feed, load_schemas, resource_folder
from generator.news import Tombstone
from generator.parse import read_feed
from generator.parse.imports.feed_gone import read_gone
from tests.federation.guichets import TODAY, build, import_feed, lay_region, stored
from tests.federation.test_hostile_feeds import SITE, Feed, jura, lay, scooter

GONE = "location-scooter"
MOTIF = "L’association a cessé cette activité."
ROW = {
    "id": GONE,
    "collection": "services",
    "genre": "retire",
    "nom": "Location de scooters",
    "url": f"{SITE}services/{GONE}.html",
    "depuis": "2026-11-12",
    "remplace_par": "velo",
    "motif": MOTIF,
}


def without(rows: object, **velo: Any) -> Feed:
    """The feed that publishes the scooter no more, and what it says of it."""
    found = jura()
    new = {**scooter(found), "id": "velo", "nom": "Prêt de vélo", **velo}
    new.pop("url")
    new.pop("anciens_ids")
    found["services"]["services"] = [
        *(it for it in found["services"]["services"] if it["id"] != GONE),
        new,
    ]
    head = {key: value for key, value in found["index"].items() if key != "index"}
    found["disparus"] = {**head, "disparus": rows}
    return found


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imported")
    root = lay_region(folder / "region")
    import_feed(root, lay(folder / "feed", jura()), "--date", "2026-11-01")
    return root


@pytest.fixture
def region(imported: Path, tmp_path: Path) -> Path:
    return shutil.copytree(imported, tmp_path / "region")


def kept(root: Path) -> dict[str, Any]:
    """What is remembered of the scooter."""
    rows = map(json.loads, stored(root)["disparus.ndjson"].splitlines())
    return next(row for row in rows if row["id"] == GONE)


def page(site: Path) -> str:
    text = (site / f"services/{GONE}.html").read_text("utf-8")
    return text.replace("\u00a0", " ")


def row(site: Path) -> dict[str, Any]:
    rows = json.loads((site / "api/v1/disparus.json").read_bytes())["disparus"]
    found: dict[str, Any] = next(it for it in rows if it["id"] == GONE)
    return found


def tombstone(root: Path) -> Tombstone:
    """What the site would say of the scooter, without drawing it."""
    plan = commands.check(root, TODAY).plan
    assert plan is not None
    return next(it for it in plan.news.gone if it.id == GONE)


def test_the_replacement_that_is_shown_here_is_linked(region: Path, tmp_path: Path) -> None:
    said = import_feed(region, lay(tmp_path / "feed", without([ROW])))
    site = build(region, tmp_path / "site")

    assert said.status == 0, said.err
    assert "n’est plus proposée, mais une autre prend la suite" in page(site)
    assert 'href="../services/velo.html"' in page(site)
    assert "retirée le 12 novembre 2026" in page(site)
    assert f"Guichet du Jura ne la publie plus. {MOTIF}" in page(site)
    assert row(site)["remplace_par"] == "velo"
    assert row(site)["depuis"] == "2026-11-12"


def test_the_replacement_that_is_not_shown_here_is_linked_there(
    region: Path, tmp_path: Path
) -> None:
    hostile = ROW | {"motif": "<script>alert(1)</script>"}
    there = without([hostile], zone_eligibilite=["25"])
    import_feed(region, lay(tmp_path / "feed", there))
    site = build(region, tmp_path / "site")

    assert "n’est plus proposée, mais une autre prend la suite" in page(site)
    link = f'<a href="{SITE}services/velo.html" rel="noopener ugc">« Prêt de vélo », '
    assert f"{link}sur le site de « Guichet du Jura »</a>" in page(site)
    assert row(site)["url_remplacant"] == f"{SITE}services/velo.html"
    assert "remplace_par" not in row(site)
    assert "<script>alert" not in page(site)


def test_the_replacement_is_the_local_entry_when_it_won(region: Path, tmp_path: Path) -> None:
    rows = [ROW | {"remplace_par": "visale"}]
    import_feed(region, lay(tmp_path / "feed", without(rows)))

    assert tombstone(region).remplace_par == "visale"


def test_one_that_was_replaced_in_its_turn_leads_to_the_last() -> None:
    chain = [
        ROW | {"remplace_par": "mobylette"},
        ROW | {"id": "mobylette", "remplace_par": "velo"},
        ROW | {"id": "a", "remplace_par": "b"},
        ROW | {"id": "b", "remplace_par": "a"},
        ROW | {"id": "c", "remplace_par": "a"},
        ROW | {"id": "d", "remplace_par": "inconnue"},
    ]
    found = read_gone(chain, {("services", "velo")}, TODAY)

    assert {key[1]: it.remplace_par for key, it in found.items()} == {
        GONE: "velo",
        "mobylette": "velo",
        **dict.fromkeys("abcd"),
    }


def test_a_long_chain_is_followed_once() -> None:
    chain = [ROW | {"id": f"a{rank}", "remplace_par": f"a{rank + 1}"} for rank in range(50_000)]
    found = read_gone(chain, {("services", "a50000")}, TODAY)

    assert {it.remplace_par for it in found.values()} == {"a50000"}


def test_what_is_learnt_later_is_said_and_kept(region: Path, tmp_path: Path) -> None:
    import_feed(region, lay(tmp_path / "first", without([])))
    first = kept(region)
    import_feed(region, lay(tmp_path / "second", without([ROW])))
    second = stored(region)
    again = import_feed(region, lay(tmp_path / "second", without([ROW])), "--date", "2026-12-01")
    learnt = kept(region)
    import_feed(region, lay(tmp_path / "third", without([])), "--date", "2026-12-02")

    assert "remplace_par" not in first
    assert first["depuis"] == "2026-11-21"
    assert learnt["remplace_par"] == "velo"
    assert learnt["motif"] == MOTIF
    assert learnt["depuis"] == "2026-11-12"
    assert "Rien n’a changé" in again.err
    assert stored(region) == second


def test_an_older_feed_has_no_such_file(region: Path, tmp_path: Path) -> None:
    there = without([])
    del there["disparus"]
    said = import_feed(region, lay(tmp_path / "feed", there))

    assert said.status == 0, said.err
    assert kept(region)["depuis"] == "2026-11-21"


# What the rows are, what is not kept of them.
HOSTILE: dict[str, tuple[list[Any], tuple[str, ...]]] = {
    "path": ([ROW | {"remplace_par": "../../x"}], ("remplace_par",)),
    "itself": ([ROW | {"remplace_par": GONE}], ("remplace_par",)),
    "number": ([ROW | {"remplace_par": 7, "motif": 8}], ("remplace_par", "motif")),
    "hidden": ([ROW | {"motif": "Fini\u202e."}], ("motif",)),
    "surrogate": ([ROW | {"motif": "Fini\ud800."}], ("motif",)),
    "deep": ([ROW | {"motif": [[[[[[[[]]]]]]]]}], ("motif",)),
    "future": ([ROW | {"depuis": "2030-01-01"}], ("depuis",)),
    "no day": ([ROW | {"depuis": 20261112}], ("depuis",)),
}
NO_ROW = (
    7,
    None,
    [],
    "x",
    {},
    *(ROW | {key: ["services"]} for key in ("id", "collection", "genre")),
)


@pytest.mark.parametrize("case", HOSTILE)
def test_what_a_hostile_row_says_is_not_kept(case: str) -> None:
    rows, absent = HOSTILE[case]
    said = read_gone(rows, {("services", "velo")}, TODAY)["services", GONE]
    fields = ("remplace_par", "motif", "depuis")

    assert {name for name in fields if getattr(said, name) is None} == set(absent)


def test_what_is_no_row_is_passed_over() -> None:
    assert read_gone([*NO_ROW, ROW], set(), TODAY).keys() == {("services", GONE)}
    assert read_gone([ROW], {("services", GONE)}, TODAY) == {}  # alive and gone: it is shown


def test_a_long_motive_is_cut() -> None:
    said = read_gone([ROW | {"motif": "a " * 5_000}], set(), TODAY)["services", GONE]

    assert said.motif is not None
    assert len(said.motif) == 300


@pytest.mark.parametrize("disparus", ["{", "[]", '{"disparus": 7}', '{"disparus": NaN}'])
def test_what_is_no_list_refuses_the_feed(disparus: str, tmp_path: Path) -> None:
    folder = lay(tmp_path, without([]) | {"disparus": disparus})
    schemas = load_schemas(resource_folder("schemas"))

    with pytest.raises(UsageError, match="disparus"):
        read_feed(load_feed(str(folder)), schemas, TODAY)
