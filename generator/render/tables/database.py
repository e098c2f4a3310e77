"""Render: the rows, the lists of codes, the words → `guichet.sqlite`, made in memory.

What is written depends on the rows only: nothing is deleted or updated, and everything is inserted
in the order of the catalogue. `docs/decisions/0018-tables.md` tells the choices.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.render.tables.columns import Column, Kind
from generator.render.tables.database_views import SEARCHED, VIEWS
from generator.render.tables.rows import Filled, Row, list_as_json
from generator.render.tables.search_words import search_words
from generator.site_plan import SitePlan

_TYPES: Mapping[Kind, str] = {
    "text": "TEXT",
    "date": "TEXT",
    "list": "TEXT",  # in JSON, which SQLite and Datasette open
    "json": "TEXT",
    "number": "NUMERIC",
    "integer": "INTEGER",
    "boolean": "INTEGER",
}
Cells = Sequence[object]


def database_file(plan: SitePlan, filled: Sequence[Filled], places: Sequence[Column]) -> bytes:
    """The bytes of the database."""
    services, structures = filled
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; BEGIN;")
        _fill(connection, "informations", _INFORMATIONS, _information(plan))
        _fill(connection, "vocabulaires", _VOCABULARIES, _terms(plan))
        _fill(connection, "territoires", _TERRITORIES, _territories(plan, filled))
        _fill(connection, "structures", _entry_columns(structures, ""), _entries(structures, plan))
        owner = ' REFERENCES "structures"("id")'
        _fill(connection, "services", _entry_columns(services, owner), _entries(services, plan))
        _fill(connection, "lieux", _place_columns(places), _places(services, places))
        _fill(connection, "sources", _SOURCES, _sources(filled))
        for name, columns in SEARCHED.items():
            _index(connection, name, columns)
        for name, query in VIEWS.items():
            connection.execute(f'CREATE VIEW "{name}" AS {query}')
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


_INFORMATIONS = {"cle": "TEXT PRIMARY KEY", "valeur": "TEXT NOT NULL"}
_VOCABULARIES = {
    "vocabulaire": "TEXT NOT NULL",
    "code": "TEXT NOT NULL",
    "libelle": "TEXT NOT NULL",
    "description": "TEXT",
    'PRIMARY KEY ("vocabulaire", "code")': "",
}
_TERRITORIES = {"code": "TEXT PRIMARY KEY", "nom": "TEXT", "genre": "TEXT"}
_SOURCES = {
    "collection": "TEXT NOT NULL",
    "fiche": "TEXT NOT NULL",
    "rang": "INTEGER NOT NULL",
    "nom": "TEXT NOT NULL",
    "url": "TEXT",
    "consulte_le": "TEXT",
    'PRIMARY KEY ("collection", "fiche", "rang")': "",
}


def _fill(
    connection: sqlite3.Connection, name: str, columns: Mapping[str, str], rows: Iterable[Cells]
) -> None:
    parts = [f'"{key}" {kind}' if kind else key for key, kind in columns.items()]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
    marks = ", ".join("?" for kind in columns.values() if kind)
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)  # noqa: S608


def _index(connection: sqlite3.Connection, name: str, columns: Sequence[str]) -> None:
    """A full-text index without a copy of the texts, in which « vehicule » finds « véhicule »."""
    connection.execute(
        f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({", ".join(columns)}, '
        f'content="{name}", tokenize="unicode61 remove_diacritics 2")'
    )
    connection.execute(f'INSERT INTO "{name}_fts"("{name}_fts") VALUES (?)', ("rebuild",))  # noqa: S608


def _information(plan: SitePlan) -> Iterator[Cells]:
    settings = plan.settings
    yield "nom", settings.nom
    yield "site", settings.url
    yield "territoire", settings.territoire.nom
    yield "attribution", settings.editeur.nom
    yield "licence", "Licence Ouverte 2.0"
    yield "construit_le", plan.today.isoformat()
    yield "millesime_territoires", plan.referentiels.millesime


def _terms(plan: SitePlan) -> Iterator[Cells]:
    for name, terms in sorted(plan.schemas.vocabularies.items()):
        for term in terms.values():
            yield name, term.code, term.label, term.description or None


def _territories(plan: SitePlan, filled: Sequence[Filled]) -> Iterator[Cells]:
    """Every code that an entry cites."""
    services, structures = filled
    codes = {code for entry in services.entries for code in entry.get("zone_eligibilite", ())}
    codes |= {code for entry in structures.entries for code in entry.get("territoires", ())}
    for code in sorted(codes):
        area = plan.referentiels.territory(code)
        yield code, area.nom if area else None, area.kind if area else None


def _entry_columns(filled: Filled, owner: str) -> Mapping[str, str]:
    return {
        **{
            column.name: _declared(column, owner if column.name == "structure" else "")
            for column in filled.table.columns
        },
        "recherche": "TEXT",
    }


def _declared(column: Column, reference: str) -> str:
    key = " PRIMARY KEY" if column.path == ("id",) else ""
    needed = " NOT NULL" if column.required else ""
    return f"{_TYPES[column.kind]}{key}{needed}{reference}"


def _entries(filled: Filled, plan: SitePlan) -> Iterator[Row]:
    lists, nested = filled.table.ranks("list"), filled.table.ranks("json")
    added = search_words(filled, plan)
    for row, texts, words in zip(filled.rows, filled.texts, added, strict=True):
        cells = [*row, words]
        for rank in lists:
            if cells[rank] is not None:
                cells[rank] = list_as_json(cells[rank], texts[rank])
        for rank in nested:
            if cells[rank] is not None:
                cells[rank] = texts[rank]
        yield cells


def _place_columns(places: Sequence[Column]) -> Mapping[str, str]:
    return {
        "service": 'TEXT NOT NULL REFERENCES "services"("id")',
        "rang": "INTEGER NOT NULL",
        **{column.name: _TYPES[column.kind] for column in places},
        'PRIMARY KEY ("service", "rang")': "",
    }


def _places(services: Filled, places: Sequence[Column]) -> Iterator[Cells]:
    for entry in services.entries:
        for rank, place in enumerate(entry.get("lieux", ())):
            yield entry["id"], rank, *(place.get(column.name) for column in places)


def _sources(filled: Sequence[Filled]) -> Iterator[Cells]:
    for each in filled:
        for entry in each.entries:
            for rank, source in enumerate(entry["sources"]):
                told: dict[str, Any] = source
                fields = (told["nom"], told.get("url"), told.get("consulte_le"))
                yield each.table.name, entry["id"], rank, *fields
