"""Render: the history of the observatory → one document a month, and the list of the months."""

from collections.abc import Iterator
from typing import Any

from generator.history import Snapshot
from generator.model import Artifact
from generator.observatory import SERVI_SANS_DEDIE
from generator.render.api.envelope import API, answer
from generator.render.api.json_values import JsonText, canonical_json
from generator.render.month_file import lay_out, month_content, said
from generator.site_plan import SitePlan


def render_history(plan: SitePlan) -> Iterator[Artifact]:
    """Every month, the oldest first, laid out as the file that keeps it."""
    for item in plan.history:
        content = month_content(item)
        text = JsonText(lay_out(content), canonical_json(content))
        yield answer(plan, f"observatoire/{item.mois}.json", "observatoire_mois", text)
    rows = [_row(plan, item) for item in plan.history]
    path = "observatoire/historique.json"
    yield answer(plan, path, "observatoire_historique", rows, total=len(rows))


def _row(plan: SitePlan, item: Snapshot) -> dict[str, Any]:
    """What the pages draw of a month, and where all of it is."""
    entries = item.fiches
    return {
        "mois": item.mois,
        "jour": item.jour.isoformat(),
        "json": f"{plan.settings.url}{API}/observatoire/{item.mois}.json",
        "departements": list(item.departements),
        "habitants": item.habitants,
        **said(
            services=entries.services,
            structures=entries.structures,
            ouverts=entries.ouverts,
            a_jour=entries.a_jour,
            a_revoir=entries.a_revoir,
            perimes=entries.perimes,
            retires=entries.retires,
            verifies=entries.verifies,
            qualite=entries.qualite,
        ),
        "besoins_sans_reponse": item.besoins_sans_reponse,
        "sans_aide": sum(gap.etat != SERVI_SANS_DEDIE for gap in item.manques),
        "sans_aide_dediee": sum(gap.etat == SERVI_SANS_DEDIE for gap in item.manques),
    }
