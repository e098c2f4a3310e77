"""Plan: one structure and its services → the view of its page."""

from collections.abc import Sequence

from generator.entries import Lieu, Structure
from generator.page_views import StructureView
from generator.plan.cards import territory_links
from generator.plan.contact import CORRECT_ENTRY, make_contact, make_place, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.freshness_words import verified_text
from generator.plan.urls import correct_url, structure_json_url
from generator.plan.vocabulary import Labels
from generator.plan.wording import date_text
from generator.view_parts import Card, Link, PlaceView


def make_structure_view(
    structure: Structure,
    services: Sequence[Card],
    labels: Labels,
    coverage: CoverageMap,
) -> StructureView:
    """A structure → what its page prints."""
    checked = verified_text(structure.verification)
    updated = f"Fiche mise à jour le {date_text(structure.date_maj)}"
    return StructureView(
        id=structure.id,
        nom=structure.nom,
        sigle=structure.sigle or "",
        description=structure.description,
        networks=labels.labels("reseaux-porteurs", structure.reseaux_porteurs),
        place=_place(structure),
        contact=make_contact(structure, structure.site_web, None),
        territories=territory_links(structure.territoires, coverage),
        services=tuple(services),
        sources=make_sources(structure.sources, structure.lien_source, structure.provenance),
        updated=f"{checked} {updated}" if checked else updated,
        report=Link(label=CORRECT_ENTRY, url=correct_url(structure.id, "structure")),
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
