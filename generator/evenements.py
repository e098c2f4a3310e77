"""What an event says once it was checked, the days on which it is held, what its pages show.

A field keeps the exact French spelling it has in `schemas/`; `None` or an empty tuple means that
the entry does not say. In views, texts are French, typeset and final.
"""

from dataclasses import dataclass
from datetime import date

from generator.entries import Citation, Lieu, RichText, Verification
from generator.glossary_view import TermView
from generator.view_parts import Badge, Card, ContactView, Link, PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Seance:
    """One day of an event, or several in a row with the same hours."""

    jour: date
    jusqu_a: date | None = None
    debut: str | None = None  # "09:00"
    fin: str | None = None
    lieu: str | None = None  # the `nom` of one of the places of the event
    etat: str | None = None
    precisions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permanence:
    """Hours that come back, in OpenStreetMap's syntax."""

    horaires: str
    du: date | None = None
    jusqu_a: date | None = None
    sauf: tuple[date, ...] = ()
    lieu: str | None = None
    precisions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inscription:
    """Whether one has to register, and how."""

    modalite: str | None = None
    jusqu_a: date | None = None
    lien: str | None = None
    telephone: str | None = None
    courriel: str | None = None
    precisions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Who is there: a structure of the site, or the name of one that has no entry."""

    structure: str | None = None
    nom: str | None = None
    emplacement: str | None = None
    propose: str | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Atelier:
    """One moment of the programme."""

    nom: str
    resume: str | None = None
    publics: tuple[str, ...] = ()
    publics_precisions: str | None = None
    structures: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    jour: date | None = None
    debut: str | None = None
    fin: str | None = None
    salle: str | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenement:
    """One event (`content/evenements/`), checked against `evenement.schema.json`."""

    id: str
    nom: str
    resume: str
    description: RichText | None = None
    type: str
    organisateurs: tuple[str, ...] = ()
    seances: tuple[Seance, ...] = ()
    permanences: tuple[Permanence, ...] = ()
    quand: str | None = None
    au_plus_tard: date | None = None
    lieux: tuple[Lieu, ...] = ()
    modes_accueil: tuple[str, ...] = ()
    lien_connexion: str | None = None
    zone_eligibilite: tuple[str, ...] = ()
    thematiques: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    publics_precisions: str | None = None
    statuts: tuple[str, ...] = ()
    frais: str | None = None
    frais_precisions: str | None = None
    inscription: Inscription | None = None
    stands: tuple[Stand, ...] = ()
    ateliers: tuple[Atelier, ...] = ()
    services: tuple[str, ...] = ()
    langues: tuple[str, ...] = ()
    telephone: str | None = None
    courriel: str | None = None
    site_web: str | None = None
    etat: str | None = None
    message: str | None = None
    verification: Verification | None = None
    date_maj: date
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that an event is held: its day, its hours in minutes, where, and whether for sure.

    Several days are told at once only when no hour is known.
    """

    jour: date
    dernier: date  # the same day, or the last of those told at once
    debut: int | None = None  # minutes since midnight
    fin: int | None = None
    lieu: Lieu | None = None
    etat: str = "maintenu"
    precisions: str = ""
    certain: bool = True  # False: one must ask first, as the hours of a permanence say
    permanence: int | None = None  # rank of the permanence that it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendezvous:
    """An event with its days: all those that it names, and those to come of its permanences."""

    entry: Evenement
    occurrences: tuple[Occurrence, ...]  # in order
    upcoming: tuple[Occurrence, ...]  # those that are not over on the day of the build
    past: bool  # nothing is to come: the event is in the archive
    zone: tuple[str, ...]  # codes of whom it is for; empty when nobody can tell
    today: date  # the day of the build


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """One event in a list."""

    nom: str
    url: str
    resume: str
    type: str  # "Forum"
    icon: str
    accent: str
    when: str  # "Mardi 16 mars 2027, de 9 h à 17 h"
    more: str  # "et 3 autres dates"; "" when there is one
    place: str  # "Hub&Go, Le Creusot"; "" when it is not known
    audience: str
    badge: Badge | None  # only when the state needs saying
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """Events under one heading: a month to come, a year gone."""

    heading: str
    anchor: str
    cards: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """The list of what is to come, or the archive."""

    heading: str
    intro: str
    groups: tuple[EventGroup, ...]
    empty: str  # what to say when there is nothing
    other: Link | None  # from one list to the other
    calendar: Link | None  # all the dates to come, for an agenda
    calendar_address: str = ""  # the same, whole: what one copies into an agenda


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One time of an event: when, where, what is particular."""

    when: str
    place: str
    note: str
    badge: Badge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PermanenceView:
    """Hours that come back: in French, with their bounds and the next days."""

    hours: tuple[str, ...]
    bounds: str  # "Du 4 janvier au 30 juin 2027"
    closed: str  # "Sauf le 13 avril 2027"
    place: str
    note: str
    following: tuple[str, ...]  # the next days


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationView:
    """Whether one has to register, until when, and how."""

    label: str
    until: str
    note: str
    contact: ContactView


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopView:
    """One moment of the programme."""

    nom: str
    when: str  # "De 10 h à 11 h", with the day when the event has several
    text: str
    audience: str
    place: str
    seats: str  # "12 places"
    structures: tuple[Link, ...]
    services: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandView:
    """Who is there, where, with what."""

    structure: Link  # `url` is empty when there is no entry
    place: str
    text: str
    services: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event, in the order of its page."""

    id: str
    nom: str
    resume: str
    type: str
    icon: str
    accent: str
    badge: Badge  # "À venir", "Passé", "Annulé"…
    past: bool
    message: str
    verified: str
    organisers: tuple[Link, ...]
    dates: tuple[DateLine, ...]  # to come
    past_dates: tuple[DateLine, ...]
    permanences: tuple[PermanenceView, ...]
    when: str  # what is known of a day that nobody gives
    calendar_url: str  # its dates for an agenda; "" when none is to come
    booklet_url: str  # the same on paper, with who is there and what they propose
    places: tuple[PlaceView, ...]
    modes: tuple[str, ...]
    connection: Link | None
    territories: tuple[Link, ...]
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    audience_note: str
    cost: str
    cost_note: str
    registration: RegistrationView | None
    workshops: tuple[WorkshopView, ...]
    stands: tuple[StandView, ...]
    contact: ContactView
    description: RichText | None
    services: tuple[Card, ...]
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]
    updated: str
    report: Link
    json_url: str
    words: tuple[TermView, ...] = ()  # those of the lexicon that the page uses
