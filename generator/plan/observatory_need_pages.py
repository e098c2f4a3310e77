"""Plan: the coverage of each great theme and thématique → its page of the observatory."""

from collections.abc import Iterator

from generator.chart_view import (
    MapView,
    Table,
)
from generator.model import Territory
from generator.observatory import EVERYBODY, MANQUE, NON_RECENSE, SERVI, AreaCoverage
from generator.observatory_view import (
    Figure,
    GapGroup,
    HeatTable,
    ThemeCoverageView,
)
from generator.plan import urls
from generator.plan.observatory_frame import NEEDS, Survey, observatory_page
from generator.plan.observatory_heat import Reader, figure_table, heat_table
from generator.plan.observatory_lines import grouped, merged_lines
from generator.plan.observatory_maps import MapValue, map_view
from generator.plan.observatory_need_gaps import (
    audience_lines,
    audiences_everywhere,
    need_gaps,
)
from generator.plan.observatory_words import (
    STATES,
    need_name,
    need_term,
    share_text,
    short_name,
)
from generator.plan.vocabulary import category_code
from generator.plan.wording import listed, number_text
from generator.site_plan import Page
from generator.view_parts import Link


def need_pages(survey: Survey, reader: Reader) -> Iterator[Page]:
    """One page for each great theme, followed by those of its thématiques."""
    for great in survey.great:
        parent = Link(label=need_name(great, survey.labels), url=urls.coverage_theme_url(great))
        for theme in (great, *survey.inner(great)):
            view = _view(theme, survey, reader)
            yield observatory_page(
                urls.coverage_theme_url(theme),
                "pages/observatory-need.html",
                view,
                title=view.heading,
                breadcrumb=(NEEDS,) if theme == great else (NEEDS, parent),
            )


def _view(theme: str, survey: Survey, reader: Reader) -> ThemeCoverageView:
    category = survey.category(theme)
    name = need_name(theme, survey.labels)
    return ThemeCoverageView(
        code=theme,
        heading=f"{name}\u00a0: où, et pour qui",
        intro=need_term(theme, survey.labels).description,
        accent=category.accent,
        icon=category.icon,
        figures=_figures(theme, survey, reader),
        gaps=tuple(_gap_groups(theme, survey)),
        heat=tuple(_heat(theme, survey, reader)),
        places=_places(theme, survey, reader),
        map=_map(theme, survey, reader),
        inside=_inside(theme, survey, reader),
        links=(
            Link(label="Les aides qui y répondent", url=urls.theme_url(theme)),
            Link(label="Tous les manques", url=urls.OBSERVATORY_GAPS),
        ),
        json_url=urls.OBSERVATORY_JSON,
        csv_url=urls.OBSERVATORY_CSV,
    )


def _departements(survey: Survey) -> tuple[AreaCoverage, ...]:
    return tuple(here for here in survey.table.areas if here.area.kind == "departement")


def _figures(theme: str, survey: Survey, reader: Reader) -> tuple[Figure, ...]:
    areas = _departements(survey)
    people = sum(here.habitants for here in areas)
    served = sum(reader.people(theme, EVERYBODY, here.area.code) for here in areas)
    epcis = [here for here in survey.table.areas if here.area.kind == "epci"]
    answered = sum(reader.etat(theme, EVERYBODY, here.area.code) == SERVI for here in epcis)
    return (
        Figure(
            value=share_text(served, people),
            label="des habitants ont au moins une réponse",
            note=f"{number_text(served)} sur {number_text(people)}",
        ),
        Figure(
            value=f"{answered} sur {len(epcis)}",
            label="intercommunalités servies",
            note="en entier ou en partie",
        ),
    )


