"""Probable duplicates: what tells them, what does not, and never each against each."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.duplicates import (
    NEAR_NAME,
    SAME_NUMBER,
    SAME_PAGE,
    SAME_PHONE,
    Candidate,
    find_duplicates,
    likeness,
    page_key,
    phone_key,
)


def service(key: str, nom: str, side: str = "", zone: str = "43", **more: object) -> Candidate:
    """A service of a département, provided by one and the same structure unless told otherwise."""
    above = {"43": ("region-84",), "39": ("region-27",), "43157": ("43", "region-84")}.get(zone, ())
    base = Candidate(
        key=key,
        side=side,
        words=frozenset(nom.split()),
        provider=frozenset(("maison", "mobilite")),
        zone=frozenset((zone,)),
        above=frozenset((zone, *above, "france")),
    )
    return replace(base, **more)  # type: ignore[arg-type]


HERE = service("garage", "garage solidaire velay")
SAME = "garage solidaire velay"
ELSEWHERE = frozenset(("autre", "association"))


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (service("b", SAME, "b"), (NEAR_NAME,)),
        (service("b", "garage solidaire du velay", "b"), (NEAR_NAME,)),
        (service("b", "garage velay", "b"), ()),
        (service("b", SAME, "b", "39"), ()),
        (service("b", SAME, "b", "43157"), (NEAR_NAME,)),
        (service("b", SAME, "b", "france"), (NEAR_NAME,)),
        (service("b", "garage solidaire bas velay", "b", provider=ELSEWHERE), ()),
        (service("b", SAME, "b", provider=ELSEWHERE), (NEAR_NAME,)),
        (service("b", "atelier", "b", phone="0471000000"), (SAME_PHONE,)),
        (service("b", "atelier", "b", pages=frozenset(("velay.fr/garage",))), (SAME_PAGE,)),
        (service("b", "atelier", "b", "39", phone="0471000000"), ()),
        (service("b", SAME), ()),
    ],
)
def test_what_tells_a_duplicate(other: Candidate, reasons: tuple[str, ...]) -> None:
    here = replace(HERE, phone="0471000000", pages=frozenset(("velay.fr/garage",)))

    found = [pair.reasons for pair in find_duplicates((here, other))]
    assert found == ([reasons] if reasons else [])


def test_a_number_that_several_entries_of_one_guichet_share_does_not_tell_them_apart() -> None:
    desk = [service(f"a{rank}", f"aide {rank}", phone="0800000000") for rank in range(3)]
    theirs = service("b", "accueil", "b", phone="0800000000")

    assert find_duplicates((*desk, theirs)) == ()
    assert len(find_duplicates((desk[0], theirs))) == 1


def test_structures_are_told_by_their_number_and_set_apart_by_it() -> None:
    def structure(key: str, side: str, number: str) -> Candidate:
        words = frozenset(("mission", "locale"))
        return Candidate(key=key, side=side, words=words, number=number, siren=number[:9])

    one = structure("a", "", "12345678900011")

    assert find_duplicates((one, structure("b", "b", "12345678900011")))[0].reasons == (
        SAME_NUMBER,
        NEAR_NAME,
    )
    assert find_duplicates((one, structure("b", "b", "98765432100011"))) == ()
    assert find_duplicates((one, structure("b", "b", "")))[0].reasons == (NEAR_NAME,)


def test_a_pair_that_someone_has_judged_is_left_out() -> None:
    other = service("b", SAME, "b")

    assert find_duplicates((HERE, other), frozenset((frozenset(("garage", "b")),))) == ()


def test_entries_of_one_guichet_are_compared_only_when_asked() -> None:
    twin = service("b", SAME)

    assert find_duplicates((HERE, twin)) == ()
    assert [(pair.first, pair.second) for pair in find_duplicates((HERE, twin), within=True)] == [
        ("garage", "b")
    ]


def test_likeness_of_one_identifier_needs_less_than_a_search_but_more_than_nothing() -> None:
    other = service("garage", "garage", "b", provider=ELSEWHERE)

    assert likeness(HERE, other) == ()
    assert likeness(HERE, replace(other, provider=HERE.provider, words=HERE.words)) == (NEAR_NAME,)
    assert likeness(HERE, replace(other, zone=frozenset(("39",)), above=frozenset(("39",)))) == ()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.velay.fr/Garage/", "velay.fr/garage"),
        ("http://velay.fr/garage#contact", "velay.fr/garage"),
        ("https://velay.fr/?id=3", "velay.fr/?id=3"),
        ("https://velay.fr/", ""),
        (None, ""),
    ],
)
def test_a_page_is_the_same_however_it_is_written(url: str | None, key: str) -> None:
    assert page_key(url) == key


@pytest.mark.parametrize("phone", ["04 71 00 00 00", "+33 4 71 00 00 00", "0471000000"])
def test_a_number_is_the_same_however_it_is_written(phone: str) -> None:
    assert phone_key(phone) == "0471000000"


_NAMES = st.lists(
    st.sampled_from(["aide", "permis", "velo", "garage", "jeune", "bus", "logement"]),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.lists(st.tuples(_NAMES, st.sampled_from("abc")), max_size=12))
def test_no_near_name_is_missed_and_none_is_invented(rows: list[tuple[str, str]]) -> None:
    found = [service(f"s{rank}", nom, side) for rank, (nom, side) in enumerate(rows)]
    pairs = {(pair.first, pair.second) for pair in find_duplicates(found)}

    def near(one: Candidate, other: Candidate) -> bool:
        return len(one.words & other.words) >= 0.7 * len(one.words | other.words)

    assert pairs == {
        (one.key, other.key)
        for rank, one in enumerate(found)
        for other in found[rank + 1 :]
        if one.side != other.side and near(one, other)
    }


@pytest.mark.parametrize("kind", ["ordinary", "hostile"])
def test_ten_thousand_entries_are_compared_in_seconds(kind: str) -> None:
    def nom(rank: int) -> str:
        ordinary = f"aide {rank % 40} permis {rank % 700} ville {rank % 3000}"
        return ordinary if kind == "ordinary" else "aide au permis"

    rows = [service(f"s{rank}", nom(rank), "ab"[rank // 5_000]) for rank in range(10_000)]
    start = time.process_time()
    pairs = find_duplicates(rows)

    assert pairs
    assert time.process_time() - start < 15
