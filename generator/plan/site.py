"""Plan: the catalogue → `SitePlan`: every page decided, nothing drawn."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from generator.characters import fold
from generator.model import Catalogue, Referentiels, Schemas
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.information import information_pages, site_footer, site_menu
from generator.plan.lists import audience_pages, theme_pages
from generator.plan.page import distinguish_titles, make_page
from generator.plan.service_page import Surroundings, make_service_view
from generator.plan.shelves import Shelf, Shelves, category_order, shelve
from generator.plan.structure_page import make_structure_view
from generator.plan.territories import territory_groups, territory_pages
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted, date_text
from generator.site_plan import (
    HomeView,
    IndexView,
    Link,
    LinkGroup,
    Page,
    SearchView,
    SitePlan,
    Tile,
)

HOME_AUDIENCES = 8


def plan_site(
    catalogue: Catalogue, schemas: Schemas, referentiels: Referentiels, today: date
) -> SitePlan:
    """The catalogue, the vocabularies, the territories and the day → the site's plan."""
    labels = Labels(schemas)
    coverage = CoverageMap(referentiels, catalogue.settings.territoire.departements)
    shelves = shelve(catalogue, labels, coverage)
    pages = (
        _home(catalogue, shelves, labels, coverage),
        *_service_pages(catalogue, shelves, labels, coverage, today),
        *_structure_pages(catalogue, shelves, labels, coverage),
        *theme_pages(shelves, labels),
        *audience_pages(shelves, labels),
        *territory_pages(shelves, labels, coverage),
        _a_to_z(shelves),
        _structures_index(catalogue, shelves),
        _search(shelves, labels, coverage),
        *information_pages(catalogue),
    )
    audit = catalogue.settings.audit
    return SitePlan(
        pages=distinguish_titles(pages),
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
    )


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
            count=len(shelves.by_category[code]),
        )
        for code in category_order(labels)
        if code in shelves.by_category
    )


def _audience_tiles(shelves: Shelves, labels: Labels) -> tuple[Tile, ...]:
    """The situations of employment that most services name."""
    terms = labels.terms("statuts")
    counts = {code: len(shelves.by_statut[code]) for code in terms if code in shelves.by_statut}
    best = sorted(counts, key=lambda code: -counts[code])[:HOME_AUDIENCES]
    return tuple(
        Tile(
            label=terms[code].label,
            text="",
            url=urls.statut_url(code),
            icon=terms[code].icon or "user",
            accent="autre",
            count=counts[code],
        )
        for code in best
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
    for service in catalogue.services:
        category = labels.category(service.thematiques[0])
        parent = Link(label=labels.everyday(category), url=urls.theme_url(category.code))
        view = make_service_view(service, structures[service.structure], around)
        yield make_page(
            urls.service_url(service.id),
            "pages/service.html",
            view,
            breadcrumb=(parent,),
            section="besoins",
            index=service.etat != "termine",
        )


def _structure_pages(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap
) -> Iterator[Page]:
    for structure in catalogue.structures:
        services = shelves.by_structure.get(structure.id, ())
        cards = tuple(shelves.cards[service.id] for service in services)
        yield make_page(
            urls.structure_url(structure.id),
            "pages/structure.html",
            make_structure_view(structure, cards, labels, coverage, catalogue.settings),
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


def _search(shelves: Shelves, labels: Labels, coverage: CoverageMap) -> Page:
    """The search page: each option's `url` is the code that the form sends."""
    terms = labels.terms("categories")
    view = SearchView(
        themes=tuple(
            Link(label=labels.everyday(terms[code]), url=code, count=len(shelves.by_category[code]))
            for code in category_order(labels)
            if code in shelves.by_category
        ),
        publics=_options("publics", shelves.by_public, labels),
        statuts=_options("statuts", shelves.by_statut, labels),
        territories=tuple(
            LinkGroup(
                heading=area.nom,
                anchor=area.code,
                links=tuple(
                    Link(label=epci.nom, url=epci.code) for epci in coverage.epcis[area.code]
                ),
            )
            for area in coverage.departements
        ),
    )
    return make_page(urls.SEARCH, "pages/search.html", view, section="recherche")


def _options(vocabulary: str, shelf: Shelf, labels: Labels) -> tuple[Link, ...]:
    return tuple(
        Link(label=term.label, url=code, count=len(shelf[code]))
        for code, term in labels.terms(vocabulary).items()
        if code in shelf and code != "tous-publics"  # the empty choice says it already
    )
