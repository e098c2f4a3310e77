r"""Render: an entry as the feed publishes it → the values of its row, one for each column.

A value keeps its type here; each format then writes it in its own way. In text, the items of a list
are joined by « | »: an item's own « | » is written « \p », its « \ » « \\ », so that cutting at
every « | » is always right.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.published import published
from generator.render.tables.columns import Table
from generator.site_plan import SitePlan

Row = list[Any]
Published = Mapping[str, Any]

_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*').fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A table, its entries as the feed publishes them, and their rows."""

    table: Table
    entries: tuple[Published, ...]
    rows: tuple[Row, ...]
    texts: tuple[list[str], ...]  # the same, everything as a text: what a CSV file holds


def fill(table: Table, plan: SitePlan) -> Filled:
    """The rows of a table, sorted as the catalogue is: by identifier."""
    entries = plan.catalogue.services if table.name == "services" else plan.catalogue.structures
    found = tuple(published(entry) for entry in entries)
    pages = f"{plan.settings.url}{table.name}/"
    rows = tuple(_row(entry, table, pages) for entry in found)
    return Filled(table=table, entries=found, rows=rows, texts=tuple(_texts(rows, table)))


def _row(entry: Published, table: Table, pages: str) -> Row:
    flat = dict(entry, url=f"{pages}{entry['id']}.html")
    for name, prefix in table.opened:
        inner = flat.pop(name, None)
        if inner:
            for key, value in inner.items():
                flat[f"{prefix}{key}"] = value
    return [flat.get(name) for name in table.names]


def joined(items: Sequence[str]) -> str:
    """A list of texts as one cell."""
    text = "|".join(items)
    if "\\" in text or text.count("|") >= len(items):
        return "|".join(item.replace("\\", "\\\\").replace("|", "\\p") for item in items)
    return text


def list_as_json(items: Sequence[str], cell: str) -> str:
    """A list as JSON, from the cell that joins it: most hold nothing that needs an encoder."""
    return '["' + cell.replace("|", '","') + '"]' if _PLAIN(cell) else _ENCODE(items)


def _texts(rows: Iterable[Row], table: Table) -> Iterator[list[str]]:
    """Rows in which everything is text; "" is what an entry does not say."""
    lists, nested, booleans = (table.ranks(kind) for kind in ("list", "json", "boolean"))
    numbers = (*table.ranks("number"), *table.ranks("integer"))
    for row in rows:
        cells = ["" if value is None else value for value in row]
        for rank in lists:
            if cells[rank]:
                cells[rank] = joined(cells[rank])
        for rank in nested:
            if cells[rank]:
                cells[rank] = _ENCODE(cells[rank])
        for rank in numbers:
            cells[rank] = str(cells[rank])
        for rank in booleans:
            if cells[rank] != "":
                cells[rank] = "true" if cells[rank] else "false"
        yield cells
