"""Plan: the catalogue → `SitePlan`: every page decided, nothing drawn."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from generator.characters import fold
from generator.model import Catalogue, Referentiels, Ring, Schemas
from generator.news import PreviousFeed
from generator.plan import urls
from generator.plan.alternates import with_alternates
from generator.plan.coverage import CoverageMap
from generator.plan.data_files import data_files
from generator.plan.datasets import plan_datasets
from generator.plan.external_pages import with_origins
from generator.plan.facet_pages import facet_pages
from generator.plan.glossary import Glossary
from generator.plan.glossary_page import glossary_page
from generator.plan.help import make_help_desk, with_help
from generator.plan.hsds_page import hsds_page
from generator.plan.information import information_pages, site_footer, site_menu
from generator.plan.news import plan_news
from generator.plan.news_pages import changes_page, with_news
from generator.plan.open_data_page import open_data_page
from generator.plan.outlines import NO_CONTOURS, plan_outlines
from generator.plan.page import distinguish_titles, make_page
from generator.plan.search_page import search_page
from generator.plan.service_page import Surroundings, make_service_view
from generator.plan.shelves import Shelves, category_order, shelve
from generator.plan.structure_page import make_structure_view
from generator.plan.territories import territory_groups, territory_pages
from generator.plan.territory_services import territory_services
from generator.plan.themes import theme_pages
from generator.plan.tombstone_pages import tombstone_pages
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted, date_text
from generator.site_plan import HomeView, IndexView, Page, SitePlan
from generator.view_parts import Link, LinkGroup, Tile

HOME_AUDIENCES = 8


def plan_site(
    catalogue: Catalogue,
    schemas: Schemas,
    referentiels: Referentiels,
    today: date,
    contours: Mapping[str, tuple[Ring, ...]] = NO_CONTOURS,
    *,
    previous: PreviousFeed | None = None,
) -> SitePlan:
    """The catalogue, the vocabularies, the territories and the day → the site's plan."""
    labels = Labels(schemas)
    coverage = CoverageMap(referentiels, catalogue.settings.territoire.departements)
    shelves = shelve(catalogue, labels, coverage)
    files = data_files(catalogue)
    news = plan_news(catalogue, previous, schemas, coverage, today)
    pages = (
        _home(catalogue, shelves, labels, coverage),
        *_service_pages(catalogue, shelves, labels, coverage, today),
        *_structure_pages(catalogue, shelves, labels, coverage),
        *_list_pages(catalogue, shelves, labels, coverage),
        open_data_page(catalogue, files, schemas.changelog, today),
        hsds_page(catalogue),
        *information_pages(catalogue),
        changes_page(news, catalogue),
        *tombstone_pages(news, catalogue, shelves, labels),
    )
    pages = with_news(distinguish_titles(pages), news)
    audit = catalogue.settings.audit
    desk = make_help_desk(catalogue, referentiels)
    return SitePlan(
        outlines=plan_outlines(contours, referentiels),
        territories=territory_services(shelves.by_territory, coverage),
        pages=with_alternates(with_origins(with_help(pages, desk, referentiels), catalogue)),
        catalogue=catalogue,
        cards=shelves.cards,
        schemas=schemas,
        referentiels=referentiels,
        settings=catalogue.settings,
        today=today,
        today_text=date_text(today),
        audit_date_text=date_text(audit.date) if audit else "",
        audit_rate_text=f"{audit.taux:g}".replace(".", ",") if audit else "",
        menu=site_menu(),
        footer=site_footer(catalogue),
        help_desk=desk,
        data_files=files,
        datasets=plan_datasets(catalogue, files),
        lists=shelves.identifiers,
        news=news,
    )


def _list_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Iterator[Page]:
    """The ways to find a service: by need, by situation, by place, by name, by words."""
    yield from theme_pages(shelves, labels, coverage)
    yield from facet_pages(shelves, labels)
    yield from territory_pages(shelves, labels, coverage)
    yield _a_to_z(shelves)
    yield _structures_index(catalogue, shelves)
    yield search_page(catalogue, shelves, labels)
    yield from glossary_page(catalogue)


