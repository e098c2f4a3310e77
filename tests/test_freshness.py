"""How fresh an entry is: one state a day, forward only, until somebody checks it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Citation, Service, Structure, Verification
from generator.freshness import (
    A_JOUR,
    A_REVOIR,
    PERIME,
    RETIRE,
    STATES,
    Freshness,
    answers,
    freshness,
    is_listed,
    keepers,
    service_freshness,
    structure_freshness,
    sunk,
    watched,
)
from generator.settings import Windows
from tests.plan.conftest import SERVICE

A_DAY = timedelta(days=1)
DEFAULT = Windows()
TODAY = date(2026, 11, 21)
GARAGE = Structure(
    id="garage", nom="Garage", date_maj=date(2026, 11, 1), sources=(Citation(nom="Essai"),)
)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))
windows = st.builds(
    Windows,
    a_revoir_jours=st.integers(1, 36500),
    perime_jours=st.integers(1, 36500),
    retrait_jours=st.integers(1, 36500),
)
checks = st.none() | days.map(lambda day: Verification(le=day, par="Essai"))
entries = st.builds(
    lambda entry, day, check, promised: replace(
        entry, date_maj=day, verification=check, prochaine_revue=promised
    ),
    st.sampled_from([SERVICE, GARAGE]),
    days,
    checks,
    st.none() | days,
)


def checked(day: date, **more) -> Service:
    return replace(SERVICE, verification=Verification(le=day, par="Essai"), **more)


def at(entry: Service | Structure, day: date, window: Windows = DEFAULT) -> Freshness:
    return freshness(entry, window, day)


@given(entries, windows, days, st.integers(0, 40_000))
def test_time_only_moves_an_entry_forward(entry, window, day, later) -> None:
    now = at(entry, day, window)
    then = at(entry, min(day + timedelta(days=later), date(2199, 1, 1)), window)

    assert STATES.index(now.etat) <= STATES.index(then.etat)
    assert (now.revue_le, now.perime_le, now.retire_le) == (
        then.revue_le,
        then.perime_le,
        then.retire_le,
    )


@given(entries, windows)
def test_a_state_begins_on_the_day_that_was_told_and_not_before(entry, window) -> None:
    told = at(entry, TODAY, window)
    for state, day in (
        (A_REVOIR, told.revue_le),
        (PERIME, told.perime_le),
        (RETIRE, told.retire_le),
    ):
        assert STATES.index(at(entry, day, window).etat) >= STATES.index(state)
        assert STATES.index(at(entry, day - A_DAY, window).etat) < STATES.index(state)


@given(entries, windows, days)
def test_each_day_has_one_state_since_a_day(entry, window, day) -> None:
    now = at(entry, day, window)

    assert now.etat in STATES
    assert now.revue_le <= now.perime_le <= now.retire_le
    if now.due:
        assert now.depuis <= day
        assert at(entry, now.depuis, window).etat == now.etat
        assert at(entry, now.depuis - A_DAY, window).etat != now.etat
    else:
        assert now.depuis == now.reference


@given(entries, windows, days)
def test_a_check_brings_every_entry_back(entry, window, day) -> None:
    again = replace(
        entry, verification=Verification(le=day, par="Essai"), prochaine_revue=None, date_maj=day
    )

    assert at(again, day, window).on_time
    assert at(again, day, window).trusted


@given(entries, windows, days)
def test_the_three_words_agree(entry, window, day) -> None:
    now = at(entry, day, window)

    assert now.due == (now.etat != A_JOUR)
    assert now.on_time == (now.etat == A_JOUR and entry.verification is not None)
    assert now.trusted == (day < now.perime_le)


@pytest.mark.parametrize(
    ("days_ago", "etat"),
    [
        *((0, A_JOUR), (179, A_JOUR), (180, A_REVOIR), (364, A_REVOIR)),
        *((365, PERIME), (729, PERIME), (730, RETIRE), (9000, RETIRE)),
    ],
)
def test_the_windows_of_a_site_that_sets_none(days_ago: int, etat: str) -> None:
    assert at(checked(TODAY - timedelta(days=days_ago)), TODAY).etat == etat


def test_what_nobody_checked_counts_from_its_last_change_and_is_never_on_time() -> None:
    now = at(SERVICE, TODAY)

    assert (now.etat, now.verifie, now.on_time) == (A_JOUR, False, False)
    assert now.reference == SERVICE.date_maj


def test_an_old_check_counts_even_when_the_text_was_changed_since() -> None:
    entry = checked(date(2024, 1, 1), date_maj=TODAY)

    assert at(entry, TODAY).etat == RETIRE


def test_a_promised_review_comes_before_that_of_the_site() -> None:
    entry = checked(date(2026, 11, 1), prochaine_revue=date(2026, 11, 20))

    assert (at(entry, TODAY).etat, at(entry, TODAY).depuis) == (A_REVOIR, date(2026, 11, 20))


def test_a_promise_is_over_once_it_was_kept() -> None:
    entry = checked(date(2026, 11, 20), prochaine_revue=date(2026, 11, 20))

    assert at(entry, TODAY).revue_le == date(2026, 11, 20) + timedelta(days=180)


def test_a_promise_that_nobody_kept_stands_though_the_text_was_changed() -> None:
    entry = replace(SERVICE, prochaine_revue=date(2026, 10, 1), date_maj=date(2026, 11, 1))

    assert (at(entry, TODAY).etat, at(entry, TODAY).depuis) == (A_REVOIR, date(2026, 10, 1))


def test_no_promise_keeps_an_entry_beyond_the_windows_of_the_site() -> None:
    entry = checked(date(2024, 6, 1), prochaine_revue=date(2099, 1, 1))

    assert at(entry, TODAY).etat == RETIRE


def test_the_calendar_has_a_last_day() -> None:
    entry = checked(date(9999, 12, 30))
    told = at(entry, date(9999, 12, 30))

    assert (told.etat, told.retire_le) == (A_JOUR, date.max)


def test_an_ended_service_is_outside_the_machine() -> None:
    ended = replace(SERVICE, id="fini", etat="termine")
    fresh = service_freshness((SERVICE, ended), Windows(), TODAY)

    assert set(fresh) == {SERVICE.id}
    assert not answers(ended, fresh)
    assert not is_listed(ended, fresh)
    assert sunk(ended, fresh) == 2


@pytest.mark.parametrize(
    ("etat", "days_ago", "answering", "listed", "rank"),
    [
        ("actif", 10, True, True, 0),
        ("saisonnier", 200, True, True, 0),
        ("actif", 400, False, True, 1),
        ("suspendu", 10, False, True, 2),
        ("actif", 800, False, False, 1),
        ("budget-epuise", 800, False, False, 2),
    ],
)
def test_what_answers_what_is_listed_and_what_sinks(
    etat: str, days_ago: int, *, answering: bool, listed: bool, rank: int
) -> None:
    entry = checked(TODAY - timedelta(days=days_ago), etat=etat)
    fresh = service_freshness((entry,), Windows(), TODAY)

    assert answers(entry, fresh) == answering
    assert is_listed(entry, fresh) == listed
    assert sunk(entry, fresh) == rank


def test_a_keeper_answers_for_its_services_the_first_to_check_first() -> None:
    services = (
        checked(date(2026, 11, 1), id="neuf", structure="garage"),
        checked(date(2025, 1, 1), id="vieux", structure="garage"),
        replace(SERVICE, id="fini", structure="garage", etat="termine"),
        checked(date(2026, 11, 1), id="ailleurs", structure="autre"),
    )
    fresh = service_freshness(services, Windows(), TODAY)
    own = structure_freshness((GARAGE,), Windows(), TODAY)
    (keeper,) = keepers(services, (GARAGE,), fresh, own)

    assert [service.id for service, _ in keeper.services] == ["vieux", "neuf"]
    assert (keeper.on_time, keeper.due, keeper.count(PERIME)) == (1, 1, 1)
    assert [(item.collection, item.entry.id) for item in watched((keeper,))] == [
        ("structures", "garage"),
        ("services", "vieux"),
        ("services", "neuf"),
    ]
