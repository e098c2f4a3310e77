"""The JSON feed of the real site, judged by its own published schemas and by another program."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from generator.load import load_referentiels, load_schemas, resource_folder
from generator.load.source import read_content
from generator.parse import find_allowed_hosts, make_context, parse_document
from tests.sites.building import Built, complete_site, minimal_site, real_site

API = "api/v1/"
SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
LICENCE = {
    "id": "etalab-2.0",
    "nom": "Licence Ouverte 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def feed_of(built: Built) -> dict[str, Any]:
    """Path under `api/v1/` → document, read as a strict reader does."""
    return {
        path.removeprefix(API): strictly(content)
        for path, content in built.files.items()
        if path.startswith(API) and path.endswith(".json")
    }


def answers_of(built: Built) -> dict[str, Any]:
    """The feed without what describes it: its schemas and OpenAPI."""
    return {
        name: document
        for name, document in feed_of(built).items()
        if "schemas/" not in name and name != "openapi.json"
    }


def strictly(content: bytes) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    return json.loads(content.decode("utf-8"), parse_constant=refuse, object_pairs_hook=once)


def test_every_file_is_strict_json(built: Built) -> None:
    feed = feed_of(built)

    others = {path for path in built.files if path.startswith(API)} - {API + path for path in feed}

    assert len(feed) > 130
    assert others == {
        *(f"{API}services.ndjson", f"{API}structures.ndjson", f"{API}schemas/CHANGELOG.md")
    }
    for path in feed:
        content = built.files[API + path]
        assert content.endswith(b"}\n")
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")


def test_every_answer_is_valid_against_the_schema_that_it_names(built: Built) -> None:
    answers = answers_of(built)
    validators = dict(validators_of(built))
    base = f"{built.plan.settings.url}{API}schemas/"

    assert len(answers) > 110
    for path, document in answers.items():
        validator = validators[document["$schema"].removeprefix(base)]
        faults = [
            f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)
        ]

        assert faults == [], path


def validators_of(built: Built) -> Iterator[tuple[str, Draft202012Validator]]:
    """A validator for each published schema, which knows the published schemas and no other."""
    schemas = {
        path.removeprefix("schemas/"): document
        for path, document in feed_of(built).items()
        if path.startswith("schemas/")
    }
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()
    )
    for name, schema in schemas.items():
        assert schema["$id"] == f"{built.plan.settings.url}{API}schemas/{name}"
        Draft202012Validator.check_schema(schema)
        yield name, Draft202012Validator(schema, registry=registry, format_checker=formats())


@cache
def formats() -> FormatChecker:
    """Dates as the standard library reads them, addresses as a browser needs them."""
    checker = FormatChecker(formats=())

    @checker.checks("date", raises=ValueError)
    def is_date(text: object) -> bool:
        return not isinstance(text, str) or date.fromisoformat(text).isoformat() == text

    @checker.checks("uri", raises=ValueError)
    def is_address(text: object) -> bool:
        if not isinstance(text, str):
            return True
        parts = urlsplit(text)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and text.isascii()

    @checker.checks("email")
    def is_mail(text: object) -> bool:
        return not isinstance(text, str) or text.count("@") == 1

    return checker


def test_a_document_that_lies_is_refused_by_its_schema() -> None:
    built = real_site()
    validators = dict(validators_of(built))
    services = answers_of(built)["services.json"]
    first = services["services"][0]
    lies = (
        services | {"services": [first | {"couleur": "bleu"}]},
        services | {"services": [first | {"date_maj": "2026-02-30"}]},
        services | {"services": [first | {"url": "pas une adresse"}]},
        services | {"services": [{k: v for k, v in first.items() if k != "nom"}]},
        services | {"services": [first | {"thematiques": ["inconnue"]}]},
        {key: value for key, value in services.items() if key != "licence"},
        services | {"total": -1},
    )

    for lie in lies:
        assert not validators["feed/services.schema.json"].is_valid(lie), lie


def test_another_program_agrees_on_the_feed(tmp_path: Path) -> None:
    """check-jsonschema reads the schemas as one bundle, since it must not fetch them."""
    built = real_site()
    bundle = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{built.plan.settings.url}{API}schemas/bundle.json",
        "$ref": "feed/services.schema.json",
        "$defs": {
            path: document
            for path, document in feed_of(built).items()
            if path.startswith("schemas/")
        },
    }
    schema = tmp_path / "bundle.json"
    schema.write_text(json.dumps(bundle))
    good, bad = tmp_path / "services.json", tmp_path / "faux.json"
    good.write_bytes(built.files[f"{API}services.json"])
    document = strictly(built.files[f"{API}services.json"])
    document["services"][0]["etat"] = "inconnu"
    bad.write_text(json.dumps(document))

    command = (sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema))
    accepted = subprocess.run([*command, str(good)], capture_output=True, text=True, check=False)
    refused = subprocess.run([*command, str(bad)], capture_output=True, text=True, check=False)

    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert refused.returncode == 1
    assert "inconnu" in refused.stdout


def test_every_answer_says_its_version_its_date_and_its_licence(built: Built) -> None:
    for path, document in answers_of(built).items():
        assert document["schema_version"].startswith("1."), path
        assert document["generated_at"] == built.plan.today.isoformat(), path
        assert document["licence"] == LICENCE, path
        assert document["attribution"] == built.plan.settings.editeur.nom, path


def test_every_answer_signs_what_it_holds(built: Built) -> None:
    """As the documentation tells: without any of our code."""
    for path, document in answers_of(built).items():
        content = document[document["content_key"]]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

        assert sha256(text.encode()).hexdigest() == document["content_sha256"], path


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_lines_hold_the_rows_of_the_collection(built: Built, collection: str) -> None:
    content = built.files[f"{API}{collection}.ndjson"]
    lines = content.decode().split("\n")

    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == answers_of(built)[f"{collection}.json"][
        collection
    ]


def test_checksums_are_those_of_every_file_of_data(tmp_path: Path) -> None:
    """`sha256sum` judges, at the root of the site."""
    built = real_site()
    folder = built.write(tmp_path / "site")
    sums = built.files["donnees/SHA256SUMS"].decode().splitlines()
    listed = {line.partition("  ")[2] for line in sums}
    command = ("sha256sum", "--check", "--strict", "--quiet", "donnees/SHA256SUMS")
    judged = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert judged.returncode == 0, judged.stdout + judged.stderr
    assert {path for path in built.files if path.startswith(API)} <= listed
    assert {file.url for file in built.plan.data_files} & built.files.keys() <= {
        *(listed | {"donnees/SHA256SUMS", "llms.txt"})
    }


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_entries_are_sorted_and_the_same_alone_as_in_the_list(
    built: Built, collection: str
) -> None:
    answers = answers_of(built)
    rows = answers[f"{collection}.json"][collection]
    identifiers = [row["id"] for row in rows]
    alone = {
        path.removeprefix(f"{collection}/").removesuffix(".json"): document
        for path, document in answers.items()
        if path.startswith(f"{collection}/") and "disparu" not in document
    }

    assert identifiers == sorted(identifiers)
    assert len(set(identifiers)) == len(identifiers) == answers[f"{collection}.json"]["total"]
    assert {name: document[collection[:-1]] for name, document in alone.items()} == {
        row["id"]: row for row in rows
    }


def test_counts_are_those_of_the_pages_and_of_the_search(built: Built) -> None:
    answers = answers_of(built)
    totals = answers["index.json"]["index"]["total"]
    gone = {located(row["url"], built) for row in answers["disparus.json"]["disparus"]}
    pages = {
        collection: [
            path
            for path in built.files
            if path.startswith(f"{collection}/")
            and path.endswith(".html")
            and path.count("/") == 1
            and path not in {f"{collection}/index.html", *gone}
        ]
        for collection in totals
    }
    # A word of the lexicon is a place in the page of all words.
    pages["lexique"] = re.findall('id="mot-', built.files.get("lexique/index.html", b"").decode())
    documents = [
        row
        for path, content in built.files.items()
        if path.startswith("recherche/") and "/fiches/" in path
        for row in json.loads(content)
    ]
    open_services = listed(answers)

    assert {name: len(found) for name, found in pages.items()} == totals
    assert {row["url"] for row in documents} == {
        row["url"].removeprefix(built.plan.settings.url) for row in open_services
    }


ONE_OF = {"categories": "categorie", "thematiques": "thematique", "publics": "public"}


@pytest.mark.parametrize("vocabulary", ONE_OF)
def test_terms_list_the_services_that_name_them(built: Built, vocabulary: str) -> None:
    answers = answers_of(built)
    terms = answers[f"{vocabulary}.json"][vocabulary]
    expected: dict[str, list[str]] = {term["code"]: [] for term in terms}
    for row in answers["services.json"]["services"]:
        named = row.get("publics" if vocabulary == "publics" else "thematiques", ())
        if vocabulary == "categories":
            named = {code.partition("--")[0] for code in named}
        for code in named:
            expected[code].append(row["id"])

    assert len(terms) == len(built.plan.schemas.vocabularies[vocabulary])
    assert {term["code"]: term["services"] for term in terms} == expected
    for term in terms:
        assert term["total"] == len(term["services"])
        assert located(term["url"], built) in built.files


@pytest.mark.parametrize("vocabulary", ONE_OF)
def test_a_term_lists_what_its_page_shows(built: Built, vocabulary: str) -> None:
    answers = answers_of(built)
    rows = {row["id"]: row for row in answers["services.json"]["services"]}
    for term in answers[f"{vocabulary}.json"][vocabulary]:
        alone = answers[f"{vocabulary}/{term['code']}.json"][ONE_OF[vocabulary]]
        liste = alone.pop("liste")
        shown = {card for page in pages_of(term["url"], built) for card in _CARD.findall(page)}

        assert alone == term
        assert {brief["id"] for brief in liste} == shown
        assert len(liste) == len(shown) == term["total_liste"]
        for brief in liste:
            assert brief.items() <= rows[brief["id"]].items()


_CARD = re.compile(r'class="card-link" href="\.\./services/([a-z0-9-]+)\.html"')


def pages_of(address: str, built: Built) -> Iterator[str]:
    """A long list goes on: mobilite.html, mobilite-2.html…"""
    stem = re.escape(located(address, built).removesuffix(".html"))
    for path, text in built.pages.items():
        if re.fullmatch(rf"{stem}(?:-\d+)?\.html", path):
            yield text


def listed(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The services that lists and the search show: those that ended or were withdrawn are not."""
    rows = answers["fraicheur.json"]["fraicheur"]["services"]
    withdrawn = {row["id"] for row in rows if row["fraicheur"] == "retire"}
    return [
        row
        for row in answers["services.json"]["services"]
        if row["etat"] != "termine" and row["id"] not in withdrawn
    ]