def _home(catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap) -> Page:
    view = HomeView(
        needs=_need_tiles(shelves, labels),
        audiences=_audience_tiles(shelves, labels),
        territories=territory_groups(shelves, coverage),
        service_count=len(shelves.services),
        structure_count=len(catalogue.structures),
        national_count=sum("france" in service.zone_eligibilite for service in shelves.services),
    )
    return make_page(urls.HOME, "pages/home.html", view, section="accueil")


def _need_tiles(shelves: Shelves, labels: Labels) -> tuple[Tile, ...]:
    terms = labels.terms("categories")
    return tuple(
        Tile(
            label=labels.everyday(terms[code]),
            text=terms[code].description,
            url=urls.theme_url(code),
            icon=terms[code].icon,
            accent=terms[code].accent,
            count=len(shelves.by_theme[code]),
        )
        for code in category_order(labels)
        if code in shelves.by_theme
    )


def _audience_tiles(shelves: Shelves, labels: Labels) -> tuple[Tile, ...]:
    """The situations of employment that most services name."""
    terms = labels.terms("statuts")
    named = shelves.named["statut"]
    best = sorted((code for code in terms if code in named), key=lambda code: -len(named[code]))
    return tuple(
        Tile(
            label=terms[code].label,
            text="",
            url=urls.statut_url(code),
            icon=terms[code].icon or "user",
            accent="autre",
            count=len(shelves.by_facet["statut"][code]),
        )
        for code in best[:HOME_AUDIENCES]
    )


def _service_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap, today: date
) -> Iterator[Page]:
    structures = {structure.id: structure for structure in catalogue.structures}
    around = Surroundings(
        cards=shelves.cards,
        labels=labels,
        coverage=coverage,
        settings=catalogue.settings,
        today=today,
    )
    glossary = Glossary(catalogue.lexique)
    for service in catalogue.services:
        category = labels.category(service.thematiques[0])
        parent = Link(label=labels.everyday(category), url=urls.theme_url(category.code))
        view = make_service_view(service, structures[service.structure], around)
        yield make_page(
            urls.service_url(service.id),
            "pages/service.html",
            glossary.explain(view),
            breadcrumb=(parent,),
            section="besoins",
            index=service.etat != "termine",
        )


def _structure_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Iterator[Page]:
    glossary = Glossary(catalogue.lexique)
    for structure in catalogue.structures:
        services = shelves.by_structure.get(structure.id, ())
        cards = tuple(shelves.cards[service.id] for service in services)
        view = make_structure_view(structure, cards, labels, coverage, catalogue.settings)
        yield make_page(
            urls.structure_url(structure.id),
            "pages/structure.html",
            glossary.explain(view),
            breadcrumb=(Link(label="Structures", url=urls.STRUCTURES),),
            section="structures",
        )


def _a_to_z(shelves: Shelves) -> Page:
    links = (
        Link(
            label=service.nom,
            url=urls.service_url(service.id),
            note=shelves.cards[service.id].structure,
        )
        for service in shelves.services
    )
    view = IndexView(
        heading="Toutes les aides, de A à Z",
        intro=f"{counted(len(shelves.services), 'aide', 'aides et services')}, "
        "par ordre alphabétique.",
        groups=_by_letter(links),
    )
    return make_page(urls.SERVICES, "pages/index.html", view, section="services")


def _structures_index(catalogue: Catalogue, shelves: Shelves) -> Page:
    links = (
        Link(
            label=structure.nom,
            url=urls.structure_url(structure.id),
            count=len(shelves.by_structure.get(structure.id, ())),
            note=structure.sigle or "",
        )
        for structure in catalogue.structures
    )
    view = IndexView(
        heading="Les structures",
        intro="Les organismes et associations qui proposent les aides de ce site.",
        groups=_by_letter(links),
    )
    return make_page(urls.STRUCTURES, "pages/index.html", view, section="structures")


def _by_letter(links: Iterator[Link]) -> tuple[LinkGroup, ...]:
    ordered = sorted(links, key=lambda link: (fold(link.label), link.url))
    return tuple(
        LinkGroup(heading=letter, anchor=f"lettre-{letter.lower()}", links=tuple(group))
        for letter, group in groupby(ordered, key=_initial)
    )


def _initial(link: Link) -> str:
    letter = fold(link.label)[:1].upper()
    return letter if letter.isalpha() else "0-9"
