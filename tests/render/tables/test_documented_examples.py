"""The examples of the section « Les tableaux et les bases » run, and say what is true."""

import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from generator.render.tables.database_views import SEARCHED, VIEWS
from tests.render.tables.made_tables import files_of, plan_of, write
from tests.sites.building import REPOSITORY

ADDRESS = "https://example.org/guichet-unique/donnees/"
_BLOCK = re.compile(r"^```(python|sh|sql)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(r"`([a-z_]+)`")


def section() -> str:
    text = (REPOSITORY / "docs" / "donnees-ouvertes.md").read_text("utf-8")
    return text.split("\n## Les tableaux et les bases\n")[1].split("\n## ")[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(files_of(plan_of(REPOSITORY)), tmp_path_factory.mktemp("donnees"))


def blocks(language: str) -> list[str]:
    return [code for kind, code in _BLOCK.findall(section()) if kind == language]


def test_pandas_counts_what_the_entries_say(folder: Path) -> None:
    (code,) = blocks("python")
    assert ADDRESS in code
    done = subprocess.run(
        [sys.executable, "-c", code.replace(ADDRESS, f"{folder.as_uri()}/")],
        capture_output=True,
        text=True,
        check=False,
    )
    services = plan_of(REPOSITORY).catalogue.services
    named = Counter(code for service in services for code in service.thematiques)
    counts = [int(line.split()[-1]) for line in done.stdout.splitlines()[1:]]

    assert done.stderr == ""
    assert counts == [count for _, count in named.most_common(3)]


def test_duckdb_and_sqlite_find_services(folder: Path) -> None:
    in_duckdb, in_sqlite = blocks("sql")
    services = plan_of(REPOSITORY).catalogue.services
    expected = [(item.id, item.telephone) for item in services if "43" in item.zone_eligibilite]
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{folder}'")
        found = connection.execute(in_duckdb).fetchall()
    with closing(sqlite3.connect(folder / "guichet.sqlite")) as database:
        permits = database.execute(in_sqlite).fetchall()

    assert found == expected != []
    assert permits


def test_the_command_of_datasette_answers(folder: Path) -> None:
    (command,) = blocks("sh")
    program = Path(sys.executable).with_name("datasette")
    words = command.split()
    assert words[0] == "datasette"
    done = subprocess.run(
        [program, *words[1:], "--get", "/guichet/services.json?_size=1&_shape=array"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert plan_of(REPOSITORY).catalogue.services[0].id in done.stdout


def test_every_table_and_view_is_explained(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "guichet.sqlite")) as database:
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        names = {row[0] for row in database.execute(query)}
    inner = {name for name in names if "_fts_" in name}
    explained = set(_ESCAPED.findall(section()))

    assert names - inner <= explained
    assert {*VIEWS, *(f"{name}_fts" for name in SEARCHED)} <= names


def test_every_file_is_explained(folder: Path) -> None:
    for path in folder.rglob("*"):
        is_schema = path.name.endswith(".tableschema.json")
        name = "schemas/*.tableschema.json" if is_schema else path.name
        assert path.is_dir() or f"`{name}`" in section(), path.name
