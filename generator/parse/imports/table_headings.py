"""Parse: the sheets of a file → which of ours each one is, and what each of its columns says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.characters import fold
from generator.parse.phrases import short
from generator.table_cells import Cell, ReadTable, Sheet
from generator.table_entries import CellFault
from generator.table_layout import CONTINUED, GUIDE, LISTS, BookLayout, SheetLayout

_FIRST_ROWS = 10  # a heading is among them
_ENOUGH = 2  # headings that we know, for a row to be the one of headings
_SEVERAL = 4  # for a sheet that has another name to be one of ours
_CONTINUED = re.compile(rf"\({CONTINUED}(?: ([0-9]{{1,3}}))?\)\s*\Z")
_MARKS = re.compile(r"\s*(?:\*|\(obligatoire\))\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What one column holds."""

    name: str  # of the field; "" when nobody knows
    part: int = 1  # of a text that is longer than a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedSheet:
    """A sheet, what it is, its columns, its rows below the headings."""

    name: str
    layout: SheetLayout
    headings: Mapping[int, Heading]
    row: int  # of the headings
    rows: tuple[tuple[Cell, ...], ...]
    from_1904: bool

    @property
    def columns(self) -> Mapping[str, int]:
        """The name of each field → its first column."""
        return {item.name: rank for rank, item in self.headings.items() if item.part == 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """The sheets of a file that were recognised, and what is said of it."""

    sheets: tuple[HeadedSheet, ...]
    faults: tuple[CellFault, ...]
    notes: tuple[str, ...]


def read_headings(table: ReadTable, layout: BookLayout, kind: str = "") -> Headed:
    """`kind` is what a table holds when nothing in the file says it."""
    found: list[HeadedSheet] = []
    faults: list[CellFault] = []
    notes: list[str] = []
    by_name = {fold(sheet.name): sheet for sheet in layout.sheets}
    alone = len([sheet for sheet in table.sheets if sheet.rows]) == 1
    for sheet in table.sheets:
        if not sheet.rows or fold(sheet.name) in (fold(GUIDE), fold(LISTS)):
            continue
        ours = by_name.get(fold(sheet.name)) if sheet.name else None
        if ours is None and alone:
            ours = _guessed(sheet, layout, kind)
        if ours is None:
            stranger = _stranger(sheet, layout, is_text=table.is_text)
            faults.extend(stranger)
            if not stranger:
                notes.append(f"feuille « {short(sheet.name)} » : non lue")
            continue
        headed = _headed(sheet, ours)
        if isinstance(headed, CellFault):
            faults.append(headed)
            continue
        if any(item.layout is headed.layout for item in found):
            faults.append(
                _fault(
                    sheet,
                    0,
                    0,
                    code="cle-en-double",
                    message="cette feuille y est deux fois",
                    hint="gardez-en une",
                )
            )
            continue
        found.append(headed)
        faults.extend(_unknown(sheet, headed))
        notes.extend(_above(sheet, headed))
    return Headed(sheets=tuple(found), faults=tuple(faults), notes=tuple(notes))


def _guessed(sheet: Sheet, layout: BookLayout, kind: str) -> SheetLayout | None:
    """What the only sheet of a file holds: what is said, else what its columns say."""
    tables = (layout.main, layout.flat.__getitem__)
    if kind:
        choices = [table(kind) for table in tables]
        return max(choices, key=lambda ours: _known(sheet, ours))
    found = {name: max(_known(sheet, table(name)) for table in tables) for name in layout.groups}
    best = max(found.values())
    meant = [name for name, count in found.items() if count == best]
    return _guessed(sheet, layout, meant[0]) if best >= _ENOUGH and len(meant) == 1 else None


def _known(sheet: Sheet, ours: SheetLayout) -> int:
    return max(len(_meant(row, ours)) for row in sheet.rows[:_FIRST_ROWS])


def _meant(row: Sequence[Cell], ours: SheetLayout) -> dict[int, Heading]:
    """The columns of a row of headings that we know."""
    found = {}
    for cell in row:
        words, part = _MARKS.sub("", cell.text), 1
        if (continued := _CONTINUED.search(words)) is not None:
            words, part = words[: continued.start()], int(continued[1] or 1) + 1
        name = ours.headings.get(fold(_MARKS.sub("", words)))
        if name is not None:
            found[cell.column] = Heading(name=name, part=part)
    return found


def _stranger(sheet: Sheet, layout: BookLayout, *, is_text: bool) -> list[CellFault]:
    """A sheet that is none of ours: a fault if it looks like one, so that nothing is lost."""
    names = {fold(item.name): item.name for item in layout.sheets}
    if is_text:
        hint = "ajoutez « --kind services » ou « --kind structures » si la première ligne est juste"
        message = "rien ne dit si ce sont des services ou des structures"
        return [_fault(sheet, 0, 0, code="champ-inconnu", message=message, hint=hint)]
    close = get_close_matches(fold(sheet.name), names, n=1, cutoff=0.75)
    several = max(_known(sheet, item) for item in layout.sheets)
    if not close and several < _SEVERAL:
        return []
    meant = names[close[0]] if close else ""
    hint = f"vouliez-vous dire « {meant} » ?" if meant else f"noms possibles : {_listed(layout)}"
    return [
        _fault(
            sheet,
            0,
            0,
            code="champ-inconnu",
            message="cette feuille n’a pas un nom connu",
            hint=hint,
        )
    ]


def _listed(layout: BookLayout) -> str:
    return ", ".join(f"« {sheet.name} »" for sheet in layout.sheets)


def _headed(sheet: Sheet, ours: SheetLayout) -> HeadedSheet | CellFault:
    """The first row that holds the most headings."""
    counts = [len(_meant(row, ours)) for row in sheet.rows[:_FIRST_ROWS]]
    if max(counts) < _ENOUGH:
        hint = "gardez la ligne de titres du modèle : « guichet export template modele.xlsx »"
        return _fault(
            sheet, 0, 0, code="champ-manquant", message="la ligne de titres manque", hint=hint
        )
    rank = counts.index(max(counts))
    return HeadedSheet(
        name=sheet.name,
        layout=ours,
        headings=_meant(sheet.rows[rank], ours),
        row=sheet.rows[rank][0].row,
        rows=sheet.rows[rank + 1 :],
        from_1904=sheet.from_1904,
    )


def _unknown(sheet: Sheet, headed: HeadedSheet) -> Iterator[CellFault]:
    """Columns that nobody knows and that say something, and those that are there twice."""
    filled = {cell.column for row in headed.rows for cell in row}
    titles = {fold(column.title): column.title for column in headed.layout.columns}
    written = next(row for row in sheet.rows if row[0].row == headed.row)
    texts = {cell.column: cell.text for cell in written}
    for column in sorted(filled - headed.headings.keys()):
        text = short(texts.get(column, ""))
        if not text:
            message, hint = "cette colonne n’a pas de titre", "donnez-lui un titre, ou videz-la"
        else:
            message = f"la colonne « {text} » n’existe pas"
            close = get_close_matches(fold(text), titles, n=1, cutoff=0.72)
            hint = (
                f"vouliez-vous dire « {titles[close[0]]} » ?"
                if close
                else "supprimez cette colonne, ou reprenez un titre du modèle"
            )
        yield _fault(sheet, headed.row, column, code="champ-inconnu", message=message, hint=hint)
    seen: set[Heading] = set()
    for column, heading in headed.headings.items():
        if heading in seen and column in filled:
            message = f"la colonne « {short(texts[column])} » y est deux fois"
            yield _fault(
                sheet,
                headed.row,
                column,
                code="cle-en-double",
                message=message,
                hint="gardez-en une seule",
            )
        seen.add(heading)


def _above(sheet: Sheet, headed: HeadedSheet) -> Iterator[str]:
    """What stands above the headings and is not ours."""
    ours = {fold(column.group) for column in headed.layout.columns}
    for row in sheet.rows:
        if row[0].row >= headed.row:
            return
        if not all(fold(cell.text) in ours for cell in row):
            where = f"feuille « {short(sheet.name)} », " if sheet.name else ""
            yield f"{where}ligne {row[0].row}, au-dessus des titres : non lue"


def _fault(sheet: Sheet, row: int, column: int, *, code: str, message: str, hint: str) -> CellFault:
    return CellFault(
        sheet=short(sheet.name), row=row, column=column, code=code, message=message, hint=hint
    )
