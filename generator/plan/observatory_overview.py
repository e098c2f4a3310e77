"""Plan: the coverage of the whole territory → the overview, three answers first."""

from generator.chart_view import (
    BarChart,
    MapView,
    Table,
    TableBody,
    TableRow,
)
from generator.history import Snapshot
from generator.mirror_view import ProgressView
from generator.model import Territory
from generator.observatory import EVERYBODY, EVERYTHING, MANQUE, SERVI, AreaCoverage
from generator.observatory_view import (
    Figure,
    HeatTable,
    ObservatoryView,
)
from generator.plan import urls
from generator.plan.observatory_area_pages import REACH
from generator.plan.observatory_charts import Measure, bar_chart
from generator.plan.observatory_frame import Survey, observatory_page
from generator.plan.observatory_heat import Reader, heat_cell, heat_table
from generator.plan.observatory_maps import MapValue, map_view
from generator.plan.observatory_open_figure import open_figure
from generator.plan.observatory_questions import questions
from generator.plan.observatory_words import (
    SHORT_NAMES,
    need_name,
    share_text,
    short_name,
)
from generator.plan.wording import counted, number_text
from generator.site_plan import Page
from generator.view_parts import Link, LinkGroup

_PLACES = ("Habitants", "Aides et services", "Locaux", "Besoins servis", "Manques confirmés")
_NEEDS = ("Aides et services", "Habitants servis", "Intercommunalités servies", "Manques confirmés")


def overview_page(survey: Survey, reader: Reader, progress: ProgressView) -> Page:
    """`observatoire/`."""
    now = survey.history[-1]
    place = survey.catalogue.settings.territoire.nom
    view = ObservatoryView(
        heading="Observatoire",
        intro=f"{place}\u00a0: qui est servi, ce qui manque, ce qui n’est plus à jour, et ce qui "
        "progresse. Des chiffres recalculés à chaque mise à jour du site.",
        starts=tuple(_start(area, survey) for area in survey.coverage.departements),
        figures=_figures(survey, now),
        questions=tuple(questions(survey, progress)),
        heat=_heat(survey, now),
        chart=_chart(survey, reader),
        trend=next(iter(progress.trends), None),
        map=_map(survey, reader),
        places=_places(survey, reader),
        needs=_needs(survey, reader, now),
        json_url=urls.OBSERVATORY_JSON,
        csv_url=urls.OBSERVATORY_CSV,
    )
    return observatory_page(urls.OBSERVATORY, "pages/observatory.html", view, title=view.heading)


def _start(area: Territory, survey: Survey) -> LinkGroup:
    """Straight to one's own territory: a département, and its EPCI folded under it."""
    return LinkGroup(
        heading=area.nom,
        anchor=f"departement-{area.code.lower()}",
        url=urls.coverage_area_url(area.code),
        links=tuple(
            Link(label=epci.nom, url=urls.coverage_area_url(epci.code))
            for epci in survey.coverage.epcis[area.code]
        ),
    )


def _departements(survey: Survey) -> tuple[AreaCoverage, ...]:
    return tuple(here for here in survey.table.areas if here.area.kind == "departement")


def _figures(survey: Survey, now: Snapshot) -> tuple[Figure, ...]:
    epcis = sum(here.area.kind == "epci" for here in survey.table.areas)
    return (
        open_figure(survey, now),
        Figure(
            value=number_text(now.habitants),
            label="habitants",
            note=f"{counted(len(now.departements), 'département')}, "
            f"{counted(epcis, 'intercommunalité')}",
            url=f"{urls.OBSERVATORY}#territoires",
        ),
        Figure(
            value=f"{sum(bool(now.services(theme)) for theme in survey.great)} "
            f"sur {len(survey.great)}",
            label="grands besoins ont une réponse",
            note="au moins une, quelque part",
            url=f"{urls.OBSERVATORY}#besoins",
        ),
    )


def _heat(survey: Survey, now: Snapshot) -> HeatTable:
    themes, audiences = (EVERYTHING, *survey.great), survey.publics
    missing = survey.table.columns["communes_manque"]
    areas = [here.area.code for here in _departements(survey)]
    return heat_table(
        "publics",
        "Quels besoins, pour quels publics",
        "Nombre d’aides et de services par besoin et par public, sur tout le territoire",
        "Besoin",
        columns=survey.audience_links(audiences),
        heads=[_need_link(theme, survey) for theme in themes],
        cell=lambda row, column: heat_cell(
            now.services(themes[row], audiences[column]) or 0,
            now.habitants_servis(themes[row], audiences[column]) or 0,
            now.habitants,
            sum(
                missing[survey.table.index(themes[row], audiences[column], area)] for area in areas
            ),
        ),
        csv_url=urls.OBSERVATORY_CSV,
    )


