"""The lexicon in a real browser: what a phrase of the lexicon may also be called."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from generator.entries import Lexique, LexiqueTerme
from generator.french_words import words
from generator.render.search.lexique import lexique_data
from tests.browser.search_page import SearchPage

LEXIQUE = Lexique(
    termes=(
        LexiqueTerme(terme="permis de conduire", synonymes=("permis B", "permis voiture")),
        LexiqueTerme(terme="permis", aussi=("auto-école",)),
        LexiqueTerme(
            terme="CAF",
            developpement="Caisse d’allocations familiales",
            aussi=("aide au logement",),
            definition="Elle verse les aides.",
        ),
        LexiqueTerme(terme="APL", synonymes=("allocation logement",), definition="Une aide."),
        LexiqueTerme(terme="véhicule", synonymes=("bagnole",)),
        LexiqueTerme(terme="étudiant", synonymes=("fac",)),
        LexiqueTerme(terme="SDF", synonymes=("à la rue", "sans-abri")),
        LexiqueTerme(terme="maison", aussi=("logement",)),
        LexiqueTerme(terme="__proto__", synonymes=("constructor",)),
    )
)
Found = Mapping[str, Any] | None


class _Expander:
    """Asks `lexique.js` of the page for what it makes of a text, word by word."""

    def __init__(self, search: SearchPage) -> None:
        search.open()
        self.page, self.scripts = search.page, search.scripts

    def __call__(self, text: str, at: int = 0) -> Found:
        found: Found = self.page.evaluate(
            f"""async ([data, text, at]) => {{
                const {{ Lexique }} = await import("{self.scripts}lib/lexique.js");
                const french = await import("{self.scripts}lib/french.js");
                return new Lexique(data).expand(french.words(text), at);
            }}""",
            [json.loads(json.dumps(lexique_data(LEXIQUE))), text, at],
        )
        return found

    def meant(self, text: str, at: int = 0) -> list[str]:
        found = self(text, at)
        return [" ".join(phrase) for phrase in found["alternatives"]] if found else []


@pytest.fixture
def expand(search: SearchPage) -> _Expander:
    return _Expander(search)


def test_the_longest_phrase_is_taken_whatever_the_small_words(expand: _Expander) -> None:
    for typed in ("permis de conduire", "permis conduire", "Permis pour conduire"):
        found = expand(typed)

        assert found is not None
        assert found["length"] == len(words(typed))
        assert found["alternatives"] == [["permis", "b"], ["permis", "voiture"]]
    assert expand.meant("permis moto") == ["auto ecole"]
    assert expand.meant("permis") == ["auto ecole"]
    assert expand("je passe le permis", 0) is None
    assert expand.meant("je passe le permis", 3) == ["auto ecole"]


def test_synonyms_go_both_ways_and_what_a_term_also_means_goes_one_way(expand: _Expander) -> None:
    assert expand.meant("permis B") == ["permis conduire", "permis voiture"]
    assert expand.meant("bagnole") == ["vehicule"]
    assert expand.meant("véhicule") == ["bagnole"]
    assert expand.meant("maison") == ["logement"]
    assert expand("logement") is None


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("CAF", "CAF"),
        ("caf", "CAF"),
        ("C.A.F.", "CAF"),
        ("la C.A.F. du Doubs", "CAF"),
        ("caisses d'allocation familiale", "CAF"),
        ("d’APL", "APL"),
        ("d'apl", "APL"),
        ("l’A.P.L.", "APL"),
        ("allocations de logements", "APL"),
        ("VEHICULES", "véhicule"),
        ("étudiante", "étudiant"),
        ("ETUDIANTS", "étudiant"),
        ("à la rue", "SDF"),
        ("sans abri", "SDF"),
        ("sans-abris", "SDF"),
    ],
)
def test_initials_elisions_accents_and_plurals_make_no_difference(
    expand: _Expander, typed: str, term: str
) -> None:
    found = [expand(typed, at) for at in range(len(words(typed)))]

    entries = [item["entry"]["terme"] for item in found if item]

    assert entries == [term]


def test_an_entry_says_what_the_word_is_short_for(expand: _Expander) -> None:
    found = expand("caf")

    assert found is not None
    assert found["entry"] == {
        "terme": "CAF",
        "developpement": "Caisse d’allocations familiales",
    }
    assert [" ".join(phrase) for phrase in found["alternatives"]] == [
        "caisse allocations familiales",
        "aide logement",
    ]


def test_names_that_javascript_knows_are_words_like_others(expand: _Expander) -> None:
    assert expand("toString") is None
    assert expand.meant("constructor") == ["proto"]
    assert expand("hasOwnProperty") is None
    assert expand("") is None


def test_a_lexicon_without_words_expands_nothing(search: SearchPage) -> None:
    search.open()
    found = search.page.evaluate(
        f"""async () => {{
            const {{ Lexique }} = await import("{search.scripts}lib/lexique.js");
            return new Lexique({{ termes: [] }}).expand(["caf"], 0);
        }}"""
    )

    assert found is None
