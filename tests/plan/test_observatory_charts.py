"""Bars and lines: whole places on paper that follow the figures, and a table that says the same."""

from hypothesis import given
from hypothesis import strategies as st

from generator.history import Point
from generator.plan.observatory_charts import (
    WIDTH,
    Measure,
    Series,
    bar_chart,
    month_name,
    trend_chart,
)
from generator.view_parts import Link

COUNTS = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000)),
    min_size=1,
    max_size=20,
)


def chart(counts: list[tuple[int, int, int]]):  # type: ignore[no-untyped-def]
    measures = [
        Measure(head=Link(label=f"Besoin {rank}", url=""), parts=parts)
        for rank, parts in enumerate(counts)
    ]
    return bar_chart(
        "a", "Titre", "Texte.", corner="Besoin", parts=("A", "B", "C"), measures=measures
    )


@given(COUNTS)
def test_bars_follow_their_figures_and_stay_on_the_paper(
    counts: list[tuple[int, int, int]],
) -> None:
    drawn = chart(counts)
    longest = max(map(sum, counts))

    assert len(drawn.bars) == len(counts)
    for bar, parts in zip(drawn.bars, counts, strict=True):
        length = sum(part.width for part in bar.parts)
        assert abs(length - (310 * sum(parts) / longest if longest else 0)) <= 1
        assert bar.end < WIDTH
        assert [part.x for part in bar.parts] == sorted(part.x for part in bar.parts)
        assert all(part.width > 0 for part in bar.parts)


@given(COUNTS)
def test_the_table_of_bars_has_every_figure_and_its_total(
    counts: list[tuple[int, int, int]],
) -> None:
    table = chart(counts).table
    rows = [[int(cell.replace("\u202f", "")) for cell in row.cells] for row in table.bodies[0].rows]

    assert table.columns == ("A", "B", "C", "Total")
    assert rows == [[*parts, sum(parts)] for parts in counts]


def test_one_kind_of_bar_needs_no_total() -> None:
    measures = [Measure(head=Link(label="Doubs", url=""), parts=(3,))]
    drawn = bar_chart("a", "T", "T.", corner="Lieu", parts=("Aides",), measures=measures)

    assert drawn.table.columns == ("Aides",)
    assert drawn.table.bodies[0].rows[0].cells == ("3",)


def test_bars_of_nothing_are_drawn_without_length() -> None:
    assert [bar.parts for bar in chart([(0, 0, 0)]).bars] == [()]


def points(*values: float | None) -> tuple[Point, ...]:
    return tuple(
        Point(mois=f"{2020 + rank // 12}-{rank % 12 + 1:02}", valeur=value)
        for rank, value in enumerate(values)
    )


def test_a_trend_needs_two_months() -> None:
    assert trend_chart("a", "T", "T.", (Series(label="Aides", points=points(3)),)) is None
    assert trend_chart("a", "T", "T.", ()) is None
    assert trend_chart("a", "T", "T.", (Series(label="Aides", points=points(3, 4)),)) is not None


def test_a_month_that_does_not_say_cuts_the_line_and_is_unknown_in_the_table() -> None:
    series = Series(label="Aides", points=points(1, 2, None, 3, 4))
    drawn = trend_chart("a", "T", "T.", (series,))
    assert drawn is not None

    assert len(drawn.lines[0].paths) == 2
    assert len(drawn.lines[0].dots) == 4
    assert [row.cells for row in drawn.table.bodies[0].rows][2] == ("inconnu",)
    assert drawn.lines[0].end.label == "4"


@given(st.lists(st.none() | st.floats(0, 1e6), min_size=2, max_size=60))
def test_a_line_stays_on_the_paper_and_goes_up_with_its_figures(
    values: list[float | None],
) -> None:
    drawn = trend_chart("a", "T", "T.", (Series(label="Aides", points=points(*values)),))
    assert drawn is not None
    known = [value for value in values if value is not None]
    dots = drawn.lines[0].dots

    assert len(dots) == len(known)
    assert all(16 <= dot.y <= 176 and 44 <= dot.x <= 310 for dot in dots)
    for (dot, value), (other, more) in zip(
        zip(dots, known, strict=True), zip(dots[1:], known[1:], strict=True), strict=False
    ):
        assert (dot.y - other.y) * (more - value) >= 0 or abs(dot.y - other.y) <= 1
    assert 2 <= len(drawn.months) <= 7


def test_a_line_tells_its_unit_wherever_it_prints_a_value() -> None:
    series = Series(label="Part", points=points(40, 83), unit="\u00a0%")
    drawn = trend_chart("a", "T", "T.", (series,))
    assert drawn is not None

    assert drawn.lines[0].end.label == "83\u00a0%"
    assert {level.label[-2:] for level in drawn.levels} == {"\u00a0%"}
    assert drawn.table.bodies[0].rows[0].cells == ("40\u00a0%",)


def test_a_month_is_said_in_words() -> None:
    assert month_name("2026-11") == "novembre 2026"
