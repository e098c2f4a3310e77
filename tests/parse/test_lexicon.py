"""The lexicon: what its words say against one another, at the place where they say it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Citation, Lexique, LexiqueTerme
from generator.load import read_content
from generator.parse import Context, parse_document
from generator.parse.lexicon import find_lexicon_breaches

CAF = "Caisse d’allocations familiales"


def breaches(*terms: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    """Each code said of these terms, and where."""
    found = find_lexicon_breaches({"termes": list(terms)})
    return [(breach.code, breach.field[1:]) for breach in found]


def test_a_lexicon_becomes_frozen_terms(context: Context) -> None:
    text = (
        "termes:\n  - terme: CAF\n    developpement: Caisse d’allocations familiales\n"
        "    synonymes: [allocs]\n    aussi: [aide au logement]\n"
        "    definition: Elle verse les aides au logement.\n"
        "    sources:\n      - nom: Caf.fr\n        consulte_le: 2026-11-20\n"
        '  - terme: "115"\n    aussi: [hébergement]\n'
    )
    read, _ = read_content(text.encode(), "content/lexique.yaml", "lexique")
    assert read.value is not None

    parsed = parse_document(read.value, context)

    assert parsed.diagnostics == ()
    assert parsed.value == Lexique(
        termes=(
            LexiqueTerme(
                terme="CAF",
                developpement=CAF,
                synonymes=("allocs",),
                aussi=("aide au logement",),
                definition="Elle verse les aides au logement.",
                sources=(Citation(nom="Caf.fr", consulte_le=date(2026, 11, 20)),),
            ),
            LexiqueTerme(terme="115", aussi=("hébergement",)),
        )
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CAF", "C.A.F."),
        ("CAF", "caf"),
        ("étudiant", "Etudiant"),
        ("permis de conduire", "Permis conduire"),
        ("permis de conduire", "le permis de conduire"),
        ("aide à l’emploi", "aide emploi"),
        ("sans-abri", "sans abri"),
        ("cœur", "coeur"),
    ],
)
def test_words_that_the_search_does_not_tell_apart_are_one_word(first: str, second: str) -> None:
    one, other = {"terme": first, "synonymes": ["x"]}, {"terme": second, "synonymes": ["z"]}

    assert breaches(one, other) == [("terme-en-double", (1, "terme"))]
    assert breaches(one | {"synonymes": [second]}) == [
        ("synonyme-du-meme-mot", (0, "synonymes", 0))
    ]
    assert breaches(one | {"aussi": [second]}) == [("synonyme-du-meme-mot", (0, "aussi", 0))]


def test_a_development_is_a_synonym_too() -> None:
    assert breaches(
        {"terme": "CAF", "developpement": CAF},
        {"terme": "allocs", "synonymes": ["caisse d'allocations familiales"]},
    ) == [("terme-en-double", (1, "synonymes", 0))]


def test_what_a_term_also_means_may_be_said_of_many() -> None:
    assert (
        breaches(
            {"terme": "appartement", "aussi": ["logement"]},
            {"terme": "maison", "aussi": ["logement"]},
            {"terme": "logement", "synonymes": ["habitation"]},
        )
        == []
    )


@pytest.mark.parametrize("field", ["terme", "developpement", "synonymes", "aussi"])
@pytest.mark.parametrize("text", ["pour tous", "d’un", "…", "мама", "🚗"])
def test_a_word_that_the_search_drops_is_refused_where_it_is(field: str, text: str) -> None:
    value = [text] if field in ("synonymes", "aussi") else text
    place = (0, field, 0) if isinstance(value, list) else (0, field)

    assert ("terme-ignore", place) in breaches({"terme": "emploi", "definition": "x", field: value})


@pytest.mark.parametrize("field", ["developpement", "synonymes", "aussi", "definition"])
def test_a_term_says_one_thing_at_least(field: str) -> None:
    value = ["autre chose"] if field in ("synonymes", "aussi") else "autre chose"

    assert breaches({"terme": "CCAS"}) == [("terme-sans-explication", (0, "terme"))]
    assert breaches({"terme": "CCAS", "sources": [{"nom": "x"}]}) == [
        ("terme-sans-explication", (0, "terme"))
    ]
    assert breaches({"terme": "CCAS", field: value}) == []


def test_look_alike_letters_are_a_warning() -> None:
    (breach,) = find_lexicon_breaches({"termes": [{"terme": "CАF", "definition": "x"}]})

    assert (breach.code, breach.warning) == ("alphabet-mele", True)


TEXTS = st.sampled_from(["", "CAF", "caf", "de la", "é", "\x00", "a" * 400]) | st.text(max_size=8)
ANYTHING: Any = st.recursive(
    TEXTS | st.none() | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["termes", "terme", "synonymes", "aussi", "developpement", "sources"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_whatever_is_written_is_judged(terms: Any) -> None:
    for data in ({"termes": terms}, {"termes": [terms]}, {"termes": [{"terme": "CAF"}, terms]}):
        for breach in find_lexicon_breaches(data):
            assert breach.field[0] == "termes"
