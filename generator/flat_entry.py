"""An entry ⇄ one text for each field: what a form, a row of a table, an issue can hold. Pure.

A scalar is its text, a list one value a line, a list of objects and a rule the lines that a file
of content has for them. `unflatten(flatten(data))` is `data`; docs/ticket.md is the same in French.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diagnostics import FieldPath
from generator.entry_lines import field_lines, item_lines
from generator.flat_reader import FlatFault, FlatReader
from generator.flat_values import bare, guarded, is_listed, write_list, write_value
from generator.form_fields import FormField, FormGroup
from generator.outline import read_object

__all__ = [
    "FlatFault",
    "Groups",
    "flat_name",
    "flatten",
    "flatten_field",
    "issue_field_id",
    "leaves",
    "ordered",
    "read_fields",
    "unflatten",
    "write_fields",
]
Groups = tuple[FormGroup, ...]


def flatten(data: Mapping[str, Any], groups: Groups) -> dict[str, str]:
    """An entry → the text of each field that it fills, by name, in the order of the form."""
    cells: dict[str, str] = {}
    for group in groups:
        for field in group.fields:
            if field.key in data:
                cells.update(flatten_field(field, data[field.key]))
    return cells


def flatten_field(field: FormField, value: Any) -> dict[str, str]:
    """The texts of one field: several names for a group."""
    return dict(_flat(field, value))


def unflatten(
    cells: Mapping[str, str], groups: Groups
) -> tuple[dict[str, Any], tuple[FlatFault, ...]]:
    """Texts by name → an entry in the order of the schema, and what could not be understood.

    A value that is none of its field's stays in the data as it was written: the schema refuses it,
    and says it better. A fault told here has its value there too: `flat_name` tells the same place.
    """
    reader = FlatReader()
    fields = ordered(groups)
    data = reader.cells(cells, fields)
    known = {field.name for field in leaves(fields, with_groups=True)}
    for name, text in cells.items():
        if name not in known and text.strip():
            reader.say(name, None, text, f"le champ « {name} » n’existe pas", "retirez-le")
    return data, tuple(reader.faults)


def write_fields(data: Mapping[str, Any]) -> str:
    """Several fields as the lines of a file: what has no place of its own in a form."""
    return guarded(
        "\n".join(line for name, value in data.items() for line in field_lines(name, value))
    )


def read_fields(text: str, groups: Groups) -> tuple[dict[str, Any], tuple[FlatFault, ...]]:
    """`write_fields`, or what a person writes so → the fields, and what could not be understood."""
    reader = FlatReader()
    found, strays = read_object(bare(text))
    data = reader.object(found, ordered(groups), ())
    reader.stray("", strays)
    return data, tuple(reader.faults)


def ordered(groups: Groups) -> tuple[FormField, ...]:
    """The fields of a form in the order of the schema."""
    fields = (field for group in groups for field in group.fields)
    return tuple(sorted(fields, key=lambda field: field.rank))


def leaves(fields: tuple[FormField, ...], *, with_groups: bool = False) -> Iterator[FormField]:
    """The fields that have a text of their own: all but the groups, which are opened."""
    for field in fields:
        if field.kind == "group":
            if with_groups:
                yield field
            yield from leaves(field.fields, with_groups=with_groups)
        else:
            yield field


def flat_name(path: FieldPath, groups: Groups) -> tuple[str, int | None]:
    """The place of a diagnostic → the name of the field that holds it, and the row, if any."""
    fields, name, row = ordered(groups), "", None
    for part in path:
        if isinstance(part, int):
            row = part if row is None and name.endswith("[]") else row
            continue
        field = next((item for item in fields if item.key == part), None)
        if field is None:
            return name or part, row
        name = field.name + ("[]" if field.kind == "rows" else "")
        if field.kind not in ("group", "rows"):
            return name, row
        fields = field.fields
    return name.removesuffix("[]"), row


def issue_field_id(name: str) -> str:
    """The name of a field as GitHub lets an element of a form be called: "montant_max"."""
    return name.replace("[]", "").replace(".", "_")


def _flat(field: FormField, value: Any) -> Iterator[tuple[str, str]]:
    if field.kind == "group":
        for inner in field.fields:
            if inner.key in value:
                yield from _flat(inner, value[inner.key])
    elif field.kind == "rows":
        yield field.name, guarded("\n".join(line for row in value for line in item_lines(row)))
    elif field.kind == "rule":
        yield field.name, write_fields(value)
    elif is_listed(field):
        yield field.name, write_list(value)
    else:
        yield field.name, write_value(value)
