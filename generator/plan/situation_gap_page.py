"""Plan: the needs that nothing answers → the page that says them, situation by situation."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.model import Territory
from generator.plan import urls
from generator.plan.coverage import CoverageMap
from generator.plan.crossings import departement_of
from generator.plan.page import make_page
from generator.plan.situation_pages import INDEX, SECTION
from generator.plan.situation_views import ROLES
from generator.plan.wording import bound_figures, counted
from generator.site_plan import Page
from generator.solutions import NOBODY, Gap, GapNeed, GapSituation, GapsView
from generator.view_parts import Link, LinkGroup

_BEYOND = (
    "Chaque commune de nos départements a une réponse. Il en manque dans des communes voisines, "
    "qui sont dans la même intercommunalité que des communes d’ici, mais dans un autre département."
)
_BEYOND_HERE = "il manque une réponse dans des communes hors du département"


def gap_page(gaps: Sequence[Gap], coverage: CoverageMap) -> Page:
    """`situations/sans-reponse/`."""
    above = departement_of(coverage)
    situations = groupby(gaps, key=lambda gap: gap.situation.id)
    view = GapsView(
        heading="Les besoins sans réponse",
        intro="Pour chaque situation, les territoires où aucune aide de ce site ne répond. "
        "Un manque n’est pas une fatalité\u00a0: ces listes servent à décider quoi créer, et où.",
        situations=tuple(_situation(tuple(found), above, coverage) for _, found in situations),
        json_url=urls.GAPS_JSON,
        csv_url=urls.GAPS_CSV,
    )
    return make_page(urls.GAPS, "pages/gaps.html", view, breadcrumb=(INDEX,), section=SECTION)


def _situation(
    gaps: tuple[Gap, ...], above: Mapping[str, Territory], coverage: CoverageMap
) -> GapSituation:
    entry = gaps[0].situation
    needs = groupby(gaps, key=lambda gap: gap.rang)
    return GapSituation(
        situation=Link(label=bound_figures(entry.titre), url=urls.situation_url(entry.id)),
        anchor=entry.id,
        needs=tuple(_need(tuple(found), above, coverage) for _, found in needs),
    )


def _need(gaps: tuple[Gap, ...], above: Mapping[str, Territory], coverage: CoverageMap) -> GapNeed:
    first = gaps[0]
    by_code = {gap.area.code: gap for gap in gaps}
    people = sum(gap.population for gap in gaps if gap.area.kind == "departement")
    communes = sum(len(gap.communes) for gap in gaps if gap.area.kind == "departement")
    return GapNeed(
        nom=bound_figures(first.besoin.nom),
        role=ROLES[first.besoin.role],
        summary=f"Sans réponse dans {counted(communes, 'commune')}, "
        f"soit {counted(people, 'habitant')}."
        if communes
        else _BEYOND,
        groups=tuple(
            LinkGroup(
                heading=area.nom,
                anchor="",
                url=urls.situation_url(first.situation.id, area.code),
                note=_note(by_code[area.code]) if area.code in by_code else _BEYOND_HERE,
                links=tuple(
                    _link(by_code[epci.code])
                    for epci in coverage.epcis[area.code]
                    if epci.code in by_code and above[epci.code].code == area.code
                ),
            )
            for area in coverage.departements
            if area.code in by_code or any(e.code in by_code for e in coverage.epcis[area.code])
        ),
    )


def _link(gap: Gap) -> Link:
    return Link(
        label=gap.area.nom,
        url=urls.situation_url(gap.situation.id, gap.area.code),
        note=_note(gap),
    )


def _note(gap: Gap) -> str:
    communes = counted(len(gap.communes), "commune")
    people = counted(gap.population, "habitant")
    if gap.etat == NOBODY:
        return f"aucune réponse ({communes}, {people})"
    return f"pas de réponse dans {communes} ({people})"
