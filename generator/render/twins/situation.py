"""Render: the view of a situation's page → the same in Markdown, in the same order."""

from collections.abc import Iterator

from generator.render.twins.markdown import bullets, from_html, heading, text
from generator.render.twins.parts import Site
from generator.site_plan import Page
from generator.solutions import AnswerView, NeedView, SituationView

NBSP = "\u00a0"


def situation_blocks(page: Page, view: SituationView, site: Site) -> Iterator[str]:
    """Every block of the twin: the needs, and what answers them everywhere on the site."""
    yield heading(1, view.heading)
    yield text(view.intro)
    yield text(view.speaks_to)
    yield f"**{text(view.summary)}**"
    yield heading(2, f"Où habitez-vous{NBSP}?")
    yield bullets(f"[{text(area.heading)}]({site.url}{area.url})" for area in view.territories)
    if view.body:
        yield from_html(view.body.html)
    for need in view.needs:
        yield from _need(need, site)
    yield f"{text(view.updated)}."
    yield bullets(
        (
            f"Page{NBSP}: <{site.url}{page.url}>",
            f"Données (JSON){NBSP}: <{site.url}{view.json_url}>",
            f"Ce qui répond, territoire par territoire (JSON){NBSP}: <{site.url}{view.data_url}>",
            f"{text(site.nom)}, {site.licence}",
        )
    )


def _need(need: NeedView, site: Site) -> Iterator[str]:
    yield heading(2, f"{need.number}. {need.nom}")
    marks = (need.role, need.deadline, need.together, need.state.label)
    yield ", ".join(text(mark) for mark in marks if mark)
    yield text(need.explanation)
    yield text(need.missing)
    yield bullets(_answer(item, site) for item in need.answers)
    yield bullets(f"{site.link(link)} ({text(link.note)})" for link in need.more)
    if need.late:
        yield f"Trop long pour ce besoin, à demander pour la suite{NBSP}:"
        yield bullets(f"{site.link(link)} ({text(link.note)})" for link in need.late)


def _answer(item: AnswerView, site: Site) -> str:
    words = [site.entry_link(item.nom, item.url), text(item.structure), text(item.resume)]
    words += [text(word) for word in (*(badge.label for badge in item.badges), *item.facts)]
    return " – ".join(words)
