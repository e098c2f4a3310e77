"""Render: proof that the tables hold what the feed holds: every row, every value, nothing more.

As `conservation.py`, it shares no code with what it checks: it reads the published CSV files with
the standard library, as their published schemas say, and counts the rows of the database.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.diagnostics import PublicationError

Rows = Mapping[str, Mapping[str, Any]]  # identifier → entry, as the feed publishes it

_LONGEST_CELL = 16 * 1024 * 1024  # `csv` refuses cells of 128 KiB, which fifty places can exceed
_ESCAPED = re.compile(r"\\(.)")


def check_tables(collection: str, rows: Rows, contents: Mapping[str, bytes]) -> None:
    """Raise `PublicationError` unless the CSV file and the database hold these rows."""
    path = f"donnees/{collection}.csv"
    found = set()
    for read in _csv_rows(path, collection, contents):
        identifier = str(read.get("id"))
        published = rows.get(identifier)
        if published is None:
            raise PublicationError(f"{path} : « {identifier} » n’est pas une fiche publiée")
        different = _first_difference(read, published)
        if different:
            raise PublicationError(
                f"{path} : « {identifier} », le champ « {different} » n’est pas publié tel quel"
            )
        found.add(identifier)
    if len(found) != len(rows):
        lost = ", ".join(sorted(set(rows) - found)[:5])
        raise PublicationError(f"{path} : {len(rows)} {collection}, {len(found)} lignes ({lost})")
    _count_in_database(collection, len(rows), contents)


def _csv_rows(
    path: str, collection: str, contents: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    schema = json.loads(_content(contents, f"donnees/schemas/{collection}.tableschema.json"))
    places = [field["x-chemin"] for field in schema["fields"]]
    readers = [_READERS.get(field["type"]) for field in schema["fields"]]
    csv.field_size_limit(_LONGEST_CELL)
    text = _content(contents, path).decode()
    lines = csv.reader(f"{line}\n" for line in text.removesuffix("\r\n").split("\n"))
    next(lines, None)  # the names
    for cells in lines:
        if len(cells) != len(places):
            raise PublicationError(f"{path} : une ligne a {len(cells)} cellules")
        row: dict[str, Any] = {}
        for cell, place, read in zip(cells, places, readers, strict=True):
            if cell:
                target = row
                for part in place[:-1]:
                    target = target.setdefault(part, {})
                target[place[-1]] = read(cell) if read else cell
        yield row


def _items(cell: str) -> list[str]:
    if "\\" not in cell:
        return cell.split("|")
    return [
        _ESCAPED.sub(lambda found: "|" if found[1] == "p" else found[1], item)
        for item in cell.split("|")
    ]


_READERS: Mapping[str, Callable[[str], Any]] = {
    "list": _items,
    "number": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "array": json.loads,
    "object": json.loads,
}


def _first_difference(read: Mapping[str, Any], published: Mapping[str, Any]) -> str:
    """The first field that differs; its own address in the feed is not in a table."""
    expected_row = {**published}
    expected_row.pop("json", None)
    if read == expected_row:
        return ""
    for name in (*published, *(name for name in read if name not in published)):
        found, expected = read.get(name), published.get(name)
        if name != "json" and found != expected and found != _told(expected):
            return name
    return ""


def _told(value: object) -> object:
    """A value without the objects that say nothing: a table has no cell for them."""
    if not isinstance(value, Mapping):
        return value
    told = {key: _told(item) for key, item in value.items()}
    return {key: item for key, item in told.items() if item is not None} or None


def _count_in_database(collection: str, total: int, contents: Mapping[str, bytes]) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(_content(contents, "donnees/guichet.sqlite"))
        for table in (collection, f"{collection}_fts_docsize"):
            query = f"SELECT count(*) FROM {table}"  # noqa: S608 - two names of ours
            (count,) = connection.execute(query).fetchone()
            if count != total:
                raise PublicationError(
                    f"donnees/guichet.sqlite : {total} {collection}, {count} lignes ({table})"
                )
    except sqlite3.Error as error:
        raise PublicationError(f"donnees/guichet.sqlite est illisible : {error}") from error
    finally:
        connection.close()


def _content(contents: Mapping[str, bytes], path: str) -> bytes:
    if path not in contents:
        raise PublicationError(f"le fichier {path} n’est pas publié")
    return contents[path]
