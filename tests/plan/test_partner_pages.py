"""The mirror of a partner: what concerns it, in the order of what to do, and of nobody else."""

from generator import commands, pipeline
from generator.freshness import PERIME, RETIRE
from generator.mirror_view import PartnersView, PartnerView
from generator.page_views import StructureView
from generator.site_plan import SitePlan
from tests.sites.building import REPOSITORY, complete_site, newest_day


def mirrors(plan: SitePlan) -> dict[str, PartnerView]:
    return {page.view.id: page.view for page in plan.pages if isinstance(page.view, PartnerView)}


def test_each_structure_that_keeps_entries_has_its_mirror_and_leads_to_it() -> None:
    site = complete_site()
    keeping = {keeper.structure.id for keeper in site.plan.keepers if keeper.services}
    led = {
        page.view.id
        for page in site.plan.pages
        if isinstance(page.view, StructureView) and page.view.mirror
    }

    assert keeping <= mirrors(site.plan).keys()
    assert led == mirrors(site.plan).keys()


def test_a_mirror_holds_the_entries_of_its_structure_and_no_other() -> None:
    site = complete_site()
    owners = {service.id: service.structure for service in site.plan.catalogue.services}
    for name, view in mirrors(site.plan).items():
        shown = [entry.link.url.removeprefix("services/")[:-5] for entry in view.entries]
        assert {owners[one] for one in shown} <= {name}
        assert len(shown) == sum(
            owner == name and one in site.plan.freshness for one, owner in owners.items()
        )


def test_what_is_out_of_date_comes_first_and_each_entry_once() -> None:
    site = complete_site()
    for name, view in mirrors(site.plan).items():
        urls = [entry.link.url for task in view.tasks for entry in task.entries]
        assert len(urls) == len(set(urls)), name
    (view,) = mirrors(site.plan).values()
    late = [one for one, fresh in site.plan.freshness.items() if fresh.etat in (PERIME, RETIRE)]
    entries = [entry.link.url for task in view.tasks for entry in task.entries]
    first = entries[: len(late)]
    assert late
    assert set(first) == {f"services/{one}.html" for one in late}


def test_relays_are_promised_on_one_side_and_received_on_the_other() -> None:
    checked = pipeline.check(commands.folders(REPOSITORY), newest_day(), lambda *_: None)
    assert checked.plan is not None
    owners = {service.id: service.structure for service in checked.plan.catalogue.services}
    relays = [
        (service.structure, owners[target], service.nom)
        for service in checked.plan.catalogue.services
        if service.relations
        for target in service.relations.passe_le_relais_a
        if owners[target] != service.structure
    ]
    found = {
        (name, group.anchor, line.entry.label)
        for name, view in mirrors(checked.plan).items()
        for group in view.groups
        for line in group.lines
    }

    assert relays
    for giver, taker, nom in relays:
        assert (giver, "relais-promis", nom) in found
        assert (taker, "relais-recus", nom) in found


def test_the_list_counts_what_the_mirrors_show() -> None:
    site = complete_site()
    (view,) = [page.view for page in site.plan.pages if isinstance(page.view, PartnersView)]
    rows = {row.head.url: row.cells for row in view.table.bodies[0].rows}

    assert len(rows) == len(mirrors(site.plan))
    for name, mirror in mirrors(site.plan).items():
        assert rows[f"observatoire/partenaires/{name}.html"][0] == str(len(mirror.entries))


def test_mirrors_are_for_partners_and_not_for_search_engines() -> None:
    pages = [page for page in complete_site().plan.pages if isinstance(page.view, PartnerView)]
    sitemap = complete_site().files["sitemap.xml"].decode()

    assert all(not page.index for page in pages)
    assert "observatoire/partenaires/" not in sitemap
    assert "observatoire/partenaires.html" in sitemap
