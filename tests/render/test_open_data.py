"""The feed of small plans: what a document says, in which order, and what it keeps to itself."""

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.entries import Lieu, RichText
from generator.model import Catalogue
from generator.render.open_data import render_open_data
from generator.published import published
from generator.site_plan import SitePlan
from tests.sites.building import complete_site, minimal_site


def feed(plan: SitePlan) -> dict[str, Any]:
    """Path → document, as text so that the order of keys is kept."""
    return {artifact.path: json.loads(artifact.content) for artifact in render_open_data(plan)}


def with_catalogue(**changes: Any) -> SitePlan:
    plan = minimal_site().plan
    catalogue: Catalogue = replace(plan.catalogue, **changes)
    return replace(plan, catalogue=catalogue)


def test_a_row_begins_with_its_identifier_and_addresses_then_follows_the_schema() -> None:
    (service,) = feed(minimal_site().plan)["api/v1/services.json"]["services"]
    schema = minimal_site().plan.schemas.documents["service.schema.json"]
    in_order = [name for name in schema["properties"] if name in service]  # type: ignore[attr-defined]

    assert list(service) == ["id", "url", "json", *in_order]


def test_the_fullest_rows_follow_the_schema_too() -> None:
    answers = feed(complete_site().plan)
    for one in ("service", "structure"):
        row = answers[f"api/v1/{one}s/{one}-{'complet' if one == 'service' else 'complete'}.json"]
        schema: Any = complete_site().plan.schemas.documents[f"{one}.schema.json"]

        assert list(row[one])[3:] == list(schema["properties"])


def test_what_an_entry_does_not_say_is_left_out() -> None:
    (service,) = feed(minimal_site().plan)["api/v1/services.json"]["services"]

    assert set(service) == {
        *("id", "url", "json", "nom", "structure", "resume", "thematiques"),
        *("zone_eligibilite", "etat", "date_maj", "sources"),
    }
    assert service["sources"] == [{"nom": "Site du garage"}]


def test_an_address_is_the_one_of_the_settings() -> None:
    (service,) = feed(minimal_site().plan)["api/v1/services.json"]["services"]

    assert service["url"] == "https://example.org/minimal/services/location-voiture.html"
    assert service["json"] == "https://example.org/minimal/api/v1/services/location-voiture.json"


def test_a_description_is_published_as_it_was_written() -> None:
    text = RichText(source="Du *texte*.", html="<p>Du <em>texte</em>.</p>", text="Du texte.")
    (service,) = minimal_site().plan.catalogue.services
    plan = with_catalogue(services=(replace(service, description=text),))

    assert feed(plan)["api/v1/services.json"]["services"][0]["description"] == "Du *texte*."


def test_a_site_without_entry_publishes_empty_lists() -> None:
    answers = feed(with_catalogue(services=(), structures=()))

    assert answers["api/v1/services.json"]["services"] == []
    assert answers["api/v1/services.json"]["total"] == 0
    assert answers["api/v1/index.json"]["index"]["total"] == {
        "services": 0,
        "structures": 0,
        "lexique": 0,
    }
    assert {term["total"] for term in answers["api/v1/publics.json"]["publics"]} == {0}


def test_a_number_that_json_cannot_write_stops_the_build() -> None:
    (service,) = minimal_site().plan.catalogue.services
    plan = with_catalogue(services=(replace(service, latitude=float("nan")),))

    with pytest.raises(ValueError, match="not JSON compliant"):
        feed(plan)


def test_a_place_that_withholds_its_address_publishes_its_town_only() -> None:
    place = Lieu(
        nom="Accueil",
        adresse="7 rue Secrète",
        complement_adresse="Porte B",
        code_postal="43100",
        commune="Brioude",
        latitude=45.3,
        longitude=3.4,
        telephone="04 71 00 00 00",
        adresse_masquee=True,
    )

    assert published(place) == {
        "nom": "Accueil",
        "code_postal": "43100",
        "commune": "Brioude",
        "telephone": "04 71 00 00 00",
        "adresse_masquee": True,
    }
    assert published(replace(place, adresse_masquee=False))["adresse"] == "7 rue Secrète"


def test_what_cannot_be_published_is_a_bug_that_is_seen() -> None:
    with pytest.raises(TypeError, match="set"):
        published(Lieu(nom={"un", "deux"}))  # type: ignore[arg-type]


def test_accents_are_written_as_they_are() -> None:
    content = next(a.content for a in render_open_data(minimal_site().plan)).decode()

    assert "Éditeur d’essai" in content
    assert "\\u" not in content
