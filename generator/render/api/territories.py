"""Render: the served départements and EPCI → what reaches each, the same as on their pages."""

from collections.abc import Iterator
from typing import Any

from generator.model import Artifact
from generator.render.api.envelope import API, answer
from generator.site_plan import SitePlan, TerritoryServices


def render_territories(plan: SitePlan) -> Iterator[Artifact]:
    """One document for each territory, and their list."""
    rows = []
    for reached in plan.territories:
        row = _row(plan, reached)
        rows.append(row)
        content = row | {"services": reached.services, "partout": reached.partout}
        communes = [
            {"code": code, "nom": plan.referentiels.communes[code][0], "services": identifiers}
            for code, identifiers in reached.communes.items()
        ]
        content |= {"communes": communes} if communes else {}
        yield answer(plan, f"territoires/{reached.area.code}.json", "territoire", content)
    yield answer(plan, "territoires.json", "territoires", rows, total=len(rows))


def _row(plan: SitePlan, reached: TerritoryServices) -> dict[str, Any]:
    base, area = plan.settings.url, reached.area
    return {
        "code": area.code,
        "nom": area.nom,
        "kind": area.kind,
        "parents": list(area.parents),
        "url": f"{base}territoires/{area.code}.html",
        "json": f"{base}{API}/territoires/{area.code}.json",
        "total": len(reached.services),
    }
