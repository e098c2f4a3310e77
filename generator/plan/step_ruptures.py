"""Plan: the steps of a pathway → where it stops for someone who follows it.

One open service is enough for a step to hold; a step without a service holds where the structures
named there act, and nothing is claimed of structures that do not say where.
"""

from collections.abc import Iterable, Iterator, Mapping

from generator.parcours import Etape, Parcours, Rupture
from generator.plan.commune_sets import Communes
from generator.plan.relation_windows import Window, first_hole, open_window
from generator.plan.rupture_ground import Ground, hole_words
from generator.plan.wording import NBSP


def find_step_ruptures(parcours: Iterable[Parcours], ground: Ground) -> Iterator[Rupture]:
    """Every break of a pathway that can be followed."""
    for entry in parcours:
        if entry.etat != "termine":
            for rank, step in enumerate(entry.etapes):
                yield from _of_step(entry, rank, step, ground)


def _of_step(entry: Parcours, rank: int, step: Etape, ground: Ground) -> Iterator[Rupture]:
    known = tuple(code for code in step.services if code in ground.services)
    closed = tuple(code for code in known if ground.is_closed(code))
    for code in closed:
        yield _rupture(
            entry,
            rank,
            "relation-fermee",
            f"cite {ground.named(code)}, {ground.closed_words(code)}",
            ground.advice_for(code),
            vers=code,
        )
    if step.role == "utile":
        return
    ready = tuple(code for code in known if code not in closed)
    if (known and not ready) or not (known or step.acteurs):
        yield _rupture(
            entry,
            rank,
            "etape-sans-reponse",
            "n’a plus aucun service ouvert" if known else "ne dit pas qui la fait",
            "cherchez qui peut faire cette étape",
        )
        return
    yield from _out_of_zone(entry, rank, _place(step, ready, ground), ground)
    yield from _out_of_dates(entry, rank, ready, ground)


def _place(step: Etape, services: tuple[str, ...], ground: Ground) -> Communes | None:
    """The communes where a step can be done; `None` when nothing tells."""
    zones = [ground.services[code].zone_eligibilite for code in services]
    if not zones:
        for actor in step.acteurs:
            structure = ground.structures.get(actor.structure)
            zones.append(structure.territoires if structure else ())
    mask = 0
    for zone in zones:
        if not zone:
            return None
        mask |= ground.communes.held(zone)
    return mask


def _out_of_zone(
    entry: Parcours, rank: int, place: Communes | None, ground: Ground
) -> Iterator[Rupture]:
    if place is None:
        return
    wanted = ground.communes.held(entry.zone_eligibilite)
    if wanted and place and not wanted & place:
        yield _rupture(
            entry,
            rank,
            "relation-hors-zone",
            "n’a de réponse dans aucune commune du parcours",
            "citez un service de la même zone, ou vérifiez les codes de « zone_eligibilite »",
        )
        return
    missing = ground.missing(wanted, place)
    if missing is not None:
        yield _rupture(
            entry,
            rank,
            "zone-incomplete",
            f"n’a pas de réponse connue dans {missing.words}",
            "cherchez qui peut le faire dans ces communes",
            communes=missing.communes,
            habitants=missing.people,
        )


def _out_of_dates(
    entry: Parcours, rank: int, services: tuple[str, ...], ground: Ground
) -> Iterator[Rupture]:
    """When the services of a step are all closed for a time that is known."""
    windows = [open_window(ground.services[code]) for code in services]
    details = entry.etat_precisions
    is_dated = entry.etat == "actif" and details is not None
    wanted = (
        Window(first=details.depuis, last=details.jusqu_a) if is_dated and details else Window()
    )
    offers = [window for window in windows if window is not None]
    hole = first_hole(wanted, offers, ground.today) if offers else None
    if hole is not None:
        yield _rupture(
            entry,
            rank,
            "relation-hors-dates",
            f"n’a aucun service ouvert {hole_words(hole)}",
            "cherchez qui répond ces jours-là, ou dites ces dates dans le texte du parcours",
            debut=hole.first,
            fin=hole.last,
        )


def _rupture(
    entry: Parcours, rank: int, genre: str, message: str, advice: str, **more: object
) -> Rupture:
    return Rupture(
        genre=genre,
        fiche=f"parcours/{entry.id}",
        rang=rank,
        sujet=f"l’étape {rank + 1}, «{NBSP}{entry.etapes[rank].nom}{NBSP}»,",
        message=message,
        conseil=advice,
        **more,  # type: ignore[arg-type]
    )


def ruptures_by_step(ruptures: Iterable[Rupture]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """What breaks at each step of each pathway, in French."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for item in ruptures:
        if item.fiche.startswith("parcours/") and item.rang is not None:
            key = (item.fiche.removeprefix("parcours/"), item.rang)
            found[key] = (*found.get(key, ()), f"cette étape {item.message}")
    return found
