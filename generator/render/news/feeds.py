"""Render: the lists of changes → Atom (RFC 4287) and JSON Feed 1.1, one of each for each list.

A name may hold anything: titles are plain text in both, and the sentences of an entry are escaped
once as HTML, then as XML. Days have no hour: midnight stands for them. The identifier of an item
says the day from which it is ours (RFC 4151), so that it stays when the site's pages move.
"""

import json
from collections.abc import Iterator
from html import escape as escape_html
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from generator.model import Artifact
from generator.news import Feed, FeedItem
from generator.render.api.envelope import LICENCE
from generator.site_plan import SitePlan

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
_GENERATOR = "Guichet unique"
FIRST_YEAR = "2026"  # of the first feed: an identifier does not change


def render_feeds(plan: SitePlan) -> Iterator[Artifact]:
    """Two files for each feed, at `donnees/changements…`."""
    for feed in plan.news.feeds:
        yield Artifact(path=f"{feed.path}.atom", content=_atom(feed, plan).encode())
        yield Artifact(path=f"{feed.path}.json", content=_json_feed(feed, plan).encode())


def _atom(feed: Feed, plan: SitePlan) -> str:
    base, publisher = plan.settings.url, plan.settings.editeur
    own, page = quoteattr(f"{base}{feed.path}.atom"), quoteattr(base + feed.page_url)
    uri = f"<uri>{escape(publisher.site_web)}</uri>" if publisher.site_web else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="fr">',
        f"<id>{escape(_tag(plan, feed.path, FIRST_YEAR))}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<subtitle>{escape(_subtitle(plan))}</subtitle>",
        f"<updated>{_moment(_updated(feed))}</updated>",
        f'<link rel="self" type="application/atom+xml" href={own}/>',
        f'<link rel="alternate" type="text/html" href={page}/>',
        f"<author><name>{escape(publisher.nom)}</name>{uri}</author>",
        f"<rights>{escape(LICENCE['nom'])}</rights>",
        f"<generator>{_GENERATOR}</generator>",
        *(_atom_entry(item, plan) for item in feed.items),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _atom_entry(item: FeedItem, plan: SitePlan) -> str:
    day = item.change.le.isoformat()
    categories = "".join(f"<category term={quoteattr(tag)}/>" for tag in item.tags)
    return (
        "<entry>\n"
        f"<id>{escape(_item_id(item, plan))}</id>\n"
        f"<title>{escape(item.title)}</title>\n"
        f"<updated>{_moment(day)}</updated>\n"
        f"<published>{_moment(day)}</published>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(plan.settings.url + item.url)}/>\n'
        f"{categories}\n"
        f'<content type="html">{escape(_html(item))}</content>\n'
        "</entry>"
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
        "date_published": _moment(change.le.isoformat()),
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
    return _tag(plan, f"changements/{item.change.id}", item.change.le.isoformat())


def _tag(plan: SitePlan, name: str, day: str) -> str:
    """RFC 4151: whose it is, since when, and a name that is ours to give."""
    parts = urlsplit(plan.settings.url)
    return f"tag:{parts.hostname},{day}:{parts.path.strip('/')}{'/' * (parts.path != '/')}{name}"


def _updated(feed: Feed) -> str:
    return (feed.items[0].change.le if feed.items else feed.since).isoformat()


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