def _chart(survey: Survey, reader: Reader) -> BarChart:
    return bar_chart(
        "portee",
        "Ce que chaque département ajoute",
        "Les aides et services ouverts dans chaque département, selon qui ils servent\u00a0: une "
        "commune ou une intercommunalité, le département, la région, toute la France.",
        corner="Département",
        parts=REACH,
        measures=[
            Measure(
                head=Link(label=here.area.nom, url=urls.coverage_area_url(here.area.code)),
                parts=reader.split(EVERYTHING, here.area.code),
            )
            for here in _departements(survey)
        ],
    )


def _map(survey: Survey, reader: Reader) -> MapView | None:
    areas = [here.area for here in survey.table.areas if here.area.kind == "epci"]
    return map_view(
        "carte",
        "Sur la carte",
        "Nombre de besoins servis dans chaque intercommunalité, sur les "
        f"{len(survey.great)} grands besoins. Le tableau de cette page donne les mêmes chiffres.",
        groups={area.code: area.members for area in areas},
        values={
            area.code: MapValue(
                nom=short_name(area),
                count=reader.answered(survey.great, area.code),
                etat=SERVI,
                words="besoins servis",
            )
            for area in areas
        },
        contours=survey.outlines,
    )


def _places(survey: Survey, reader: Reader) -> Table:
    above = survey.departements
    return Table(
        caption="Chaque département et chaque intercommunalité",
        corner="Territoire",
        columns=_PLACES,
        bodies=tuple(
            TableBody(
                head=Link(label=area.nom, url=urls.coverage_area_url(area.code)),
                rows=tuple(
                    _place_row(one, survey, reader)
                    for one in (
                        area,
                        *(e for e in survey.coverage.epcis[area.code] if above[e.code] is area),
                    )
                ),
            )
            for area in survey.coverage.departements
        ),
        note=f"Besoins servis\u00a0: sur {len(survey.great)} grands besoins. {SHORT_NAMES} "
        "Une intercommunalité à cheval sur deux départements réunit les aides des deux\u00a0: sa "
        "page dit combien en a chaque commune.",
        csv_url=urls.OBSERVATORY_CSV,
    )


def _place_row(area: Territory, survey: Survey, reader: Reader) -> TableRow:
    here = survey.table.area(area.code)
    whole = area.kind == "departement"
    label = "Tout le département" if whole else short_name(area)
    local, *_ = reader.split(EVERYTHING, area.code)
    return TableRow(
        head=Link(label=label, url="" if whole else urls.coverage_area_url(area.code)),
        cells=(
            number_text(here.habitants),
            number_text(reader.services(EVERYTHING, EVERYBODY, area.code)),
            number_text(local),
            number_text(reader.answered(survey.great, area.code)),
            number_text(reader.confirmed(EVERYTHING, area.code)),
        ),
    )


def _needs(survey: Survey, reader: Reader, now: Snapshot) -> Table:
    return Table(
        caption="Chaque grand besoin, sur tout le territoire",
        corner="Besoin",
        columns=_NEEDS,
        bodies=(
            TableBody(
                head=None,
                rows=tuple(_need_row(theme, survey, reader, now) for theme in survey.great),
            ),
        ),
        note="Habitants servis\u00a0: ceux des communes où au moins un service est ouvert.",
    )


def _need_row(theme: str, survey: Survey, reader: Reader, now: Snapshot) -> TableRow:
    epcis = [here.area.code for here in survey.table.areas if here.area.kind == "epci"]
    served = sum(reader.etat(theme, EVERYBODY, code) == SERVI for code in epcis)
    return TableRow(
        head=_need_link(theme, survey),
        cells=(
            number_text(now.services(theme) or 0),
            share_text(now.habitants_servis(theme) or 0, now.habitants),
            f"{served} sur {len(epcis)}",
            number_text(len(_confirmed(theme, survey))),
        ),
    )


def _confirmed(theme: str, survey: Survey) -> frozenset[str]:
    """The open gaps that partners confirm about a great theme."""
    codes = (theme, *survey.inner(theme))
    gaps = (gap for code in codes for gap in survey.gaps_about.get(code, ()))
    return frozenset(name for gap in gaps if gap.etat == MANQUE for name in gap.manques)


def _need_link(theme: str, survey: Survey) -> Link:
    url = urls.coverage_theme_url(theme) if theme else ""
    return Link(label=need_name(theme, survey.labels), url=url)
