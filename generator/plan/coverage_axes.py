"""Plan: needs and audiences → the cells of a territory, and those that an entry answers, as bits.

Bit `theme · A + audience` is one cell. Whole territories are then added and compared a few
thousand cells at a time, by one operation on one integer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.entries import Service
from generator.manques import Manque
from generator.observatory import EVERYBODY, EVERYTHING
from generator.plan.facets import EVERYONE, PUBLIC, STATUT, THEME, Facet
from generator.plan.shelves import category_order, inner_terms
from generator.plan.vocabulary import Labels, category_code

Cells = int  # a set of cells, one bit each
LANE = 4  # bytes of a cell that holds a number
_ZERO_AND_ONE = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, kw_only=True)
class Axes:
    """The two axes of a territory's table."""

    themes: tuple[str, ...]
    audiences: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many cells a territory has."""
        return len(self.themes) * len(self.audiences)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {theme: 1 << rank * len(self.audiences) for rank, theme in enumerate(self.themes)}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {audience: 1 << rank for rank, audience in enumerate(self.audiences)}

    def cells(self, themes: Iterable[str], audiences: Iterable[str]) -> Cells:
        """Each of these needs crossed with each of these audiences."""
        rows = sum(self._rows[theme] for theme in frozenset(themes))
        return rows * sum(self._places[audience] for audience in frozenset(audiences))

    def bit(self, theme: str, audience: str) -> int:
        """The rank of a cell."""
        return self.cells((theme,), (audience,)).bit_length() - 1

    def spread(self, cells: Cells) -> int:
        """A set of cells → numbers side by side, `LANE` bytes each: 1 in those of the set."""
        digits = format(cells, f"0{self.size}b").encode()
        wide = bytearray(LANE * self.size)
        wide[::LANE] = digits[::-1].translate(_ZERO_AND_ONE)
        return int.from_bytes(wide, "little")

    def answered(self, service: Service) -> Cells:
        """The cells that a service answers: by the rule of the search, and for the totals."""
        themes = (EVERYTHING, *THEME.named(service))
        publics = PUBLIC.answered(service, self._codes(PUBLIC))
        statuts = STATUT.answered(service, self._codes(STATUT))
        audiences = (EVERYBODY, *_named(PUBLIC, publics), *_named(STATUT, statuts))
        return self.cells(themes, audiences)

    def dedicated(self, service: Service) -> Cells:
        """Those whose audience it names itself; for everybody, when it excludes nobody."""
        audiences = [*_named(PUBLIC, service.publics), *_named(STATUT, service.statuts)]
        if PUBLIC.excludes_nobody(service) and STATUT.excludes_nobody(service):
            audiences.append(EVERYBODY)
        return self.cells((EVERYTHING, *THEME.named(service)), audiences)

    def confirmed(self, manque: Manque) -> Cells:
        """The cells that a gap confirms: it says that nothing answers any of them."""
        themes = (theme for theme in self.themes if self._inside(theme, manque))
        named = audiences_of(manque)
        return self.cells(themes, self.audiences if EVERYBODY in named else named)

    def touched(self, manque: Manque) -> Cells:
        """Those, and the wider ones of which it is a part."""
        great = frozenset(map(category_code, manque.thematiques))
        below = (theme for theme in self.themes if theme in great or self._inside(theme, manque))
        named = audiences_of(manque)
        audiences = self.audiences if EVERYBODY in named else (EVERYBODY, *named)
        return self.cells((EVERYTHING, *below), audiences)

    def _inside(self, theme: str, manque: Manque) -> bool:
        """Whether a theme is one that lacks, or a part of one."""
        return theme in manque.thematiques or category_code(theme) in manque.thematiques

    def below_everybody(self, cells: Cells) -> Cells:
        """The cells of one audience whose cell for everybody is in a set."""
        first = sum(self._rows.values())  # in each row, the cell for everybody
        return (cells & first) * ((1 << len(self.audiences)) - 2)

    def below_themes(self, cells: Cells) -> Cells:
        """The cells of a need whose wider need is in a set: the great theme, or all needs."""
        row, found = (1 << len(self.audiences)) - 1, 0
        for theme, inner in self._inner_rows.items():
            found |= (cells >> self._rows[theme].bit_length() - 1 & row) * inner
        return found

    @cached_property
    def _inner_rows(self) -> dict[str, int]:
        """By need that holds others, their rows."""
        found: dict[str, int] = {}
        for theme in filter(None, self.themes):
            great = category_code(theme)
            above = EVERYTHING if great == theme else great
            found[above] = found.get(above, 0) | self._rows[theme]
        return found

    def _codes(self, facet: Facet) -> tuple[str, ...]:
        prefix = f"{facet.name}/"
        return tuple(
            name.removeprefix(prefix) for name in self.audiences if name.startswith(prefix)
        )


def make_axes(labels: Labels) -> Axes:
    """The vocabularies → the axes, in the order of the site's lists."""
    great = category_order(labels)
    terms = labels.terms("categories")
    precise = (term.code for code in great for term in inner_terms(terms[code], labels))
    return Axes(
        themes=(EVERYTHING, *great, *precise),
        audiences=(
            EVERYBODY,
            *_named(PUBLIC, PUBLIC.terms(labels)),
            *_named(STATUT, STATUT.terms(labels)),
        ),
    )


def audiences_of(manque: Manque) -> tuple[str, ...]:
    """Those that a gap names: everybody when it names nobody."""
    publics = () if EVERYONE in manque.publics else manque.publics
    return (*_named(PUBLIC, publics), *_named(STATUT, manque.statuts)) or (EVERYBODY,)


def _named(facet: Facet, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{facet.name}/{code}" for code in codes)
