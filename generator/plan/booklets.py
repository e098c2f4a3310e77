"""Plan: each served territory and each event → a booklet to print, and the page that lists them.

A booklet is read without a screen, so it is bounded: of each need, the first services of the site's
own order, as many as `MAX_PER_NEED`. What has no room is counted where it is missing, with the
address of the whole list: nothing disappears in silence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.booklet_view import BookletNeed, BookletView
from generator.entries import Service
from generator.evenements import Evenement, EventView
from generator.freshness import is_listed
from generator.model import Catalogue, Territory
from generator.page_views import IndexView
from generator.plan import urls
from generator.plan.booklet_entries import BookletEntries
from generator.plan.booklet_partners import (
    MAX_PARTNERS,
    PartnerMap,
    Partners,
    onward_services,
)
from generator.plan.cards import territory_name
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import crossing_holder, departement_of
from generator.plan.help import helpers_for, helpers_heading
from generator.plan.page import make_page
from generator.plan.rendezvous import services_of, structures_of
from generator.plan.shelves import Shelves, category_order
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import NBSP, counted, listed
from generator.site_plan import Page
from generator.view_parts import HelpDesk, Link, LinkGroup

MAX_PER_NEED = 20

_PARENT = Link(label="Livrets à imprimer", url=urls.BOOKLETS)
_RULE = (
    f"Ce livret montre au plus {MAX_PER_NEED}{NBSP}aides par besoin\u00a0: celles qui sont "
    "ouvertes d’abord, puis les plus locales, puis les plus récemment vérifiées. Le nombre des "
    "autres est écrit à la fin de chaque besoin, avec l’adresse où elles sont toutes."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every booklet needs."""

    shelves: Shelves
    labels: Labels
    coverage: CoverageMap
    help_desk: HelpDesk
    catalogue: Catalogue
    entries: BookletEntries
    partners: PartnerMap


def booklet_pages(
    catalogue: Catalogue,
    shelves: Shelves,
    ground: tuple[Labels, CoverageMap],
    help_desk: HelpDesk,
    events: Iterable[EventView],
) -> Iterator[Page]:
    """The booklets and their list; territories where nothing is known have none."""
    labels, coverage = ground
    structures = {structure.id: structure for structure in catalogue.structures}
    desk = _Desk(
        shelves=shelves,
        labels=labels,
        coverage=coverage,
        help_desk=help_desk,
        catalogue=catalogue,
        entries=BookletEntries(cards=shelves.cards, structures=structures),
        partners=PartnerMap(
            structures=structures,
            services={service.id: service for service in catalogue.services},
            labels=labels,
            onward=onward_services(catalogue.services),
        ),
    )
    above = departement_of(coverage)
    covered = [code for code in above if shelves.by_territory.get(code)]
    views = {event.id: event for event in events}
    for code in covered:
        yield _page(urls.booklet_url(code), _territory_view(code, above[code], desk))
    for event in catalogue.evenements:
        view = _event_view(event, views[event.id], desk)
        yield _page(urls.event_booklet_url(event.id), view)
    yield _index(covered, tuple(views.values()), coverage)


def event_views(pages: Iterable[Page]) -> Iterator[EventView]:
    """The events among some pages."""
    return (page.view for page in pages if isinstance(page.view, EventView))


def _page(url: str, view: BookletView) -> Page:
    return make_page(
        url, "pages/booklet.html", view, breadcrumb=(_PARENT,), section="livrets", index=False
    )


def _territory_view(code: str, above: Territory, desk: _Desk) -> BookletView:
    area = desk.coverage.referentiels.areas[code]
    services = desk.shelves.by_territory[code]
    lists = {
        theme: urls.crossing_url(holder, theme)
        for theme in category_order(desk.labels)
        if (holder := crossing_holder(area, above, theme, desk.shelves))
    }
    pathways = (
        entry
        for entry in desk.catalogue.parcours
        if entry.etat != "termine" and code in desk.coverage.reached_from(entry.zone_eligibilite)
    )
    partners = desk.partners.partners(services, pathways)
    helpers = helpers_for(desk.help_desk, dict.fromkeys((code, above.code, *above.parents)))
    name = territory_name(area)
    needs = _needs(services, lists, desk)
    return BookletView(
        kind=area.kind,
        code=code,
        heading=f"Livret des aides\u00a0: {name}",
        intro="Les aides et les services ouverts aux habitants de ce territoire, par besoin, "
        "avec les moyens de les joindre. À imprimer, à poser à l’accueil, à emporter.",
        title=name,
        subject=Link(label=name, url=urls.territory_url(code)),
        facts=(
            counted(len(services), "aide", "aides et services"),
            counted(len(partners.shown) + len(partners.others), "organisme"),
            counted(len(area.members), "commune"),
        ),
        event=None,
        helpers=helpers,
        helpers_heading=helpers_heading(helpers, "Qui appeler d’abord"),
        needs=needs,
        partners=partners.shown,
        partners_heading=_partners_heading(partners),
        hands_over=partners.hands_over,
        other_partners=_others(partners),
        rule=_RULE if any(need.rest for need in needs) else "",
        command=f"guichet booklet --{area.kind} {code} --output livret-{code}.pdf",
    )


