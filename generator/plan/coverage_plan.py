"""Plan: the shelves, the confirmed gaps, the day → who is served, and what is missing."""

from dataclasses import dataclass
from datetime import date

from generator.freshness import answers
from generator.model import Catalogue
from generator.observatory import NO_COVERAGE, CoverageGap, CoverageTable
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import make_axes
from generator.plan.coverage_gaps import find_coverage_gaps
from generator.plan.coverage_table import cover
from generator.plan.shelves import Shelves
from generator.plan.vocabulary import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The table of the observatory, and what is missing in it."""

    table: CoverageTable = NO_COVERAGE
    gaps: tuple[CoverageGap, ...] = ()


def plan_coverage(
    catalogue: Catalogue, shelves: Shelves, labels: Labels, coverage: CoverageMap, today: date
) -> Covered:
    """Counts what may be counted on today: open, active and fresh; the gaps that are still open."""
    axes = make_axes(labels)
    services = [one for one in shelves.services if answers(one, shelves.fresh)]
    manques = [manque for manque in catalogue.manques if manque.is_open(today)]
    table = cover(services, manques, axes, coverage)
    return Covered(table=table, gaps=find_coverage_gaps(table, manques, axes, coverage))
