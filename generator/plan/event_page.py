"""Plan: one event with its dates → the view of its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.entries import Structure, Verification
from generator.evenements import (
    Atelier,
    DateLine,
    Evenement,
    EventView,
    Inscription,
    Occurrence,
    Permanence,
    PermanenceView,
    RegistrationView,
    Rendezvous,
    StandView,
    WorkshopView,
)
from generator.model import Territory
from generator.plan import urls
from generator.plan.cards import phone, territory_name
from generator.plan.contact import make_contact, make_place, make_report, make_sources
from generator.plan.coverage import CoverageMap
from generator.plan.event_wording import (
    PAST,
    REGULAR,
    STATES,
    UPCOMING,
    days_text,
    hours_text,
    joined,
    occurrence_text,
    place_text,
    weekday_text,
)
from generator.plan.hours import opening_hours_lines
from generator.plan.occurrences import minutes_of, place_of
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, capitalised, counted, date_text, host_of, listed
from generator.settings import Settings
from generator.view_parts import Badge, Card, ContactView, Link

FOLLOWING = 4  # the next days that a permanence tells
DEFAULT_ACCENT = "autre"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSurroundings:
    """What the page of an event needs besides the event."""

    cards: Mapping[str, Card]
    structures: Mapping[str, Structure]
    labels: Labels
    coverage: CoverageMap
    settings: Settings


def make_event_view(one: Rendezvous, around: EventSurroundings) -> EventView:
    """An event → what its page prints; every value is final French text."""
    event, labels = one.entry, around.labels
    kind = labels.terms("types-evenements")[event.type]
    return EventView(
        id=event.id,
        nom=event.nom,
        resume=event.resume,
        type=kind.label,
        icon=kind.icon,
        accent=event_accent(event, labels),
        badge=event_badge(one),
        past=one.past,
        message=event.message or "",
        verified=_verified(event.verification),
        organisers=_structures(event.organisateurs, around),
        dates=_dates(one, gone=False),
        past_dates=_dates(one, gone=True),
        permanences=_permanences(one),
        when=event.quand or "",
        calendar_url=urls.event_calendar_url(event.id) if one.upcoming else "",
        booklet_url=urls.event_booklet_url(event.id),
        places=tuple(map(make_place, event.lieux)),
        modes=labels.labels("modes-accueil", event.modes_accueil),
        connection=_outside(event.lien_connexion),
        territories=tuple(_territory(area, around.coverage) for area in _areas(one, around)),
        languages=labels.labels("langues", event.langues),
        audiences=_audiences(event, labels),
        audience_note=event.publics_precisions or "",
        cost=labels.label("frais", event.frais) if event.frais else "",
        cost_note=event.frais_precisions or "",
        registration=_registration(event.inscription, labels),
        workshops=tuple(_workshop(item, event, around) for item in event.ateliers),
        stands=_stands(event, around),
        contact=make_contact(event, event.site_web, None),
        description=event.description,
        services=tuple(around.cards[code] for code in event.services if code in around.cards),
        themes=_themes(event, labels),
        sources=make_sources(event.sources, None),
        updated=f"Fiche mise à jour le {date_text(event.date_maj)}",
        report=make_report(around.settings, event.id, event.nom),
        json_url=urls.event_json_url(event.id),
    )


def event_badge(one: Rendezvous) -> Badge:
    """What to know first: called off, over, to come."""
    state = STATES.get(one.entry.etat or "")
    if state is not None and (not one.past or one.entry.etat == "annule"):
        return state
    if one.past:
        return PAST
    is_regular = one.upcoming and all(item.permanence is not None for item in one.upcoming)
    return REGULAR if is_regular else UPCOMING


def event_accent(event: Evenement, labels: Labels) -> str:
    """The colour of its first great theme."""
    if not event.thematiques:
        return DEFAULT_ACCENT
    return labels.category(event.thematiques[0]).accent


def _dates(one: Rendezvous, *, gone: bool) -> tuple[DateLine, ...]:
    """The days that the event names, those that are over or those that are not."""
    days = (item for item in one.occurrences if item.permanence is None)
    return tuple(map(_line, joined(item for item in days if (item.dernier < one.today) is gone)))


def _permanences(one: Rendezvous) -> tuple[PermanenceView, ...]:
    found = enumerate(one.entry.permanences)
    return tuple(_permanence(item, rank, one) for rank, item in found)


def _audiences(event: Evenement, labels: Labels) -> tuple[str, ...]:
    statuts = labels.labels("statuts", event.statuts)
    return (*statuts, *labels.labels("publics", event.publics))


def _themes(event: Evenement, labels: Labels) -> tuple[Link, ...]:
    return tuple(
        Link(label=labels.label("thematiques", code), url=urls.theme_url(code))
        for code in event.thematiques
    )


def _line(one: Occurrence) -> DateLine:
    return DateLine(
        when=occurrence_text(one),
        place=place_text(one.lieu),
        note=one.precisions,
        badge=STATES.get(one.etat),
    )


def _permanence(permanence: Permanence, rank: int, one: Rendezvous) -> PermanenceView:
    times = [item for item in one.upcoming if item.permanence == rank]
    days = dict.fromkeys(item.jour for item in times)
    return PermanenceView(
        hours=opening_hours_lines(permanence.horaires),
        bounds=_bounds(permanence),
        closed=_closed(permanence, one),
        place=place_text(place_of(one.entry, permanence.lieu)),
        note=permanence.precisions or "",
        following=tuple(weekday_text(day) for day in list(days)[:FOLLOWING]),
    )


def _bounds(permanence: Permanence) -> str:
    start, end = permanence.du, permanence.jusqu_a
    if start and end:
        return capitalised(days_text(start, end))
    if start:
        return f"À partir du {date_text(start)}"
    return f"Jusqu’au {date_text(end)}" if end else ""


def _closed(permanence: Permanence, one: Rendezvous) -> str:
    """The days on which it is not held, those that are gone left out unless all is."""
    days = sorted(day for day in permanence.sauf if one.past or day >= one.today)
    return f"Sauf le {listed(tuple(map(weekday_text, days)))}" if days else ""


def _registration(found: Inscription | None, labels: Labels) -> RegistrationView | None:
    if found is None:
        return None
    return RegistrationView(
        label=labels.label("inscriptions", found.modalite) if found.modalite else "",
        until=f"Jusqu’au {date_text(found.jusqu_a)}" if found.jusqu_a else "",
        note=found.precisions or "",
        contact=ContactView(
            phone=phone(found.telephone),
            email=Link(label=found.courriel, url=f"mailto:{found.courriel}", external=True)
            if found.courriel
            else None,
            link=_outside(found.lien),
            person="",
        ),
    )


def _workshop(workshop: Atelier, event: Evenement, around: EventSurroundings) -> WorkshopView:
    days = {seance.jour for seance in event.seances}
    alone = len(days) == 1 and not any(seance.jusqu_a for seance in event.seances)
    day = weekday_text(workshop.jour) if workshop.jour and not alone else ""
    hours = hours_text(minutes_of(workshop.debut), minutes_of(workshop.fin))
    audiences = around.labels.labels("publics", workshop.publics)
    return WorkshopView(
        nom=workshop.nom,
        when=capitalised(", ".join(part for part in (day, hours) if part)),
        text=workshop.resume or "",
        audience=". ".join(
            part for part in (listed(audiences), workshop.publics_precisions) if part
        ),
        place=workshop.salle or "",
        seats=counted(workshop.places, "place") if workshop.places else "",
        structures=_structures(workshop.structures, around),
        services=_services(workshop.services, around),
    )


def _stands(event: Evenement, around: EventSurroundings) -> tuple[StandView, ...]:
    return tuple(
        StandView(
            structure=_stand_name(stand.structure, stand.nom, around),
            place=stand.emplacement or "",
            text=stand.propose or "",
            services=_services(stand.services, around),
        )
        for stand in event.stands
    )


def _stand_name(identifier: str | None, name: str | None, around: EventSurroundings) -> Link:
    """The name that the event gives, else that of the structure; its page if it has one."""
    structure = around.structures.get(identifier or "")
    if structure is None:
        return Link(label=name or "", url="")
    return Link(label=name or structure.nom, url=urls.structure_url(structure.id))


def _structures(identifiers: Iterable[str], around: EventSurroundings) -> tuple[Link, ...]:
    found = (around.structures[name] for name in identifiers if name in around.structures)
    return tuple(Link(label=item.nom, url=urls.structure_url(item.id)) for item in found)


def _services(identifiers: Iterable[str], around: EventSurroundings) -> tuple[Link, ...]:
    found = (around.cards[name] for name in identifiers if name in around.cards)
    return tuple(Link(label=card.nom, url=card.url) for card in found)


def _areas(one: Rendezvous, around: EventSurroundings) -> Iterable[Territory]:
    codes = (around.coverage.referentiels.former_communes.get(code, code) for code in one.zone)
    areas = (around.coverage.referentiels.territory(code) for code in codes)
    return (area for area in areas if area is not None)


def _territory(area: Territory, coverage: CoverageMap) -> Link:
    served = area.code in coverage.pages
    return Link(label=territory_name(area), url=urls.territory_url(area.code) if served else "")


def _outside(url: str | None) -> Link | None:
    return Link(label=host_of(url), url=url, external=True) if url else None


def _verified(check: Verification | None) -> str:
    if check is None:
        return ""
    words = f"Vérifié le {date_text(check.le)} ({check.par})"
    return f"{words}{NBSP}: {check.comment.rstrip('.')}." if check.comment else f"{words}."
