"""Cells of the observatory that move → French sentences, one for each need and move. Pure."""

from collections.abc import Iterator, Sequence

from generator.observatory import MANQUE, NON_RECENSE, SERVI
from generator.proposal import CellMove
from generator.proposal_words import many, number

_STATES = {SERVI: "servi", MANQUE: "manque confirmé", NON_RECENSE: "non recensé"}


def cell_lines(moves: Sequence[CellMove]) -> Iterator[str]:
    """One line a need, a move and territories, with all the audiences of which it is true."""
    groups: dict[object, list[CellMove]] = {}
    for move in moves:
        same = (move.theme, move.avant, move.apres, move.territoires)
        groups.setdefault(same, []).append(move)
    return map(_cell, groups.values())


def _cell(group: Sequence[CellMove]) -> str:
    move = group[0]
    who = " ".join(filter(None, (move.besoin or "Tous les besoins", _audiences(group))))
    if move.avant == move.apres:
        said = "reste servi"
    else:
        said = f"passe de « {_STATES[move.avant]} » à « {_STATES[move.apres]} »"
    names = ", ".join(name for _, name in move.territoires[:6])
    more = f" et {len(move.territoires) - 6} autres" if len(move.territoires) > 6 else ""
    if any(one.habitants_avant != move.habitants_avant for one in group) or any(
        one.habitants_apres != move.habitants_apres for one in group
    ):
        return f"{who} : {said} ({names}{more})"
    people = f"{number(move.habitants_avant)} → {many(move.habitants_apres, 'habitant')}"
    plural = "s servis" if move.habitants_apres > 1 else " servi"
    return f"{who} : {said} ({names}{more} ; {people.removesuffix('s')}{plural})"


def _audiences(group: Sequence[CellMove]) -> str:
    """« pour les étudiants, les familles et les femmes »."""
    words = [move.public for move in group if move.public]
    if len(words) < 2:
        return "".join(words)
    bare = [words[0], *(word.removeprefix("pour ") for word in words[1:])]
    return f"{', '.join(bare[:-1])} et {bare[-1]}"
