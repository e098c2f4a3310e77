"""Render: the view of a service's page → the same in Markdown, in the same order."""

from collections.abc import Iterator

from generator.page_views import ServiceView
from generator.parcours import NearService
from generator.render.twins.markdown import (
    bullets,
    from_html,
    heading,
    lines,
    numbered,
    text,
)
from generator.render.twins.parts import (
    Site,
    contact,
    ending,
    kept_by,
    meetings,
    place,
    shown,
    words_of_page,
)
from generator.site_plan import Page
from generator.view_parts import Card

NBSP = "\u00a0"


def service_blocks(page: Page, view: ServiceView, site: Site) -> Iterator[str]:
    """Every block of the twin, in the order a person in a hurry reads."""
    yield heading(1, view.nom)
    yield text(view.resume)
    yield f"Proposé par {site.link(view.structure)}"
    yield f"**{text(view.badge.label)}** – {text(view.verified or 'Fiche pas encore vérifiée')}"
    yield kept_by(view.origin, site)
    yield text(view.freshness.label if view.freshness else "")
    yield text(view.state_message)
    yield from _simple_words(view)
    yield from _for_whom(view)
    yield from _how_much(view)
    yield from _where_and_when(view, site)
    yield from _how_to_ask(view, site)
    if view.description:
        yield heading(2, "En savoir plus")
        yield from_html(view.description.html)
    yield from words_of_page(view.words, site)
    yield heading(2, "Contacter")
    yield contact(view.contact) or (
        f"Aucun contact direct n’est connu. Passez par {site.link(view.structure)}."
    )
    yield from meetings("Prochains rendez-vous", view.meetings, site)
    yield from _around(view, site)
    if view.themes:
        yield heading(2, "Thèmes de cette fiche")
        yield bullets(site.link(theme) for theme in view.themes)
    yield from ending(page, view, site)


def _simple_words(view: ServiceView) -> Iterator[str]:
    if not view.falc:
        return
    yield heading(2, "En quelques mots simples")
    for paragraph in view.falc.split("\n\n"):
        yield lines(text(line) for line in paragraph.split("\n"))
    if view.falc_proofread:
        yield (
            f"**FALC** – facile à lire et à comprendre. Texte relu par {text(view.falc_proofread)}."
        )
    else:
        yield "Ce texte n’a pas encore été relu par les personnes à qui il s’adresse."


def _for_whom(view: ServiceView) -> Iterator[str]:
    yield heading(2, f"Pour qui{NBSP}?")
    yield bullets(text(audience) for audience in view.audiences)
    yield text(view.audience_note)
    yield text(view.conditions)
    if not (view.audiences or view.audience_note or view.conditions):
        yield ("La fiche ne donne pas de condition. Demandez à l’organisme si vous y avez droit.")


def _how_much(view: ServiceView) -> Iterator[str]:
    if not (view.amount or view.cost or view.amount_note or view.cost_note or view.effort):
        return
    has_amount = view.amount or view.amount_note
    yield heading(2, view.amount_heading if has_amount else f"Combien{NBSP}?")
    yield f"**{text(view.amount)}**" if view.amount else ""
    yield text(view.amount_note)
    cost = lines(text(words) for words in (view.cost, view.cost_note) if words)
    yield shown((("Coût du service", (cost,)), ("Votre temps", (text(view.effort),))))


def _where_and_when(view: ServiceView, site: Site) -> Iterator[str]:
    yield heading(2, f"Où et quand{NBSP}?")
    yield shown(
        (
            ("Territoire", tuple(site.link(area) for area in view.territories)),
            ("Accueil", tuple(text(mode) for mode in view.modes)),
            ("Horaires", tuple(text(line) for line in view.hours)),
            ("Langues parlées", tuple(text(language) for language in view.languages)),
        )
    )
    for item in view.places:
        yield place(item)


def _how_to_ask(view: ServiceView, site: Site) -> Iterator[str]:
    yield heading(2, f"Comment demander{NBSP}?")
    yield numbered(text(step) for step in view.steps)
    yield text(view.steps_note)
    if view.papers:
        yield heading(3, "À préparer")
        yield bullets(text(paper) for paper in view.papers)
    yield shown(
        (
            ("Délai de réponse", (text(view.delay),)),
            ("Qui peut demander", tuple(text(who) for who in view.who_can_ask)),
        )
    )
    if not (view.steps or view.steps_note or view.papers or view.delay or view.who_can_ask):
        yield (
            f"Prenez contact avec {site.link(view.structure)}{NBSP}: "
            "l’organisme vous dira comment faire."
        )


def _around(view: ServiceView, site: Site) -> Iterator[str]:
    """What comes before, with, after; the pathways that pass by here."""
    if not (view.near or view.pathways):
        return
    yield heading(2, "Autour de cette aide")
    for group in view.near:
        yield heading(3, group.heading)
        rest = (site.link(link) for link in group.folded)
        yield bullets((*(_near(item, site) for item in group.services), *rest))
    if view.pathways:
        yield heading(3, "Dans un parcours")
        yield bullets(f"{site.link(link)} – {text(link.note)}" for link in view.pathways)


def _near(item: NearService, site: Site) -> str:
    card = item.card
    badge = f" ({text(card.badge.label)})" if card.badge else ""
    words = f"{item.words} · {card.structure} · {card.place}"
    return f"{site.entry_link(card.nom, card.url)}{badge} – {text(words)}"


def card_line(card: Card, site: Site) -> str:
    """One service in a list: its name, who provides it, what a card says of it."""
    facts = (
        ("Pour qui", card.audience),
        ("Où", " – ".join(part for part in (card.place, card.on_site) if part)),
        ("Combien", card.cost),
        ("Comment", card.how),
    )
    said = [f"{label}{NBSP}: {text(value)}" for label, value in facts if value]
    if card.badge:
        said.insert(0, text(card.badge.label))
    if card.contact:
        said.append(f"[{text(card.contact.label)}]({site.address(card.contact.url)})")
    said.append(text(card.freshness))
    head = f"{site.entry_link(card.nom, card.url)} ({text(card.structure)}){NBSP}: "
    return f"{head}{text(card.resume)} {text(card.category)}. {'. '.join(said)}."
