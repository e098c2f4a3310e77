"""Entries that name what is not there → the state that can be compared, nothing of it invented.

Who loses an answer is counted from this state: an entry that only cites what a proposal deletes
has to stay in it. Its citation goes to the new name, or is left out; a structure that is cited
stays as it was, since nothing is counted of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator.diagnostics import Diagnostic, FieldPath, Severity
from generator.model import Catalogue, Document, Outcome
from generator.parse import Context, parse_document
from generator.plan import find_broken_references
from generator.proposal import Key
from generator.settings import Settings

Pair = tuple[Document, object]
Pairs = Mapping[Key, Pair]
Planner = Callable[[tuple[Pair, ...]], Outcome[Catalogue | None]]
_ROUNDS = 8  # an entry falls with the one that it names, which falls with another
# What says that a name is nobody's → where that name is looked for.
CITING: Mapping[str, tuple[str, ...]] = {
    "relation-inconnue": ("services",),
    "structure-inconnue": ("structures",),
    "interlocuteur-inconnu": ("structures",),
    "fiche-inconnue": ("services", "structures"),
    "remplacant-inconnu": ("services", "structures"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What the base had, that may stand for what the proposal no longer has."""

    pairs: Pairs
    renamed: Mapping[Key, Key]  # what an entry was called → what the proposal calls it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The entries that hold together, and those that are there only because they are cited."""

    pairs: dict[Key, Pair]
    catalogue: Catalogue | None
    ghosts: frozenset[Key]


def hold(pairs: Pairs, former: Former, context: Context, plan: Planner) -> Held:
    """Mend what cites an absent entry; what cannot be mended is as the base has it, or falls."""
    held, ghosts, tried = dict(pairs), set[Key](), set[Key]()
    for _ in range(_ROUNDS):
        documents = [document for document, _ in held.values()]
        planned = plan(tuple(held.values()))
        said = [*find_broken_references(documents, ()), *planned.diagnostics]
        errors = sorted((it for it in said if it.severity is Severity.ERROR), key=_path)
        faults = {path: tuple(items) for path, items in groupby(errors, key=_path)}
        kept: dict[Key, Pair] = {}
        for key, pair in held.items():
            found = faults.get(pair[0].path, ())
            cited = set(_structures(pair[0], found, former))
            ghosts |= cited
            if not found or cited or isinstance(pair[1], Settings):
                kept[key] = pair
            elif (mended := _mended(pair[0], found, former, context)) is not None:
                kept[key] = mended
            elif key in former.pairs and key not in tried:
                tried.add(key)
                kept[key] = former.pairs[key]
        kept.update({key: former.pairs[key] for key in ghosts if key not in kept})
        if kept == held:
            return Held(pairs=held, catalogue=planned.value, ghosts=frozenset(ghosts))
        held = kept
    return Held(pairs=held, catalogue=None, ghosts=frozenset(ghosts))


def with_new_names(
    said: Iterable[Diagnostic], documents: Iterable[Document], former: Former
) -> Iterator[Diagnostic]:
    """A name that the proposal changes or takes away: a name that looks like it is no remedy."""
    by_path = {document.path: document for document in documents}
    for item in said:
        hint = item.hint
        if item.code in CITING and item.path in by_path:
            document = by_path[item.path]
            new, name = _new_name(document, item, former.renamed), _cited(document, item)
            if new is not None:
                hint = f"la proposition l’appelle maintenant « {new} » : écrivez « {new} »"
            elif any((kind, name) in former.pairs for kind in CITING[item.code]):
                hint = "la proposition supprime cette fiche : retirez cette ligne, ou remettez-la"
        yield replace(item, hint=hint)


def _path(item: Diagnostic) -> str:
    return item.path


def _structures(document: Document, faults: Iterable[Diagnostic], former: Former) -> Iterator[Key]:
    """The structures of the base that are cited, and go on under no other name."""
    for item in faults:
        if "structures" in CITING.get(item.code, ()):
            key = ("structures", _cited(document, item))
            if key in former.pairs and key not in former.renamed:
                yield key


def _cited(document: Document, item: Diagnostic) -> str:
    value: Any = document.data
    try:
        for step in item.field:
            value = value[step]
    except (LookupError, TypeError):
        return ""
    return value if isinstance(value, str) else ""


def _new_name(document: Document, item: Diagnostic, renamed: Mapping[Key, Key]) -> str | None:
    name = _cited(document, item)
    found = (renamed.get((kind, name)) for kind in CITING[item.code])
    return next((key[1] for key in found if key is not None), None)


def _mended(
    document: Document, faults: tuple[Diagnostic, ...], former: Former, context: Context
) -> Pair | None:
    """The entry with the new names, or without what it cites; none when nothing of it is left."""
    if any(item.code not in CITING or not _cited(document, item) for item in faults):
        return None
    blocks = max(sum(isinstance(step, int) for step in item.field) for item in faults)
    for up in range(max(blocks, 1)):
        data = deepcopy(dict(document.data))
        # The last of a list first: the places of the others do not move.
        for item in sorted(faults, key=lambda it: _sortable(it.field), reverse=True):
            _mend(data, item.field, up, _new_name(document, item, former.renamed))
        mended = replace(document, data=data)
        entry = parse_document(mended, context).value
        if entry is not None:
            return mended, entry
    return None


def _sortable(field: FieldPath) -> tuple[str, ...]:
    return tuple(f"{step:09}" if isinstance(step, int) else step for step in field)


def _mend(data: Any, field: FieldPath, up: int, new: str | None) -> None:
    """Write the new name, or take the line away; `up` blocks above it, the whole block."""
    places = [rank for rank, step in enumerate(field) if isinstance(step, int)]
    end = len(field)
    if new is None and up and places:
        end = places[max(len(places) - 1 - up, 0)] + 1
    *way, last = field[:end]
    parents = [data]
    for step in way:
        try:
            parents.append(parents[-1][step])
        except (LookupError, TypeError):  # its block went with another line
            return
    if new is not None:
        parents[-1][last] = new
        return
    try:
        del parents[-1][last]
    except (LookupError, TypeError):
        return
    for parent, step in zip(reversed(parents[:-1]), reversed(way), strict=True):
        if parent[step]:  # nothing is left of an empty list but a fault of its own
            break
        del parent[step]
