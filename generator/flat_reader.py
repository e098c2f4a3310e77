"""Texts and outlines → the data of an entry, by the fields that they fill: shared, pure.

What is none of its field's values stays as it was written: the schema refuses it, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.characters import slug
from generator.flat_values import (
    EMPTIED,
    bare,
    is_listed,
    read_boolean,
    read_codes,
    read_list,
    read_number,
    read_word,
    trimmed,
)
from generator.form_fields import FormField
from generator.outline import Stray, read_object, read_rows, scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatFault:
    """A text that could not be understood: where it stood, what it was, what to write instead."""

    name: str  # "montant.max", "sources[].nom"
    row: int | None  # in a list of objects, from 0
    value: str
    message: str
    hint: str


class FlatReader:
    """Reads texts and outlines by the fields that they fill; keeps what it does not understand."""

    def __init__(self) -> None:
        self.faults: list[FlatFault] = []
        self._row: int | None = None

    def say(self, name: str, row: int | None, value: str, message: str, hint: str) -> None:
        """One more text that could not be understood."""
        self.faults.append(FlatFault(name=name, row=row, value=value, message=message, hint=hint))

    def stray(self, name: str, strays: tuple[Stray, ...]) -> None:
        """Lines that belong to nothing."""
        for line in strays:
            shown = line.text if len(line.text) <= 60 else f"{line.text[:59]}…"
            message = f"la ligne « {shown} » n’est rattachée à rien"
            hint = "écrivez « champ: valeur », décalé comme la ligne du dessus"
            self.say(name, line.rank, line.text, message, hint)

    def cells(self, cells: Mapping[str, str], fields: tuple[FormField, ...]) -> dict[str, Any]:
        """Texts by name → the values of these fields, groups opened."""
        data = {}
        for field in fields:
            inner = self.cells(cells, field.fields) if field.kind == "group" else {}
            cell = cells.get(field.name, "")
            text = trimmed(cell) if is_listed(field) else bare(cell)
            value = self._cell(text, field) if text else None
            if isinstance(value, dict) and inner:
                value = {**value, **inner}
            if value is not None and value not in ("", []):
                data[field.key] = value
            elif inner:
                data[field.key] = inner
        return data

    def _cell(self, text: str, field: FormField) -> Any:
        if field.kind == "rows":
            rows, strays = read_rows(text)
            self.stray(field.name, strays)
            return self._rows(rows, field)
        if field.kind in ("group", "rule"):
            found, strays = read_object(text)
            self.stray(field.name, strays)
            return self._value(found, field, ()) if found else None
        if is_listed(field):
            return read_list(text, field)
        return self._scalar(text, field)

    def object(
        self, node: Mapping[str, Any], fields: tuple[FormField, ...], rules: tuple[FormField, ...]
    ) -> dict[str, Any]:
        """Known keys in the order of the schema, then the others as they are: parse names them."""
        by_key: dict[str, FormField] = {}
        for field in (*fields, *rules):
            by_key.setdefault(field.key, field)
        for field in (*fields, *rules):
            by_key.setdefault(slug(field.key), field)
            by_key.setdefault(slug(field.title), field)
        found, others = {}, {}
        for key, value in node.items():
            known = by_key.get(key) or by_key.get(slug(key))
            if known is None or known.key in found:
                others[key or "?"] = value
            elif value != "":
                found[known.key] = self._value(value, known, rules)
        in_order = {
            field.key: found[field.key] for field in (*fields, *rules) if field.key in found
        }
        return {**in_order, **others}

    def _value(self, node: Any, field: FormField, rules: tuple[FormField, ...]) -> Any:
        """A part of an outline → the value of a field; what cannot be one is left as it is."""
        if field.kind == "rows":
            rows = [node] if isinstance(node, dict) else node
            return self._rows(rows, field) if isinstance(rows, list) else node
        if field.kind == "group" and isinstance(node, dict):
            return self.object(node, field.fields, rules)
        if field.kind == "rule":
            return self._rule(node, field, rules)
        if is_listed(field):
            return self._texts(node, field)
        return self._scalar(node, field) if isinstance(node, str) else node

    def _rule(self, node: Any, field: FormField, rules: tuple[FormField, ...]) -> Any:
        """A level of a rule: an object of lists, or a list of conditions that may hold levels."""
        inner = rules or tuple(part for part in field.fields if part.kind == "rule")
        if not field.many:
            return self.object(node, field.fields, inner) if isinstance(node, dict) else node
        if isinstance(node, dict):  # several keys below « toutes »: as many conditions
            node = [{key: value} for key, value in node.items()]
        if not isinstance(node, list):
            return node
        return [
            self.object(item, field.fields, inner) if isinstance(item, dict) else item
            for item in node
        ]

    def _rows(self, rows: list[Any], field: FormField) -> list[Any]:
        outer, typed = self._row, []
        for rank, row in enumerate(rows):
            self._row = rank if outer is None else outer
            written = {"": row} if isinstance(row, str) else row
            is_row = isinstance(written, dict)
            typed.append(
                self.object(_named(written, field), field.fields, ()) if is_row else written
            )
        self._row = outer
        return [row for row in typed if row]

    def _texts(self, node: Any, field: FormField) -> Any:
        if node == EMPTIED:  # no code: whoever takes fields away knows it
            return node
        if isinstance(node, str):
            is_flow = node[:1] == "[" and node[-1:] == "]"
            parts = [scalar(part) for part in node[1:-1].split(",")] if is_flow else [node]
            node = [part for part in parts if part]
        if not all(isinstance(item, str) for item in node):
            return node
        if field.kind == "texts":
            return [read_word(item, field) for item in node]
        return [code for item in node for code in read_codes(item, field)]

    def _scalar(self, text: str, field: FormField) -> Any:
        if field.kind in ("number", "integer"):
            number = read_number(text, field.kind)
            if number is None:
                self._refuse_number(text, field)
            return text if number is None else number
        if field.kind == "boolean":
            found = read_boolean(text)
            if found is None:
                message = f"« {text[:60]} » n’est ni oui ni non"
                self.say(field.name, self._row, text, message, "écrivez « oui » ou « non »")
            return text if found is None else found
        return read_word(text, field)

    def _refuse_number(self, text: str, field: FormField) -> None:
        figures = "".join(sign for sign in text if sign.isdecimal() and sign.isascii())[:12]
        what = "un nombre entier" if field.kind == "integer" else "un nombre"
        hint = "des chiffres seulement, sans unité"
        if figures and "," not in text and "." not in text:
            hint += f" : « {figures} »"
        elif field.kind == "number":
            hint += " ; une virgule devant les décimales : « 12,50 »"
        self.say(field.name, self._row, text, f"« {text[:60]} » n’est pas {what}", hint)


def _named(row: Mapping[str, Any], field: FormField) -> Mapping[str, Any]:
    """A row that is one line of words: an address goes where addresses go, the rest comes first."""
    if "" not in row:
        return row
    words = str(row[""])
    is_address = words.startswith(("https://", "http://"))
    fit = [part for part in field.fields if (part.format == "uri") is is_address]
    name = (fit or list(field.fields))[0].key
    return {name if key == "" else key: value for key, value in row.items()}
