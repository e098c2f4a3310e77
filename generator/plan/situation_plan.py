"""Plan: the situations of the catalogue → solved everywhere, with their pages and the gaps."""

from dataclasses import dataclass

from generator.model import Catalogue, Referentiels
from generator.plan.coverage import CoverageMap
from generator.plan.shelves import Shelves
from generator.plan.situation_gap_page import gap_page
from generator.plan.situation_gaps import find_gaps
from generator.plan.situation_pages import situation_links, situation_pages
from generator.plan.situation_solving import Solver
from generator.plan.situation_views import Drawer
from generator.plan.situation_ways import Ways
from generator.plan.territory_services import served_areas
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.situations import Situation
from generator.solutions import Gap, SituationLink, Solution
from generator.view_parts import HelpDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPlan:
    """All that the site says of situations, in their order."""

    solutions: tuple[Solution, ...] = ()
    gaps: tuple[Gap, ...] = ()
    links: tuple[SituationLink, ...] = ()  # the ways in
    pages: tuple[Page, ...] = ()


def plan_situations(
    catalogue: Catalogue,
    shelves: Shelves,
    labels: Labels,
    coverage: CoverageMap,
    desk: HelpDesk,
) -> SituationPlan:
    """Every situation, solved on each served département and EPCI."""
    if not catalogue.situations:
        return SituationPlan()
    referentiels: Referentiels = coverage.referentiels
    solver = Solver(shelves.services, coverage, tuple(served_areas(coverage)))
    entries = sorted(catalogue.situations, key=_order)
    solutions = tuple(solver.solve(entry) for entry in entries)
    gaps = find_gaps(solutions, referentiels)
    structures = {structure.id: structure for structure in catalogue.structures}
    services = {service.id: service for service in catalogue.services}
    ways = Ways(structures, catalogue.settings.url)
    drawer = Drawer(shelves, labels, referentiels, services, ways)
    return SituationPlan(
        solutions=solutions,
        gaps=gaps,
        links=situation_links(solutions, drawer),
        pages=(
            *situation_pages(solutions, drawer, coverage, desk),
            gap_page(gaps, coverage),
        ),
    )


def _order(entry: Situation) -> tuple[bool, int, str]:
    """Those that say no rank come last."""
    return (entry.ordre is None, entry.ordre or 0, entry.id)
