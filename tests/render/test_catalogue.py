"""The catalogue of open data: judged as RDF, by shapes of DCAT-AP, and by what is published."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from generator.model import Artifact
from generator.plan.datasets import WHOLE, dataset_of, plan_datasets
from generator.render.catalogue import render_catalogue
from generator.settings import Organisation
from generator.site_plan import SitePlan
from tests.sites.building import Built, complete_site, minimal_site, real_site
from tests.sites.hostile import HOSTILE

JUDGES = Path(__file__).parents[1] / "judges" / "dcat"
CASES = sorted((JUDGES / "broken").glob("*.json"))
SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}
PATH = "donnees/catalogue.jsonld"

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

# pyshacl reads shapes with calls that rdflib has renamed since.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def parsed(document: Mapping[str, Any]) -> Graph:
    """A catalogue as RDF; its context is inside, so nothing is fetched."""
    assert isinstance(document["@context"], dict)
    return Graph().parse(data=json.dumps(document), format="json-ld")


def read(built: Built) -> Any:
    return json.loads(built.files[PATH])


@cache
def graph_of(name: str) -> Graph:
    return parsed(read(SITES[name]()))


@cache
def shapes() -> Graph:
    return Graph().parse(JUDGES / "dcat-ap.shapes.ttl", format="turtle")


def faults(graph: Graph) -> list[str]:
    """What the shapes say of a catalogue."""
    from pyshacl import validate  # noqa: PLC0415 - it takes a second to load

    conforms, report, text = validate(graph, shacl_graph=shapes(), advanced=False)
    assert isinstance(report, Graph)
    said = [] if conforms else str(text).splitlines()
    return [line for line in said if line.strip().startswith(("Message", "Result Path", "Focus"))]


@pytest.mark.parametrize("name", SITES)
def test_the_catalogue_is_what_dcat_ap_asks_for(name: str) -> None:
    graph = graph_of(name)

    assert faults(graph) == []
    assert len(graph) > 150


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_judge_sees_what_is_wrong(case: Path) -> None:
    """A change for each rule: `{"of": class, "key": property, "value": what to put, or null}`."""
    change = json.loads(case.read_text())
    document = json.loads(json.dumps(_document(minimal_site().plan, few_files())))
    node = next(item for item in _nodes(document["@graph"]) if item.get("@type") == change["of"])
    if change["value"] is None:
        del node[change["key"]]
    else:
        node[change["key"]] = change["value"]

    assert faults(parsed(document)) != []


def few_files() -> tuple[Artifact, ...]:
    """Enough for one thing of each kind: a judge reads a small graph faster."""
    kept = ("api/v1/openapi.json", "api/v1/services.json")
    return tuple(file for file in minimal_site().artifacts if file.path in kept)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def test_there_is_a_case_for_each_kind_of_thing() -> None:
    broken = {json.loads(case.read_text())["of"] for case in CASES}

    assert {"dcat:Catalog", "dcat:Dataset", "dcat:Distribution", "dcat:DataService"} < broken
    assert len(CASES) > 25


@pytest.mark.parametrize("name", SITES)
def test_every_distribution_is_a_published_file_with_its_size_and_its_digest(name: str) -> None:
    built, graph = SITES[name](), graph_of(name)
    base = built.plan.settings.url
    found = set()
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(graph.value(node, DCAT.downloadURL)).removeprefix(base)
        content = built.files[path]
        found.add(path)
        checksum = graph.value(node, SPDX.checksum)

        assert graph.value(node, DCAT.byteSize) == Literal(
            len(content), datatype="http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        )
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
    described = {file.url for dataset in built.plan.datasets for file in dataset.files}

    assert found == described & built.files.keys()
    assert {"api/v1/services.json", "api/v1/structures.json"} <= found


@pytest.mark.parametrize("name", SITES)
def test_every_file_of_data_is_in_one_dataset(name: str) -> None:
    plan = SITES[name]().plan
    urls = [file.url for dataset in plan.datasets for file in dataset.files]
    left = {file.url for file in plan.data_files} - set(urls)

    assert len(urls) == len(set(urls))
    assert {url.rpartition("/")[2] for url in left} <= {
        *("openapi.json", "catalogue.jsonld", "datasette.json", "profile.json", "llms.txt"),
        *("SHA256SUMS", "CHANGELOG.md", "service.schema.json", "structure.schema.json"),
        *("services.tableschema.json", "structures.tableschema.json", "index.html", ""),
        *("modele.xlsx", "modele-services.csv", "modele-structures.csv"),  # to fill: no data
    }


@pytest.mark.parametrize(
    ("url", "dataset"),
    [
        ("api/v1/services.ndjson", "services"),
        ("donnees/services-tableur.csv", "services"),
        ("donnees/hsds/service_at_locations.json", "services"),
        ("donnees/hsds/organizations.json", "structures"),
        ("donnees/data-inclusion/structures.json", "structures"),
        ("donnees/changements.atom", "changements"),
        ("api/v1/disparus.json", "changements"),
        ("api/v1/territoires.json", "territoires"),
        ("api/v1/lexique.json", "vocabulaires"),
        ("donnees/guichet.sqlite", WHOLE),
        ("donnees/autre-chose.zip", WHOLE),
    ],
)
def test_the_name_of_a_file_tells_its_dataset(url: str, dataset: str) -> None:
    assert dataset_of(url) == dataset


def test_a_file_that_is_not_made_is_not_described() -> None:
    built = minimal_site()
    made = [a for a in built.artifacts if a.path != "api/v1/structures.json"]
    text = render_catalogue(built.plan, made).content.decode()

    assert "api/v1/services.json" in text
    assert "api/v1/structures.json" not in text


def test_without_its_description_the_interface_is_not_a_service() -> None:
    built = minimal_site()
    made = [a for a in built.artifacts if a.path != "api/v1/openapi.json"]
    graph = parsed(json.loads(render_catalogue(built.plan, made).content))

    assert not list(graph.subjects(RDF.type, DCAT.DataService))
    assert faults(graph) == []


def test_a_contact_is_named_only_when_the_settings_hold_one() -> None:
    def contacts(**settings: object) -> list[tuple[str, str]]:
        built = minimal_site()
        plan = replace(built.plan, settings=replace(built.plan.settings, **settings))
        graph = parsed(json.loads(render_catalogue(plan, built.artifacts).content))
        assert faults(graph) == []
        return sorted(
            {
                (str(p), str(o))
                for node in graph.objects(None, DCAT.contactPoint)
                for p, o in graph.predicate_objects(node)
                if p != RDF.type
            }
        )

    publisher = Organisation(nom="Département")
    desk = Organisation(nom="Accueil", courriel="accueil@example.org", telephone="04 71 00 00 00")

    assert contacts(editeur=publisher, contact=None) == []
    assert contacts(editeur=publisher, contact=desk) == [
        (str(VCARD.fn), "Accueil"),
        (str(VCARD.hasEmail), "mailto:accueil@example.org"),
        (str(VCARD.hasTelephone), "tel:0471000000"),
    ]


def test_the_territories_are_the_departements_by_their_address_at_insee() -> None:
    graph = graph_of("real")
    places = {str(place) for place in graph.objects(None, DCTERMS.spatial)}

    assert places == {
        f"http://id.insee.fr/geo/departement/{code}"
        for code in ("43", "71", "25", "39", "70", "90")
    }


def test_datasets_state_their_period_and_their_licence() -> None:
    graph = graph_of("real")
    node = URIRef(f"{real_site().plan.settings.url}donnees/#jeu-services")
    period = graph.value(node, DCTERMS.temporal)
    licence = graph.value(node, DCTERMS.license)

    assert str(graph.value(period, DCAT.startDate)) <= str(graph.value(period, DCAT.endDate))
    assert str(graph.value(licence, DCTERMS.identifier)) == "etalab-2.0"


def test_an_empty_site_has_a_catalogue_too() -> None:
    built = minimal_site()
    catalogue = replace(built.plan.catalogue, services=(), structures=())
    datasets = plan_datasets(catalogue, built.plan.data_files)
    plan = replace(built.plan, catalogue=catalogue, datasets=datasets)

    assert faults(parsed(json.loads(render_catalogue(plan, built.artifacts).content))) == []


def test_what_the_settings_say_stays_text() -> None:
    """Words cannot become an address, a keyword of JSON-LD or a thing of the graph."""
    plan = minimal_site().plan
    usual = _shape(parsed(_document(plan, few_files())))
    texts = tuple(HOSTILE.values())
    for rank in range(0, len(texts), 3):
        name, subtitle, publisher = (texts[(rank + more) % len(texts)] for more in range(3))
        editor = Organisation(nom=publisher)
        settings = replace(plan.settings, nom=name, sous_titre=subtitle, editeur=editor)
        graph = parsed(_document(replace(plan, settings=settings), few_files()))

        assert _shape(graph) == usual
        assert [str(said) for said in graph.objects(None, FOAF.name)] == [publisher]
        assert subtitle in {str(said) for said in graph.objects(None, DCTERMS.description)}


def _document(plan: SitePlan, files: tuple[Artifact, ...]) -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(render_catalogue(plan, files).content)
    return document


def _shape(graph: Graph) -> list[tuple[str, str]]:
    """Everything but words and blank nodes: what may not depend on what was written."""
    return sorted((str(p), str(o) if isinstance(o, URIRef) else "") for _, p, o in graph)
