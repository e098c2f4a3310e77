"""Render: the plan → what every HSDS object needs around it: identifiers, places, terms, pages."""

from functools import cached_property
from typing import Any

from generator.entries import Service, Structure
from generator.page_views import ServiceView
from generator.render.hsds.addresses import Gazetteer
from generator.render.hsds.identifiers import named, site_namespace
from generator.render.hsds.taxonomies import Taxonomies
from generator.site_plan import SitePlan

FOLDER = "donnees/hsds"


class Frame:
    """The site around one entry; holds no entry, so each is drawn alone."""

    def __init__(self, plan: SitePlan) -> None:
        self.base = plan.settings.url
        self.today = plan.today
        self.gazetteer = Gazetteer(plan.referentiels)
        self.referentiels = plan.referentiels
        self.vocabularies = plan.schemas.vocabularies
        self.namespace = site_namespace(self.base)
        self.taxonomies = Taxonomies(plan.schemas, self.namespace, self.base)
        self._pages = plan.pages

    @cached_property
    def views(self) -> dict[str, ServiceView]:
        """The pages of the services, whose sentences are French and ready."""
        views = (page.view for page in self._pages)
        return {view.id: view for view in views if isinstance(view, ServiceView)}

    def service_id(self, identifier: str) -> str:
        """The UUID of a service of this site."""
        return named(self.namespace, "services", identifier)

    def organization_id(self, identifier: str) -> str:
        """The UUID of a structure of this site."""
        return named(self.namespace, "structures", identifier)

    def page(self, collection: str, identifier: str) -> str:
        """The page of an entry."""
        return f"{self.base}{collection}/{identifier}.html"

    def own_terms(self, collection: str, entry: Service | Structure) -> dict[str, Any]:
        """What ties an object to its entry: names that HSDS does not have."""
        former = [named(self.namespace, collection, name) for name in sorted(entry.anciens_ids)]
        return {
            "x_id": entry.id,
            "x_anciens_ids": former,
            "x_fiche": f"{self.base}api/v1/{collection}/{entry.id}.json",
        }
