"""An outgoing link from visit to visit → what can be said of it. Shared by the stages, pure.

One visit proves little: sites have bad days, and many turn robots away. A link is « cassé » only
when it failed twice, a week apart, and nothing good was seen in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

REPOND = "repond"
DEPLACE = "deplace"  # answers at another address, for good
A_VERIFIER = "a-verifier"  # the visit proves nothing: somebody has to look
ECHEC = "echec"  # failed, but not long enough to be sure
SUSPECT = "suspect"  # answers, but perhaps not with the page that was meant
CASSE = "casse"

# From the most pressing to the least.
ETATS = (CASSE, SUSPECT, DEPLACE, ECHEC, A_VERIFIER, REPOND)
DAYS_TO_BE_SURE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUse:
    """One place where an address is written."""

    path: str
    line: int
    champ: str  # "lien_source", "sources.0.url", "description"
    collection: str
    id: str
    nom: str
    structure: str  # who answers for the entry; "" for the guichet itself
    weight: int  # how much a reader loses when it is dead


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address that the site sends its readers to, and every place that does."""

    url: str
    uses: tuple[LinkUse, ...]

    @property
    def weight(self) -> int:
        """How much a reader loses when it is dead, over all the entries that use it."""
        heaviest: dict[str, int] = {}
        for use in self.uses:
            heaviest[use.path] = max(use.weight, heaviest.get(use.path, 0))
        return sum(heaviest.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for one address, redirections followed; nothing is judged yet."""

    status: int = 0  # of the last answer; 0 when there was none
    failure: str = ""  # why there was none: a key of `link_words.MOTIFS`
    final: str = ""  # the last address asked for
    hops: tuple[int, ...] = ()  # the status of each redirection
    title: str = ""  # of the page, and its first heading
    wall: bool = False  # the answer comes from what stops robots, not from the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one visit means."""

    etat: str  # never CASSE: it takes two visits
    motif: str = ""  # why, as a code
    statut: int = 0
    vers: str = ""  # where it leads, or what to write instead when `etat` is DEPLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of one address: one record of the state file."""

    etat: str
    depuis: date  # the visit since which `etat` is what it is
    vu_le: date
    motif: str = ""
    statut: int = 0
    vers: str = ""
    repondait_le: date | None = None  # the last visit where the page was there
    premier_echec: date | None = None  # of the failures that nothing good interrupted


def remember(before: Memory | None, found: Finding, today: date) -> Memory:
    """What was known, and what a visit of `today` adds to it; `today` is not before `vu_le`."""
    first = before.premier_echec if before is not None else None
    answered = before.repondait_le if before is not None else None
    etat = found.etat
    if etat == ECHEC:
        first = first or today
        etat = CASSE if (today - first).days >= DAYS_TO_BE_SURE else ECHEC
    elif etat != A_VERIFIER:  # a robot turned away has learnt nothing: the failures still count
        first = None
        answered = answered if etat == SUSPECT else today
    return Memory(
        etat=etat,
        depuis=before.depuis if before is not None and before.etat == etat else today,
        vu_le=today,
        motif=found.motif,
        statut=found.statut,
        vers=found.vers,
        repondait_le=answered,
        premier_echec=first,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One address in a report, with the places that one structure answers for."""

    url: str
    memory: Memory | None  # none: nobody has visited it yet
    weight: int
    uses: tuple[LinkUse, ...]
    pages: tuple[str, ...]  # the address of the page that shows each use; "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """What one structure has to look at, the most pressing first."""

    structure: str  # "" for the guichet itself
    nom: str
    lines: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What is known of the outgoing links on one day."""

    jour: date
    lines: tuple[LinkLine, ...]  # every address once, the most pressing first
    groups: tuple[LinkGroup, ...]  # those that do not simply answer, by structure
    counts: Mapping[str, int]  # state → addresses; "" for those nobody has visited
