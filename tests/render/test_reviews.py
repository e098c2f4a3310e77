"""The agendas and feeds of reviews: what the library reads back, whatever an entry is called."""

from dataclasses import replace
from datetime import date, timedelta

import feedparser
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar, vText

from generator.entries import Citation, Structure, Verification
from generator.freshness import keepers, service_freshness, structure_freshness
from generator.render.calendar_text import WholeDay, whole_day_calendar
from generator.render.reviews import MOST_ITEMS, MOST_NAMES, render_reviews
from generator.settings import Windows
from generator.site_plan import SitePlan
from tests.plan.conftest import SERVICE
from tests.sites.building import TODAY, minimal_site
from tests.sites.hostile import HOSTILE

EMPTY = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n"
)
GARAGE = Structure(
    id="garage", nom="Garage", date_maj=date(2026, 11, 1), sources=(Citation(nom="Essai"),)
)
# What a YAML text may hold: no control sign but the ends of lines.
texts = some.text(
    some.one_of(
        some.characters(exclude_categories=("Cc", "Cs"), max_codepoint=0x1FFFF),
        some.sampled_from('\\;,:\n"é😀 '),
    ),
    max_size=300,
)


def plan_of(*days: date, nom: str = "Prêt") -> SitePlan:
    """A site whose one structure has a service checked on each of these days."""
    services = tuple(
        replace(
            SERVICE,
            id=f"pret-{rank}",
            nom=f"{nom} {rank}",
            structure="garage",
            verification=Verification(le=day, par="Essai"),
        )
        for rank, day in enumerate(days)
    )
    fresh = service_freshness(services, Windows(), TODAY)
    own = structure_freshness((GARAGE,), Windows(), TODAY)
    kept = keepers(services, (GARAGE,), fresh, own)
    return replace(minimal_site().plan, keepers=kept, today=TODAY)


def made(plan: SitePlan) -> dict[str, bytes]:
    return {item.path: item.content for item in render_reviews(plan)}


def summaries(content: bytes) -> list[str]:
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(content.decode()).walk("VEVENT")]


@given(texts, texts, texts)
def test_what_is_written_by_hand_is_read_back_by_the_library(
    name: str, summary: str, description: str
) -> None:
    item = WholeDay(
        key="revues-perime-2026-12-31",
        day=date(2026, 12, 31),
        summary=f"À revoir {summary}",
        description=description,
        url="https://example.org/",
        changed=date(2026, 11, 1),
    )
    content = whole_day_calendar(EMPTY, f"Nom {name}", "example.org", [item])
    (event,) = Calendar.from_ical(content.decode()).walk("VEVENT")

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert str(event["SUMMARY"]) == " ".join(item.summary.splitlines())
    assert str(event["DESCRIPTION"]) == description
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert str(event["UID"]) == "revues-perime-2026-12-31@example.org"
    named = Calendar.from_ical(content.decode())["X-WR-CALNAME"]
    # The library leaves a property that it does not know as it is written: so does it write it.
    theirs = Calendar()
    theirs.add("x-wr-calname", vText(" ".join(f"Nom {name}".splitlines())))
    assert named == Calendar.from_ical(theirs.to_ical().decode())["X-WR-CALNAME"]


def test_entries_that_change_on_one_day_stand_together() -> None:
    day = TODAY - timedelta(days=100)
    found = summaries(made(plan_of(day, day, day))["observatoire/revues/garage.ics"])

    assert "3\u00a0fiches à revoir (Garage)" in found
    assert "3\u00a0fiches deviennent périmées (Garage)" in found


def test_what_is_late_is_called_again_on_the_next_first_monday() -> None:
    content = made(plan_of(TODAY - timedelta(days=200)))["observatoire/revues.ics"]
    calendar = Calendar.from_ical(content.decode())
    (late,) = [event for event in calendar.walk("VEVENT") if "retard" in str(event["SUMMARY"])]

    assert late["DTSTART"].dt == date(2026, 12, 7)
    assert str(late["SUMMARY"]) == "1\u00a0fiche en retard de vérification (Garage)"
    assert "services/pret-0.html" in str(late["DESCRIPTION"])


def test_a_day_with_many_entries_names_the_first_and_counts_the_others() -> None:
    day = TODAY - timedelta(days=200)
    content = made(plan_of(*[day] * (MOST_NAMES + 5)))["observatoire/revues.ics"]
    calendar = Calendar.from_ical(content.decode())
    (late,) = [event for event in calendar.walk("VEVENT") if "retard" in str(event["SUMMARY"])]

    assert str(late["DESCRIPTION"]).count("\n- ") == MOST_NAMES - 1
    assert "et 5 autres" in str(late["DESCRIPTION"])


def test_a_feed_ends_and_says_the_newest_first() -> None:
    days = [TODAY - timedelta(days=200 + rank) for rank in range(MOST_ITEMS + 20)]
    feed = feedparser.parse(made(plan_of(*days))["observatoire/revues.atom"])

    assert len(feed.entries) == MOST_ITEMS
    assert feed.entries[0].title == "À revoir\u00a0: Prêt 0"
    assert feed.feed.updated == feed.entries[0].updated
    assert len({entry.id for entry in feed.entries}) == MOST_ITEMS


def test_a_checked_entry_leaves_the_feed_and_an_empty_one_is_still_a_feed() -> None:
    feed = feedparser.parse(made(plan_of(TODAY))["observatoire/revues/garage.atom"])

    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.updated == f"{TODAY.isoformat()}T00:00:00Z"


def test_no_name_breaks_out() -> None:
    names = [text for text in HOSTILE.values() if "\x1b" not in text]  # never read from a file
    day = TODAY - timedelta(days=200)
    plain = made(plan_of(day))
    for name in names:
        files = made(plan_of(day, nom=name))
        feed = feedparser.parse(files["observatoire/revues.atom"])
        assert not feed.bozo
        assert [entry.link for entry in feed.entries] == [
            entry.link for entry in feedparser.parse(plain["observatoire/revues.atom"]).entries
        ]
        for path in ("observatoire/revues.ics", "observatoire/revues/garage.ics"):
            assert summaries(files[path]) == summaries(plain[path])
