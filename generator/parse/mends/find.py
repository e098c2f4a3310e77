"""Parse: one document and its schema → every value that our files would write otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.diagnostics import FieldPath
from generator.model import Document, Plain
from generator.parse.document import Context
from generator.parse.formats import codes_by_name
from generator.parse.mends.values import Names, Places, Schema, is_misread, tidy_value, what_changed
from generator.parse.scalars import is_empty
from generator.parse.schema import Judge
from generator.tidying import tidy_code, tidy_markdown

# What another directory wrote stays as it wrote it: a new import finds the entry again by it.
_NOT_OURS = frozenset(("provenance",))
_BARE = {"number": "0123456789.-", "integer": "0123456789-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One value, or the key of a field, to be written otherwise."""

    path: FieldPath  # () for the text below the header
    before: str
    after: str
    why: str  # French
    is_key: bool = False
    is_bare: bool = False  # written without quotes: a number, a yes
    is_quoted: bool = False  # written between quotes, for whoever would read a number in it
    is_gone: bool = False  # the line is removed: the list says it already


class Mender:
    """Finds the mends of documents; the names of the territories are read once, when needed."""

    def __init__(self, context: Context) -> None:
        self._judges = context.judges

        @cache
        def names() -> Names:
            return codes_by_name(context.referentiels)

        self._places = Places(referentiels=context.referentiels, names=names)

    def find(self, document: Document) -> tuple[Mend, ...]:
        """Every mend of one document, in its order."""
        judge = self._judges[document.collection]
        found = list(self._inside(document.data, judge.schema, judge, ()))
        body = tidy_markdown(document.body)
        if body != document.body:
            why = what_changed(document.body, body)
            found.append(Mend(path=(), before=document.body, after=body, why=why))
        return tuple(found)

    def fields(self, collection: str) -> tuple[str, ...]:
        """The fields of a collection, in the order of its schema."""
        return tuple(self._judges[collection].schema["properties"])

    def _inside(self, value: Any, schema: Schema, judge: Judge, path: FieldPath) -> Iterator[Mend]:
        schema = judge.resolve(schema)
        if isinstance(value, Mapping):
            yield from self._fields(value, schema, judge, path)
        elif isinstance(value, list):
            yield from self._items(value, schema, judge, path)
        elif isinstance(value, str) and not is_empty(value):
            mend = self._scalar(value, schema, path)
            if mend is not None:
                yield mend

    def _fields(
        self, value: Mapping[str, Any], schema: Schema, judge: Judge, path: FieldPath
    ) -> Iterator[Mend]:
        properties = schema.get("properties", {})
        titles = [(name, str(part.get("title", ""))) for name, part in properties.items()]
        for key, item in value.items():
            name = key
            if titles and key not in properties:
                name = tidy_code(key, titles)
                if name == key or name in value:
                    continue
                yield Mend(path=(*path, key), before=key, after=name, why="champ", is_key=True)
            if path or name not in _NOT_OURS:
                yield from self._inside(item, properties.get(name, {}), judge, (*path, key))

    def _items(
        self, value: list[Any], schema: Schema, judge: Judge, path: FieldPath
    ) -> Iterator[Mend]:
        """The items of a list; two that become the same are one."""
        items = schema.get("items", {})
        known = {str(item) for item in value} if schema.get("uniqueItems") else set()
        for rank, item in enumerate(value):
            for mend in self._inside(item, items, judge, (*path, rank)):
                if known and mend.after != mend.before and len(mend.path) == len(path) + 1:
                    if mend.after in known:
                        gone = "déjà dans la liste"
                        yield Mend(
                            path=mend.path, before=mend.before, after="", why=gone, is_gone=True
                        )
                        continue
                    known.add(mend.after)
                yield mend

    def _scalar(self, text: str, schema: Schema, path: FieldPath) -> Mend | None:
        after, why = tidy_value(str(text), schema, self._places)
        kind = schema.get("type")
        is_plain = isinstance(text, Plain)
        is_bare = kind == "boolean" or kind in _BARE
        if is_bare and not is_plain and _is_bare(after, str(kind)):
            why = why if after != text else "sans guillemets"
            return Mend(path=path, before=str(text), after=after, why=why, is_bare=True)
        if after != text:
            return Mend(
                path=path,
                before=str(text),
                after=after,
                why=why,
                is_bare=is_bare,
                is_quoted=is_misread(after, schema),
            )
        if is_plain and is_misread(str(text), schema):
            return Mend(path=path, before=after, after=after, why="guillemets", is_quoted=True)
        return None


def _is_bare(text: str, kind: str) -> bool:
    """Whether a number or a yes was kept from being one by its quotes only."""
    if kind == "boolean":
        return text in ("true", "false")
    return bool(text) and set(text) <= set(_BARE[kind]) and text[0] != "."
