"""Render: the services → GeoJSON (RFC 7946): one point for each place whose position is known.

A place whose address is withheld has no position in what the feed publishes, so it has none here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.render.api.envelope import LICENCE
from generator.render.tables.rows import Published
from generator.site_plan import SitePlan

_OF_SERVICE = ("nom", "resume", "structure", "thematiques", "publics", "frais", "etat")
_OF_PLACE = (
    "adresse",
    "complement_adresse",
    "code_postal",
    "commune",
    "code_insee",
    "telephone",
    "horaires_accueil",
    "accessibilite_lieu",
)


def services_geojson(plan: SitePlan, services: Sequence[Published]) -> dict[str, Any]:
    """A collection of points; empty when no entry gives a position."""
    base = plan.settings.url
    names = {structure.id: structure.nom for structure in plan.catalogue.structures}
    features = [feature for service in services for feature in _features(service, names, base)]
    return {
        "type": "FeatureCollection",
        "name": "services",
        "generated_at": plan.today.isoformat(),
        "licence": LICENCE,
        "attribution": plan.settings.editeur.nom,
        "total": len(features),
        "features": features,
    }


def _features(service: Published, names: Mapping[str, str], base: str) -> Iterator[dict[str, Any]]:
    identifier = service["id"]
    places = [(identifier, service)]
    places += [
        (f"{identifier}/lieux/{rank}", place) for rank, place in enumerate(service.get("lieux", ()))
    ]
    for place_id, place in places:
        if "latitude" not in place or "longitude" not in place:
            continue
        properties = {"service": identifier, "url": f"{base}services/{identifier}.html"}
        properties |= {name: service[name] for name in _OF_SERVICE if name in service}
        properties["structure_nom"] = names[service["structure"]]
        if place is not service and "nom" in place:
            properties["lieu"] = place["nom"]
        # What a place does not say is what its service says, but for where it is.
        properties |= {name: place[name] for name in _OF_PLACE if name in place}
        if "telephone" not in properties and "telephone" in service:
            properties["telephone"] = service["telephone"]
        yield {
            "type": "Feature",
            "id": place_id,
            "geometry": {
                "type": "Point",
                "coordinates": [place["longitude"], place["latitude"]],
            },
            "properties": properties,
        }