def test_a_public_lists_who_names_it_and_who_excludes_nobody(built: Built) -> None:
    answers = answers_of(built)
    open_rows = listed(answers)
    for term in answers["publics.json"]["publics"]:
        alone = answers[f"publics/{term['code']}.json"]["public"]
        welcomed = {
            row["id"]
            for row in open_rows
            if not row.get("publics") or {"tous-publics", term["code"]} & {*row["publics"]}
        }

        assert {brief["id"] for brief in alone["liste"]} == welcomed


# A territory may begin without them.
MAY_BE_NONE = tuple(f"{API}{name}/" for name in ("situations", "parcours", "evenements", "manques"))


def test_every_address_of_the_index_leads_to_a_file(built: Built) -> None:
    answers = answers_of(built)
    links = answers["index.json"]["index"]["liens"]
    files = answers["index.json"]["index"]["fichiers"]
    addresses = [
        *(address for address in links.values() if isinstance(address, str)),
        *links["schemas"],
        *(file["url"] for file in files),
    ]

    assert len(addresses) > 40
    for address in addresses:
        target = located(address, built)
        target = f"{target}index.html" if target.endswith("/") else target
        if "{" in target:
            found = [located(row["json"], built) for row in rows_of(answers, target)]
            assert found or target.startswith(MAY_BE_NONE), target
            assert all(path in built.files for path in found)
        else:
            assert target in built.files, address
    for path, document in answers.items():
        assert located(document["$schema"], built) in built.files, path
    for file in files:
        path = located(file["url"], built)
        assert "octets" not in file or file["octets"] == len(built.files[path]), path


