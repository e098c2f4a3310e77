"""Plan: the catalogue → the home page: situations first, then needs, audiences and places."""

from generator.model import Catalogue
from generator.page_views import HomeView
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, category_order
from generator.plan.territories import territory_groups
from generator.plan.vocabulary import Labels
from generator.plan.wording import capitalised, counted
from generator.site_plan import Page
from generator.solutions import SituationLink
from generator.view_parts import Link, Tile

HOME_AUDIENCES = 8
HOME_SITUATIONS = 6
_OBSERVATORY = tuple(
    Link(label=f"{question}\u00a0?", url=f"{urls.OBSERVATORY}#{anchor}")
    for question, anchor in (
        ("Qu’est-ce qui manque, où, pour qui", "ce-qui-manque"),
        ("Qu’est-ce qui n’est plus à jour", "a-verifier"),
        ("Qu’est-ce qui s’est amélioré", "ce-qui-progresse"),
    )
)


def home_page(
    catalogue: Catalogue,
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
    situations: tuple[SituationLink, ...],
) -> Page:
    """The home page; of the situations, the first ones only."""
    view = HomeView(
        situations=situations[:HOME_SITUATIONS],
        needs=_need_tiles(shelves, labels),
        audiences=_audience_tiles(shelves, labels),
        territories=territory_groups(shelves, coverage),
        service_count=len(shelves.services),
        counts=_counts(catalogue, shelves),
        observatory=_OBSERVATORY,
    )
    return make_page(urls.HOME, "pages/home.html", view, section="accueil")


def _counts(catalogue: Catalogue, shelves: Shelves) -> str:
    national = sum("france" in service.zone_eligibilite for service in shelves.services)
    everywhere = f", dont {counted(national, 'valable')} dans toute la France" if national else ""
    services = counted(len(shelves.services), "aide", "aides et services")
    structures = counted(len(catalogue.structures), "organisme")
    return f"{capitalised(services)}{everywhere}. {capitalised(structures)} pour vous répondre."


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
