"""What the theme draws: the pages of the site, each with a view whose values are ready to print.

Texts are French, typeset and final; `url` values are relative to the site's root, without a
leading slash ("services/visale.html"); templates put `page.root` ("../") before them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.entries import RichText
from generator.model import Catalogue, Referentiels, Schemas, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text and where it leads; `count` services behind it when that is known."""

    label: str
    url: str  # relative to the site's root, or absolute when `external`
    count: int | None = None
    external: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """The state or freshness of an entry: `tone` is "ok", "info", "warn" or "closed"."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One service in a list: what, from whom, for whom, where, how much, how to ask."""

    id: str
    nom: str
    url: str
    resume: str
    structure: str
    accent: str  # "mobilite", "logement", "emploi" or "autre"
    icon: str  # name of a file of theme/assets/icons, without suffix
    category: str  # label of its first great theme, in everyday words
    audience: str  # "Intérimaires, jeunes"; "" when unknown
    place: str  # "Haute-Loire", "Toute la France", "À distance"
    cost: str  # "Gratuit", "Jusqu’à 1 000 €"; "" when unknown
    how: str  # "En ligne", "Par téléphone"; "" when unknown
    phone: Link | None  # tap to call
    badge: Badge | None  # only when the state needs saying


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Cards under one heading; `anchor` is unique in the page."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]
    accent: str = "autre"
    icon: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under one heading."""

    heading: str
    anchor: str
    links: tuple[Link, ...]
    url: str = ""  # where the heading leads, if anywhere
    note: str = ""
    accent: str = "autre"
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A large way in: pictogram and words."""

    label: str
    text: str
    url: str
    icon: str
    accent: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page: three ways in — search, needs, place — and situations of employment."""

    needs: tuple[Tile, ...]
    audiences: tuple[Tile, ...]
    territories: tuple[LinkGroup, ...]  # one per département, its EPCI as links
    service_count: int
    structure_count: int
    national_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place: lines of address, hours in French, how to get there."""

    nom: str
    address_lines: tuple[str, ...]
    hours: tuple[str, ...]
    phone: Link | None
    accessibility_url: str
    withheld: bool  # the address is kept private: it is given by phone


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """How to reach the service; a `tel:`, `mailto:` or https link each."""

    phone: Link | None
    email: Link | None
    link: Link | None
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """One service, in the order of its page."""

    id: str
    nom: str
    resume: str
    accent: str
    icon: str
    structure: Link
    badge: Badge
    state_message: str
    verified: str  # "Vérifié le 18 février 2026 par le catalogue aides-jeunes"; "" if never
    audiences: tuple[str, ...]  # checklist: "Intérimaires", "De 18 à 25 ans"
    audience_note: str
    conditions: str
    amount: str  # "Jusqu’à 1 000 €"
    amount_heading: str  # "Ce que vous recevez", "Ce que vous payez"
    amount_note: str
    cost: str
    cost_note: str
    modes: tuple[str, ...]
    territories: tuple[Link, ...]
    places: tuple[PlaceView, ...]
    hours: tuple[str, ...]
    delay: str
    effort: str  # "35 heures par semaine pendant 12 semaines"
    languages: tuple[str, ...]
    steps: tuple[str, ...]
    steps_note: str
    papers: tuple[str, ...]
    who_can_ask: tuple[str, ...]
    contact: ContactView
    description: RichText | None
    falc: str
    falc_proofread: str  # who proofread it; the FALC mark is printed only when filled
    related: tuple[CardGroup, ...]
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]  # `note`: "consulté le …"
    updated: str
    report: Link
    json_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureView:
    """One organisation and its services."""

    id: str
    nom: str
    sigle: str
    description: RichText | None
    networks: tuple[str, ...]
    place: PlaceView | None
    contact: ContactView
    territories: tuple[Link, ...]
    services: tuple[Card, ...]
    sources: tuple[Link, ...]
    updated: str
    report: Link
    json_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Services of one facet, in groups (`groups` may be a single one)."""

    heading: str
    intro: str
    icon: str
    accent: str
    count: int
    groups: tuple[CardGroup, ...]
    narrower: tuple[Link, ...]  # sub-themes, EPCI of the département…
    narrower_heading: str
    communes: tuple[Link, ...]  # on a département page: each commune → its EPCI page
    search_url: str  # the search page with this facet chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A list of lists: all themes, all audiences, all territories, A–Z, all structures."""

    heading: str
    intro: str
    groups: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page: its filters, each option with its code in `url`."""

    themes: tuple[Link, ...]
    publics: tuple[Link, ...]
    statuts: tuple[Link, ...]
    territories: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """One file of open data, for the page that presents them."""

    label: str
    url: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationView:
    """A page that speaks of the site itself: open data, legal notice, how to contribute…"""

    heading: str
    intro: str
    files: tuple[FeedFile, ...] = ()
    body: RichText | None = None
    conformity: str = ""  # "non conforme", "partiellement conforme", "totalement conforme"


View = HomeView | ServiceView | StructureView | ListView | IndexView | SearchView | InformationView


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One HTML page: where it goes, what draws it, what it shows."""

    path: str  # "services/visale.html", "recherche/index.html"
    url: str  # "services/visale.html", "recherche/"
    root: str  # "../": from this page to the site's root
    template: str  # "pages/service.html"
    title: str  # without the site's name
    description: str
    breadcrumb: tuple[Link, ...]  # without the page itself; empty on the home page
    section: str  # "besoins", "territoires", "recherche"…: the entry of the menu to mark
    view: View
    index: bool = True  # False: `noindex`


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """Everything that will be published, decided; nothing is drawn yet."""

    pages: tuple[Page, ...]
    catalogue: Catalogue
    cards: Mapping[str, Card]  # by service identifier
    schemas: Schemas
    referentiels: Referentiels
    settings: Settings
    today: date
    today_text: str  # "21 novembre 2026"
    audit_date_text: str  # of the accessibility audit; "" when there is none
    audit_rate_text: str  # "82,5"
    menu: tuple[Link, ...]
    footer: tuple[LinkGroup, ...]
