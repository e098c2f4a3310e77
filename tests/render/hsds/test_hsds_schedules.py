"""Opening hours → HSDS schedules: exact, against the library that reads them, or left as text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.hsds.schedules import DAYS, schedules, weekly_rules
from generator.timetable import is_valid, weekly_timetable

OWNER = "64b96d27-aef0-58e9-a2cf-a07df39f6a0f"
MONDAY = date(2026, 9, 7)  # a week without a public holiday

EXACT = {
    "Mo-Fr 09:00-12:00": {("09:00", "12:00"): "MO,TU,WE,TH,FR"},
    "Mo-Fr 09:00-12:00,14:00-17:30; PH off": {
        ("09:00", "12:00"): "MO,TU,WE,TH,FR",
        ("14:00", "17:30"): "MO,TU,WE,TH,FR",
    },
    "Tu,Th 14:00-18:00": {("14:00", "18:00"): "TU,TH"},
    "Sa-Mo 10:00-11:00": {("10:00", "11:00"): "MO,SA,SU"},
    "Mo-Fr 09:00-12:00; We 14:00-18:00": {
        ("09:00", "12:00"): "MO,TU,TH,FR",
        ("14:00", "18:00"): "WE",
    },
    "Mo-Su 08:00-20:00; Su off": {("08:00", "20:00"): "MO,TU,WE,TH,FR,SA"},
}
TEXT_ONLY = (
    "24/7",
    "Mo-Fr 22:00-02:00",
    "Mo-Fr 09:00-24:00",
    "Mo[1] 09:00-12:00",
    "Jun-Sep Mo-Fr 09:00-12:00",
    "week 1-53/2 We 14:00-18:00",
    "Mo-Fr sunrise-sunset",
    'Mo-Fr 09:00-12:00 "sur rendez-vous"',
    "Mo-Fr 09:00-12:00, We 14:00-18:00",
    "Mo-Fr 09:00-12:00 || Sa 10:00-11:00",
    "PH 10:00-12:00",
    "SH off; Mo-Fr 09:00-12:00",
    "09:00-12:00",
    "Mo-Fr 14:00-16:00,09:00-15:00",
    "Mo off",
    "PH off",
)


@pytest.mark.parametrize("text", EXACT)
def test_a_week_that_comes_back_is_told_in_rules(text: str) -> None:
    found = weekly_rules(text)

    assert found is not None
    assert dict(found[0]) == EXACT[text]
    assert found[1] == ("PH" in text)


@pytest.mark.parametrize("text", TEXT_ONLY)
def test_what_a_week_cannot_tell_stays_a_text(text: str) -> None:
    assert is_valid(text), text
    (row,) = schedules(OWNER, "service_id", text, "43157")

    assert row["description"] == text
    assert not {"freq", "byday", "opens_at", "closes_at"} & set(row)


def test_holidays_are_a_note() -> None:
    rows = schedules(OWNER, "service_id", "Mo 09:00-12:00; PH off", "43157")

    assert [row["notes"] for row in rows] == ["Fermé les jours fériés."]


@pytest.mark.parametrize(
    ("commune", "zone"), [("43157", "Europe/Paris"), ("97411", "Indian/Reunion")]
)
def test_hours_are_those_of_the_place(commune: str, zone: str) -> None:
    (row,) = schedules(OWNER, "service_id", "Mo 09:00-12:00", commune)

    assert (row["opens_at"], row["x_timezone"]) == ("09:00", zone)


CLOCK = st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.sampled_from((0, 15, 30)))
SPANS = st.lists(CLOCK, min_size=2, max_size=4, unique=True).map(
    lambda clocks: ",".join(
        f"{start}-{end}" for start, end in zip(*[iter(sorted(clocks))] * 2, strict=False)
    )
)
DAY = st.sampled_from(DAYS)
DAY_SET = st.one_of(DAY, st.builds("{}-{}".format, DAY, DAY), st.builds("{},{}".format, DAY, DAY))
RULE = st.builds("{} {}".format, DAY_SET, st.one_of(SPANS, st.just("off")))
TEXT = st.lists(RULE, min_size=1, max_size=4).map("; ".join)


@given(TEXT)
def test_the_rules_open_when_the_library_says_so(text: str) -> None:
    """What is told in rules is what the text means, minute for minute, on an ordinary week."""
    found = weekly_rules(text)
    week = weekly_timetable(text, MONDAY, "43157").weeks[0]
    meant = {
        (day.upper(), span.start, span.end)
        for day, spans in zip(DAYS, week, strict=True)
        for span in spans
    }

    told = {
        (day, minutes(opens), minutes(closes))
        for (opens, closes), days in (found[0].items() if found else ())
        for day in days.split(",")
    }
    assert told == meant or (found is None and not meant)


def minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)
