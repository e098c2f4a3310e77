"""What the pages of the observatory show: sentences, tables, and the drawings beside them.

Texts are French, typeset and final; `url` values are relative to the site's root.
"""

from dataclasses import dataclass

from generator.chart_view import BarChart, MapView, Table, TrendChart
from generator.view_parts import Link, LinkGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that answers a question, with its words."""

    value: str  # "72", "83 %"
    label: str  # "aides et services ouverts"
    note: str = ""
    url: str = ""  # where it is explained
    tone: str = ""  # as that of a badge: "ok", "info", "warn", "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """A need and an audience somewhere: a number or a sign, the state in words, a depth."""

    etat: str  # "servi", "manque" or "non-recense"
    level: int  # 0 when nothing is there, then 1 to 4
    text: str  # "12", "✕", "?"
    words: str = ""  # what the sign means, for who does not see it: "manque"
    share: str = ""  # "60 %": of the inhabitants, when not all of them are served


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One need, or one territory."""

    head: Link
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """A table that is read cell by cell; colour comes on top."""

    anchor: str
    heading: str
    caption: str
    corner: str
    columns: tuple[Link, ...]
    rows: tuple[HeatRow, ...]
    csv_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """A gap as a sentence: what, for whom, where, for how many people, since when."""

    sentence: str  # "Aucune aide au logement pour les saisonniers dans la CC des Sucs"
    people: str  # "17 000 habitants"
    etat: str  # "manque", "non-recense", "servi-sans-dedie"; "servi" when it is filled
    label: str = ""  # the state in words, when the heading does not tell it
    part: str = ""  # "14 communes sur 25", when not all of them are concerned
    since: str = ""  # "Manque confirmé le 3 mars 2026", "Dans nos relevés depuis novembre 2026"
    doubt: str = ""  # "confirmé avant cette aide : à reconfirmer"
    search: Link | None = None  # what answers all the same: general services, or elsewhere
    need: Link | None = None  # where else it is missing
    places: tuple[Link, ...] = ()  # the territories concerned, each with its people in `note`
    manques: tuple[Link, ...] = ()  # the entries that confirm it; `note`: who did


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGaps:
    """All the audiences for whom one need is missing, in one sentence."""

    need: Link
    words: str  # "aucune réponse connue", "aucune aide dédiée"
    audiences: tuple[str, ...]  # "ces publics : jeunes et femmes (17 000 habitants)"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """Gaps of one state under one heading, worst first."""

    heading: str
    anchor: str
    note: str
    count: int = 0
    lines: tuple[GapLine, ...] = ()
    folded: tuple[GapLine, ...] = ()  # the next ones, one tap away
    needs: tuple[NeedGaps, ...] = ()  # for some audiences only
    more: Link | None = None  # where the others are, when not all are here


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem:
    """Something that changed, by its name: a gap that was filled, a new aid."""

    link: Link
    text: str = ""  # "comblé le 12 octobre 2026"
    by: tuple[Link, ...] = ()  # what filled it
    note: str = ""  # who says it, who keeps it


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """What changed, named, under one heading."""

    heading: str
    entries: tuple[NamedItem, ...]
    more: str = ""  # "et 12 autres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the three questions of an elected official: the answer first, then the way to it."""

    heading: str
    anchor: str
    answer: str
    figures: tuple[Figure, ...]
    lines: tuple[GapLine, ...] = ()
    links: tuple[Link, ...] = ()  # the pages that tell more
    table: Table | None = None
    named: tuple[NamedList, ...] = ()  # what changed, by its name


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservatoryView:
    """The overview: three questions answered, then the ways in by need and by territory."""

    heading: str
    intro: str
    starts: tuple[LinkGroup, ...]  # straight to one's own territory: départements, their EPCI
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    heat: HeatTable  # needs × audiences on the whole served territory
    chart: BarChart
    trend: TrendChart | None
    map: MapView | None
    places: Table  # the EPCI by département, each with its figures
    needs: Table  # the great themes
    json_url: str
    csv_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCoverageView:
    """One département or one EPCI: who is served there, what is missing."""

    code: str
    heading: str
    intro: str
    figures: tuple[Figure, ...]
    gaps: tuple[GapGroup, ...]
    questions: tuple[Question, ...]  # what is out of date, what improved
    trend: TrendChart | None
    heat: tuple[HeatTable, ...]  # great themes × publics, great themes × situations of employment
    chart: BarChart
    needs: Table  # the precise thématiques by great theme
    communes: Table | None  # what serves each of them, grouped
    map: MapView | None
    inside: tuple[Link, ...]  # the EPCI of a département; `note` tells its gaps
    links: tuple[Link, ...]  # its list, its booklet, its JSON
    json_url: str
    csv_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCoverageView:
    """One great theme or one thématique: where it is answered, for whom, where not."""

    code: str
    heading: str
    intro: str
    accent: str
    icon: str
    figures: tuple[Figure, ...]
    gaps: tuple[GapGroup, ...]
    heat: tuple[HeatTable, ...]  # audiences × départements
    places: Table  # the EPCI by département
    map: MapView | None
    inside: tuple[Link, ...]  # the thématiques of a great theme; `note` tells their state
    links: tuple[Link, ...]
    json_url: str
    csv_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapListView:
    """All the gaps, in sentences."""

    heading: str
    intro: str
    figures: tuple[Figure, ...]
    groups: tuple[GapGroup, ...]  # those of the situations come last
    filled: tuple[NamedList, ...]  # what no longer lacks
    json_url: str = ""
    csv_url: str = ""


ObservatoryViews = ObservatoryView | AreaCoverageView | ThemeCoverageView | GapListView
