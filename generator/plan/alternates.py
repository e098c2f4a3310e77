"""Plan: pages → the same pages, each with what programs read instead: Markdown, JSON."""

import re
from collections.abc import Iterable
from dataclasses import replace

from generator.evenements import EventView
from generator.manques import ManqueView
from generator.observatory_view import (
    AreaCoverageView,
    GapListView,
    ObservatoryView,
    ThemeCoverageView,
)
from generator.page_views import HomeView, ListView, OpenDataView, ServiceView, StructureView
from generator.parcours import ParcoursView
from generator.plan.urls import API, OPEN_DATA, feed_url, twin_url
from generator.site_plan import Page
from generator.solutions import SituationView
from generator.view_parts import Alternate

JSON = "application/json"
_NEWS = Alternate(
    url=f"{feed_url()}.atom", media_type="application/atom+xml", title="Ce qui change"
)
_CATALOGUE = Alternate(
    url=f"{OPEN_DATA}catalogue.jsonld",
    media_type="application/ld+json",
    title="Catalogue des données (DCAT-AP)",
)
# The lists of which the interface has a document under the same name; « thematiques/ » holds the
# great themes as well, which have a folder of their own there.
_LIST = re.compile(r"(thematiques|publics|territoires)/([a-zA-Z0-9-]+)\.html\Z")


def with_alternates(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Pages of entries name their twin and their data, lists their data, the home page the news."""
    return tuple(
        replace(page, alternates=(*found, *page.alternates))
        if (found := _alternates(page))
        else page
        for page in pages
    )


def _alternates(page: Page) -> tuple[Alternate, ...]:
    view = page.view
    if isinstance(view, (ServiceView, StructureView, EventView, ParcoursView, ManqueView)):
        twin = twin_url(page.url)
        return (
            Alternate(url=twin, media_type="text/markdown", title="Cette fiche en texte"),
            Alternate(url=view.json_url, media_type=JSON, title="Cette fiche en données"),
        )
    if isinstance(view, SituationView):
        data = Alternate(url=view.data_url, media_type=JSON, title="Ce qui répond, en données")
        text = Alternate(url=twin_url(page.url), media_type="text/markdown", title="En texte")
        return (data,) if view.place else (text, data)
    if isinstance(view, (AreaCoverageView, ThemeCoverageView, ObservatoryView, GapListView)):
        return (Alternate(url=view.json_url, media_type=JSON, title="Ces chiffres en données"),)
    if isinstance(view, HomeView):
        return (_NEWS,)
    if isinstance(view, OpenDataView):
        return (_NEWS, _CATALOGUE)
    listed = _LIST.match(page.url)
    if isinstance(view, ListView) and view.previous is None and listed:
        folder, code = listed.groups()
        if folder == "thematiques" and "--" not in code:
            folder = "categories"
        url = f"{API}{folder}/{code}.json"
        return (Alternate(url=url, media_type=JSON, title="Cette liste en données"),)
    return ()
