"""Plan: two tables of the observatory → the cells that would say something else. Pure.

A cell is told when its state changes, or when more or fewer people are served by a thématique.
What everybody gains is not told again for each audience, nor what a département gains for each of
its EPCI.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.entries import Service
from generator.observatory import EVERYTHING, MANQUE, CoverageTable, state
from generator.plan.facets import EVERYONE, PUBLIC, STATUT, THEME
from generator.plan.observatory_words import for_audience, need_term
from generator.plan.vocabulary import Labels
from generator.proposal import CellMove

Cell = tuple[str, str]  # theme, audience
_Way = tuple[Cell, str, str]  # the cell, its state before and after
_General = tuple[str, str, str, str]  # theme, everybody or all, the state before and after
ALL = f"{PUBLIC.name}/{EVERYONE}"
_READ = ("services", "communes_manque", "habitants_servis")


@dataclass(frozen=True, slots=True)
class _Found:
    """One cell that differs, on one territory."""

    cell: Cell
    code: str
    name: str
    before: str
    after: str
    served: tuple[int, int]


def named_audiences(changed: Iterable[Service]) -> Mapping[str, frozenset[str]]:
    """By need, the audiences that services name: a service for the young is no news of others."""
    found: dict[str, set[str]] = {}
    for service in changed:
        publics = [f"{PUBLIC.name}/{code}" for code in service.publics or (EVERYONE,)]
        statuts = [f"{STATUT.name}/{code}" for code in service.statuts]
        for theme in (EVERYTHING, *THEME.named(service)):
            found.setdefault(theme, set()).update((*publics, *statuts))
    return {theme: frozenset(audiences) for theme, audiences in found.items()}


def find_cell_moves(
    before: CoverageTable,
    after: CoverageTable,
    labels: Labels,
    named: Mapping[str, frozenset[str]],
) -> tuple[CellMove, ...]:
    """The moves, grouped by need and audience: losses first, then by number of people."""
    groups: dict[_Way, list[_Found]] = {}
    for found in _told_once(before, after):
        if _is_of_others(found, named):
            continue
        groups.setdefault((found.cell, found.before, found.after), []).append(found)
    moves = [_move(way, found, labels) for way, found in groups.items()]
    return tuple(sorted(moves, key=_order))


def _is_of_others(found: _Found, named: Mapping[str, frozenset[str]]) -> bool:
    """Whether no service that changes names this audience, nor leaves nobody out."""
    theme, audience = found.cell
    about = named.get(theme)
    if not audience or about is None or MANQUE in (found.before, found.after):
        return False
    return audience not in about and ALL not in about


def _told_once(before: CoverageTable, after: CoverageTable) -> Iterator[_Found]:
    """The cells that differ, without those that repeat a wider one."""
    departement: dict[_Way, _Found] = {}
    for area in after.areas:
        if area.area.code not in {one.area.code for one in before.areas}:
            continue
        found = list(_differing(before, after, area.area.code))
        if area.area.kind == "departement":
            departement = {(one.cell, one.before, one.after): one for one in found}
        general = {way for one in found for way in _of_all(one)}
        for one in found:
            way = (one.cell, one.before, one.after)
            if _is_repeated(one, general):
                continue
            if area.area.kind != "departement" and way in departement:
                continue
            yield one


def _of_all(found: _Found) -> Iterator[_General]:
    """What a cell says of everybody, or of services that leave nobody out."""
    theme, audience = found.cell
    if audience in ("", ALL):
        yield theme, audience, found.before, found.after


def _is_repeated(found: _Found, general: Container[_General]) -> bool:
    """Whether a wider cell already says the same of this audience."""
    theme, audience = found.cell
    wider = ("",) if audience == ALL else ("", ALL) if audience else ()
    return any((theme, one, found.before, found.after) in general for one in wider)


def _differing(before: CoverageTable, after: CoverageTable, area: str) -> Iterator[_Found]:
    """The cells of one territory that say something else."""
    name = after.area(area).area.nom
    starts = before.index("", "", area), after.index("", "", area)
    size = after.size
    old, new = (
        [table.columns[column][start : start + size] for column in _READ]
        for table, start in zip((before, after), starts, strict=True)
    )
    if old == new:
        return
    for rank in range(size):
        was = state(old[0][rank], old[1][rank])
        now = state(new[0][rank], new[1][rank])
        theme, audience = divmod(rank, len(after.audiences))
        cell = (after.themes[theme], after.audiences[audience])
        moved = old[2][rank] != new[2][rank] and "--" in cell[0] and not cell[1]
        if was != now or moved:
            yield _Found(cell, area, name, was, now, (old[2][rank], new[2][rank]))


def _move(way: _Way, found: list[_Found], labels: Labels) -> CellMove:
    (theme, audience), before, after = way
    term = need_term(theme, labels) if theme else None
    return CellMove(
        besoin=labels.everyday(term) if term else "",
        public=for_audience(audience, labels),
        theme=theme,
        audience=audience,
        avant=before,
        apres=after,
        territoires=tuple((one.code, one.name) for one in found),
        habitants_avant=sum(one.served[0] for one in found),
        habitants_apres=sum(one.served[1] for one in found),
    )


def _order(move: CellMove) -> tuple[bool, bool, int, str, str]:
    people = move.habitants_apres - move.habitants_avant
    return (not move.worse, move.avant == move.apres, -abs(people), move.theme, move.audience)
