"""Plan: what the observatory looks at → all its pages about the coverage, and their menu."""

from collections.abc import Iterator

from generator.mirror_view import ProgressView
from generator.plan import urls
from generator.plan.observatory_area_pages import area_pages
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_gap_page import gap_list_page
from generator.plan.observatory_heat import Reader
from generator.plan.observatory_need_pages import need_pages
from generator.plan.observatory_overview import overview_page
from generator.plan.progress_page import progress_page
from generator.site_plan import Page
from generator.view_parts import Link

SECTIONS = (
    Link(label="Vue d’ensemble", url=urls.OBSERVATORY),
    Link(label="Manques", url=urls.OBSERVATORY_GAPS),
    Link(label="Fiches à vérifier", url=urls.FRESHNESS),
    Link(label="Qualité", url=urls.QUALITY),
    Link(label="Contradictions", url=urls.CONTRADICTIONS),
    Link(label="Progrès", url=urls.PROGRESS),
    Link(label="Partenaires", url=urls.PARTNERS),
)


def observatory_pages(survey: Survey) -> Iterator[Page]:
    """The overview, the gaps, then one page for each territory and each need."""
    reader = Reader(survey.table)
    progress = progress_page(survey)
    if isinstance(progress.view, ProgressView):
        yield overview_page(survey, reader, progress.view)
    yield gap_list_page(survey)
    yield progress
    yield from area_pages(survey, reader)
    yield from need_pages(survey, reader)
