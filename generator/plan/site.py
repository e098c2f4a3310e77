"""Plan: the catalogue → `SitePlan`: every page decided, nothing drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.contradictions import Contradiction
from generator.eligibility_view import AidPlan
from generator.freshness import Keeper, keepers, structure_freshness
from generator.history import History
from generator.model import Catalogue, Referentiels, Schemas
from generator.news import News
from generator.plan.aid_rules import plan_aids, with_questions
from generator.plan.alternates import with_alternates
from generator.plan.beside import NOTHING_BESIDE, Beside
from generator.plan.booklets import booklet_pages, event_views
from generator.plan.contradictions_page import all_contradictions, contradictions_page
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_plan import Covered, plan_coverage
from generator.plan.data_files import data_files
from generator.plan.datasets import plan_datasets
from generator.plan.entry_pages import (
    service_pages,
    services_index,
    structure_pages,
    structures_index,
)
from generator.plan.event_pages import event_pages
from generator.plan.external_pages import with_origins
from generator.plan.facet_pages import facet_pages
from generator.plan.form_pages import form_pages
from generator.plan.freshness_page import freshness_page
from generator.plan.glossary_page import glossary_page
from generator.plan.help import make_help_desk, with_help
from generator.plan.history import plan_history, with_since
from generator.plan.home_page import home_page
from generator.plan.hsds_page import hsds_page
from generator.plan.information import information_pages, site_footer, site_menu
from generator.plan.manque_pages import manque_pages
from generator.plan.my_aids_page import my_aids_page
from generator.plan.my_list import former_services, listed_services
from generator.plan.news import plan_news
from generator.plan.news_pages import changes_page, with_news
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_pages import SECTIONS, observatory_pages
from generator.plan.open_data_page import open_data_page
from generator.plan.outlines import plan_outlines
from generator.plan.page import distinguish_titles
from generator.plan.paper import with_paper
from generator.plan.parcours_pages import Pathways, plan_pathways
from generator.plan.partner_ground import PartnerGround
from generator.plan.partner_pages import partner_pages, with_mirrors
from generator.plan.quality import plan_quality
from generator.plan.quality_page import quality_page
from generator.plan.rendezvous import Meetings, plan_meetings, with_meetings
from generator.plan.search_page import search_page
from generator.plan.shelves import Shelves, shelve
from generator.plan.situation_plan import SituationPlan, plan_situations
from generator.plan.territories import territory_pages
from generator.plan.territory_services import territory_services
from generator.plan.themes import theme_pages
from generator.plan.tombstone_pages import tombstone_pages
from generator.plan.vocabulary import Labels
from generator.plan.wording import date_text
from generator.quality import Quality
from generator.settings import Audit
from generator.site_plan import Page, SitePlan
from generator.view_parts import FeedFile, HelpDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    """What several pages show, and the feed publishes."""

    news: News
    situations: SituationPlan
    pathways: Pathways
    meetings: Meetings
    aids: AidPlan
    covered: Covered
    keepers: tuple[Keeper, ...]
    quality: Mapping[str, Quality]
    contradictions: tuple[Contradiction, ...]
    history: History
    survey: Survey
    files: tuple[FeedFile, ...]
    desk: HelpDesk
    today: date
    only_entries: bool


def plan_site(
    catalogue: Catalogue,
    schemas: Schemas,
    referentiels: Referentiels,
    today: date,
    beside: Beside = NOTHING_BESIDE,
) -> SitePlan:
    """The catalogue, the vocabularies, the territories and the day → the site's plan."""
    labels = Labels(schemas)
    coverage = CoverageMap(referentiels, catalogue.settings.territoire.departements)
    shelves = shelve(catalogue, labels, coverage, today)
    decided = _decide(
        catalogue,
        shelves,
        labels,
        coverage,
        today,
        news=plan_news(catalogue, beside.previous, schemas, coverage, today),
        quality=plan_quality(catalogue, schemas, referentiels, today),
        beside=beside,
    )
    pages = tuple(_pages(catalogue, shelves, labels, coverage, decided))
    pages += (open_data_page(catalogue, decided.files, schemas.changelog, today),)
    plan = SitePlan(
        outlines=plan_outlines(beside.contours, referentiels),
        territories=territory_services(shelves.by_territory, coverage),
        pages=_finished(pages, decided, catalogue, referentiels),
        catalogue=catalogue,
        cards=shelves.cards,
        schemas=schemas,
        referentiels=referentiels,
        settings=catalogue.settings,
        today=today,
        today_text=date_text(today),
        audit_date_text=_audit_day(catalogue.settings.audit),
        audit_rate_text=_audit_rate(catalogue.settings.audit),
        menu=site_menu(catalogue),
        footer=site_footer(catalogue),
        help_desk=decided.desk,
        data_files=decided.files,
        datasets=plan_datasets(catalogue, decided.files),
        lists=shelves.identifiers,
        news=decided.news,
        aids=decided.aids,
        solutions=decided.situations.solutions,
        meetings=decided.meetings.all,
        listed=listed_services(pages, catalogue, shelves.cards, decided.meetings.all),
        formerly_listed=tuple(former_services(decided.news)),
    )
    return _with_observatory(plan, decided, shelves)


