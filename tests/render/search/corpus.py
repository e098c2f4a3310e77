"""Made-up documents, for the tests of the search: a few words everywhere, most words rare."""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random

from generator.render.search.postings import FIELDS, Texts

LENGTHS = (4, 5, 12, 8, 3, 3, 80)
_SYLLABLES = "ba ca da fa ga la ma na pa ra sa ta va bo co do lo mo no po ro so to vo".split()


def made_up(count: int, seed: int = 1) -> tuple[Texts, ...]:
    """`count` documents, each with a few words in each field, stop words among them."""
    draw = Random(seed)  # noqa: S311 — a corpus, not a secret
    words = [*("de", "la", "pour", "permis", "logement"), *vocabulary(draw, 900)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    return tuple(_document(draw, words, weights) for _ in range(count))


def vocabulary(draw: Random, count: int) -> list[str]:
    found = {"".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))) for _ in range(2 * count)}
    return sorted(found)[:count]


def _document(draw: Random, words: Sequence[str], weights: Sequence[float]) -> Texts:
    def some(most: int) -> list[str]:
        count = draw.randint(0, most)
        return [words[bisect(weights, draw.random() * weights[-1])] for _ in range(count)]

    return tuple(some(most) for _, most in zip(FIELDS, LENGTHS, strict=True))
