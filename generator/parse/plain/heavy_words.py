"""Parse: the texts of one entry → the words of offices that have an everyday word, each once."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.parse.plain.prose import ReadText, Remark, Word
from generator.parse.plain.reading import HeavyWord, Reading

_GAP = re.compile(r"[\s’'/-]{1,3}\Z")
Found = tuple[ReadText, int, int]


def find_heavy_words(texts: tuple[ReadText, ...], reading: Reading) -> Iterator[Remark]:
    """Each heavy word of an entry where it comes first, and how often it comes again."""
    places: dict[str, list[Found]] = {}
    heavy: dict[str, HeavyWord] = {}
    for read in texts:
        for word, start, end in _find(read, reading):
            heavy[word.said] = word
            places.setdefault(word.said, []).append((read, start, end))
    for said, found in places.items():
        read, start, end = found[0]
        again = f" ({len(found)} fois)" if len(found) > 1 else ""
        yield Remark(
            "mot-administratif",
            read,
            start,
            end,
            f"« {_typeset(read.text[start:end])} » n’est pas un mot de tous les jours{again}",
            f"écrivez plutôt : {heavy[said].plutot}",
        )


def _typeset(words: str) -> str:
    """Words of an entry as a report quotes them, on one line."""
    return " ".join(words.replace("'", "’").split())


def _find(read: ReadText, reading: Reading) -> Iterator[tuple[HeavyWord, int, int]]:
    for sentence in read.sentences:
        words, done = sentence.words, 0
        for rank, heavy in _candidates(words, reading):
            said = words[rank : rank + len(heavy.words)]
            if rank < done or not (_is_said(heavy, said, read.text) and _is_ours(said, rank)):
                continue
            end = said[-1].end
            elided = read.text[end : end + 1] in ("’", "'")
            yield heavy, said[0].start, end + elided
            done = rank + len(said)


def _candidates(words: Sequence[Word], reading: Reading) -> Iterator[tuple[int, HeavyWord]]:
    """What may begin at each word, the longest first."""
    known, last = reading.heavy, len(words) - 1
    for rank, word in enumerate(words):
        if rank < last:
            for heavy in known.get(f"{word.lower} {words[rank + 1].lower}", ()):
                yield rank, heavy
        for heavy in known.get(word.lower, ()):
            yield rank, heavy


def _is_said(heavy: HeavyWord, said: Sequence[Word], text: str) -> bool:
    """Whether these are the words, in the plural too, with nothing but spaces between them."""
    return (
        len(said) == len(heavy.words)
        and all(map(_same, said, heavy.words))
        and all(_GAP.match(text[before.end : after.start]) for before, after in pairwise(said))
    )


def _same(word: Word, wanted: str) -> bool:
    found = word.lower
    return found == wanted or (len(wanted) > 2 and found in (f"{wanted}s", f"{wanted}x"))


def _is_ours(said: Sequence[Word], rank: int) -> bool:
    """Not a title, nor a name: a capital inside a sentence says so."""
    return not any(word.cited for word in said) and not any(
        word.text[0].isupper() for word in (said if rank else said[1:])
    )
