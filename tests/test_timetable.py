"""Opening hours laid out in weeks: they say at each instant what the library says."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import opening_hours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Citation, Lieu, Service, Structure
from generator.timetable import (
    HORIZON_DAYS,
    Timetable,
    any_open,
    is_valid,
    service_hours,
    service_timetable,
    weekly_timetable,
)

FIXTURE = json.loads(
    (Path(__file__).parent / "fixtures" / "horaires.json").read_text(encoding="utf-8")
)
START = date.fromisoformat(FIXTURE["debut"])
MONDAY = datetime(2026, 11, 16)  # noqa: DTZ001 - the clock on the wall
HORIZON = START + timedelta(days=HORIZON_DAYS)
TELLABLE = (
    "24/7",
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
    "Mo-Fr 22:00-06:00; PH off",
    "PH 10:00-12:00",
    "Mo-Su 20:00-26:00",
    "Jun-Sep Mo-Sa 08:00-20:00; Aug 15 off",
    "week 1-53/2 Mo 09:00-12:00; week 2-52/2 Th 14:00-17:00",
    "Mo[1] 10:00-12:00; Mo[-1] 14:00-15:30",
    "easter -2 days 10:00-12:00",
    "Mo-Fr 09:00-12:00, Mo-Fr 14:00-16:00 unknown",
    '24/7; Dec 20-Jan 05 off "congés"',
    "2027 Mar 28 00:00-24:00; 2027 Oct 31 00:00-04:00",
)
UNTELLABLE = (
    "Mo-Fr 09:00-17:00; SH off",
    "sunrise-sunset",
    "Mo 17:00+",
    'Mo-Fr 09:00-12:00 || "sur rendez-vous"',
)

times = st.integers(min_value=0, max_value=24 * 60 - 1)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")  # PH comes last in a list


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def rules(draw: st.DrawFn) -> str:
    first, second = draw(times), draw(times)
    months = draw(st.sampled_from(("", "Jun-Sep ", "Nov-Feb ", "week 1-53/2 ", "Dec 24-Jan 02 ")))
    chosen = ",".join(sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1)), key=DAYS.index))
    state = draw(st.sampled_from((f"{clock(first)}-{clock(second)}", "off", "unknown", "open")))
    return f"{months}{chosen} {state}"


texts = st.one_of(
    st.sampled_from(TELLABLE), st.lists(rules(), min_size=1, max_size=3).map("; ".join)
)
moments = st.integers(min_value=0, max_value=HORIZON_DAYS * 24 * 60).map(
    lambda minutes: MONDAY + timedelta(minutes=minutes)
)


@given(text=texts, moment=moments)
def test_a_timetable_says_what_the_library_says(text: str, moment: datetime) -> None:
    state, comment = opening_hours.OpeningHours(text, country="FR").state(moment)

    said = weekly_timetable(text, START).at(moment)

    if state == opening_hours.State.CLOSED:
        assert said is False
    elif state == opening_hours.State.OPEN and not comment:
        assert said is True
    else:
        assert said is None


@given(text=st.sampled_from(UNTELLABLE), moment=moments)
def test_what_depends_on_more_than_the_text_is_unknown(text: str, moment: datetime) -> None:
    assert weekly_timetable(text, START).at(moment) is None


@pytest.mark.parametrize("place", FIXTURE["lieux"], ids=lambda place: place["cas"])
def test_a_place_of_the_fixture_is_open_when_it_says(place: dict[str, object]) -> None:
    timetable = weekly_timetable(str(place["texte"]), START, str(place.get("commune", "")))
    zone = ZoneInfo(timetable.zone or "Europe/Paris")
    expected = place["moments"]
    assert isinstance(expected, dict)

    said = {
        moment: timetable.at(datetime.fromisoformat(moment).astimezone(zone)) for moment in expected
    }

    assert said == expected


def test_equal_weeks_are_told_once_and_holidays_have_theirs() -> None:
    timetable = weekly_timetable("Mo-Fr 09:00-12:00; PH off", START)

    assert len(timetable.weeks) == 5  # an ordinary one, a holiday on Thursday, Friday, Monday, both
    assert sum(count for _, count in timetable.runs) == 58


def test_the_horizon_is_where_nothing_is_said_any_more() -> None:
    timetable = weekly_timetable("24/7", START)
    inside = datetime.combine(HORIZON, datetime.min.time()) - timedelta(minutes=1)

    assert timetable.at(inside) is True
    assert timetable.at(inside + timedelta(days=8)) is None
    assert timetable.at(MONDAY - timedelta(minutes=1)) is None


def test_hours_that_no_machine_reads_are_not_valid() -> None:
    assert is_valid("Mo-Fr 09:00-12:00; PH off")
    assert not is_valid("du lundi au vendredi")


def structure(**values: object) -> Structure:
    known = {"id": "s", "nom": "S", "date_maj": START, "sources": (Citation(nom="x"),)}
    return Structure(**(known | values))  # type: ignore[arg-type]


def service(**values: object) -> Service:
    known = {
        "id": "a",
        "nom": "A",
        "structure": "s",
        "resume": "r",
        "thematiques": ("mobilite--se-deplacer",),
        "zone_eligibilite": ("france",),
        "etat": "actif",
        "date_maj": START,
        "sources": (Citation(nom="x"),),
    }
    return Service(**(known | values))  # type: ignore[arg-type]


STRUCTURE = structure(horaires_accueil="Mo 09:00-10:00", code_insee="43157")


def test_a_service_has_its_own_hours_first() -> None:
    own = service(horaires_accueil="Tu 09:00-10:00", lieux=(Lieu(horaires_accueil="24/7"),))

    assert service_hours(own, STRUCTURE) == (("Tu 09:00-10:00", "43157"),)


def test_a_service_then_has_the_hours_of_its_places() -> None:
    places = (Lieu(horaires_accueil="Tu 09:00-10:00", code_insee="25056"), Lieu())

    hours = service_hours(service(lieux=places), STRUCTURE)

    assert hours == (("Tu 09:00-10:00", "25056"), ("24/7 unknown", ""))


def test_a_service_that_receives_people_then_has_the_hours_of_its_structure() -> None:
    on_site = service(modes_accueil=("en-presentiel",))
    elsewhere = service(modes_accueil=("en-presentiel",), lieux=(Lieu(nom="Ailleurs"),))

    assert service_hours(on_site, STRUCTURE) == (("Mo 09:00-10:00", "43157"),)
    assert service_hours(elsewhere, STRUCTURE) == ()
    assert service_hours(service(modes_accueil=("a-distance",)), STRUCTURE) == ()
    assert service_timetable(service(), STRUCTURE, START) is None


def test_a_service_is_open_as_soon_as_one_of_its_places_is() -> None:
    places = (
        Lieu(horaires_accueil="Mo 09:00-12:00"),
        Lieu(horaires_accueil="Mo 11:00-14:00"),
        Lieu(horaires_accueil='Mo 13:00-16:00 "sur rendez-vous"'),
    )

    timetable = service_timetable(service(lieux=places), STRUCTURE, START)

    assert timetable is not None
    assert said(timetable, *range(8, 17)) == [
        False, True, True, True, True, True, None, None, False,
    ]  # fmt: skip


def said(timetable: Timetable, *hours: int) -> list[bool | None]:
    """What is said of these hours of the first Monday."""
    return [timetable.at(MONDAY + timedelta(hours=hour)) for hour in hours]


@given(first=texts, second=texts, moment=moments)
def test_two_places_are_the_union_of_each(first: str, second: str, moment: datetime) -> None:
    tables = [weekly_timetable(text, START) for text in (first, second)]
    states = {table.at(moment) for table in tables}

    together = any_open(tables)

    assert together is not None
    assert together.at(moment) is (True if True in states else None if None in states else False)
