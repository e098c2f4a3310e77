"""Render: the catalogue → data·inclusion v1: services, structures, and the quality of each service.

Both files are the list of objects that data·inclusion's own models read, with all their fields, and
nothing else.
"""

import json
from collections.abc import Iterator
from statistics import fmean
from typing import Any

from generator.data_inclusion import project
from generator.model import Artifact
from generator.quality import score
from generator.site_plan import SitePlan

FOLDER = "donnees/data-inclusion"
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def render_data_inclusion(plan: SitePlan) -> Iterator[Artifact]:
    """`services.json`, `structures.json` and `scores.json`."""
    services, structures = project(plan.catalogue, plan.schemas, plan.referentiels)
    yield _artifact("structures.json", [row for _, row in structures])
    yield _artifact("services.json", [row for _, row in services])
    scores = []
    for identifier, row in services:
        mark, criteria = score(row, plan.today)
        scores.append({"id": row["id"], "service": identifier, "score": mark, "criteres": criteria})
    document = {
        "generated_at": plan.today.isoformat(),
        "licence": LICENCE,
        "attribution": plan.settings.editeur.nom,
        "total": len(scores),
        "moyenne": round(fmean(item["score"] for item in scores), 2) if scores else None,
        "scores": scores,
    }
    yield _artifact("scores.json", document)


def _artifact(name: str, document: Any) -> Artifact:
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return Artifact(path=f"{FOLDER}/{name}", content=f"{text}\n".encode())
