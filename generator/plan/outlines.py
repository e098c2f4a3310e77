"""Plan: contours of communes → where each commune is, and which EPCI touch."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from generator.model import NO_OUTLINES, Outlines, Point, Referentiels, Ring

# Two contours of one source share their vertices to the last figure; this is a metre.
_SAME = 5
NO_CONTOURS: Mapping[str, tuple[Ring, ...]] = MappingProxyType({})


def plan_outlines(contours: Mapping[str, tuple[Ring, ...]], referentiels: Referentiels) -> Outlines:
    """The centres of the communes of today, and the EPCI that share a vertex."""
    known = {code: rings for code, rings in contours.items() if code in referentiels.communes}
    if not known:
        return NO_OUTLINES
    return Outlines(
        centres={code: centre(rings) for code, rings in known.items()},
        neighbours=_neighbours(known, referentiels),
    )


def centre(rings: tuple[Ring, ...]) -> Point:
    """The centre of gravity of the largest ring: an island far away does not move it."""
    area, centre = max(_moments(ring) for ring in rings)
    return centre if area else rings[0][0]


def _moments(ring: Ring) -> tuple[float, Point]:
    """The area of a ring, and its centre; counted from its first point, for precision."""
    origin = ring[0]
    points = [(y - origin[0], x - origin[1]) for y, x in ring]
    area = up = right = 0.0
    for (y, x), (next_y, next_x) in zip(points, (*points[1:], points[0]), strict=True):
        cross = x * next_y - next_x * y
        area += cross
        up += (y + next_y) * cross
        right += (x + next_x) * cross
    if not area:
        return 0.0, origin
    return abs(area), (origin[0] + up / (3 * area), origin[1] + right / (3 * area))


def _neighbours(
    contours: Mapping[str, tuple[Ring, ...]], referentiels: Referentiels
) -> Mapping[str, tuple[str, ...]]:
    holders: defaultdict[Point, set[str]] = defaultdict(set)
    for code, rings in contours.items():
        epci = referentiels.communes[code][1]
        for ring in rings if epci else ():
            for latitude, longitude in ring:
                holders[round(latitude, _SAME), round(longitude, _SAME)].add(epci)
    touching: defaultdict[str, set[str]] = defaultdict(set)
    for epcis in holders.values():
        if len(epcis) > 1:
            for epci in epcis:
                touching[epci] |= epcis - {epci}
    return {epci: tuple(sorted(others)) for epci, others in sorted(touching.items())}
