"""The map: RFC 7946, a point for each place whose position is known, none for one withheld."""

import json
from dataclasses import replace
from typing import Any

from generator.entries import Lieu
from tests.render.tables.made_tables import (
    complete_plan,
    complete_service,
    files_of,
    plain_service,
    plan_of,
    plan_with,
)
from tests.sites.building import REPOSITORY

# RFC 7946, 7.1: what an object of another type of GeoJSON has must not be here.
FORBIDDEN = {"coordinates", "geometries", "geometry", "properties", "features"}


def collection_of(content: bytes) -> Any:
    """A collection of features that keeps to the rules of the RFC, or a failure."""
    collection = json.loads(content)
    assert collection["type"] == "FeatureCollection"
    assert not FORBIDDEN - {"features"} & set(collection)
    assert "crs" not in collection
    identifiers = [feature["id"] for feature in collection["features"]]
    assert len(set(identifiers)) == len(identifiers)
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert not FORBIDDEN - {"geometry", "properties"} & set(feature)
        assert isinstance(feature["properties"], dict)
        assert set(feature["geometry"]) == {"type", "coordinates"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
    return collection


def test_a_service_and_its_places_are_points_longitude_first() -> None:
    collection = collection_of(files_of(complete_plan())["services.geojson"])
    own, place = collection["features"]

    assert own["id"] == "service-complet"
    assert own["geometry"]["coordinates"] == [6.0241, 47.2378]
    assert own["properties"]["adresse"] == "5 rue du Service"
    assert own["properties"]["structure_nom"] == "Structure complète"
    assert own["properties"]["thematiques"][0] == "mobilite--acceder-a-un-vehicule"
    assert place["id"] == "service-complet/lieux/0"
    assert place["geometry"]["coordinates"] == [3.8829, 45.0428]
    assert place["properties"]["service"] == "service-complet"
    assert place["properties"]["lieu"] == "Premier lieu"
    assert place["properties"]["commune"] == "Le Puy-en-Velay"
    assert place["properties"]["telephone"] == "04 71 00 00 20"
    assert collection["total"] == 2
    assert collection["licence"]["id"] == "etalab-2.0"


def test_a_withheld_place_is_not_a_point() -> None:
    withheld = Lieu(nom="Abri", latitude=45.1, longitude=3.1, adresse_masquee=True)
    shown = replace(withheld, adresse_masquee=False)
    files = [
        files_of(plan_with(plain_service("abri", lieux=(place,)))) for place in (withheld, shown)
    ]
    collections = [collection_of(made["services.geojson"]) for made in files]

    assert [item["total"] for item in collections] == [0, 1]
    assert b"45.1" not in files[0]["services.geojson"]


def test_half_a_position_is_none() -> None:
    service = replace(complete_service(), longitude=None, lieux=(Lieu(nom="Ici", longitude=3.1),))

    assert collection_of(files_of(plan_with(service))["services.geojson"])["features"] == []


def test_the_page_says_whether_there_are_points() -> None:
    notes = {}
    for plan in (complete_plan(), plan_of(REPOSITORY)):
        (page,) = (page for page in plan.pages if page.url == "donnees/")
        view: Any = page.view
        (note,) = (
            file.note
            for group in view.groups
            for file in group.files
            if file.url.endswith(".geojson")
        )
        made = collection_of(files_of(plan)["services.geojson"])
        notes[note] = made["total"]

    assert notes == {
        "2\u00a0points, un par lieu dont la position est connue (GeoJSON)": 2,
        "vide pour l’instant\u00a0: aucune fiche ne donne la position d’un lieu (GeoJSON)": 0,
    }
