"""Diagnostics → the same with only some of the advice on wording, and how much is left out. Pure.

Advice comes by the hundred on the first day: a report for people shows a little of it in each file,
so that a mistake is never lost in it. Reports for machines hold all of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, is_advice

NONE, SOME, ALL = "none", "some", "all"
CHOICES = (NONE, SOME, ALL)
MAX_IN_FILE = 3
MAX_IN_REPORT = 30
_LENGTH = re.compile(r"a ([0-9]+) mots")
_FOR_PEOPLE = frozenset(("text", "concise", "github"))


def shown_by_default(form: str) -> str:
    """How much advice a report of this form shows when nothing is asked."""
    return SOME if form in _FOR_PEOPLE else ALL


def select_advice(diagnostics: Sequence[Diagnostic], choice: str) -> tuple[Diagnostic, ...]:
    """Every mistake, and of the advice what was chosen, in the same order."""
    if choice == ALL:
        return tuple(diagnostics)
    most_in_file, left = (MAX_IN_FILE, MAX_IN_REPORT) if choice == SOME else (0, 0)
    by_file: dict[str, list[int]] = {}
    for place, item in enumerate(diagnostics):
        if is_advice(item):
            by_file.setdefault(item.path, []).append(place)
    shown: dict[int, int] = {}  # by place, what is kept; the last of a file, with how much is not
    for places in by_file.values():
        kept = _most_useful(diagnostics, places)[: min(most_in_file, left)]
        left -= len(kept)
        shown |= dict.fromkeys(kept, 0)
        if kept:
            shown[max(kept)] = len(places) - len(kept)
    return tuple(
        _with_others(item, shown.get(place, 0))
        for place, item in enumerate(diagnostics)
        if not is_advice(item) or place in shown
    )


def _most_useful(diagnostics: Sequence[Diagnostic], places: Sequence[int]) -> list[int]:
    """One of each kind, then the next of each; of the long sentences, the longest first."""
    ranks: Counter[str] = Counter()
    ordered: list[tuple[int, int]] = []
    for place in sorted(places, key=lambda place: (-_words(diagnostics[place]), place)):
        code = diagnostics[place].code
        ordered.append((ranks[code], place))
        ranks[code] += 1
    return [place for _, place in sorted(ordered)]


def _words(item: Diagnostic) -> int:
    """How long a long sentence is: its message is all that tells it."""
    found = _LENGTH.search(item.message) if item.code == "phrase-longue" else None
    return int(found[1]) if found else 0


def _with_others(item: Diagnostic, others: int) -> Diagnostic:
    """The last advice that is shown for a file, which says whether there is more."""
    if not others:
        return item
    more = f"et {others} autres conseils" if others > 1 else "et un autre conseil"
    return replace(item, message=f"{item.message} ; {more} dans ce fichier")


def advice_text(diagnostics: Iterable[Diagnostic], choice: str) -> str:
    """« , dont 42 conseils d’écriture (30 montrés…) », to end a count; "" when there is none."""
    items = tuple(diagnostics)
    number = sum(map(is_advice, items))
    if not number:
        return ""
    shown = sum(map(is_advice, select_advice(items, choice)))
    words = f", dont {number} conseil{'s' if number > 1 else ''} d’écriture"
    if shown == number:
        return words
    told = f"{shown} montré{'s' if shown > 1 else ''}" if shown else "non montrés"
    return f"{words} ({told} ; « guichet check --advice all » les montre tous)"
