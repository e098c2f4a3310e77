"""Plan: links and steps → every break, in the order of the list that partners read."""

from collections.abc import Sequence

from generator.parcours import Parcours, Rupture
from generator.plan.link_ruptures import find_link_ruptures
from generator.plan.rupture_ground import Ground
from generator.plan.step_ruptures import find_step_ruptures

# What touches the most people and can be acted upon comes first.
KINDS = (
    "etape-sans-reponse",
    "relation-fermee",
    "relation-hors-dates",
    "zone-incomplete",
    "relation-hors-zone",
    "relation-a-sens-unique",
)


def find_ruptures(ground: Ground, parcours: Sequence[Parcours]) -> tuple[Rupture, ...]:
    """By kind, then where most people live, then by entry and place in it."""
    found = (*find_step_ruptures(parcours, ground), *find_link_ruptures(ground))
    return tuple(sorted(found, key=_order))


def _order(item: Rupture) -> tuple[int, int, str, str, int, str]:
    return (
        KINDS.index(item.genre),
        -item.habitants,
        item.fiche,
        item.lien,
        item.rang or 0,
        item.vers,
    )
