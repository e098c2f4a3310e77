"""An entry's data → the texts of its rows in the sheets of a spreadsheet: shared, pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.flat_entry import flatten
from generator.table_layout import (
    ENTRY,
    ID,
    BookLayout,
    SheetLayout,
    is_inline,
    lists_of,
    rooted,
    without_lists,
)

Texts = Mapping[str, str]  # the name of a column → what its cell says


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """A sheet and its rows."""

    layout: SheetLayout
    rows: tuple[Texts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntry:
    """An entry as its file says it."""

    id: str
    collection: str
    data: Mapping[str, Any]


def flat_rows(entries: tuple[NamedEntry, ...], layout: BookLayout, collection: str) -> SheetRows:
    """One table that holds everything of the entries of a collection."""
    groups = layout.groups[collection]
    rows = tuple({ID: entry.id, **flatten(entry.data, groups)} for entry in entries)
    return SheetRows(layout=layout.flat[collection], rows=rows)


def book_rows(entries: tuple[NamedEntry, ...], layout: BookLayout) -> tuple[SheetRows, ...]:
    """Every sheet, with its rows in the order of the entries."""
    found: dict[str, list[Texts]] = {sheet.name: [] for sheet in layout.sheets}
    for entry in entries:
        _lay(entry, layout, found)
    return tuple(SheetRows(layout=sheet, rows=tuple(found[sheet.name])) for sheet in layout.sheets)


def _lay(entry: NamedEntry, layout: BookLayout, found: dict[str, list[Texts]]) -> None:
    groups = layout.groups[entry.collection]
    lists = lists_of(groups)
    names = {field.name for field in lists}
    simple = {key: value for key, value in entry.data.items() if key not in names}
    row = {ID: entry.id, **flatten(simple, without_lists(groups))}
    sheets = {
        sheet.list_name: sheet.name
        for sheet in layout.sheets
        if sheet.collection == entry.collection and sheet.list_name
    }
    for field in lists:
        for rank, item in enumerate(entry.data.get(field.name, ())):
            cells = {
                f"{field.name}[].{name}": text
                for name, text in flatten(item, rooted(field)).items()
            }
            if rank == 0 and is_inline(field) and cells:
                row |= cells
            else:
                found[sheets[field.name]].append({ENTRY: entry.id, **cells})
    found[layout.main(entry.collection).name].append(row)
