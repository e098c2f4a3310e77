"""Plan: a URL, a template and a view → `Page`, with its path, title and description."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.evenements import EventView
from generator.page_views import HomeView, ListView, SearchView, ServiceView, StructureView
from generator.plan.urls import output_path, root_of
from generator.plan.wording import counted
from generator.site_plan import Page, View
from generator.view_parts import Link

MAX_DESCRIPTION = 300


def make_page(
    url: str,
    template: str,
    view: View,
    *,
    title: str = "",
    description: str = "",
    breadcrumb: tuple[Link, ...] = (),
    section: str = "",
    index: bool = True,
) -> Page:
    """Everything about a page that follows from its URL and its view."""
    return Page(
        path=output_path(url),
        url=url,
        root=root_of(url),
        template=template,
        title=title or _title(view),
        description=(description or _description(view))[:MAX_DESCRIPTION],
        breadcrumb=(Link(label="Accueil", url=""), *breadcrumb) if url else (),
        section=section,
        view=view,
        index=index,
    )


def distinguish_titles(pages: Iterable[Page]) -> tuple[Page, ...]:
    """No two pages under one title: those that share it also say who from, or what list."""
    drawn = tuple(pages)
    counts = Counter(page.title for page in drawn)
    twins = Counter(_precise_title(page) for page in drawn if counts[page.title] > 1)
    return tuple(_distinguished(drawn, counts, twins))


def _distinguished(
    pages: Iterable[Page], counts: Counter[str], twins: Counter[str]
) -> Iterator[Page]:
    for page in pages:
        if counts[page.title] == 1:
            yield page
            continue
        title = _precise_title(page)
        name = page.url.rstrip("/").rpartition("/")[2].removesuffix(".html")
        if twins[title] > 1 and name:
            title = f"{title}, {name}"
        yield replace(page, title=title)


def _precise_title(page: Page) -> str:
    if isinstance(page.view, ServiceView):
        return f"{page.title} ({page.view.structure.label})"
    # Under « Accueil » alone, the way to a page tells nothing of it.
    return f"{page.title} ({page.breadcrumb[-1].label})" if page.breadcrumb[1:] else page.title


def _title(view: View) -> str:
    if isinstance(view, (ServiceView, StructureView, EventView)):
        return view.nom
    if isinstance(view, HomeView):
        return "Accueil"
    if isinstance(view, SearchView):
        return "Rechercher une aide"
    return view.heading


def _description(view: View) -> str:
    if isinstance(view, (ServiceView, EventView)):
        return view.resume
    if isinstance(view, StructureView):
        count = counted(len(view.services), "service")
        return f"{view.nom}\u00a0: {count}, comment les joindre."
    if isinstance(view, HomeView):
        return (
            f"{counted(view.service_count, 'aide', 'aides et services')} de mobilité, de logement "
            "et d’emploi, par besoin, par situation et par territoire."
        )
    if isinstance(view, SearchView):
        return "Chercher une aide ou un service par mots, par besoin et par commune."
    if isinstance(view, ListView):
        count = counted(view.count, "aide", "aides et services")
        return f"{view.heading}\u00a0: {count}. {view.intro}"
    return view.intro
