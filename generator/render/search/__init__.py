"""Render: the services of the site → the files that the browser searches.

Small files, fetched by `theme/assets/js/lib/search-engine.js` only when someone searches, and only
those that the question needs. All live under a folder named by the digest of what they hold: files
of two generations are never read together.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from hashlib import blake2b

from generator.model import Artifact
from generator.render.communes import render_communes
from generator.render.search.columns import facet_columns, opening_hours
from generator.render.search.lexique import lexique_data
from generator.render.search.lunr_index import count_with_lunr
from generator.render.search.postings import BOOSTS, Postings, count_terms
from generator.render.search.rules import questions_data, render_rules
from generator.render.search.shards import TermFiles, cut_terms
from generator.render.search.spelling import WordFiles, cut_words
from generator.render.search.territories import places, plan_sets, zone_columns
from generator.render.search.texts import Numbering, number_services, read_texts
from generator.site_plan import SitePlan
from generator.view_parts import Card

FOLDER = "recherche"
SUMMARY = "sommaire.json"

# Up to here lunr's own Builder counts; above, our writer counts the same in a twelfth of the time.
COUNTED_BY_LUNR = 300
# Display data: one file while the site is small, then a file a service, and two services a file
# where files would be too many for a host.
SMALL_SITE = 100
MANY_FILES = 20_000
_CARD = tuple(field.name for field in fields(Card))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """Where the browser finds what it searches: a folder, relative to the site's root."""

    folder: str
    communes: str  # folder of the places
    questions: str  # what a person may be asked to know who gets what


def render_search(plan: SitePlan) -> tuple[tuple[Artifact, ...], SearchFiles]:
    """The files of the search, and their address for the page that uses them."""
    numbering = number_services(plan)
    files = tuple(_files(numbering, plan))
    digest = blake2b(digest_size=6)
    for file in files:
        digest.update(file.path.encode() + b"\0" + blake2b(file.content).digest())
    folder = f"{FOLDER}/{digest.hexdigest()}/"
    artifacts = (Artifact(path=folder + file.path, content=file.content) for file in files)
    communes, places_folder = render_communes(plan)
    questions = _questions(plan)
    return (*artifacts, *communes, questions), SearchFiles(
        folder=folder, communes=places_folder, questions=questions.path
    )


def _questions(plan: SitePlan) -> Artifact:
    """Apart from the rules: pages of services name it, and must not change with each entry."""
    content = questions_data(plan)
    digest = blake2b(content, digest_size=6).hexdigest()
    return Artifact(path=f"{FOLDER}/questions-{digest}.json", content=content)


def _files(numbering: Numbering, plan: SitePlan) -> Iterator[Artifact]:
    postings = _count(numbering, plan)
    words = cut_words(postings.words, numbering.count)
    terms = cut_terms(postings, plan_sets(numbering, plan))
    yield from terms.artifacts
    yield from words.artifacts
    columns = facet_columns(numbering)
    for name, column in columns.items():
        yield _json(f"colonnes/{name}.json", column)
    zones = zone_columns(numbering, plan)
    for name, column in zones.items():
        yield _json(f"colonnes/zones/{name}.json", column)
    lieux = places(numbering, plan)
    for name, found in lieux.items():
        yield _json(f"colonnes/lieux/{name}.json", found)
    yield from render_rules(numbering, plan)
    yield _json("lexique.json", lexique_data(plan.catalogue.lexique))
    yield _json("colonnes/horaires.json", opening_hours(numbering, plan))
    chunk = _chunk(numbering)
    for rank, start in enumerate(range(0, numbering.count, chunk)):
        shown = numbering.services[start : start + chunk]
        yield _json(f"fiches/{rank}.json", [_shown(plan.cards[service.id]) for service in shown])
    yield _json(
        SUMMARY,
        {
            **_counted(numbering, postings, terms, words),
            "chunk": chunk,
            "facets": list(columns),
            "zones": list(zones),
            "places": list(lieux),
        },
    )


def _count(numbering: Numbering, plan: SitePlan) -> Postings:
    texts = read_texts(numbering, plan)
    return (
        count_with_lunr(tuple(texts)) if numbering.count <= COUNTED_BY_LUNR else count_terms(texts)
    )


def _counted(
    numbering: Numbering, postings: Postings, terms: TermFiles, words: WordFiles
) -> Mapping[str, object]:
    boosts = zip(BOOSTS, postings.totals, strict=True)
    return {
        "documents": numbering.count,
        "stale_from": numbering.stale_from,
        "closed_from": numbering.closed_from,
        "ages": numbering.ages,
        "fields": [[name, boost, total] for (name, boost), total in boosts],
        "terms": terms.directory,
        "sets": terms.ranges,
        "words": words.directory,
    }


def _chunk(numbering: Numbering) -> int:
    if numbering.count <= SMALL_SITE:
        return max(1, numbering.count)
    return 1 if numbering.count <= MANY_FILES else 2


def _shown(card: Card) -> Mapping[str, object]:
    """What a result shows: the fields of the card that hold something."""
    values = ((name, getattr(card, name)) for name in _CARD)
    return {
        name: asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
        for name, value in values
        if value
    }


def _json(path: str, value: object) -> Artifact:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Artifact(path=path, content=text.encode())
