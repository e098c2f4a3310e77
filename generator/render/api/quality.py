"""Render: the quality of every service, and what entries say differently → two documents."""

from collections.abc import Iterator
from typing import Any

from generator.contradictions import Contradiction
from generator.model import Artifact
from generator.quality import Criterion, mean_score
from generator.render.api.envelope import answer
from generator.site_plan import SitePlan


def render_quality(plan: SitePlan) -> Iterator[Artifact]:
    """`qualite.json` and `contradictions.json`."""
    rows = list(_services(plan))
    marks = list(plan.quality.values())
    content = {
        "moyenne": mean_score(marks),
        "criteres": [
            {"code": item.code, "nom": item.nom} for item in (marks[0].criteres if marks else ())
        ],
        "services": rows,
        "structures": list(_structures(plan)),
    }
    yield answer(plan, "qualite.json", "qualite", content)
    found = [dict(_contradiction(plan, item)) for item in plan.contradictions]
    yield answer(plan, "contradictions.json", "contradictions", found, total=len(found))


def _services(plan: SitePlan) -> Iterator[dict[str, Any]]:
    for service in plan.catalogue.services:
        mark = plan.quality.get(service.id)
        if mark is not None:
            yield {
                "id": service.id,
                "nom": service.nom,
                "url": f"{plan.settings.url}services/{service.id}.html",
                "structure": service.structure,
                "score": mark.score,
                "a_gagner": list(map(_gain, mark.missing)),
            }


def _gain(item: Criterion) -> dict[str, Any]:
    return {"critere": item.code, "gain": round(item.gain, 4), "remede": item.remede}


def _structures(plan: SitePlan) -> Iterator[dict[str, Any]]:
    held: dict[str, list[Any]] = {}
    for service in plan.catalogue.services:
        if service.id in plan.quality:
            held.setdefault(service.structure, []).append(plan.quality[service.id])
    for structure in plan.catalogue.structures:
        if structure.id in held:
            yield {
                "id": structure.id,
                "nom": structure.nom,
                "url": f"{plan.settings.url}structures/{structure.id}.html",
                "services": len(held[structure.id]),
                "moyenne": mean_score(held[structure.id]),
            }


def _contradiction(plan: SitePlan, item: Contradiction) -> Iterator[tuple[str, Any]]:
    collection, _, identifier = item.fiche.partition("/")
    yield "genre", item.code
    yield "collection", collection
    yield "id", identifier
    yield "url", f"{plan.settings.url}{item.fiche}.html"
    yield "champ", ".".join(map(str, item.champ))
    if item.vers:
        yield "vers", item.vers.partition("/")[2]
    yield "message", item.message
    yield "conseil", item.conseil
    if item.texte:
        yield "texte", item.texte
