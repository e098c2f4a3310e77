"""Plan: the events of the catalogue → those to come, those gone, and whom each one concerns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.evenements import Evenement, Occurrence, Rendezvous
from generator.model import Catalogue
from generator.page_views import HomeView, ListView, ServiceView, StructureView
from generator.plan.coverage import CoverageMap
from generator.plan.event_wording import STATES, first_held, occurrence_text, place_text
from generator.plan.occurrences import make_rendezvous
from generator.plan.urls import event_url, territory_url
from generator.site_plan import Page
from generator.view_parts import Link

MAX_LINES = 4  # on the page of a service, of a structure, on the home page


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The events of a site, and what to say of them on other pages."""

    all: tuple[Rendezvous, ...]  # in the order of their identifiers
    by_service: Mapping[str, tuple[Link, ...]]  # what is to come
    by_structure: Mapping[str, tuple[Link, ...]]
    past_by_structure: Mapping[str, tuple[Link, ...]]
    by_list: Mapping[str, tuple[Link, ...]]  # by the address of a territory's page
    soon: tuple[Link, ...]  # the first to come, of all


def plan_meetings(catalogue: Catalogue, coverage: CoverageMap, today: date) -> Meetings:
    """Every event with its dates on the day of the build, and what it is shown on."""
    found = tuple(
        make_rendezvous(event, today, _zone(event, coverage)) for event in catalogue.evenements
    )
    upcoming = sorted((one for one in found if not one.past), key=_soonest)
    past = sorted((one for one in found if one.past), key=latest, reverse=True)
    dated = [one for one in upcoming if one.upcoming]
    return Meetings(
        all=found,
        by_service=_lines(upcoming, services_of),
        by_structure=_lines(upcoming, structures_of),
        past_by_structure=_lines(past, structures_of),
        by_list=_by_list(upcoming, coverage),
        soon=tuple(meeting_line(one) for one in dated[:MAX_LINES]),
    )


def with_meetings(pages: Iterable[Page], meetings: Meetings) -> tuple[Page, ...]:
    """Services and structures tell where one meets them soon, the home page what comes first."""
    return tuple(_with_meetings(page, meetings) for page in pages)


def _with_meetings(page: Page, meetings: Meetings) -> Page:
    view = page.view
    if isinstance(view, ServiceView) and view.id in meetings.by_service:
        return replace(page, view=replace(view, meetings=meetings.by_service[view.id]))
    if isinstance(view, StructureView):
        soon = meetings.by_structure.get(view.id, ())
        past = meetings.past_by_structure.get(view.id, ())
        if soon or past:
            return replace(page, view=replace(view, meetings=soon, past_meetings=past))
    if isinstance(view, ListView) and page.url in meetings.by_list:
        return replace(page, view=replace(view, meetings=meetings.by_list[page.url]))
    if isinstance(view, HomeView) and meetings.soon:
        return replace(page, view=replace(view, meetings=meetings.soon))
    return page


def meeting_line(one: Rendezvous) -> Link:
    """An event on one line: its name, its page, when and where."""
    event = one.entry
    shown = next_time(one)
    when = occurrence_text(shown) if shown else event.quand or ""
    state = STATES.get(shown.etat if shown else event.etat or "")
    parts = (state.label if state else "", when, place_text(shown.lieu if shown else None))
    return Link(
        label=event.nom,
        url=event_url(event.id),
        note=" – ".join(part for part in parts if part),
    )


def next_time(one: Rendezvous) -> Occurrence | None:
    """The time to tell when there is room for one: the next, or the first of what is gone."""
    return first_held(one.upcoming) or first_held(one.occurrences)


def latest(one: Rendezvous) -> tuple[date, str]:
    """When an event was last held: the order of the archive, newest first."""
    days = [occurrence.dernier for occurrence in one.occurrences]
    ends = [item.jusqu_a for item in one.entry.permanences if item.jusqu_a is not None]
    bound = one.entry.au_plus_tard if not (days or ends) else None
    return (max((*days, *ends, *((bound,) if bound else ())), default=date.min), one.entry.id)


def services_of(event: Evenement) -> Iterator[str]:
    """The services that an event makes known."""
    yield from event.services
    for stand in event.stands:
        yield from stand.services
    for workshop in event.ateliers:
        yield from workshop.services


def structures_of(event: Evenement) -> Iterator[str]:
    """The structures that take part in an event."""
    yield from event.organisateurs
    yield from (stand.structure for stand in event.stands if stand.structure)
    for workshop in event.ateliers:
        yield from workshop.structures


def _lines(
    events: Sequence[Rendezvous], names: Callable[[Evenement], Iterator[str]]
) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for one in events:
        line = meeting_line(one)
        for name in dict.fromkeys(names(one.entry)):
            found.setdefault(name, []).append(line)
    return {name: tuple(lines[:MAX_LINES]) for name, lines in found.items()}


def _by_list(events: Sequence[Rendezvous], coverage: CoverageMap) -> Mapping[str, tuple[Link, ...]]:
    """What is to come on each served territory; what nobody can place is on none."""
    found: dict[str, list[Link]] = {}
    for one in events:
        for code in coverage.reached_from(one.zone) if one.upcoming else ():
            found.setdefault(territory_url(code), []).append(meeting_line(one))
    return {url: tuple(lines[:MAX_LINES]) for url, lines in found.items()}


def _soonest(one: Rendezvous) -> tuple[date, int, str]:
    """What is announced for a day comes first; what is not dated comes last."""
    first = first_held(one.upcoming)
    if first is None:
        return (date.max, 0, one.entry.id)
    return (first.jour, first.debut or 0, one.entry.id)


def _zone(event: Evenement, coverage: CoverageMap) -> tuple[str, ...]:
    """Whom an event is for: those it names, else the départements of its places."""
    if event.zone_eligibilite:
        return event.zone_eligibilite
    codes = sorted(coverage.today(place.code_insee for place in event.lieux if place.code_insee))
    areas = (coverage.referentiels.territory(code) for code in codes)
    above = (
        parent
        for area in areas
        if area is not None
        for parent in area.parents
        if (found := coverage.referentiels.territory(parent)) and found.kind == "departement"
    )
    return tuple(dict.fromkeys(above))
