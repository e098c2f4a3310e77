"""Render: the lexicon → what the browser needs to understand the words people say.

Phrases are folded words without stop words; `theme/assets/js/lib/lexique.js` reads the term and its
`developpement` in the same way, and stems them all as it does what was typed.
"""

from collections.abc import Iterable, Mapping

from generator.entries import Lexique, LexiqueTerme
from generator.french_words import meaningful_words


def lexique_data(lexique: Lexique) -> Mapping[str, object]:
    """The lexicon → `lexique.json`, ready to dump: one row a term, cut after what it says last.

    A row is terme, developpement, synonymes, aussi; an empty text is what it does not say, and
    phrases are separated by bars. Definitions stay in the pages: a search does not pay for them.
    """
    return {"termes": [_row(term) for term in lexique.termes]}


def _row(term: LexiqueTerme) -> list[str]:
    row = [
        term.terme,
        term.developpement or "",
        _folded(term.synonymes),
        _folded(term.aussi),
    ]
    while not row[-1]:
        row.pop()
    return row


def _folded(phrases: Iterable[str]) -> str:
    """Each phrase as the words that the search keeps, once."""
    return "|".join(dict.fromkeys(" ".join(meaningful_words(phrase)) for phrase in phrases))
