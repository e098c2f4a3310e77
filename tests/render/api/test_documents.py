"""The feed of small plans: what a document says, in which order, and what it keeps to itself."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from generator.entries import Lieu, RichText
from generator.model import Artifact, Catalogue
from generator.published import published
from generator.render.api import render_api, render_checksums, render_entry_point
from generator.site_plan import SitePlan
from tests.sites.building import complete_site, minimal_site


def feed(plan: SitePlan) -> dict[str, Any]:
    """Path → document, as text so that the order of keys is kept."""
    files = tuple(render_api(plan))
    files = (*files, render_entry_point(plan, files, ()))
    return {file.path: json.loads(file.content) for file in files if file.path.endswith(".json")}


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
    answers = feed(replace(with_catalogue(services=(), structures=()), lists={}, territories=()))

    assert answers["api/v1/services.json"]["services"] == []
    assert answers["api/v1/services.json"]["total"] == 0
    assert answers["api/v1/index.json"]["index"]["total"] == {
        "services": 0,
        "structures": 0,
        "situations": 0,
        "parcours": 0,
        "evenements": 0,
        "manques": 0,
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
    content = next(a.content for a in render_api(minimal_site().plan)).decode()

    assert "Éditeur d’essai" in content
    assert "\\u" not in content


def test_a_whole_number_is_published_without_a_fraction() -> None:
    (service,) = minimal_site().plan.catalogue.services
    plan = with_catalogue(services=(replace(service, latitude=45.0, longitude=3.25),))
    (row,) = feed(plan)["api/v1/services.json"]["services"]

    assert repr(row["latitude"]) == "45"
    assert repr(row["longitude"]) == "3.25"


def test_the_digest_is_the_same_another_day_and_another_for_another_content() -> None:
    plan = minimal_site().plan
    (service,) = plan.catalogue.services
    today = feed(plan)
    tomorrow = feed(replace(plan, today=plan.today + timedelta(days=1)))
    changed = feed(with_catalogue(services=(replace(service, resume="Autre chose."),)))
    path = "api/v1/services.json"

    assert today[path] != tomorrow[path]
    assert today[path]["content_sha256"] == tomorrow[path]["content_sha256"]
    assert today[path]["content_sha256"] != changed[path]["content_sha256"]


def test_a_document_says_what_it_is_before_what_it_holds() -> None:
    document = feed(minimal_site().plan)["api/v1/services.json"]

    assert list(document) == [
        *("$schema", "schema_version", "generated_at", "licence", "attribution"),
        *("content_key", "content_sha256", "total", "services"),
    ]


def test_the_entry_point_tells_the_weight_of_what_is_made_and_names_what_is_to_come() -> None:
    plan = minimal_site().plan
    files = tuple(render_api(plan))
    later = plan.data_files[-1].url
    text = render_entry_point(plan, files, (later,)).content
    rows = {row["url"]: row for row in json.loads(text)["index"]["fichiers"]}
    made = {f"{plan.settings.url}{file.path}": len(file.content) for file in files}
    known = {f"{plan.settings.url}{file.url}" for file in plan.data_files}

    assert {url: row["octets"] for url, row in rows.items() if "octets" in row} == {
        url: made[url] for url in known & made.keys()
    }
    assert f"{plan.settings.url}{later}" in rows
    assert rows.keys() <= made.keys() | {f"{plan.settings.url}{later}"}
    assert len(rows) < len(known)  # the tables, which nobody drew here, are not announced


def test_checksums_leave_themselves_out_and_are_sorted() -> None:
    files = (
        Artifact(path="donnees/b.csv", content=b"b"),
        Artifact(path="api/a.json", content=b""),
        Artifact(path="donnees/SHA256SUMS", content=b"?"),
    )

    assert render_checksums(files).content.decode() == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  api/a.json\n"
        "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  donnees/b.csv\n"
    )
