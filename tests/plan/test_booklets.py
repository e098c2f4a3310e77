"""Booklets: one for each territory and event, bounded, with nothing lost in silence."""

from functools import cache

import pytest

from generator.booklet_view import BookletView
from generator.plan import urls
from generator.plan.booklet_entries import ways
from generator.plan.booklets import MAX_PER_NEED
from generator.plan.help import helpers_heading
from generator.site_plan import Page, SitePlan
from generator.view_parts import Action, Helper
from tests.conftest import Site
from tests.sites.building import complete_site, real_site

SERVICE = """nom: Vélo {rank:03}
structure: garage-solidaire
resume: Un vélo prêté pour aller au travail.
thematiques:
  - mobilite--acceder-a-un-vehicule
zone_eligibilite:
  - "{zone}"
etat: {etat}
date_maj: 2026-01-02
sources:
  - nom: Garage solidaire
{more}"""


def booklets(plan: SitePlan) -> dict[str, BookletView]:
    return {page.url: page.view for page in plan.pages if isinstance(page.view, BookletView)}


def booklet_page(plan: SitePlan, url: str) -> Page:
    return next(page for page in plan.pages if page.url == url)


@cache
def real() -> dict[str, BookletView]:
    return booklets(real_site().plan)


def structure_of(site: Site) -> str:
    (path,) = (site.root / "content" / "structures").iterdir()
    return path.stem


def lay_bikes(site: Site, number: int, zone: str = "43", etat: str = "actif") -> None:
    """As many services as asked, all of one need."""
    for rank in range(number):
        text = SERVICE.format(rank=rank, zone=zone, etat=etat, more="")
        text = text.replace("garage-solidaire", structure_of(site))
        site.lay(f"content/services/velo-{rank:03}.yaml", text)


def test_each_territory_that_has_a_list_has_a_booklet_of_the_same_services() -> None:
    plan = real_site().plan
    expected = {urls.booklet_url(one.area.code): one for one in plan.territories if one.services}

    assert expected
    for url, territory in expected.items():
        view = real()[url]
        shown = {entry.card.id for need in view.needs for entry in need.entries}
        counted = sum(need.count for need in view.needs)
        assert counted == len(territory.services)
        assert shown <= set(territory.services)


def test_each_event_has_a_booklet() -> None:
    plan = real_site().plan

    assert plan.catalogue.evenements
    for event in plan.catalogue.evenements:
        view = real()[urls.event_booklet_url(event.id)]
        assert view.event is not None
        assert view.event.id == event.id


def test_the_list_of_booklets_leads_to_all_of_them() -> None:
    plan = real_site().plan
    text = real_site().pages["livrets/index.html"]

    assert booklets(plan)
    assert [url for url in booklets(plan) if f'href="../{url}"' not in text] == []


def test_a_need_with_too_many_services_says_how_many_are_left_and_where(site: Site) -> None:
    lay_bikes(site, MAX_PER_NEED + 7)
    plan = site.check().plan
    assert plan is not None
    view = booklets(plan)["livrets/43.html"]
    need = next(need for need in view.needs if need.anchor == "mobilite")

    assert len(need.entries) == MAX_PER_NEED
    assert need.count >= MAX_PER_NEED + 7
    assert need.rest.startswith(f"Et {need.count - MAX_PER_NEED}\u00a0autres")
    assert str(MAX_PER_NEED) in view.rule
    assert any(page.url == need.url for page in plan.pages)


def test_a_need_that_fits_says_nothing_of_a_rest(site: Site) -> None:
    lay_bikes(site, 3)
    plan = site.check().plan
    assert plan is not None
    view = booklets(plan)["livrets/43.html"]

    assert view.rule == ""
    assert {need.rest for need in view.needs} == {""}


def test_what_is_ended_is_not_in_a_booklet(site: Site) -> None:
    lay_bikes(site, 3, etat="termine")
    plan = site.check().plan
    assert plan is not None
    shown = {
        entry.card.id
        for view in booklets(plan).values()
        for need in view.needs
        for entry in need.entries
    }

    assert not any(name.startswith("velo-") for name in shown)


