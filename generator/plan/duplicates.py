"""Plan: entries of several origins → the pairs that are probably one and the same.

Three clues, each in one pass over an index: never every entry against every other. A page or a
number says something when only one entry of each origin has it, a name when its provider agrees;
and a service can only double another where both reach.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

SAME_PAGE = "même page"
SAME_PHONE = "même téléphone"
SAME_NUMBER = "même SIRET"
NEAR_NAME = "noms proches"

NEAR = 0.7  # share of the words that two near names have in common
PROVIDER_NEAR = 0.5
TELLING_WORDS = 3  # a name of so many words says enough without its provider
WINDOW = 16  # in a crowd that has the same words, each is compared with so many neighbours

Words = frozenset[str]
Exempt = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may tell that an entry is another one; `key` is unique, `side` its origin."""

    key: str
    side: str
    words: Words  # those of its name that mean something
    short: Words = frozenset()  # those of its acronym
    pages: frozenset[str] = frozenset()
    phone: str = ""
    number: str = ""  # SIRET
    siren: str = ""
    provider: Words = frozenset()  # the words of who provides it; none for a structure
    provider_marks: frozenset[str] = frozenset()  # its SIREN, its site
    zone: frozenset[str] | None = None  # codes; `None` for what has no zone
    above: frozenset[str] = frozenset()  # those codes and all that holds them


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that are probably one, and why; `first` comes first in the order given."""

    first: str
    second: str
    reasons: tuple[str, ...]


def find_duplicates(
    candidates: Sequence[Candidate], exempt: Exempt = frozenset(), *, within: bool = False
) -> tuple[Pair, ...]:
    """The probable duplicates, in the order of the candidates.

    Entries of one side are compared only when asked: their own guichet judges them.
    """
    ranks = {candidate.key: rank for rank, candidate in enumerate(candidates)}
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for reason, first, second in _clues(candidates, within=within):
        if first.side == second.side and not within:
            continue
        one, other = sorted((ranks[first.key], ranks[second.key]))
        if reason not in found[one, other]:
            found[one, other].append(reason)
    return tuple(
        Pair(first=candidates[one].key, second=candidates[other].key, reasons=tuple(reasons))
        for (one, other), reasons in sorted(found.items())
        if frozenset((candidates[one].key, candidates[other].key)) not in exempt
    )


def likeness(first: Candidate, second: Candidate) -> tuple[str, ...]:
    """Why two entries of one identifier are the same thing; none: they only share a name."""
    if not overlap(first, second):
        return ()
    reasons = (
        (SAME_NUMBER, bool(first.number) and first.number == second.number),
        (SAME_PAGE, bool(first.pages & second.pages)),
        (SAME_PHONE, bool(first.phone) and first.phone == second.phone),
        (NEAR_NAME, _near(first, second, PROVIDER_NEAR)),
    )
    return tuple(reason for reason, holds in reasons if holds)


def overlap(first: Candidate, second: Candidate) -> bool:
    """Whether someone is reached by both; what has no zone may be anywhere."""
    if first.zone is None or second.zone is None:
        return True
    return bool(first.zone & second.above or second.zone & first.above)


def page_key(url: str | None, *, root: bool = False) -> str:
    """An address without what two people write differently; "" for a mere home page."""
    if not url:
        return ""
    bare = url.partition("#")[0].partition("://")[2].lower().removeprefix("www.").rstrip("/")
    return bare if root or "/" in bare or "?" in bare else ""


def phone_key(phone: str | None) -> str:
    """A number as one dials it: « +33 4 71 00 00 00 » → 0471000000."""
    digits = "".join(sign for sign in phone or "" if sign.isdigit())
    if digits.startswith("33") and len(digits) > len("0471000000"):
        return f"0{digits[2:]}"
    return digits


_Clue = tuple[str, Candidate, Candidate]


def _clues(candidates: Sequence[Candidate], *, within: bool) -> Iterator[_Clue]:
    marks: tuple[tuple[str, Callable[[Candidate], Iterable[str]]], ...] = (
        (SAME_NUMBER, lambda one: (one.number,)),
        (SAME_PAGE, lambda one: sorted(one.pages)),
        (SAME_PHONE, lambda one: (one.phone,)),
    )
    for reason, mark in marks:
        for crowd in _by(candidates, mark):
            yield from ((reason, *pair) for pair in _alone_on_their_side(crowd, within=within))
    for first, second in _close_names(candidates):
        if overlap(first, second) and _near(first, second, NEAR):
            yield NEAR_NAME, first, second


def _by(
    candidates: Sequence[Candidate], mark: Callable[[Candidate], Iterable[str]]
) -> Iterable[list[Candidate]]:
    index: Mapping[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for value in mark(candidate):
            if value:
                index[value].append(candidate)
    return (crowd for crowd in index.values() if len(crowd) > 1)


def _alone_on_their_side(
    crowd: Sequence[Candidate], *, within: bool
) -> Iterator[tuple[Candidate, Candidate]]:
    """A page or a number that several entries of one guichet share does not tell them apart."""
    sides = Counter(candidate.side for candidate in crowd)
    limit = 2 if within else 1
    telling = [candidate for candidate in crowd if sides[candidate.side] <= limit]
    for rank, first in enumerate(telling):
        for second in telling[rank + 1 : rank + 1 + WINDOW]:
            if overlap(first, second):
                yield first, second


def _close_names(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Pairs that may have enough words in common: two such names share one of their rarest words.

    With the words of each name in one order, the rarest first, names that share a fraction `NEAR`
    of their words must meet among the first `length - NEAR * length + 1` of both.
    """
    frequency = Counter(word for candidate in candidates for word in candidate.words)
    index: Mapping[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        words = sorted(candidate.words, key=lambda word: (frequency[word], word))
        for word in words[: len(words) - ceil(NEAR * len(words)) + 1]:
            index[word].append(candidate)
    for crowd in index.values():
        # The same words side by side: a window then sees them, however many they are.
        ordered = sorted(
            crowd, key=lambda one: (sorted(one.words), sorted(one.zone or ()), one.key)
        )
        for rank, first in enumerate(ordered):
            for second in ordered[rank + 1 : rank + 1 + WINDOW]:
                yield first, second


def _alike_together(one: Candidate) -> tuple[list[str], list[str], str]:
    return sorted(one.words), sorted(one.zone or ()), one.key


def _near(first: Candidate, second: Candidate, share: float) -> bool:
    if first.siren and second.siren and first.siren != second.siren:
        return False
    if _share(first.words, second.words) >= share:
        return _same_provider(first, second)
    # « CAF du Doubs », whose acronym another guichet takes for a name.
    named = (first.short, second.short), (first.short, second.words), (first.words, second.short)
    return any(one and one == other for one, other in named)


def _same_provider(first: Candidate, second: Candidate) -> bool:
    if not first.provider or not second.provider:
        return True
    if first.provider_marks & second.provider_marks:
        return True
    if first.words == second.words and len(first.words) >= TELLING_WORDS:
        return True
    return _share(first.provider, second.provider) >= PROVIDER_NEAR


def _share(first: Words, second: Words) -> float:
    together = len(first | second)
    return len(first & second) / together if together else 0.0
