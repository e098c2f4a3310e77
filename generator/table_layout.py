"""The form of an entry → the sheets and columns of a spreadsheet: shared by who writes and reads.

One row is one entry, one column one field. A list of objects has a sheet of its own, a row for each
object; the first object of a required one (the sources) is also told in the row of the entry, so
that a simple entry is one row. A text file has one table: there such a list is one cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from generator.characters import fold
from generator.form_fields import FormField, FormGroup, form_of
from generator.model import Schemas

KINDS = {"services": "service", "structures": "structure"}
ID = "id"
ENTRY = "fiche"  # in the sheet of a list: the identifier of the entry that holds it
EXAMPLE = "EXEMPLE (ligne non importée)"
GUIDE = "Mode d’emploi"
LISTS = "Listes"
STEP = " › "
CONTINUED = "suite"
_MAX_SHEET_NAME = 31
_ID_HELP = (
    "Le nom court de la fiche : minuscules sans accent, chiffres et traits d’union. "
    "Laissez vide pour une nouvelle fiche : il sera tiré de son nom. Il ne change jamais."
)
_ENTRY_HELP = "L’identifiant, ou le nom, de la fiche : celui de sa ligne dans l’autre feuille."


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """One column: its field, what its heading says."""

    name: str  # "montant.max", "sources[].nom"
    title: str  # « Montant › Unité »
    field: FormField
    group: str = ""  # « Combien ? »
    required: bool = False
    advanced: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetLayout:
    """One sheet: of a collection, or of one of its lists of objects."""

    name: str  # « Services », « Lieux des services »
    collection: str  # "services"
    list_name: str = ""  # "lieux"
    columns: tuple[SheetColumn, ...]

    @cached_property
    def names(self) -> Mapping[str, SheetColumn]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """What may be written in a heading, folded → the name of the column that it says."""
        said: dict[str, set[str]] = {}
        for column in self.columns:
            written = {column.title, column.field.title, column.title.rpartition(STEP)[2]}
            for words in map(fold, written):
                said.setdefault(words, set()).add(column.name)
        alone = {words: next(iter(names)) for words, names in said.items() if len(names) == 1}
        exact = {fold(column.title): column.name for column in self.columns}
        return alone | exact | {fold(column.name): column.name for column in self.columns}

    @cached_property
    def example(self) -> Mapping[str, str]:
        """The row that shows how to write: the text of each column, as a person writes it."""
        first = ENTRY if self.list_name else ID
        shown = {column.name: column.field.example for column in self.columns}
        return {name: text for name, text in (shown | {first: EXAMPLE}).items() if text}


@dataclass(frozen=True, kw_only=True)
class BookLayout:
    """Every sheet of a workbook, and the one table of a text file."""

    groups: Mapping[str, tuple[FormGroup, ...]]  # by collection
    sheets: tuple[SheetLayout, ...]
    flat: Mapping[str, SheetLayout]  # by collection: every field in one table

    def main(self, collection: str) -> SheetLayout:
        """The sheet of the entries of a collection."""
        return next(
            sheet for sheet in self.sheets if sheet.collection == collection and not sheet.list_name
        )


def table_layout(schemas: Schemas) -> BookLayout:
    """The sheets of the services and of the structures."""
    return book_layout({name: form_of(kind, schemas) for name, kind in KINDS.items()})


def book_layout(forms: Mapping[str, tuple[FormGroup, ...]]) -> BookLayout:
    """The forms of the services and of the structures → their sheets."""
    sheets: list[SheetLayout] = []
    for collection, groups in forms.items():
        sheets.append(_main(collection, groups))
        sheets.extend(_list_sheet(collection, field) for field in lists_of(groups))
    flat = {
        collection: SheetLayout(
            name=collection.capitalize(),
            collection=collection,
            columns=(_id_column(), *_leaves(groups, open_lists=False)),
        )
        for collection, groups in forms.items()
    }
    return BookLayout(groups=forms, sheets=tuple(sheets), flat=flat)


def lists_of(groups: Sequence[FormGroup]) -> tuple[FormField, ...]:
    """The fields that are lists of objects."""
    return tuple(field for field in _fields(groups) if field.kind == "rows")


def is_inline(field: FormField) -> bool:
    """Whether the first object of a list is told in the row of its entry."""
    return field.kind == "rows" and field.required


def rooted(field: FormField) -> tuple[FormGroup, ...]:
    """The fields of one object of a list as a form of its own: "lieux[].nom" is "nom"."""
    depth = len(field.path)
    return (FormGroup(code=field.key, label=field.title, fields=_shortened(field.fields, depth)),)


def without_lists(groups: Sequence[FormGroup]) -> tuple[FormGroup, ...]:
    """The same form, its lists of objects apart."""
    return tuple(
        replace(group, fields=tuple(field for field in group.fields if field.kind != "rows"))
        for group in groups
    )


def continued(title: str, rank: int) -> str:
    """The heading of the column where a text longer than a cell goes on."""
    return f"{title} ({CONTINUED}{f' {rank}' if rank > 1 else ''})"


def _shortened(fields: Sequence[FormField], depth: int) -> tuple[FormField, ...]:
    return tuple(
        replace(field, path=field.path[depth:], fields=_shortened(field.fields, depth))
        for field in fields
    )


def _fields(groups: Sequence[FormGroup]) -> Iterator[FormField]:
    return chain.from_iterable(group.fields for group in groups)


def _main(collection: str, groups: Sequence[FormGroup]) -> SheetLayout:
    return SheetLayout(
        name=collection.capitalize(),
        collection=collection,
        columns=(_id_column(), *_leaves(groups, open_lists=True)),
    )


def _list_sheet(collection: str, field: FormField) -> SheetLayout:
    entry = FormField(
        path=(ENTRY,),
        title="Fiche",
        help=_ENTRY_HELP,
        kind="text",
        required=True,
    )
    first = SheetColumn(name=ENTRY, title="Fiche", field=entry, required=True)
    inner = chain.from_iterable(
        _column_tree(inner, "", "", required=inner.required, advanced=False)
        for inner in field.fields
    )
    return SheetLayout(
        name=f"{field.title} des {collection}"[:_MAX_SHEET_NAME],
        collection=collection,
        list_name=field.name,
        columns=(first, *inner),
    )


def _id_column() -> SheetColumn:
    field = FormField(path=(ID,), title="Identifiant", help=_ID_HELP, kind="text")
    return SheetColumn(name=ID, title=field.title, field=field)


def _leaves(groups: Sequence[FormGroup], *, open_lists: bool) -> Iterator[SheetColumn]:
    for group in groups:
        for field in group.fields:
            if field.kind == "rows" and open_lists:
                if not is_inline(field):
                    continue  # its sheet holds it
                for inner in field.fields:
                    yield from _column_tree(
                        inner, "", group.label, required=inner.required, advanced=field.advanced
                    )
            else:
                yield from _column_tree(
                    field, "", group.label, required=field.required, advanced=field.advanced
                )


def _column_tree(
    field: FormField, heading: str, group: str, *, required: bool, advanced: bool
) -> Iterator[SheetColumn]:
    """The column of a field; those of its fields when it is an object."""
    is_told = field.title.startswith(heading.removesuffix(STEP)) or not heading
    title = field.title if is_told else f"{heading}{field.title}"
    if field.kind != "group":
        yield SheetColumn(
            name=field.name,
            title=title,
            field=field,
            group=group,
            required=required,
            advanced=advanced or field.advanced,
        )
        return
    for inner in field.fields:
        yield from _column_tree(
            inner,
            f"{field.title}{STEP}",
            group,
            required=False,  # only once something else of the object is told
            advanced=advanced or field.advanced,
        )
