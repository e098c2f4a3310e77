"""Render: the words of the catalogue → what they mean, as a JSON-LD context.

Inside the document, so that reading it asks nobody.
"""

from collections.abc import Mapping
from typing import Any


def _iri(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "@id"}


def _typed(name: str, kind: str) -> dict[str, str]:
    return {"@id": name, "@type": kind}


CONTEXT: Mapping[str, Any] = {
    "@language": "fr",
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": "dct:title",
    "description": "dct:description",
    "keyword": "dcat:keyword",
    "name": "foaf:name",
    "label": "rdfs:label",
    "prefLabel": "skos:prefLabel",
    "fn": "vcard:fn",
    "identifier": {"@id": "dct:identifier", "@language": None},
    "modified": _typed("dct:modified", "xsd:date"),
    "startDate": _typed("dcat:startDate", "xsd:date"),
    "endDate": _typed("dcat:endDate", "xsd:date"),
    "byteSize": _typed("dcat:byteSize", "xsd:nonNegativeInteger"),
    "checksumValue": _typed("spdx:checksumValue", "xsd:hexBinary"),
    "dataset": _iri("dcat:dataset"),
    "service": _iri("dcat:service"),
    "distribution": _iri("dcat:distribution"),
    "servesDataset": _iri("dcat:servesDataset"),
    "accessService": _iri("dcat:accessService"),
    "publisher": _iri("dct:publisher"),
    "contactPoint": _iri("dcat:contactPoint"),
    "homepage": _iri("foaf:homepage"),
    "page": _iri("foaf:page"),
    "landingPage": _iri("dcat:landingPage"),
    "accessURL": _iri("dcat:accessURL"),
    "downloadURL": _iri("dcat:downloadURL"),
    "endpointURL": _iri("dcat:endpointURL"),
    "endpointDescription": _iri("dcat:endpointDescription"),
    "mediaType": _iri("dcat:mediaType"),
    "format": _iri("dct:format"),
    "language": _iri("dct:language"),
    "licence": _iri("dct:license"),
    "licenceType": _iri("dct:type"),
    "exactMatch": _iri("skos:exactMatch"),
    "conformsTo": _iri("dct:conformsTo"),
    "periodicity": _iri("dct:accrualPeriodicity"),
    "spatial": _iri("dct:spatial"),
    "temporal": _iri("dct:temporal"),
    "theme": _iri("dcat:theme"),
    "themeTaxonomy": _iri("dcat:themeTaxonomy"),
    "accessRights": _iri("dct:accessRights"),
    "availability": _iri("dcatap:availability"),
    "checksum": _iri("spdx:checksum"),
    "algorithm": _iri("spdx:algorithm"),
    "hasEmail": _iri("vcard:hasEmail"),
    "hasTelephone": _iri("vcard:hasTelephone"),
}
