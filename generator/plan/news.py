"""Plan: the catalogue and what was published last time → what to publish of changes and of ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.model import Catalogue, Schemas
from generator.news import Change, Feed, FeedItem, News, PreviousFeed, Tombstone
from generator.plan import urls
from generator.plan.cards import territory_name
from generator.plan.change_items import feed_item
from generator.plan.changes import cumulate_changes
from generator.plan.coverage import CoverageMap
from generator.plan.tombstones import plan_tombstones
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import NBSP

FEED_LENGTH = 50  # changes in one feed: a reader asks for it each day
Items = Sequence[FeedItem]
Shelf = Mapping[str, Items]


def plan_news(
    catalogue: Catalogue,
    previous: PreviousFeed | None,
    schemas: Schemas,
    coverage: CoverageMap,
    today: date,
) -> News:
    """Changes, tombstones and the feeds that tell them; no change without a publication before."""
    gone = plan_tombstones(catalogue, previous, today)
    changes: tuple[Change, ...] = ()
    since = None
    if previous is not None:
        changes = cumulate_changes(
            catalogue, previous, gone, schemas, coverage=coverage, today=today
        )
        since = previous.since or previous.le or today
    labels = Labels(schemas)
    start = since or today
    items = tuple(feed_item(change, labels) for change in changes)
    every = Feed(
        path=urls.feed_url(),
        title=f"Ce qui change{NBSP}: {catalogue.settings.nom}",
        page_url=urls.CHANGES,
        items=items[:FEED_LENGTH],
        since=start,
    )
    narrower = (
        *_by_theme(items, labels, start),
        *_by_territory(items, coverage, start),
        *_by_structure(items, catalogue, gone, start),
    )
    return News(since=since, changes=changes, gone=gone, feeds=(every, *narrower))


def _by_theme(items: Items, labels: Labels, since: date) -> Iterator[Feed]:
    """One feed for each great theme and each thématique: those that have a page."""
    shelf = _shelf(
        (code, item)
        for item in items
        for theme in item.change.thematiques
        for code in (theme, category_code(theme))
    )
    for vocabulary in ("categories", "thematiques"):
        for code, term in labels.terms(vocabulary).items():
            nom = labels.everyday(term)
            yield _feed(("thematiques", code), nom, urls.theme_url(code), shelf, since)


def _by_territory(items: Items, coverage: CoverageMap, since: date) -> Iterator[Feed]:
    """One feed for each served département and each of its EPCI."""
    shelf = _shelf(
        (area, item)
        for item in items
        for area in coverage.reached_from(item.change.zone_eligibilite)
    )
    for code in sorted(coverage.pages):
        area = coverage.referentiels.areas[code]
        url = urls.territory_url(code)
        yield _feed(("territoires", code), territory_name(area), url, shelf, since)


def _by_structure(
    items: Items, catalogue: Catalogue, gone: Sequence[Tombstone], since: date
) -> Iterator[Feed]:
    """One feed for each partner, for those that are gone too: an address does not die."""
    shelf = _shelf((code, item) for item in items for code in _partners(item.change))
    names = {it.id: it.nom for it in gone if it.collection == "structures"}
    names |= {structure.id: structure.nom for structure in catalogue.structures}
    for code in sorted(names):
        yield _feed(("structures", code), names[code], urls.structure_url(code), shelf, since)


def _partners(change: Change) -> tuple[str, ...]:
    if change.collection == "structures":
        return (change.fiche, *((change.ancien_id,) if change.ancien_id else ()))
    return (change.structure,) if change.structure else ()


def _feed(place: tuple[str, str], nom: str, page_url: str, shelf: Shelf, since: date) -> Feed:
    """The feed of one value of one facet."""
    facet, code = place
    return Feed(
        path=urls.feed_url(facet, code),
        title=f"Ce qui change{NBSP}: {nom}",
        page_url=page_url,
        items=tuple(shelf.get(code, ())[:FEED_LENGTH]),
        since=since,
    )


def _shelf(pairs: Iterable[tuple[str, FeedItem]]) -> Shelf:
    """The same order in each; a change that is twice of one theme is there once."""
    shelf: defaultdict[str, dict[str, FeedItem]] = defaultdict(dict)
    for code, item in pairs:
        shelf[code][item.change.id] = item
    return {code: tuple(items.values()) for code, items in shelf.items()}
