"""What the commonest pages show: one view for each template, whose values are ready to print.

Texts are French, typeset and final; `url` values are relative to the site's root, without a
leading slash ("services/visale.html"); templates put `page.root` ("../") before them.
"""

from dataclasses import dataclass

from generator.entries import RichText
from generator.glossary_view import TermView
from generator.parcours import NearGroup
from generator.solutions import SituationLink
from generator.view_parts import (
    Badge,
    Card,
    CardGroup,
    ContactView,
    Fact,
    FeedFile,
    FieldTable,
    FileGroup,
    HelpView,
    Link,
    LinkGroup,
    PlaceView,
    SchemaVersion,
    SearchFacet,
    Tile,
    Usage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page: situations first, then search, needs, place, situations of employment."""

    situations: tuple[SituationLink, ...]  # the first ones
    needs: tuple[Tile, ...]
    audiences: tuple[Tile, ...]
    territories: tuple[LinkGroup, ...]  # one per département, its EPCI as links
    service_count: int
    counts: str  # « 72 aides et services, dont 31 valables dans toute la France. … »
    observatory: tuple[Link, ...] = ()  # the questions it answers
    meetings: tuple[Link, ...] = ()  # the next events: `note` says when and where


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
    timetable: str  # JSON that a script reads to say « ouvert en ce moment »; "" when unknown
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
    near: tuple[NearGroup, ...]  # what comes before, with, after, never with
    pathways: tuple[Link, ...]  # those that pass by it; `note` tells the step
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]  # `note`: "consulté le …"
    updated: str
    report: Link
    json_url: str
    words: tuple[TermView, ...] = ()  # those of the lexicon that the page uses
    changed: Link | None = None  # what changed last: `note` tells it, the page of changes holds it
    meetings: tuple[Link, ...] = ()  # what is to come where it is spoken of: `note` says when
    origin: Link | None = None  # the guichet that keeps the entry, when it is another one
    freshness: Badge | None = None  # of the banner when it should be checked: words and tone
    eligibility: str = ""  # JSON: what a script asks to answer « Est-ce pour moi ? »
    paper: str = ""  # how it fits on one A4 sheet: "", "serre" (small type), "extrait" (cut)


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
    words: tuple[TermView, ...] = ()  # those of the lexicon that the page uses
    changed: Link | None = None  # what changed last: `note` tells it, the page of changes holds it
    freshness: Badge | None = None  # of the banner when it should be checked: words and tone
    meetings: tuple[Link, ...] = ()  # what is to come where it takes part: `note` says when
    past_meetings: tuple[Link, ...] = ()
    mirror: str = ""  # the page for who keeps these entries; "" when another guichet does
    origin: Link | None = None  # the guichet that keeps the entry, when it is another one


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Services of one facet, in groups (`groups` may be a single one)."""

    heading: str
    intro: str
    icon: str
    accent: str
    count: int  # on all the pages of the list
    groups: tuple[CardGroup, ...]
    narrower: tuple[Link, ...] = ()  # sub-themes, EPCI of the département…
    narrower_heading: str = ""
    crossings: tuple[Link, ...] = ()  # the same list, crossed with needs or with territories
    crossings_heading: str = ""
    communes: tuple[Link, ...] = ()  # on a département page: each commune → its EPCI page
    search_url: str  # the search page that finds the same services; "" when there are none
    previous: Link | None = None  # the pages of a list too long for one
    following: Link | None = None
    help: HelpView | None = None  # when there is nothing in it
    booklet: Link | None = None  # the same list to print, on the page of a territory
    meetings: tuple[Link, ...] = ()  # on the page of a territory: the next events there
    coverage: Link | None = None  # what the observatory says of this need or of this territory


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A list of lists: all themes, all audiences, all territories, A–Z, all structures."""

    heading: str
    intro: str
    groups: tuple[LinkGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page: its facets, as links that lead somewhere without script."""

    facets: tuple[SearchFacet, ...]
    indexes: tuple[Tile, ...]  # the lists of lists
    has_hours: bool  # some service says when it is open


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationView:
    """A page that speaks of the site itself: open data, legal notice, how to contribute…"""

    heading: str
    intro: str
    body: RichText | None = None
    conformity: str = ""  # "non conforme", "partiellement conforme", "totalement conforme"
    files: tuple[FeedFile, ...] = ()  # to download from the page, those that the build makes


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataView:
    """The page of open data: what there is, how fresh, how to use it, under which licence."""

    heading: str
    intro: str
    facts: tuple[Fact, ...]
    starts: tuple[FileGroup, ...]  # where to begin, according to what one has in mind
    groups: tuple[FileGroup, ...]  # all the files
    usages: tuple[Usage, ...]
    mention: str  # what who reuses the data writes: "Source : …, 21 novembre 2026"
    versions: tuple[SchemaVersion, ...]  # of the schemas, the newest first
    conformity: Link | None = None  # the page of what the judges of each standard say


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """The page of a publication in another model: what it claims, its files, its fields."""

    heading: str
    intro: str
    namespace: str  # from which its identifiers are computed
    files: FileGroup
    tables: tuple[FieldTable, ...]
    left_out: tuple[str, ...]  # fields of ours that the other model is not given
