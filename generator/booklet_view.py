"""What a booklet to print shows: a territory or an event, its services by need, its partners.

Texts are French, typeset and final. Paper has no link to follow: what a page would lead to is
written in words, and `url` is what a QR code says.
"""

from dataclasses import dataclass

from generator.evenements import EventView
from generator.view_parts import Card, Helper, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletWay:
    """One way to ask, in words: a number to dial, an address to type."""

    icon: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletEntry:
    """One service of a booklet."""

    card: Card
    ways: tuple[BookletWay, ...]  # the phone first
    papers: str  # "À préparer : pièce d’identité, RIB"; "" when the entry does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletNeed:
    """The services of one great theme, the nearest first."""

    heading: str
    anchor: str
    accent: str
    icon: str
    count: int  # all of them, those that have no room included
    entries: tuple[BookletEntry, ...]
    rest: str  # "Et 34 autres sur le site :"; "" when all are there
    url: str  # the list of all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """To whom a partner hands people over, and by which services."""

    partner: str
    services: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletPartner:
    """One line of the map of partners: who, how to call, what for, and who comes next."""

    nom: str
    ways: tuple[BookletWay, ...]
    needs: tuple[str, ...]
    count: int  # its services on this territory
    handovers: tuple[Handover, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletView:
    """One booklet, from its cover to its last page."""

    kind: str  # "epci", "departement" or "evenement"
    code: str  # of the territory, identifier of the event
    heading: str
    intro: str
    title: str  # what it is about, alone: "CA du Puy-en-Velay"
    subject: Link  # the page of the site that says the same, up to date
    facts: tuple[str, ...]  # on the cover: "48 aides et services", "le 12 mars, de 9 h à 17 h"
    event: EventView | None
    helpers: tuple[Helper, ...]  # whom to call first
    helpers_heading: str
    needs: tuple[BookletNeed, ...]
    partners: tuple[BookletPartner, ...]
    partners_heading: str  # "Qui passe le relais à qui", when some do: those alone are shown
    hands_over: bool  # some do
    other_partners: str  # those that are not shown: "Sans relais écrit : CAF et Solif."
    rule: str  # what was left out, and how it was chosen; "" when all is there
    command: str  # what makes the same as a PDF
    big: bool = False  # large type from the start: the PDF has no box to tick
