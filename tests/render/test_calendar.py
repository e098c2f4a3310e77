"""The agendas: read again by the library, expanded by another one, and compared with the dates."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar, Event

from generator.entries import Citation, Lieu, RichText
from generator.evenements import Atelier, Evenement, Occurrence, Permanence, Rendezvous, Seance
from generator.plan.occurrences import make_rendezvous
from generator.render.calendar import render_calendars
from generator.render.calendar_series import in_series
from generator.render.calendar_zones import ZONES
from generator.site_plan import SitePlan
from generator.timetable import time_zone
from tests.sites.building import TODAY, complete_site
from tests.sites.hostile import HOSTILE

HALL = Lieu(nom="Halle", commune="Brioude", code_postal="43100", latitude=45.3, longitude=3.4)


def event(identifier: str = "forum", **changes: object) -> Evenement:
    """An event with what is required."""
    given: dict[str, object] = {
        "id": identifier,
        "nom": "Forum de l’emploi",
        "resume": "Des stands, des ateliers.",
        "type": "forum",
        "date_maj": date(2026, 11, 2),
        "sources": (Citation(nom="Affiche"),),
    }
    return Evenement(**{**given, **changes})  # type: ignore[arg-type]


def plan_of(*events: Evenement, today: date = TODAY) -> SitePlan:
    """The plan of a site that has these events."""
    meetings = tuple(make_rendezvous(one, today) for one in events)
    return replace(complete_site().plan, meetings=meetings, today=today)


def calendars(*events: Evenement, today: date = TODAY) -> dict[str, Calendar]:
    """Path → calendar, each read again."""
    made = render_calendars(plan_of(*events, today=today))
    return {item.path: Calendar.from_ical(item.content.decode()) for item in made}


def only(**changes: object) -> Event:
    """The one entry of the agenda of an event."""
    (found,) = calendars(event(**changes))["evenements/forum.ics"].walk("VEVENT")
    assert isinstance(found, Event)
    return found


def test_every_event_with_dates_has_its_agenda_and_one_holds_them_all() -> None:
    made = calendars(
        event("forum", seances=(Seance(jour=date(2027, 3, 16)),)),
        event("debat", quand="Un mardi"),
        event("bilan", seances=(Seance(jour=date(2027, 4, 16)),)),
    )

    assert set(made) == {"evenements/forum.ics", "evenements/bilan.ics", "agenda.ics"}
    assert len(made["agenda.ics"].walk("VEVENT")) == 2
    assert calendars() == {}


def test_an_agenda_without_a_date_still_holds_a_component() -> None:
    made = calendars(event(quand="Un mardi"))["agenda.ics"]

    assert [part.name for part in made.subcomponents] == ["VTIMEZONE"]


def test_a_time_is_told_at_the_hour_of_the_place() -> None:
    found = only(
        lieux=(HALL,), seances=(Seance(jour=date(2027, 3, 16), debut="09:00", fin="17:30"),)
    )

    assert found["DTSTART"].params["TZID"] == "Europe/Paris"
    assert found.decoded("DTSTART").replace(tzinfo=None).isoformat() == "2027-03-16T09:00:00"
    assert found.decoded("DTEND").replace(tzinfo=None).isoformat() == "2027-03-16T17:30:00"
    assert found["LOCATION"] == "Halle, 43100 Brioude"
    assert found["GEO"].to_ical() == "45.3;3.4"
    assert found["UID"] == "forum-20270316T0900@example.org.complet"
    assert str(found["DTSTAMP"].to_ical(), "ascii") == "20261102T000000Z"


def test_a_day_without_hours_is_a_whole_day_and_its_end_is_the_day_after() -> None:
    found = only(seances=(Seance(jour=date(2027, 3, 16), jusqu_a=date(2027, 3, 18)),))

    assert found.decoded("DTSTART") == date(2027, 3, 16)
    assert found.decoded("DTEND") == date(2027, 3, 19)
    assert "TZID" not in found["DTSTART"].params


def test_a_time_with_no_end_says_none() -> None:
    assert "DTEND" not in only(seances=(Seance(jour=date(2027, 3, 16), debut="09:00"),))


@pytest.mark.parametrize(
    ("etat", "status", "begins"),
    [
        ("annule", "CANCELLED", "ANNULÉ"),
        ("reporte", "CANCELLED", "REPORTÉ"),
        ("complet", "CONFIRMED", "COMPLET"),
        (None, "CONFIRMED", "Forum"),
    ],
)
def test_an_event_that_is_called_off_says_so_first(
    etat: str | None, status: str, begins: str
) -> None:
    found = only(etat=etat, seances=(Seance(jour=date(2027, 3, 16)),))

    assert found["STATUS"] == status
    assert found["SUMMARY"].startswith(begins)


def test_an_address_that_is_withheld_is_not_in_the_agenda() -> None:
    place = replace(
        HALL, adresse="2 rue Cachée", complement_adresse="Porte B", adresse_masquee=True
    )
    found = only(lieux=(place,), seances=(Seance(jour=date(2027, 3, 16), debut="09:00"),))

    assert found["LOCATION"] == "Halle, 43100 Brioude"
    assert "GEO" not in found


def test_the_programme_of_the_day_is_in_the_agenda() -> None:
    found = only(
        seances=(Seance(jour=date(2027, 3, 16), debut="09:00"),),
        ateliers=(
            Atelier(nom="Un CV", debut="10:00", fin="11:30"),
            Atelier(nom="Ailleurs", jour=date(2027, 3, 17)),
        ),
    )

    assert "- 10\u00a0h\u00a0–\u00a011\u00a0h\u00a030\u00a0: Un CV" in found["DESCRIPTION"]
    assert "Ailleurs" not in found["DESCRIPTION"]


def test_two_times_that_begin_together_are_two_entries() -> None:
    made = calendars(
        event(
            lieux=(HALL, Lieu(nom="Mairie")),
            seances=(
                Seance(jour=date(2027, 3, 16), debut="09:00", lieu="Halle"),
                Seance(jour=date(2027, 3, 16), debut="09:00", lieu="Mairie"),
            ),
        )
    )
    names = [part["UID"] for part in made["agenda.ics"].walk("VEVENT")]

    assert len(names) == len(set(names)) == 2


def test_what_is_gone_stays_a_year_in_the_agenda_of_all() -> None:
    made = calendars(
        event("hier", seances=(Seance(jour=TODAY - timedelta(days=365)),)),
        event("jadis", seances=(Seance(jour=TODAY - timedelta(days=366)),)),
    )

    assert [part["UID"][:4] for part in made["agenda.ics"].walk("VEVENT")] == ["hier"]
    assert "evenements/jadis.ics" in made


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_out_of_its_line(name: str) -> None:
    text = HOSTILE[name]
    found = calendars(
        event(
            nom=text,
            resume=text,
            message=text,
            description=RichText(source=text, html="", text=text),
            lieux=(Lieu(nom=text, commune=text),),
            seances=(Seance(jour=date(2027, 3, 16), precisions=text),),
            ateliers=(Atelier(nom=text),),
        )
    )["agenda.ics"]
    (one,) = found.walk("VEVENT")

    assert str(one["SUMMARY"]) == " ".join(text.split())
    assert str(found["X-WR-CALNAME"]) == f"Rendez-vous – {complete_site().plan.settings.nom}"
    assert set(one) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DTSTART", "DTEND", "DESCRIPTION"),
        *("LOCATION", "CATEGORIES", "URL", "STATUS"),
    }
    assert one["URL"] == "https://example.org/complet/evenements/forum.html"


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    (made, *_) = render_calendars(
        plan_of(event(nom="é" * 150, seances=(Seance(jour=date(2027, 3, 16)),)))
    )
    lines = made.content.split(b"\r\n")

    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in made.content.replace(b"\r\n", b"")


def test_the_same_dates_give_the_same_bytes_on_another_day() -> None:
    forum = event(seances=(Seance(jour=date(2027, 3, 16), debut="09:00"),))
    first, second = (
        [item.content for item in render_calendars(plan_of(forum, today=day))]
        for day in (TODAY, TODAY + timedelta(days=20))
    )

    assert first == second


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_zone_says_what_the_database_of_time_zones_says(zone: str) -> None:
    commune = next(
        (code for code in ("97411", "97105", "97209", "97302", "97502", "97608", "98611", "98735",
                           "98818", "43157") if time_zone(code) == zone), "")  # fmt: skip
    place = replace(HALL, code_insee=commune)
    made = calendars(
        event(lieux=(place,), seances=(Seance(jour=date(2027, 3, 16), debut="09:00"),))
    )["agenda.ics"]
    (block,) = made.walk("VTIMEZONE")
    ours = block.to_tz(lookup_tzid=False)

    assert block["TZID"] == zone
    for moment in _moments():
        there = moment.replace(tzinfo=ZoneInfo(zone))
        assert moment.replace(tzinfo=ours).utcoffset() == there.utcoffset(), moment


def _moments() -> Iterable[datetime]:
    """The middle of each week of three years, in the day: no clock changes then."""
    first = datetime.fromisoformat("2026-01-07T12:00:00")
    return (first + timedelta(days=7 * rank) for rank in range(156))


HOURS = some.sampled_from(
    (
        *("Tu 09:00-12:00", "Mo,Th 14:00-16:00; PH off", "Mo-Fr 08:30-12:00,13:30-17:00; PH off"),
        *("Th[1] 14:00-17:00", "Fr[-1] 09:00-10:00", "We[2,4] 10:00-12:00; PH off"),
        *("week 1-53/2 Tu 09:00-12:00", "Mar-May Sa 09:00-12:00", 'Tu 09:00-12:00 "appelez"'),
        *("Mo[5] 09:00-10:00", "Su 22:00-26:00", "Jul 14 10:00-12:00", "24/7"),
    )
)


@settings(max_examples=60)
@given(
    hours=HOURS,
    start=some.dates(min_value=date(2026, 6, 1), max_value=date(2027, 12, 31)),
    length=some.integers(1, 500),
    closed=some.sets(some.integers(0, 120), max_size=6),
)
def test_rules_give_exactly_the_dates(
    hours: str, start: date, length: int, closed: set[int]
) -> None:
    desk = event(
        permanences=(
            Permanence(
                horaires=hours,
                du=start,
                jusqu_a=start + timedelta(days=length),
                sauf=tuple(start + timedelta(days=rank) for rank in closed),
            ),
        )
    )
    one = make_rendezvous(desk, TODAY)
    made = calendars(desk).get("evenements/forum.ics")
    parts = made.walk("VEVENT") if made else []

    assert sorted(moment for part in parts for moment in expanded(part)) == held(one)
    assert len({part["UID"] for part in parts}) == len(parts)


def expanded(part: object) -> list[tuple[datetime, datetime]]:
    """Start and end of each time of an entry, as python-dateutil reads its rule."""
    assert isinstance(part, Event)
    start, end = (part.decoded(name).replace(tzinfo=None) for name in ("DTSTART", "DTEND"))
    if "RRULE" not in part:
        return [(start, end)]
    skipped = part.get("EXDATE")
    days = {day.dt.replace(tzinfo=None) for day in skipped.dts} if skipped else set()
    rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start)
    return [(moment, moment + (end - start)) for moment in rule if moment not in days]


def held(one: Rendezvous) -> list[tuple[datetime, datetime]]:
    """Start and end of each time of an event, as planned."""
    return [(_at(item, item.debut), _at(item, item.fin)) for item in one.occurrences]


def _at(item: Occurrence, minutes: int | None) -> datetime:
    assert minutes is not None
    return datetime.combine(item.jour, time()) + timedelta(minutes=minutes)


def test_what_comes_back_is_said_shortly() -> None:
    desk = event(permanences=(Permanence(horaires="Mo-Fr 09:00-12:00; PH off"),))
    monthly = event(permanences=(Permanence(horaires="Th[1] 14:00-17:00"),))

    assert len(list(in_series(make_rendezvous(desk, TODAY).occurrences))) == 5
    (series,) = in_series(make_rendezvous(monthly, TODAY).occurrences)
    assert series.rule["freq"] == "monthly"
    assert series.skipped == ()
