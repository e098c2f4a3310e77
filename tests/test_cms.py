"""The configuration of Sveltia CMS, judged by the schema that the CMS ships."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.form_fields import FormGroup, form_of
from generator.load import load_schemas
from generator.render import CMS_VERSION, render_cms, render_cms_page
from generator.settings import Organisation, ServedTerritory, Settings
from tests.command_line import run_guichet

REPOSITORY = Path(__file__).parents[1]
# schema/sveltia-cms.json of the npm package @sveltia/cms 0.221.1, under its licence (MIT).
JUDGE = Path(__file__).parent / "judges/cms/sveltia-cms.schema.json"
JUDGE_SHA256 = "8c2f55a6e788b2430858cb6e86fac1c95008168e775a9559851d05c520e59ef6"
COLLECTIONS = {"services": "service", "structures": "structure"}


@cache
def judge() -> Draft7Validator:
    return Draft7Validator(json.loads(JUDGE.read_text("utf-8")))


def settings(**changes: Any) -> Settings:
    host = Organisation(nom="Hébergeur")
    values: dict[str, Any] = {
        "nom": "Guichet",
        "sous_titre": "Les aides",
        "url": "https://exemple.fr/",
        "territoire": ServedTerritory(nom="Haute-Loire", departements=("43",)),
        "editeur": host,
        "hebergeur": host,
        "depot": "https://github.com/guichet/fiches",
    }
    return Settings(**values | changes)


@cache
def forms() -> dict[str, tuple[FormGroup, ...]]:
    schemas = load_schemas(REPOSITORY / "schemas")
    return {name: form_of(kind, schemas) for name, kind in COLLECTIONS.items()}


def written(relay: str | None = None, **changes: Any) -> Any:
    return yaml.safe_load(render_cms(settings(**changes), forms(), relay))


def faults(config: Any) -> list[str]:
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in judge().iter_errors(config)
    ]


def test_the_judge_is_the_one_that_the_package_ships() -> None:
    assert hashlib.sha256(JUDGE.read_bytes()).hexdigest() == JUDGE_SHA256
    assert (JUDGE.parent / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert f"@sveltia/cms {CMS_VERSION}," in Path(__file__).read_text("utf-8")


def test_the_judge_refuses_what_is_no_configuration() -> None:
    assert faults(written() | {"collections": [], "locale": "fr"})
    assert faults({"backend": {"name": "github"}})


@pytest.mark.parametrize("relay", [None, "https://relais.example.org"])
def test_the_configuration_is_one_for_the_cms(relay: str | None) -> None:
    config = written(relay)

    assert faults(config) == []
    assert config["backend"]["repo"] == "guichet/fiches"
    assert config["backend"].get("base_url") == relay


def test_every_field_of_an_entry_is_named_in_the_order_of_its_file() -> None:
    """What is not named would be lost when the entry is saved there."""
    schemas = load_schemas(REPOSITORY / "schemas")
    config = written()
    for collection in config["collections"]:
        properties = schemas.documents[f"{COLLECTIONS[collection['name']]}.schema.json"][
            "properties"
        ]
        _same(collection["fields"], properties)
    assert [item["name"] for item in config["collections"]] == list(COLLECTIONS)


def _same(fields: list[Any], properties: Any) -> None:
    assert [field["name"] for field in fields] == list(properties)
    for field in fields:
        held = properties[field["name"]]
        inner = held.get("properties") or held.get("items", {}).get("properties")
        if "fields" in field:
            _same(field["fields"], inner)
        elif inner:
            assert field["widget"] == "hidden", field["name"]


def test_what_must_be_filled_is_said_and_the_choices_are_ours() -> None:
    schemas = load_schemas(REPOSITORY / "schemas")
    (services, _) = written()["collections"]
    required = {field["name"] for field in services["fields"] if field.get("required")}
    choices = {field["name"]: field for field in services["fields"] if "options" in field}

    assert required == set(schemas.documents["service.schema.json"]["required"])
    assert [item["value"] for item in choices["publics"]["options"]] == list(
        schemas.vocabularies["publics"]
    )


def test_the_page_loads_one_script_proved_by_its_digest() -> None:
    page = render_cms_page()

    assert page.count("<script") == 1
    assert 'src="sveltia-cms.js" integrity="sha384-' in page
    assert "https://" not in page


def test_a_name_of_site_stays_a_name() -> None:
    awkward = 'Guichet: "{{x}}" # &a\n- b'
    config = written(nom=awkward)

    assert config["app_title"] == awkward
    assert faults({**config, "collections": []}) == []


def test_gitlab_has_its_own_door() -> None:
    backend = written(depot="https://gitlab.example.org/guichet/groupe/fiches")["backend"]

    assert (backend["name"], backend["repo"]) == ("gitlab", "guichet/groupe/fiches")
    assert "open_authoring" not in backend


def test_the_command_writes_both_files(site: Any) -> None:
    _with_depot(site, "depot: https://github.com/guichet/fiches\n")
    done = run_guichet(["export", "cms"], site.root)

    assert done.returncode == 0
    assert done.stdout == "admin/config.yml\nadmin/index.html\n"
    assert (site.root / "admin/index.html").read_text("utf-8") == render_cms_page()


def _with_depot(site: Any, line: str) -> None:
    text = (site.root / "guichet.yaml").read_text("utf-8")
    kept = [row for row in text.splitlines() if not row.startswith("depot:")]
    site.lay("guichet.yaml", "\n".join(kept) + "\n" + line)


@pytest.mark.parametrize(
    ("line", "options", "said"),
    [
        ("", (), "depot"),
        ("depot: javascript:alert(1)\n", (), "guichet check"),
        ("depot: https://github.com/a/b\n", ("--relay", "relais"), "adresse web"),
    ],
)
def test_what_cannot_be_written_is_told(
    line: str, options: tuple[str, ...], said: str, site: Any
) -> None:
    _with_depot(site, line)
    done = run_guichet(["export", "cms", *options], site.root)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (site.root / "admin").exists()
