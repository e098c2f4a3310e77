"""A percent is rounded in one way, and never says all or nothing of what is neither."""

from hypothesis import given
from hypothesis import strategies as st

from generator.shares import percent


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_all_and_nothing_are_said_of_all_and_nothing(part: int, more: int) -> None:
    whole = part + more
    told = percent(part, whole)

    assert (told == 100) == (part == whole > 0)
    assert (told == 0) == (part == 0)
    assert whole == 0 or abs(told - 100 * part / whole) <= 1


def test_one_in_sixty_three_is_two_percent_everywhere() -> None:
    assert percent(1, 63) == 2
