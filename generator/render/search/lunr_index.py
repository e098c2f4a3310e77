"""Render: the words of every service → the same postings, counted by lunr's Builder (door: lunr).

What a small site is indexed with, and the oracle of `postings.py`: same terms in the same order,
same counts, hence the same scores.
"""

from array import array
from collections import Counter
from collections.abc import Sequence

from lunr.builder import Builder
from lunr.field_ref import FieldRef

from generator.render import french
from generator.render.search.postings import BOOSTS, FIELDS, Postings, Texts


def make_builder(documents: Sequence[Texts]) -> Builder:
    """A Builder that has read every document; documents are known by their number."""
    builder = Builder()
    builder.ref("id")
    for field, boost in BOOSTS:
        builder.field(field, boost)
    for document, texts in enumerate(documents):  # as terms: a word is stemmed once, not each token
        terms = {field: french.terms_of(text) for field, text in zip(FIELDS, texts, strict=True)}
        builder.add({"id": str(document), **terms})
    return builder


def count_with_lunr(documents: Sequence[Texts]) -> Postings:
    """What `count_terms` gives, read in a Builder."""
    builder = make_builder(documents)
    lists = {term: array("I") for term in builder.inverted_index}
    lengths = tuple(array("I") for _ in FIELDS)
    for name, frequencies in builder.field_term_frequencies.items():
        place = FieldRef.from_string(name)
        field = FIELDS.index(place.field_name)
        lengths[field].append(builder.field_lengths[name])
        for term, occurrences in frequencies.items():
            lists[term].extend((int(place.doc_ref) * 8 + field, occurrences))
    return Postings(
        count=builder.document_count,
        terms=tuple(lists),
        lists=tuple(lists.values()),
        lengths=lengths,
        words=Counter(word for texts in documents for word in {w for text in texts for w in text}),
    )
