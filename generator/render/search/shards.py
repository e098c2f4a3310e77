"""Render: postings → files of terms, cut by range of terms, so that a query fetches only its own.

A file holds the terms of one range and, for each, what lunr.js needs to rank: its `_index`, in how
many fields of documents it stands, and its documents with, by field, occurrences and length.
`theme/assets/js/lib/shards.js` and `postings.js` read them back into a `lunr.Index`.

A large site also has the same terms for each set of services apart (see `territories.py`). The
ranges of a set are those of the whole, several at a time, so that one directory serves all;
frequencies stay those of the whole, so scores do not depend on the set.
"""

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Artifact
from generator.render.search.compact import front_coded, number, shared_length
from generator.render.search.postings import FIELDS, Postings

WHOLE = "tout"
SMALL_INDEX = 60_000  # compressed bytes: up to here, one file
SHARD = 4_096  # characters aimed at
MOST_SHARDS = 1_200  # the directory stays small: beyond, files grow

# One bit a field, the commonest first; the lowest bit says that some occurrences follow.
_FIELD_BITS = tuple(2 << (len(FIELDS) - 1 - field) for field in range(len(FIELDS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFiles:
    """The files of terms, and what finds the one of a term."""

    artifacts: tuple[Artifact, ...]
    directory: str  # the least prefix from which each file but the first starts, front-coded
    ranges: Mapping[str, int]  # by set, how many ranges of the whole one file covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large files may be."""

    whole: int = SMALL_INDEX
    shard: int = SHARD

    def aim(self, terms: Sequence[str], lists: Sequence[str]) -> int:
        """Characters of one file, when there are so many in all."""
        return max(self.shard, (sum(map(len, lists)) + sum(map(len, terms))) // MOST_SHARDS)


def cut_terms(
    postings: Postings,
    sets: Mapping[str, "array[int]"],
    sizes: Sizes = Sizes(),
) -> TermFiles:
    """All terms, and apart those of each set: the documents of a set are given in order."""
    order = sorted(range(len(postings.terms)), key=postings.terms.__getitem__)
    terms = [postings.terms[rank] for rank in order]
    lists: dict[str, list[str]] = {name: [] for name in (WHOLE, *sets)}
    owner = _owners(postings.count, sets)
    middles = postings.middles
    for rank in order:
        encoded = _encode(postings, rank, owner, middles)
        for name, texts in lists.items():
            texts.append(encoded.get(name, ""))
    cuts = _cuts(terms, lists[WHOLE], sizes)
    ranges = {WHOLE: 1}
    artifacts = list(_files(WHOLE, terms, lists.pop(WHOLE), cuts))
    for name, texts in lists.items():
        wanted = max(1, sum(map(len, texts)) // sizes.aim(terms, texts))
        ranges[name] = -(-len(cuts) // wanted)
        artifacts.extend(_files(name, terms, texts, cuts[:: ranges[name]]))
    return TermFiles(
        artifacts=tuple(artifacts),
        directory=front_coded([_separator(terms[at - 1], terms[at]) for at in cuts[1:]]),
        ranges=ranges,
    )


def _owners(count: int, sets: Mapping[str, "array[int]"]) -> list[str]:
    owner = [""] * (count if sets else 0)
    for name, documents in sets.items():
        for document in documents:
            owner[document] = name
    return owner


def _encode(
    postings: Postings, rank: int, owner: Sequence[str], middles: Sequence[int]
) -> dict[str, str]:
    """By set, the list of one term."""
    lists: dict[str, _List] = {}
    whole = lists[WHOLE] = _List()
    places = postings.lists[rank]
    for document, fields, lengths, often in _documents(places, postings.lengths, middles):
        whole.add(document, fields, lengths, often)
        if owner:
            name = owner[document]
            if name not in lists:
                lists[name] = _List()
            lists[name].add(document, fields, lengths, often)
    head = number(rank) + number(len(places) // 2)
    return {name: head + found.text() for name, found in lists.items()}


class _List:
    """The documents of one term; what is alike stands together, so that it compresses well."""

    __slots__ = ("_fields", "_last", "_lengths", "_often", "_steps")

    def __init__(self) -> None:
        self._last = -1
        self._steps: list[str] = []
        self._fields: list[str] = []
        self._lengths: list[str] = []
        self._often: list[str] = []

    def add(self, document: int, fields: str, lengths: str, often: str) -> None:
        """One document after those that are there."""
        self._steps.append(number(document - self._last - 1))
        self._last = document
        self._fields.append(fields)
        self._lengths.append(lengths)
        self._often.append(often)

    def text(self) -> str:
        """How many documents, the steps between them, the fields of each, lengths, occurrences."""
        parts = (self._steps, self._fields, self._lengths, self._often)
        return number(len(self._steps)) + "".join("".join(part) for part in parts)


def _documents(
    places: "array[int]", lengths: Sequence["array[int]"], middles: Sequence[int]
) -> Iterator[tuple[int, str, str, str]]:
    """Each document of a list, and its fields: which, how long each, how often if not once."""
    numbers = iter(places)
    last, fields, sizes, often, repeated = -1, 0, "", "", 0
    for place, occurrences in zip(numbers, numbers, strict=True):
        document, field = place >> 3, place & 7
        if document != last:
            if fields:
                yield last, number(fields | repeated), sizes, often if repeated else ""
            last, fields, sizes, often, repeated = document, 0, "", "", 0
        fields |= _FIELD_BITS[field]
        far = lengths[field][document] - middles[field]
        sizes += number(2 * far if far >= 0 else -2 * far - 1)
        often += number(occurrences - 1)
        if occurrences > 1:
            repeated = 1
    yield last, number(fields | repeated), sizes, often if repeated else ""


def _cuts(terms: Sequence[str], lists: Sequence[str], sizes: Sizes) -> list[int]:
    """The ranks at which each file starts; one file as long as all of them are small."""
    total = sum(map(len, lists)) + sum(map(len, terms))
    if total < 8 * sizes.whole and _compressed(terms, lists) <= sizes.whole:
        return [0]
    aim, cuts, size = sizes.aim(terms, lists), [0], 0
    for rank, (term, text) in enumerate(zip(terms, lists, strict=True)):
        added = len(term) + len(text)
        # A long list stands alone: who looks for its neighbour does not pay for it.
        if size and size + added > aim and (size >= aim // 2 or added >= aim // 2):
            cuts.append(rank)
            size = 0
        size += added
    return cuts


def _compressed(terms: Sequence[str], lists: Sequence[str]) -> int:
    return len(zlib.compress(_content(terms, lists), 6))


def _files(
    name: str, terms: Sequence[str], lists: Sequence[str], cuts: Sequence[int]
) -> Iterator[Artifact]:
    for rank, (start, end) in enumerate(zip(cuts, (*cuts[1:], len(terms)), strict=True)):
        content = _content(terms[start:end], lists[start:end])
        yield Artifact(path=f"termes/{name}/{rank}.json", content=content)


def _content(terms: Sequence[str], lists: Sequence[str]) -> bytes:
    held = [(term, text) for term, text in zip(terms, lists, strict=True) if text]
    value = {
        "terms": front_coded([term for term, _ in held]),
        "lists": [text for _, text in held],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _separator(before: str, first: str) -> str:
    """The least prefix of `first` that comes after `before`."""
    return first[: shared_length(before, first) + 1]
