"""Plan: two zones → the communes that are gained and lost, and who lives there. Pure sets."""

from collections.abc import Iterable

from generator.plan.coverage import CoverageMap
from generator.proposal import Reach

Communes = frozenset[str]
ZonePair = tuple[frozenset[str], frozenset[str]]  # codes, before and after

MAX_NAMED = 6


class Places:
    """The communes of France, asked by the codes of a zone."""

    def __init__(self, coverage: CoverageMap) -> None:
        self._referentiels = coverage.referentiels
        self._served = frozenset(
            code for communes in coverage.communes.values() for code in communes
        )
        self._of_code: dict[str, Communes] = {}
        self._people: dict[Communes, int] = {}

    def reach(self, before: Iterable[str], after: Iterable[str]) -> Reach:
        """What one service starts and stops reaching, anywhere in France."""
        old, new = self._held(before), self._held(after)
        return self.moved(lost=old - new, gained=new - old, sizes=(len(old), len(new)))

    def together(self, zones: Iterable[ZonePair]) -> Reach:
        """What several services do to the served communes: one more answer, one less."""
        lost: set[str] = set()
        gained: set[str] = set()
        for before, after in {pair for pair in zones if pair[0] != pair[1]}:
            old, new = self._held(before), self._held(after)
            lost |= (old - new) & self._served
            gained |= (new - old) & self._served
        return self.moved(lost=frozenset(lost), gained=frozenset(gained))

    def moved(self, *, lost: Communes, gained: Communes, sizes: tuple[int, int] = (0, 0)) -> Reach:
        """Two sets of communes, with their inhabitants."""
        return Reach(
            gagnees=tuple(sorted(gained)),
            habitants_gagnes=self._inhabitants(gained),
            perdues=tuple(sorted(lost)),
            habitants_perdus=self._inhabitants(lost),
            avant=sizes[0],
            apres=sizes[1],
            noms_gagnees=self._names(gained),
            noms_perdues=self._names(lost),
        )

    def _held(self, zone: Iterable[str]) -> Communes:
        return frozenset[str]().union(*map(self._members, zone))

    def _members(self, code: str) -> Communes:
        if code not in self._of_code:
            rows = self._referentiels.communes
            found = rows if code == "france" else self._referentiels.communes_of(code)
            self._of_code[code] = frozenset((code,) if code in rows else found)
        return self._of_code[code]

    def _names(self, communes: Communes) -> tuple[str, ...]:
        rows = self._referentiels.communes
        return (
            tuple(sorted(rows[code][0] for code in communes)) if len(communes) <= MAX_NAMED else ()
        )

    def _inhabitants(self, communes: Communes) -> int:
        if communes not in self._people:
            rows = self._referentiels.communes
            self._people[communes] = sum(rows[code][4] for code in communes if code in rows)
        return self._people[communes]
