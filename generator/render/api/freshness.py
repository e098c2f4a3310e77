"""Render: the state of every entry on the day of the build → `api/v1/fraicheur.json`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from generator.entries import Service, Structure
from generator.freshness import STATES, Freshness, Keeper
from generator.model import Artifact
from generator.render.api.envelope import API, answer
from generator.site_plan import SitePlan


def render_freshness(plan: SitePlan) -> Artifact:
    """The windows, each service with its dates, each structure with what it verified on time."""
    content = {
        "fenetres": asdict(plan.settings.fraicheur),
        "services": [
            {
                **_entry(plan, "services", service, plan.freshness[service.id]),
                "structure": service.structure,
            }
            for service in plan.catalogue.services
            if service.id in plan.freshness
        ],
        "structures": [_structure(plan, keeper) for keeper in plan.keepers],
    }
    return answer(plan, "fraicheur.json", "fraicheur", content)


def _structure(plan: SitePlan, keeper: Keeper) -> dict[str, Any]:
    return {
        **_entry(plan, "structures", keeper.structure, keeper.own),
        "services": {
            "total": len(keeper.services),
            "verifies_a_temps": keeper.on_time,
            **{state: keeper.count(state) for state in STATES},
        },
    }


def _entry(
    plan: SitePlan, collection: str, entry: Service | Structure, fresh: Freshness
) -> dict[str, Any]:
    base = plan.settings.url
    return {
        "id": entry.id,
        "nom": entry.nom,
        "url": f"{base}{collection}/{entry.id}.html",
        "json": f"{base}{API}/{collection}/{entry.id}.json",
        **dict(_dates(fresh)),
    }


def _dates(fresh: Freshness) -> Iterator[tuple[str, Any]]:
    yield "fraicheur", fresh.etat
    yield "verifie", fresh.verifie
    for name in ("reference", "depuis", "revue_le", "perime_le", "retire_le"):
        yield name, getattr(fresh, name).isoformat()
