"""What is remembered of a link, visit after visit: when it is called broken, and when it is not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.links import (
    A_VERIFIER,
    CASSE,
    DEPLACE,
    ECHEC,
    ETATS,
    REPOND,
    SUSPECT,
    Finding,
    Memory,
    remember,
)

START = date(2026, 11, 1)
FOUND = (REPOND, DEPLACE, A_VERIFIER, SUSPECT, ECHEC)


def live(*visits: tuple[int, str]) -> Memory:
    """What is remembered after visits, each on a day counted from the start."""
    memory: Memory | None = None
    for day, etat in visits:
        memory = remember(memory, Finding(etat=etat), START + timedelta(days=day))
    assert memory is not None
    return memory


def test_one_failure_breaks_nothing() -> None:
    assert live((0, ECHEC)).etat == ECHEC
    assert live((0, REPOND), (7, ECHEC)).etat == ECHEC


def test_two_failures_a_week_apart_break_a_link() -> None:
    assert live((0, ECHEC), (7, ECHEC)).etat == CASSE
    assert live((0, ECHEC), (6, ECHEC)).etat == ECHEC


def test_a_good_visit_between_two_failures_starts_again() -> None:
    assert live((0, ECHEC), (7, REPOND), (14, ECHEC)).etat == ECHEC


def test_a_visitor_turned_away_has_learnt_nothing() -> None:
    away = live((0, ECHEC), (7, A_VERIFIER))

    assert away.etat == A_VERIFIER
    assert away.premier_echec == START
    assert live((0, ECHEC), (7, A_VERIFIER), (14, ECHEC)).etat == CASSE


def test_the_last_good_day_is_kept_while_a_link_fails() -> None:
    memory = live((0, REPOND), (3, DEPLACE), (7, ECHEC), (14, ECHEC), (21, SUSPECT))

    assert memory.repondait_le == START + timedelta(days=3)
    assert live((0, ECHEC), (7, ECHEC)).repondait_le is None


def test_a_state_is_told_since_the_day_it_began() -> None:
    memory = live((0, ECHEC), (7, ECHEC), (14, ECHEC), (14, ECHEC))

    assert memory.depuis == START + timedelta(days=7)
    assert memory.vu_le == START + timedelta(days=14)


LIVES = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(FOUND)), min_size=1, max_size=30)


@given(LIVES)
def test_a_link_is_broken_exactly_when_failures_span_a_week(steps: list[tuple[int, str]]) -> None:
    """Against a second telling of the rule: read the whole life from its end."""
    day, visits = 0, []
    for wait, etat in steps:
        day += wait
        visits.append((day, etat))
    memory = live(*visits)

    last = [index for index, (_, etat) in enumerate(visits) if etat not in (ECHEC, A_VERIFIER)]
    since = visits[last[-1] + 1 :] if last else visits
    failures = [day for day, etat in since if etat == ECHEC]
    is_broken = visits[-1][1] == ECHEC and failures[-1] - failures[0] >= 7

    assert (memory.etat == CASSE) == is_broken
    assert memory.premier_echec == (START + timedelta(days=failures[0]) if failures else None)


@given(LIVES)
def test_a_memory_never_contradicts_itself(steps: list[tuple[int, str]]) -> None:
    memory, day = None, 0
    for wait, etat in steps:
        day += wait
        memory = remember(memory, Finding(etat=etat), START + timedelta(days=day))

        assert memory.etat in ETATS
        assert memory.depuis <= memory.vu_le
        assert memory.premier_echec is None or memory.premier_echec <= memory.vu_le
        assert memory.repondait_le is None or memory.repondait_le <= memory.vu_le
        assert memory.premier_echec is not None or memory.etat not in (ECHEC, CASSE)


@given(LIVES)
def test_visiting_again_the_same_day_with_the_same_answer_changes_nothing(
    steps: list[tuple[int, str]],
) -> None:
    day, memory = 0, None
    for wait, etat in steps:
        day += wait
        today, found = START + timedelta(days=day), Finding(etat=etat)
        memory = remember(memory, found, today)

        assert remember(memory, found, today) == memory
