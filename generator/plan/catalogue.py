"""Plan: the accepted entries → one catalogue, in an order that no disk decides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from generator.contradictions import NO_EXEMPTION, Doublons
from generator.diagnostics import FILE_START, Diagnostic, Severity
from generator.entries import (
    NO_WORDS,
    NOTHING_RETIRED,
    EditorialPage,
    Lexique,
    Registre,
    Service,
    Structure,
)
from generator.evenements import Evenement
from generator.manques import Manque
from generator.model import Catalogue, Document, Outcome, Referentiels, SourceReport
from generator.parcours import Parcours
from generator.plan.contradictions import find_contradictions, note_contradictions
from generator.plan.coverage import CoverageMap
from generator.plan.manque_faults import find_manque_faults
from generator.plan.relation_faults import find_relation_faults
from generator.plan.rupture_ground import make_ground
from generator.plan.situation_faults import find_vain_services
from generator.settings import Settings
from generator.situations import Situation

Entry = TypeVar("Entry")
Named = TypeVar("Named", Service, Structure, Situation, Parcours, Evenement, Manque)
Pairs = Sequence[tuple[Document, object]]


def plan_catalogue(
    pairs: Pairs,
    settings: Settings | None,
    referentiels: Referentiels,
    today: date,
    sources: tuple[SourceReport, ...] = (),
) -> Outcome[Catalogue | None]:
    """Typed entries with their documents, those of `sources` too → the catalogue.

    There is none without settings.
    """
    if settings is None:
        return Outcome(None)
    services = _of(pairs, Service)
    catalogue = Catalogue(
        services=_sorted(pairs, Service),
        structures=_sorted(pairs, Structure),
        situations=_sorted(pairs, Situation),
        parcours=_sorted(pairs, Parcours),
        evenements=_sorted(pairs, Evenement),
        manques=_sorted(pairs, Manque),
        pages=tuple(
            sorted(
                (entry for _, entry in _of(pairs, EditorialPage)),
                key=lambda item: (item.ordre is None, item.ordre or 0, item.id),
            )
        ),
        settings=settings,
        lexique=next((entry for _, entry in _of(pairs, Lexique)), NO_WORDS),
        sources=sources,
        externals=_places(pairs, external=True),
        paths=_places(pairs, external=False),
        registre=next((entry for _, entry in _of(pairs, Registre)), NOTHING_RETIRED),
        doublons=next((entry for _, entry in _of(pairs, Doublons)), NO_EXEMPTION),
    )
    named = {service.id: service for service in catalogue.services}
    vain = find_vain_services(_of(pairs, Situation), named)
    coverage = CoverageMap(referentiels, settings.territoire.departements)
    ground = make_ground(catalogue, coverage, today)
    documents = [document for document, _ in pairs]
    broken = find_relation_faults(documents, catalogue.parcours, ground)
    missing = find_manque_faults(_of(pairs, Manque), catalogue, coverage, today)
    away = _out_of_reach(services, settings, coverage)
    found = find_contradictions(catalogue, ground, today)
    told = note_contradictions(found, documents)
    catalogue = replace(catalogue, contradictions=found)
    return Outcome(catalogue, (*away, *vain, *broken, *missing, *told))


def _places(pairs: Pairs, *, external: bool) -> dict[str, str]:
    """Where each entry is kept: its page in another guichet, or its file here."""
    return {
        f"{document.collection}/{document.id}": document.source_page if external else document.path
        for document, _ in pairs
        if bool(document.source) is external
    }


def _sorted(pairs: Pairs, cls: type[Named]) -> tuple[Named, ...]:
    """The entries of a class, by identifier."""
    return tuple(sorted((entry for _, entry in _of(pairs, cls)), key=lambda item: item.id))


def _of(pairs: Pairs, cls: type[Entry]) -> list[tuple[Document, Entry]]:
    return [(document, entry) for document, entry in pairs if isinstance(entry, cls)]


def _out_of_reach(
    services: Sequence[tuple[Document, Service]], settings: Settings, coverage: CoverageMap
) -> Iterator[Diagnostic]:
    """A service that nobody of this site's territory may ask for is probably a wrong code."""
    for document, service in services:
        if service.etat != "termine" and not coverage.reached(service):
            yield Diagnostic(
                code="hors-du-territoire",
                severity=Severity.WARNING,
                path=document.path,
                span=document.value_spans.get(("zone_eligibilite",), FILE_START),
                message="ce service ne couvre aucune commune de ce guichet",
                hint=f"vérifiez les codes ; ce site sert : {settings.territoire.nom}",
                field=("zone_eligibilite",),
            )
