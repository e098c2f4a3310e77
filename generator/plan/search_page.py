"""Plan: the facets of the site → the search page, whose links lead to the same lists."""

from collections.abc import Iterable, Iterator

from generator.model import Catalogue
from generator.page_views import SearchView
from generator.plan import urls
from generator.plan.facet_pages import shown_facets
from generator.plan.facets import THEME, Facet
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, category_order, inner_terms
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.timetable import service_hours
from generator.view_parts import FacetOption, SearchFacet, Tile

_OTHER_LISTS = (
    ("Par territoire", urls.TERRITORIES, "map-pin"),
    ("De A à Z", urls.SERVICES, "book-open"),
    ("Par organisme", urls.STRUCTURES, "building-2"),
)
_INDEX_LABELS = {
    "theme": "Par besoin",
    "statut": "Par situation",
    "public": "Par public",
    "frais": "Par coût",
    "accueil": "Sur place ou à distance",
    "type": "Par forme d’aide",
    "demande": "Par façon de demander",
    "langue": "Par langue",
}


def search_page(catalogue: Catalogue, shelves: Shelves, labels: Labels) -> Page:
    """The search page: facets that teach something, and the lists of lists."""
    structures = {structure.id: structure for structure in catalogue.structures}
    facets = shown_facets(shelves)
    view = SearchView(
        facets=tuple(_facet(facet, shelves, labels) for facet in facets),
        indexes=tuple(_tiles(facets)),
        has_hours=any(
            service_hours(service, structures[service.structure]) for service in shelves.services
        ),
    )
    return make_page(urls.SEARCH, "pages/search.html", view, section="recherche")


def _tiles(facets: Iterable[Facet]) -> Iterator[Tile]:
    shown = [(_INDEX_LABELS[facet.name], facet.folder, facet.icon) for facet in facets]
    for label, url, icon in (*shown[:3], *_OTHER_LISTS, *shown[3:]):
        yield Tile(label=label, text="", url=url, icon=icon, accent="")


def _facet(facet: Facet, shelves: Shelves, labels: Labels) -> SearchFacet:
    options = _themes(shelves, labels) if facet is THEME else _options(facet, shelves, labels)
    return SearchFacet(
        name=facet.name,
        label=facet.label,
        icon=facet.icon,
        options=options,
        is_first=facet.is_first,
    )


def _options(facet: Facet, shelves: Shelves, labels: Labels) -> tuple[FacetOption, ...]:
    """The codes that something answers, as the lists have them."""
    shelf = shelves.by_facet[facet.name]
    return tuple(
        FacetOption(code=code, label=term.label, url=facet.url(code), count=len(shelf[code]))
        for code, term in facet.terms(labels).items()
        if code in shelf
    )


def _themes(shelves: Shelves, labels: Labels) -> tuple[FacetOption, ...]:
    """The great themes in everyday words, each with its thématiques."""
    categories = (labels.terms("categories")[code] for code in category_order(labels))
    shelf = shelves.by_theme
    return tuple(
        FacetOption(
            code=category.code,
            label=labels.everyday(category),
            url=urls.theme_url(category.code),
            count=len(shelf[category.code]),
            inner=tuple(
                FacetOption(
                    code=term.code,
                    label=term.label,
                    url=urls.theme_url(term.code),
                    count=len(shelf[term.code]),
                )
                for term in inner_terms(category, labels)
                if term.code in shelf
            ),
        )
        for category in categories
        if category.code in shelf
    )
