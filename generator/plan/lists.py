"""Plan: each facet → its page of services, and each kind of facet → the page that lists them."""

from collections.abc import Iterator, Sequence

from generator.entries import Service
from generator.model import Term
from generator.plan import urls
from generator.plan.page import make_page
from generator.plan.shelves import Shelves, category_order, group_by_category
from generator.plan.vocabulary import Labels, category_code
from generator.plan.wording import capitalised
from generator.site_plan import CardGroup, IndexView, Link, LinkGroup, ListView, Page

_THEMES = Link(label="Besoins", url=urls.THEMES)
_PUBLICS = Link(label="Publics", url=urls.PUBLICS)
_STATUTS = Link(label="Situations d’emploi", url=urls.STATUTS)


def theme_pages(shelves: Shelves, labels: Labels) -> Iterator[Page]:
    """One page for each great theme and each thématique, and their index."""
    terms = labels.terms("thematiques")
    groups = []
    for code in category_order(labels):
        category = labels.terms("categories")[code]
        inner = [terms[theme] for theme in terms if category_code(theme) == code]
        links = tuple(
            Link(
                label=term.label,
                url=urls.theme_url(term.code),
                count=len(shelves.by_theme.get(term.code, ())),
            )
            for term in inner
            if term.code in shelves.by_theme
        )
        if links:
            groups.append(_theme_group(category, links, labels))
        yield _category_page(category, inner, links, shelves, labels)
        for term in inner:
            yield _theme_page(term, category, shelves, labels)
    yield make_page(
        urls.THEMES,
        "pages/index.html",
        IndexView(
            heading="De quoi avez-vous besoin\u00a0?",
            intro="Choisissez un besoin pour voir les aides et les services qui y répondent.",
            groups=tuple(groups),
        ),
        section="besoins",
    )


def _theme_group(category: Term, links: tuple[Link, ...], labels: Labels) -> LinkGroup:
    return LinkGroup(
        heading=labels.everyday(category),
        anchor=category.code,
        links=links,
        url=urls.theme_url(category.code),
        accent=category.accent,
        icon=category.icon,
    )


def _category_page(
    category: Term, inner: Sequence[Term], links: tuple[Link, ...], shelves: Shelves, labels: Labels
) -> Page:
    services = shelves.by_category.get(category.code, ())
    groups = tuple(
        CardGroup(
            heading=term.label,
            anchor=term.code,
            cards=tuple(shelves.cards[service.id] for service in shelves.by_theme[term.code]),
            accent=category.accent,
        )
        for term in inner
        if term.code in shelves.by_theme
    )
    return make_page(
        urls.theme_url(category.code),
        "pages/list.html",
        list_view(
            labels.everyday(category),
            category.description,
            services,
            groups,
            icon=category.icon,
            accent=category.accent,
            narrower=links,
            narrower_heading="Préciser le besoin",
            search_url=urls.search_url(theme=category.code),
        ),
        breadcrumb=(_THEMES,),
        section="besoins",
        index=bool(services),
    )


def _theme_page(term: Term, category: Term, shelves: Shelves, labels: Labels) -> Page:
    services = shelves.by_theme.get(term.code, ())
    parent = Link(label=labels.everyday(category), url=urls.theme_url(category.code))
    return make_page(
        urls.theme_url(term.code),
        "pages/list.html",
        list_view(
            term.label,
            term.description,
            services,
            _one_group(services, shelves, category),
            icon=category.icon,
            accent=category.accent,
            search_url=urls.search_url(theme=term.code),
        ),
        breadcrumb=(_THEMES, parent),
        section="besoins",
        index=bool(services),
    )


def audience_pages(shelves: Shelves, labels: Labels) -> Iterator[Page]:
    """One page for each public and each situation of employment, and their two indexes."""
    kinds = (
        ("publics", shelves.by_public, urls.public_url, _PUBLICS, "public", "Pour qui\u00a0?"),
        (
            "statuts",
            shelves.by_statut,
            urls.statut_url,
            _STATUTS,
            "statut",
            "Quelle est votre situation\u00a0?",
        ),
    )
    for vocabulary, shelf, url_of, parent, facet, heading in kinds:
        links = []
        for code, term in labels.terms(vocabulary).items():
            services = shelf.get(code, ())
            if services:
                links.append(Link(label=term.label, url=url_of(code), count=len(services)))
            yield make_page(
                url_of(code),
                "pages/list.html",
                list_view(
                    term.label,
                    term.description,
                    services,
                    group_by_category(services, labels, shelves.cards),
                    icon="users",
                    accent="autre",
                    search_url=urls.search_url(**{facet: code}),
                ),
                breadcrumb=(parent,),
                section="publics",
                index=bool(services),
            )
        group = LinkGroup(heading=parent.label, anchor=vocabulary, links=tuple(links), icon="users")
        view = IndexView(
            heading=heading,
            intro="Une aide ouverte à tout le monde figure dans chaque liste de publics.",
            groups=(group,),
        )
        yield make_page(parent.url, "pages/index.html", view, section="publics")


def list_view(
    heading: str,
    intro: str,
    services: Sequence[Service],
    groups: tuple[CardGroup, ...],
    *,
    icon: str,
    accent: str,
    search_url: str,
    narrower: tuple[Link, ...] = (),
    narrower_heading: str = "",
    communes: tuple[Link, ...] = (),
) -> ListView:
    """What every list says of itself: heading, count, groups and ways to narrow it."""
    return ListView(
        heading=capitalised(heading),
        intro=intro,
        icon=icon,
        accent=accent,
        count=len(services),
        groups=groups,
        narrower=narrower,
        narrower_heading=narrower_heading,
        communes=communes,
        search_url=search_url,
    )


def _one_group(
    services: Sequence[Service], shelves: Shelves, category: Term
) -> tuple[CardGroup, ...]:
    if not services:
        return ()
    cards = tuple(shelves.cards[service.id] for service in services)
    return (CardGroup(heading="", anchor="aides", cards=cards, accent=category.accent),)
