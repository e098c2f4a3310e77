"""Terms cut in files: nothing lost, each found by the directory, small sites in one file."""

from array import array
from bisect import bisect_right
from dataclasses import replace
from math import log

import pytest

from generator.render.search.postings import FIELDS, count_terms
from generator.render.search.shards import Sizes, cut_terms
from tests.render.search.corpus import made_up
from tests.render.search.published import (
    read_files,
    read_list,
    read_numbers,
    read_rests,
    read_terms,
    read_words,
)

DOCUMENTS = made_up(200)
POSTINGS = count_terms(DOCUMENTS)
MANY = Sizes(whole=0, shard=500)


def test_every_term_comes_back_with_all_that_lunr_needs() -> None:
    files = read_files(cut_terms(POSTINGS, {}, MANY).artifacts, "")

    lists = read_terms(files)

    assert list(lists) == sorted(POSTINGS.terms)
    for rank, term in enumerate(POSTINGS.terms):
        places = POSTINGS.lists[rank]
        assert read_numbers(lists[term])[:2] == [rank, len(places) // 2]
        found = [
            (document * 8 + field, often, length)
            for document, fields in read_list(lists[term], POSTINGS.middles)
            for field, (often, length) in fields.items()
        ]
        assert found == [
            (place, often, POSTINGS.lengths[place & 7][place >> 3])
            for place, often in zip(places[::2], places[1::2], strict=True)
        ]


def test_what_many_hold_in_their_long_text_alone_is_a_file_of_its_own() -> None:
    sets = {"commun": array("I", range(0, 200, 2)), "43": array("I", range(1, 200, 2))}
    whole = read_terms(read_files(cut_terms(POSTINGS, sets, MANY).artifacts, ""))
    files = read_files(cut_terms(POSTINGS, sets, replace(MANY, many=20)).artifacts, "")
    text = len(FIELDS) - 1

    for name in ("tout", *sets):
        rests, heads = read_rests(files, name), read_terms(files, name)
        assert len(rests) > 5, name
        for term, (rest, most) in rests.items():
            first = read_list(heads[term], POSTINGS.middles)
            others = read_list(rest, POSTINGS.middles)
            everything = read_list(whole[term], POSTINGS.middles)
            assert len(others) >= 20
            assert all(set(fields) == {text} for _, fields in others)
            assert all(set(fields) != {text} for _, fields in first)
            held = [pair for pair in everything if name == "tout" or pair[0] in sets[name]]
            assert sorted((*first, *others), key=lambda pair: pair[0]) == held
            # lunr's own score, as BM25 gives it, is never above what is said to be the best.
            frequency = read_numbers(rest)[1]
            idf = log(1 + abs((200 - frequency + 0.5) / (frequency + 0.5)))
            usual = POSTINGS.totals[text] / 200
            scores = [
                idf * 2.2 * often / (1.2 * (0.25 + 0.75 * length / usual) + often)
                for _, fields in others
                for often, length in fields.values()
            ]
            assert max(scores) <= most < max(scores) + 0.002


def test_the_directory_leads_to_the_file_of_each_term() -> None:
    cut = cut_terms(POSTINGS, {}, MANY)
    files = read_files(cut.artifacts, "")
    starts = [word for word, _ in read_words(cut.directory)]
    assert len(files) == len(starts) + 1 > 50

    for term in POSTINGS.terms:
        file = files[f"termes/tout/{bisect_right(starts, term)}.json"]
        assert term in [word for word, _ in read_words(file["terms"])]


def test_a_small_index_is_one_file() -> None:
    cut = cut_terms(POSTINGS, {})

    assert [file.path for file in cut.artifacts] == ["termes/tout/0.json"]
    assert cut.directory == ""


def test_sets_share_the_directory_and_split_the_documents() -> None:
    sets = {"commun": array("I", range(0, 200, 2)), "43": array("I", range(1, 200, 2))}
    cut = cut_terms(POSTINGS, sets, MANY)
    files = read_files(cut.artifacts, "")
    starts = [word for word, _ in read_words(cut.directory)]
    whole, apart = read_terms(files), {name: read_terms(files, name) for name in sets}
    assert cut.ranges["tout"] == 1 < cut.ranges["commun"]

    for term, text in whole.items():
        found = [read_list(lists[term]) for lists in apart.values() if term in lists]
        assert sorted((pair for part in found for pair in part), key=lambda pair: pair[0]) == (
            read_list(text)
        )
        for name, lists in apart.items():
            if term in lists:
                rank = bisect_right(starts, term) // cut.ranges[name]
                held = read_words(files[f"termes/{name}/{rank}.json"]["terms"])
                assert (term, "") in held
                assert read_numbers(lists[term])[:2] == read_numbers(text)[:2]


@pytest.mark.parametrize("size", [300, 2_000])
def test_files_are_near_the_size_aimed_at(size: int) -> None:
    cut = cut_terms(POSTINGS, {}, Sizes(whole=0, shard=size))
    sizes = [len(file.content) for file in cut.artifacts]

    assert sorted(sizes)[len(sizes) // 2] < 2 * size


def test_a_site_without_service_still_has_its_file() -> None:
    cut = cut_terms(count_terms(()), {})

    assert [file.content for file in cut.artifacts] == [b'{"terms":"","lists":[]}']
