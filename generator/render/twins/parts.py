"""Render: what both kinds of entries show — places, contacts, sources — in Markdown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.evenements import EventView
from generator.glossary_view import TermView
from generator.manques import ManqueView
from generator.page_views import ServiceView, StructureView
from generator.parcours import ParcoursView
from generator.render.twins.markdown import address, bullets, heading, link, text
from generator.site_plan import Page
from generator.view_parts import ContactView, Link, PlaceView

NBSP = "\u00a0"
View = ServiceView | StructureView | EventView | ParcoursView | ManqueView
_ENTRIES = ("services/", "structures/", "evenements/", "parcours/", "manques/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every twin says of the site: a twin is read away from it, so addresses are whole."""

    nom: str
    url: str
    licence: str

    def link(self, one: Link) -> str:
        """A link of the page, to the twin when it has one."""
        if one.external or not one.url:
            return link(one.label, one.url)
        return self.entry_link(one.label, one.url)

    def entry_link(self, label: str, url: str) -> str:
        """A link inside the site, to the twin of an entry rather than to its page."""
        return f"[{text(label)}]({self.address(url)})"

    def address(self, url: str) -> str:
        """The whole address of a page of the site, of its twin when it has one."""
        if urlsplit(url).scheme:
            return address(url)
        is_entry = url.startswith(_ENTRIES) and url.endswith(".html")
        return address(self.url + (f"{url.removesuffix('.html')}.md" if is_entry else url))


def shown(facts: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Labels and what they say (Markdown already); those that say nothing are left out."""
    return bullets(
        f"**{label}**{NBSP}: {', '.join(values)}" for label, values in facts if any(values)
    )


def place(view: PlaceView) -> str:
    """One place: name, address (or why it is not given), hours, phone, access."""
    parts = [text(line) for line in view.address_lines]
    if view.withheld:
        parts.append(
            f"L’adresse n’est pas publiée{NBSP}: elle vous est donnée quand vous prenez contact."
        )
    parts += [text(line) for line in view.hours]
    if view.phone:
        parts.append(link(view.phone.label, view.phone.url))
    if view.accessibility_url:
        host = urlsplit(view.accessibility_url).netloc
        parts.append(f"{link('Accessibilité du lieu', view.accessibility_url)} ({text(host)})")
    said = bullets(parts)
    return f"**{text(view.nom)}**\n\n{said}" if view.nom else said


def contact(view: ContactView) -> str:
    """The ways to reach a service or a structure; "" when there is none."""
    ways = []
    if view.phone:
        ways.append(link(f"Appeler le {view.phone.label}", view.phone.url))
    if view.link:
        ways.append(link(f"Aller sur {view.link.label}", view.link.url))
    if view.email:
        ways.append(link(view.email.label, view.email.url))
    if ways and view.person:
        ways.insert(0, text(view.person))
    return bullets(ways)


def words_of_page(words: tuple[TermView, ...], site: Site) -> Iterator[str]:
    """The words of the lexicon that the page explains."""
    if not words:
        return
    yield heading(2, "Les mots de cette page")
    yield bullets(
        f"**{site.entry_link(word.terme, word.url)}**{NBSP}: "
        + text(". ".join(part for part in (word.developpement, word.definition) if part))
        for word in words
    )


def meetings(title: str, links: Iterable[Link], site: Site) -> Iterator[str]:
    """The events of an entry, each with when and where."""
    found = [f"{site.link(one)}{NBSP}: {text(one.note)}" for one in links]
    if found:
        yield heading(2, title)
        yield bullets(found)


def kept_by(origin: Link | None, site: Site) -> str:
    """Which other guichet keeps the entry; "" when it is ours."""
    return f"Fiche reprise de {site.link(origin)}, qui la tient à jour." if origin else ""


def ending(page: Page, view: View, site: Site) -> Iterator[str]:
    """What changed last, the sources, how to say that it is wrong, where the entry is published."""
    if isinstance(view, (ServiceView, StructureView)) and view.changed:
        yield f"{site.link(view.changed)}{NBSP}: {text(view.changed.note)}"
    yield heading(2, "Sources")
    yield bullets(
        site.link(source) + (f", {text(source.note)}" if source.note else "")
        for source in view.sources
    )
    yield f"{text(view.updated)}."
    yield f"Une erreur, un changement{NBSP}? {site.link(view.report)}"
    yield bullets(
        (
            f"Page{NBSP}: <{site.url}{page.url}>",
            f"Données (JSON){NBSP}: <{site.url}{view.json_url}>",
            f"{text(site.nom)}, {site.licence}",
        )
    )
