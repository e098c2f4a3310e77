"""Render: the other guichets whose entries are shown → `api/v1/sources.json`, what became of each.

There is one even when nothing was imported: an empty list is an answer.
"""

from typing import Any

from generator.model import Artifact, SourceReport
from generator.render.api.envelope import answer
from generator.site_plan import SitePlan


def render_sources(plan: SitePlan) -> Artifact:
    """Who keeps the entries that come from elsewhere, and how many of theirs are shown here."""
    rows = [_row(report) for report in plan.catalogue.sources]
    return answer(plan, "sources.json", "sources", rows, total=len(rows))


def _row(report: SourceReport) -> dict[str, Any]:
    source = report.source
    return {
        "id": source.id,
        "nom": source.nom,
        "site": source.site,
        "flux": source.flux,
        "licence": source.licence,
        "attribution": source.attribution,
        "genere_le": source.genere_le.isoformat(),
        "importe_le": source.importe_le.isoformat(),
        "services": report.services,
        "structures": report.structures,
        "non_montrees": {
            "en_faute": report.refused,
            "deja_la": report.known,
            "ailleurs": report.away,
        },
    }
