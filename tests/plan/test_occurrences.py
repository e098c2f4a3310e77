"""When an event is held: its days, the hours that come back, and what is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.entries import Citation, Lieu
from generator.evenements import Evenement, Permanence, Seance
from generator.plan.event_wording import days_text, hours_text, joined, occurrence_text
from generator.plan.occurrences import make_rendezvous
from generator.timetable import HORIZON_DAYS

TODAY = date(2026, 11, 22)  # a Sunday
N = "\u00a0"
DAYS = some.dates(min_value=date(2024, 1, 1), max_value=date(2029, 12, 31))


def event(**changes: object) -> Evenement:
    """An event with what is required."""
    given: dict[str, object] = {
        "id": "forum",
        "nom": "Forum",
        "resume": "Un forum.",
        "type": "forum",
        "date_maj": date(2026, 1, 1),
        "sources": (Citation(nom="Affiche"),),
    }
    return Evenement(**{**given, **changes})  # type: ignore[arg-type]


def days(changed: Evenement, today: date = TODAY) -> list[str]:
    """The days on which an event is held, in order."""
    return [one.jour.isoformat() for one in make_rendezvous(changed, today).occurrences]


def test_hours_given_for_several_days_are_those_of_each() -> None:
    forum = event(
        seances=(
            Seance(jour=date(2027, 3, 16), jusqu_a=date(2027, 3, 18), debut="09:00", fin="17:30"),
        )
    )
    found = make_rendezvous(forum, TODAY).occurrences

    assert [(one.jour.day, one.dernier.day) for one in found] == [(16, 16), (17, 17), (18, 18)]
    assert {(one.debut, one.fin) for one in found} == {(540, 1050)}
    (told,) = joined(found)
    assert (told.jour, told.dernier) == (date(2027, 3, 16), date(2027, 3, 18))


def test_days_without_hours_are_told_at_once() -> None:
    (one,) = make_rendezvous(
        event(seances=(Seance(jour=date(2027, 3, 16), jusqu_a=date(2027, 3, 18)),)), TODAY
    ).occurrences

    assert (one.jour.day, one.dernier.day, one.debut) == (16, 18, None)


def test_dates_come_in_order_whatever_the_order_of_the_file() -> None:
    forum = event(
        seances=(
            Seance(jour=date(2027, 5, 2)),
            Seance(jour=date(2027, 3, 16), debut="14:00"),
            Seance(jour=date(2027, 3, 16), debut="09:00"),
        )
    )

    assert [one.debut for one in make_rendezvous(forum, TODAY).occurrences] == [540, 840, None]


def test_a_permanence_leaves_out_what_it_says_and_public_holidays() -> None:
    desk = event(
        permanences=(
            Permanence(
                horaires="Fr 09:00-12:00; PH off",
                du=date(2026, 12, 11),
                jusqu_a=date(2027, 1, 15),
                sauf=(date(2026, 12, 18),),
            ),
        )
    )

    # The 25th of December and the 1st of January are Fridays.
    assert days(desk) == ["2026-12-11", "2027-01-08", "2027-01-15"]


def test_a_permanence_may_be_held_on_a_rank_of_the_month() -> None:
    desk = event(permanences=(Permanence(horaires="Th[1] 14:00-17:00", jusqu_a=date(2027, 3, 31)),))

    assert days(desk) == ["2026-12-03", "2027-01-07", "2027-02-04", "2027-03-04"]


def test_what_one_must_ask_first_is_not_sure_and_what_nobody_can_tell_is_not_told() -> None:
    asked = event(permanences=(Permanence(horaires='Tu 09:00-12:00 "sur rendez-vous"'),))
    unknown = event(permanences=(Permanence(horaires="Tu 09:00-12:00; SH off"),))

    assert {one.certain for one in make_rendezvous(asked, TODAY).occurrences} == {False}
    assert days(unknown) == []
    assert not make_rendezvous(unknown, TODAY).past


def test_a_date_is_held_at_the_place_that_it_names_else_at_the_only_one() -> None:
    hall, town = Lieu(nom="Halle", commune="Brioude"), Lieu(nom="Mairie", commune="Langeac")
    one = event(lieux=(hall,), seances=(Seance(jour=TODAY),))
    two = event(lieux=(hall, town), seances=(Seance(jour=TODAY, lieu="Mairie"), Seance(jour=TODAY)))

    assert [item.lieu for item in make_rendezvous(one, TODAY).occurrences] == [hall]
    assert [item.lieu for item in make_rendezvous(two, TODAY).occurrences] == [town, None]


def test_a_date_has_its_own_state_else_that_of_the_event() -> None:
    found = make_rendezvous(
        event(etat="complet", seances=(Seance(jour=TODAY, etat="annule"), Seance(jour=TODAY))),
        TODAY,
    ).occurrences

    assert {one.etat for one in found} == {"annule", "complet"}


@pytest.mark.parametrize(
    ("changes", "past"),
    [
        ({"seances": (Seance(jour=TODAY),)}, False),
        ({"seances": (Seance(jour=TODAY - timedelta(days=1)),)}, True),
        ({"seances": (Seance(jour=date(2026, 11, 20), jusqu_a=TODAY),)}, False),
        ({"seances": (Seance(jour=date(2026, 1, 1)), Seance(jour=date(2027, 1, 1)))}, False),
        ({"permanences": (Permanence(horaires="Tu 09:00-12:00"),)}, False),
        (
            {"permanences": (Permanence(horaires="Tu 09:00-12:00", jusqu_a=date(2026, 11, 17)),)},
            True,
        ),
        ({"quand": "Au printemps"}, False),
        ({"quand": "Un mardi", "au_plus_tard": TODAY}, False),
        ({"quand": "Un mardi", "au_plus_tard": date(2025, 5, 15)}, True),
        (
            {
                "quand": "Deux jours",
                "au_plus_tard": date(2025, 5, 15),
                "seances": (Seance(jour=TODAY),),
            },
            False,
        ),
    ],
)
def test_an_event_is_over_the_day_after_its_last_day(
    changes: dict[str, object], past: bool
) -> None:
    assert make_rendezvous(event(**changes), TODAY).past is past


@given(first=DAYS, length=some.integers(0, 31), today=DAYS, timed=some.booleans())
def test_what_is_to_come_is_what_is_not_over(
    first: date, length: int, today: date, timed: bool
) -> None:
    last = first + timedelta(days=length)
    found = make_rendezvous(
        event(seances=(Seance(jour=first, jusqu_a=last, debut="09:00" if timed else None),)),
        today,
    )

    held = {
        one.jour + timedelta(days=rank)
        for one in found.occurrences
        for rank in range((one.dernier - one.jour).days + 1)
    }
    assert held == {first + timedelta(days=rank) for rank in range(length + 1)}
    assert found.past == (last < today) == (not found.upcoming)


@given(
    weekday=some.integers(0, 6), start=DAYS, length=some.integers(0, 600), today=DAYS,
    skipped=some.sets(some.integers(0, 60), max_size=5),
)  # fmt: skip
def test_each_week_of_a_permanence_is_told_from_the_day_of_the_build(
    weekday: int, start: date, length: int, today: date, skipped: set[int]
) -> None:
    end = start + timedelta(days=length)
    closed = tuple(start + timedelta(days=rank) for rank in skipped)
    name = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[weekday]
    desk = event(
        permanences=(
            Permanence(horaires=f"{name} 09:00-12:00", du=start, jusqu_a=end, sauf=closed),
        )
    )
    horizon = today + timedelta(days=HORIZON_DAYS - 1)
    expected = [
        day.isoformat()
        for rank in range((min(end, horizon) - max(start, today)).days + 1)
        if (day := max(start, today) + timedelta(days=rank)).weekday() == weekday
        and day not in closed
    ]

    assert days(desk, today) == expected


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 16), date(2027, 3, 16), f"mardi 16{N}mars 2027"),
        (date(2027, 3, 16), date(2027, 3, 18), f"du mardi 16 au jeudi 18{N}mars 2027"),
        (date(2027, 3, 30), date(2027, 4, 1), f"du mardi 30{N}mars au jeudi 1er{N}avril 2027"),
        (
            date(2026, 12, 31),
            date(2027, 1, 1),
            f"du jeudi 31{N}décembre 2026 au vendredi 1er{N}janvier 2027",
        ),
    ],
)
def test_days_are_said_in_french(first: date, last: date, words: str) -> None:
    assert days_text(first, last) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (540, None, f"à partir de 9{N}h"),
        (570, 1020, f"de 9{N}h{N}30 à 17{N}h"),
        (1200, 1440, f"de 20{N}h à minuit"),
    ],
)
def test_hours_are_said_in_french(start: int | None, end: int | None, words: str) -> None:
    assert hours_text(start, end) == words


def test_a_time_that_is_not_sure_says_so() -> None:
    desk = event(permanences=(Permanence(horaires='Tu 09:00-12:00 "sur rendez-vous"'),))
    first = make_rendezvous(desk, TODAY).occurrences[0]

    assert occurrence_text(first) == (f"Mardi 24{N}novembre 2026, de 9{N}h à 12{N}h (à confirmer)")
