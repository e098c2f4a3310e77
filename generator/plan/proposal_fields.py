"""Plan: two rows of one entry → every field that differs, told for whoever reviews it.

What the public is told of a change (`change_fields.py`) comes first, in its own words. The rest,
which a page leaves out, is told by the titles of the schema: no difference passes in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from generator.news import FieldChange, Row
from generator.plan.change_amounts import state
from generator.plan.change_fields import field_changes
from generator.plan.change_words import Speaker, quoted, revised, shortened, without
from generator.plan.wording import NBSP, date_text, listed, number_text

Schema = Mapping[str, Any]

MAX_SAID = 60  # changes told for one entry: past them, a reviewer opens the file
_MAX_NAMED = 6
_SHORT = 90  # signs: two such texts are read whole
# Told together, as one address.
_ADDRESS = ("complement_adresse", "code_postal", "commune")
# What may have been withdrawn to protect someone: what it was is not said again.
_WITHDRAWN = frozenset(
    (
        *("contact_nom_prenom", "referent", "lieux", "adresse", "telephone", "courriel"),
        *("latitude", "longitude", "code_insee", *_ADDRESS),
    )
)
# Fields whose own sentence hides what changed inside: the details follow it.
_DETAILED = frozenset(("lieux", "referent", "contact_nom_prenom", "eligibilite", "falc"))
_NAMES = ("nom", "titre", "terme", "ecrit", "id", "le", "debut", "structure", "url")


def tell_changes(
    before: Row, after: Row, speaker: Speaker, schema: Schema, *, public: bool
) -> tuple[FieldChange, ...]:
    """All that differs; `public` for the collections that the page of changes tells."""
    titles = {name: _title(inner, name) for name, inner in _properties(schema).items()}
    told: list[FieldChange] = []
    if public:
        told += state(before, after)
        told += field_changes(before, after, speaker, titles)
    known = {change.champ.partition(".")[0] for change in told} - _DETAILED
    for field in (*titles, *sorted({*before, *after} - set(titles))):
        if before.get(field) == after.get(field) or field in known:
            continue
        if field in _ADDRESS and "adresse" in known:
            continue
        inner = _properties(schema).get(field, {})
        walk = _Walk(repeats=field not in _WITHDRAWN, schema=inner)
        told += walk.tell(field, titles.get(field, field), before.get(field), after.get(field))
    return tuple(told[:MAX_SAID])


def _properties(schema: Schema) -> Schema:
    found = schema.get("properties", {})
    return found if isinstance(found, Mapping) else {}


def _title(schema: object, name: str) -> str:
    title = schema.get("title", name) if isinstance(schema, Mapping) else name
    return str(title)


class _Walk:
    """Two values of one field → sentences, as deep as names can be followed."""

    def __init__(self, *, repeats: bool, schema: Schema) -> None:
        self._repeats = repeats  # whether what it was may be said again
        self._schema = schema

    def tell(self, champ: str, title: str, old: object, new: object) -> Iterator[FieldChange]:
        """One field, whatever it holds; `title` is the way to it, in words."""
        yield from self._differ(champ, (title,), old, new, self._schema)

    def _differ(
        self, champ: str, way: tuple[str, ...], old: object, new: object, schema: Schema
    ) -> Iterator[FieldChange]:
        if old == new:
            return
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            properties = _properties(schema)
            for name in dict.fromkeys((*properties, *old, *new)):
                inner = properties.get(name, {})
                title = _title(inner, name)
                found = (old.get(name), new.get(name))
                yield from self._differ(f"{champ}.{name}", (*way, title), *found, inner)
        elif isinstance(old, Sequence) and isinstance(new, Sequence) and not _is_text(old, new):
            yield from self._lists(champ, way, old, new, schema.get("items", {}))
        else:
            yield self._said(champ, way, old, new)

    def _lists(
        self,
        champ: str,
        way: tuple[str, ...],
        old: Sequence[object],
        new: Sequence[object],
        schema: Schema,
    ) -> Iterator[FieldChange]:
        was, now = _by_name(old), _by_name(new)
        comes, goes = without(now, was), without(was, now)
        head = _way(way)
        if comes:
            phrase = f"{head}{NBSP}: en plus, {_named(comes)}"
            yield FieldChange(champ=champ, phrase=phrase, apres=[now[name] for name in comes])
        if goes:
            phrase = f"{head}{NBSP}: en moins, {_named(goes) if self._repeats else len(goes)}"
            gone = [was[name] for name in goes] if self._repeats else None
            yield FieldChange(champ=champ, phrase=phrase, avant=gone)
        kept = [name for name in now if name in was]
        for name in kept:
            if was[name] != now[name]:
                inner = (*way, quoted(name))
                yield from self._differ(champ, inner, was[name], now[name], schema)
        if kept != [name for name in was if name in now]:
            yield FieldChange(champ=champ, phrase=f"{head}{NBSP}: l’ordre a changé")

    def _said(self, champ: str, way: tuple[str, ...], old: object, new: object) -> FieldChange:
        """« Mots clés », « Nom » : « a » devient « b »."""
        head = _way(way)
        if old is None:
            return FieldChange(
                champ=champ, phrase=f"{head}{NBSP}: {_value(new)} est indiqué", apres=new
            )
        if new is None:
            before = f" (avant{NBSP}: {_value(old)})" if self._repeats else ""
            kept = old if self._repeats else None
            return FieldChange(
                champ=champ, phrase=f"{head}{NBSP}: n’est plus indiqué{before}", avant=kept
            )
        if not self._repeats:
            phrase = f"{head}{NBSP}: est maintenant {_value(new)}"
            return FieldChange(champ=champ, phrase=phrase, apres=new)
        words = _value(old), _value(new)
        phrase = f"{head}{NBSP}: {words[0]} devient {words[1]}"
        if isinstance(old, str) and isinstance(new, str):
            close = revised(old, new) if max(len(old), len(new)) > _SHORT else ""
            if close:
                phrase = f"{head}{close}"
            elif words[0] == words[1]:  # cut before what differs, or only signs nobody sees
                phrase = f"{head}{NBSP}: le texte a été revu"
        return FieldChange(champ=champ, phrase=phrase, avant=old, apres=new)


def _is_text(old: object, new: object) -> bool:
    return isinstance(old, str) or isinstance(new, str)


def _by_name(items: Sequence[object]) -> dict[str, object]:
    """The items of a list, each under what names it; twins are told apart by their rank."""
    found: dict[str, object] = {}
    for item in items:
        name, rank = _name(item), 2
        unique = name
        while unique in found:
            unique, rank = f"{name} ({rank})", rank + 1
        found[unique] = item
    return found


def _name(item: object) -> str:
    if not isinstance(item, Mapping):
        return _plain(item)
    for field in _NAMES:
        if isinstance(item.get(field), str):
            return str(item[field])
    return ", ".join(
        _plain(value) for value in item.values() if not isinstance(value, (list, dict))
    )


def _named(names: Sequence[str]) -> str:
    said = tuple(quoted(name, 90) for name in names[:_MAX_NAMED])
    left = len(names) - len(said)
    return f"{listed(said)} et {left} autres" if left else listed(said)


def _way(way: Sequence[str]) -> str:
    """« Besoins », « Un véhicule », « Rôle »: where the difference is."""
    head, *rest = way
    return ", ".join(
        (quoted(head), *(part if part.startswith("«") else quoted(part) for part in rest))
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, (int, float)):
        return number_text(value) if abs(value) < 1000 and _is_short(value) else f"{value}"
    if isinstance(value, str):
        return _day(value) or quoted(value)
    if isinstance(value, Mapping):
        return quoted(_name(value)) if value else "rien"
    if isinstance(value, Sequence):
        return _named([_name(item) for item in value]) if value else "rien"
    return "rien"


def _is_short(value: float) -> bool:
    """Whether two decimals say all of it: a latitude has more."""
    return round(value, 2) == value


def _plain(value: object) -> str:
    return shortened(value) if isinstance(value, str) else str(value)


@cache
def _day(text: str) -> str:
    """An ISO date in words, "" for another text."""
    try:
        return f"le {date_text(date.fromisoformat(text))}" if len(text) == len("2026-11-21") else ""
    except ValueError:
        return ""
