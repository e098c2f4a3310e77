"""What changed between two publications, and what is no longer published: shared types, pure.

A row is an entry as the feed publishes it (`published.py`), so that an entry of yesterday, which
is only known by the feed, and one of today compare field by field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.view_parts import Badge, Card, Link

Row = Mapping[str, object]
Rows = Mapping[str, Mapping[str, Row]]  # "services", "structures" → identifier → row

# What may happen to an entry, and the word that tells it.
KINDS: Mapping[str, Badge] = {
    "nouveau": Badge(label="Nouveau", tone="ok"),
    "retour": Badge(label="De retour", tone="ok"),
    "modifie": Badge(label="Modifié", tone="info"),
    "renomme": Badge(label="Nouvelle adresse", tone="info"),
    "suspendu": Badge(label="Suspendu", tone="warn"),
    "budget-epuise": Badge(label="Budget épuisé", tone="warn"),
    "termine": Badge(label="Terminé", tone="closed"),
    "retire": Badge(label="Retiré", tone="closed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that changed: the sentence that tells it, and both values where they help."""

    champ: str
    phrase: str  # « le plafond passe de 800 à 1 000 € »: no capital, no stop
    avant: object = None  # as published; None: it was not said, or must not be repeated
    apres: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one entry between two publications."""

    le: date  # the day of the publication that shows it
    rang: int = 1  # a second change of the same entry on the same day is 2
    genre: str  # one of KINDS
    collection: str
    fiche: str  # identifier
    nom: str
    phrase: str = ""  # what a change without fields has to say
    champs: tuple[FieldChange, ...] = ()
    ancien_id: str | None = None  # its address until then
    remplace_par: str | None = None  # what takes the place of a retired entry
    structure: str | None = None  # of a service
    thematiques: tuple[str, ...] = ()  # those before and those after
    zone_eligibilite: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """2026-11-21/services/garage-solidaire: never given twice."""
        again = f"/{self.rang}" if self.rang > 1 else ""
        return f"{self.le.isoformat()}/{self.collection}/{self.fiche}{again}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An identifier that no entry has any more: its address keeps answering."""

    id: str
    collection: str
    genre: str  # "renomme" or "retire"
    nom: str
    depuis: date | None = None
    remplace_par: str | None = None  # identifier, in the same collection
    elsewhere: Link | None = None  # what takes its place on the site of another guichet
    motif: str | None = None
    thematiques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousFeed:
    """What was published last time, judged: rows hold the fields that are known today."""

    source: str  # as the command line named it
    le: date | None  # its day, when it tells it
    since: date | None  # the first day that its changes tell of
    rows: Rows
    changes: tuple[Change, ...] = ()
    gone: tuple[Tombstone, ...] = ()
    site: str = ""  # its address, when it tells it
    addresses: frozenset[str] = frozenset()  # of its pages and data files, relative to `site`


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One change as a reader of feeds shows it: plain texts, ready to print."""

    change: Change
    title: str  # « Garage solidaire : le plafond passe de 800 à 1 000 € »
    url: str  # of the entry's page, relative to the site's root
    lines: tuple[str, ...]  # sentences
    tags: tuple[str, ...]  # what happened, then the needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One list of changes that a reader can subscribe to."""

    path: str  # without its suffix: "donnees/changements/territoires/43"
    title: str
    page_url: str  # of the site, relative to its root
    items: tuple[FeedItem, ...]  # the newest first
    since: date  # the day from which it would tell a change


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Everything to publish about what changed and about what is gone."""

    since: date | None = None  # None: nothing has been compared yet
    changes: tuple[Change, ...] = ()  # the newest first
    gone: tuple[Tombstone, ...] = ()  # by collection, then by identifier
    feeds: tuple[Feed, ...] = ()


NO_NEWS = News()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change in the page: which entry, what happened, in sentences."""

    nom: str
    url: str
    anchor: str
    badge: Badge
    day: str  # "21 novembre 2026"
    lines: tuple[str, ...]  # sentences, with their capital and their stop
    note: str = ""  # who provides it
    more: Link | None = None  # what replaced it


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """The changes of one month."""

    heading: str  # "Novembre 2026"
    anchor: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """The page « Ce qui a changé »."""

    heading: str
    intro: str
    months: tuple[MonthView, ...]
    latest: tuple[Link, ...]  # entries lately brought up to date, when there is little else
    feeds: tuple[Link, ...]
    subscriptions: tuple[Link, ...]  # the lists by need, territory, provider
    older: str = ""  # said when the page does not show everything
    since: str = ""  # the day from which changes are told; "" when nothing was compared yet


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstoneView:
    """The page of an entry that is gone."""

    heading: str
    intro: str
    facts: tuple[str, ...]  # sentences: since when, why
    successor_heading: str = ""
    successor: Card | None = None
    successor_link: Link | None = None  # when what replaces it has no card
    related_heading: str = ""
    related: tuple[Card, ...] = ()
    lists: tuple[Link, ...] = ()