def test_the_phone_comes_first() -> None:
    found = [way.icon for way in ways("0471000000", "a@example.org", "https://example.org/x")]

    assert found == ["phone", "mail", "globe"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org/velo", "example.org/velo"),
        ("https://www.example.org/" + "a" * 300, "example.org"),
    ],
)
def test_an_address_is_written_as_one_types_it(url: str, words: str) -> None:
    (way,) = ways(None, None, url)

    assert way.text == words


def test_a_service_without_contact_is_reached_through_its_provider() -> None:
    catalogue = real_site().plan.catalogue
    providers = {structure.id: structure for structure in catalogue.structures}
    silent = {
        service.id
        for service in catalogue.services
        if not (service.telephone or service.courriel or service.lien_mobilisation)
        and providers[service.structure].site_web
    }
    entries = {
        entry.card.id: entry
        for view in real().values()
        for need in view.needs
        for entry in need.entries
    }
    reached = silent & set(entries)

    assert reached
    assert [name for name in reached if not entries[name].ways] == []


def test_a_handover_is_written_from_the_one_who_hands_over_to_the_next() -> None:
    views = booklets(complete_site().plan)
    plan = complete_site().plan
    names = {structure.nom for structure in plan.catalogue.structures}
    for view in (*views.values(), *real().values()):
        told = [partner for partner in view.partners if partner.handovers]
        assert view.hands_over == bool(told)
        for partner in told:
            assert partner.nom not in {item.partner for item in partner.handovers}

    assert any(view.hands_over for view in real().values())
    assert names


def test_only_real_relays_are_drawn_and_every_other_partner_is_named() -> None:
    names = {one.id: one.nom for one in real_site().plan.catalogue.structures}
    providers = {one.id: one.structure for one in real_site().plan.catalogue.services}
    for view in real().values():
        if view.hands_over:
            assert [one.nom for one in view.partners if not one.handovers] == []
            assert view.other_partners.startswith("Sans relais écrit\u00a0: ")
        shown = {one.nom for one in view.partners}
        for need in view.needs:
            for entry in need.entries:
                name = names[providers[entry.card.id]]
                assert name in shown or name in view.other_partners


def test_a_table_of_an_event_has_no_column_that_is_empty_in_every_row() -> None:
    bare = real_site().pages["livrets/evenement-innov-insertion-le-creusot.html"]
    full = complete_site().pages["livrets/evenement-evenement-complet.html"]

    assert '<th scope="col">Qui</th></tr>' in bare
    assert "Pour qui</th>" not in bare
    for heading in ("Où", "Ce qu’on y trouve", "Quand et où", "Pour qui"):
        assert f'<th scope="col">{heading}</th>' in full


def test_the_cover_says_that_an_event_is_over() -> None:
    over = "Ce rendez-vous est passé."

    assert over in real_site().pages["livrets/evenement-innov-insertion-le-creusot.html"]
    assert over not in complete_site().pages["livrets/evenement-evenement-complet.html"]


@pytest.mark.parametrize(
    ("icons", "heading"),
    [
        ((), "À qui s’adresser"),
        (("mail", "external-link"), "À qui s’adresser"),
        (("mail", "phone"), "Qui appeler d’abord"),
    ],
)
def test_one_is_told_to_call_only_where_there_is_a_number(
    icons: tuple[str, ...], heading: str
) -> None:
    actions = tuple(Action(label=icon, url="https://example.org", icon=icon) for icon in icons)
    helper = Helper(nom="CAF", url="", actions=actions, zones=())

    assert helpers_heading((helper,), "Qui appeler d’abord") == heading


def test_a_booklet_is_left_out_of_search_engines() -> None:
    pages = [page for page in real_site().plan.pages if isinstance(page.view, BookletView)]

    assert pages
    assert not any(page.index for page in pages)


def test_the_page_of_a_territory_leads_to_its_booklet() -> None:
    text = real_site().pages["territoires/43.html"]

    assert 'href="../livrets/43.html"' in text
