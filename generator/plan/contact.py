"""Plan: addresses, numbers and sources → what a page prints and links to."""

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import quote

from generator.entries import Citation, Lieu, Provenance
from generator.model import Catalogue
from generator.plan.cards import phone
from generator.plan.hours import opening_hours_lines
from generator.plan.urls import CONTRIBUTE, correct_url
from generator.plan.wording import date_text, host_of
from generator.settings import Settings
from generator.view_parts import ContactView, Link, PlaceView

LONGEST_WRITTEN_LINK = 90


class Reachable(Protocol):
    """A service or a structure: both have a phone and a mail."""

    @property
    def telephone(self) -> str | None:
        """One number."""

    @property
    def courriel(self) -> str | None:
        """One address."""


def make_contact(entry: Reachable, url: str | None, person: str | None) -> ContactView:
    """The ways to reach a service or a structure."""
    mail = entry.courriel
    return ContactView(
        phone=phone(entry.telephone),
        email=Link(label=mail, url=f"mailto:{mail}", external=True) if mail else None,
        link=_written_link(url) if url else None,
        person=person or "",
    )


def _written_link(url: str) -> Link:
    """A link that paper can say too, unless its address takes half a page: nobody types it."""
    words = url.removeprefix("https://").removeprefix("http://").removesuffix("/")
    host = host_of(url)
    note = words if len(words) <= LONGEST_WRITTEN_LINK and words != host else ""
    return Link(label=host, url=url, external=True, note=note)


def make_place(place: Lieu) -> PlaceView:
    """One place; its address is left out when it has to stay private."""
    withheld = bool(place.adresse_masquee)
    city = " ".join(part for part in (place.code_postal, place.commune) if part)
    lines = (city,) if withheld else (place.complement_adresse, place.adresse, city)
    return PlaceView(
        nom=place.nom or "",
        address_lines=tuple(line for line in lines if line),
        hours=opening_hours_lines(place.horaires_accueil),
        phone=phone(place.telephone),
        accessibility_url=place.accessibilite_lieu or "",
        withheld=withheld,
    )


def make_sources(
    sources: Sequence[Citation], page: str | None, provenance: Provenance | None = None
) -> tuple[Link, ...]:
    """Where the facts come from, each with the day it was read, and whom the entry comes from."""
    links = [
        Link(
            label=source.nom,
            url=source.url or "",
            external=True,
            note=_source_note(source),
        )
        for source in sources
    ]
    if page and page not in {link.url for link in links}:
        links.append(Link(label=host_of(page), url=page, external=True, note="page officielle"))
    if provenance is not None:
        links.append(_taken_from(provenance))
    return tuple(links)


def _taken_from(provenance: Provenance) -> Link:
    """« Repris de data·inclusion (dora), example.org, fiche dora--12, le 3 mars 2026 »."""
    host = host_of(provenance.url) if provenance.url else ""
    notes = (
        "" if host == provenance.nom else host,
        f"fiche {provenance.id}" if provenance.id else "",
        f"licence\u00a0: {provenance.licence}" if provenance.licence else "",
        f"le {date_text(provenance.importe_le)}" if provenance.importe_le else "",
    )
    producer = f" ({provenance.source})" if provenance.source else ""
    return Link(
        label=f"Repris de {provenance.nom}{producer}",
        url=provenance.url or "",
        external=True,
        note=", ".join(note for note in notes if note),
    )


def _source_note(source: Citation) -> str:
    """« fastt.org, consulté le 3 mars 2026 »: a link says where it goes."""
    host = host_of(source.url) if source.url else ""
    read = f"consulté le {date_text(source.consulte_le)}" if source.consulte_le else ""
    shown = "" if host == source.nom else host
    return ", ".join(part for part in (shown, read) if part)


CORRECT_ENTRY = "Corriger cette fiche"


def correct_link(catalogue: Catalogue, name: str) -> Link:
    """Where to correct a service or a structure ("services/visale"): here, or where it is kept."""
    collection, _, identifier = name.partition("/")
    if name in catalogue.externals:
        label = f"Le dire à {host_of(catalogue.externals[name])}"
        return Link(label=label, url=catalogue.externals[name], external=True)
    return Link(label=CORRECT_ENTRY, url=correct_url(identifier, collection.removesuffix("s")))


def make_report(settings: Settings, identifier: str, nom: str) -> Link:
    """Where to say that an entry is wrong: a prefilled mail, an issue, else how to contribute."""
    title = " ".join(nom.split())  # one line: a line end would add a header to the mail
    subject = quote(f"Fiche à corriger : {title} ({identifier})")
    contact = settings.contact or settings.editeur
    if contact.courriel:
        return Link(
            label="Signaler une erreur",
            url=f"mailto:{contact.courriel}?subject={subject}",
            external=True,
        )
    if settings.depot:
        return Link(
            label="Signaler une erreur",
            url=f"{settings.depot.rstrip('/')}/issues/new?title={subject}",
            external=True,
        )
    return Link(label="Signaler une erreur", url=CONTRIBUTE)
