"""Plan: one structure and its services → the view of its page."""

from collections.abc import Sequence

from generator.entries import Lieu, Structure
from generator.model import Settings
from generator.plan.cards import territory_name
from generator.plan.contact import make_contact, make_place, make_report, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.urls import structure_json_url, territory_url
from generator.plan.vocabulary import Labels
from generator.plan.wording import date_text
from generator.site_plan import StructureView
from generator.view_parts import Card, Link, PlaceView


def make_structure_view(
    structure: Structure,
    services: Sequence[Card],
    labels: Labels,
    coverage: CoverageMap,
    settings: Settings,
) -> StructureView:
    """A structure → what its page prints."""
    return StructureView(
        id=structure.id,
        nom=structure.nom,
        sigle=structure.sigle or "",
        description=structure.description,
        networks=labels.labels("reseaux-porteurs", structure.reseaux_porteurs),
        place=_place(structure),
        contact=make_contact(structure, structure.site_web, None),
        territories=_territories(structure, coverage),
        services=tuple(services),
        sources=make_sources(structure.sources, structure.lien_source, structure.provenance),
        updated=f"Fiche mise à jour le {date_text(structure.date_maj)}",
        report=make_report(settings, structure.id, structure.nom),
        json_url=structure_json_url(structure.id),
    )


def _place(structure: Structure) -> PlaceView | None:
    if not (structure.adresse or structure.commune or structure.horaires_accueil):
        return None
    return make_place(
        Lieu(
            adresse=structure.adresse,
            complement_adresse=structure.complement_adresse,
            code_postal=structure.code_postal,
            commune=structure.commune,
            horaires_accueil=structure.horaires_accueil,
            accessibilite_lieu=structure.accessibilite_lieu,
        )
    )


def _territories(structure: Structure, coverage: CoverageMap) -> tuple[Link, ...]:
    former = coverage.referentiels.former_communes
    links = []
    for code in structure.territoires:
        area = coverage.referentiels.territory(former.get(code, code))
        if area is not None:
            url = territory_url(area.code) if area.code in coverage.pages else ""
            links.append(Link(label=territory_name(area), url=url))
    return tuple(links)
