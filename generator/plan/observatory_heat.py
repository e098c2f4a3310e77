"""Plan: the columns of the coverage → tables that are read cell by cell, and tables of figures."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from generator.chart_view import (
    Table,
    TableBody,
    TableRow,
)
from generator.observatory import (
    EVERYBODY,
    EVERYTHING,
    NON_RECENSE,
    SERVI,
    AreaCoverage,
    CoverageTable,
    state,
)
from generator.observatory_view import (
    HeatCell,
    HeatRow,
    HeatTable,
)
from generator.plan.observatory_words import SIGNS, share_text, state_text
from generator.plan.wording import number_text
from generator.view_parts import Link

# The depth of a cell says whether one has a choice; it is the same on every page, so that two
# territories compare.
DEPTHS = (1, 2, 5, 10)
DEPTH_WORDS = ("une seule", "2 à 4", "5 à 9", "10 ou plus")

FIGURES = (
    "État",
    "Aides et services",
    "Habitants servis",
    "Communes servies",
    "Locaux",
    "Départementaux",
    "Régionaux",
    "Nationaux",
    "Sur place",
    "À distance",
    "Gratuits",
    "Demande directe",
)
_COUNTED = (
    "services",
    "locaux",
    "departementaux",
    "regionaux",
    "nationaux",
    "sur_place",
    "a_distance",
    "gratuits",
    "autonomes",
)
FIGURES_NOTE = (
    "Un même service compte une fois par ligne. Locaux\u00a0: pour une commune ou une "
    "intercommunalité. Demande directe\u00a0: la personne peut demander seule. "
    "Habitants servis\u00a0: ceux des communes où au moins un service est ouvert."
)

_number = cache(number_text)  # the same small numbers fill a hundred thousand cells


@cache
def heat_cell(
    services: int, servis: int, habitants: int, manque: int, communes: int = 0
) -> HeatCell:
    """One cell: how many services, for which share of the inhabitants; in how many communes."""
    etat = state(services, manque)
    if etat != SERVI:
        return HeatCell(
            etat=etat, level=0, text=SIGNS[etat], words=state_text(etat, manque, communes)
        )
    return HeatCell(
        etat=etat,
        level=depth(services),
        text=number_text(services),
        share=share_text(servis, habitants) if servis < habitants else "",
    )


def depth(services: int) -> int:
    """0 when there is nothing, else 1 to 4."""
    return sum(services >= least for least in DEPTHS)


class Reader:
    """The cells of a coverage, read in its columns."""

    def __init__(self, table: CoverageTable) -> None:
        self.table = table
        columns = table.columns
        self._services = columns["services"]
        self._people = columns["habitants_servis"]
        self._missing = columns["communes_manque"]
        self._manques = columns["manques"]
        self._communes = columns["communes_servies"]
        self._rows: dict[int, tuple[str, ...]] = {}
        self._counted = tuple(columns[name] for name in _COUNTED)

    def heat(self, theme: str, audience: str, area: AreaCoverage) -> HeatCell:
        """A cell of a heat table."""
        index = self.table.index(theme, audience, area.area.code)
        return heat_cell(
            self._services[index],
            self._people[index],
            area.habitants,
            self._missing[index],
            area.communes,
        )

    def etat(self, theme: str, audience: str, area: str) -> str:
        """The state of a cell."""
        index = self.table.index(theme, audience, area)
        return state(self._services[index], self._missing[index])

    def services(self, theme: str, audience: str, area: str) -> int:
        """How many services answer a cell."""
        return self._services[self.table.index(theme, audience, area)]

    def people(self, theme: str, audience: str, area: str) -> int:
        """How many inhabitants are served."""
        return self._people[self.table.index(theme, audience, area)]

    def confirmed(self, theme: str, area: str) -> int:
        """How many confirmed gaps touch a need, for whomever."""
        return self._manques[self.table.index(theme, EVERYBODY, area)]

    def figures(self, theme: str, area: AreaCoverage) -> tuple[str, ...]:
        """The cells of a row of `FIGURES`, for everybody; two pages show each."""
        index = self.table.index(theme, EVERYBODY, area.area.code)
        if index not in self._rows:
            services, *counts = (_number(column[index]) for column in self._counted)
            self._rows[index] = (
                state_text(
                    state(self._services[index], self._missing[index]),
                    self._missing[index],
                    area.communes,
                ),
                services,
                share_text(self._people[index], area.habitants),
                f"{_number(self._communes[index])} sur {_number(area.communes)}",
                *counts,
            )
        return self._rows[index]

    def split(self, theme: str, area: str) -> tuple[int, int, int, int]:
        """Local, of the département, of the région, of the whole country."""
        index = self.table.index(theme, EVERYBODY, area)
        _, *reach = (column[index] for column in self._counted[:5])
        return (reach[0], reach[1], reach[2], reach[3])

    def answered(self, themes: Iterable[str], area: str) -> int:
        """How many of these needs have an answer for everybody."""
        return sum(self.etat(theme, EVERYBODY, area) == SERVI for theme in themes)

    def unlisted(self, themes: Iterable[str], area: str) -> int:
        """How many of these needs nobody has listed anything for."""
        return sum(self.etat(theme, EVERYBODY, area) == NON_RECENSE for theme in themes)

    @property
    def great_themes(self) -> tuple[str, ...]:
        """The codes of the great themes, in the order of the table."""
        return tuple(code for code in self.table.themes if code != EVERYTHING and "--" not in code)


def heat_table(
    anchor: str,
    heading: str,
    caption: str,
    corner: str,
    *,
    columns: Sequence[Link],
    heads: Sequence[Link],
    cell: Callable[[int, int], HeatCell],
    csv_url: str = "",
) -> HeatTable:
    """A table of `heads` × `columns`; `cell` is asked for each rank of both."""
    return HeatTable(
        anchor=anchor,
        heading=heading,
        caption=caption,
        corner=corner,
        columns=tuple(columns),
        rows=tuple(
            HeatRow(head=head, cells=tuple(cell(row, column) for column in range(len(columns))))
            for row, head in enumerate(heads)
        ),
        csv_url=csv_url,
    )


def figure_table(
    caption: str,
    corner: str,
    bodies: Iterable[tuple[Link | None, Iterable[tuple[Link, tuple[str, ...]]]]],
    *,
    note: str = FIGURES_NOTE,
    csv_url: str = "",
) -> Table:
    """Rows of `FIGURES`, in bodies that each have a heading."""
    return Table(
        caption=caption,
        corner=corner,
        columns=FIGURES,
        bodies=tuple(
            TableBody(
                head=head,
                rows=tuple(TableRow(head=link, cells=cells) for link, cells in rows),
            )
            for head, rows in bodies
        ),
        note=note,
        csv_url=csv_url,
    )
