"""Render: the view of an event's page → the same in Markdown, in the same order."""

from collections.abc import Iterable, Iterator

from generator.evenements import (
    DateLine,
    EventView,
    PermanenceView,
    RegistrationView,
    StandView,
    WorkshopView,
)
from generator.render.twins.markdown import bullets, from_html, heading, lines, text
from generator.render.twins.parts import Site, contact, ending, place, shown, words_of_page
from generator.render.twins.service import card_line
from generator.site_plan import Page
from generator.view_parts import Link

NBSP = "\u00a0"


def event_blocks(page: Page, view: EventView, site: Site) -> Iterator[str]:
    """Every block of the twin."""
    yield heading(1, view.nom)
    yield text(view.resume)
    by = f", proposé par {_links(view.organisers, site)}" if view.organisers else ""
    yield f"{text(view.type)}{by}"
    checked = f" – {text(view.verified)}" if view.verified else ""
    yield f"**{text(view.badge.label)}**{checked}"
    yield text(view.message)
    yield from _when_and_where(view, site)
    yield from _for_whom(view)
    if view.registration:
        yield from _registration(view.registration)
    if view.workshops:
        yield heading(2, "Au programme")
        yield bullets(_workshop(item, site) for item in view.workshops)
    if view.stands:
        yield heading(2, f"Qui est présent{NBSP}?")
        yield bullets(_stand(item, site) for item in view.stands)
    if view.description:
        yield heading(2, "En savoir plus")
        yield from_html(view.description.html)
    yield from words_of_page(view.words, site)
    ways = contact(view.contact)
    if ways:
        yield heading(2, "Se renseigner")
        yield ways
    elif view.organisers and not view.past:
        yield heading(2, "Se renseigner")
        yield f"Passez par {_links(view.organisers, site)}."
    if view.services:
        yield heading(2, "Les aides dont on y parle")
        yield bullets(card_line(card, site) for card in view.services)
    if view.themes:
        yield heading(2, "Thèmes de cet événement")
        yield bullets(site.link(theme) for theme in view.themes)
    yield from ending(page, view, site)


def _when_and_where(view: EventView, site: Site) -> Iterator[str]:
    yield heading(2, f"Quand et où{NBSP}?")
    yield bullets(_date(item) for item in view.dates)
    for item in view.permanences:
        yield _permanence(item)
    yield text(view.when)
    if view.past_dates:
        if view.dates or view.permanences:
            yield heading(3, "Déjà passé")
        yield bullets(_date(item) for item in view.past_dates)
    if view.calendar_url:
        yield site.link(Link(label="Ajouter à mon agenda", url=view.calendar_url))
    online = f"Se connecter sur {site.link(view.connection)}" if view.connection else ""
    yield shown(
        (
            ("Accueil", (*map(text, view.modes), *((online,) if online else ()))),
            ("Langues parlées", tuple(map(text, view.languages))),
            ("Territoire", tuple(site.link(area) for area in view.territories)),
        )
    )
    for address in view.places:
        yield place(address)


def _date(item: DateLine) -> str:
    state = f" ({text(item.badge.label)})" if item.badge else ""
    return f"**{text(item.when)}**{state}" + _more((item.place, item.note))


def _permanence(item: PermanenceView) -> str:
    following = ", ".join(item.following)
    words = (
        item.place,
        item.bounds,
        item.closed,
        item.note,
        f"Prochaines fois{NBSP}: {following}" if following else "",
    )
    return lines(
        (*(f"**{text(line)}**" for line in item.hours), *(text(word) for word in words if word))
    )


def _for_whom(view: EventView) -> Iterator[str]:
    if not (view.audiences or view.audience_note or view.cost or view.cost_note):
        return
    yield heading(2, f"Pour qui{NBSP}?")
    yield bullets(map(text, view.audiences))
    yield text(view.audience_note)
    yield shown((("Entrée", tuple(text(part) for part in (view.cost, view.cost_note) if part)),))


def _registration(view: RegistrationView) -> Iterator[str]:
    yield heading(2, "S’inscrire")
    yield f"**{text(view.label)}**" if view.label else ""
    yield text(view.until)
    yield text(view.note)
    yield contact(view.contact)


def _workshop(item: WorkshopView, site: Site) -> str:
    audience = f"Pour qui{NBSP}: {item.audience}" if item.audience else ""
    words = _more((item.when, item.place, item.seats, item.text, audience))
    return f"**{text(item.nom)}**{words}{_cited(item.structures, item.services, site)}"


def _stand(item: StandView, site: Site) -> str:
    name = site.link(item.structure) if item.structure.url else text(item.structure.label)
    return f"**{name}**{_more((item.place, item.text))}{_cited((), item.services, site)}"


def _cited(structures: tuple[Link, ...], services: tuple[Link, ...], site: Site) -> str:
    found = (("Avec", structures), (f"À voir{NBSP}:", services))
    return "".join(f" – {label} {_links(links, site)}" for label, links in found if links)


def _links(links: Iterable[Link], site: Site) -> str:
    return ", ".join(map(site.link, links))


def _more(words: Iterable[str]) -> str:
    return "".join(f" – {text(word)}" for word in words if word)
