"""Plan: confirmed gaps beside the services of the site → those that something seems to answer.

A warning only: the partners know whether what exists is enough, and the entry can say that it is
not (`ne_suffisent_pas`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.entries import Service
from generator.freshness import CLOSED, answers, service_freshness
from generator.manques import Manque
from generator.model import Catalogue, Document
from generator.plan.commune_sets import CommuneSets
from generator.plan.coverage import CoverageMap
from generator.plan.facets import EVERYONE, PUBLIC, STATUT, THEME
from generator.plan.wording import listed

MAX_NAMED = 3


def find_manque_faults(
    manques: Sequence[tuple[Document, Manque]],
    catalogue: Catalogue,
    coverage: CoverageMap,
    today: date,
) -> Iterator[Diagnostic]:
    """Gaps outside the served territory, answered already, or filled by what is closed."""
    if not manques:
        return
    sets, windows = CommuneSets(coverage), catalogue.settings.fraicheur
    fresh = service_freshness(catalogue.services, windows, today)
    trusted = [service for service in catalogue.services if answers(service, fresh)]
    by_theme: dict[str, list[Service]] = {}
    for service in trusted:
        for theme in THEME.named(service):
            by_theme.setdefault(theme, []).append(service)
    named = {service.id: service for service in catalogue.services}
    for document, manque in manques:
        if not sets.held(manque.zone_eligibilite):
            yield _elsewhere(document, catalogue.settings.territoire.nom)
        elif manque.is_open(today):
            yield from _answered(document, manque, by_theme, sets)
        yield from _closed(document, manque, named)


def _elsewhere(document: Document, nom: str) -> Diagnostic:
    return _say(
        document,
        "hors-du-territoire",
        ("zone_eligibilite",),
        "ce manque ne touche aucune commune de ce guichet",
        f"vérifiez les codes ; ce site sert : {nom}",
    )


def _answered(
    document: Document,
    manque: Manque,
    by_theme: Mapping[str, Sequence[Service]],
    sets: CommuneSets,
) -> Iterator[Diagnostic]:
    """Services that are meant for these very people, on this need, everywhere it lacks."""
    where = sets.held(manque.zone_eligibilite)
    found = {
        service.id: service
        for theme in manque.thematiques
        for service in by_theme.get(theme, ())
        if service.id not in manque.ne_suffisent_pas
        and _is_meant(service, manque)
        and not where & ~sets.held(service.zone_eligibilite)
    }
    if found:
        names = listed(tuple(sorted(found)), limit=MAX_NAMED)
        yield _say(
            document,
            "manque-comble",
            ("thematiques",),
            f"{names} : même besoin, mêmes personnes, partout où il manque",
            "dites qu’il est comblé (« comble_le », « comble_par »), ou écrivez dans "
            "« ne_suffisent_pas » ce qui ne suffit pas",
        )


def _is_meant(service: Service, manque: Manque) -> bool:
    """Whether a service names the people of a gap; a gap for everybody wants no condition."""
    publics = () if EVERYONE in manque.publics else manque.publics
    if not publics and not manque.statuts:
        return PUBLIC.excludes_nobody(service) and STATUT.excludes_nobody(service)
    return all(
        not wanted or not frozenset(wanted).isdisjoint(named)
        for wanted, named in ((publics, service.publics), (manque.statuts, service.statuts))
    )


def _closed(
    document: Document, manque: Manque, services: Mapping[str, Service]
) -> Iterator[Diagnostic]:
    """What filled a gap and has closed may have opened it again."""
    for rank, name in enumerate(manque.comble_par):
        service = services.get(name)
        if service is not None and service.etat in CLOSED:
            yield _say(
                document,
                "relation-fermee",
                ("comble_par", rank),
                f"« {name} » comblait ce manque, et n’est plus ouvert",
                "retirez cette ligne ; si plus rien n’y répond, retirez aussi « comble_le »",
            )


def _say(document: Document, code: str, field: FieldPath, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        path=document.path,
        span=document.value_spans.get(field, FILE_START),
        message=message,
        hint=hint,
        field=field,
    )
