"""The lexicon for the browser: folded, compact, without the definitions that pages print."""

import gzip
import json

from generator.entries import NO_WORDS, Lexique, LexiqueTerme
from generator.french_words import meaningful_words
from generator.render.french import stem
from generator.render.search.lexique import lexique_data
from tests.sites.building import minimal_site, real_site

MOST_BYTES = 6_000  # of the 60 kB that a first search may load


def test_a_row_says_by_what_a_term_is_found() -> None:
    term = LexiqueTerme(
        terme="Crous",
        developpement="Centre régional des œuvres universitaires et scolaires",
        synonymes=("Cité U", "résidence d’étudiants", "C.I.T.E. U."),
        aussi=("être étudiant",),
        definition="Pour les étudiants.",
    )

    assert lexique_data(Lexique(termes=(term,))) == {
        "termes": [
            [
                "Crous",
                "Centre régional des œuvres universitaires et scolaires",
                "cite u|residence etudiants",
                "etudiant",
            ]
        ]
    }


def test_a_row_ends_with_what_is_said_last() -> None:
    terms = (
        LexiqueTerme(terme="CAF", developpement="Caisse"),
        LexiqueTerme(terme="maison", aussi=("logement",)),
        LexiqueTerme(terme="taf", synonymes=("boulot", "job")),
    )

    assert lexique_data(Lexique(termes=terms))["termes"] == [
        ["CAF", "Caisse"],
        ["maison", "", "", "logement"],
        ["taf", "", "boulot|job"],
    ]


def test_a_site_without_a_lexicon_publishes_none() -> None:
    assert lexique_data(NO_WORDS) == {"termes": []}
    files = minimal_site().files
    assert json.loads(files["api/v1/lexique.json"])["lexique"] == []
    assert "lexique/index.html" not in files
    assert "Les mots expliqués" not in files["index.html"].decode()


def test_the_real_lexicon_is_small_and_published_with_the_search() -> None:
    built = real_site()
    (path,) = (
        name for name in built.files if name.endswith("/lexique.json") and "api/" not in name
    )
    content = built.files[path]

    assert path.startswith("recherche/")
    assert json.loads(content) == lexique_data(built.plan.catalogue.lexique)
    assert len(gzip.compress(content, 9)) < MOST_BYTES


def test_no_two_terms_of_the_real_lexicon_share_a_phrase_once_stemmed() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for term in real_site().plan.catalogue.lexique.termes:
        for phrase in (term.terme, term.developpement or term.terme, *term.synonymes):
            key = tuple(map(stem, meaningful_words(phrase)))
            assert owners.setdefault(key, term.terme) == term.terme, phrase

    assert len(owners) > 300


def test_most_words_of_the_real_lexicon_lead_to_an_entry() -> None:
    """A word that leads nowhere today may be for the entries to come; most must serve now."""
    built = real_site()
    texts = [document.text for document in built.documents if document.collection == "services"]
    known = {stem(word) for text in texts for word in meaningful_words(text)}
    terms = built.plan.catalogue.lexique.termes
    reaching = [
        term.terme
        for term in terms
        if any(
            {stem(word) for word in meaningful_words(phrase)} <= known
            for phrase in (term.terme, *term.synonymes, *term.aussi)
        )
    ]

    assert len(reaching) > 0.85 * len(terms)
