"""Numbers and words as short text: printable, and exactly what went in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.search.compact import ascending, front_coded, number, numbers
from tests.render.search.published import read_ascending, read_numbers, read_words


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_come_back(values: list[int]) -> None:
    assert read_numbers(numbers(values)) == values


def test_text_needs_no_escape_in_json() -> None:
    text = numbers(range(5_000))

    assert json.dumps(text) == f'"{text}"'


@pytest.mark.parametrize(("value", "length"), [(0, 1), (69, 1), (70, 2), (1_679, 2), (1_680, 3)])
def test_small_numbers_are_short(value: int, length: int) -> None:
    assert len(number(value)) == length


@given(st.sets(st.integers(0, 3_000)))
def test_documents_come_back(values: set[int]) -> None:
    assert read_ascending(ascending(sorted(values))) == sorted(values)


def test_what_follows_each_other_is_written_as_a_run() -> None:
    assert len(ascending(range(1_000))) < 5


def test_words_are_written_without_what_they_share() -> None:
    assert front_coded(["loue", "louer", "loyer"], "!#!") == "Aloue!Er#Cyer!"


@given(st.sets(st.from_regex("[a-z0-9]{1,30}", fullmatch=True)))
def test_words_come_back(words: set[str]) -> None:
    found = read_words(front_coded(sorted(words)))

    assert [word for word, _ in found] == sorted(words)
