"""Plan: the page of a service → how it fits on one A4 sheet.

Paper does not scroll, and a style cannot measure. So the lines of each part are counted here, as
they break in a column of the sheet: a long entry is set in smaller type; one longer still is cut,
part by part, and its sheet says that it does not tell everything and where the rest is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.page_views import ServiceView
from generator.site_plan import Page

WHOLE, TIGHT, EXTRACT = "", "serre", "extrait"

# What holds on one sheet, in lines of half a page; measured with Chromium, some room left.
_ROOM = 66
_TIGHT_ROOM = 106
_SIGNS_A_LINE = 44
_HEADING = 3  # a heading and the space around it


def with_paper(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The same pages; each service knows how it is printed."""
    return tuple(
        replace(page, view=replace(page.view, paper=paper_of(page.view)))
        if isinstance(page.view, ServiceView)
        else page
        for page in pages
    )


def paper_of(view: ServiceView) -> str:
    """How the page of a service is printed."""
    lines = count_lines(view)
    if lines <= _ROOM:
        return WHOLE
    return TIGHT if lines <= _TIGHT_ROOM else EXTRACT


def count_lines(view: ServiceView) -> int:
    """How many lines of half a page the sheet takes."""
    return sum(_part_lines(part) for part in _parts(view)) + _top_lines(view)


def _top_lines(view: ServiceView) -> int:
    """What stands above the columns takes the place of both."""
    banner = view.freshness.label if view.freshness else ""
    texts = (view.nom, view.nom, view.resume, view.verified, view.state_message, banner)
    return sum(_text_lines(text) for text in texts if text)


def _parts(view: ServiceView) -> Iterator[Iterable[str]]:
    """The texts of each part of the sheet, in its order."""
    yield (view.falc, view.falc_proofread)
    yield (*view.audiences, view.audience_note, view.conditions)
    yield (view.amount, view.amount, view.amount_note, view.cost, view.cost_note, view.effort)
    yield (
        ", ".join(area.label for area in view.territories),
        ", ".join(view.modes),
        *view.hours,
        ", ".join(view.languages),
        *(
            line
            for place in view.places
            for line in (place.nom, *place.address_lines, *place.hours, place.accessibility_url)
        ),
    )
    yield (*view.steps, view.steps_note, *view.papers, view.delay, *view.who_can_ask)
    yield view.description.source.splitlines() if view.description else ()
    yield (f"{word.terme} {word.developpement} {word.definition}" for word in view.words)


def _part_lines(texts: Iterable[str]) -> int:
    lines = sum(_text_lines(text) for text in texts if text)
    return lines + _HEADING if lines else 0


def _text_lines(text: str) -> int:
    return sum(len(line) // _SIGNS_A_LINE + 1 for line in text.split("\n"))
