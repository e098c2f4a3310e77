"""What pages are made of: links, cards, groups, places, helpers, each ready to print.

Texts are French, typeset and final; `url` values are relative to the site's root, without a
leading slash ("services/visale.html"). The views that hold these parts are in `page_views.py`.
"""

from dataclasses import dataclass


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
class Action:
    """A way to ask, one tap away: `url` is a `tel:`, a `mailto:` or an https link."""

    label: str  # "Appeler le 04 71 00 00 00", "Faire la demande sur visale.fr"
    url: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One service in a list: what, from whom, for whom, where, how much, how to ask.

    The search publishes the fields that are not empty: what a list shows, a result shows.
    """

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
    on_site: str  # "Sur place à Besançon"; "" when it is not known or not so
    cost: str  # "Gratuit", "Jusqu’à 1 000 €"; "" when unknown
    how: str  # "En ligne", "Par téléphone"; "" when unknown
    contact: Action | None  # None: the page of the service says how to ask
    badge: Badge | None  # only when the state needs saying
    freshness: str  # "Vérifié le 18 février 2026", "Mis à jour le 3 mars 2026"
    publics: tuple[str, ...]  # codes, for the search to say why: "Pour les jeunes"
    statuts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Who to call on a territory when nothing answers: an organisation, never a person."""

    nom: str
    url: str  # its page; "" for the publisher of the site, who has none
    actions: tuple[Action, ...]  # phone, mail, site: at least one
    zones: tuple[str, ...]  # codes of what it covers; none: everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpDesk:
    """What is left when a search or a list gives nothing."""

    territory: str  # name of what the site serves
    departements: tuple[str, ...]
    helpers: tuple[Helper, ...]  # the narrowest territories first
    fallback: Helper | None  # the help desk of the site, else its publisher
    report_url: str  # to which title and body are added; a page of the site when neither
    report_fields: tuple[str, ...]  # ("subject", "body"), ("title", "body") or none


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """What an empty list proposes: lists nearby, who to call, how to say what is missing."""

    lists: tuple[Link, ...]
    helpers_heading: str  # a phone is promised only when there is one
    helpers: tuple[Helper, ...]
    report: Link


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
    count: int | None = None


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
class FacetOption:
    """One value of a facet: the page that lists its services, and its code in the search's URL."""

    code: str
    label: str
    url: str
    count: int
    inner: tuple["FacetOption", ...] = ()  # the precise thématiques of a great theme


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFacet:
    """One way to narrow the search; `name` is its parameter in the search's URL."""

    name: str
    label: str
    icon: str
    options: tuple[FacetOption, ...]
    is_first: bool  # one of those that matter most: open at first


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """One file of open data: what the page, the entry point and the catalogue say of it."""

    label: str
    url: str  # relative to the site's root
    note: str
    group: str  # heading under which the page lists it
    media_type: str  # "application/json"
    conforms_to: str = ""  # address of the standard or schema it follows, absolute
    size: str = ""  # "184 ko": known once the file is made


@dataclass(frozen=True, slots=True, kw_only=True)
class FileGroup:
    """Files of open data of one kind, under one heading."""

    heading: str
    anchor: str
    note: str
    files: tuple[FeedFile, ...]
    icon: str = ""
    accent: str = "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label, a pictogram and what it says."""

    label: str
    value: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One way to use the data; dropped when this build does not make what it needs."""

    heading: str
    anchor: str
    text: str
    code: str
    language: str  # "sh", "python", "js", "sql" or "formule": who runs `code`
    needs: tuple[str, ...]  # files, by URL relative to the site's root


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaVersion:
    """What one version of the schemas added; each note is cut where code begins and ends."""

    number: str
    notes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same content as a page, for programs: `<link rel="alternate">` in its head."""

    url: str  # relative to the site's root
    media_type: str  # "text/markdown", "application/json", "application/atom+xml"
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetView:
    """What the catalogue describes as one set of data, with the files that publish it."""

    id: str  # "services": `donnees/#jeu-services` names the set
    title: str
    description: str
    keywords: tuple[str, ...]
    files: tuple[FeedFile, ...]
    start: str  # day of the oldest fact, `AAAA-MM-JJ`; "" when nothing is dated
    end: str  # day of the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One term of another model, the fields of ours that it comes from, and what to know."""

    term: str
    fields: str  # "frais, frais_precisions"; "" when it is computed
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTable:
    """The terms of one kind of object of another model."""

    heading: str
    anchor: str
    target: str  # its name there: "service_at_location"
    rows: tuple[FieldRow, ...]
