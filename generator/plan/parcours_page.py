"""Plan: one pathway → the view of its page: the way, step by step, and where it breaks."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.entries import Structure
from generator.parcours import (
    ActorView,
    Etape,
    MomentView,
    NearService,
    Parcours,
    ParcoursCard,
    ParcoursView,
    StepView,
)
from generator.plan import urls
from generator.plan.cards import STATES, territory_links
from generator.plan.contact import make_report, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.service_page import state_message
from generator.plan.steps import moments, ordered_steps, whole_duration
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, counted, date_text, listed
from generator.settings import Settings
from generator.view_parts import Badge, Card, Link

DEFAULT = ("autre", "compass")  # accent and pictogram of a pathway without a theme
MAX_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcoursSurroundings:
    """What the page of a pathway needs besides the pathway."""

    cards: Mapping[str, Card]
    structures: Mapping[str, Structure]
    labels: Labels
    coverage: CoverageMap
    settings: Settings
    breaks: Mapping[tuple[str, int], tuple[str, ...]]  # (pathway, rank of a step) → in French


def make_parcours_view(entry: Parcours, around: ParcoursSurroundings) -> ParcoursView:
    """A pathway → what its page prints; every value is final French text."""
    labels = around.labels
    accent, icon = _looks(entry, labels)
    pilot = around.structures.get(entry.pilote or "")
    days = whole_duration(entry)
    return ParcoursView(
        id=entry.id,
        heading=entry.nom,
        intro=entry.resume,
        accent=accent,
        icon=icon,
        badge=STATES[entry.etat],
        state_message=state_message(entry.etat_precisions),
        speaks_to=entry.parle_a or "",
        audiences=(
            *labels.labels("statuts", entry.statuts),
            *labels.labels("publics", entry.publics),
        ),
        pilot=_structure_link(pilot) if pilot else None,
        territories=territory_links(entry.zone_eligibilite, around.coverage),
        themes=tuple(
            Link(label=labels.label("thematiques", code), url=urls.theme_url(code))
            for code in entry.thematiques
        ),
        duration=f"Environ {counted(days, 'jour')}" if days else "",
        moments=tuple(_moments(entry, around)),
        description=entry.description,
        sources=make_sources(entry.sources, entry.lien_source),
        updated=f"Parcours mis à jour le {date_text(entry.date_maj)}",
        report=make_report(around.settings, entry.id, entry.nom),
        json_url=urls.parcours_json_url(entry.id),
    )


def make_parcours_card(entry: Parcours, around: ParcoursSurroundings) -> ParcoursCard:
    """A pathway → its card in the list: where it starts, where it leads."""
    accent, icon = _looks(entry, around.labels)
    places = (link.label for link in territory_links(entry.zone_eligibilite, around.coverage))
    return ParcoursCard(
        nom=entry.nom,
        url=urls.parcours_url(entry.id),
        resume=entry.resume,
        accent=accent,
        icon=icon,
        badge=_card_badge(entry),
        steps=tuple(step.nom for _, step in ordered_steps(entry)),
        place=listed(tuple(places), limit=MAX_PLACES),
    )


def _card_badge(entry: Parcours) -> Badge | None:
    return None if entry.etat == "actif" else STATES[entry.etat]


def _looks(entry: Parcours, labels: Labels) -> tuple[str, str]:
    if not entry.thematiques:
        return DEFAULT
    category = labels.category(entry.thematiques[0])
    return category.accent, category.icon


def _structure_link(structure: Structure) -> Link:
    return Link(label=structure.nom, url=urls.structure_url(structure.id))


def _moments(entry: Parcours, around: ParcoursSurroundings) -> list[MomentView]:
    found, number = [], 0
    for together in moments(entry):
        steps = []
        for rank, step in together:
            number += 1
            breaks = around.breaks.get((entry.id, rank), ())
            steps.append(_step(step, number, breaks, around))
        found.append(MomentView(steps=tuple(steps)))
    return found


def _step(
    step: Etape, number: int, breaks: tuple[str, ...], around: ParcoursSurroundings
) -> StepView:
    return StepView(
        number=number,
        anchor=f"etape-{number}",
        nom=step.nom,
        text=step.explication or "",
        optional=step.role == "utile",
        actors=tuple(
            ActorView(
                link=_structure_link(around.structures[actor.structure]),
                does=actor.fait or "",
            )
            for actor in step.acteurs
            if actor.structure in around.structures
        ),
        services=tuple(
            NearService(card=around.cards[code], words="")
            for code in step.services
            if code in around.cards
        ),
        duration=_duration(step),
        hands_over=step.transmet,
        breaks=breaks,
    )


def _duration(step: Etape) -> str:
    if step.duree:
        return step.duree
    return f"Environ{NBSP}{counted(step.duree_jours, 'jour')}" if step.duree_jours else ""