def _gap_groups(theme: str, survey: Survey) -> Iterator[GapGroup]:
    about = (gap for code in (theme, category_code(theme)) for gap in survey.gaps_about[code])
    confirmed = {gap: None for gap in about if gap.etat == MANQUE}
    if confirmed:
        yield grouped(
            "Ce qui manque",
            "manques",
            "Un partenaire l’a constaté.",
            tuple(merged_lines(confirmed, survey)),
            count=len(confirmed),
        )
    found = need_gaps(theme, survey)
    unlisted = [gap for gap in found if gap.etat == NON_RECENSE]
    if unlisted:
        yield grouped(
            "Où, et pour qui, rien n’est recensé",
            "non-recense",
            "Aucune réponse n’est connue de ce site\u00a0: il en existe peut-être une.",
            tuple(audience_lines(theme, unlisted, survey)),
            count=len(unlisted),
        )
    general = audiences_everywhere((gap for gap in found if gap.etat != NON_RECENSE), survey)
    if general:
        yield GapGroup(
            heading="Servis, sans aide dédiée",
            anchor="sans-aide-dediee",
            note="Dans aucun département, une aide de ce besoin ne nomme ces publics\u00a0: "
            f"{listed(general)}. Des aides générales leur sont ouvertes.",
            count=len(general),
        )


def _heat(theme: str, survey: Survey, reader: Reader) -> Iterator[HeatTable]:
    areas = _departements(survey)
    columns = [
        Link(label=here.area.nom, url=urls.coverage_area_url(here.area.code)) for here in areas
    ]
    for anchor, heading, audiences in (
        ("publics", "Pour quels publics", survey.publics),
        ("statuts", "Pour quelles situations d’emploi", survey.statuts),
    ):
        yield heat_table(
            anchor,
            heading,
            f"Nombre d’aides et de services par département, {heading[:1].lower()}{heading[1:]}",
            "Pour qui",
            columns=columns,
            heads=survey.audience_links(audiences),
            cell=lambda row, column, whom=audiences: reader.heat(  # type: ignore[misc]
                theme, whom[row], areas[column]
            ),
        )


def _places(theme: str, survey: Survey, reader: Reader) -> Table:
    """Each département, followed by its EPCI."""
    above = survey.departements
    return figure_table(
        f"{need_name(theme, survey.labels)}, territoire par territoire",
        "Territoire",
        (
            (
                Link(label=area.nom, url=urls.coverage_area_url(area.code)),
                (
                    (_place_link(one), reader.figures(theme, survey.table.area(one.code)))
                    for one in (
                        area,
                        *(e for e in survey.coverage.epcis[area.code] if above[e.code] is area),
                    )
                ),
            )
            for area in survey.coverage.departements
        ),
        csv_url=urls.OBSERVATORY_CSV,
    )


def _place_link(area: Territory) -> Link:
    if area.kind == "departement":
        return Link(label="Tout le département", url="")
    return Link(label=short_name(area), url=urls.coverage_area_url(area.code))


def _map(theme: str, survey: Survey, reader: Reader) -> MapView | None:
    areas = [here.area for here in survey.table.areas if here.area.kind == "epci"]
    return map_view(
        "carte",
        "Sur la carte",
        "Nombre d’aides et de services de ce besoin dans chaque intercommunalité. Hachuré\u00a0: "
        "aucune réponse connue. Le tableau qui suit donne les mêmes chiffres.",
        groups={area.code: area.members for area in areas},
        values={
            area.code: MapValue(
                nom=short_name(area),
                count=reader.services(theme, EVERYBODY, area.code),
                etat=reader.etat(theme, EVERYBODY, area.code),
            )
            for area in areas
        },
        contours=survey.outlines,
    )


def _inside(theme: str, survey: Survey, reader: Reader) -> tuple[Link, ...]:
    """The thématiques of a great theme, each with how many people it serves."""
    if "--" in theme:
        return ()
    areas = _departements(survey)
    people = sum(here.habitants for here in areas)
    found = []
    for inner in survey.inner(theme):
        served = sum(reader.people(inner, EVERYBODY, here.area.code) for here in areas)
        states = {reader.etat(inner, EVERYBODY, here.area.code) for here in areas}
        note = (
            f"{share_text(served, people)} des habitants servis" if served else STATES[min(states)]
        )
        found.append(
            Link(
                label=need_name(inner, survey.labels),
                url=urls.coverage_theme_url(inner),
                note=note,
            )
        )
    return tuple(found)
