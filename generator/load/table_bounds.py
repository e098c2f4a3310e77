"""Load: how much of a table is read, and why one cannot be."""

_MAX_ROWS = 50_000
_MAX_COLUMNS = 1_000
_MAX_CELLS = 4_000_000
_MAX_SIGNS = 256 * 1024 * 1024


class TableFault(Exception):
    """Why a file is not a table that can be read: a few French words."""


class Ledger:
    """What was read so far of one file; too much of anything is a fault."""

    def __init__(self) -> None:
        self._rows = self._cells = self._signs = 0

    def row(self) -> None:
        """One more row that holds something."""
        self._rows += 1
        if self._rows > _MAX_ROWS:
            raise TableFault("plus de 50\u00a0000 lignes")

    def cell(self, column: int, text: str) -> None:
        """One more cell that holds something."""
        self._cells += 1
        self._signs += len(text)
        if column > _MAX_COLUMNS:
            raise TableFault("plus de 1\u00a0000 colonnes")
        if self._cells > _MAX_CELLS:
            raise TableFault(f"plus de {_MAX_CELLS // 1_000_000} millions de cellules")
        if self._signs > _MAX_SIGNS:
            raise TableFault(f"plus de {_MAX_SIGNS // 1024 // 1024} millions de signes")
