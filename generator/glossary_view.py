"""The words of the lexicon as the theme draws them: on an entry's page, and all from A to Z.

Part of the views of `site_plan.py`: texts are French and final.
"""

from dataclasses import dataclass

from generator.entries import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """One word explained."""

    terme: str
    anchor: str  # in the page of all words: "mot-caf"
    url: str  # of that page at this word: "lexique/#mot-caf"
    developpement: str  # "Caisse d’allocations familiales"; "" when it abbreviates nothing
    definition: str  # one sentence; "" when the word explains itself
    synonyms: tuple[str, ...]
    also: tuple[str, ...]  # what a search for this word looks for as well
    search_url: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """The words of one letter."""

    heading: str
    anchor: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    """The page of all the words."""

    heading: str
    intro: str
    groups: tuple[TermGroup, ...]
