"""The fields of places, structures and services of the form, as someone fills them on a phone."""

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Locator, Page, expect

from generator.load import load_referentiels, resource_folder
from generator.plan.coverage import CoverageMap
from tests.browser.conftest import Served, Visit

Open = Callable[..., Page]
PHONE = {"width": 320, "height": 640}
TAKEN = "[role=option]:visible"
SLOW = 30_000  # milliseconds: a form is some sixty modules


@pytest.fixture
def form(served: Callable[[str], Served], visit: Callable[..., Visit]) -> Iterator[Open]:
    """The form on a phone, once its pickers are there; nothing may go wrong in it."""
    visits: list[Visit] = []

    def start(path: str = "proposer/", **options: object) -> Page:
        watched = visit(served("real"), viewport=PHONE, **options)
        visits.append(watched)
        page = watched.open(path)
        expect(page.locator("#f-zone_eligibilite-choisir")).to_be_attached(timeout=SLOW)
        return page

    yield start
    assert [fault for watched in visits for fault in watched.faults] == []


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[data-field='{name}']").first


def control(page: Page, name: str) -> Locator:
    """The plain control that keeps the value."""
    return page.locator(f"[data-name='{name}']").first


def choose(page: Page, name: str, typed: str) -> Locator:
    """Type in the input of a field, wait for what is proposed."""
    picker = field(page, name).locator("input[role=combobox]")
    picker.click()
    picker.press_sequentially(typed)
    expect(page.locator(TAKEN).first).to_be_visible(timeout=SLOW)
    return picker


def take(page: Page, picker: Locator, words: str) -> None:
    """Go down to what one means, and take it, without a mouse."""
    expect(page.locator(TAKEN).filter(has_text=words).first).to_be_visible()
    for _ in range(12):
        picker.press("ArrowDown")
        if words in page.locator("[role=option][aria-selected=true]").inner_text():
            break
    picker.press("Enter")


def test_a_zone_is_written_with_names_and_kept_as_codes(form: Open) -> None:
    page = form()
    zone = field(page, "zone_eligibilite")
    value = control(page, "zone_eligibilite")

    take(page, choose(page, "zone_eligibilite", "brioud"), "Brioude\n(43100")

    expect(value).to_have_value("43040")
    expect(zone.get_by_role("button", name="Brioude")).to_be_visible()
    expect(zone).to_contain_text(re.compile(r"Soit [\d\u202f]+ habitants\."))
    take(page, choose(page, "zone_eligibilite", "bretagne"), "(région)")
    expect(value).to_have_value("43040\nregion-53")
    zone.get_by_role("button", name="Toute la France").click()
    expect(value).to_have_value("43040\nregion-53\nfrance")
    zone.get_by_role("button", name="Brioude").press("Enter")
    expect(value).to_have_value("region-53\nfrance")
    # Who takes off one by one keeps the place in the list.
    expect(zone.get_by_role("button", name="Bretagne")).to_be_focused()


def test_a_zone_typed_and_not_chosen_is_kept_and_told_with_the_name_that_is_near(
    form: Open,
) -> None:
    page = form()
    zone = field(page, "zone_eligibilite")
    picker = zone.locator("input[role=combobox]")

    picker.fill("Sone et Loire")
    page.locator("[data-check]").click()

    expect(control(page, "zone_eligibilite")).to_have_value("Sone et Loire")
    expect(page.locator("[data-summary]")).to_contain_text(
        "aucun territoire ne s’appelle «\u00a0Sone et Loire\u00a0»", timeout=SLOW
    )
    expect(zone).to_contain_text("Vouliez-vous dire «\u00a0Saône-et-Loire\u00a0»\u00a0?")
    expect(page.locator("[data-file]")).to_have_value(re.compile("- Sone et Loire"))
    zone.get_by_role("button", name="Choisir «\u00a0Saône-et-Loire\u00a0»").click()
    expect(control(page, "zone_eligibilite")).to_have_value("71")
    expect(zone.locator("li").get_by_role("button", name="Saône-et-Loire")).to_be_visible()
    # A name typed in full is the territory itself.
    picker.fill("Haute-Saône")
    picker.press("Tab")
    expect(control(page, "zone_eligibilite")).to_have_value("71\n70", timeout=SLOW)
    # A name that several territories bear is asked.
    picker.fill("Bretagne")
    picker.press("Tab")
    zone.get_by_role("button", name="Choisir «\u00a0Bretagne (région)\u00a0»").click()
    expect(control(page, "zone_eligibilite")).to_have_value("71\n70\nregion-53")
    assert page.url.endswith("/proposer/")


