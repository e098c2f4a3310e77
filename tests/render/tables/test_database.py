"""The database: what the feed holds, full text in French, opened by SQLite and by Datasette."""

import html
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from generator.render.tables.database_views import SEARCHED, VIEWS
from generator.site_plan import SitePlan
from tests.render.tables.made_tables import (
    complete_plan,
    files_of,
    hostile_plan,
    plain_service,
    plan_of,
    plan_with,
    published_of,
    write,
)
from tests.sites.building import REPOSITORY


def opened(content: bytes) -> closing[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    connection.row_factory = sqlite3.Row
    return closing(connection)


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    with opened(files_of(complete_plan())["guichet.sqlite"]) as connection:
        yield connection


def test_the_file_is_whole_and_its_keys_are_right() -> None:
    for plan in (complete_plan(), plan_of(REPOSITORY), hostile_plan()):
        with opened(files_of(plan)["guichet.sqlite"]) as database:
            (whole,) = (row[0] for row in database.execute("PRAGMA integrity_check"))
            broken = database.execute("PRAGMA foreign_key_check").fetchall()
            for name in SEARCHED:
                check = f'INSERT INTO "{name}_fts"("{name}_fts", rank) VALUES(?, 1)'
                database.execute(check, ("integrity-check",))

            assert whole == "ok"
            assert broken == []


@pytest.mark.parametrize("make", [complete_plan, hostile_plan])
@pytest.mark.parametrize("collection", ["services", "structures"])
def test_every_field_of_every_entry_is_in_its_row(
    make: Callable[[], SitePlan], collection: str
) -> None:
    plan = make()
    files = files_of(plan)
    schema = json.loads(files[f"schemas/{collection}.tableschema.json"])
    with opened(files["guichet.sqlite"]) as database:
        query = f"SELECT * FROM {collection}"  # noqa: S608
        rows = {row["id"]: row for row in database.execute(query)}
    compared = 0
    for entry in published_of(plan, collection):
        for field in schema["fields"]:
            expected: Any = entry
            for part in field["x-chemin"]:
                expected = (expected or {}).get(part)
            found = rows[entry["id"]][field["name"]]
            if field["type"] in ("list", "array", "object") and found is not None:
                found = json.loads(found)
            assert found == expected, (entry["id"], field["name"])
            compared += found is not None

    assert compared > 20
    assert len(rows) == len(published_of(plan, collection))


def test_places_and_sources_have_rows_of_their_own(database: sqlite3.Connection) -> None:
    places = [dict(row) for row in database.execute("SELECT * FROM lieux ORDER BY rang")]
    sources = database.execute("SELECT count(*) FROM sources WHERE fiche = 'service-complet'")

    assert [place["nom"] for place in places] == ["Premier lieu", "Lieu protégé"]
    assert places[0]["latitude"] == 45.0428
    assert places[1]["adresse"] is places[1]["latitude"] is None
    assert places[1]["adresse_masquee"] == 1
    assert sources.fetchone()[0] == 2


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_gives_rows(database: sqlite3.Connection, name: str) -> None:
    assert database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608


def test_views_cross_codes_with_their_labels() -> None:
    with opened(files_of(plan_of(REPOSITORY))["guichet.sqlite"]) as database:
        themes = database.execute(
            "SELECT DISTINCT libelle, categorie FROM services_par_thematique "
            "WHERE thematique = 'mobilite--acceder-a-un-vehicule'"
        ).fetchall()
        cited = database.execute("SELECT count(*) FROM services_par_thematique").fetchone()[0]
        unnamed = database.execute("SELECT code FROM territoires WHERE nom IS NULL").fetchall()
    expected = sum(len(s.thematiques) for s in plan_of(REPOSITORY).catalogue.services)

    assert [tuple(row) for row in themes] == [("Accéder à un véhicule", "Mobilité")]
    assert cited == expected
    assert unnamed == []


FOUND = (
    # words, fields: what is searched finds what is written
    ("vehicule", {"nom": "Prêt de véhicule"}),
    ("VÉHICULE", {"nom": "Prêt de vehicule"}),
    ("emploi", {"resume": "Pour trouver de l’emploi près de chez soi."}),
    ("voiture", {"nom": "Des voitures à louer"}),
    ("voitures", {"nom": "Une voiture à louer"}),
    ("lieu", {"nom": "Des lieux où dormir"}),
    ("oeuvre", {"nom": "Chef-d’œuvre"}),
    ("œuvre", {"nom": "Chef-d’œuvre"}),
    ("noel", {"nom": "Prime de Noël"}),
    ("caf", {"mots_cles": ("caf",)}),
    ("accéder", {"thematiques": ("mobilite--acceder-a-un-vehicule",)}),
    ("jeune", {"publics": ("jeunes",)}),
    ("puy", {"zone_eligibilite": ("43157",)}),
    ('"permis de conduire"', {"conditions_acces": "Avoir le permis de conduire."}),
    ("complète", {}),  # by the name of its structure
)


@pytest.mark.parametrize(("words", "fields"), FOUND)
def test_french_words_are_found(words: str, fields: dict[str, Any]) -> None:
    neutral = {"thematiques": ("sante--acces-aux-soins",), "zone_eligibilite": ("25",)}
    plan = plan_with(plain_service("celui-ci", **neutral | fields))
    with opened(files_of(plan)["guichet.sqlite"]) as database:
        found = database.execute(
            "SELECT s.id FROM services_fts AS f JOIN services AS s ON s.rowid = f.rowid "
            "WHERE services_fts MATCH ?",
            (words,),
        ).fetchall()

    assert [row["id"] for row in found] == ["celui-ci"]


def test_what_is_not_written_is_not_found() -> None:
    with opened(files_of(plan_with(plain_service("essai")))["guichet.sqlite"]) as database:
        found = database.execute("SELECT * FROM services_fts WHERE services_fts MATCH 'fusee'")

        assert found.fetchall() == []


def test_two_builds_give_the_same_bytes() -> None:
    first, second = (files_of(complete_plan()) for _ in range(2))

    assert first == second


def test_datasette_opens_it_with_its_words(tmp_path: Path) -> None:
    plan = plan_of(REPOSITORY)
    write(files_of(plan), tmp_path)
    search = "/guichet/services.json?_shape=array&_col=id&_search="
    paths = [
        "/guichet",
        "/guichet/services?_size=1",
        "/guichet/services.json?_size=1&_facet_array=thematiques",
        *(f"/guichet/{name}.json?_shape=array&_size=1" for name in VIEWS),
        f"{search}vehicule",
        f"{search}l%E2%80%99emploi",
        "/guichet/structures.json?_shape=array&_search=mobilite",
        "/guichet/services_ouverts.json?_shape=array&_search=vehicule",
        "/-/databases.json",
    ]
    script = Path(__file__).with_name("ask_datasette.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", script, tmp_path, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers = json.loads(done.stdout)
    page = html.unescape(answers["/guichet/services?_size=1"])
    facets = json.loads(answers["/guichet/services.json?_size=1&_facet_array=thematiques"])

    assert 'name="_search"' in page
    assert "Licence Ouverte 2.0" in page
    assert "Conditions d’accès" in page
    assert plan.settings.editeur.nom in html.unescape(answers["/guichet"])
    assert facets["filtered_table_rows_count"] == len(plan.catalogue.services)
    assert facets["facet_results"]["thematiques"]["results"]
    for name in VIEWS:
        assert json.loads(answers[f"/guichet/{name}.json?_shape=array&_size=1"]), name
    assert len(json.loads(answers[f"{search}vehicule"])) > 1
    assert json.loads(answers[f"{search}l%E2%80%99emploi"])
    assert json.loads(answers["/guichet/services_ouverts.json?_shape=array&_search=vehicule"])
    assert json.loads(answers["/guichet/structures.json?_shape=array&_search=mobilite"])
