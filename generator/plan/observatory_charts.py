"""Plan: figures → bars and lines as numbers on paper, each beside the table that says the same.

The drawing is 360 units wide: it fits the smallest screen with its words still readable, and a
large one never makes it larger than its place. Every place is a whole number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, log10

from generator.chart_view import (
    Bar,
    BarChart,
    BarPart,
    Dot,
    Key,
    Table,
    TableBody,
    TableRow,
    TrendChart,
    TrendLine,
)
from generator.french_words import MONTHS
from generator.history import Point
from generator.plan.wording import number_text
from generator.view_parts import Link

WIDTH = 360
_BAR_ROOM = 310  # the rest is for the value at the end of the longest bar
_BAR_PITCH = 46
_VALUE_GAP = 6
_TREND_LEFT, _TREND_RIGHT, _TREND_TOP, _TREND_BOTTOM = 44, 310, 16, 176
_LEVELS = 4
_MAX_MONTHS = 6  # written under the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of a bar chart: its parts in the order of the legend."""

    head: Link
    parts: tuple[int, ...]


def bar_chart(
    anchor: str,
    heading: str,
    description: str,
    *,
    corner: str,
    parts: tuple[str, ...],
    measures: Sequence[Measure],
    csv_url: str = "",
) -> BarChart:
    """Stacked bars: one a measure, one part a name of `parts`, and the total at the end."""
    longest = max((sum(measure.parts) for measure in measures), default=0)
    total = ("Total",) if len(parts) > 1 else ()
    rows = tuple(
        TableRow(
            head=measure.head,
            cells=tuple(
                map(number_text, (*measure.parts, *((sum(measure.parts),) if total else ())))
            ),
        )
        for measure in measures
    )
    return BarChart(
        anchor=anchor,
        heading=heading,
        description=description,
        height=max(len(measures) * _BAR_PITCH, 1),
        bars=tuple(_bars(measures, longest)),
        legend=tuple(Key(kind=str(rank), label=name) for rank, name in enumerate(parts, start=1)),
        table=Table(
            caption=f"{heading}, en chiffres",
            corner=corner,
            columns=(*parts, *total),
            bodies=(TableBody(head=None, rows=rows),),
            csv_url=csv_url,
        ),
    )


def _bars(measures: Iterable[Measure], longest: int) -> Iterator[Bar]:
    for rank, measure in enumerate(measures):
        places = [0]
        for count in measure.parts:
            places.append(places[-1] + count)
        drawn = [round(place * _BAR_ROOM / longest) if longest else 0 for place in places]
        yield Bar(
            label=measure.head.label,
            value=number_text(sum(measure.parts)),
            y=rank * _BAR_PITCH,
            end=drawn[-1] + _VALUE_GAP,
            parts=tuple(
                BarPart(x=start, width=end - start, kind=str(kind))
                for kind, (start, end) in enumerate(pairwise(drawn), start=1)
                if end > start
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of a trend: month after month, oldest first."""

    label: str
    points: tuple[Point, ...]
    unit: str = ""  # after each value: "\u00a0%"


def trend_chart(
    anchor: str, heading: str, description: str, series: Sequence[Series], *, csv_url: str = ""
) -> TrendChart | None:
    """Lines on one scale, from zero; `None` while there are not two months to compare."""
    months = tuple(point.mois for point in series[0].points) if series else ()
    if len(months) < 2:
        return None
    values = [point.valeur for one in series for point in one.points if point.valeur is not None]
    top = _round_top(max(values, default=0.0))
    units = {one.unit for one in series}
    unit = units.pop() if len(units) == 1 else ""
    levels = tuple(
        Dot(
            x=_TREND_LEFT,
            y=_height(top * step / _LEVELS, top),
            label=f"{number_text(top * step / _LEVELS)}{unit}",
        )
        for step in range(_LEVELS + 1)
    )
    return TrendChart(
        anchor=anchor,
        heading=heading,
        description=description,
        lines=tuple(_line(str(rank), one, top) for rank, one in enumerate(series, start=1)),
        levels=levels,
        months=tuple(_month_dots(months)),
        table=_trend_table(f"{heading}, en chiffres", months, series, csv_url),
    )


def month_name(mois: str) -> str:
    """`2026-11` → novembre 2026."""
    return f"{MONTHS[int(mois[5:]) - 1]} {mois[:4]}"


def _month_dots(months: Sequence[str]) -> Iterator[Dot]:
    """The first month, the last, and as many between as there is room for."""
    step = ceil((len(months) - 1) / (_MAX_MONTHS - 1)) or 1
    last = len(months) - 1
    for rank, mois in enumerate(months):
        if rank == last or (rank % step == 0 and last - rank >= step):
            yield Dot(
                x=_abscissa(rank, len(months)),
                y=_TREND_BOTTOM + 18,
                label=f"{mois[5:]}/{mois[2:4]}",
            )


def _line(kind: str, one: Series, top: float) -> TrendLine:
    count = len(one.points)
    dots = [
        (
            rank,
            Dot(
                x=_abscissa(rank, count),
                y=_height(point.valeur, top),
                label=f"{month_name(point.mois)}\u00a0: {number_text(point.valeur)}{one.unit}",
            ),
        )
        for rank, point in enumerate(one.points)
        if point.valeur is not None
    ]
    # A month that does not say cuts the line: consecutive ranks go together.
    runs = groupby(enumerate(dots), key=lambda pair: pair[0] - pair[1][0])
    paths = [[dot for _, (_, dot) in run] for _, run in runs]
    known = [point.valeur for point in one.points if point.valeur is not None]
    last = dots[-1][1] if dots else Dot(x=_TREND_LEFT, y=_TREND_BOTTOM, label="")
    value = f"{number_text(known[-1])}{one.unit}" if known else ""
    return TrendLine(
        kind=kind,
        label=one.label,
        paths=tuple(" ".join(f"{dot.x},{dot.y}" for dot in path) for path in paths if path[1:]),
        dots=tuple(dot for _, dot in dots),
        end=Dot(x=last.x + _VALUE_GAP, y=last.y, label=value),
    )


def _trend_table(
    caption: str, months: Sequence[str], series: Sequence[Series], csv_url: str
) -> Table:
    rows = tuple(
        TableRow(
            head=Link(label=month_name(mois), url=""),
            cells=tuple(_value(one, rank) for one in series),
        )
        for rank, mois in enumerate(months)
    )
    return Table(
        caption=caption,
        corner="Mois",
        columns=tuple(one.label for one in series),
        bodies=(TableBody(head=None, rows=rows),),
        csv_url=csv_url,
    )


def _value(one: Series, rank: int) -> str:
    value = one.points[rank].valeur
    return "inconnu" if value is None else f"{number_text(value)}{one.unit}"


def _abscissa(rank: int, count: int) -> int:
    return _TREND_LEFT + round(rank * (_TREND_RIGHT - _TREND_LEFT) / max(count - 1, 1))


def _height(value: float, top: float) -> int:
    return _TREND_BOTTOM - round(value * (_TREND_BOTTOM - _TREND_TOP) / top)


def _round_top(value: float) -> float:
    """The least of 4, 8, 20, 40, 80, 200… that is not under a value: its quarters are whole."""
    if value <= 0:
        return float(_LEVELS)
    power = 10.0 ** int(log10(value))
    tops = (scale * step for scale in (power / 10, power, power * 10) for step in (4, 8, 20))
    return max(next(top for top in tops if top >= value), float(_LEVELS))
