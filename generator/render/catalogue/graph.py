"""Render: the datasets and their files → `donnees/catalogue.jsonld`, a DCAT-AP 3 catalogue.

Its context is inside, so that reading it asks nobody. It is made last: it states the size and the
digest of each file. Authority lists are those that DCAT-AP prescribes; where they have no code
(a licence, a file format) the catalogue names the thing itself rather than a near one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.model import Artifact
from generator.render.catalogue.context import CONTEXT
from generator.settings import Organisation
from generator.site_plan import SitePlan
from generator.view_parts import DatasetView, FeedFile

PATH = "donnees/catalogue.jsonld"
PAGE = "donnees/"
API = "api/v1/"
OPENAPI = f"{API}openapi.json"
STANDARD = "http://data.europa.eu/r5r/"  # DCAT-AP
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
SPDX_LICENCE = "https://spdx.org/licenses/etalab-2.0"

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "http://www.iana.org/assignments/media-types/"
# INSEE's addresses of départements. It has none for an EPCI that its SIREN number would give.
_DEPARTEMENT = "http://id.insee.fr/geo/departement/"
_FORMATS = {
    "application/atom+xml": "ATOM",
    "application/geo+json": "GEOJSON",
    "application/json": "JSON",
    "application/feed+json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/vnd.apache.parquet": "PARQUET",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/csv": "CSV",
}
# What IANA has not registered has no address in its list.
_UNREGISTERED = ("application/x-", "application/feed+json")


def render_catalogue(plan: SitePlan, files: Iterable[Artifact]) -> Artifact:
    """The catalogue of what this build publishes; a planned file that it did not make is absent."""
    made = {file.path: file.content for file in files}
    document = {"@context": CONTEXT, "@graph": list(_graph(plan, made))}
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return Artifact(path=PATH, content=f"{text}\n".encode())


def _graph(plan: SitePlan, made: Mapping[str, bytes]) -> Iterator[Mapping[str, Any]]:
    base, settings = plan.settings.url, plan.settings
    common = _common(plan)
    datasets = [dataset for dataset in plan.datasets if _files(dataset, made)]
    service = f"{base}{API}#service" if OPENAPI in made else ""
    yield {
        "@id": f"{base}{PAGE}#catalogue",
        "@type": "dcat:Catalog",
        "identifier": f"{base}{PATH}",
        "title": f"Données ouvertes – {settings.nom}",
        "description": settings.sous_titre,
        "homepage": _node(f"{base}{PAGE}", "foaf:Document"),
        "modified": plan.today.isoformat(),
        "conformsTo": _node(STANDARD, "dct:Standard"),
        "themeTaxonomy": _node(f"{_EU}data-theme", "skos:ConceptScheme"),
        **{key: common[key] for key in ("publisher", "language", "licence", "spatial")},
        "dataset": [_dataset_id(plan, dataset) for dataset in datasets],
        **({"service": service} if service else {}),
    }
    for dataset in datasets:
        yield _dataset(plan, dataset, common, made)
        for file in _files(dataset, made):
            yield _distribution(plan, file, made[file.url], service)
    if service:
        yield _data_service(plan, datasets, common)
    yield from _named(plan)


def _files(dataset: DatasetView, made: Mapping[str, bytes]) -> list[FeedFile]:
    return [file for file in dataset.files if file.url in made]


def _common(plan: SitePlan) -> Mapping[str, Any]:
    """What is said alike of the catalogue, of its datasets and of its service."""
    base, settings = plan.settings.url, plan.settings
    contact = settings.contact or settings.editeur
    reachable = contact.courriel or contact.telephone
    return {
        "publisher": f"{base}{PAGE}#editeur",
        **({"contactPoint": _contact(contact)} if reachable else {}),
        "language": _node(f"{_EU}language/FRA", "dct:LinguisticSystem"),
        "licence": LICENCE,
        "accessRights": _node(f"{_EU}access-right/PUBLIC", "dct:RightsStatement"),
        "theme": _node(f"{_EU}data-theme/SOCI", "skos:Concept"),
        "spatial": [_DEPARTEMENT + code for code in settings.territoire.departements],
    }


def _dataset(
    plan: SitePlan, dataset: DatasetView, common: Mapping[str, Any], made: Mapping[str, bytes]
) -> Mapping[str, Any]:
    base = plan.settings.url
    period = {
        "@type": "dct:PeriodOfTime",
        "startDate": dataset.start,
        "endDate": dataset.end,
    }
    return {
        "@id": _dataset_id(plan, dataset),
        "@type": "dcat:Dataset",
        "identifier": _dataset_id(plan, dataset),
        "title": dataset.title,
        "description": dataset.description,
        "keyword": list(dataset.keywords),
        **common,
        "landingPage": _node(f"{base}{PAGE}", "foaf:Document"),
        "modified": plan.today.isoformat(),
        "periodicity": _node(f"{_EU}frequency/IRREG", "dct:Frequency"),
        **({"temporal": period} if dataset.start else {}),
        "distribution": [f"{base}{PAGE}#{file.url}" for file in _files(dataset, made)],
    }


def _distribution(
    plan: SitePlan, file: FeedFile, content: bytes, service: str
) -> Mapping[str, Any]:
    base = plan.settings.url
    standard = file.conforms_to
    return {
        "@id": f"{base}{PAGE}#{file.url}",
        "@type": "dcat:Distribution",
        "title": file.label,
        "description": file.note or file.label,
        "accessURL": _node(base + file.url, "rdfs:Resource"),
        "downloadURL": _node(base + file.url, "rdfs:Resource"),
        **_format(file.media_type),
        "byteSize": len(content),
        "checksum": {
            "@type": "spdx:Checksum",
            "algorithm": _node("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "checksumValue": hashlib.sha256(content).hexdigest(),
        },
        "licence": LICENCE,
        "availability": _node(f"{_EU}planned-availability/STABLE", "skos:Concept"),
        "language": _node(f"{_EU}language/FRA", "dct:LinguisticSystem"),
        "modified": plan.today.isoformat(),
        **({"conformsTo": _node(standard, "dct:Standard")} if standard else {}),
        **({"accessService": service} if service and file.url.startswith(API) else {}),
    }


def _format(media_type: str) -> Mapping[str, Any]:
    """The format in the EU's list, the type in IANA's; what has no code there is named."""
    said: dict[str, Any] = {}
    code = _FORMATS.get(media_type)
    if code:
        said["format"] = _node(f"{_EU}file-type/{code}", "dct:MediaTypeOrExtent")
    else:
        said["format"] = {"@type": "dct:MediaTypeOrExtent", "label": media_type}
    if not media_type.startswith(_UNREGISTERED):
        said["mediaType"] = _node(_IANA + media_type, "dct:MediaType")
    return said


def _data_service(
    plan: SitePlan, datasets: Iterable[DatasetView], common: Mapping[str, Any]
) -> Mapping[str, Any]:
    base = plan.settings.url
    return {
        "@id": f"{base}{API}#service",
        "@type": "dcat:DataService",
        "identifier": f"{base}{API}",
        "title": f"Interface de programmation – {plan.settings.nom}",
        "description": "Des fichiers JSON à des adresses stables, à lire sans clé ni compte.",
        "keyword": ["API", "JSON"],
        **{key: value for key, value in common.items() if key not in ("spatial", "language")},
        "endpointURL": _node(base + API, "rdfs:Resource"),
        "endpointDescription": _node(base + OPENAPI, "rdfs:Resource"),
        "landingPage": _node(f"{base}{PAGE}", "foaf:Document"),
        "servesDataset": [_dataset_id(plan, dataset) for dataset in datasets],
        "format": _node(f"{_EU}file-type/JSON", "dct:MediaTypeOrExtent"),
    }


def _named(plan: SitePlan) -> Iterator[Mapping[str, Any]]:
    """What several descriptions point to: the publisher, the licence, the territories."""
    publisher = plan.settings.editeur
    site = publisher.site_web
    yield {
        "@id": f"{plan.settings.url}{PAGE}#editeur",
        "@type": ["foaf:Agent", "foaf:Organization"],
        "name": publisher.nom,
        **({"homepage": _node(site, "foaf:Document")} if site else {}),
    }
    yield {
        "@id": LICENCE,
        "@type": "dct:LicenseDocument",
        "title": "Licence Ouverte 2.0",
        "identifier": "etalab-2.0",
        "licenceType": _node("http://purl.org/adms/licencetype/Attribution", "skos:Concept"),
        "exactMatch": SPDX_LICENCE,
    }
    for code in plan.settings.territoire.departements:
        area = plan.referentiels.territory(code)
        yield {
            "@id": _DEPARTEMENT + code,
            "@type": "dct:Location",
            "identifier": code,
            **({"prefLabel": area.nom} if area else {}),
        }


def _contact(contact: Organisation) -> Mapping[str, Any]:
    number = (contact.telephone or "").replace(" ", "")
    return {
        "@type": "vcard:Organization",
        "fn": contact.nom,
        **({"hasEmail": f"mailto:{contact.courriel}"} if contact.courriel else {}),
        **({"hasTelephone": f"tel:{number}"} if number else {}),
    }


def _dataset_id(plan: SitePlan, dataset: DatasetView) -> str:
    return f"{plan.settings.url}{PAGE}#jeu-{dataset.id}"


def _node(iri: str, kind: str) -> Mapping[str, Any]:
    """A thing with its class: a judge without network cannot look it up."""
    return {"@id": iri, "@type": kind}