def rows_of(answers: Mapping[str, Any], template: str) -> list[dict[str, Any]]:
    collection = template.removeprefix(API).partition("/")[0]
    if collection == "observatoire":
        months = answers["observatoire/historique.json"]["observatoire_historique"]
        areas = answers["observatoire.json"]["observatoire"]["territoires"]
        return months if "{mois}" in template else areas
    return list(answers[f"{collection}.json"][collection])


def located(address: str, built: Built) -> str:
    """The file of the site that an absolute address names."""
    base = built.plan.settings.url
    assert address.startswith(base), address
    return address.removeprefix(base)


def test_every_entry_links_to_its_page_and_to_its_file(built: Built) -> None:
    answers = answers_of(built)
    rows = [*answers["services.json"]["services"], *answers["structures.json"]["structures"]]

    assert rows
    for row in rows:
        assert located(row["url"], built) in built.files
        assert located(row["json"], built) in built.files


@pytest.mark.parametrize("site", ["real", "minimal"])
def test_what_is_published_parses_again_to_the_same_entries(site: str) -> None:
    """The open data is a full backup: entry → feed → entry."""
    built = SITES[site]()
    context = make_context(
        load_schemas(resource_folder("schemas")),
        load_referentiels(resource_folder("referentiels")),
        built.plan.today,
        find_allowed_hosts(built.documents),
    )
    answers = answers_of(built)
    catalogue = built.plan.catalogue
    compared = 0
    for collection, entries in (
        ("services", catalogue.services),
        ("structures", catalogue.structures),
    ):
        rows = {row["id"]: row for row in answers[f"{collection}.json"][collection]}
        for entry in entries:
            row = {k: v for k, v in rows[entry.id].items() if k not in ("id", "url", "json")}
            text = json.dumps(row, ensure_ascii=False, indent=1).encode()
            document, _ = read_content(text, f"content/{collection}/{entry.id}.yaml", collection)
            assert document.value is not None, document.diagnostics
            again = parse_document(document.value, context)

            assert again.value == entry
            compared += 1

    assert compared == len(catalogue.services) + len(catalogue.structures) > 0


def test_an_address_that_is_withheld_is_in_no_published_file() -> None:
    built = complete_site()
    (service,) = (row for row in feed_of(built)["services.json"]["services"] if "lieux" in row)
    withheld = [place for place in service["lieux"] if place["adresse_masquee"]]

    assert [sorted(place) for place in withheld] == [
        ["adresse_masquee", "code_insee", "code_postal", "commune", "nom"]
    ]
    for path, content in built.files.items():
        assert "ecrète".encode() not in content, path
        assert b"45.2942" not in content, path
