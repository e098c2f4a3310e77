"""Plan: the solved situations → their pages: all of them, one each, one for each territory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.model import Territory
from generator.plan import urls
from generator.plan.contact import make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import departement_of
from generator.plan.help import helpers_for, helpers_heading, report_link
from generator.plan.page import make_page
from generator.plan.situation_paper import with_sheet
from generator.plan.situation_views import Drawer, state_badge, summary_text
from generator.plan.wording import NBSP, bound_figures, counted, date_text
from generator.site_plan import Page
from generator.situations import Situation
from generator.solutions import (
    NOBODY,
    SERVED,
    NeedAnswers,
    NeedHere,
    SituationIndexView,
    SituationLink,
    SituationView,
    Solution,
    SolutionHere,
)
from generator.view_parts import Badge, HelpDesk, HelpView, Link, LinkGroup

INDEX = Link(label="Situations", url=urls.SITUATIONS)
SECTION = "situations"
_EVERYWHERE = Badge(label="Des réponses partout sur ce site", tone="ok")
_SOMEWHERE = Badge(label="Cela dépend du territoire", tone="info")
_NOWHERE = Badge(label="Personne pour l’instant", tone="warn")


@dataclass(frozen=True, slots=True)
class _Site:
    """What the pages of all situations share."""

    drawer: Drawer
    coverage: CoverageMap
    desk: HelpDesk
    above: Mapping[str, Territory]  # by EPCI or département, the département that shows it
    solutions: Sequence[Solution]
    communes: Mapping[str, tuple[tuple[str, str], ...]]
    links: dict[str, Mapping[str, Link]] = field(default_factory=dict)  # by territory, situation


def situation_pages(
    solutions: Sequence[Solution], drawer: Drawer, coverage: CoverageMap, desk: HelpDesk
) -> Iterator[Page]:
    """The index, then each situation followed by its sheets."""
    if not solutions:
        return
    names = _commune_names(coverage)
    site = _Site(drawer, coverage, desk, departement_of(coverage), solutions, names)
    view = SituationIndexView(
        heading="Partir de ma situation",
        intro="Choisissez celle qui ressemble à la vôtre. Vous verrez tout ce dont on a besoin "
        "en même temps, et qui peut aider, là où vous vivez.",
        situations=situation_links(solutions, drawer),
        gaps=Link(label="Les besoins sans réponse", url=urls.GAPS),
    )
    yield make_page(urls.SITUATIONS, "pages/situations.html", view, section=SECTION)
    for solution in solutions:
        yield from _pages(solution, site)


def situation_links(solutions: Sequence[Solution], drawer: Drawer) -> tuple[SituationLink, ...]:
    """The ways in to the situations, in their order."""
    return tuple(_way_in(solution, drawer) for solution in solutions)


def _way_in(solution: Solution, drawer: Drawer) -> SituationLink:
    entry = solution.situation
    accent, icon = drawer.look(entry.besoins[0], solution.besoins[0])
    return SituationLink(
        label=bound_figures(entry.titre),
        text=bound_figures(entry.resume),
        url=urls.situation_url(entry.id),
        icon=icon,
        accent=accent,
    )


def _pages(solution: Solution, site: _Site) -> Iterator[Page]:
    entry = solution.situation
    url = urls.situation_url(entry.id)
    yield make_page(
        url,
        "pages/situation.html",
        _everywhere_view(solution, site),
        breadcrumb=(INDEX,),
        section=SECTION,
    )
    shared = _shared(entry, "")
    for here in solution.territoires:
        parents: tuple[Link, ...] = (INDEX, Link(label=bound_figures(entry.titre), url=url))
        above = site.above[here.area.code]
        if above.code != here.area.code:
            parents += (Link(label=above.nom, url=urls.situation_url(entry.id, above.code)),)
        yield make_page(
            urls.situation_url(entry.id, here.area.code),
            "pages/situation.html",
            with_sheet(_sheet_view(solution, here, shared, site)),
            title=f"{bound_figures(entry.titre)} ({here.area.nom})",
            breadcrumb=parents,
            section=SECTION,
        )


def _shared(entry: Situation, summary: str) -> SituationView:
    """What the page of a situation and its sheets have in common."""
    return SituationView(
        id=entry.id,
        heading=bound_figures(entry.titre),
        intro=bound_figures(entry.resume),
        speaks_to=bound_figures(entry.parle_a or ""),
        body=entry.description,
        place="",
        place_note="",
        summary=summary,
        needs=(),
        territories=(),
        communes=(),
        others=(),
        help=None,
        sources=make_sources(entry.sources, None),
        updated=f"Situation mise à jour le {date_text(entry.date_maj)}",
        data_url=urls.solutions_url(entry.id),
        json_url=urls.situation_json_url(entry.id),
        aides_url=urls.my_aids_url(entry.personne or {}),
    )


def _everywhere_view(solution: Solution, site: _Site) -> SituationView:
    entry = solution.situation
    needs = []
    for rank, known in enumerate(solution.besoins):
        states = {here.besoins[rank].etat for here in solution.territoires}
        badge = _EVERYWHERE if states == {SERVED} else _SOMEWHERE
        everywhere = NeedHere(
            etat=SERVED,
            reponses=known.everywhere,
            hors_delai=(),
            communes_sans_reponse=(),
            partielles={},
        )
        view = site.drawer.need(
            entry, known, everywhere, None, _NOWHERE if states == {NOBODY} else badge
        )
        needs.append(replace(view, missing=_local_text(known)))
    summary = f"{counted(len(needs), 'besoin')}, dans l’ordre où ils se règlent."
    return replace(
        _shared(entry, summary),
        needs=tuple(sorted(needs, key=lambda need: need.number)),
        territories=_territories(entry, site),
    )


def _local_text(known: NeedAnswers) -> str:
    """How many other answers depend on the territory."""
    local = len(known.answers) - len(known.everywhere)
    if not known.answers:
        return "Aucune aide de ce site ne répond à ce besoin, sur aucun territoire."
    if not local:
        return ""
    also = "autre" if known.everywhere else "aide"
    word = counted(local, also, f"{also}s")
    return f"{word} selon le territoire\u00a0: indiquez le vôtre."


def _sheet_view(
    solution: Solution, here: SolutionHere, shared: SituationView, site: _Site
) -> SituationView:
    entry, area = solution.situation, here.area
    needs = (
        site.drawer.need(entry, known, found, area, state_badge(found))
        for known, found in zip(solution.besoins, here.besoins, strict=True)
    )
    nobody = any(found.etat != SERVED for found in here.besoins)
    return replace(
        shared,
        place=area.nom,
        aides_url=urls.my_aids_url({**(entry.personne or {}), "commune": area.code}),
        place_note=_place_note(area, site),
        summary=summary_text(here.besoins),
        needs=tuple(sorted(needs, key=lambda need: need.number)),
        territories=_inside(entry, area, site),
        communes=_communes(entry, area, site),
        others=_others(entry, area, site),
        help=_help(entry, area, site) if nobody else None,
    )


def _place_note(area: Territory, site: _Site) -> str:
    count = counted(len(area.members), "commune")
    if area.kind == "departement":
        return f"Département, {count}"
    return f"Intercommunalité, {count}, {site.above[area.code].nom}"


def _territories(entry: Situation, site: _Site) -> tuple[LinkGroup, ...]:
    return tuple(
        LinkGroup(
            heading=area.nom,
            anchor=f"departement-{area.code.lower()}",
            url=urls.situation_url(entry.id, area.code),
            icon="map-pin",
            links=_epcis(entry, area, site),
        )
        for area in site.coverage.departements
    )


def _inside(entry: Situation, area: Territory, site: _Site) -> tuple[LinkGroup, ...]:
    """On the sheet of a département, its EPCI."""
    if area.kind != "departement":
        return ()
    return (
        LinkGroup(
            heading="Préciser l’intercommunalité",
            anchor="preciser",
            links=_epcis(entry, area, site),
        ),
    )


def _epcis(entry: Situation, area: Territory, site: _Site) -> tuple[Link, ...]:
    return tuple(
        Link(label=epci.nom, url=urls.situation_url(entry.id, epci.code))
        for epci in site.coverage.epcis[area.code]
    )


def _communes(entry: Situation, area: Territory, site: _Site) -> tuple[Link, ...]:
    """On the sheet of a département, each of its communes → the sheet of its EPCI."""
    if area.kind != "departement":
        return ()
    return tuple(
        Link(label=nom, url=urls.situation_url(entry.id, holder))
        for nom, holder in site.communes[area.code]
    )


def _commune_names(coverage: CoverageMap) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Département → its communes by name, each with the territory whose sheet is about it."""
    rows = coverage.referentiels.communes
    return {
        departement: tuple(
            (rows[code][0], rows[code][1] or departement)
            for code in sorted(codes, key=lambda code: (rows[code][0], code))
        )
        for departement, codes in coverage.communes.items()
    }


def _others(entry: Situation, area: Territory, site: _Site) -> tuple[Link, ...]:
    if area.code not in site.links:
        site.links[area.code] = {
            other.id: Link(
                label=bound_figures(other.titre), url=urls.situation_url(other.id, area.code)
            )
            for other in (solution.situation for solution in site.solutions)
        }
    return tuple(link for name, link in site.links[area.code].items() if name != entry.id)


def _help(entry: Situation, area: Territory, site: _Site) -> HelpView:
    zones = dict.fromkeys((area.code, *area.parents, site.above[area.code].code, "france"))
    helpers = helpers_for(site.desk, zones)
    return HelpView(
        lists=(
            Link(label=f"Tout ce qui existe{NBSP}: {area.nom}", url=urls.territory_url(area.code)),
        ),
        helpers_heading=helpers_heading(helpers, "Parler à quelqu’un"),
        helpers=helpers,
        report=report_link(site.desk, f"Besoin sans réponse\u00a0: {entry.titre} ({area.nom})"),
    )
