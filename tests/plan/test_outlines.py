"""Contours → where communes are, and which EPCI touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import NO_OUTLINES
from generator.plan.outlines import centre, plan_outlines

LE_PUY, POLIGNAC, YSSINGEAUX, BESANCON = "43157", "43152", "43268", "25056"
PUY_EPCI = "200073419"


def square(latitude: float, longitude: float, side: float = 0.1) -> tuple[tuple[float, float], ...]:
    north, east = round(latitude + side, 3), round(longitude + side, 3)
    return (
        (latitude, longitude),
        (latitude, east),
        (north, east),
        (north, longitude),
        (latitude, longitude),
    )


def test_the_centre_of_a_square_is_its_middle() -> None:
    assert centre((square(45.0, 3.8),)) == pytest.approx((45.05, 3.85))


def test_a_small_island_does_not_move_the_centre() -> None:
    assert centre((square(45.0, 3.8), square(49.0, 9.0, 0.01))) == pytest.approx((45.05, 3.85))


def test_a_contour_without_surface_has_its_first_point_for_centre() -> None:
    assert centre((((45.0, 3.8), (45.0, 3.8)),)) == (45.0, 3.8)


@given(
    st.lists(
        st.tuples(st.floats(41, 51, width=32), st.floats(-5, 9, width=32)), min_size=1, max_size=8
    )
)
def test_any_ring_has_a_centre(ring: list[tuple[float, float]]) -> None:
    latitude, longitude = centre((tuple(ring),))

    assert latitude == latitude  # a number  # noqa: PLR0124
    assert longitude == longitude  # noqa: PLR0124


def test_epci_that_share_a_vertex_are_neighbours(referentiels) -> None:
    contours = {
        LE_PUY: (square(45.0, 3.8),),
        POLIGNAC: (square(45.1, 3.8),),
        YSSINGEAUX: (square(45.0, 3.9),),
        BESANCON: (square(47.2, 6.0),),
    }
    sucs = referentiels.communes[YSSINGEAUX][1]

    outlines = plan_outlines(contours, referentiels)

    assert set(outlines.centres) == set(contours)
    assert outlines.neighbours == {PUY_EPCI: (sucs,), sucs: (PUY_EPCI,)}


def test_what_is_no_commune_of_today_is_left_out(referentiels) -> None:
    assert plan_outlines({"43146": (square(45.0, 3.8),)}, referentiels) == NO_OUTLINES
    assert plan_outlines({}, referentiels) == NO_OUTLINES
