"""What a confirmed gap says once it was checked, and what its page shows.

Something that people need and that is not there: a partner says so, and since when.

A field keeps the exact French spelling it has in `schemas/`; `None` or an empty tuple means that
the entry does not say.
"""

from dataclasses import dataclass
from datetime import date

from generator.entries import Citation, RichText
from generator.view_parts import Badge, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Manque:
    """One gap (`content/manques/`), checked against `manque.schema.json`."""

    id: str
    nom: str
    description: RichText | None = None
    thematiques: tuple[str, ...]  # codes of thématiques or of great themes
    publics: tuple[str, ...] = ()
    statuts: tuple[str, ...] = ()
    zone_eligibilite: tuple[str, ...]
    constate_le: date
    confirme_par: str  # the structure that confirms it
    personnes_concernees: int | None = None
    ne_suffisent_pas: tuple[str, ...] = ()  # services that exist, and do not answer it
    comble_le: date | None = None
    comble_par: tuple[str, ...] = ()  # the services that answer it now
    sources: tuple[Citation, ...]
    date_maj: date

    def is_open(self, today: date) -> bool:
        """Whether it was confirmed, and is not filled yet, on a day."""
        return self.constate_le <= today and (self.comble_le is None or self.comble_le > today)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManqueView:
    """One gap, in the order of its page."""

    id: str
    heading: str
    intro: str
    accent: str
    icon: str
    badge: Badge
    state_message: str  # "" while it is open
    audiences: tuple[str, ...]
    territories: tuple[Link, ...]
    people: str  # "120 personnes chaque année"; "" when no source says it
    living: str  # how many people live there
    confirmed: Link
    since: str  # "constaté le 18 février 2026"
    description: RichText | None
    short: tuple[Link, ...]  # services that exist and are not enough; `note` tells who has them
    filled: tuple[Link, ...]  # those that answer it now
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]
    updated: str
    report: Link
    json_url: str
