"""Render: where one term stands → the text of its list, for all services and for each set of them.

A document is a step from the one before, the fields that hold the term, how long each is, how often
each holds it if not once. Columns, not rows: what is alike stands together, so that it compresses
well. `theme/assets/js/lib/postings.js` reads it.
"""

from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.render.search.compact import number
from generator.render.search.postings import FIELDS, Postings, TextScores

WHOLE = "tout"

# One bit a field, the commonest first; the lowest bit says that some occurrences follow.
_BITS = tuple(2 << (len(FIELDS) - 1 - field) for field in range(len(FIELDS)))
_MASKS = tuple(number(mask) for mask in range(2 * _BITS[0]))
_ONCE = number(0)
_TEXT_ALONE = frozenset((_MASKS[_BITS[-1]], _MASKS[_BITS[-1] | 1]))


class TermList(NamedTuple):
    """The documents of one term in one set."""

    text: str
    rest: str = ""  # those that hold it in the long text alone, when they are many
    most: float = 0  # the best score of the term in the rest


NOWHERE = TermList("")


class _Columns(NamedTuple):
    """The documents of a list, in order, and what is said of each."""

    documents: list[int]
    fields: list[str]
    lengths: list[str]
    often: list[str]

    def pick(self, ranks: Sequence[int]) -> "_Columns":
        """Some of them."""
        documents, fields, lengths, often = self
        return _Columns(
            [documents[rank] for rank in ranks],
            [fields[rank] for rank in ranks],
            [lengths[rank] for rank in ranks],
            [often[rank] for rank in ranks],
        )


class Encoder:
    """The postings → by set, the list of one term."""

    def __init__(self, postings: Postings, owner: Sequence[str], many: int) -> None:
        """`owner` names the set of each document; `many` documents make a rest."""
        self._postings = postings
        self._owner = owner
        self._many = many
        self._scores = TextScores(postings)
        self._numbers = [number(value) for value in range(postings.count + 1)]
        middles = postings.middles
        self._lengths = [
            [number(_folded(length - middle)) for length in lengths]
            for lengths, middle in zip(postings.lengths, middles, strict=True)
        ]
        self._text_lengths = dict(zip(self._lengths[-1], postings.lengths[-1], strict=True))

    def term(self, rank: int) -> dict[str, TermList]:
        """The documents of a term: all of them, then those of each set."""
        places = self._postings.lists[rank]
        columns = self._columns(places)
        frequency = len(places) // 2
        lists = {WHOLE: self._list(rank, frequency, columns)}
        if self._owner:
            by_set: dict[str, list[int]] = {}
            for at, document in enumerate(columns.documents):
                by_set.setdefault(self._owner[document], []).append(at)
            for name, found in by_set.items():
                lists[name] = self._list(rank, frequency, columns.pick(found))
        return lists

    def _columns(self, places: "array[int]") -> _Columns:
        documents: list[int] = []
        masks: list[int] = []
        lengths: list[str] = []
        often: list[str] = []
        last = -1
        numbers = iter(places)
        for place, occurrences in zip(numbers, numbers, strict=True):
            document, field = place >> 3, place & 7
            repeated = 1 if occurrences > 1 else 0
            told = number(occurrences - 1) if repeated else _ONCE
            if document == last:
                masks[-1] |= _BITS[field] | repeated
                lengths[-1] += self._lengths[field][document]
                often[-1] += told
            else:
                documents.append(document)
                masks.append(_BITS[field] | repeated)
                lengths.append(self._lengths[field][document])
                often.append(told)
                last = document
        fields = [_MASKS[mask] for mask in masks]
        told_once = ["" if not mask & 1 else told for mask, told in zip(masks, often, strict=True)]
        return _Columns(documents, fields, lengths, told_once)

    def _list(self, rank: int, frequency: int, columns: _Columns) -> TermList:
        """Those of the long text alone apart, when they are many."""
        head = number(rank) + number(frequency)
        count = len(columns.documents)
        if count >= self._many:
            alone = [at for at, fields in enumerate(columns.fields) if fields in _TEXT_ALONE]
            if len(alone) >= self._many:
                chosen = set(alone)
                rest = columns.pick(alone)
                first = columns.pick([at for at in range(count) if at not in chosen])
                most = self._scores.best(frequency, self._text_places(rest))
                return TermList(head + self._text(first), head + self._text(rest), most)
        return TermList(head + self._text(columns))

    def _text_places(self, rest: _Columns) -> set[tuple[int, int]]:
        """Occurrences and length, of texts that alone hold a term."""
        found = set(zip(rest.often, rest.lengths, strict=True))
        return {(_occurrences(often), self._text_lengths[length]) for often, length in found}

    def _text(self, columns: _Columns) -> str:
        numbers = self._numbers
        steps = [
            numbers[after - before - 1] for before, after in pairwise((-1, *columns.documents))
        ]
        count = numbers[len(columns.documents)]
        return count + "".join(map("".join, (steps, *columns[1:])))


def _folded(far: int) -> int:
    """A number of either sign → one that has none."""
    return 2 * far if far >= 0 else -2 * far - 1


def _occurrences(often: str) -> int:
    if not often:
        return 1
    return 1 + next(value for value in range(1, _MOST_OCCURRENCES) if number(value) == often)


_MOST_OCCURRENCES = 1 << 16
