"""What is read of a table, and what is wrong with it, cell by cell: shared by the stages, pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.table_cells import place


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One mistake: the cell where it stands, what is wrong, what to write instead."""

    sheet: str = ""
    row: int = 0  # 0: the sheet, or the file
    column: int = 0  # 0: the whole row
    title: str = ""  # of the column: « Thématiques »
    code: str  # one of `diagnostics.CODES`
    message: str
    hint: str = ""
    warning: bool = False

    @property
    def place(self) -> str:
        """« feuille « Services », cellule D12 (Thématiques) »."""
        where = place(self.sheet, self.row, self.column) if self.row else ""
        if not where:
            where = f"feuille « {self.sheet} »" if self.sheet else "fichier"
        return f"{where} ({self.title})" if self.title else where


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """Where one row stands, and in which column each field is."""

    sheet: str
    row: int
    columns: Mapping[str, int]  # the name of a field → its column
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry:
    """One entry of a table."""

    id: str
    collection: str
    data: Mapping[str, Any]
    row: RowPlace
    items: Mapping[str, Sequence[RowPlace]] = field(default_factory=dict)  # of its lists
    is_named: bool = True  # its identifier is written; else it was made from its name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntries:
    """All that one table says."""

    entries: tuple[TableEntry, ...]
    faults: tuple[CellFault, ...]
    notes: tuple[str, ...]  # what was not read, or was completed, on purpose
