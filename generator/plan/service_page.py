"""Plan: one service → the view of its page, in the order a person in a hurry reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.entries import EtatPrecisions, Falc, Lieu, Service, Structure
from generator.freshness import Freshness
from generator.model import Territory
from generator.page_views import ServiceView
from generator.plan.cards import STATES, territory_name
from generator.plan.contact import CORRECT_ENTRY, make_contact, make_place, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.eligibility import checklist
from generator.plan.freshness_words import STALE, freshness_banner, verified_text
from generator.plan.hours import opening_hours_lines, published_timetable
from generator.plan.near_services import NearServices
from generator.plan.urls import (
    correct_url,
    service_json_url,
    structure_url,
    territory_url,
    theme_url,
)
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, amount_text, counted, date_text, day_text, number_text
from generator.settings import Settings
from generator.view_parts import Badge, Link, PlaceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the page of a service needs besides the service."""

    near: NearServices
    labels: Labels
    coverage: CoverageMap
    settings: Settings
    today: date
    fresh: Mapping[str, Freshness]


def make_service_view(service: Service, structure: Structure, around: Surroundings) -> ServiceView:
    """A service → what its page prints; every value is final French text."""
    labels, coverage = around.labels, around.coverage
    category = labels.category(service.thematiques[0])
    return ServiceView(
        id=service.id,
        nom=service.nom,
        resume=service.resume,
        accent=category.accent,
        icon=category.icon,
        structure=Link(label=structure.nom, url=structure_url(structure.id)),
        badge=_badge(service, around.fresh),
        state_message=state_message(service.etat_precisions),
        verified=verified_text(service.verification),
        audiences=_audiences(service, labels, coverage),
        audience_note=service.publics_precisions or "",
        conditions=_conditions(service),
        amount=amount_text(service.montant),
        amount_heading=_amount_heading(service),
        amount_note=(service.montant.precisions or "") if service.montant else "",
        cost=labels.label("frais", service.frais) if service.frais else "",
        cost_note=service.frais_precisions or "",
        modes=labels.labels("modes-accueil", service.modes_accueil),
        territories=tuple(_territory_link(area, coverage) for area in coverage.names(service)),
        places=_places(service),
        hours=opening_hours_lines(service.horaires_accueil),
        timetable=published_timetable(service, structure, around.today),
        delay=service.delai or "",
        effort=_effort(service),
        languages=labels.labels("langues", service.langues),
        steps=service.demarches,
        steps_note=service.mobilisation_precisions or "",
        papers=service.justificatifs,
        who_can_ask=_who_can_ask(service),
        contact=make_contact(service, service.lien_mobilisation, service.contact_nom_prenom),
        description=service.description,
        falc=service.falc.texte if service.falc else "",
        falc_proofread=_proofread(service.falc),
        near=around.near.groups(service.id),
        pathways=around.near.pathways(service.id),
        themes=_themes(service, labels),
        sources=make_sources(service.sources, service.lien_source, service.provenance),
        updated=f"Fiche mise à jour le {date_text(service.date_maj)}",
        report=Link(label=CORRECT_ENTRY, url=correct_url(service.id)),
        json_url=service_json_url(service.id),
        freshness=freshness_banner(around.fresh.get(service.id)),
    )


def _proofread(falc: Falc | None) -> str:
    """Who read the easy text again, and when: without them it cannot be called « FALC »."""
    if falc is None or not falc.relu_par:
        return ""
    return f"{falc.relu_par}, le {date_text(falc.date)}" if falc.date else falc.relu_par


def _amount_heading(service: Service) -> str:
    direction = service.montant.sens if service.montant else None
    return {"recu": "Ce que vous recevez", "paye": "Ce que vous payez"}.get(
        direction or "", "Combien\u00a0?"
    )


def _conditions(service: Service) -> str:
    """The conditions in words, and what only a person can check."""
    rules = service.eligibilite or {}
    to_check = [rule["a_verifier"] for rule in _listed(rules.get("toutes")) if "a_verifier" in rule]
    said = service.conditions_acces or ""
    return " ".join((said, *(text for text in to_check if text not in said))).strip()


def _listed(value: object) -> Sequence[Mapping[str, str]]:
    return value if isinstance(value, (list, tuple)) else ()


def state_message(details: EtatPrecisions | None) -> str:
    """What the public has to know of a state: its message, its season, its dates."""
    if details is None:
        return ""
    parts = [details.message or ""]
    if details.periode is not None:
        start, end = day_text(details.periode.debut), day_text(details.periode.fin)
        parts.append(f"Du {start} au {end}.")
    if details.depuis is not None:
        parts.append(f"Depuis le {date_text(details.depuis)}.")
    if details.jusqu_a is not None:
        parts.append(f"Jusqu’au {date_text(details.jusqu_a)}.")
    return " ".join(part for part in parts if part)


def _badge(service: Service, fresh: Mapping[str, Freshness]) -> Badge:
    """The state; an entry that should have been checked cannot say « Disponible »."""
    return STALE if service.etat == "actif" and fresh[service.id].due else STATES[service.etat]


def _audiences(service: Service, labels: Labels, coverage: CoverageMap) -> tuple[str, ...]:
    words = labels.labels("statuts", service.statuts)
    words += labels.labels("publics", service.publics)
    said = frozenset((*service.statuts, *service.publics))
    return tuple(dict.fromkeys((*words, *checklist(service.eligibilite, said, labels, coverage))))


def _territory_link(area: Territory, coverage: CoverageMap) -> Link:
    served = area.code in coverage.pages
    return Link(label=territory_name(area), url=territory_url(area.code) if served else "")


def _places(service: Service) -> tuple[PlaceView, ...]:
    """The service's own address, unless one of its `lieux` says it already, then those."""
    own = Lieu(
        adresse=service.adresse,
        complement_adresse=service.complement_adresse,
        code_postal=service.code_postal,
        commune=service.commune,
    )
    said = {(place.adresse, place.commune) for place in service.lieux}
    known = bool(service.adresse or service.commune) and (own.adresse, own.commune) not in said
    return tuple(make_place(place) for place in ((own,) if known else ()) + service.lieux)


def _effort(service: Service) -> str:
    hours, weeks = service.volume_horaire_hebdomadaire, service.nombre_semaines
    parts = []
    if hours:
        parts.append(f"{number_text(hours)}{NBSP}heures par semaine")
    if weeks:
        parts.append(f"pendant {counted(weeks, 'semaine')}")
    return " ".join(parts)


def _who_can_ask(service: Service) -> tuple[str, ...]:
    words = {
        "usagers": "Vous pouvez demander vous-même",
        "professionnels": "Un professionnel qui vous accompagne peut demander pour vous",
    }
    return tuple(words[who] for who in words if who in service.mobilisable_par)


def _themes(service: Service, labels: Labels) -> tuple[Link, ...]:
    return tuple(
        Link(label=labels.label("thematiques", code), url=theme_url(code))
        for code in service.thematiques
    )
