"""Render: the breaks of pathways and links → their document."""

from collections.abc import Iterator
from typing import Any

from generator.model import Artifact
from generator.parcours import Rupture
from generator.render.api.envelope import answer
from generator.site_plan import SitePlan


def render_ruptures(plan: SitePlan) -> Artifact:
    """All of them, in the order of the page."""
    rows = [dict(_row(plan, item)) for item in plan.ruptures]
    return answer(plan, "ruptures.json", "ruptures", rows, total=len(rows))


def _row(plan: SitePlan, item: Rupture) -> Iterator[tuple[str, Any]]:
    collection, _, identifier = item.fiche.partition("/")
    yield "genre", item.genre
    yield "collection", collection
    yield "id", identifier
    yield "url", f"{plan.settings.url}{item.fiche}.html"
    if item.lien:
        yield "lien", item.lien
    elif item.rang is not None:
        yield "etape", item.rang + 1
    if item.vers:
        yield "vers", item.vers
    yield "message", f"{item.sujet} {item.message}".lstrip()
    yield "conseil", item.conseil
    if item.communes:
        yield "communes", list(item.communes)
        yield "habitants", item.habitants
    if item.debut is not None:
        yield "debut", item.debut.isoformat()
    if item.fin is not None:
        yield "fin", item.fin.isoformat()
