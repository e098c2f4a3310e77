"""A folder of content → one side of a comparison, whatever is wrong with it.

A proposal may be broken: what cannot be read of it is said, and the rest is compared all the same.
A file with a fault counts as if it had not changed; one that only names an entry that is gone is
compared without that name (`diff_holding.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator.checked import Folders
from generator.diagnostics import Diagnostic, Severity, sort_key
from generator.diff_holding import CITING, Former, Held, Pair, Planner, hold, with_new_names
from generator.federation import add_externals
from generator.load import load_content, load_referentiels, load_schemas
from generator.model import Catalogue, Document, Outcome, Referentiels, Schemas
from generator.news import PreviousFeed
from generator.parse import Context, parse_document, parse_months, prepare_context
from generator.plan import (
    find_address_faults,
    find_broken_references,
    find_renamed,
    plan_catalogue,
    published_rows,
)
from generator.proposal import Key, State
from generator.settings import Settings

Judged = tuple[str, Outcome[Any]]
_RULES = ("guichet", "lexique")  # the collections that the judging of all the others goes by
# Said of a file that has nothing to do with it: where the line to add goes.
_OF_ALL = ("adresse-perdue", "site-deplace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What judges both sides: our schemas and reference data, never those of a proposal."""

    schemas: Schemas
    referentiels: Referentiels
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What was read of one side."""

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    pairs: Mapping[Key, Pair]  # what is compared: entries accepted, mended, or standing in
    written: Mapping[Key, Pair]  # entries accepted, as they are written
    judged: Mapping[str, Judged]  # by path: what was read, and what it was found to be
    catalogue: Catalogue | None  # none: there are no settings, or nothing holds together
    faulty: tuple[str, ...] = ()  # files with a fault
    dropped: tuple[str, ...] = ()  # files without one that nothing can be compared of
    ghosts: frozenset[Key] = frozenset()  # gone, and there only because others name them

    @property
    def state(self) -> State | None:
        """What the plan compares."""
        if self.catalogue is None:
            return None
        pairs = {**self.pairs, **self.written}
        ours = {_key(document): document for document in self.documents if not document.source}
        return State(
            catalogue=self.catalogue,
            files={key: document.path for key, (document, _) in pairs.items()},
            texts={key: document.text for key, (document, _) in pairs.items()},
            written={key: entry for key, (_, entry) in self.written.items()},
            ghosts=self.ghosts,
            data={key: document.data for key, document in ours.items()},
            refused=frozenset(ours) - frozenset(self.written),
        )

    @property
    def feed(self) -> PreviousFeed | None:
        """The entries as if they had been published: which addresses have to go on."""
        if self.catalogue is None:
            return None
        rows = published_rows(self.catalogue)
        return PreviousFeed(source="base", le=None, since=None, rows=rows)


def read_tools(places: Folders, today: date) -> Tools:
    """Schemas and reference data, read once for both sides."""
    return Tools(
        schemas=load_schemas(places.schemas),
        referentiels=load_referentiels(places.referentiels),
        today=today,
    )


def read_side(places: Folders, tools: Tools, base: Side | None = None) -> Side:
    """One side; with `base`, the entries that it had stand in for those that are refused."""
    today, referentiels = tools.today, tools.referentiels
    loaded = load_content(places.root)
    content, documents = loaded.value, loaded.value.documents
    months = parse_months(content.months, today, referentiels)
    said = [*loaded.diagnostics, *months.diagnostics]
    context = prepare_context(documents, tools.schemas, referentiels, today)
    judged = dict(_judged(documents, context, _already_judged(base, documents)))
    said.extend(item for _, outcome in judged.values() for item in outcome.diagnostics)
    pairs: list[Pair] = [
        (document, entry)
        for document in documents
        if (entry := judged[document.path][1].value) is not None
    ]
    settings = _settings(pairs)
    added = add_externals(content, context, pairs, settings, referentiels)
    pairs.extend(added.value.pairs)
    planned = plan_catalogue(pairs, settings, referentiels, today, added.value.reports)
    shown = (*documents, *(document for document, _ in added.value.pairs))
    former = Former(pairs=base.pairs if base is not None else {}, renamed=_renames(base, documents))
    together = [*planned.diagnostics, *find_broken_references(shown, loaded.diagnostics)]
    previous = base.feed if base is not None else None
    together.extend(
        find_address_faults(shown, loaded.diagnostics, previous, content.externals, today)
    )
    alone = set(_refused((*said, *added.diagnostics)))
    said.extend((*added.diagnostics, *with_new_names(together, shown, former)))
    faulty = set(_refused(item for item in said if item.code not in _OF_ALL))
    written = {_key(document): (document, entry) for document, entry in pairs}
    held = Held(pairs=written, catalogue=planned.value, ghosts=frozenset())
    if faulty or held.catalogue is None:
        # What only cites an absent entry is mended; for the rest, the base stands in.
        out = alone | set(_refused(it for it in together if it.code not in (*CITING, *_OF_ALL)))
        held = hold(_kept(written, out, faulty, former), former, context, _planner(tools))
    return Side(
        documents=shown,
        texts=content.texts,
        diagnostics=tuple(sorted(said, key=sort_key)),
        pairs=held.pairs,
        written=written,
        judged=judged,
        catalogue=held.catalogue,
        faulty=tuple(sorted(faulty)),
        dropped=tuple(
            sorted({document.path for document, _ in pairs} - faulty - _paths(held.pairs))
        ),
        ghosts=held.ghosts,
    )


def _judged(
    documents: Iterable[Document], context: Context, known: Mapping[str, Judged]
) -> Iterator[tuple[str, Judged]]:
    """By path, what each file was found to be; what did not change is not judged again."""
    for document in documents:
        before = known.get(document.path)
        is_same = before is not None and before[0] == document.text
        outcome = before[1] if before and is_same else parse_document(document, context)
        yield document.path, (document.text, outcome)


def _renames(base: Side | None, documents: Iterable[Document]) -> Mapping[Key, Key]:
    """What an entry of the base was called → what the proposal calls it."""
    if base is None:
        return {}
    old, new = (
        {_key(item): item.data for item in found if not item.source}
        for found in (base.documents, documents)
    )
    return {former: key for key, former in find_renamed(old, new).items()}


def _already_judged(base: Side | None, documents: Iterable[Document]) -> Mapping[str, Judged]:
    """What was judged of the base by the same rules: most of a proposal is what was there."""
    if base is None or _rules(base.documents) != _rules(documents):
        return {}
    return base.judged


def _rules(documents: Iterable[Document]) -> Mapping[str, str]:
    return {item.collection: item.text for item in documents if item.collection in _RULES}


def _refused(said: Iterable[Diagnostic]) -> Iterator[str]:
    """The files that have a mistake."""
    return (item.path for item in said if item.severity is Severity.ERROR)


def _settings(pairs: Iterable[Pair]) -> Settings | None:
    return next((entry for _, entry in pairs if isinstance(entry, Settings)), None)


def _paths(pairs: Mapping[Key, Pair]) -> set[str]:
    return {document.path for document, _ in pairs.values()}


def _key(document: Document) -> Key:
    alone = document.collection in ("guichet", "lexique", "retires", "doublons")
    return document.collection, document.collection if alone else document.id


def _kept(
    written: Mapping[Key, Pair], out: set[str], faulty: set[str], former: Former
) -> Mapping[Key, Pair]:
    """The entries of files that are not out, and the former ones for those that are."""
    kept = {key: pair for key, pair in written.items() if pair[0].path not in out}
    return {**kept, **dict(_stand_ins(faulty, kept, former.pairs))}


def _stand_ins(
    faulty: set[str], kept: Mapping[Key, Pair], before: Mapping[Key, Pair]
) -> Iterator[tuple[Key, Pair]]:
    """For each file that is refused, the entry that the base has under its name."""
    names = {_named(path) for path in faulty}
    for key, pair in before.items():
        if key not in kept and (key in names or key == ("guichet", "guichet")):
            yield key, pair


def _named(path: str) -> Key:
    """`content/services/visale.md` → services, visale; `guichet.yaml` → guichet, guichet."""
    file = PurePosixPath(path)
    alone = file.parent.name in ("", "content")
    return (file.stem, file.stem) if alone else (file.parent.name, file.stem)


def _planner(tools: Tools) -> Planner:
    """The entries of one state → what they are together."""

    def plan(pairs: tuple[Pair, ...]) -> Outcome[Catalogue | None]:
        return plan_catalogue(pairs, _settings(pairs), tools.referentiels, tools.today)

    return plan