def _with_observatory(plan: SitePlan, decided: _Decided, shelves: Shelves) -> SitePlan:
    """The same plan with what the observatory looks at."""
    return replace(
        plan,
        gaps=decided.situations.gaps,
        ruptures=decided.pathways.ruptures,
        coverage_table=decided.covered.table,
        coverage_gaps=decided.covered.gaps,
        freshness=shelves.fresh,
        structure_freshness={one.structure.id: one.own for one in decided.keepers},
        keepers=decided.keepers,
        quality=decided.quality,
        contradictions=decided.contradictions,
        history=decided.history,
        observatory=SECTIONS,
    )


def _decide(
    catalogue: Catalogue,
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
    today: date,
    *,
    news: News,
    quality: Mapping[str, Quality],
    beside: Beside,
) -> _Decided:
    desk = make_help_desk(catalogue, coverage.referentiels)
    own = structure_freshness(catalogue.structures, catalogue.settings.fraicheur, today)
    covered = plan_coverage(catalogue, shelves, labels, coverage, today)
    kept = keepers(catalogue.services, catalogue.structures, shelves.fresh, own)
    history = plan_history(beside.months, covered, kept, quality, today)
    covered = replace(covered, gaps=with_since(covered.gaps, history))
    situations = plan_situations(catalogue, shelves, labels, coverage, desk)
    pathways = plan_pathways(catalogue, shelves.cards, labels, coverage, today)
    return _Decided(
        news=news,
        situations=situations,
        pathways=pathways,
        meetings=plan_meetings(catalogue, coverage, today),
        aids=plan_aids(catalogue, labels, coverage),
        covered=covered,
        keepers=kept,
        quality=quality,
        contradictions=all_contradictions(catalogue, pathways.ruptures),
        history=history,
        survey=Survey(
            catalogue=catalogue,
            labels=labels,
            coverage=coverage,
            table=covered.table,
            gaps=covered.gaps,
            situation_gaps=situations.gaps,
            history=history,
            keepers=kept,
            contours=beside.contours,
        ),
        files=data_files(catalogue),
        desk=desk,
        today=today,
        only_entries=beside.only_entries,
    )


def _audit_day(audit: Audit | None) -> str:
    return date_text(audit.date) if audit else ""


def _audit_rate(audit: Audit | None) -> str:
    return f"{audit.taux:g}".replace(".", ",") if audit else ""


def _pages(
    catalogue: Catalogue,
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
    decided: _Decided,
) -> Iterator[Page]:
    """Every page, in the order in which they are drawn."""
    if decided.only_entries:
        yield from _entry_pages(catalogue, shelves, labels, coverage, decided)
        return
    events = tuple(event_pages(decided.meetings, catalogue, shelves, labels, coverage))
    yield home_page(catalogue, shelves, labels, coverage, decided.situations.links)
    yield from _public_pages(catalogue, shelves, labels, coverage, decided.today)
    yield from decided.situations.pages
    yield from decided.pathways.pages
    yield from manque_pages(catalogue, shelves.cards, labels, coverage, decided.today)
    yield from events
    yield from booklet_pages(
        catalogue, shelves, (labels, coverage), decided.desk, event_views(events)
    )
    yield from observatory_pages(decided.survey)
    yield quality_page(catalogue, decided.quality)
    yield contradictions_page(catalogue, decided.contradictions)
    yield freshness_page(decided.keepers, catalogue, decided.today)
    yield from partner_pages(
        PartnerGround(
            survey=decided.survey, quality=decided.quality, ruptures=decided.pathways.ruptures
        )
    )
    yield hsds_page(catalogue)
    yield from information_pages(catalogue)
    yield from form_pages(catalogue, labels)
    yield changes_page(decided.news, catalogue)
    yield from tombstone_pages(decided.news, catalogue, shelves, labels)


def _entry_pages(
    catalogue: Catalogue,
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
    decided: _Decided,
) -> Iterator[Page]:
    """The entries alone: most of a plan is what surrounds them."""
    yield from service_pages(catalogue, shelves, labels, coverage, decided.today)
    yield from structure_pages(catalogue, shelves, labels, coverage, decided.today)
    yield from decided.situations.pages
    yield from decided.pathways.pages
    yield from event_pages(decided.meetings, catalogue, shelves, labels, coverage)


def _finished(
    pages: tuple[Page, ...], decided: _Decided, catalogue: Catalogue, referentiels: Referentiels
) -> tuple[Page, ...]:
    """The same pages with what they say of one another, and of the rest of the site."""
    pages = with_questions(with_mirrors(distinguish_titles(pages)), decided.aids)
    pages = with_paper(with_meetings(with_news(pages, decided.news), decided.meetings))
    return with_alternates(with_origins(with_help(pages, decided.desk, referentiels), catalogue))


def _public_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap, today: date
) -> Iterator[Page]:
    """What the public came for: entries, the ways to them, and who provides them."""
    yield from service_pages(catalogue, shelves, labels, coverage, today)
    yield from structure_pages(catalogue, shelves, labels, coverage, today)
    yield from _list_pages(catalogue, shelves, labels, coverage)


def _list_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Iterator[Page]:
    """The ways to find a service: by need, by situation, by place, by name, by words."""
    yield from theme_pages(shelves, labels, coverage)
    yield from facet_pages(shelves, labels)
    yield from territory_pages(shelves, labels, coverage)
    yield services_index(shelves)
    yield structures_index(catalogue, shelves)
    yield search_page(catalogue, shelves, labels)
    yield my_aids_page(shelves, labels)
    yield from glossary_page(catalogue)
