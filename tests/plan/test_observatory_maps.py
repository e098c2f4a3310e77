"""Contours → a drawing: neighbours keep one border, the inside of a group is not drawn."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import Ring
from generator.observatory import NON_RECENSE, SERVI
from generator.plan.observatory_maps import SIDE, MapValue, draw, map_view


def square(south: float, west: float, side: float = 0.1) -> Ring:
    north, east = south + side, west + side
    return ((south, west), (south, east), (north, east), (north, west), (south, west))


GRID = {
    f"{row}{column}": (square(45 + row / 10, 3 + column / 10),)
    for row in range(3)
    for column in range(3)
}


def corners(path: str) -> list[tuple[int, int]]:
    """The points of a path, from its relative steps."""
    found = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


def test_without_contours_there_is_no_drawing() -> None:
    assert draw({"a": ("00", "01")}, {}) is None
    assert draw({"a": ("99",)}, GRID) is None


def test_communes_of_one_group_have_one_outline() -> None:
    drawing = draw({"all": tuple(GRID)}, GRID)
    assert drawing is not None

    assert drawing.groups["all"].path.count("M") == 1
    assert len(corners(drawing.groups["all"].path)) == 4


def test_a_commune_in_the_middle_leaves_a_hole() -> None:
    around = tuple(code for code in GRID if code != "11")
    drawing = draw({"around": around, "middle": ("11",)}, GRID)
    assert drawing is not None

    assert drawing.groups["around"].path.count("M") == 2
    assert set(corners(drawing.groups["middle"].path)) <= set(
        corners(drawing.groups["around"].path)
    )


def test_the_direction_of_a_contour_does_not_matter() -> None:
    turned = {**GRID, "00": (GRID["00"][0][::-1],)}

    assert draw({"a": ("00", "01")}, turned) == draw({"a": ("00", "01")}, GRID)


@given(st.sets(st.sampled_from(sorted(GRID)), min_size=1))
def test_a_drawing_fits_its_paper(codes: set[str]) -> None:
    drawing = draw({code: (code,) for code in sorted(codes)}, GRID)
    assert drawing is not None

    assert max(drawing.width, drawing.height) == SIDE + 8
    for drawn in drawing.groups.values():
        assert all(
            0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in corners(drawn.path)
        )
        assert 0 <= drawn.x <= drawing.width
        assert 0 <= drawn.y <= drawing.height


@given(
    st.lists(
        st.lists(st.tuples(st.floats(-89, 89), st.floats(-179, 179)), min_size=1, max_size=9),
        min_size=1,
        max_size=5,
    )
)
@example([[(0.0, 0.0), (2.2e-311, 0.0)]])
@example([[(0.0, 0.0), (0.0, 2.2e-311)]])
def test_any_contour_that_was_read_can_be_drawn(rings: list[list[tuple[float, float]]]) -> None:
    """Points on one another, lines that cross, a single point: never an error."""
    contours = {str(rank): (tuple(ring),) for rank, ring in enumerate(rings)}

    drawing = draw({code: (code,) for code in contours}, contours)

    assert drawing is not None
    assert set(drawing.groups) <= set(contours)


def test_what_nothing_serves_has_no_depth_and_says_so() -> None:
    values = {
        "a": MapValue(nom="Ici", count=12, etat=SERVI),
        "b": MapValue(nom="Là", count=3, etat=SERVI),
        "c": MapValue(nom="Ailleurs", count=0, etat=NON_RECENSE),
    }
    view = map_view(
        "carte",
        "Carte",
        "Texte.",
        groups={"a": ("00",), "b": ("01",), "c": ("02",)},
        values=values,
        contours=GRID,
    )
    assert view is not None

    assert [area.level for area in view.areas] == [4, 1, 0]
    assert [area.label for area in view.areas] == [
        "Ici\u00a0: 12 aides et services",
        "Là\u00a0: 3 aides et services",
        "Ailleurs\u00a0: 0 aides et services",
    ]


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (("00",), "Ici."),
        (("00", "98"), "Ici. 1 territoire, dont le contour n’est pas connu, n’est pas dessiné."),
        (
            ("00", "98", "99"),
            "Ici. 2 territoires, dont le contour n’est pas connu, ne sont pas dessinés.",
        ),
    ],
)
def test_the_places_without_a_contour_are_told(groups: tuple[str, ...], words: str) -> None:
    values = {code: MapValue(nom=code, count=1, etat=SERVI) for code in groups}

    view = map_view(
        "carte",
        "La carte",
        "Ici.",
        groups={code: (code,) for code in groups},
        values=values,
        contours=GRID,
    )

    assert view is not None
    assert view.description == words