def _event_view(event: Evenement, view: EventView, desk: _Desk) -> BookletView:
    """An event: its programme and its stands, then what those who are there provide."""
    present = tuple(dict.fromkeys(structures_of(event)))
    services = _event_services(event, present, desk)
    lists = {theme: urls.theme_url(theme) for theme in category_order(desk.labels)}
    needs = _needs(services, lists, desk)
    partners = desk.partners.partners(services, present=present)
    dates = [line.when for line in (*view.dates, *view.past_dates)]
    return BookletView(
        kind="evenement",
        code=view.id,
        heading=f"Livret\u00a0: {view.nom}",
        intro=view.resume,
        title=view.nom,
        subject=Link(label=view.nom, url=urls.event_url(view.id)),
        facts=(
            *(dates or ([view.when] if view.when else [])),
            *(", ".join(filter(None, (place.nom, *place.address_lines))) for place in view.places),
        ),
        event=view,
        helpers=(),
        helpers_heading="",
        needs=needs,
        partners=partners.shown,
        partners_heading=_partners_heading(partners),
        hands_over=partners.hands_over,
        other_partners=_others(partners),
        rule=_RULE if any(need.rest for need in needs) else "",
        command=f"guichet booklet --evenement {view.id} --output livret-{view.id}.pdf",
    )


def _event_services(event: Evenement, present: Sequence[str], desk: _Desk) -> tuple[Service, ...]:
    """What the event makes known, ended or not, then what those who are there provide nearby."""
    named = dict.fromkeys(services_of(event))
    near = desk.coverage.reached_from(event.zone_eligibilite)
    provided = (
        service
        for code in present
        for service in desk.shelves.by_structure.get(code, ())
        if is_listed(service, desk.shelves.fresh)
        and (not near or near & desk.coverage.reached(service))
    )
    found = (*(desk.partners.services[code] for code in named), *provided)
    return tuple({service.id: service for service in found}.values())


def _partners_heading(partners: Partners) -> str:
    """The map says who hands over to whom; where no entry says so, it is a list."""
    return "Qui passe le relais à qui" if partners.hands_over else "Les organismes"


def _others(partners: Partners) -> str:
    """Those that the table has no line for, in one sentence."""
    if not partners.others:
        return ""
    lead = "Sans relais écrit" if partners.hands_over else "Et aussi"
    return f"{lead}\u00a0: {listed(partners.others, limit=MAX_PARTNERS)}."


def _needs(
    services: Sequence[Service], lists: Mapping[str, str], desk: _Desk
) -> tuple[BookletNeed, ...]:
    """Services → one part for each great theme, each service under its first one."""
    groups: dict[str, list[Service]] = {}
    for service in services:
        groups.setdefault(category_code(service.thematiques[0]), []).append(service)
    terms = desk.labels.terms("categories")
    found = []
    for code in category_order(desk.labels):
        group = groups.get(code, [])
        if not group:
            continue
        more = len(group) - MAX_PER_NEED
        found.append(
            BookletNeed(
                heading=desk.labels.everyday(terms[code]),
                anchor=code,
                accent=terms[code].accent,
                icon=terms[code].icon,
                count=len(group),
                entries=tuple(map(desk.entries.of, group[:MAX_PER_NEED])),
                rest=f"Et {counted(more, 'autre', 'autres')} sur le site\u00a0:"
                if more > 0
                else "",
                url=lists.get(code, urls.theme_url(code)),
            )
        )
    return tuple(found)


def _index(covered: Sequence[str], events: Sequence[EventView], coverage: CoverageMap) -> Page:
    shown = set(covered)
    groups = [
        LinkGroup(
            heading=area.nom,
            anchor=f"departement-{area.code.lower()}",
            url=urls.booklet_url(area.code) if area.code in shown else "",
            icon="map-pin",
            links=tuple(
                Link(label=epci.nom, url=urls.booklet_url(epci.code))
                for epci in coverage.epcis[area.code]
                if epci.code in shown
            ),
        )
        for area in coverage.departements
    ]
    if events:
        links = tuple(
            Link(label=event.nom, url=urls.event_booklet_url(event.id), note=event.badge.label)
            for event in events
        )
        rendezvous = LinkGroup(
            heading="Rendez-vous",
            anchor="rendez-vous",
            url=urls.EVENTS,
            icon="calendar",
            links=links,
        )
        groups.insert(0, rendezvous)
    view = IndexView(
        heading="Livrets à imprimer",
        intro="Un livret par territoire et par rendez-vous\u00a0: à qui s’adresser, les aides par "
        "besoin, qui passe le relais à qui. Chaque livret s’imprime depuis sa page, en caractères "
        "ordinaires ou en gros caractères.",
        groups=tuple(groups),
    )
    return make_page(urls.BOOKLETS, "pages/index.html", view, section="livrets")
