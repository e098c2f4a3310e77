"""Plan: what changed since a day → its names: gaps filled or confirmed, aids that opened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.entries import Service
from generator.manques import Manque
from generator.observatory_view import NamedItem, NamedList
from generator.plan import urls
from generator.plan.month_comparison import Comparison
from generator.plan.observatory_frame import Survey
from generator.plan.wording import counted, date_text
from generator.view_parts import Link

MAX_NAMES = 8  # of each list


def filled_since(day: date | None, survey: Survey) -> tuple[Manque, ...]:
    """The gaps that partners confirmed and that were filled after a day, or ever: newest first."""
    today = survey.history[-1].jour
    found = [
        (entry.comble_le, entry)
        for entry in survey.catalogue.manques
        if entry.comble_le is not None
        and entry.comble_le <= today
        and (day is None or day < entry.comble_le)
    ]
    return tuple(entry for _, entry in sorted(found, key=lambda one: one[0], reverse=True))


def confirmed_since(day: date, survey: Survey) -> tuple[Manque, ...]:
    """The gaps that partners confirmed after a day, and that are still open."""
    today = survey.history[-1].jour
    found = [
        entry
        for entry in survey.catalogue.manques
        if day < entry.constate_le and entry.is_open(today)
    ]
    return tuple(sorted(found, key=lambda entry: entry.constate_le, reverse=True))


def opened_since(found: Comparison, survey: Survey) -> tuple[Service, ...] | None:
    """The aids that were not open then; a new name is not a new aid. `None`: nobody can tell."""
    if found.started is None or found.stopped is None:
        return None
    services = {service.id: service for service in survey.catalogue.services}
    known = [services[name] for name in found.started if name in services]
    gone = set(found.stopped)
    return tuple(service for service in known if gone.isdisjoint(service.anciens_ids))


def closed_since(found: Comparison, survey: Survey) -> tuple[Service, ...]:
    """The aids that were open then, are not any more, and still have their page."""
    gone = set(found.stopped or ())
    return tuple(service for service in survey.catalogue.services if service.id in gone)


def named_changes(found: Comparison, survey: Survey) -> Iterator[NamedList]:
    """What a period brought, each thing by its name."""
    day = found.before.jour
    yield from filled_list(filled_since(day, survey), survey)
    opened = opened_since(found, survey)
    if opened:
        yield _list(
            "Aides et services ouverts depuis",
            [_aid(service, survey) for service in opened],
        )
    closed = closed_since(found, survey)
    if closed:
        yield _list(
            "Aides et services qui ne sont plus ouverts",
            [_aid(service, survey) for service in closed],
        )
    confirmed = confirmed_since(day, survey)
    if confirmed:
        yield _list(
            "Manques constatés depuis par un partenaire",
            [_confirmed(entry, survey) for entry in confirmed],
        )


def filled_list(found: Sequence[Manque], survey: Survey) -> Iterator[NamedList]:
    """The gaps that were filled, when there are some."""
    if found:
        heading = "Manques comblés" if len(found) > 1 else "Un manque comblé"
        yield _list(heading, [_filled(entry, survey) for entry in found])


def _list(heading: str, items: Sequence[NamedItem]) -> NamedList:
    left = len(items) - MAX_NAMES
    more = f"et {counted(left, 'autre')}" if left > 0 else ""
    return NamedList(heading=heading, entries=tuple(items[:MAX_NAMES]), more=more)


def _filled(entry: Manque, survey: Survey) -> NamedItem:
    """« Une voiture pour la saison, comblé le 12 octobre 2026 par Navette (constaté par …) »."""
    assert entry.comble_le is not None, "only those that were filled come here"
    return NamedItem(
        link=_manque(entry),
        text=f"comblé le {date_text(entry.comble_le)}",
        by=tuple(_services(entry.comble_par, survey)),
        note=f"manque constaté par {survey.manques[entry.id].note}",
    )


def _confirmed(entry: Manque, survey: Survey) -> NamedItem:
    return NamedItem(
        link=_manque(entry),
        text=f"constaté le {date_text(entry.constate_le)}",
        note=survey.manques[entry.id].note,
    )


def _manque(entry: Manque) -> Link:
    return Link(label=entry.nom, url=urls.manque_url(entry.id))


def _aid(service: Service, survey: Survey) -> NamedItem:
    names = {one.id: one.nom for one in survey.catalogue.structures}
    return NamedItem(
        link=Link(label=service.nom, url=urls.service_url(service.id)),
        note=names.get(service.structure, ""),
    )


def _services(names: Iterable[str], survey: Survey) -> Iterator[Link]:
    services = {service.id: service for service in survey.catalogue.services}
    for name in names:
        if name in services:
            yield Link(label=services[name].nom, url=urls.service_url(name))
