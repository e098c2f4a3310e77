"""The engine of the search, in a real browser, without the page.

lunr.js ranks over an index made of the terms of the query only: it must answer as it does over the
whole index that the `lunr` package builds.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import commands, pipeline
from generator.render.search.lunr_index import make_builder
from generator.render.search.postings import BOOSTS, Texts, count_terms
from generator.render.search.shards import Sizes, TermFiles, cut_terms
from generator.render.search.texts import number_services, read_texts
from generator.site_plan import SitePlan
from tests.browser.search_engine import REPOSITORY, write_engine
from tests.browsing import Serve
from tests.render.search.corpus import made_up

TODAY = date(2026, 11, 21)
QUERIES = 2_500

# Each query over the published files, then over the whole index; what differs: of lunr over the
# terms of the query, of what scores all documents at once, of lunr over some documents only.
COMPARE = """
async ([summary, whole, queries, sets]) => {
  const { Shards } = await import("/js/lib/shards.js");
  const { Vocabulary } = await import("/js/lib/vocabulary.js");
  const { candidates, Scorer } = await import("/js/lib/scoring.js");
  const { leading, rankResults } = await import("/js/lib/ranking.js");
  const { all, documents, of } = await import("/js/lib/bitset.js");
  const lunr = (await import("/js/vendor/lunr.js")).default;
  const shards = new Shards(summary, async (path) => (await fetch(`/${path}`)).json());
  const scorer = new Scorer(summary.documents);
  const byDocument = (found) => JSON.stringify([...found].sort(([a], [b]) => a - b));
  const index = lunr.Index.load(whole);
  const ask = (index, query) =>
    index
      .query((clauses) => {
        for (const [term, boost] of query) clauses.term(term, { boost, usePipeline: false });
      })
      .map(({ ref, score }) => [Number(ref), score]);
  const differing = [];
  const parted = [];
  let found = 0;
  const known = {
    sinks: () => false,
    reachOf: null,
    vagueness: () => 0,
    ageOf: () => 0,
    kilometresTo: () => Infinity,
  };
  const vocabulary = new Vocabulary(shards, summary, sets);
  for (const query of queries) {
    const terms = new Set(query.map(([term]) => term));
    const words = query.map((one) => ({ terms: new Map([one]), ways: [[one[0]]] }));
    const everything = all(summary.documents);
    const order = ({ hits }) =>
      rankResults(candidates(hits, everything), known).map(({ doc }) => doc).join(" ");
    await vocabulary.load(terms);
    const part = scorer.score(words, vocabulary);
    const first = leading(rankResults(candidates(part, everything), known), known, part.limit)
      .map(({ doc }) => doc);
    if (!vocabulary.isComplete(terms)) parted.push(first.length);
    await vocabulary.complete(terms);
    const partial = ask(await vocabulary.index(terms), query);
    const expected = ask(index, query);
    found += expected.length;
    const hits = scorer.score(words, vocabulary);
    const scored = [...documents(hits.bits)].map((doc) => [doc, hits.scores[doc]]);
    const some = expected.filter((_, i) => i % 3 === 0);
    const ranked = await hits.ranked(of(summary.documents, some.map(([doc]) => doc)));
    if (
      JSON.stringify(partial) !== JSON.stringify(expected) ||
      byDocument(scored) !== byDocument(expected) ||
      JSON.stringify([...ranked]) !== JSON.stringify(some) ||
      !`${order({ hits })} `.startsWith(`${first.join(" ")} `.trimStart())
    ) {
      differing.push({ query, partial: partial.slice(0, 3), expected: expected.slice(0, 3) });
    }
  }
  return { found, parted, differing: differing.slice(0, 3) };
}
"""


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    yield page
    context.close()
    assert faults == []


@cache
def plan_of(root: Path) -> SitePlan:
    checked = pipeline.check(commands.folders(root), TODAY, lambda *_: None)
    assert checked.plan is not None
    return checked.plan


def real_texts() -> tuple[Texts, ...]:
    plan = plan_of(REPOSITORY)
    return tuple(read_texts(number_services(plan), plan))


@dataclass(frozen=True, slots=True)
class Case:
    """Documents, and how their terms are cut."""

    documents: tuple[Texts, ...]
    sizes: Sizes
    least_files: int


CASES = {
    "made-up, many files": lambda: Case(made_up(400), Sizes(whole=0, shard=600), 100),
    "made-up, long lists in two": lambda: Case(
        made_up(400), Sizes(whole=0, shard=600, many=12), 100
    ),
    "made-up, one file": lambda: Case(made_up(60, seed=2), Sizes(), 1),
    "real, many files": lambda: Case(real_texts(), Sizes(whole=0, shard=300), 30),
    "real, one file": lambda: Case(real_texts(), Sizes(), 1),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part_of_the_index_ranks_as_the_whole(
    bare: Page, serve: Serve, tmp_path: Path, name: str
) -> None:
    case = CASES[name]()
    postings = count_terms(case.documents)
    files = cut_terms(postings, {}, case.sizes)
    whole = make_builder(case.documents).build().serialize()
    assert len(files.artifacts) >= case.least_files
    assert case.least_files > 1 or len(files.artifacts) == 1
    write_engine(tmp_path, files.artifacts)
    bare.goto(f"{serve(tmp_path)}index.html")

    found = bare.evaluate(
        COMPARE,
        [summary(files, postings.count, postings.totals), whole, queries(postings.terms), ["tout"]],
    )

    assert found["differing"] == []
    assert found["found"] > QUERIES * 5
    assert bool(found["parted"]) == (case.sizes.many < len(case.documents))
    assert not found["parted"] or any(found["parted"])


def test_words_of_several_terms_count_as_in_lunr(bare: Page, serve: Serve, tmp_path: Path) -> None:
    """A term asked for twice weighs twice; a word is held when one of its ways is whole."""
    documents = made_up(300)
    postings = count_terms(documents)
    files = cut_terms(postings, {}, Sizes(whole=0, shard=600))
    write_engine(tmp_path, files.artifacts)
    bare.goto(f"{serve(tmp_path)}index.html")

    found = bare.evaluate(
        """async ([summary, queries]) => {
            const { Shards } = await import("/js/lib/shards.js");
            const { Vocabulary } = await import("/js/lib/vocabulary.js");
            const { Scorer } = await import("/js/lib/scoring.js");
            const shards = new Shards(summary, async (path) => (await fetch(`/${path}`)).json());
            const scorer = new Scorer(summary.documents);
            const vocabulary = new Vocabulary(shards, summary);
            const differing = [];
            let several = 0;
            for (let i = 0; i + 1 < queries.length; i += 2) {
                const words = queries.slice(i, i + 2).map((query) => ({
                    terms: new Map(query),
                    ways: query.map(([term], at) => query.slice(at, at + 2).map(([term]) => term)),
                }));
                const clauses = words.flatMap(({ terms }) => [...terms]);
                await vocabulary.load(clauses.map(([term]) => term));
                const index = await vocabulary.index(new Set(clauses.map(([term]) => term)));
                const matches = index.query((asked) => {
                    for (const [term, boost] of clauses) {
                        asked.term(term, { boost, usePipeline: false });
                    }
                });
                const hits = scorer.score(words, vocabulary);
                let held = 0;
                for (const { ref, score, matchData } of matches) {
                    const isHeld = (term) => term in matchData.metadata;
                    const coverage = words.filter(({ ways }) =>
                        ways.some((way) => way.every(isHeld)),
                    ).length;
                    held += Number(coverage > 0);
                    several += Number(coverage > 1);
                    const isSame = hits.scores[ref] === score && hits.coverages[ref] === coverage;
                    if (!isSame) differing.push([clauses, ref, score, coverage]);
                }
                if (hits.coverages.filter(Boolean).length !== held) differing.push(clauses);
            }
            return { several, differing: differing.slice(0, 3) };
        }""",
        [summary(files, postings.count, postings.totals), queries(postings.terms)[:1_000]],
    )

    assert found["differing"] == []
    assert found["several"] > 1_000


def test_python_ranks_as_the_browser_does(bare: Page, serve: Serve, tmp_path: Path) -> None:
    documents = made_up(200)
    postings = count_terms(documents)
    files = cut_terms(postings, {}, Sizes(whole=0, shard=600))
    index = make_builder(documents).build()
    asked = queries(postings.terms)[:200]
    write_engine(tmp_path, files.artifacts)
    bare.goto(f"{serve(tmp_path)}index.html")

    found = bare.evaluate(
        """async ([summary, queries]) => {
            const { Shards } = await import("/js/lib/shards.js");
            const { Vocabulary } = await import("/js/lib/vocabulary.js");
            const shards = new Shards(summary, async (path) => (await fetch(`/${path}`)).json());
            return Promise.all(queries.map(async (query) => {
                const vocabulary = new Vocabulary(shards, summary);
                await vocabulary.load(query.map(([term]) => term));
                const index = await vocabulary.index(query.map(([term]) => term));
                return index.query((clauses) => {
                    for (const [term, boost] of query) {
                        clauses.term(term, { boost, usePipeline: false });
                    }
                }).map(({ ref, score }) => [ref, score]);
            }));
        }""",
        [summary(files, postings.count, postings.totals), asked],
    )

    for query, results in zip(asked, found, strict=True):
        clauses = index.create_query()
        for term, boost in query:
            clauses.term(term, boost=boost, use_pipeline=False)
        expected = [[result["ref"], result["score"]] for result in index.query(clauses)]
        assert results == expected, query


def test_sets_rank_as_the_whole(bare: Page, serve: Serve, tmp_path: Path) -> None:
    documents = made_up(300)
    postings = count_terms(documents)
    sets = {"commun": array("I", range(0, 300, 3)), "43": array("I", range(1, 300, 3))}
    sets["71"] = array("I", range(2, 300, 3))
    files = cut_terms(postings, sets, Sizes(whole=0, shard=600))
    write_engine(tmp_path, files.artifacts)
    bare.goto(f"{serve(tmp_path)}index.html")

    different = bare.evaluate(
        """async ([summary, queries]) => {
            const { Shards } = await import("/js/lib/shards.js");
            const { Vocabulary } = await import("/js/lib/vocabulary.js");
            const shards = new Shards(summary, async (path) => (await fetch(`/${path}`)).json());
            const ask = async (query, sets) => {
                const vocabulary = new Vocabulary(shards, summary, sets);
                await vocabulary.load(query.map(([term]) => term));
                const index = await vocabulary.index(query.map(([term]) => term));
                return index.query((clauses) => {
                    for (const [term, boost] of query) {
                        clauses.term(term, { boost, usePipeline: false });
                    }
                }).map(({ ref, score }) => [Number(ref), score]);
            };
            const different = [];
            for (const query of queries) {
                const apart = await ask(query, ["commun", "43"]);
                const whole = (await ask(query, ["tout"])).filter(([doc]) => doc % 3 !== 2);
                // A term of no document of theirs shortens the query's vector: one factor for all.
                const factor = apart.length ? apart[0][1] / whole[0][1] : 1;
                const scores = new Map(apart);
                const isSame = ([doc, score]) => Math.abs(score * factor - scores.get(doc)) < 1e-9;
                if (apart.length !== whole.length || !whole.every(isSame)) different.push(query);
            }
            return different;
        }""",
        [summary(files, postings.count, postings.totals), queries(postings.terms)[:500]],
    )

    assert different == []


def summary(files: TermFiles, count: int, totals: tuple[int, ...]) -> dict[str, Any]:
    boosts = zip(BOOSTS, totals, strict=True)
    return {
        "documents": count,
        "fields": [[name, boost, total] for (name, boost), total in boosts],
        "terms": files.directory,
        "sets": dict(files.ranges),
    }


def queries(terms: tuple[str, ...]) -> list[list[tuple[str, float]]]:
    """One to five terms with a weight, frequent and rare, some of no document."""
    draw = Random(3)  # noqa: S311 — a test, not a secret
    frequent = terms[:60]
    found = []
    for _ in range(QUERIES):
        chosen = [
            draw.choice(frequent if draw.random() < 0.5 else terms)
            for _ in range(draw.randint(1, 5))
        ]
        if draw.random() < 0.1:
            chosen.append("inconnu" + draw.choice(chosen))
        found.append([(term, draw.choice((1, 0.9, 0.6, 0.5))) for term in dict.fromkeys(chosen)])
    return found
