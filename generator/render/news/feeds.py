"""Render: the lists of changes → Atom (RFC 4287) and JSON Feed 1.1, one of each for each list.

A name may hold anything: titles are plain text in both, and the sentences of an entry are escaped
once as HTML, then as XML. Days have no hour: midnight stands for them. The identifier of an item
says the day from which it is ours (RFC 4151), so that it stays when the site's pages move.
"""

import json
from collections.abc import Iterator
from html import escape as escape_html

from generator.model import Artifact
from generator.news import Feed, FeedItem
from generator.render.atom import FIRST_YEAR, AtomEntry, AtomFeed, moment, render_atom, tag
from generator.site_plan import SitePlan

JSON_FEED = "https://jsonfeed.org/version/1.1"


def render_feeds(plan: SitePlan) -> Iterator[Artifact]:
    """Two files for each feed, at `donnees/changements…`."""
    for feed in plan.news.feeds:
        yield Artifact(path=f"{feed.path}.atom", content=_atom(feed, plan))
        yield Artifact(path=f"{feed.path}.json", content=_json_feed(feed, plan).encode())


def _atom(feed: Feed, plan: SitePlan) -> bytes:
    head = AtomFeed(
        path=f"{feed.path}.atom",
        id=tag(plan, feed.path, FIRST_YEAR),
        title=feed.title,
        subtitle=_subtitle(plan),
        page_url=feed.page_url,
        updated=_updated(feed),
    )
    return render_atom(head, (_atom_entry(item, plan) for item in feed.items), plan)


def _atom_entry(item: FeedItem, plan: SitePlan) -> AtomEntry:
    return AtomEntry(
        id=_item_id(item, plan),
        title=item.title,
        day=item.change.le.isoformat(),
        url=item.url,
        tags=item.tags,
        html=_html(item),
    )


def _json_feed(feed: Feed, plan: SitePlan) -> str:
    base, publisher = plan.settings.url, plan.settings.editeur
    author = {"name": publisher.nom}
    if publisher.site_web:
        author["url"] = publisher.site_web
    document = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": _subtitle(plan),
        "home_page_url": base + feed.page_url,
        "feed_url": f"{base}{feed.path}.json",
        "language": "fr",
        "authors": [author],
        "items": [_json_item(item, plan) for item in feed.items],
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)}\n"


def _json_item(item: FeedItem, plan: SitePlan) -> dict[str, object]:
    change = item.change
    return {
        "id": _item_id(item, plan),
        "url": plan.settings.url + item.url,
        "title": item.title,
        "content_html": _html(item),
        "content_text": "\n".join(item.lines),
        "date_published": moment(change.le.isoformat()),
        "tags": list(item.tags),
        "_guichet": {  # what a program may want: the whole change is in the interface
            "about": f"{plan.settings.url}api/v1/changements.json",
            "changement": change.id,
            "genre": change.genre,
            "collection": change.collection,
            "fiche": change.fiche,
        },
    }


def _html(item: FeedItem) -> str:
    lines = "".join(f"<li>{escape_html(line)}</li>" for line in item.lines)
    return f"<ul>{lines}</ul>" if lines else f"<p>{escape_html(item.title)}</p>"


def _subtitle(plan: SitePlan) -> str:
    return f"Les aides nouvelles, modifiées, suspendues ou terminées. {plan.settings.nom}."


def _item_id(item: FeedItem, plan: SitePlan) -> str:
    return tag(plan, f"changements/{item.change.id}", item.change.le.isoformat())


def _updated(feed: Feed) -> str:
    return (feed.items[0].change.le if feed.items else feed.since).isoformat()
