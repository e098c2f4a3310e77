"""Render: changes and tombstones → `changements.json`, `disparus.json`, and a file for each end."""

from collections.abc import Iterator
from typing import Any

from generator.model import Artifact
from generator.news import Change, FieldChange, Tombstone
from generator.render.api.envelope import API, answer
from generator.site_plan import SitePlan


def render_changes(plan: SitePlan) -> Iterator[Artifact]:
    """Every change that is still told, the newest first."""
    rows = [change_row(change, plan.settings.url) for change in plan.news.changes]
    since = {"depuis": plan.news.since.isoformat()} if plan.news.since else {}
    yield answer(plan, "changements.json", "changements", rows, total=len(rows), also=since)


def render_gone(plan: SitePlan) -> Iterator[Artifact]:
    """Every identifier that is gone; each answers as well where its entry did."""
    rows = [_gone_row(tombstone, plan.settings.url) for tombstone in plan.news.gone]
    yield answer(plan, "disparus.json", "disparus", rows, total=len(rows))
    for row in rows:
        yield answer(plan, f"{row['collection']}/{row['id']}.json", "disparu", row)


def change_row(change: Change, base: str) -> dict[str, Any]:
    """One change under the names of the interface; what it does not say is absent."""
    row: dict[str, Any] = {
        "id": change.id,
        "le": change.le.isoformat(),
        "rang": change.rang,
        "genre": change.genre,
        "collection": change.collection,
        "fiche": change.fiche,
        "nom": change.nom,
        "url": f"{base}{change.collection}/{change.fiche}.html",
        "phrase": change.phrase,
        "champs": [_field_row(field) for field in change.champs],
        "ancien_id": change.ancien_id,
        "remplace_par": change.remplace_par,
        "structure": change.structure,
        "thematiques": list(change.thematiques),
        "zone_eligibilite": list(change.zone_eligibilite),
    }
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def _field_row(field: FieldChange) -> dict[str, Any]:
    row = {
        "champ": field.champ,
        "phrase": field.phrase,
        "avant": field.avant,
        "apres": field.apres,
    }
    return {key: value for key, value in row.items() if value is not None}


def _gone_row(tombstone: Tombstone, base: str) -> dict[str, Any]:
    successor = tombstone.remplace_par
    row: dict[str, Any] = {
        "id": tombstone.id,
        "collection": tombstone.collection,
        "genre": tombstone.genre,
        "nom": tombstone.nom,
        "url": f"{base}{tombstone.collection}/{tombstone.id}.html",
        "json": f"{base}{API}/{tombstone.collection}/{tombstone.id}.json",
        "depuis": tombstone.depuis.isoformat() if tombstone.depuis else None,
        "remplace_par": successor,
        "url_remplacant": _successor_url(tombstone, base),
        "motif": tombstone.motif,
        "thematiques": list(tombstone.thematiques),
    }
    return {key: value for key, value in row.items() if value not in (None, [])}


def _successor_url(tombstone: Tombstone, base: str) -> str | None:
    if tombstone.remplace_par:
        return f"{base}{tombstone.collection}/{tombstone.remplace_par}.html"
    return tombstone.elsewhere.url if tombstone.elsewhere else None
