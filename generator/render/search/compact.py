"""Render: numbers and sorted words → short printable text, which JSON holds as it is.

Hosts compress text by themselves, and a browser reads it without a decoder; so numbers are written
with the 93 printable characters that JSON need not escape. `theme/assets/js/lib/compact.js` reads
what this module writes.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

# Space to ~, but the quotation mark and the backslash.
ALPHABET = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
# A number below LAST is one character; else a character from LAST on, then what remains.
LAST = 70
_NEXT = len(ALPHABET) - LAST
_LONGEST_SHARED = 25


@cache
def number(value: int) -> str:
    """One number: one character below 70, two below 1,680."""
    if value < LAST:
        return ALPHABET[value]
    rest, digit = divmod(value - LAST, _NEXT)
    return ALPHABET[LAST + digit] + number(rest)


def numbers(values: Iterable[int]) -> str:
    """Numbers one after the other."""
    return "".join(map(number, values))


def ascending(values: Sequence[int]) -> str:
    """Distinct numbers in order, as steps or, when that is shorter, as runs; its mark first."""
    steps = "=" + numbers(_steps(values))
    runs = "-" + numbers(_runs(values))
    return min(steps, runs, key=len)


def front_coded(words: Sequence[str], marks: Sequence[str] = ()) -> str:
    """Sorted words, each as a capital (letters shared with the one before), its end, its mark."""
    parts = []
    for rank, (before, word) in enumerate(pairwise(("", *words))):
        shared = shared_length(before, word)
        mark = marks[rank] if marks else ""
        parts.append(f"{chr(ord('A') + shared)}{word[shared:]}{mark}")
    return "".join(parts)


def shared_length(before: str, word: str) -> int:
    """How many first letters two words share, as far as one capital can say."""
    longest = min(len(before), len(word), _LONGEST_SHARED)
    return next((at for at in range(longest) if before[at] != word[at]), longest)


def _steps(values: Sequence[int]) -> Iterable[int]:
    return (value - before - 1 for before, value in pairwise((-1, *values)))


def _runs(values: Sequence[int]) -> Iterable[int]:
    """Pairs: how many numbers are jumped over, how many more than one follow each other."""
    end, start = -1, -1
    for value in (*values, -1):
        if start >= 0 and value != end + 1:
            yield end - start
            start = -1
        if value < 0:
            return
        if start < 0:
            yield value - end - 1
            start = value
        end = value
