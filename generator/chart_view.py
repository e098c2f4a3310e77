"""Tables of figures, and the drawings beside them: what is printed, and where on the paper.

A drawing says nothing that its table does not: its numbers are places, computed by the plan.
"""

from dataclasses import dataclass

from generator.view_parts import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of a table: what it speaks of, then a value for each column."""

    head: Link  # without an address, a plain label
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBody:
    """Lines of a table that go together, under a heading of their own when there are several."""

    head: Link | None
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of figures; the drawings have one each."""

    caption: str
    corner: str  # what the first column holds: "Territoire"
    columns: tuple[str, ...]
    bodies: tuple[TableBody, ...]
    note: str = ""
    csv_url: str = ""  # the same figures for a spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """One rectangle of a bar; `kind`, "1" to "4", has its pattern: no colour speaks alone."""

    x: int
    width: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label above it, its value at its end."""

    label: str
    value: str
    y: int  # of the label's line
    end: int  # where the value is printed
    parts: tuple[BarPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One entry of a legend."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars one under the other, with the table that says the same."""

    anchor: str
    heading: str
    description: str  # what one sees, in a sentence
    height: int
    bars: tuple[Bar, ...]
    legend: tuple[Key, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One value of a line: its place, and the words that tell it."""

    x: int
    y: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """One figure month after month; a month without it cuts the line in `paths`."""

    kind: str
    label: str
    paths: tuple[str, ...]  # points: "40,120 80,90"
    dots: tuple[Dot, ...]
    end: Dot  # where its label is written


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """Figures month after month, with the table that says the same."""

    anchor: str
    heading: str
    description: str
    lines: tuple[TrendLine, ...]
    levels: tuple[Dot, ...]  # the horizontal rules, each with its value
    months: tuple[Dot, ...]  # under the axis
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArea:
    """One commune or one intercommunality: its outline as a path, its value in words."""

    path: str
    etat: str  # "servi", "en-partie", "manque", "non-recense", "ailleurs"
    level: int  # 0 to 4, as in a heat table
    label: str  # "Les Estables : 12 aides et services"
    url: str = ""
    x: int = 0  # where its value is printed
    y: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A drawing of the territory; the table beside it says the same."""

    anchor: str
    heading: str
    description: str
    width: int
    height: int
    areas: tuple[MapArea, ...]
    table: Table | None = None  # None: the page has it elsewhere
