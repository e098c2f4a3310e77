"""When services can be asked for, and the days on which nobody answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import EtatPrecisions, Periode
from generator.plan.relation_windows import (
    YEAR,
    Hole,
    Window,
    first_hole,
    is_closed,
    never_together,
    open_window,
    season,
    season_hole,
)
from tests.plan.conftest import SERVICE

TODAY = date(2026, 11, 21)
FAR = 40  # days that the brute force looks at


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def state(etat: str, since: int | None = None, until: int | None = None):
    details = EtatPrecisions(
        depuis=None if since is None else day(since), jusqu_a=None if until is None else day(until)
    )
    return replace(SERVICE, etat=etat, etat_precisions=details)


@pytest.mark.parametrize(
    ("service", "window", "closed"),
    [
        (state("actif"), Window(), False),
        (state("actif", 3, 9), Window(first=day(3), last=day(9)), False),
        (state("actif", None, -1), Window(last=day(-1)), True),
        (state("actif", None, 0), Window(last=day(0)), False),
        (state("a-confirmer", 3, -9), Window(), False),
        (state("suspendu"), None, True),
        (state("suspendu", -5, 5), Window(first=day(6)), False),
        (state("suspendu", -5, -1), Window(first=day(0)), True),
        (state("budget-epuise", None, 5), Window(first=day(6)), False),
        (state("termine"), None, True),
        (state("termine", -5), Window(last=day(-6)), True),
        (state("termine", 5), Window(last=day(4)), False),
    ],
)
def test_a_state_and_its_dates_say_when_a_service_can_be_asked_for(
    service, window: Window | None, closed: bool
) -> None:
    assert open_window(service) == window
    assert is_closed(service, TODAY) is closed


BOUNDS = st.one_of(st.none(), st.integers(-5, FAR - 10))
WINDOWS = st.tuples(BOUNDS, BOUNDS).filter(
    lambda pair: pair[0] is None or pair[1] is None or pair[0] <= pair[1]
)


def window_of(bounds) -> Window:
    first, last = bounds
    return Window(
        first=None if first is None else day(first), last=None if last is None else day(last)
    )


def holds(window: Window, moment: date) -> bool:
    return (window.first is None or window.first <= moment) and (
        window.last is None or moment <= window.last
    )


@given(WINDOWS, st.lists(WINDOWS, max_size=4))
def test_the_first_hole_is_the_one_that_day_after_day_finds(wanted, offered) -> None:
    asked, windows = window_of(wanted), [window_of(item) for item in offered]
    empty = [
        moment
        for moment in map(day, range(FAR))
        if holds(asked, moment) and not any(holds(item, moment) for item in windows)
    ]

    hole = first_hole(asked, windows, TODAY)

    if not empty:
        assert hole is None
        return
    assert hole is not None
    assert hole.first == empty[0]
    run = next(
        (rank for rank, moment in enumerate(empty) if moment != empty[0] + timedelta(days=rank)),
        len(empty),
    )
    assert hole.last == (None if empty[run - 1] == day(FAR - 1) else empty[run - 1])


def test_a_relay_that_opens_the_day_after_leaves_no_hole() -> None:
    assert first_hole(Window(), [Window(last=day(3)), Window(first=day(4))], TODAY) is None
    assert first_hole(Window(), [Window(last=day(3)), Window(first=day(5))], TODAY) == Hole(
        first=day(4), last=day(4)
    )


def test_dates_at_the_end_of_the_calendar_are_dates_like_others() -> None:
    for etat in ("actif", "suspendu", "termine"):
        for moment in (date.min, date.max):
            details = EtatPrecisions(depuis=moment, jusqu_a=moment)
            found = open_window(replace(SERVICE, etat=etat, etat_precisions=details))
            first_hole(found or Window(), [found or Window()], TODAY)
    assert never_together(Window(last=date.min), Window(first=date.max))


def seasonal(start: str, end: str):
    details = EtatPrecisions(periode=Periode(debut=start, fin=end))
    return replace(SERVICE, etat="saisonnier", etat_precisions=details)


@pytest.mark.parametrize(
    ("one", "other", "hole"),
    [
        (("06-01", "09-30"), ("10-01", "05-31"), ("10-01", "05-31")),
        (("11-01", "02-28"), ("03-01", "10-31"), ("03-01", "10-31")),
        (("01-01", "12-31"), ("06-01", "06-30"), None),
        (("12-31", "01-01"), ("06-01", "06-30"), ("01-02", "12-30")),
    ],
)
def test_a_season_may_go_over_the_new_year(one, other, hole) -> None:
    left = YEAR & ~season(seasonal(*one))

    assert bool(left) is (hole is not None)
    if hole is not None:
        assert season_hole(left) == hole
    assert season(seasonal(*other)).bit_count() in (30, 31, 245, 244, 243)


def test_what_is_not_seasonal_has_all_the_year() -> None:
    assert season(state("actif")) == YEAR
    assert season_hole(YEAR) == ("01-01", "12-31")
