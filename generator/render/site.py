"""Render: the plan and the theme → every artifact of the site: pages, assets, search, feed."""

from collections.abc import Callable
from dataclasses import asdict

from generator.model import Artifact, Theme
from generator.render.assets import render_assets
from generator.render.help import render_help
from generator.render.html import make_environment, render_page, site_values
from generator.render.offline import render_offline
from generator.render.open_data import render_open_data
from generator.render.search import render_search
from generator.render.sitemap import render_sitemap
from generator.site_plan import SitePlan

Advance = Callable[[int, int], None]  # pages drawn so far, pages in all


def render_site(plan: SitePlan, theme: Theme, advance: Advance) -> tuple[Artifact, ...]:
    """Everything to publish; `advance` is told after each page."""
    environment = make_environment(theme)
    assets, asset_files = render_assets(theme, plan.settings)
    search_files, search = render_search(plan)
    help_desk = render_help(plan.help_desk)
    located = "true" if plan.outlines.centres else ""
    urls = asdict(search) | {"help": help_desk.path, "located": located}
    site = site_values(plan)
    pages = []
    for page in plan.pages:
        pages.append(render_page(environment, page, site, assets, urls))
        advance(len(pages), len(plan.pages))
    return (
        *pages,
        *asset_files,
        *search_files,
        help_desk,
        *render_offline(theme, asset_files, (*search_files, help_desk)),
        *render_open_data(plan),
        *render_sitemap(plan),
    )
