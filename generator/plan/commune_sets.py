"""Plan: a zone → the set of the communes that it holds, as one integer: a bit for each commune.

Unions and comparisons of sets of thousands of communes then take no time, so that everything
about a situation can be decided commune by commune.
"""

from collections.abc import Iterable
from functools import cached_property

from generator.plan.coverage import CoverageMap

Communes = int  # bit n: the n-th commune of `CommuneSets.codes`


class CommuneSets:
    """The communes of the served départements and of the EPCI that have one in them."""

    def __init__(self, coverage: CoverageMap) -> None:
        self._coverage = coverage
        self._of_zone: dict[frozenset[str], Communes] = {}
        members = (coverage.referentiels.communes_of(area) for area in coverage.pages)
        self.codes: tuple[str, ...] = tuple(sorted({code for found in members for code in found}))

    @cached_property
    def _of_code(self) -> dict[str, Communes]:
        """By code that a zone may hold, the communes that it holds."""
        ranks: dict[str, list[int]] = {}
        for rank, commune in enumerate(self.codes):
            for code in self._coverage.covering(commune):
                ranks.setdefault(code, []).append(rank)
        return {code: _bits(found) for code, found in ranks.items()}

    @property
    def everything(self) -> Communes:
        """All of them."""
        return (1 << len(self.codes)) - 1

    def held(self, zone: Iterable[str]) -> Communes:
        """The communes that a zone holds, former codes read as those of today."""
        codes = self._coverage.today(zone)
        if codes not in self._of_zone:
            found = 0
            for code in codes:
                found |= self._of_code.get(code, 0)
            self._of_zone[codes] = found
        return self._of_zone[codes]

    def named(self, communes: Communes) -> tuple[str, ...]:
        """The codes of a set, sorted."""
        found = []
        while communes:
            lowest = communes & -communes
            found.append(self.codes[lowest.bit_length() - 1])
            communes ^= lowest
        return tuple(found)


def _bits(ranks: Iterable[int]) -> int:
    found = 0
    for rank in ranks:
        found |= 1 << rank
    return found
