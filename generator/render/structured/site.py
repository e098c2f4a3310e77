"""Render: one page of the plan → its JSON-LD object, to print as a block of data in its head.

Facts are those of the page: what an entry does not say is left out, and so is a page that search
engines are asked to leave alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.evenements import EventView
from generator.page_views import HomeView, ServiceView, StructureView
from generator.render.structured.datasets import catalogue_node
from generator.render.structured.event import event_node
from generator.render.structured.service import service_node
from generator.render.structured.structure import Around, organisation_node, structure_node
from generator.render.structured.territories import Territories
from generator.site_plan import Page, SitePlan

CONTEXT = "https://schema.org"
OPEN_DATA = "pages/open-data.html"
Node = Mapping[str, Any]


class StructuredData:
    """The JSON-LD of every page of a plan."""

    def __init__(self, plan: SitePlan) -> None:
        self._plan = plan
        self._base = plan.settings.url
        self._services = {service.id: service for service in plan.catalogue.services}
        self._structures = {structure.id: structure for structure in plan.catalogue.structures}
        self._meetings = {one.entry.id: one for one in plan.meetings}
        self._around = Around(
            base=plan.settings.url,
            vocabularies=plan.schemas.vocabularies,
            territories=Territories(plan.referentiels),
        )

    def of(self, page: Page) -> Node | None:
        """What to print in the page; None when there is nothing to say, or another site says it."""
        if not page.index or page.canonical:
            return None
        nodes = list(self._nodes(page))
        return {"@context": CONTEXT, "@graph": nodes} if nodes else None

    def _nodes(self, page: Page) -> Iterator[Node]:
        view, address = page.view, self._base + page.url
        if isinstance(view, ServiceView):
            service = self._services[view.id]
            structure = self._structures[service.structure]
            yield service_node(service, structure, address, self._around)
        elif isinstance(view, StructureView):
            yield structure_node(self._structures[view.id], address, self._around)
        elif isinstance(view, EventView):
            meeting = self._meetings[view.id]
            node = event_node(meeting, self._structures, address, self._around)
            yield from (node,) if node else ()
        elif isinstance(view, HomeView):
            yield self._web_site()
        elif page.template == OPEN_DATA:
            yield catalogue_node(self._plan, address)
        if page.breadcrumb:
            yield self._breadcrumb(page)

    def _web_site(self) -> Node:
        settings = self._plan.settings
        return {
            "@type": "WebSite",
            "@id": f"{self._base}#site",
            "name": settings.nom,
            "description": settings.sous_titre,
            "url": self._base,
            "inLanguage": "fr",
            "publisher": organisation_node(settings.editeur),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{self._base}recherche/?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            },
        }

    def _breadcrumb(self, page: Page) -> Node:
        steps = [(link.label, self._base + link.url) for link in page.breadcrumb]
        steps.append((page.title, self._base + page.url))
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": rank,
                    "name": name,
                    "item": address,
                }
                for rank, (name, address) in enumerate(steps, start=1)
            ],
        }
