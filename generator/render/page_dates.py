"""Render: the plan → the day on which what each page shows last changed.

A page that lists entries changed when the newest of them did; a page that no entry dates (legal
notice, accessibility…) has no day, rather than a wrong one.
"""

from collections.abc import Iterator, Mapping

from generator.entries import Service
from generator.page_views import HomeView, IndexView, ListView, ServiceView, StructureView
from generator.site_plan import Page, SitePlan
from generator.solutions import SituationView

OPEN_DATA = "pages/open-data.html"


def page_dates(plan: SitePlan) -> Mapping[str, str]:
    """By URL of page, `AAAA-MM-JJ`; the pages that nothing dates are not there."""
    days = {f"services/{service.id}.html": _day(service) for service in plan.catalogue.services}
    for structure in plan.catalogue.structures:
        days[f"structures/{structure.id}.html"] = structure.date_maj.isoformat()
    for situation in plan.catalogue.situations:
        days[f"situations/{situation.id}.html"] = situation.date_maj.isoformat()
    newest = max(days.values(), default="")
    found = {}
    for page in plan.pages:
        day = newest if _shows_all(page) else max(_shown_days(page, days), default="")
        if day:
            found[page.url] = day
    return found


def _day(service: Service) -> str:
    """When an entry was last written or checked: its page says both."""
    checked = service.verification.le if service.verification else service.date_maj
    return max(service.date_maj, checked).isoformat()


def _shows_all(page: Page) -> bool:
    return isinstance(page.view, HomeView) or page.template == OPEN_DATA


def _shown_days(page: Page, days: Mapping[str, str]) -> Iterator[str]:
    """The days of the entries that a page shows."""
    view = page.view
    if isinstance(view, (ServiceView, StructureView)):
        yield days[page.url]
    if isinstance(view, StructureView):
        yield from (days[card.url] for card in view.services)
    elif isinstance(view, ListView):
        yield from (days[card.url] for group in view.groups for card in group.cards)
    elif isinstance(view, SituationView):
        yield days[f"situations/{view.id}.html"]
        yield from (days[item.url] for need in view.needs for item in need.answers)
    elif isinstance(view, IndexView):
        links = (link for group in view.groups for link in group.links)
        yield from (days[link.url] for link in links if link.url in days)
