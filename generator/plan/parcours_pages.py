"""Plan: the pathways of the catalogue → their list, their pages, the page of breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model import Catalogue
from generator.parcours import Parcours, ParcoursIndexView, Rupture
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.page import make_page
from generator.plan.parcours_page import (
    ParcoursSurroundings,
    make_parcours_card,
    make_parcours_view,
)
from generator.plan.rupture_ground import make_ground
from generator.plan.ruptures import find_ruptures
from generator.plan.ruptures_page import ruptures_page
from generator.plan.step_ruptures import ruptures_by_step
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted
from generator.site_plan import Page
from generator.view_parts import Card, Link

_INTRO = "Des chemins en étapes, d’un partenaire à l’autre\u00a0: qui fait quoi, et ce qui suit."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathways:
    """The pages of the pathways, and where these and the links of services break."""

    pages: tuple[Page, ...]
    ruptures: tuple[Rupture, ...]


def plan_pathways(
    catalogue: Catalogue,
    cards: Mapping[str, Card],
    labels: Labels,
    coverage: CoverageMap,
    today: date,
) -> Pathways:
    """The list, one page for each, the breaks; none on a site that links nothing."""
    ground = make_ground(catalogue, coverage, today)
    ruptures = find_ruptures(ground, catalogue.parcours)
    if not (catalogue.parcours or ground.links):
        return Pathways(pages=(), ruptures=())
    around = ParcoursSurroundings(
        cards=cards,
        structures={entry.id: entry for entry in catalogue.structures},
        labels=labels,
        coverage=coverage,
        settings=catalogue.settings,
        breaks=ruptures_by_step(ruptures),
    )
    pages = (
        _index(sorted(catalogue.parcours, key=_order), around, ruptures),
        *(_page(entry, around) for entry in catalogue.parcours),
        ruptures_page(ruptures, catalogue, ground),
    )
    return Pathways(pages=pages, ruptures=ruptures)


def _page(entry: Parcours, around: ParcoursSurroundings) -> Page:
    return make_page(
        urls.parcours_url(entry.id),
        "pages/parcours.html",
        make_parcours_view(entry, around),
        breadcrumb=(Link(label="Les parcours", url=urls.PARCOURS),),
        section="parcours",
    )


def _order(entry: Parcours) -> tuple[bool, int, str]:
    return entry.ordre is None, entry.ordre or 0, entry.id


def _index(
    entries: Sequence[Parcours], around: ParcoursSurroundings, ruptures: Sequence[Rupture]
) -> Page:
    said = counted(len(ruptures), "rupture connue", "ruptures connues") if ruptures else ""
    view = ParcoursIndexView(
        heading="Les parcours",
        intro=_INTRO,
        current=tuple(make_parcours_card(item, around) for item in entries if _goes_on(item)),
        past=tuple(make_parcours_card(item, around) for item in entries if not _goes_on(item)),
        breaks=Link(label="Ruptures de parcours", url=urls.RUPTURES, note=said),
    )
    return make_page(urls.PARCOURS, "pages/parcours-index.html", view, section="parcours")


def _goes_on(entry: Parcours) -> bool:
    return entry.etat != "termine"
