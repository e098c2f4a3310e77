"""Plan: what changed between two months → lines and tables: gaps that opened or closed, needs."""

from collections.abc import Callable, Sequence

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
)
from generator.history import ALL, GapRecord
from generator.model import Territory
from generator.observatory import SERVI, SERVI_SANS_DEDIE
from generator.observatory_view import (
    GapGroup,
    GapLine,
)
from generator.plan import urls
from generator.plan.month_comparison import Comparison, Parents, ServedChange, lack_of
from generator.plan.observatory_charts import month_name
from generator.plan.observatory_frame import Survey
from generator.plan.observatory_words import (
    about_need,
    audience_name,
    for_audience,
    in_place,
    missing,
    need_name,
    people_text,
    short_name,
)
from generator.plan.wording import NBSP, counted, number_text
from generator.view_parts import Link

MAX_LINES = 8  # of gaps, of needs: the rest is data


def is_known(survey: Survey) -> Callable[[GapRecord], bool]:
    """Whether the codes of a past gap still have a name."""
    vocabularies = survey.labels.vocabularies

    def known(gap: GapRecord) -> bool:
        themes = vocabularies["thematiques" if "--" in gap.theme else "categories"]
        kind, _, code = gap.public.partition("/")
        return (gap.theme == ALL or gap.theme in themes) and (
            gap.public == ALL or code in vocabularies[f"{kind}s"]
        )

    return known


def parents_of(survey: Survey) -> Parents:
    """A territory → those that hold it."""

    def parents(code: str) -> tuple[str, ...]:
        area = survey.coverage.referentiels.territory(code)
        return area.parents if area is not None else ()

    return parents


def signed(value: int) -> str:
    """+3, −2, =: the sign is read aloud."""
    if value == 0:
        return "="
    return f"{'+' if value > 0 else '−'}{number_text(abs(value))}"


def closed_gaps(anchor: str, found: Sequence[GapRecord], survey: Survey) -> GapGroup | None:
    """What nobody had listed then, and somebody has now: a partner alone calls a gap filled."""
    return _group("Une réponse est désormais connue", anchor, found, survey, _answered)


def opened_gaps(anchor: str, found: Sequence[GapRecord], survey: Survey) -> GapGroup | None:
    """What somebody listed then, and nobody does now."""
    return _group("Plus de réponse connue", anchor, found, survey, _lacking)


def _group(
    heading: str, anchor: str, found: Sequence[GapRecord], survey: Survey, line: "_Draw"
) -> GapGroup | None:
    """One line for the same gap in several territories: what nothing answers at all comes first."""
    together: dict[tuple[str, str, str], list[GapRecord]] = {}
    for gap in found:
        together.setdefault(lack_of(gap), []).append(gap)
    ordered = sorted(together.values(), key=_worst_first)
    left = len(ordered) - MAX_LINES
    if not ordered:
        return None
    return GapGroup(
        heading=heading,
        anchor=anchor,
        note="",
        count=len(ordered),
        lines=tuple(line(same, survey) for same in ordered[:MAX_LINES]),
        more=Link(
            label=f"Et {counted(left, 'autre')}{NBSP}: tous les relevés, en données",
            url=urls.HISTORY_JSON,
        )
        if left > 0
        else None,
    )


_Draw = Callable[[Sequence[GapRecord], Survey], GapLine]


def _worst_first(same: Sequence[GapRecord]) -> tuple[bool, bool, int]:
    """Nothing at all, for everybody, for most people."""
    first = same[0]
    people = sum(gap.habitants for gap in same)
    return first.etat == SERVI_SANS_DEDIE, first.public != ALL, -people


def _lacking(same: Sequence[GapRecord], survey: Survey) -> GapLine:
    """« Aucune aide connue au logement pour les saisonniers dans la CC des Sucs »."""
    first, areas = same[0], _areas(same, survey)
    alone = areas[0][0] if len(areas) == 1 else None
    return _line(
        missing(first.theme, first.public, first.etat, survey.labels, alone),
        first.etat,
        areas,
        survey,
    )


def _answered(same: Sequence[GapRecord], survey: Survey) -> GapLine:
    """« Une aide au logement pour les saisonniers dans la CC des Sucs »."""
    first, areas, labels = same[0], _areas(same, survey), survey.labels
    words = (
        "Une aide",
        about_need(first.theme, labels),
        "pensée" if first.etat == SERVI_SANS_DEDIE and first.public else "",
        for_audience(first.public, labels),
        in_place(areas[0][0]) if len(areas) == 1 else "",
    )
    return _line(" ".join(word for word in words if word), SERVI, areas, survey)


def _areas(same: Sequence[GapRecord], survey: Survey) -> list[tuple[Territory, int]]:
    """The territories concerned, each with its inhabitants."""
    found = ((survey.coverage.referentiels.territory(gap.territoire), gap) for gap in same)
    return [(area, gap.habitants) for area, gap in found if area is not None]


def _line(
    sentence: str, etat: str, areas: Sequence[tuple[Territory, int]], survey: Survey
) -> GapLine:
    linked = survey.coverage.pages
    return GapLine(
        sentence=sentence,
        people=people_text(sum(people for _, people in areas)),
        etat=etat,
        part=counted(len(areas), "territoire") if len(areas) > 1 else "",
        places=tuple(
            Link(
                label=short_name(area),
                url=urls.coverage_area_url(area.code),
                note=people_text(people),
            )
            for area, people in areas
            if area.code in linked
        ),
    )


def served_table(found: Comparison, survey: Survey) -> Table | None:
    """Needs and audiences for which more people are served, or fewer."""
    if not found.served:
        return None
    rows = tuple(_served_row(item, survey) for item in found.served[:MAX_LINES])
    left = len(found.served) - len(rows)
    return Table(
        caption=f"Qui est servi, là où cela change depuis {month_name(found.before.mois)}",
        corner="Besoin et public",
        columns=(
            "Habitants servis alors",
            "Aujourd’hui",
            "Écart",
            "Aides alors",
            "Aides aujourd’hui",
        ),
        bodies=(TableBody(head=None, rows=rows),),
        note=f"Les plus grands écarts d’abord\u00a0; {counted(left, 'autre')} dans les données."
        if left
        else "",
        csv_url=urls.HISTORY_CSV,
    )


def _served_row(item: ServedChange, survey: Survey) -> TableRow:
    need, whom = need_name(item.theme, survey.labels), audience_name(item.public, survey.labels)
    return TableRow(
        head=Link(
            label=f"{need}, {whom[:1].lower()}{whom[1:]}",
            url=urls.coverage_theme_url(item.theme) if item.theme else "",
        ),
        cells=(
            number_text(item.avant),
            number_text(item.apres),
            signed(item.apres - item.avant),
            number_text(item.services_avant),
            number_text(item.services_apres),
        ),
    )
