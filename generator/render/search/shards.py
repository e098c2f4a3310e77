"""Render: postings → files of terms, cut by range of terms, so that a query fetches only its own.

A file holds the terms of one range and, for each, what lunr.js needs to rank: its `_index`, in how
many fields of documents it stands, and its documents with, by field, occurrences and length.
`theme/assets/js/lib/shards.js`, `postings.js` and `lunr-index.js` read them into a `lunr.Index`.
A term that very many hold has its documents in two files: those that answer it best come first.

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
from generator.render.search.compact import front_coded, shared_length
from generator.render.search.postings import Postings
from generator.render.search.term_lists import NOWHERE, WHOLE, Encoder, TermList

SMALL_INDEX = 60_000  # compressed bytes: up to here, one file
SHARD = 4_096  # characters aimed at
MOST_SHARDS = 1_200  # the directory stays small: beyond, files grow

# A document that holds a term in its long text alone is never among the first when many hold it:
# from so many on, these are a file of their own, fetched once the first results are painted.
MANY = 512


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
    many: int = MANY  # documents that hold a term in their long text alone

    def aim(self, terms: Sequence[str], lists: Sequence[TermList]) -> int:
        """Characters of one file, when there are so many in all."""
        return max(self.shard, _size(terms, lists) // MOST_SHARDS)


def cut_terms(
    postings: Postings,
    sets: Mapping[str, "array[int]"],
    sizes: Sizes = Sizes(),
) -> TermFiles:
    """All terms, and apart those of each set: the documents of a set are given in order."""
    order = sorted(range(len(postings.terms)), key=postings.terms.__getitem__)
    terms = [postings.terms[rank] for rank in order]
    lists: dict[str, list[TermList]] = {name: [] for name in (WHOLE, *sets)}
    owner = _owners(postings.count, sets)
    encode = Encoder(postings, owner, sizes.many)
    for rank in order:
        encoded = encode.term(rank)
        for name, texts in lists.items():
            texts.append(encoded.get(name, NOWHERE))
    cuts = _cuts(terms, lists[WHOLE], sizes)
    ranges = {WHOLE: 1}
    artifacts = list(_files(WHOLE, terms, lists.pop(WHOLE), cuts))
    for name, found in lists.items():
        wanted = max(1, _size(terms, found) // sizes.aim(terms, found))
        ranges[name] = -(-len(cuts) // wanted)
        artifacts.extend(_files(name, terms, found, cuts[:: ranges[name]]))
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


def _cuts(terms: Sequence[str], lists: Sequence[TermList], sizes: Sizes) -> list[int]:
    """The ranks at which each file starts; one file as long as all of them are small."""
    total = _size(terms, lists)
    if total < 8 * sizes.whole and _compressed(terms, lists) <= sizes.whole:
        return [0]
    aim, cuts, size = sizes.aim(terms, lists), [0], 0
    for rank, (term, found) in enumerate(zip(terms, lists, strict=True)):
        added = len(term) + len(found.text)
        # A long list stands alone: who looks for its neighbour does not pay for it.
        if size and size + added > aim and (size >= aim // 2 or added >= aim // 2):
            cuts.append(rank)
            size = 0
        size += added
    return cuts


def _size(terms: Sequence[str], lists: Sequence[TermList]) -> int:
    return sum(map(len, terms)) + sum(len(found.text) for found in lists)


def _compressed(terms: Sequence[str], lists: Sequence[TermList]) -> int:
    held = [(term, found) for term, found in zip(terms, lists, strict=True) if found.text]
    return len(zlib.compress(_content(held), 6))


def _files(
    name: str, terms: Sequence[str], lists: Sequence[TermList], cuts: Sequence[int]
) -> Iterator[Artifact]:
    for rank, (start, end) in enumerate(zip(cuts, (*cuts[1:], len(terms)), strict=True)):
        pairs = zip(terms[start:end], lists[start:end], strict=True)
        held = [(term, found) for term, found in pairs if found.text]
        path = f"termes/{name}/{rank}"
        yield Artifact(path=f"{path}.json", content=_content(held))
        for at, (_, found) in enumerate(held):
            if found.rest:
                yield Artifact(path=f"{path}-{at}.json", content=_json(found.rest))


def _content(held: Sequence[tuple[str, TermList]]) -> bytes:
    return _json(
        {
            "terms": front_coded([term for term, _ in held]),
            "lists": [[found.text, found.most] if found.rest else found.text for _, found in held],
        }
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _separator(before: str, first: str) -> str:
    """The least prefix of `first` that comes after `before`."""
    return first[: shared_length(before, first) + 1]
