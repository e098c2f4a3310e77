"""An entry, the windows of the site and a day → how fresh the entry is: one state, and its dates.

    à jour ──revue_le──▶ à revoir ──perime_le──▶ périmé ──retire_le──▶ retiré

Time only moves an entry forward; checking it (`verification.le`) is what brings it back. The page
and the open data of an entry are kept in every state: a person may have its address on paper.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.entries import Service, Structure
from generator.settings import Windows

A_JOUR, A_REVOIR, PERIME, RETIRE = "a-jour", "a-revoir", "perime", "retire"
STATES = (A_JOUR, A_REVOIR, PERIME, RETIRE)  # in the order of time
ENDED = "termine"  # such a service is history: nobody has to check it again
CLOSED = (ENDED, "suspendu", "budget-epuise")  # nobody gets anything today


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """The state of an entry on a day, and the days when it changes."""

    etat: str  # one of `STATES`
    reference: date  # the day of the last check, else of the last change
    verifie: bool  # whether somebody ever checked it
    depuis: date  # when it entered this state; of what is fresh, its reference
    revue_le: date  # the first day when it has to be checked again
    perime_le: date
    retire_le: date

    @property
    def due(self) -> bool:
        """Whether somebody has to check it now."""
        return self.etat != A_JOUR

    @property
    def on_time(self) -> bool:
        """Whether somebody checked it, and its next review is still to come."""
        return self.verifie and self.etat == A_JOUR

    @property
    def trusted(self) -> bool:
        """Whether what it says may still be counted on: neither out of date nor withdrawn."""
        return self.etat in (A_JOUR, A_REVOIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A structure, and the services that it answers for: ended ones need nobody any more."""

    structure: Structure
    own: Freshness  # of its own entry
    services: tuple[tuple[Service, Freshness], ...]  # the first to be checked first

    @property
    def on_time(self) -> int:
        """How many of its services are verified on time."""
        return sum(fresh.on_time for _, fresh in self.services)

    @property
    def due(self) -> int:
        """How many of its services have to be checked now."""
        return sum(fresh.due for _, fresh in self.services)

    def count(self, state: str) -> int:
        """How many of its services are in a state."""
        return sum(fresh.etat == state for _, fresh in self.services)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One entry that somebody has to check from time to time, and who."""

    entry: Service | Structure
    fresh: Freshness
    keeper: Structure  # of a structure's own entry, itself

    @property
    def collection(self) -> str:
        """The folder of its file, of its page and of its data."""
        return "services" if isinstance(self.entry, Service) else "structures"


def freshness(entry: Service | Structure, windows: Windows, today: date) -> Freshness:
    """How fresh an entry is; each day has exactly one answer."""
    check = entry.verification
    reference = check.le if check else entry.date_maj
    retired = _after(reference, windows.retrait_jours)
    stale = min(_after(reference, windows.perime_jours), retired)
    review = min(_review(entry, windows), stale)
    starts = (reference, review, stale, retired)
    rank = sum(start <= today for start in starts[1:])
    return Freshness(
        etat=STATES[rank],
        reference=reference,
        verifie=check is not None,
        depuis=starts[rank],
        revue_le=review,
        perime_le=stale,
        retire_le=retired,
    )


def service_freshness(
    services: Iterable[Service], windows: Windows, today: date
) -> Mapping[str, Freshness]:
    """By identifier, every service but the ended ones."""
    return {
        service.id: freshness(service, windows, today)
        for service in services
        if service.etat != ENDED
    }


def structure_freshness(
    structures: Iterable[Structure], windows: Windows, today: date
) -> Mapping[str, Freshness]:
    """By identifier, every structure."""
    return {structure.id: freshness(structure, windows, today) for structure in structures}


def keepers(
    services: Iterable[Service],
    structures: Iterable[Structure],
    fresh: Mapping[str, Freshness],
    own: Mapping[str, Freshness],
) -> tuple[Keeper, ...]:
    """Every structure with its services, in the order of `structures`."""
    kept: dict[str, list[tuple[Service, Freshness]]] = {}
    for service in services:
        if service.id in fresh:
            kept.setdefault(service.structure, []).append((service, fresh[service.id]))
    return tuple(
        Keeper(
            structure=structure,
            own=own[structure.id],
            services=tuple(
                sorted(kept.get(structure.id, ()), key=lambda pair: (pair[1].revue_le, pair[0].id))
            ),
        )
        for structure in structures
    )


def watched(kept: Iterable[Keeper]) -> Iterator[Watched]:
    """The own entry of each structure, then its services."""
    for keeper in kept:
        structure = keeper.structure
        yield Watched(entry=structure, fresh=keeper.own, keeper=structure)
        for service, fresh in keeper.services:
            yield Watched(entry=service, fresh=fresh, keeper=structure)


def answers(service: Service, fresh: Mapping[str, Freshness]) -> bool:
    """Whether a service counts as an answer: open, active and fresh."""
    return service.etat not in CLOSED and fresh[service.id].trusted


def is_listed(service: Service, fresh: Mapping[str, Freshness]) -> bool:
    """Whether lists and search show a service: neither ended nor withdrawn."""
    return service.etat != ENDED and fresh[service.id].etat != RETIRE


def sunk(service: Service, fresh: Mapping[str, Freshness]) -> int:
    """How far down a list a service stands: 0 what may be counted on, 1 out of date, 2 closed."""
    if service.etat in CLOSED:
        return 2
    return 0 if fresh[service.id].trusted else 1


def _review(entry: Service | Structure, windows: Windows) -> date:
    """The day that the entry promises, until a check keeps the promise; else that of the site."""
    check, promised = entry.verification, entry.prochaine_revue
    if promised is not None and (check is None or check.le < promised):
        return promised
    return _after(check.le if check else entry.date_maj, windows.a_revoir_jours)


def _after(day: date, days: int) -> date:
    """So many days later; the calendar has a last day, and an entry may be dated near it."""
    return day + timedelta(days=min(days, (date.max - day).days))
