"""Terms counted by our writer and by lunr's Builder: the same, scores included."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.idf import idf

from generator.render.search.lunr_index import count_with_lunr, make_builder
from generator.render.search.postings import BOOSTS, FIELDS, Postings, Texts, count_terms
from tests.render.search.corpus import made_up

WORDS = tuple("de pour permis permit logement logements velo velos aide b 12".split())
texts = st.lists(
    st.tuples(*(st.lists(st.sampled_from(WORDS), max_size=6) for _ in FIELDS)), max_size=8
)


@given(texts)
def test_our_writer_counts_as_lunr_does(documents: Sequence[Texts]) -> None:
    assert count_terms(documents) == count_with_lunr(documents)


def test_our_writer_counts_a_larger_corpus_as_lunr_does() -> None:
    documents = made_up(150)

    assert count_terms(iter(documents)) == count_with_lunr(documents)


@given(texts.filter(bool))
@settings(max_examples=50)
def test_scores_are_those_of_lunr(documents: Sequence[Texts]) -> None:
    index = make_builder(documents).build()
    expected = {
        name: dict(zip(vector[::2], vector[1::2], strict=True))
        for name, vector in index.serialize()["fieldVectors"]
    }

    found = vectors(count_terms(documents))

    assert found == {name: vector for name, vector in expected.items() if vector}


def vectors(postings: Postings) -> dict[str, dict[int, float]]:
    """Scores by field of a document and rank of a term, with lunr's formula."""
    found: dict[str, dict[int, float]] = {}
    for rank, places in enumerate(postings.lists):
        rarity = idf({"any": dict.fromkeys(range(len(places) // 2))}, postings.count)
        for place, times in zip(places[::2], places[1::2], strict=True):
            document, field = place >> 3, place & 7
            name, boost = BOOSTS[field]
            average = postings.totals[field] / postings.count
            relative = 1 - 0.75 + 0.75 * (postings.lengths[field][document] / average)
            score = rarity * ((1.2 + 1) * times) / (1.2 * relative + times) * boost
            found.setdefault(f"{name}/{document}", {})[rank] = round(score, 3)
    return found
