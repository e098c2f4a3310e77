"""Render: the words of every service → which term stands where, how often, in fields how long.

One pass and numbers only: a word is looked up once and stemmed once, each list of a term is one
array. `lunr_index.py` counts the same with lunr's own Builder; a test holds the two equal.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from generator.render import french

# Fields of the index and how much a word weighs there. « nom » is what people know an aid by,
# « mots_cles » what they call it themselves; the description comes last.
BOOSTS = (
    ("nom", 10),
    ("mots_cles", 8),
    ("resume", 4),
    ("sujets", 3),
    ("structure", 3),
    ("lieux", 2),
    ("texte", 1),
)
_K1, _B = 1.2, 0.75  # lunr's
_ROUNDED = 0.001  # JavaScript rounds otherwise: what is said to be the best must be
FIELDS = tuple(field for field, _ in BOOSTS)

Texts = Sequence[Sequence[str]]  # for each field, the folded words of one service


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Where each term stands. Documents are numbers, fields are ranks in `FIELDS`."""

    count: int  # of documents
    terms: tuple[str, ...]  # in the order in which they were met: their `_index` for lunr
    lists: tuple["array[int]", ...]  # by term: document × 8 + field, occurrences, and again
    lengths: tuple["array[int]", ...]  # by field: how many terms each document has
    words: Counter[str]  # every folded word → in how many documents it stands

    @property
    def totals(self) -> tuple[int, ...]:
        """By field, how many terms all documents have: lunr divides it by their number."""
        return tuple(sum(lengths) for lengths in self.lengths)

    @property
    def middles(self) -> tuple[int, ...]:
        """By field, the usual length, rounded down: lengths are published as what they differ."""
        return tuple(total // max(1, self.count) for total in self.totals)


class TextScores:
    """What lunr gives a term for standing in the long text (`Builder.createFieldVectors`)."""

    def __init__(self, postings: Postings) -> None:
        self._count = postings.count
        self._usual = postings.totals[-1] / max(1, postings.count)

    def best(self, frequency: int, found: Iterable[tuple[int, int]]) -> float:
        """The best score of a term of so many places: occurrences, and what the length differs."""
        rare = (self._count - frequency + 0.5) / (frequency + 0.5)
        idf = log(1 + abs(rare)) * BOOSTS[-1][1]
        weight = max(
            (_K1 + 1) * often / (_K1 * (1 - _B + _B * length / self._usual) + often)
            for often, length in found
        )
        return round(idf * weight, 3) + _ROUNDED


class _Terms(dict[str, int]):
    """Word → rank of its term, -1 for a stop word; a new word is stemmed when first met."""

    def __init__(self) -> None:
        super().__init__()
        self.ranks: dict[str, int] = {}
        self.lists: list[array[int]] = []

    def __missing__(self, word: str) -> int:
        rank = -1
        if word not in french.STOP_WORDS:
            term = french.stem(word)
            rank = self.ranks.setdefault(term, len(self.ranks))
            if rank == len(self.lists):
                self.lists.append(array("I"))
        self[word] = rank
        return rank


def count_terms(documents: Iterable[Texts]) -> Postings:
    """Count every term of every field of every document, in order."""
    terms = _Terms()
    lists = terms.lists
    lengths = tuple(array("I") for _ in FIELDS)
    words: Counter[str] = Counter()
    count = 0
    for document, texts in enumerate(documents):
        count += 1
        words.update({word for text in texts for word in text})
        for field, text in enumerate(texts):
            found = Counter([terms[word] for word in text])
            skipped = found.pop(-1, 0)
            lengths[field].append(len(text) - skipped)
            where = document * 8 + field
            for rank, occurrences in found.items():
                lists[rank].extend((where, occurrences))
    return Postings(
        count=count,
        terms=tuple(terms.ranks),
        lists=tuple(lists),
        lengths=lengths,
        words=words,
    )
