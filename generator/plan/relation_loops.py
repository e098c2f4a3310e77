"""Plan: links → the loops that they make, and the pairs of which two entries disagree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.plan.relation_graph import Said

TOGETHER = ("cumulable_avec", "complement_de")


def find_loops(links: Iterable[Said]) -> Iterator[tuple[Said, ...]]:
    """One loop for each knot of links that come back to where they start: as short as a walk finds.

    Each link is followed a fixed number of times, and nothing is recursive: a chain may be long.
    """
    ways: dict[str, list[Said]] = {}
    for link in links:
        ways.setdefault(link.source, []).append(link)
    for knot in _knots(ways):
        start = min(knot)
        yield _way_back(start, {name: ways[name] for name in knot})


def _way_back(start: str, ways: Mapping[str, Sequence[Said]]) -> tuple[Said, ...]:
    """The shortest way from a service to itself, breadth first, inside one knot."""
    came: dict[str, Said] = {}
    turn = [start]
    while turn and start not in came:
        following = []
        for name in turn:
            for link in ways[name]:
                if link.target in ways and link.target not in came:
                    came[link.target] = link
                    following.append(link.target)
        turn = following
    back = [came[start]]
    while back[-1].source != start:
        back.append(came[back[-1].source])
    return tuple(reversed(back))


def _knots(ways: Mapping[str, Sequence[Said]]) -> Iterator[set[str]]:
    """The sets of services that all lead to one another (Kosaraju: one walk each way)."""
    back: dict[str, list[str]] = {}
    for name, links in ways.items():
        for link in links:
            back.setdefault(link.target, []).append(name)
    seen: set[str] = set()
    for root in reversed(_as_left(ways)):
        knot, turn = set(), [root]
        while turn:
            name = turn.pop()
            if name not in seen:
                seen.add(name)
                knot.add(name)
                turn.extend(back.get(name, ()))
        if len(knot) > 1:
            yield knot


def _as_left(ways: Mapping[str, Sequence[Said]]) -> list[str]:
    """The services in the order in which a walk leaves them, nothing more to see behind."""
    left: list[str] = []
    seen: set[str] = set()
    for root in sorted(ways):
        if root in seen:
            continue
        seen.add(root)
        walk = [(root, iter(ways[root]))]
        while walk:
            name, rest = walk[-1]
            link = next((item for item in rest if item.target not in seen), None)
            if link is None:
                left.append(name)
                walk.pop()
            else:
                seen.add(link.target)
                walk.append((link.target, iter(ways.get(link.target, ()))))
    return left


def find_contradictions(links: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Links of two services that cannot both be true: what goes together and does not."""
    against = {_pair(link): link for link in reversed(links) if link.kind == "incompatible_avec"}
    replaced = {(link.source, link.target): link for link in links if link.kind == "remplace"}
    for link in links:
        if link.kind in TOGETHER and (other := against.get(_pair(link))):
            yield link, other
        back = replaced.get((link.target, link.source))
        if link.kind == "remplace" and back is not None and link.source < link.target:
            yield link, back


def _pair(link: Said) -> tuple[str, str]:
    return min(link.source, link.target), max(link.source, link.target)
