"""Plan: the accepted entries → one catalogue, in an order that no disk decides."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

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
from generator.model import Catalogue, Document, Outcome, Referentiels, Settings, SourceReport
from generator.plan.coverage import CoverageMap

Entry = TypeVar("Entry")
Pairs = Sequence[tuple[Document, object]]


def plan_catalogue(
    pairs: Pairs,
    settings: Settings | None,
    referentiels: Referentiels,
    sources: tuple[SourceReport, ...] = (),
) -> Outcome[Catalogue | None]:
    """Typed entries with their documents, those of `sources` too → the catalogue.

    There is none without settings.
    """
    if settings is None:
        return Outcome(None)
    services = _of(pairs, Service)
    catalogue = Catalogue(
        services=tuple(sorted((entry for _, entry in services), key=lambda item: item.id)),
        structures=tuple(
            sorted((entry for _, entry in _of(pairs, Structure)), key=lambda item: item.id)
        ),
        pages=tuple(
            sorted(
                (entry for _, entry in _of(pairs, EditorialPage)),
                key=lambda item: (item.ordre is None, item.ordre or 0, item.id),
            )
        ),
        settings=settings,
        lexique=next((entry for _, entry in _of(pairs, Lexique)), NO_WORDS),
        sources=sources,
        externals={
            f"{document.collection}/{document.id}": document.source_page
            for document, _ in pairs
            if document.source
        },
        registre=next((entry for _, entry in _of(pairs, Registre)), NOTHING_RETIRED),
    )
    return Outcome(catalogue, tuple(_out_of_reach(services, settings, referentiels)))


def _of(pairs: Pairs, cls: type[Entry]) -> list[tuple[Document, Entry]]:
    return [(document, entry) for document, entry in pairs if isinstance(entry, cls)]


def _out_of_reach(
    services: Sequence[tuple[Document, Service]], settings: Settings, referentiels: Referentiels
) -> Iterator[Diagnostic]:
    """A service that nobody of this site's territory may ask for is probably a wrong code."""
    coverage = CoverageMap(referentiels, settings.territoire.departements)
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
