"""A row of data·inclusion v0: carried over where a field only changed its name, said where not."""

from datetime import date
from typing import Any

import pytest

from generator.parse import Choices, read_data_inclusion
from generator.parse.imports.data_inclusion_v0 import is_v0, modernise

V0: dict[str, Any] = {
    "id": "dora--1",
    "structure_id": "dora--2",
    "source": "dora",
    "nom": "Atelier CV",
    "date_maj": "2024-03-01",
    "presentation_resume": "Un atelier pour écrire son CV.",
    "presentation_detail": "Un atelier pour écrire son CV, avec un conseiller, en petit groupe.",
    "types": ["atelier"],
    "thematiques": ["mobilite--preparer-un-permis"],
    "profils": ["femmes", "adultes"],
    "profils_precisions": "Sur orientation",
    "frais": ["gratuit"],
    "pre_requis": ["Être majeur"],
    "justificatifs": ["CV à jour"],
    "zone_diffusion_type": "region",
    "zone_diffusion_code": "84",
    "zone_diffusion_nom": "Auvergne-Rhône-Alpes",
    "modes_orientation_beneficiaire": ["telephoner", "envoyer-un-mail"],
    "modes_orientation_accompagnateur": ["telephoner"],
    "formulaire_en_ligne": "https://exemple.fr/demande",
    "recurrence": "Mo 09:00-12:00",
    "telephone": "0471000000",
    "contact_public": False,
    "date_suspension": "2024-06-01",
    "cumulable": True,
}


def test_a_row_of_v0_is_known_by_its_names() -> None:
    assert is_v0(V0)
    assert not is_v0({"id": "dora--1", "type": "atelier", "publics": ["femmes"]})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", V0["presentation_detail"]),
        ("type", ["atelier"]),
        ("publics", ["femmes", "adultes"]),
        ("publics_precisions", "Sur orientation"),
        ("conditions_acces", "- Être majeur\n- CV à jour"),
        ("zone_eligibilite", ["region-84"]),
        ("modes_mobilisation", ["telephoner", "envoyer-un-courriel"]),
        ("mobilisable_par", ["usagers", "professionnels"]),
        ("lien_mobilisation", "https://exemple.fr/demande"),
        ("horaires_accueil", "Mo 09:00-12:00"),
    ],
)
def test_a_field_has_its_name_of_v1(field: str, value: object) -> None:
    row, _ = modernise("services", V0)

    assert row[field] == value


@pytest.mark.parametrize(
    ("kind", "code", "zone"),
    [("pays", "FR", "france"), ("departement", "43", "43"), ("epci", 200073419, "200073419")],
)
def test_a_zone_is_its_code(kind: str, code: object, zone: str) -> None:
    row, _ = modernise("services", {"zone_diffusion_type": kind, "zone_diffusion_code": code})

    assert row["zone_eligibilite"] == [zone]


def test_a_structure_of_v0_keeps_its_hours() -> None:
    row, _ = modernise("structures", {"typologie": "ML", "horaires_ouverture": "Mo 09:00-12:00"})

    assert row["horaires_accueil"] == "Mo 09:00-12:00"


def test_every_name_that_is_gone_is_said() -> None:
    row, changes = modernise("services", V0)
    gone = V0.keys() - row.keys()

    assert {field for _, field, _, _ in changes} >= gone - {"contact_public"}


def test_a_contact_that_is_not_public_is_not_taken() -> None:
    row, changes = modernise("services", V0)

    assert "telephone" not in row
    assert ("telephone", "…") in [(field, value) for _, field, value, _ in changes]


def test_the_entry_keeps_the_short_text_and_the_doubt() -> None:
    imported = read_data_inclusion([V0], [], ("s", "t"), Choices(today=date(2026, 11, 21)))
    data = imported.entries[0].data

    assert data["resume"] == "Un atelier pour écrire son CV."
    assert data["etat"] == "a-confirmer"
    assert {remark.field for remark in imported.remarks} >= {"cumulable", "types", "profils"}
