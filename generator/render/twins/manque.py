"""Render: the view of a confirmed gap's page → the same in Markdown, in the same order."""

from collections.abc import Iterator

from generator.manques import ManqueView
from generator.render.twins.markdown import bullets, from_html, heading, text
from generator.render.twins.parts import Site, ending, shown
from generator.site_plan import Page
from generator.view_parts import Link


def manque_blocks(page: Page, view: ManqueView, site: Site) -> Iterator[str]:
    """Every block of the twin: to whom it lacks, where, who says so, what exists all the same."""
    yield heading(1, view.heading)
    yield text(view.intro)
    yield f"**{text(view.badge.label)}**"
    yield text(view.state_message)
    yield heading(2, "À qui il manque")
    yield bullets(map(text, view.audiences))
    yield shown(
        (
            ("Territoire", tuple(site.link(area) for area in view.territories)),
            ("Personnes concernées", (text(view.people),)),
            ("Qui vit là", (text(view.living),)),
            ("Confirmé par", (f"{site.link(view.confirmed)}, {text(view.since)}",)),
        )
    )
    if view.description:
        yield heading(2, "Ce qui est constaté")
        yield from_html(view.description.html)
    yield from _services("Ce qui existe, et ne suffit pas", view.short, site)
    yield from _services("Ce qui y répond maintenant", view.filled, site)
    yield heading(2, "Besoins de ce manque")
    yield bullets(map(site.link, view.themes))
    yield from ending(page, view, site)


def _services(title: str, links: tuple[Link, ...], site: Site) -> Iterator[str]:
    if links:
        yield heading(2, title)
        yield bullets(f"{site.link(one)} ({text(one.note)})" for one in links)
