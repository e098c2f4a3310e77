"""What the observatory publishes is what anyone computes from the entries, in every territory."""

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.judges.observatoire.pages import PageJudge
from tests.judges.observatoire.recomputed import Observed, find_faults
from tests.sites.building import Built, complete_site, real_site

SITES: dict[str, Callable[[], Built]] = {"real": real_site, "complete": complete_site}


@cache
def observed(name: str) -> Observed:
    """One site, counted again once for all the tests."""
    return Observed(SITES[name]().files.__getitem__)


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def read(built: Built, path: str, key: str) -> Any:
    return json.loads(built.files[f"api/v1/{path}"])[key]


@pytest.mark.parametrize("name", SITES)
def test_every_figure_is_what_the_entries_give(name: str) -> None:
    assert list(find_faults(observed(name))) == []


@pytest.mark.parametrize("name", SITES)
def test_the_pages_print_the_figures_of_the_feed(name: str) -> None:
    built, judge = SITES[name](), PageJudge(observed(name))
    folders = ("observatoire/territoires/", "observatoire/besoins/")
    pages = [path for path in built.pages if path.startswith(folders)]

    faults = [fault for path in pages for fault in judge.faults(path, built.pages[path])]

    assert faults == []
    assert judge.compared > 100 * len(judge.places)


def test_a_wrong_figure_is_seen() -> None:
    files = dict(complete_site().files)
    path = "api/v1/observatoire/territoires/43.json"
    document = json.loads(files[path])
    document["observatoire_territoire"]["colonnes"]["services"][0] += 1
    files[path] = json.dumps(document).encode()

    faults = list(find_faults(Observed(files.__getitem__)))

    assert len(faults) == 1
    assert faults[0].startswith("43, cellules")


def test_a_wrong_figure_on_a_page_is_seen() -> None:
    built = complete_site()
    judge = PageJudge(observed("complete"))
    path = "observatoire/territoires/43.html"
    page = built.pages[path].replace("<td>servi</td>", "<td>non recensé</td>", 1)

    assert len(list(judge.faults(path, page))) == 1


def test_the_three_states_are_met() -> None:
    rows = read(complete_site(), "observatoire.json", "observatoire")["territoires"]

    assert all(min(row["cellules"].values()) > 0 for row in rows if row["code"] == "43")


def test_confirmed_gaps_come_first_and_name_who_says_so() -> None:
    gaps = read(complete_site(), "observatoire.json", "observatoire")["lacunes"]
    named = {name for row in gaps for name in row["manques"]}
    states = [row["etat"] for row in gaps]

    assert named == {"manque-ouvert", "manque-partiel", "manque-mal-couvert"}
    assert states == sorted(states, key=["manque", "non-recense", "servi-sans-dedie"].index)
    (car,) = (row for row in gaps if row["manques"] == ["manque-mal-couvert"])
    assert car["services"] > 0  # a partner says that what exists is not enough
    assert car["depuis"] == "2026-06-15"


def test_the_table_follows_its_schema(built: Built) -> None:
    schema = json.loads(built.files["donnees/schemas/observatoire.tableschema.json"])
    text = built.files["donnees/observatoire.csv"].decode("utf-8-sig")
    table = csv.DictReader(io.StringIO(text), delimiter=";")
    rows = list(table)

    assert table.fieldnames == [field["name"] for field in schema["fields"]]
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys) > 0
    numbers = [field["name"] for field in schema["fields"] if field["type"] == "integer"]
    assert all(row[name].isdigit() for row in rows for name in numbers)
