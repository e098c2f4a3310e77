"""Render: the catalogue → the programming interface under `api/v1/`, as static JSON files.

Each document says its version, its date, its licence, its schema and a digest of what it holds; the
schemas of the answers are derived from those of the entries, so that they cannot drift.
"""

from collections.abc import Iterator

from generator.model import Artifact
from generator.render.api.agenda import render_agenda
from generator.render.api.answer_schemas import published_schemas
from generator.render.api.checksums import render_checksums
from generator.render.api.collections import render_collections
from generator.render.api.entry_point import render_entry_point
from generator.render.api.envelope import API, answer, plain_json
from generator.render.api.freshness import render_freshness
from generator.render.api.history import render_history
from generator.render.api.observatory import render_observatory
from generator.render.api.openapi import render_openapi
from generator.render.api.quality import render_quality
from generator.render.api.ruptures import render_ruptures
from generator.render.api.solutions import render_solutions
from generator.render.api.sources import render_sources
from generator.render.api.terms import render_terms
from generator.render.api.territories import render_territories
from generator.site_plan import SitePlan

__all__ = ["API", "answer", "plain_json", "render_api", "render_checksums", "render_entry_point"]


def render_api(plan: SitePlan) -> Iterator[Artifact]:
    """Every file of the interface but its entry point, which tells the weight of the others."""
    yield from render_collections(plan)
    yield from render_terms(plan)
    yield from render_territories(plan)
    yield from render_solutions(plan)
    yield render_ruptures(plan)
    yield from render_quality(plan)
    yield from render_observatory(plan)
    yield render_agenda(plan)
    yield render_freshness(plan)
    yield render_sources(plan)
    yield from render_history(plan)
    yield render_openapi(plan)
    yield from _schemas(plan)


def _schemas(plan: SitePlan) -> Iterator[Artifact]:
    """The schemas of entries as they are, but for their `$id`, and those of the answers."""
    base = f"{plan.settings.url}{API}/schemas/"
    for name, schema in published_schemas(plan.schemas, base).items():
        yield plain_json(f"{API}/schemas/{name}", schema)
    if plan.schemas.changelog:
        content = plan.schemas.changelog.encode()
        yield Artifact(path=f"{API}/schemas/CHANGELOG.md", content=content)
