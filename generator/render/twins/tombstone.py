"""Render: the page of an entry that is gone → the same in Markdown, at the address of its twin."""

from collections.abc import Iterator

from generator.news import TombstoneView
from generator.render.twins.markdown import bullets, heading, text
from generator.render.twins.parts import NBSP, Site
from generator.render.twins.service import card_line
from generator.site_plan import Page


def tombstone_blocks(page: Page, view: TombstoneView, site: Site) -> Iterator[str]:
    """What happened, since when, and where to go from there."""
    yield heading(1, view.heading)
    yield text(view.intro)
    for fact in view.facts:
        yield text(fact)
    if view.successor or view.successor_link:
        yield heading(2, view.successor_heading)
    if view.successor:
        yield bullets((card_line(view.successor, site),))
    if view.successor_link:
        yield bullets((site.link(view.successor_link),))
    if view.related:
        yield heading(2, view.related_heading)
        yield bullets(card_line(card, site) for card in view.related)
    yield bullets(site.link(link) for link in view.lists)
    yield bullets((f"Page{NBSP}: <{site.url}{page.url}>", f"{text(site.nom)}, {site.licence}"))
