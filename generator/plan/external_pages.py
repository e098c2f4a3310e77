"""Plan: pages → the same pages, those of other guichets' entries marked as such.

A visitor sees who keeps the entry and where to say that it is wrong; a robot is told which page is
the first one.
"""

from collections.abc import Iterable
from dataclasses import replace

from generator.model import Catalogue
from generator.page_views import ServiceView, StructureView
from generator.site_plan import Page
from generator.view_parts import Link


def with_origins(pages: Iterable[Page], catalogue: Catalogue) -> tuple[Page, ...]:
    """Every page of an external entry says whose it is."""
    if not catalogue.externals:
        return tuple(pages)
    keepers = {source.site: source.nom for source in (it.source for it in catalogue.sources)}
    return tuple(
        _with_origin(page, page.view, origin, _keeper(origin, keepers))
        if isinstance(page.view, (ServiceView, StructureView))
        and (origin := catalogue.externals.get(page.url.removesuffix(".html")))
        else page
        for page in pages
    )


def _with_origin(page: Page, view: ServiceView | StructureView, origin: str, keeper: str) -> Page:
    quoted = f"«\u00a0{keeper}\u00a0»"
    marked = replace(
        view,
        origin=Link(label=quoted, url=origin, external=True),
        report=Link(label=f"Le dire à {quoted}", url=origin, external=True),
    )
    return replace(page, view=marked, canonical=origin)


def _keeper(origin: str, keepers: dict[str, str]) -> str:
    """The guichet that publishes a page: the longest address that it begins with."""
    return keepers[max((site for site in keepers if origin.startswith(site)), key=len)]
