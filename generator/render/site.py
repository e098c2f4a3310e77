"""Render: the plan and the theme → every artifact of the site: pages, assets, search, open data."""

from collections.abc import Callable
from dataclasses import asdict, replace

from generator.model import Artifact, Theme
from generator.render.api import render_api, render_checksums, render_entry_point
from generator.render.assets import render_assets
from generator.render.calendar import render_calendars
from generator.render.catalogue import render_catalogue
from generator.render.data_inclusion import render_data_inclusion
from generator.render.form_data import render_form_data
from generator.render.form_preview import render_form_preview
from generator.render.help import render_help
from generator.render.hsds import render_hsds
from generator.render.html import make_environment, render_page, site_values
from generator.render.llms import render_llms
from generator.render.my_list import render_listed
from generator.render.news import render_changes, render_feeds, render_gone
from generator.render.offline import render_offline
from generator.render.open_data_page import made_datasets, with_made_files
from generator.render.reviews import render_reviews
from generator.render.search import render_search
from generator.render.sheets import render_sheets
from generator.render.sitemap import render_sitemap
from generator.render.structured import StructuredData
from generator.render.tables import render_tables
from generator.render.twins import render_twins
from generator.site_plan import SitePlan

Advance = Callable[[int, int], None]  # pages drawn so far, pages in all

# What reads the entry point: it can name them, it cannot tell their weight.
_AFTER_THE_ENTRY_POINT = (
    "api/v1/index.json",
    "llms.txt",
    "donnees/catalogue.jsonld",
    "donnees/SHA256SUMS",
)


def render_site(plan: SitePlan, theme: Theme, advance: Advance) -> tuple[Artifact, ...]:
    """Everything to publish; `advance` is told after each page."""
    data = _open_data(plan)  # before the pages: one of them prints the size of each file
    environment = make_environment(theme)
    assets, asset_files = render_assets(theme, plan.settings)
    search_files, search = render_search(plan)
    help_desk = render_help(plan.help_desk)
    located = "true" if plan.outlines.centres else ""
    urls = asdict(search) | {"help": help_desk.path, "located": located}
    site = site_values(plan)
    structured = StructuredData(replace(plan, datasets=made_datasets(plan.datasets, data)))
    pages = []
    for page in plan.pages:
        shown = with_made_files(page, data)
        data_block = structured.of(page)
        drawn = render_page(environment, shown, site, assets, urls, structured=data_block)
        pages.append(drawn)
        advance(len(pages), len(plan.pages))
    return (
        *pages,
        *asset_files,
        *search_files,
        help_desk,
        *render_listed(plan),
        *render_form_data(plan),
        render_form_preview(plan),
        *render_offline(theme, asset_files, (*search_files, help_desk)),
        *data,
        *render_twins(plan),
        *render_sitemap(plan),
    )


def _open_data(plan: SitePlan) -> tuple[Artifact, ...]:
    """The files of open data: each format, then what weighs, describes or signs the others."""
    files = (  # one line for each format; none reads another
        *render_api(plan),
        *render_changes(plan),
        *render_gone(plan),
        *render_feeds(plan),
        *render_data_inclusion(plan),
        *render_hsds(plan),
        *render_tables(plan, render_sheets(plan)),
        *render_calendars(plan),
        *render_reviews(plan),
    )
    files = (*files, render_entry_point(plan, files, _AFTER_THE_ENTRY_POINT))
    files = (*files, *render_llms(plan, files))
    files = (*files, render_catalogue(plan, files))
    return (*files, render_checksums(files))
