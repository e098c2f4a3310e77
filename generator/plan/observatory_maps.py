"""Plan: contours of communes → a drawing of the territory, in few bytes.

Every point goes to the nearest place of one grid, so that two neighbours keep the same border; a
side that two communes of one group share is inside the group and is not drawn. The table beside
the drawing says the same: nothing is known by the drawing alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from generator.chart_view import (
    MapArea,
    MapView,
)
from generator.model import Point, Ring
from generator.observatory import SERVI
from generator.plan.wording import number_text

SIDE = 480  # of the grid: its longer side
_MARGIN = 4
# Degrees, some ten centimetres: below, all the points are one, and no scale could be told.
_POINT = 1e-6
_PRINTED = 40  # places whose number is printed: more would hide one another

Place = tuple[int, int]  # across, down
Rings = tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One group of communes on the grid."""

    path: str
    x: int  # its middle
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapValue:
    """What a place of the drawing says."""

    nom: str
    count: int
    etat: str
    words: str = "aides et services"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Groups of communes, by code."""

    width: int
    height: int
    groups: Mapping[str, Drawn]


def map_view(
    anchor: str,
    heading: str,
    description: str,
    *,
    groups: Mapping[str, Iterable[str]],
    values: Mapping[str, MapValue],
    contours: Mapping[str, Rings],
) -> MapView | None:
    """Places with a number each; depths go from the least to the most of this drawing."""
    drawing = draw(groups, contours)
    if drawing is None:
        return None
    missing = _missing_words(len(groups) - len(drawing.groups))
    counts = sorted({values[code].count for code in drawing.groups if values[code].etat == SERVI})
    return MapView(
        anchor=anchor,
        heading=heading,
        description=f"{description}{missing}",
        width=drawing.width,
        height=drawing.height,
        areas=tuple(
            MapArea(
                path=drawn.path,
                etat=values[code].etat,
                level=_level(values[code], counts),
                label=_words(values[code]),
                x=drawn.x,
                y=drawn.y,
                value=number_text(values[code].count) if len(drawing.groups) <= _PRINTED else "",
            )
            for code, drawn in drawing.groups.items()
        ),
    )


def _missing_words(count: int) -> str:
    """What the drawing does not show: a reader must not take it for empty."""
    if count == 0:
        return ""
    if count == 1:
        return " 1 territoire, dont le contour n’est pas connu, n’est pas dessiné."
    number = number_text(count)
    return f" {number} territoires, dont le contour n’est pas connu, ne sont pas dessinés."


def _words(value: MapValue) -> str:
    """What is said of a place: « Les Estables : 12 aides et services »."""
    return f"{value.nom}\u00a0: {number_text(value.count)} {value.words}"


def _level(value: MapValue, counts: Sequence[int]) -> int:
    """1 for the least count of the drawing, 4 for the most; 0 when nothing serves the place."""
    if value.etat != SERVI:
        return 0
    return 1 + counts.index(value.count) * 3 // max(len(counts) - 1, 1)


def draw(groups: Mapping[str, Iterable[str]], contours: Mapping[str, Rings]) -> Drawing | None:
    """Code → its communes; `None` when no contour is known of any of them."""
    known = {
        code: [contours[commune] for commune in communes if commune in contours]
        for code, communes in groups.items()
    }
    points = [
        point for found in known.values() for rings in found for ring in rings for point in ring
    ]
    if not points:
        return None
    grid = _Grid(points)
    drawn = {code: _drawn(found, grid) for code, found in known.items()}
    return Drawing(
        width=grid.width,
        height=grid.height,
        groups={code: group for code, group in drawn.items() if group is not None},
    )


class _Grid:
    """From degrees to places: as wide as a kilometre is at the middle of the drawing."""

    def __init__(self, points: Sequence[Point]) -> None:
        south, north = min(y for y, _ in points), max(y for y, _ in points)
        self._west, east = min(x for _, x in points), max(x for _, x in points)
        self._north = north
        self._shrink = cos(radians((south + north) / 2)) or 1.0
        across, down = (east - self._west) * self._shrink, north - south
        extent = max(across, down)
        self._scale = SIDE / (extent if extent > _POINT else 1.0)
        self.width = round(across * self._scale) + 2 * _MARGIN
        self.height = round(down * self._scale) + 2 * _MARGIN

    def place(self, point: Point) -> Place:
        latitude, longitude = point
        return (
            round((longitude - self._west) * self._shrink * self._scale) + _MARGIN,
            round((self._north - latitude) * self._scale) + _MARGIN,
        )


def _drawn(communes: Iterable[Rings], grid: _Grid) -> Drawn | None:
    borders = list(_outer_rings(_sides(communes, grid)))
    if not borders:
        return None
    largest = max(borders, key=lambda ring: (abs(_area(ring)), ring))
    x, y = _middle(largest)
    return Drawn(path="".join(_path(ring) for ring in borders), x=x, y=y)


def _sides(communes: Iterable[Rings], grid: _Grid) -> set[tuple[Place, Place]]:
    """The sides that one commune has alone, whichever way its contour turns."""
    sides: set[tuple[Place, Place]] = set()
    for rings in communes:
        for ring in rings:
            places = [grid.place(point) for point in ring]
            for start, end in pairwise((*places, places[0])):
                if start != end:
                    sides ^= {(min(start, end), max(start, end))}
    return sides


def _outer_rings(sides: set[tuple[Place, Place]]) -> Iterator[tuple[Place, ...]]:
    """Sides end to end → closed lines, without the points that change nothing."""
    after: defaultdict[Place, list[Place]] = defaultdict(list)
    for start, end in sorted(sides):
        after[start].append(end)
        after[end].append(start)
    for first in sorted(after):
        while after[first]:
            ring = _walk(first, after)
            straight = _straightened(ring)
            if len(straight) > 2:
                yield straight


def _walk(first: Place, after: Mapping[Place, list[Place]]) -> list[Place]:
    """Follow sides that were not followed yet, until none goes on or the start is back."""
    ring, here = [first], first
    while after[here]:
        following = after[here].pop(0)
        after[following].remove(here)
        if following == first:
            break
        ring.append(following)
        here = following
    return ring


def _straightened(ring: Sequence[Place]) -> tuple[Place, ...]:
    """The same line without the points that lie on the way between their neighbours."""
    kept = []
    for rank, (x, y) in enumerate(ring):
        (before_x, before_y), (after_x, after_y) = ring[rank - 1], ring[(rank + 1) % len(ring)]
        if (x - before_x) * (after_y - y) != (after_x - x) * (y - before_y):
            kept.append((x, y))
    return tuple(kept)


def _area(ring: Sequence[Place]) -> int:
    """Twice the area, with the sign of the direction."""
    return sum(
        x * next_y - next_x * y
        for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )


def _middle(ring: Sequence[Place]) -> Place:
    """The centre of gravity of a closed line."""
    area = across = down = 0
    for (x, y), (next_x, next_y) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x * next_y - next_x * y
        area += cross
        across += (x + next_x) * cross
        down += (y + next_y) * cross
    return (round(across / (3 * area)), round(down / (3 * area))) if area else ring[0]


def _path(ring: Sequence[Place]) -> str:
    """A closed line, each step from the point before: `m12 40l3-5 8 2z`."""
    steps = [f"M{ring[0][0]} {ring[0][1]}l"]
    for (x, y), (next_x, next_y) in pairwise(ring):
        steps.append(f"{next_x - x} {next_y - y} ")
    return "".join(steps).rstrip().replace(" -", "-") + "z"
