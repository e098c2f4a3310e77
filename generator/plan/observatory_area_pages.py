"""Plan: the coverage of each served département and EPCI → its page of the observatory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.chart_view import (
    BarChart,
    Table,
)
from generator.model import Territory
from generator.observatory import (
    EVERYBODY,
    EVERYTHING,
    MANQUE,
    NON_RECENSE,
    SERVI_SANS_DEDIE,
    AreaCoverage,
    CoverageGap,
)
from generator.observatory_view import (
    AreaCoverageView,
    Figure,
    GapGroup,
    GapLine,
    HeatTable,
)
from generator.plan import urls
from generator.plan.cards import territory_name
from generator.plan.observatory_area_places import area_map, commune_table
from generator.plan.observatory_area_questions import (
    Due,
    due_by_area,
    improved_here,
    stale_here,
    trend_here,
)
from generator.plan.observatory_charts import Measure, bar_chart
from generator.plan.observatory_frame import PLACES, Survey, observatory_page
from generator.plan.observatory_heat import Reader, figure_table, heat_table
from generator.plan.observatory_lines import depths, gap_line, grouped, needs_lacking
from generator.plan.observatory_local_gaps import inner_gaps, local_gaps
from generator.plan.observatory_words import need_name, people_text, short_name
from generator.plan.wording import counted, number_text
from generator.site_plan import Page
from generator.view_parts import Link

REACH = ("Locaux", "Départementaux", "Régionaux", "Nationaux")


def area_pages(survey: Survey, reader: Reader) -> Iterator[Page]:
    """One page for each served département and EPCI."""
    due = due_by_area(survey)
    for here in survey.table.areas:
        area = here.area
        above = survey.departements[area.code]
        parents: tuple[Link, ...] = (PLACES,)
        if area.code != above.code:
            parents += (Link(label=above.nom, url=urls.coverage_area_url(above.code)),)
        view = _view(here, survey, reader, due)
        yield observatory_page(
            urls.coverage_area_url(area.code),
            "pages/observatory-area.html",
            view,
            title=view.heading,
            breadcrumb=parents,
        )


def _view(here: AreaCoverage, survey: Survey, reader: Reader, due: Due) -> AreaCoverageView:
    area = here.area
    gaps = local_gaps(area, survey)
    whole = "Département" if area.kind == "departement" else "Intercommunalité"
    return AreaCoverageView(
        code=area.code,
        heading=f"{territory_name(area)}\u00a0: qui est servi, ce qui manque",
        intro=f"{whole} de {counted(here.communes, 'commune')} et {people_text(here.habitants)}. "
        "Ce que ce site connaît pour ses habitants, besoin par besoin et public par public.",
        figures=_figures(here, gaps, survey, reader),
        gaps=tuple(_gap_groups(gaps, area, survey)),
        questions=tuple(
            question
            for question in (stale_here(area, due, survey), improved_here(area, survey))
            if question is not None
        ),
        trend=trend_here(area, survey),
        heat=tuple(_heat(here, survey, reader)),
        chart=_chart(area, survey, reader),
        needs=_needs(here, survey, reader),
        communes=commune_table(here, survey) if area.kind == "epci" else None,
        map=area_map(here, survey, reader),
        inside=_inside(area, survey, reader),
        links=_links(area),
        json_url=urls.coverage_json_url(area.code),
        csv_url=urls.OBSERVATORY_CSV,
    )


def _figures(
    here: AreaCoverage, gaps: Sequence[CoverageGap], survey: Survey, reader: Reader
) -> tuple[Figure, ...]:
    code, great = here.area.code, survey.great
    confirmed = {name for gap in gaps if gap.etat == MANQUE for name in gap.manques}
    return (
        _open_here(here, survey, reader),
        Figure(
            value=f"{reader.answered(great, code)} sur {len(great)}",
            label="grands besoins ont une réponse",
            note=f"{number_text(reader.unlisted(great, code))} sans réponse connue",
        ),
        Figure(
            value=number_text(len(confirmed)),
            label="manque confirmé" if len(confirmed) < 2 else "manques confirmés",
            note="par un partenaire",
            url=urls.OBSERVATORY_GAPS,
            tone="warn" if confirmed else "",
        ),
    )


def _open_here(here: AreaCoverage, survey: Survey, reader: Reader) -> Figure:
    """How many services; of an EPCI, how many a commune has when none has them all."""
    area = here.area
    whole = number_text(reader.services(EVERYTHING, EVERYBODY, area.code))
    counts = [len(here.partout) + len(group.services) for group in here.groups]
    least, most = (number_text(found(counts, default=0)) for found in (min, max))
    local, *_ = reader.split(EVERYTHING, area.code)
    note = f"dont {number_text(local)} pour une commune ou une intercommunalité"
    value, label = whole, "aides et services ouverts ici"
    each = least if least == most else f"{least} à {most}"
    where = "dans chaque commune" if least == most else "selon la commune"
    if area.kind == "departement" and each != whole:
        note = f"{each} {where}, {note}"
    elif each != whole:
        value, label = each, f"aides et services ouverts, {where}"
        note = f"{whole} en tout, {note}"
        if len({survey.coverage.referentiels.communes[code][2] for code in area.members}) > 1:
            note = f"plusieurs départements\u00a0: {note}"
    return Figure(value=value, label=label, note=note, url=urls.territory_url(area.code))


def _gap_groups(gaps: Sequence[CoverageGap], area: Territory, survey: Survey) -> Iterator[GapGroup]:
    """Confirmed, then not listed for anybody, then for some."""
    confirmed = [gap for gap in gaps if gap.etat == MANQUE]
    if confirmed:
        yield grouped(
            "Ce qui manque",
            "manques",
            "Un partenaire l’a constaté.",
            list(_lines(confirmed, area, survey)),
            count=len(confirmed),
        )
    wide = [gap for gap in gaps if gap.etat == NON_RECENSE and gap.audience == EVERYBODY]
    narrow = [gap for gap in gaps if gap.etat == NON_RECENSE and gap.audience != EVERYBODY]
    if wide or narrow:
        group = grouped(
            "Ce que personne n’a encore recensé",
            "non-recense",
            "Aucune réponse n’est connue de ce site\u00a0: il en existe peut-être une."
            + (f" Pour tout le monde\u00a0: {depths(wide)}." if wide else ""),
            list(_lines(wide, area, survey)),
            count=len(wide) + len(narrow),
        )
        yield replace(group, needs=needs_lacking(narrow, survey))
    general = [gap for gap in gaps if gap.etat == SERVI_SANS_DEDIE]
    if general:
        yield GapGroup(
            heading="Ce qui répond, sans être pensé pour eux",
            anchor="sans-aide-dediee",
            note="Des aides générales leur sont ouvertes\u00a0: aucune ne les nomme.",
            count=len(general),
            needs=needs_lacking(general, survey),
        )
    if not confirmed and not wide and not narrow:
        yield GapGroup(
            heading="Ce qui manque",
            anchor="manques",
            note="Chaque besoin a au moins une réponse connue, pour chaque public, dans chaque "
            f"commune de ce territoire ({short_name(area)}).",
        )


def _lines(gaps: Iterable[CoverageGap], area: Territory, survey: Survey) -> Iterator[GapLine]:
    """Most people first; what lacks in some EPCI only says in which."""
    inside = inner_gaps(area, survey)
    for gap in sorted(gaps, key=lambda gap: -gap.habitants):
        places = inside.get((gap.etat, gap.theme, gap.audience), ())
        yield gap_line(gap, survey, here=True, places=places)


def _heat(here: AreaCoverage, survey: Survey, reader: Reader) -> Iterator[HeatTable]:
    themes = (EVERYTHING, *survey.great)
    heads = [_need_link(theme, survey) for theme in themes]
    for anchor, heading, audiences in (
        ("publics", "Pour quels publics", survey.publics),
        ("statuts", "Pour quelles situations d’emploi", survey.statuts),
    ):
        yield heat_table(
            anchor,
            heading,
            f"Nombre d’aides et de services par besoin, {heading[:1].lower()}{heading[1:]}",
            "Besoin",
            columns=survey.audience_links(audiences),
            heads=heads,
            cell=lambda row, column, whom=audiences: reader.heat(  # type: ignore[misc]
                themes[row], whom[column], here
            ),
        )


def _chart(area: Territory, survey: Survey, reader: Reader) -> BarChart:
    measures = [
        Measure(
            head=Link(label=need_name(theme, survey.labels), url=urls.coverage_theme_url(theme)),
            parts=reader.split(theme, area.code),
        )
        for theme in survey.great
    ]
    local, departement, region, country = reader.split(EVERYTHING, area.code)
    return bar_chart(
        "portee",
        "D’où viennent les réponses",
        f"Sur ce territoire, {counted(local, 'aide locale', 'aides locales')}, "
        f"{counted(departement, 'départementale')}, {counted(region, 'régionale')} et "
        f"{counted(country, 'nationale')}. "
        "Une aide qui répond à deux besoins compte dans les deux.",
        corner="Besoin",
        parts=REACH,
        measures=measures,
    )


def _needs(here: AreaCoverage, survey: Survey, reader: Reader) -> Table:
    """The great themes, each followed by its thématiques."""
    return figure_table(
        "Chaque besoin, pour tout le monde",
        "Besoin",
        (
            (
                _need_link(great, survey),
                (
                    (
                        Link(label="Tout ce besoin", url="")
                        if theme == great
                        else _need_link(theme, survey),
                        reader.figures(theme, here),
                    )
                    for theme in (great, *survey.inner(great))
                ),
            )
            for great in survey.great
        ),
    )


def _inside(area: Territory, survey: Survey, reader: Reader) -> tuple[Link, ...]:
    great = survey.great
    return tuple(
        Link(
            label=epci.nom,
            url=urls.coverage_area_url(epci.code),
            note=f"{reader.answered(great, epci.code)} besoins servis sur {len(great)}, "
            f"{counted(reader.services(EVERYTHING, EVERYBODY, epci.code), 'aide')}",
        )
        for epci in survey.coverage.epcis.get(area.code, ())
    )


def _links(area: Territory) -> tuple[Link, ...]:
    return (
        Link(label="Les aides de ce territoire", url=urls.territory_url(area.code)),
        Link(label="Tous les manques", url=urls.OBSERVATORY_GAPS),
    )


def _need_link(theme: str, survey: Survey) -> Link:
    url = urls.coverage_theme_url(theme) if theme else ""
    return Link(label=need_name(theme, survey.labels), url=url)
