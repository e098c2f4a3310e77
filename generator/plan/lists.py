"""Plan: services in groups → the page of a list, or its pages when it is too long for one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.entries import Service
from generator.page_views import ListView
from generator.plan import urls
from generator.plan.page import make_page
from generator.plan.wording import capitalised
from generator.site_plan import Page
from generator.view_parts import Card, CardGroup, Link

CARDS_PER_PAGE = 200


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
    crossings: tuple[Link, ...] = (),
    crossings_heading: str = "",
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
        crossings=crossings,
        crossings_heading=crossings_heading,
        communes=communes,
        search_url=search_url if services else "",
    )


def list_pages(
    url: str,
    view: ListView,
    *,
    breadcrumb: tuple[Link, ...],
    section: str,
    limit: int = CARDS_PER_PAGE,
) -> Iterator[Page]:
    """The page of a list at `url`; past `limit` cards, the others at `url`-2, `url`-3…

    What narrows the list stands on the first page only.
    """
    parts = tuple(_split(view.groups, limit)) or ((),)
    for number, groups in enumerate(parts, start=1):
        said = f", page {number} sur {len(parts)}" if number > 1 else ""
        shown = replace(
            view,
            heading=view.heading + said,
            groups=groups,
            previous=_turn("Page précédente", url, number - 1, len(parts)),
            following=_turn("Page suivante", url, number + 1, len(parts)),
        )
        if number > 1:
            shown = replace(shown, narrower=(), crossings=(), communes=(), coverage=None)
        yield make_page(
            urls.numbered_url(url, number),
            "pages/list.html",
            shown,
            breadcrumb=breadcrumb,
            section=section,
            index=bool(view.count),
        )


def _turn(label: str, url: str, number: int, last: int) -> Link | None:
    """The link to another page of a list, if there is one of that number."""
    if not 1 <= number <= last:
        return None
    return Link(label=label, url=urls.numbered_url(url, number), note=f"{number} sur {last}")


def _split(groups: Sequence[CardGroup], limit: int) -> Iterator[tuple[CardGroup, ...]]:
    """Groups → the groups of each page; one that does not fit goes on on the next."""
    page: list[CardGroup] = []
    room = limit
    for group in groups:
        cards: tuple[Card, ...] = group.cards
        while cards:
            if not room:
                yield tuple(page)
                page, room = [], limit
            page.append(replace(group, cards=cards[:room]))
            room, cards = room - len(page[-1].cards), cards[room:]
    if page:
        yield tuple(page)
