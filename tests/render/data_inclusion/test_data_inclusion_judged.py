"""The data·inclusion export of real sites, judged by data·inclusion's own package and schemas."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.data_inclusion import SERVICE_FIELDS, STRUCTURE_FIELDS, project, source_of
from generator.entries import EtatPrecisions, Provenance, Service
from generator.render.data_inclusion import FOLDER, render_data_inclusion
from generator.site_plan import SitePlan
from tests.render.data_inclusion.judging import MODELS, judge, judge_rows, their_score
from tests.sites.building import Built, complete_site, minimal_site, real_site

SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
OFFICIAL = Path(__file__).parents[2] / "judges" / "data-inclusion"


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def files_of(plan: SitePlan) -> dict[str, bytes]:
    return {
        artifact.path.removeprefix(f"{FOLDER}/"): artifact.content
        for artifact in render_data_inclusion(plan)
    }


def with_service(**changes: Any) -> SitePlan:
    """The complete site, its fullest service changed."""
    plan = complete_site().plan
    service = next(item for item in plan.catalogue.services if item.id == "service-complet")
    others = tuple(item for item in plan.catalogue.services if item.id != service.id)
    services: tuple[Service, ...] = (replace(service, **changes), *others)
    return replace(plan, catalogue=replace(plan.catalogue, services=services))


def projected(plan: SitePlan) -> list[tuple[str, dict[str, Any]]]:
    """Its services as exported, each with our identifier."""
    return project(plan.catalogue, plan.schemas, plan.referentiels)[0]


def exported(**changes: Any) -> dict[str, Any]:
    """The fullest service as exported, judged on the way."""
    services = projected(with_service(**changes))
    judge_rows("services", [row for _, row in services])
    return next(row for identifier, row in services if identifier == "service-complet")


@pytest.mark.parametrize("collection", MODELS)
def test_their_models_accept_every_object_with_all_its_fields(
    built: Built, collection: str
) -> None:
    content = built.files[f"{FOLDER}/{collection}.json"]

    assert len(judge(collection, content)) == len(json.loads(content)) > 0


@pytest.mark.parametrize("collection", MODELS)
def test_their_json_schemas_accept_every_object(built: Built, collection: str) -> None:
    name = collection.removesuffix("s")
    schema = json.loads((OFFICIAL / f"{name}.json").read_bytes())
    judge_of_schema = Draft202012Validator(
        schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )

    for row in json.loads(built.files[f"{FOLDER}/{collection}.json"]):
        assert [error.message for error in judge_of_schema.iter_errors(row)] == []


def test_every_service_has_the_score_that_their_package_gives(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = json.loads(built.files[f"{FOLDER}/scores.json"])["scores"]
    services = judge("services", built.files[f"{FOLDER}/services.json"])

    assert len(scores) == len(services)
    for ours, service in zip(scores, services, strict=True):
        mark, criteria = their_score(service, built.plan.today, monkeypatch)
        assert (ours["id"], ours["score"], ours["criteres"]) == (service.id, mark, dict(criteria))


def test_every_service_names_a_structure_of_the_other_file(built: Built) -> None:
    services = json.loads(built.files[f"{FOLDER}/services.json"])
    structures = json.loads(built.files[f"{FOLDER}/structures.json"])
    identifiers = [row["id"] for row in structures]

    assert len(set(identifiers)) == len(identifiers)
    assert len({row["id"] for row in services}) == len(services)
    assert {row["structure_id"] for row in services} <= set(identifiers)


def test_fields_are_those_of_their_models() -> None:
    assert set(SERVICE_FIELDS) == set(MODELS["services"].model_fields)
    assert set(STRUCTURE_FIELDS) == set(MODELS["structures"].model_fields)


def test_the_producer_is_named_by_the_address_of_the_site() -> None:
    assert source_of("https://mobilite.example.org/guichet/") == "mobilite-example-org-guichet"
    source = source_of(complete_site().plan.settings.url)

    assert exported(provenance=None)["id"] == f"{source}--service-complet"


def test_a_service_that_is_over_is_not_exported() -> None:
    files = files_of(with_service(etat="termine"))

    assert b"service-complet" not in files["services.json"]
    assert b"service-complet" not in files["scores.json"]


def test_a_state_that_they_cannot_say_is_said_in_the_text() -> None:
    told = EtatPrecisions(message="Reprise en mars")

    assert exported(etat="suspendu", etat_precisions=told)["description"].startswith(
        "Suspendu\u00a0: Reprise en mars\n\n"
    )


def test_a_region_is_written_as_its_departements() -> None:
    zones = exported(zone_eligibilite=("region-94", "25056"))["zone_eligibilite"]

    assert zones == ["2A", "2B", "25056"]


def test_papers_and_steps_are_told_in_the_texts_meant_for_them() -> None:
    row = exported(
        justificatifs=("Une pièce d’identité",),
        demarches=("Appeler", "Venir"),
        conditions_acces=None,
        mobilisation_precisions="Le matin",
    )

    assert row["conditions_acces"] == "Justificatifs\u00a0:\n- Une pièce d’identité"
    assert row["mobilisation_precisions"] == "Le matin\n\nDémarches\u00a0:\n- Appeler\n- Venir"


def test_a_text_that_they_would_find_too_long_is_cut_between_paragraphs() -> None:
    plan = complete_site().plan
    service = next(item for item in plan.catalogue.services if item.id == "service-complet")
    assert service.description is not None
    text = "\n\n".join(["Une phrase de quarante signes, à peu près."] * 400)
    row = exported(description=replace(service.description, source=text))

    assert len(row["description"]) <= 10_000
    assert row["description"].endswith("à peu près. …")


def test_a_withheld_address_stays_private() -> None:
    place = complete_site().plan.catalogue.services[0].lieux
    hidden = [item for item in (*place,) if item.adresse_masquee]
    row = exported(
        lieux=tuple(hidden) or (),
        **dict.fromkeys(
            ("adresse", "complement_adresse", "code_postal", "commune", "code_insee"), None
        ),
        latitude=None,
        longitude=None,
    )

    assert row["adresse"] is None
    assert row["latitude"] is None


@pytest.mark.parametrize(
    "mail",
    [
        f"{'a' * 65}@exemple.fr",
        "a@b--c.fr",
        "a@ab--cd.fr",
        "a@exemple.test",
        "a@exemple.invalid",
        f"a@{'b' * 64}.fr",
    ],
)
def test_a_mail_address_that_they_refuse_is_left_out(mail: str) -> None:
    exported(courriel=mail)


def test_what_came_from_data_inclusion_keeps_its_identity() -> None:
    origin = Provenance(
        nom="data·inclusion", id="dora--12", source="dora", completes=("zone_eligibilite",)
    )
    row = exported(provenance=origin)

    assert (row["source"], row["id"], row["zone_eligibilite"]) == ("dora", "dora--12", None)


def test_an_entry_taken_from_elsewhere_is_ours_to_export() -> None:
    row = exported(provenance=Provenance(nom="Un autre guichet", id="x"))

    assert row["id"].endswith("--service-complet")


def test_two_files_of_one_origin_have_two_identifiers() -> None:
    origin = Provenance(nom="data·inclusion", id="dora--12", source="dora")
    plan = complete_site().plan
    services = tuple(replace(item, provenance=origin) for item in plan.catalogue.services)
    rows = projected(replace(plan, catalogue=replace(plan.catalogue, services=services)))

    assert len({row["id"] for _, row in rows}) == len(rows) > 1


def test_a_date_of_the_last_century_is_not_theirs() -> None:
    services = projected(with_service(date_maj=date(1999, 12, 31)))

    assert "service-complet" not in dict(services)
