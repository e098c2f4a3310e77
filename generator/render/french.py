"""Render: French text → the terms that the search index holds.

One list of steps, the same as `theme/assets/js/lib/french.js` takes in the browser: fold (lower
case, no accent) → separate into words (no elision, hyphens and apostrophes apart) → drop stop words
(those steps are in `french_words.py`) → unify gender and number → stem. Accents go before the stem:
otherwise « vehicule » and « véhicule » would be two terms. `tests/fixtures/french-tokens.json` is
checked on both sides.
"""

import re
from collections.abc import Iterable
from functools import cache

import snowballstemmer

from generator.french_words import STOP_WORDS, fold, words

__all__ = ["STOP_WORDS", "fold", "stem", "terms", "terms_of", "words"]

# What Snowball leaves apart once accents are gone: salariée, étrangère, conductrice, vélos.
_ENDINGS = (
    (re.compile(r"(...)ees?\Z"), r"\1e"),
    (re.compile(r"(...)er(?:es?|s)\Z"), r"\1er"),
    (re.compile(r"(...)trices?\Z"), r"\1teur"),
    (re.compile(r"(..)oises?\Z"), r"\1oi"),
    (re.compile(r"(..[iou])s\Z"), r"\1"),
)
_SNOWBALL = snowballstemmer.stemmer("french")


@cache
def stem(word: str) -> str:
    """The stem of a word already folded; a number is its own."""
    if word.isdigit():  # as Snowball would say, a hundred times slower
        return word
    return str(_SNOWBALL.stemWord(_unify(word)))


def terms(text: str) -> list[str]:
    """The terms of a text: what the index holds of it."""
    return terms_of(words(text))


def terms_of(folded: Iterable[str]) -> list[str]:
    """Words already folded → their terms, stop words left out."""
    return [stem(word) for word in folded if word not in STOP_WORDS]


def _unify(word: str) -> str:
    for ending, replacement in _ENDINGS:
        word = ending.sub(replacement, word)
    return word
