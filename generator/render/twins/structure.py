"""Render: the view of a structure's page → the same in Markdown, in the same order."""

from collections.abc import Iterator

from generator.page_views import StructureView
from generator.render.twins.markdown import bullets, from_html, heading, text
from generator.render.twins.parts import (
    Site,
    contact,
    ending,
    kept_by,
    meetings,
    place,
    words_of_page,
)
from generator.render.twins.service import card_line
from generator.site_plan import Page


def structure_blocks(page: Page, view: StructureView, site: Site) -> Iterator[str]:
    """Every block of the twin."""
    more = f" ({view.sigle})" if view.sigle and view.sigle not in view.nom else ""
    yield heading(1, f"{view.nom}{more}")
    yield text(", ".join(view.networks))
    yield kept_by(view.origin, site)
    yield text(view.freshness.label if view.freshness else "")
    if view.description:
        yield heading(2, "Présentation")
        yield from_html(view.description.html)
    if view.territories:
        yield heading(2, "Territoire")
        yield bullets(site.link(area) for area in view.territories)
    if view.place:
        yield heading(2, "Où le trouver")
        yield place(view.place)
    yield from words_of_page(view.words, site)
    ways = contact(view.contact)
    if ways:
        yield heading(2, "Contacter")
        yield ways
    yield from meetings("Prochains rendez-vous", view.meetings, site)
    yield from meetings("Rendez-vous passés", view.past_meetings, site)
    if view.services:
        many = len(view.services) > 1
        yield heading(2, "Ses aides et services" if many else "Son aide ou service")
        yield bullets(card_line(card, site) for card in view.services)
    yield from ending(page, view, site)
