"""Plan: the lists and the questions → « Mes aides possibles », complete without script."""

from collections.abc import Iterator

from generator.eligibility_view import MyAidsView
from generator.plan import urls
from generator.plan.facets import PUBLIC, STATUT, Facet
from generator.plan.page import make_page
from generator.plan.question_words import plan_questions
from generator.plan.shelves import Shelves, category_order
from generator.plan.vocabulary import Labels
from generator.site_plan import Page
from generator.view_parts import Link, Tile

_TITLE = "Mes aides possibles"
_DESCRIPTION = (
    "Dites où vous habitez et quelle est votre situation\u00a0: les aides possibles, par besoin, "
    "et pourquoi. Vos réponses restent sur votre appareil."
)
_ON_PAPER = ("age", "statut", "contrat", "permis", "distance_km")


def my_aids_page(shelves: Shelves, labels: Labels) -> Page:
    """The page that asks on the device; without script, the ways in and what to have in mind."""
    view = MyAidsView(
        heading=_TITLE,
        intro=_DESCRIPTION,
        needs=tuple(_needs(shelves, labels)),
        situations=tuple(_lists(STATUT, shelves, labels)),
        publics=tuple(_lists(PUBLIC, shelves, labels)),
        questions=tuple(item.label for item in plan_questions(labels) if item.fact in _ON_PAPER),
    )
    return make_page(urls.MY_AIDS, "pages/my-aids.html", view)


def _needs(shelves: Shelves, labels: Labels) -> Iterator[Tile]:
    terms = labels.terms("categories")
    for code in category_order(labels):
        if code in shelves.by_theme:
            yield Tile(
                label=labels.everyday(terms[code]),
                text="",
                url=urls.theme_url(code),
                icon=terms[code].icon,
                accent=terms[code].accent,
                count=len(shelves.by_theme[code]),
            )


def _lists(facet: Facet, shelves: Shelves, labels: Labels) -> Iterator[Link]:
    shelf = shelves.by_facet[facet.name]
    for code, term in facet.terms(labels).items():
        if code in shelves.named[facet.name]:
            yield Link(label=term.label, url=facet.url(code), count=len(shelf[code]))
