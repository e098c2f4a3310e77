"""Render: needs and publics → for each, who names it and what the page of the site lists.

Two questions, two fields. `services` holds the entries that name the code, ended ones included: it
describes the entries. `liste` holds what the site shows to who chose the code, in that order: open
services only and, for a public, those that exclude nobody as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.entries import Service
from generator.model import Artifact, Term
from generator.render.api.envelope import API, answer
from generator.render.api.json_values import encode, encode_list, encode_object
from generator.site_plan import SitePlan

# Vocabulary, facet of the site, key of the document of one term.
_KINDS = (
    ("categories", "theme", "categorie"),
    ("thematiques", "theme", "thematique"),
    ("publics", "public", "public"),
)


def render_terms(plan: SitePlan) -> Iterator[Artifact]:
    """For each vocabulary: its terms in one document, and one document for each."""
    briefs = {service.id: encode(_brief(plan, service)) for service in plan.catalogue.services}
    for vocabulary, facet, one in _KINDS:
        named = _named(plan.catalogue.services, vocabulary)
        listed = plan.lists.get(facet, {})
        rows = []
        for term in plan.schemas.vocabularies[vocabulary].values():
            shown = listed.get(term.code, ())
            row = _row(plan, vocabulary, term, named.get(term.code, ()), len(shown))
            rows.append(row)
            liste = encode_list(briefs[identifier] for identifier in shown)
            content = encode_object(row | {"liste": liste})
            yield answer(plan, f"{vocabulary}/{term.code}.json", one, content)
        yield answer(plan, f"{vocabulary}.json", vocabulary, rows)


def _named(services: Sequence[Service], vocabulary: str) -> Mapping[str, Sequence[str]]:
    """Code → the identifiers of the entries that name it; a great theme by its thématiques."""
    members: dict[str, list[str]] = {}
    for service in services:
        codes = service.publics if vocabulary == "publics" else service.thematiques
        if vocabulary == "categories":
            codes = tuple(dict.fromkeys(_category(code) for code in codes))
        for code in codes:
            members.setdefault(code, []).append(service.id)
    return members


def _row(
    plan: SitePlan, vocabulary: str, term: Term, named: Sequence[str], shown: int
) -> dict[str, Any]:
    folder = "publics" if vocabulary == "publics" else "thematiques"
    row = {
        "code": term.code,
        "label": term.label,
        "description": term.description,
        "url": f"{plan.settings.url}{folder}/{term.code}.html",
        "json": f"{plan.settings.url}{API}/{vocabulary}/{term.code}.json",
        "total": len(named),
        "total_liste": shown,
        "services": list(named),
    }
    if vocabulary == "thematiques":
        row["categorie"] = _category(term.code)
    if vocabulary == "categories":
        inner = plan.schemas.vocabularies["thematiques"]
        row["thematiques"] = [code for code in inner if _category(code) == term.code]
    return row


def _category(thematique: str) -> str:
    """`mobilite--preparer-un-permis` → `mobilite`."""
    return thematique.partition("--")[0]


def _brief(plan: SitePlan, service: Service) -> dict[str, Any]:
    """What a list shows of an entry; its own document has the rest."""
    base = plan.settings.url
    return {
        "id": service.id,
        "nom": service.nom,
        "resume": service.resume,
        "structure": service.structure,
        "etat": service.etat,
        "url": f"{base}services/{service.id}.html",
        "json": f"{base}{API}/services/{service.id}.json",
    }
