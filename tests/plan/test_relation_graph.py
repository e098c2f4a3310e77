"""What services have around them: every link shows at both of its ends."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Relations
from generator.plan.relation_graph import (
    AFTER,
    AGAINST,
    BEFORE,
    REPLACED,
    REPLACES,
    WITH,
    neighbours,
    said_links,
)
from generator.plan.relation_loops import find_contradictions, find_loops
from tests.plan.conftest import SERVICE

KINDS = (
    *("prerequis", "passe_le_relais_a", "cumulable_avec"),
    *("complement_de", "incompatible_avec", "remplace"),
)
NAMES = [f"s{rank}" for rank in range(7)]
GRAPHS = st.dictionaries(
    st.sampled_from(NAMES),
    st.dictionaries(
        st.sampled_from(KINDS), st.lists(st.sampled_from(NAMES), min_size=1, unique=True)
    ),
)


def services_of(graph):
    """One service a name; a link to itself is refused by an earlier rule."""
    return [
        replace(
            SERVICE,
            id=name,
            relations=Relations(
                **{
                    kind: tuple(target for target in targets if target != name)
                    for kind, targets in graph.get(name, {}).items()
                }
            ),
        )
        for name in NAMES
    ]


def slots(graph, name: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for item in neighbours(services_of(graph)).get(name, ()):
        found.setdefault(item.id, set()).add(item.slot)
    return found


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("prerequis", BEFORE, AFTER),
        ("passe_le_relais_a", AFTER, BEFORE),
        ("cumulable_avec", WITH, WITH),
        ("complement_de", WITH, WITH),
        ("incompatible_avec", AGAINST, AGAINST),
        ("remplace", REPLACES, REPLACED),
    ],
)
def test_a_link_said_on_one_side_shows_on_both(kind: str, here: int, there: int) -> None:
    graph = {"s0": {kind: ["s1"]}}

    assert slots(graph, "s0") == {"s1": {here}}
    assert slots(graph, "s1") == {"s0": {there}}


@given(GRAPHS)
def test_each_end_of_each_link_has_the_other(graph) -> None:
    services = services_of(graph)
    near = neighbours(services)

    for link in said_links(services):
        assert link.target in {item.id for item in near[link.source]}
        assert link.source in {item.id for item in near[link.target]}
    for name, around in near.items():
        places = [(item.slot, item.id) for item in around]
        assert len(places) == len(set(places))
        assert [slot for slot, _ in places] == sorted(slot for slot, _ in places)
        assert name not in {item.id for item in around}


def test_what_comes_in_order_is_not_said_to_go_with_as_well() -> None:
    graph = {"s0": {"passe_le_relais_a": ["s1"]}, "s1": {"complement_de": ["s0"]}}

    assert slots(graph, "s0") == {"s1": {AFTER}}
    assert slots(graph, "s1") == {"s0": {BEFORE}}


def test_the_words_of_the_entry_itself_come_before_those_of_others() -> None:
    graph = {"s0": {"prerequis": ["s1"]}, "s1": {"passe_le_relais_a": ["s0"]}}
    (before,) = neighbours(services_of(graph))["s0"]

    assert before.words == "À avoir fait d’abord"


def test_a_link_to_nothing_is_around_nobody() -> None:
    assert neighbours([replace(SERVICE, relations=Relations(prerequis=("perdu",)))]) == {}


def needs(graph):
    return [link for link in said_links(services_of(graph)) if link.kind == "prerequis"]


def reaches(ways: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    turn = list(ways.get(start, ()))
    while turn:
        name = turn.pop()
        if name not in seen:
            seen.add(name)
            turn.extend(ways.get(name, ()))
    return seen


@given(GRAPHS)
def test_loops_are_found_where_a_service_leads_back_to_itself(graph) -> None:
    links = needs(graph)
    ways: dict[str, set[str]] = {}
    for link in links:
        ways.setdefault(link.source, set()).add(link.target)
    looped = {name for name in NAMES if name in reaches(ways, name)}
    knots = {
        frozenset(
            other
            for other in looped
            if other in reaches(ways, name) and name in reaches(ways, other)
        )
        for name in looped
    }

    loops = list(find_loops(links))

    assert len(loops) == len(knots)
    for loop in loops:
        names = [link.source for link in loop]
        assert len(names) == len(set(names)) > 1
        assert [link.target for link in loop] == [*names[1:], names[0]]
        assert any(set(names) <= knot for knot in knots)


def test_a_chain_of_ten_thousand_services_has_no_loop_and_one_more_link_makes_one() -> None:
    count = 10_000
    chain = [
        replace(SERVICE, id=f"s{rank}", relations=Relations(prerequis=(f"s{rank + 1}",)))
        for rank in range(count)
    ]
    last = replace(SERVICE, id=f"s{count}")
    closed = replace(last, relations=Relations(prerequis=("s0",)))

    assert list(find_loops(said_links([*chain, last]))) == []
    (loop,) = find_loops(said_links([*chain, closed]))
    assert len(loop) == count + 1


@pytest.mark.parametrize("kind", ["cumulable_avec", "complement_de"])
@pytest.mark.parametrize("by", ["s0", "s1"])
def test_what_goes_together_and_does_not_is_a_contradiction(kind: str, by: str) -> None:
    other = "s1" if by == "s0" else "s0"
    graph = {"s0": {kind: ["s1"]}}
    graph.setdefault(by, {})["incompatible_avec"] = [other]

    ((link, against),) = find_contradictions(list(said_links(services_of(graph))))

    assert (link.kind, against.kind) == (kind, "incompatible_avec")


def test_two_services_do_not_replace_each_other() -> None:
    graph = {"s0": {"remplace": ["s1"]}, "s1": {"remplace": ["s0"]}}

    assert len(list(find_contradictions(list(said_links(services_of(graph)))))) == 1


def test_one_may_hand_over_to_what_cannot_be_had_at_the_same_time() -> None:
    graph = {"s0": {"passe_le_relais_a": ["s1"], "incompatible_avec": ["s1"]}}

    assert list(find_contradictions(list(said_links(services_of(graph))))) == []
