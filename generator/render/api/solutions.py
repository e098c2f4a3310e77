"""Render: solved situations → what answers each need, territory by territory; what nothing does."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.model import Artifact
from generator.render.api.envelope import answer
from generator.site_plan import SitePlan
from generator.solutions import PARTLY, Answer, NeedAnswers, NeedHere, Solution, SolutionHere


def render_solutions(plan: SitePlan) -> Iterator[Artifact]:
    """One document for each situation, and the needs without an answer."""
    for solution in plan.solutions:
        path = f"situations/{solution.situation.id}/solutions.json"
        yield answer(plan, path, "solutions", _solution(plan, solution))
    gaps = list(_gaps(plan))
    yield answer(plan, "besoins-sans-reponse.json", "besoins_sans_reponse", gaps, total=len(gaps))


def _solution(plan: SitePlan, solution: Solution) -> dict[str, Any]:
    entry = solution.situation
    return {
        "situation": entry.id,
        "titre": entry.titre,
        "url": f"{plan.settings.url}situations/{entry.id}.html",
        "besoins": [_need(plan, solution, known) for known in solution.besoins],
        "territoires": [_territory(plan, entry.id, here) for here in solution.territoires],
    }


def _need(plan: SitePlan, solution: Solution, known: NeedAnswers) -> dict[str, Any]:
    need = solution.situation.besoins[known.rang - 1]
    row: dict[str, Any] = {
        "rang": known.rang,
        "nom": need.nom,
        "role": need.role,
        "ordre": known.ordre,
    }
    if need.delai_jours is not None:
        row["delai_jours"] = need.delai_jours
    return row | {
        "reponses": _answers(plan, known.answers),
        "hors_delai": _answers(plan, known.late),
        "partout": list(known.everywhere),
    }


def _answers(plan: SitePlan, answers: Sequence[Answer]) -> list[dict[str, str]]:
    base = plan.settings.url
    rows = []
    for one in answers:
        card = plan.cards[one.service]
        row = {"service": one.service, "nom": card.nom, "url": f"{base}{card.url}"}
        row |= {"eligibilite": one.eligibilite} if one.eligibilite else {}
        row |= {"delai": one.delai} if one.delai else {}
        rows.append(row)
    return rows


def _territory(plan: SitePlan, identifier: str, here: SolutionHere) -> dict[str, Any]:
    return {
        "code": here.area.code,
        "nom": here.area.nom,
        "kind": here.area.kind,
        "url": f"{plan.settings.url}situations/{identifier}/{here.area.code}.html",
        "besoins": [_here(rank, need) for rank, need in enumerate(here.besoins, start=1)],
    }


def _here(rank: int, need: NeedHere) -> dict[str, Any]:
    row: dict[str, Any] = {"rang": rank, "etat": need.etat, "reponses": list(need.reponses)}
    if need.hors_delai:
        row["hors_delai"] = list(need.hors_delai)
    if need.etat == PARTLY:
        row["communes_sans_reponse"] = list(need.communes_sans_reponse)
    if need.partielles:
        row["partielles"] = {name: list(codes) for name, codes in need.partielles.items()}
    return row


def _gaps(plan: SitePlan) -> Iterator[dict[str, Any]]:
    for gap in plan.gaps:
        row: dict[str, Any] = {
            "situation": gap.situation.id,
            "titre": gap.situation.titre,
            "rang": gap.rang,
            "besoin": gap.besoin.nom,
            "role": gap.besoin.role,
            "territoire": gap.area.code,
            "nom": gap.area.nom,
            "kind": gap.area.kind,
            "etat": gap.etat,
            "communes": len(gap.communes),
            "population": gap.population,
            "url": f"{plan.settings.url}situations/{gap.situation.id}/{gap.area.code}.html",
        }
        if gap.etat == PARTLY:
            row["communes_sans_reponse"] = list(gap.communes)
        yield row
