"""Render: the view of a pathway's page → the same in Markdown, in the same order."""

from collections.abc import Iterator

from generator.parcours import MomentView, NearService, ParcoursView, StepView
from generator.render.twins.markdown import bullets, from_html, heading, text
from generator.render.twins.parts import Site, ending, shown
from generator.site_plan import Page

NBSP = "\u00a0"


def pathway_blocks(page: Page, view: ParcoursView, site: Site) -> Iterator[str]:
    """Every block of the twin: for whom, the way step by step, the rest."""
    yield heading(1, view.heading)
    yield text(view.intro)
    yield f"**{text(view.badge.label)}**"
    yield text(view.state_message)
    yield heading(2, f"Pour qui{NBSP}?")
    yield text(view.speaks_to)
    yield bullets(map(text, view.audiences))
    yield shown(
        (
            ("Territoire", tuple(site.link(area) for area in view.territories)),
            ("Qui coordonne", (site.link(view.pilot),) if view.pilot else ()),
            ("Durée", (text(view.duration),)),
        )
    )
    yield heading(2, "Le chemin")
    for moment in view.moments:
        yield from _moment(moment, site)
    if view.description:
        yield heading(2, "En savoir plus")
        yield from_html(view.description.html)
    if view.themes:
        yield heading(2, "Thèmes de ce parcours")
        yield bullets(map(site.link, view.themes))
    yield from ending(page, view, site)


def _moment(moment: MomentView, site: Site) -> Iterator[str]:
    if len(moment.steps) > 1:
        yield f"En même temps{NBSP}:"
    for step in moment.steps:
        yield from _step(step, site)


def _step(step: StepView, site: Site) -> Iterator[str]:
    optional = " (si besoin)" if step.optional else ""
    yield heading(3, f"Étape {step.number}{NBSP}: {step.nom}{optional}")
    yield text(step.text)
    yield shown(
        (
            ("Qui", tuple(_said(site.link(item.link), item.does) for item in step.actors)),
            ("Avec", tuple(_service(item, site) for item in step.services)),
            ("Durée", (text(step.duration),)),
        )
    )
    for words in step.breaks:
        yield f"Rupture connue{NBSP}: {text(words)}."
    if step.hands_over:
        yield f"Ce qui est transmis{NBSP}:"
        yield bullets(map(text, step.hands_over))


def _said(link: str, words: str) -> str:
    return f"{link} ({text(words)})" if words else link


def _service(item: NearService, site: Site) -> str:
    badge = item.card.badge
    return _said(site.entry_link(item.card.nom, item.card.url), badge.label if badge else "")