def test_a_structure_or_an_aid_that_is_none_is_told_at_once_with_the_nearest_names(
    form: Open,
) -> None:
    page = form()
    structure = field(page, "structure")

    structure.locator("input[role=combobox]").fill("fond du travail temporaire")
    page.locator("#f-nom").focus()

    slot = structure.locator("> [data-error]")
    expect(slot).to_contain_text(
        "Aucune structure ne s’appelle «\u00a0fond du travail temporaire\u00a0»", timeout=SLOW
    )
    expect(slot).not_to_contain_text("majuscule")
    expect(structure.get_by_role("link", name="Proposer une structure")).to_be_visible()
    slot.get_by_role("button").first.click()
    expect(control(page, "structure")).to_have_value(re.compile("^[a-z0-9-]+$"))
    relay = field(page, "relations.passe_le_relais_a")
    relay.evaluate("at => { for (; at; at = at.parentElement) if ('open' in at) at.open = true; }")
    relay.locator("input[role=combobox]").fill("Une aide que personne ne connaît")
    page.locator("#f-nom").focus()
    expect(page.locator("[data-field=relations]")).to_contain_text(
        "Aucune aide ne s’appelle «\u00a0Une aide que personne ne connaît\u00a0»", timeout=SLOW
    )


def test_an_entry_to_correct_shows_names_and_a_code_that_is_not_known_stays(form: Open) -> None:
    page = form("proposer/#fiche=1000-parcours-franche-comte")
    zone = field(page, "zone_eligibilite")

    for name in ("Doubs", "Jura", "Haute-Saône", "Territoire de Belfort"):
        named = zone.locator("li button").filter(has_text=name).first
        expect(named).to_be_visible(timeout=SLOW)
    expect(field(page, "structure").locator("input[role=combobox]")).to_have_value(
        re.compile("formation du travail temporaire", re.IGNORECASE)
    )
    relay = field(page, "relations.passe_le_relais_a")
    expect(relay.locator("li button")).to_have_count(5)
    control(page, "zone_eligibilite").evaluate(
        """control => {
            control.value = '25\\n99999';
            control.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    expect(zone.locator("li")).to_have_count(2)
    expect(zone.locator("li").last).to_contain_text("99999 (inconnu)")


def test_a_structure_is_found_by_its_name_and_kept_by_its_identifier(form: Open) -> None:
    page = form()
    value = control(page, "structure")

    take(page, choose(page, "structure", "travail temp"), "action sociale")

    expect(value).to_have_value("fastt")
    picker = field(page, "structure").locator("input[role=combobox]")
    picker.fill("Une association que personne ne connaît")
    picker.press("Tab")
    # It is kept as it is written: the check of the form says what is wrong with it.
    expect(value).to_have_value("Une association que personne ne connaît")
    expect(field(page, "structure")).to_contain_text("n’est pas connue du site")
    way = field(page, "structure").get_by_role("link", name="Proposer une structure")
    expect(way).to_have_attribute("href", "../proposer/structure/")


def test_a_structure_begun_on_this_device_can_be_named(form: Open) -> None:
    page = form()
    page.evaluate(
        """async () => {
            const script = document.querySelector("script[src$='/main.js']").src;
            const { DraftBox } = await import(script.replace('main.js', 'lib/form-draft.js'));
            const data = { nom: 'Garage solidaire du Meygal <b>' };
            new DraftBox('structure', '').write({ id: 'garage-meygal', data, le: '2026-11-21' });
        }"""
    )

    take(page, choose(page, "structure", "garage soli"), "brouillon")

    expect(control(page, "structure")).to_have_value("garage-meygal")
    expect(field(page, "structure")).to_contain_text("envoyez-la aussi")


def test_the_commune_of_an_address_brings_its_codes(form: Open) -> None:
    page = form()

    take(page, choose(page, "commune", "lyon"), "Lyon\n(Rhône")

    expect(control(page, "code_insee")).to_have_value("69123")
    asked = page.get_by_role("group", name="Lyon a 9 codes postaux : lequel ?")
    asked.get_by_role("button", name="69003").click()
    expect(control(page, "code_postal")).to_have_value("69003")
    expect(control(page, "code_postal")).to_be_focused()
    # Another name is another commune: the code of the first one would be a lie.
    commune = control(page, "commune")
    commune.fill("Retournac")
    expect(control(page, "code_insee")).to_have_value("")
    commune.press("Enter")
    expect(control(page, "code_insee")).to_have_value("43162")
    expect(control(page, "code_postal")).to_have_value("43130")


def test_each_place_that_is_added_has_its_own_commune(form: Open) -> None:
    page = form()
    places = page.locator("[data-rows=lieux]")
    places.evaluate("rows => { for (let at = rows; at; at = at.parentElement) at.open = true; }")

    places.get_by_role("button", name="Ajouter : lieu").click()
    row = places.locator("[data-row]").nth(1)
    commune = row.locator("[data-name='lieux[].commune']")
    commune.click()
    commune.press_sequentially("brioude")
    take(page, commune, "Brioude\n(43100")

    expect(row.locator("[data-name='lieux[].code_insee']")).to_have_value("43040")
    expect(row.locator("[data-name='lieux[].code_postal']")).to_have_value("43100")
    first = places.locator("[data-row]").first
    expect(first.locator("[data-name='lieux[].code_insee']")).to_have_value("")


def test_the_focus_given_to_a_plain_control_goes_to_what_is_seen(form: Open) -> None:
    page = form()
    for name in ("zone_eligibilite", "structure"):
        plain = control(page, name)

        plain.focus()

        expect(field(page, name).locator("input[role=combobox]")).to_be_focused()
        plain.evaluate("control => control.setAttribute('aria-invalid', 'true')")
        expect(field(page, name).locator("input[role=combobox]")).to_have_attribute(
            "aria-invalid", "true"
        )
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_the_names_the_codes_are_written_as_before(
    served: Callable[[str], Served], visit: Callable[..., Visit]
) -> None:
    watched = visit(served("real"), viewport=PHONE)
    watched.page.route("**/zones.json", lambda route: route.abort())
    with watched.page.expect_event(
        "requestfailed", lambda request: request.url.endswith("zones.json"), timeout=SLOW
    ):
        page = watched.open("proposer/#fiche=1000-parcours-franche-comte")

    zone = control(page, "zone_eligibilite")
    picker = field(page, "zone_eligibilite").locator("[data-picker]")
    expect(picker).to_have_count(0, timeout=SLOW)

    expect(zone).to_have_value("25\n39\n70\n90")
    zone.fill("43")
    expect(zone).to_be_focused()


def test_inhabitants_are_counted_once_as_the_generator_counts_them(form: Open) -> None:
    areas = load_referentiels(resource_folder("referentiels"))
    coverage = CoverageMap(areas, ())
    near = [code for code in areas.communes if code[:2] in ("43", "71", "25", "42")]
    epcis = [area.code for area in areas.areas.values() if {"43", "42"} & set(area.parents)]
    codes = st.sampled_from(
        (*near, *areas.former_communes, *epcis, *epcis, "43", "42", "71", "region-84", "france")
    )
    drawn: list[list[str]] = []

    @settings(max_examples=40, deadline=None, database=None)
    @given(st.lists(codes, min_size=1, max_size=6))
    def draw(zone: list[str]) -> None:
        drawn.append(zone)

    draw()
    page = form()
    counted = page.evaluate(
        """async zones => {
            const script = document.querySelector("script[src$='/main.js']").src;
            const load = name => import(script.replace('main.js', `lib/${name}.js`));
            const [{openPlaces}, {openZones}] = await Promise.all([load('places'), load('zones')]);
            const {root, communes} = document.querySelector('[data-module=propose]').dataset;
            const known = await openZones(await openPlaces(root + communes));
            const found = [];
            for (const zone of zones) found.push(await known.inhabitants(zone));
            return found;
        }""",
        drawn,
    )

    for zone, count in zip(drawn, counted, strict=True):
        today = coverage.today(zone)
        inside = {commune for code in today for commune in areas.communes_of(code)}
        members = areas.communes if "france" in today else (today | inside) & areas.communes.keys()
        assert count == sum(areas.communes[code][4] for code in members), zone
