"""Each column is described: by our schemas, in French, with their limits."""

import json
import re
from typing import Any

import pytest

from generator.diagnostics import GeneratorError
from generator.model import Schemas
from generator.render.tables.columns import tables_of
from tests.render.tables.made_tables import complete_plan, files_of


def fields_of(name: str) -> dict[str, dict[str, Any]]:
    files = files_of(complete_plan())
    fields = json.loads(files[f"schemas/{name}.tableschema.json"])["fields"]
    return {field["name"]: field for field in fields}


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_every_field_of_the_schema_is_under_a_column(collection: str) -> None:
    one = collection.removesuffix("s")
    schema: Any = complete_plan().schemas.documents[f"{one}.schema.json"]
    covered = {field["x-chemin"][0] for field in fields_of(collection).values()}

    assert covered == {"id", "url", *schema["properties"]}


@pytest.mark.parametrize("name", ["services", "structures", "services-tableur"])
def test_a_column_has_a_title_and_a_description(name: str) -> None:
    fields = fields_of(name)

    assert len(fields) > 25
    for field in fields.values():
        assert field["title"]
        assert field["description"].endswith((".", "…", "?")), field
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field["name"])
    assert len({field["title"] for field in fields.values()}) == len(fields)


def test_limits_are_those_of_the_schema() -> None:
    fields = fields_of("services")

    assert fields["nom"]["constraints"] == {"required": True, "minLength": 3, "maxLength": 150}
    assert fields["id"]["constraints"]["unique"] is True
    assert fields["code_postal"]["constraints"] == {"maxLength": 5, "pattern": "[0-9]{5}"}
    assert fields["latitude"]["type"] == "number"
    assert fields["latitude"]["constraints"] == {"minimum": -90, "maximum": 90}
    assert fields["date_maj"] | {"title": "", "description": ""} == {
        "name": "date_maj",
        "title": "",
        "description": "",
        "type": "date",
        "constraints": {"required": True},
        "x-chemin": ["date_maj"],
    }
    assert "gratuit" in fields["frais"]["constraints"]["enum"]
    assert fields["thematiques"]["type"] == "list"
    assert fields["thematiques"]["x-vocabulaire"].endswith("vocabulaires/thematiques.json")
    assert fields["montant_max"]["title"] == "Montant › Montant maximal"
    assert fields["relations_remplace"]["x-chemin"] == ["relations", "remplace"]
    assert fields["eligibilite"]["type"] == "object"
    assert fields["lieux"]["type"] == "array"


def test_a_guarded_text_has_no_limit_that_an_apostrophe_breaks() -> None:
    fields = fields_of("services-tableur")

    assert fields["latitude"]["decimalChar"] == ","
    assert fields["nom"]["constraints"] == {"required": True}
    assert "constraints" not in fields["code_postal"]


def test_two_fields_cannot_have_one_column() -> None:
    schemas = complete_plan().schemas
    name = "structure.schema.json"
    schema: Any = json.loads(json.dumps(schemas.documents[name]))
    schema["properties"]["referent_role"] = schema["properties"]["nom"]
    twice = Schemas(
        documents={**schemas.documents, name: schema}, vocabularies=schemas.vocabularies
    )

    with pytest.raises(GeneratorError, match="referent_role"):
        tables_of(twice)
