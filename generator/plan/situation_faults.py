"""Plan: the services that situations name → those that cannot answer, whatever the territory."""

from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.eligibility import NO, OPEN, evaluate
from generator.entries import Service
from generator.model import Document
from generator.situations import Besoin, Situation


def find_vain_services(
    situations: Sequence[tuple[Document, Situation]], services: Mapping[str, Service]
) -> Iterator[Diagnostic]:
    """A service named for a need, which its own state or conditions keep from being an answer."""
    for document, situation in situations:
        for rank, need in enumerate(situation.besoins):
            for place, identifier in enumerate(need.services):
                service = services.get(identifier)
                reason = _reason(service, need, situation) if service is not None else ""
                if reason:
                    path = ("besoins", rank, "services", place)
                    yield _say(document, path, f"« {identifier} » ne peut pas répondre : {reason}")


def _reason(service: Service, need: Besoin, situation: Situation) -> str:
    if service.etat == "termine":
        return "il est terminé"
    limit, delay = need.delai_jours, service.delai_jours
    if limit is not None and delay is not None and delay > limit:
        return f"il prend {delay} jours, le besoin en laisse {limit}"
    if situation.personne is None or service.eligibilite is None:
        return ""
    said_of = {key: value for key, value in situation.personne.items() if key != "commune"}
    person = {**said_of, **OPEN}
    said = evaluate(service.eligibilite, person, lambda _commune, _code: None)
    return "ses conditions disent « non » à la personne décrite" if said.reponse == NO else ""


def _say(document: Document, path: FieldPath, message: str) -> Diagnostic:
    return Diagnostic(
        code="service-sans-effet",
        severity=Severity.WARNING,
        path=document.path,
        span=document.value_spans.get(path, FILE_START),
        message=message,
        hint="retirez ce service, ou corrigez le besoin ou la personne",
        field=path,
    )
