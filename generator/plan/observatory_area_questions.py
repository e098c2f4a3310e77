"""Plan: one territory → what is out of date there, whose job it is, and what improved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
    TrendChart,
)
from generator.history import (
    ALL,
    AreaLine,
    Snapshot,
    area_trend,
    months_before,
    snapshot_at,
)
from generator.model import Territory
from generator.observatory_view import (
    Question,
)
from generator.plan import urls
from generator.plan.observatory_charts import Series, month_name, trend_chart
from generator.plan.observatory_frame import Survey
from generator.plan.wording import counted, number_text
from generator.view_parts import Link

_KEEPERS = 8
_QUARTER = 3  # months
_SAME = "="

Due = Mapping[str, Mapping[str, int]]  # territory → structure → its services to check


def due_by_area(survey: Survey) -> Due:
    """For each served territory, who has services to check that are valid there."""
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for keeper in survey.keepers:
        for service, fresh in keeper.services:
            for area in survey.coverage.reached(service) if fresh.due else ():
                found[area][keeper.structure.id] += 1
    return found


def stale_here(area: Territory, due: Due, survey: Survey) -> Question:
    """What is out of date, and whose job it is."""
    here = due.get(area.code, {})
    names = {keeper.structure.id: keeper.structure.nom for keeper in survey.keepers}
    worst = sorted(here, key=lambda name: (-here[name], names[name].casefold(), name))
    count = sum(here.values())
    rows = tuple(
        TableRow(
            head=Link(label=names[name], url=urls.partner_url(name)),
            cells=(number_text(here[name]),),
        )
        for name in worst[:_KEEPERS]
    )
    return Question(
        heading="Qu’est-ce qui n’est plus à jour, et qui doit s’en occuper\u00a0?",
        anchor="a-verifier",
        answer=f"{counted(count, 'fiche valable', 'fiches valables')} ici "
        f"{'est' if count == 1 else 'sont'} à vérifier, par {counted(len(here), 'structure')}."
        if count
        else "Aucune fiche valable ici n’est à vérifier aujourd’hui.",
        figures=(),
        table=Table(
            caption="Qui a des fiches à vérifier ici",
            corner="Structure",
            columns=("Fiches à vérifier",),
            bodies=(TableBody(head=None, rows=rows),),
            note=f"Et {counted(len(worst) - _KEEPERS, 'autre structure', 'autres structures')}."
            if len(worst) > _KEEPERS
            else "",
        )
        if rows
        else None,
        links=(Link(label="Ce qui est à vérifier", url=urls.FRESHNESS),),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Then:
    """A territory as a month counted it."""

    mois: str
    line: AreaLine
    needs: tuple[int, ...]  # ranks of the great themes


def improved_here(area: Territory, survey: Survey) -> Question | None:
    """What changed since three months, or since the first month; `None` with nothing before."""
    history = survey.history
    now = _then(history[-1], area.code)
    before = snapshot_at(history[:-1], months_before(history[-1].mois, _QUARTER))
    then = _then(before or history[0], area.code) if len(history) > 1 else None
    if now is None or then is None:
        return None
    rows = tuple(_changes(then, now))
    return Question(
        heading="Qu’est-ce qui s’est amélioré\u00a0?",
        anchor="ce-qui-progresse",
        answer=_answer(then, rows),
        figures=(),
        table=Table(
            caption=f"Entre {month_name(then.mois)} et {month_name(now.mois)}",
            corner="Ce qui est compté",
            columns=(month_name(then.mois), month_name(now.mois), "Écart"),
            bodies=(TableBody(head=None, rows=rows),),
        ),
        links=(Link(label="Ce qui progresse partout", url=urls.PROGRESS),),
    )


def trend_here(area: Territory, survey: Survey) -> TrendChart | None:
    """How many services there are, month after month."""
    return trend_chart(
        "tendance",
        "Mois après mois",
        "Le nombre d’aides et de services ouverts sur ce territoire, relevé après relevé.",
        (Series(label="Aides et services", points=area_trend(survey.history, area.code)),),
        csv_url=urls.HISTORY_CSV,
    )


def _then(item: Snapshot, area: str) -> _Then | None:
    line = item.territoires.get(area)
    if line is None or ALL not in item.themes:
        return None
    needs = tuple(rank for rank, theme in enumerate(item.themes) if theme != ALL)
    return _Then(mois=item.mois, line=line, needs=needs)


def _changes(then: _Then, now: _Then) -> Iterator[TableRow]:
    for label, before, after in (
        ("Aides et services", then.line.services[0], now.line.services[0]),
        ("Besoins servis", _answered(then), _answered(now)),
    ):
        yield TableRow(
            head=Link(label=label, url=""),
            cells=(number_text(before), number_text(after), _signed(after - before)),
        )


def _answer(then: _Then, rows: Iterable[TableRow]) -> str:
    """« Depuis août 2026 : + 2 aides et services. »."""
    moved = [f"{row.cells[2]} {row.head.label.lower()}" for row in rows if row.cells[2] != _SAME]
    if not moved:
        return f"Aucun de ces chiffres n’a changé depuis {month_name(then.mois)}."
    return f"Depuis {month_name(then.mois)}\u00a0: {', '.join(moved)}."


def _answered(month: _Then) -> int:
    return sum(bool(month.line.services[rank]) for rank in month.needs)


def _signed(number: int) -> str:
    """+ 3, − 2, =."""
    if not number:
        return _SAME
    return f"{'+' if number > 0 else '−'}\u00a0{number_text(abs(number))}"
