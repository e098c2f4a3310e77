"""Render: dated items → an Atom document (RFC 4287).

A name may hold anything: titles are plain text, and what an entry says is escaped once as HTML,
then as XML. Days have no hour: midnight stands for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from generator.render.api.envelope import LICENCE
from generator.site_plan import SitePlan

ATOM = "http://www.w3.org/2005/Atom"
FIRST_YEAR = "2026"  # of the first feed: an identifier does not change
_GENERATOR = "Guichet unique"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomEntry:
    """One item of a feed."""

    id: str
    title: str
    day: str  # ISO
    url: str  # from the site's root
    tags: tuple[str, ...]
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed:
    """A feed, but for its items."""

    path: str  # of the document, with its suffix
    id: str
    title: str
    subtitle: str
    page_url: str  # what shows the same to a person
    updated: str  # ISO day


def render_atom(feed: AtomFeed, entries: Iterable[AtomEntry], plan: SitePlan) -> bytes:
    """The document; `entries` come the last first."""
    base, publisher = plan.settings.url, plan.settings.editeur
    own, page = quoteattr(base + feed.path), quoteattr(base + feed.page_url)
    uri = f"<uri>{escape(publisher.site_web)}</uri>" if publisher.site_web else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="fr">',
        f"<id>{escape(feed.id)}</id>",
        f"<title>{escape(feed.title)}</title>",
        f"<subtitle>{escape(feed.subtitle)}</subtitle>",
        f"<updated>{moment(feed.updated)}</updated>",
        f'<link rel="self" type="application/atom+xml" href={own}/>',
        f'<link rel="alternate" type="text/html" href={page}/>',
        f"<author><name>{escape(publisher.nom)}</name>{uri}</author>",
        f"<rights>{escape(LICENCE['nom'])}</rights>",
        f"<generator>{_GENERATOR}</generator>",
        *(_entry(item, base) for item in entries),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(item: AtomEntry, base: str) -> str:
    categories = "".join(f"<category term={quoteattr(tag)}/>" for tag in item.tags)
    return (
        "<entry>\n"
        f"<id>{escape(item.id)}</id>\n"
        f"<title>{escape(item.title)}</title>\n"
        f"<updated>{moment(item.day)}</updated>\n"
        f"<published>{moment(item.day)}</published>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(base + item.url)}/>\n'
        f"{categories}\n"
        f'<content type="html">{escape(item.html)}</content>\n'
        "</entry>"
    )


def tag(plan: SitePlan, name: str, day: str) -> str:
    """RFC 4151: whose it is, since when, and a name that is ours to give."""
    parts = urlsplit(plan.settings.url)
    return f"tag:{parts.hostname},{day}:{parts.path.strip('/')}{'/' * (parts.path != '/')}{name}"


def moment(day: str) -> str:
    """A day as feeds write a time."""
    return f"{day}T00:00:00Z"
