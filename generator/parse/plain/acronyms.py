"""Parse: the texts of one entry → the acronyms that nothing explains, each once.

An acronym is explained by the lexicon, by the name of a structure, or by the entry itself: words in
brackets beside it, or words somewhere that have its initials.
"""

import re
from collections.abc import Iterator, Sequence

from generator.french_words import STOP_WORDS, fold
from generator.parse.plain.prose import ReadText, Remark, Sentence, Word
from generator.parse.plain.reading import Reading

MAX_LETTERS = 7  # a longer word in capitals is a word that shouts
_SMALL = STOP_WORDS | {"un", "une", "du", "de", "la", "le", "les", "aux"}
_ROMAN = re.compile(r"[IVX]+\Z")
# « FSL (Fonds de… », « FSL : Fonds de… », and « Fonds de… (FSL ».
_TOLD_AFTER = re.compile(r"[»”*_\s]*[(:=][\s«“*_]*[^\W\d_]{2,}[\s’'-]+[^\W\d_]{2,}")
_TOLD_BEFORE = re.compile(
    r"[^\W\d_]{2,}[\s’'-]+(?:[^\W\d_]+[\s’'-]+)*[^\W\d_]{2,}[»”*_\s]*\([\s«“*_]*\Z"
)


def find_acronyms(texts: tuple[ReadText, ...], reading: Reading) -> Iterator[Remark]:
    """Each acronym that a reader has to guess, where it comes first."""
    seen: set[str] = set()
    initials = ""
    for read in texts:
        for word in _acronyms(read.sentences):
            letters = word.text.replace(".", "")
            if letters in seen or letters in reading.acronyms:
                continue
            seen.add(letters)
            initials = initials or _initials(texts)
            if not (fold(letters) in initials or _told(texts, word.text)):
                yield Remark(
                    "sigle-inexplique",
                    read,
                    word.start,
                    word.end,
                    f"rien n’explique le sigle « {word.text} »",
                    f"écrivez le nom entier, suivi de « ({word.text}) », "
                    "ou ajoutez ce sigle au lexique",
                )


def _acronyms(sentences: Sequence[Sentence]) -> Iterator[Word]:
    for sentence in sentences:
        words = sentence.words
        for rank, word in enumerate(words):
            if (
                not word.cited
                and word.text.isupper()
                and _is_acronym(word.text)
                and not _shouts(words, rank)
            ):
                yield word


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return (
        2 <= len(letters) <= MAX_LETTERS
        and letters.isalpha()
        and not _ROMAN.match(letters)
        and fold(letters) not in STOP_WORDS
    )


def _shouts(words: Sequence[Word], rank: int) -> bool:
    """Whether the word is part of a phrase in capitals: « DOSSIER À RENDRE AVANT LE 3 »."""
    near = (word.text for word in (*words[max(rank - 2, 0) : rank], *words[rank + 1 : rank + 3]))
    return any(
        text.isupper() and (len(text) > MAX_LETTERS or fold(text) in _SMALL) for text in near
    )


def _initials(texts: Sequence[ReadText]) -> str:
    """The initials of all the words, with and without the small ones."""
    words = [
        fold(word.text)
        for read in texts
        for sentence in read.sentences
        for word in sentence.words
        if not word.text.isupper()
    ]
    every = "".join(word[0] for word in words if len(word) > 1)
    great = "".join(word[0] for word in words if word not in _SMALL and len(word) > 1)
    return f"{great} {every}"


def _told(texts: Sequence[ReadText], acronym: str) -> bool:
    """Whether a bracket or a colon says in words what the acronym is short for."""
    for read in texts:
        text = read.text
        place = text.find(acronym)
        while place >= 0:
            end = place + len(acronym)
            if _TOLD_AFTER.match(text, end):
                return True
            opened = "(" in text[max(place - 3, 0) : place]
            if opened and _TOLD_BEFORE.search(text, max(place - 120, 0), place):
                return True
            place = text.find(acronym, end)
    return False
