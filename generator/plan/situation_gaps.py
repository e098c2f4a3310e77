"""Plan: solved situations → the needs that nothing answers, territory by territory.

What a site cannot answer is said, not hidden: these are the rows of the observatory.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.model import Referentiels
from generator.solutions import SERVED, Gap, Solution


def find_gaps(solutions: Iterable[Solution], referentiels: Referentiels) -> tuple[Gap, ...]:
    """One for each need and each territory where a commune has no answer.

    In the order of the situations, then of their needs, then of the territories.
    """

    @cache
    def population(commune: str) -> int:
        return referentiels.communes[commune][4]

    return tuple(gap for solution in solutions for gap in _gaps(solution, population))


def _gaps(solution: Solution, population: Callable[[str], int]) -> Iterator[Gap]:
    for rank, need in enumerate(solution.situation.besoins):
        for here in solution.territoires:
            found = here.besoins[rank]
            if found.etat == SERVED:
                continue
            communes = found.communes_sans_reponse
            yield Gap(
                situation=solution.situation,
                rang=rank + 1,
                besoin=need,
                area=here.area,
                etat=found.etat,
                communes=communes,
                population=sum(map(population, communes)),
            )
