"""What the theme draws: the pages of the site, each with its view, and what the feed publishes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.booklet_view import BookletView
from generator.contradictions import Contradiction
from generator.eligibility_view import NO_AIDS, AidPlan, MyAidsView
from generator.evenements import EventsView, EventView, Rendezvous
from generator.form_view import CorrectView, ProposeView
from generator.freshness import Freshness, Keeper
from generator.freshness_view import FreshnessView
from generator.glossary_view import GlossaryView
from generator.history import NO_HISTORY, History
from generator.list_view import FormerService, ListedService
from generator.manques import ManqueView
from generator.mirror_view import MirrorViews
from generator.model import NO_OUTLINES, Catalogue, Outlines, Referentiels, Schemas, Territory
from generator.news import NO_NEWS, ChangesView, News, TombstoneView
from generator.observatory import NO_COVERAGE, CoverageGap, CoverageTable
from generator.observatory_view import ObservatoryViews
from generator.page_views import (
    HomeView,
    IndexView,
    InformationView,
    ListView,
    OpenDataView,
    ProfileView,
    SearchView,
    ServiceView,
    StructureView,
)
from generator.parcours import ParcoursIndexView, ParcoursView, Rupture, RupturesView
from generator.quality import Quality
from generator.quality_view import QualityViews
from generator.settings import Settings
from generator.solutions import Gap, SituationViews, Solution
from generator.view_parts import Alternate, Card, DatasetView, FeedFile, HelpDesk, Link, LinkGroup

View = (
    HomeView
    | BookletView
    | ServiceView
    | StructureView
    | ListView
    | IndexView
    | SearchView
    | MyAidsView
    | GlossaryView
    | InformationView
    | OpenDataView
    | ProfileView
    | ChangesView
    | TombstoneView
    | SituationViews
    | ParcoursView
    | ParcoursIndexView
    | RupturesView
    | EventView
    | EventsView
    | ManqueView
    | FreshnessView
    | ObservatoryViews
    | MirrorViews
    | QualityViews
    | ProposeView
    | CorrectView
)


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
    alternates: tuple[Alternate, ...] = ()  # the same for programs: Markdown, JSON, feeds
    canonical: str = ""  # the first page of the same entry, when another site has it


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryServices:
    """What reaches a served département or EPCI: identifiers of services, in display order."""

    area: Territory
    services: tuple[str, ...]  # that cover at least a part of it
    partout: tuple[str, ...]  # that cover all of it
    communes: Mapping[str, tuple[str, ...]]  # of an EPCI: code → what else covers this commune


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
    help_desk: HelpDesk
    outlines: Outlines = NO_OUTLINES
    territories: tuple[TerritoryServices, ...] = ()
    data_files: tuple[FeedFile, ...] = ()  # of open data; a build may not make all of them
    # Facet → code → identifiers of the services that its list shows, in display order.
    lists: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    datasets: tuple[DatasetView, ...] = ()  # what the catalogue of open data describes
    news: News = NO_NEWS  # what changed, what is gone
    aids: AidPlan = NO_AIDS  # who may get what
    ruptures: tuple[Rupture, ...] = ()  # where pathways and links break
    solutions: tuple[Solution, ...] = ()  # the situations in their order, solved everywhere
    gaps: tuple[Gap, ...] = ()  # the needs that nothing answers somewhere
    meetings: tuple[Rendezvous, ...] = ()  # the events with their dates
    listed: tuple[ListedService, ...] = ()  # what « Ma liste » reads of each service
    formerly_listed: tuple[FormerService, ...] = ()  # and of those that are gone
    coverage_table: CoverageTable = NO_COVERAGE  # who is served, cell by cell
    coverage_gaps: tuple[CoverageGap, ...] = ()  # what is missing, worst first
    freshness: Mapping[str, Freshness] = field(default_factory=dict)  # of services not ended
    structure_freshness: Mapping[str, Freshness] = field(default_factory=dict)
    keepers: tuple[Keeper, ...] = ()  # each structure, and what it has to verify
    quality: Mapping[str, Quality] = field(default_factory=dict)  # of services not ended
    observatory: tuple[Link, ...] = ()  # the menu of its pages
    contradictions: tuple[Contradiction, ...] = ()  # what entries say differently
    history: History = NO_HISTORY  # month after month, the present build last
