"""Plan: what changed → the page « Ce qui a changé », and the last change on each entry's page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator.model import Catalogue
from generator.news import KINDS, Change, ChangesView, ChangeView, Feed, MonthView, News
from generator.page_views import ServiceView, StructureView
from generator.plan import urls
from generator.plan.change_items import change_lines, first_phrase
from generator.plan.page import make_page
from generator.plan.wording import NBSP, capitalised, counted, date_text, month_text
from generator.site_plan import Page
from generator.view_parts import Alternate, Link

MAX_SHOWN = 150  # changes in the page; the interface tells all
FEW = 5  # with fewer changes, the page also shows what was brought up to date lately
MAX_LATEST = 9
ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
_PAGES = {"services": urls.service_url, "structures": urls.structure_url}


def changes_page(news: News, catalogue: Catalogue) -> Page:
    """The page of what changed, month by month."""
    shown = news.changes[:MAX_SHOWN]
    names = {structure.id: structure.nom for structure in catalogue.structures}
    view = ChangesView(
        heading="Ce qui a changé",
        intro="Les aides nouvelles, modifiées ou terminées, de la plus récente à la plus ancienne.",
        months=tuple(_months(shown, names)),
        latest=() if len(shown) >= FEW else _latest(catalogue),
        feeds=_feed_links(news.feeds[0]) if news.feeds else (),
        subscriptions=_SUBSCRIPTIONS,
        older=_older(len(news.changes) - len(shown)),
        since=date_text(news.since) if news.since else "",
    )
    return make_page(urls.CHANGES, "pages/changes.html", view)


_SUBSCRIPTIONS = (
    Link(label="un besoin", url=urls.THEMES),
    Link(label="un territoire", url=urls.TERRITORIES),
    Link(label="une structure", url=urls.STRUCTURES),
)


def with_news(pages: Iterable[Page], news: News) -> tuple[Page, ...]:
    """The last change on the page of each entry, and the feeds of each page that has some."""
    last: dict[str, Change] = {}
    for change in reversed(news.changes):
        last[_PAGES[change.collection](change.fiche)] = change
    feeds = {feed.page_url: feed for feed in news.feeds}
    shown = frozenset(change.id for change in news.changes[:MAX_SHOWN])
    return tuple(_with_news(page, last, feeds, shown) for page in pages)


def _with_news(
    page: Page, last: Mapping[str, Change], feeds: Mapping[str, Feed], shown: frozenset[str]
) -> Page:
    change, feed = last.get(page.url), feeds.get(page.url)
    if change is not None and isinstance(page.view, (ServiceView, StructureView)):
        anchor = f"#{_anchor(change)}" if change.id in shown else ""
        link = Link(
            label=f"Dernier changement, le {date_text(change.le)}",
            url=urls.CHANGES + anchor,
            note=first_phrase(change),
        )
        page = replace(page, view=replace(page.view, changed=link))
    if feed is not None:
        page = replace(page, alternates=(*page.alternates, *_alternates(feed)))
    return page


def _alternates(feed: Feed) -> tuple[Alternate, ...]:
    return (
        Alternate(url=f"{feed.path}.atom", media_type=ATOM, title=feed.title),
        Alternate(url=f"{feed.path}.json", media_type=JSON_FEED, title=feed.title),
    )


def _feed_links(feed: Feed) -> tuple[Link, ...]:
    return (
        Link(label="Fil Atom", url=f"{feed.path}.atom"),
        Link(label="Fil JSON", url=f"{feed.path}.json"),
        Link(label="Toutes les données", url=f"{urls.API}changements.json"),
    )


def _months(changes: Sequence[Change], names: Mapping[str, str]) -> Iterator[MonthView]:
    for (year, month), group in groupby(changes, key=lambda it: (it.le.year, it.le.month)):
        found = tuple(group)
        yield MonthView(
            heading=capitalised(month_text(found[0].le)),
            anchor=f"mois-{year}-{month:02}",
            changes=tuple(_view(change, names) for change in found),
        )


def _view(change: Change, names: Mapping[str, str]) -> ChangeView:
    successor = change.remplace_par
    return ChangeView(
        nom=change.nom,
        url=_PAGES[change.collection](change.fiche),
        anchor=_anchor(change),
        badge=KINDS[change.genre],
        day=date_text(change.le),
        lines=change_lines(change),
        note=names.get(change.structure or "", ""),
        more=Link(label="Voir ce qui la remplace", url=_PAGES[change.collection](successor))
        if successor
        else None,
    )


def _anchor(change: Change) -> str:
    """Unique in the page: no identifier holds two hyphens in a row."""
    again = f"--{change.rang}" if change.rang > 1 else ""
    return f"{change.le.isoformat()}-{change.collection}-{change.fiche}{again}"


def _older(number: int) -> str:
    if number <= 0:
        return ""
    words = counted(number, "changement plus ancien", "changements plus anciens")
    return f"{words}{NBSP}:"


def _latest(catalogue: Catalogue) -> tuple[Link, ...]:
    """The entries that were brought up to date last."""
    entries = [
        (entry.date_maj, entry.nom, _PAGES[collection](entry.id))
        for collection, found in (
            ("services", catalogue.services),
            ("structures", catalogue.structures),
        )
        for entry in found
    ]
    entries.sort(key=lambda it: (-it[0].toordinal(), it[2]))
    return tuple(
        Link(label=nom, url=url, note=f"mise à jour le {date_text(day)}")
        for day, nom, url in entries[:MAX_LATEST]
    )
