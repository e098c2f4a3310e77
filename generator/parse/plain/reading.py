"""Parse: the lexicon, the everyday words and the names of structures → what advice is judged with.

The documents are read before they are checked: whatever a partner can write must pass through.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from generator.entries import MotSimple
from generator.model import Document
from generator.parse.plain.prose import read_sentences

# Acronyms that nobody reads in full, and parts of postal addresses.
_KNOWN_TO_ALL = frozenset(
    "BP CD CEDEX CS CV DVD GPS HT NB OK PDF SAMU SMS TNT TTC TV USB WC".split()
)
_ACRONYM = re.compile(r"[^\W\d_]{2,}(?:\.[^\W\d_]{2,})*|(?:[^\W\d_]\.){2,}[^\W\d_]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyWord:
    """A word of offices, as the words it is made of, and the everyday one."""

    words: tuple[str, ...]
    said: str  # as the list writes it
    plutot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is known before a text is read."""

    acronyms: frozenset[str] = frozenset()  # those that a reader can understand here
    # By the word alone, or by the first two: « afin » begins nothing, « afin de » does.
    heavy: Mapping[str, tuple[HeavyWord, ...]] = field(default_factory=dict)


NO_READING = Reading()


def prepare_reading(documents: Sequence[Document], everyday: Sequence[MotSimple]) -> Reading:
    """The words of this site, with those that come with the generator."""
    terms = tuple(_terms(documents))
    own = tuple(_own_words(documents))
    explained = {word for term in terms for word in _lowered(term)}
    accepted = {word.ecrit.lower() for word in own if not word.plutot}
    decided = {word.ecrit.lower() for word in own}
    listed = (word for word in everyday if word.ecrit.lower() not in decided)
    return Reading(
        acronyms=frozenset(
            (*_KNOWN_TO_ALL, *_acronyms(terms), *_names(documents), *map(str.upper, accepted))
        ),
        heavy=_by_first_words((*own, *listed), explained),
    )


def _terms(documents: Sequence[Document]) -> Iterator[Mapping[str, object]]:
    """The terms of the lexicon that a page explains."""
    for term in _rows(documents, "termes"):
        if term.get("developpement") or term.get("definition"):
            yield term


def _own_words(documents: Sequence[Document]) -> Iterator[MotSimple]:
    for row in _rows(documents, "mots_simples"):
        said, forms, better = row.get("ecrit"), row.get("formes"), row.get("plutot")
        if isinstance(said, str):
            yield MotSimple(
                ecrit=said,
                formes=tuple(map(str, forms)) if isinstance(forms, list) else (),
                plutot=better if isinstance(better, str) else None,
            )


def _rows(documents: Sequence[Document], key: str) -> Iterator[Mapping[str, object]]:
    for document in documents:
        rows = document.data.get(key) if document.collection == "lexique" else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                yield row


def _texts(term: Mapping[str, object], *keys: str) -> Iterator[str]:
    for key in keys:
        value = term.get(key)
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str):
                yield text


def _lowered(term: Mapping[str, object]) -> Iterator[str]:
    return (text.lower() for text in _texts(term, "terme", "synonymes"))


def _acronyms(terms: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for term in terms:
        for text in _texts(term, "terme", "synonymes"):
            yield from _capitals(text)


def _names(documents: Sequence[Document]) -> Iterator[str]:
    """What structures are called: a name is not an acronym to explain."""
    for document in documents:
        if document.collection == "structures":
            for text in _texts(document.data, "nom", "sigle"):
                yield from _capitals(text)


def _capitals(text: str) -> Iterator[str]:
    for match in _ACRONYM.finditer(text):
        if match.group().isupper():
            yield match.group().replace(".", "")


# How a small word that ends an expression changes with what follows: « afin d’aller ».
_CONTRACTED = {"de": ("d’", "du", "des"), "à": ("au", "aux"), "que": ("qu’",), "le": ("l’", "la")}


def _forms(written: Iterable[str]) -> Iterator[str]:
    for form in written:
        yield form
        start, _, last = form.rpartition(" ")
        for other in _CONTRACTED.get(last, ()) if start else ():
            yield f"{start} {other}"


def _by_first_words(
    listed: Iterable[MotSimple], explained: set[str]
) -> Mapping[str, tuple[HeavyWord, ...]]:
    """The words to replace, the longest first; one that the lexicon explains may be used."""
    found: dict[str, list[HeavyWord]] = defaultdict(list)
    for word in listed:
        if not word.plutot or word.ecrit.lower() in explained:
            continue
        for form in _forms((word.ecrit, *word.formes)):
            words = tuple(part.lower for each in read_sentences(form) for part in each.words)
            heavy = HeavyWord(words=words, said=word.ecrit, plutot=word.plutot)
            for first in product(*map(_numbers, words[:2])):
                found[" ".join(first)].append(heavy)
    return {
        first: tuple(sorted(words, key=lambda item: -len(item.words)))
        for first, words in found.items()
    }


def _numbers(word: str) -> tuple[str, ...]:
    """A word in the singular and in the plural."""
    return (word, f"{word}s", f"{word}x") if len(word) > 2 else (word,)
