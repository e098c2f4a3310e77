"""Parse: the rows of a recognised sheet → the texts of their fields, the example row apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.form_fields import FormField
from generator.parse.imports.table_headings import HeadedSheet
from generator.parse.imports.table_values import cell_text
from generator.parse.phrases import short
from generator.table_cells import Cell
from generator.table_entries import CellFault, RowPlace
from generator.table_layout import ENTRY, EXAMPLE, ID
from generator.tidying import tidy_date, tidy_number

_EXAMPLE_NOTE = "lignes d’exemple du modèle : non lues"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """One row: where it stands, the text of each field that it fills."""

    place: RowPlace
    texts: Mapping[str, str]


def text_rows(sheet: HeadedSheet, faults: list[CellFault], notes: list[str]) -> Iterator[TextRow]:
    """Every row but the example, which has to be as the template has it."""
    titles = {column.name: column.title for column in sheet.layout.columns}
    first = ENTRY if sheet.layout.list_name else ID
    for cells in sheet.rows:
        place = RowPlace(sheet=sheet.name, row=cells[0].row, columns=sheet.columns, titles=titles)
        said: list[CellFault] = []
        texts = _texts(cells, sheet, place, said)
        if not texts and not said:
            continue
        if texts.get(first, "").strip() == EXAMPLE:
            changed = _changed(texts, sheet, first)
            if changed:
                faults.append(_altered(place, changed, first))
            else:
                notes.append(_EXAMPLE_NOTE)
            continue
        faults.extend(said)
        yield TextRow(place=place, texts=texts)


def fault_at(
    place: RowPlace, name: str, code: str, message: str, hint: str, *, warning: bool = False
) -> CellFault:
    """A fault in the cell of a field; at the row when it has no column."""
    return CellFault(
        sheet=short(place.sheet),
        row=place.row,
        column=place.columns.get(name, 0),
        title=place.titles.get(name, ""),
        code=code,
        message=message,
        hint=hint,
        warning=warning,
    )


def unknown_at(place: RowPlace, field: FormField, said: str, meant: str) -> CellFault:
    """The name of a structure, or of a service, that no entry has."""
    is_structure = field.kind == "structure"
    nothing = "aucune structure" if is_structure else "aucun service"
    other = "choisissez-en une qui existe" if is_structure else "choisissez-en un qui existe"
    return fault_at(
        place,
        field.name,
        "structure-inconnue" if is_structure else "relation-inconnue",
        f"{nothing} ne s’appelle « {short(said)} »",
        f"vouliez-vous dire « {meant} » ?" if meant else other,
    )


def _texts(
    cells: tuple[Cell, ...], sheet: HeadedSheet, place: RowPlace, faults: list[CellFault]
) -> dict[str, str]:
    """The text of each field: its parts joined when it is longer than a cell."""
    parts: dict[str, dict[int, str]] = {}
    names = sheet.layout.names
    for cell in cells:
        heading = sheet.headings.get(cell.column)
        if heading is None:
            continue  # told at its heading
        text, code, message, hint = cell_text(
            cell, names[heading.name].field, from_1904=sheet.from_1904
        )
        if code:
            faults.append(
                CellFault(
                    sheet=short(place.sheet),
                    row=cell.row,
                    column=cell.column,
                    title=place.titles[heading.name],
                    code=code,
                    message=message,
                    hint=hint,
                )
            )
        parts.setdefault(heading.name, {})[heading.part] = text
    return {
        name: "".join(text for _, text in sorted(found.items())) for name, found in parts.items()
    }


def _changed(texts: Mapping[str, str], sheet: HeadedSheet, first: str) -> str:
    """The first field of the example row that is not as the template has it."""
    expected = sheet.layout.example
    for name, text in texts.items():
        if name != first and _plain(text) != _plain(expected.get(name, "")):
            return name
    return ""


def _plain(text: str) -> str:
    """A text as it was meant, whether a spreadsheet made a day or a number of it or not."""
    return tidy_number(tidy_date(text.strip())).replace("\r", "")


def _altered(place: RowPlace, name: str, first: str) -> CellFault:
    title = place.titles[first]
    hint = f"si c’est votre fiche, effacez la case « {title} » ; sinon supprimez la ligne"
    return fault_at(place, name, "champ-inconnu", "la ligne d’exemple a été modifiée", hint)
