"""Plan: each identifier that is gone → a page: what happened, and where to go from there."""

from collections.abc import Iterator, Mapping

from generator.model import Catalogue
from generator.news import News, Tombstone, TombstoneView
from generator.plan import urls
from generator.plan.change_words import LEFT
from generator.plan.page import make_page
from generator.plan.shelves import Shelves
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import capitalised, date_text
from generator.site_plan import Page
from generator.view_parts import Card, Link

MAX_RELATED = 6
_PAGES = {"services": urls.service_url, "structures": urls.structure_url}
_WHAT = {"services": "Cette aide", "structures": "Cette structure"}
Key = tuple[str, str]


def tombstone_pages(
    news: News, catalogue: Catalogue, shelves: Shelves, labels: Labels
) -> Iterator[Page]:
    """One page at each address that an entry no longer has."""
    graves = {(it.collection, it.id): it for it in news.gone}
    names = {structure.id: structure.nom for structure in catalogue.structures}
    for tombstone in news.gone:
        successor = successor_of(tombstone, graves)
        view = _view(tombstone, successor, shelves, names, labels)
        services = tombstone.collection == "services"
        above = Link(
            label="De A à Z" if services else "Structures",
            url=urls.SERVICES if services else urls.STRUCTURES,
        )
        yield make_page(
            _PAGES[tombstone.collection](tombstone.id),
            "pages/tombstone.html",
            view,
            title=f"{tombstone.nom} (fiche {_ADJECTIVE[tombstone.genre]})",
            breadcrumb=(above,),
            section="services" if services else "structures",
            index=False,
        )


_ADJECTIVE = {"renomme": "déplacée", "retire": "retirée"}


def successor_of(tombstone: Tombstone, graves: Mapping[Key, Tombstone]) -> str | None:
    """What takes its place today, through those that came and went in between."""
    seen = {tombstone.id}
    successor = tombstone.remplace_par
    while successor is not None and (tombstone.collection, successor) in graves:
        if successor in seen:  # each says that the other replaces it
            return None
        seen.add(successor)
        successor = graves[tombstone.collection, successor].remplace_par
    return successor


def _view(
    tombstone: Tombstone,
    successor: str | None,
    shelves: Shelves,
    names: Mapping[str, str],
    labels: Labels,
) -> TombstoneView:
    card = shelves.cards.get(successor or "") if tombstone.collection == "services" else None
    link = tombstone.elsewhere
    if tombstone.collection == "structures" and successor is not None and successor in names:
        link = Link(label=names[successor], url=urls.structure_url(successor))
    related = _related(tombstone, successor, shelves)
    return TombstoneView(
        heading=tombstone.nom,
        intro=_intro(tombstone, successor),
        facts=tuple(_facts(tombstone)),
        successor_heading="La fiche aujourd’hui"
        if tombstone.genre == "renomme"
        else "Ce qui prend la suite",
        successor=card,
        successor_link=link,
        related_heading="D’autres aides pour un besoin proche" if related else "",
        related=related,
        lists=_lists(tombstone, labels),
    )


def _intro(tombstone: Tombstone, successor: str | None) -> str:
    what = _WHAT[tombstone.collection]
    if tombstone.genre == "renomme":
        return f"{what} a une nouvelle adresse sur ce site."
    left = capitalised(LEFT[tombstone.collection])
    if successor is None and tombstone.elsewhere is None:
        return f"{left}."
    return f"{left}, mais une autre prend la suite."


def _facts(tombstone: Tombstone) -> Iterator[str]:
    verb = "L’adresse a changé" if tombstone.genre == "renomme" else "La fiche a été retirée"
    if tombstone.depuis is not None:
        yield f"{verb} le {date_text(tombstone.depuis)}."
    if tombstone.motif:
        end = "" if tombstone.motif.endswith((".", "!", "?", "…")) else "."
        yield f"{capitalised(tombstone.motif)}{end}"


def _related(tombstone: Tombstone, successor: str | None, shelves: Shelves) -> tuple[Card, ...]:
    """Open services for the same needs, the most precise first; none when it only moved."""
    if tombstone.genre == "renomme":
        return ()
    needs = (*tombstone.thematiques, *map(category_code, tombstone.thematiques))
    found = {
        service.id: shelves.cards[service.id]
        for theme in needs
        for service in shelves.by_theme.get(theme, ())
        if service.id != successor
    }
    return tuple(found.values())[:MAX_RELATED]


def _lists(tombstone: Tombstone, labels: Labels) -> tuple[Link, ...]:
    terms = labels.terms("categories")
    known = dict.fromkeys(map(category_code, tombstone.thematiques))
    themes = tuple(
        Link(label=labels.everyday(terms[code]), url=urls.theme_url(code))
        for code in known
        if code in terms
    )
    everything = Link(label="Toutes les aides, de A à Z", url=urls.SERVICES)
    structures = Link(label="Toutes les structures", url=urls.STRUCTURES)
    return (*themes, everything if tombstone.collection == "services" else structures)
