"""Plan: the lexicon → the page of all its words, from A to Z."""

from collections.abc import Iterator
from itertools import groupby

from generator.characters import fold
from generator.entries import LexiqueTerme
from generator.french_words import words
from generator.glossary_view import GlossaryView, TermGroup, TermView
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.page import make_page
from generator.plan.wording import counted
from generator.site_plan import Page


def glossary_page(catalogue: Catalogue) -> Iterator[Page]:
    """The page of the words; none without a lexicon."""
    views = sorted(map(term_view, catalogue.lexique.termes), key=by_name)
    groups = tuple(
        TermGroup(heading=letter, anchor=f"lettre-{letter.lower()}", terms=tuple(group))
        for letter, group in groupby(views, key=_initial)
    )
    if groups:
        view = GlossaryView(
            heading="Les mots expliqués",
            intro=f"{counted(len(views), 'mot')} de la mobilité, du logement et de l’emploi, en "
            "clair. La recherche comprend chacun d’eux, et ceux qui veulent dire la même chose.",
            groups=groups,
        )
        yield make_page(urls.GLOSSARY, "pages/glossary.html", view)


def term_view(term: LexiqueTerme) -> TermView:
    """A word of the lexicon → what pages print of it."""
    anchor = f"mot-{'-'.join(words(term.terme))}"  # one word, one anchor: parse refuses twins
    return TermView(
        terme=term.terme,
        anchor=anchor,
        url=f"{urls.GLOSSARY}#{anchor}",
        developpement=term.developpement or "",
        definition=term.definition or "",
        synonyms=term.synonymes,
        also=term.aussi,
        search_url=urls.search_url(q=term.terme),
        sources=term.sources,
    )


def by_name(view: TermView) -> tuple[str, str]:
    """The alphabetical order of a dictionary."""
    return fold(view.terme), view.terme


def _initial(view: TermView) -> str:
    letter = fold(view.terme)[:1].upper()
    return letter if letter.isalpha() else "0-9"
