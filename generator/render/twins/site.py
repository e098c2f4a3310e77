"""Render: the plan → the Markdown twin of the page of each entry."""

from collections.abc import Iterator

from generator.evenements import EventView
from generator.manques import ManqueView
from generator.model import Artifact
from generator.news import TombstoneView
from generator.page_views import ServiceView, StructureView
from generator.parcours import ParcoursView
from generator.render.twins.event import event_blocks
from generator.render.twins.manque import manque_blocks
from generator.render.twins.markdown import document, link
from generator.render.twins.parts import Site
from generator.render.twins.pathway import pathway_blocks
from generator.render.twins.service import service_blocks
from generator.render.twins.situation import situation_blocks
from generator.render.twins.structure import structure_blocks
from generator.render.twins.tombstone import tombstone_blocks
from generator.site_plan import SitePlan
from generator.solutions import SituationView

LICENCE = ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")


def render_twins(plan: SitePlan) -> Iterator[Artifact]:
    """`services/{id}.md` and `structures/{id}.md`, those of entries that are gone included."""
    settings = plan.settings
    site = Site(nom=settings.nom, url=settings.url, licence=link(*LICENCE))
    for page in plan.pages:
        view = page.view
        if isinstance(view, ServiceView):
            blocks = service_blocks(page, view, site)
        elif isinstance(view, StructureView):
            blocks = structure_blocks(page, view, site)
        elif isinstance(view, EventView):
            blocks = event_blocks(page, view, site)
        elif isinstance(view, ParcoursView):
            blocks = pathway_blocks(page, view, site)
        elif isinstance(view, ManqueView):
            blocks = manque_blocks(page, view, site)
        elif isinstance(view, SituationView) and not view.place:
            blocks = situation_blocks(page, view, site)
        elif isinstance(view, TombstoneView):
            blocks = tombstone_blocks(page, view, site)
        else:
            continue
        path = f"{page.path.removesuffix('.html')}.md"
        yield Artifact(path=path, content=document(blocks).encode())
