"""Places in a real browser: what is typed finds them, what covers them is as in Python."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect

from generator.load import load_referentiels, resource_folder
from generator.plan.coverage import CoverageMap
from generator.render.communes import place_key
from tests.browser.conftest import Served, Visit
from tests.sites.building import Built

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = json.loads((FIXTURES / "couverture.json").read_text(encoding="utf-8"))
NO_BREAK = "\u00a0"
PHONE = {"width": 320, "height": 700}

# The module of the places, open on the site's data; `found` is what one then asks of it.
OPEN = """async ({scripts, folder, asked}) => {
    const [{openPlaces}, {reach, reachReason}, {placeKey}] = await Promise.all(
        ["places", "coverage", "place-names"].map(name => import(`${scripts}lib/${name}.js`)));
    const places = await openPlaces(folder);
    const today = async code =>
        (/^.{5}$/.test(code) && (await places.byCode(code))?.code) || code;
    const zoneOf = async codes => new Set(await Promise.all(codes.map(today)));
    %s
}"""


@pytest.fixture(scope="module")
def coverage() -> CoverageMap:
    return CoverageMap(load_referentiels(resource_folder("referentiels")), ())


@pytest.fixture(scope="module")
def ask(
    chromium: Browser, served: Callable[[str], Served]
) -> Iterator[Callable[[str, object], object]]:
    """Run a script in a page of the real site, on its places; no error may be said."""
    site = served("real")
    context = chromium.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(site.address + "recherche/")
    scripts = page.locator("script[src$='/main.js']").evaluate("script => script.src")

    def run(body: str, asked: object) -> object:
        return page.evaluate(
            OPEN % body,
            {
                "scripts": scripts.removesuffix("main.js"),
                "folder": site.address + folder_of(site.built),
                "asked": asked,
            },
        )

    yield run
    context.close()
    assert faults == []


def folder_of(built: Built) -> str:
    (path,) = (path for path in built.files if path.endswith("/served.json"))
    return path.removesuffix("served.json")


# The rule of coverage


REACH = """return Promise.all(asked.map(async ({zone, lieu}) =>
    reach(await zoneOf(zone), await places.byCode(lieu))));"""


def test_the_browser_reaches_as_the_shared_cases_say(ask: Callable[..., list[object]]) -> None:
    epcis = [case for case in CASES if len(case["lieu"]) == 9]
    cases = [case for case in CASES if len(case["lieu"]) != 9]

    found = ask(REACH, cases)

    assert len(cases) >= 40
    for case, result in zip(cases, found, strict=True):
        assert result == case["attendu"], case["cas"]
    # An EPCI from elsewhere is known once its département is.
    load = "for (const {above} of asked) for (const code of above) await places.load(code);"
    areas = load_referentiels(resource_folder("referentiels")).areas
    known = [{**case, "above": areas[case["lieu"]].parents[:1]} for case in epcis]
    for case, result in zip(epcis, ask(load + REACH, known), strict=True):
        assert result == case["attendu"], case["cas"]


def test_the_browser_and_the_generator_agree_on_any_zone(
    ask: Callable[..., list[object]], coverage: CoverageMap
) -> None:
    areas = coverage.referentiels
    near = [code for code in areas.communes if code[:2] in ("43", "71", "25", "01", "42")]
    codes = st.sampled_from(
        (*near, *areas.former_communes, *(code for code in areas.areas if code != "france"))
    )
    zones = st.lists(codes, min_size=1, max_size=4)
    served = [area for area in areas.areas.values() if {"43", "71", "25"} & set(area.parents)]
    places = st.sampled_from((*near, *(area.code for area in served if area.kind == "epci"), "43"))
    drawn: list[dict[str, object]] = []

    @settings(max_examples=400, deadline=None, database=None)
    @given(zone=zones, place=places, own=st.booleans())
    def draw(zone: list[str], place: str, own: bool) -> None:
        chain = coverage.covering(next(iter(areas.communes_of(place)), place))
        drawn.append(
            {"zone": [*zone, chain[len(zone) % len(chain)]] if own else zone, "lieu": place}
        )

    draw()
    expected = [coverage.reach(case["zone"], str(case["lieu"])) for case in drawn]  # type: ignore[arg-type]

    found = ask(REACH, drawn)

    assert len({str(case) for case in drawn}) > 100
    assert sum(reach is not None for reach in expected) > 50
    for case, result, reach in zip(drawn, found, expected, strict=True):
        wanted = reach and {"code": reach.code, "distance": reach.distance, "part": reach.part}
        assert result == wanted, case


@pytest.mark.parametrize(
    ("zone", "place", "said"),
    [
        ("43157", "43157", "Couvre votre commune"),
        ("200073419", "43157", "Couvre votre intercommunalité (Communauté d’agglomération"),
        ("43", "43157", "Couvre votre département (Haute-Loire)"),
        ("region-84", "43157", "Couvre votre région (Auvergne-Rhône-Alpes)"),
        ("france", "43157", "Couvre toute la France"),
        ("43157", "43", "Couvre une partie de ce territoire"),
        ("43", "43", "Couvre ce territoire"),
        ("43", "200073419", "Couvre tout le département (Haute-Loire)"),
    ],
)
def test_a_result_says_why_it_covers_the_place(
    ask: Callable[..., str], zone: str, place: str, said: str
) -> None:
    body = """const place = await places.byCode(asked[1]);
        return reachReason(reach(await zoneOf([asked[0]]), place), place);"""

    assert ask(body, [zone, place]).startswith(said)


# Names


def test_names_are_compared_alike_on_both_sides(
    ask: Callable[..., list[str]], coverage: CoverageMap
) -> None:
    areas = coverage.referentiels
    names = [row[0] for row in areas.communes.values()]
    names += [*areas.former_names.values(), *(area.nom for area in areas.areas.values())]

    assert ask("return asked.map(placeKey);", names) == [place_key(name) for name in names]


FIND = "return (await places.find(asked, 12)).map(({nom, note, meant}) => [nom, note, !!meant]);"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("le puy en v", "Le Puy-en-Velay (43000, Haute-Loire)"),
        ("Puy en Velay", "Le Puy-en-Velay (43000, Haute-Loire)"),
        ("LE PUY-EN-VELAY", "Le Puy-en-Velay (43000, Haute-Loire)"),
        ("creusot", "Le Creusot (71200, Saône-et-Loire)"),
        ("BESANCON", "Besançon (25000, Doubs)"),
        ("st paulien", "Saint-Paulien (43350, Haute-Loire)"),
        ("ste sigolene", "Sainte-Sigolène (43600, Haute-Loire)"),
        ("sigolene", "Sainte-Sigolène (43600, Haute-Loire)"),
        ("chalon saone", "Chalon-sur-Saône (71100, Saône-et-Loire)"),
        ("haute loire", "Haute-Loire (département)"),
        ("Lyon", "Lyon (Rhône, hors du territoire)"),
        ("clermont ferrand", "Clermont-Ferrand (Puy-de-Dôme, hors du territoire)"),
        ("ambert", "Ambert (Puy-de-Dôme, hors du territoire)"),
        ("lyon 3", "Lyon 3e Arrondissement (commune de Lyon, Rhône, hors du territoire)"),
        ("rhone", "Rhône (département, hors du territoire)"),
        ("69003", "Lyon (69001…, Rhône, hors du territoire)"),
        ("97400", "Saint-Denis (97400…, La Réunion, hors du territoire)"),
        ("20000", "Ajaccio (20000…, Corse-du-Sud, hors du territoire)"),
    ],
)
def test_what_is_typed_finds_its_place(
    ask: Callable[..., list[tuple[str, str, bool]]], typed: str, first: str
) -> None:
    found = ask(FIND, typed)

    assert found, typed
    nom, note, meant = found[0]
    assert f"{nom} ({note})" == first
    assert not meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("besancom", "Besançon"),
        ("bezancon", "Besançon"),
        ("besanon", "Besançon"),
        ("motnbeliard", "Montbéliard"),
        ("yssingeau x", "Yssingeaux"),
        ("clermond ferrand", "Clermont-Ferrand"),
    ],
)
def test_one_wrong_letter_is_a_question_never_a_choice(
    ask: Callable[..., list[object]], typed: str, meant: str
) -> None:
    found = ask(FIND, typed)

    assert [found[0][0], found[0][2]] == [meant, True]  # type: ignore[index]
    assert ask("return (await places.resolve(asked))?.nom ?? null;", typed) is None


@pytest.mark.parametrize("typed", ["xyzzyq", "puyx", "zz", "-", "99999"])
def test_an_unknown_place_finds_nothing(ask: Callable[..., list[object]], typed: str) -> None:
    assert ask(FIND, typed) == []
    assert ask("return await places.resolve(asked);", typed) is None


def test_a_postcode_offers_all_its_communes_and_never_picks(
    ask: Callable[..., list[object]], coverage: CoverageMap
) -> None:
    rows = coverage.referentiels.communes
    body = """return Promise.all(asked.map(async postcode =>
        [(await places.find(postcode, 99)).map(({code}) => code).sort(),
         (await places.resolve(`code postal ${postcode}`))?.code ?? null]));"""
    postcodes = ["43000", "43150", "71000", "25200", "39400", "63600", "01410", "69003", "20167"]

    for postcode, (found, chosen) in zip(postcodes, ask(body, postcodes), strict=True):  # type: ignore[misc]
        expected = sorted(code for code, row in rows.items() if postcode in row[5])
        assert found == expected, postcode
        assert chosen == (expected[0] if len(expected) == 1 else None), postcode


def test_former_names_and_codes_lead_to_the_commune_of_today(
    ask: Callable[..., object], coverage: CoverageMap
) -> None:
    areas = coverage.referentiels
    named = [
        (code, today)
        for code, today in sorted(areas.former_communes.items())
        if today[:2] in ("43", "71", "25", "39", "70", "90", "01", "49")
    ]
    body = "return Promise.all(asked.map(async code => (await places.byCode(code))?.code));"

    found = ask(body, [code for code, _ in named])

    assert len(named) > 300
    assert found == [today for _, today in named]


def test_a_former_name_says_the_name_of_today(
    ask: Callable[..., list[list[object]]], coverage: CoverageMap
) -> None:
    areas = coverage.referentiels
    served = ("43", "71", "25", "39", "70", "90")
    rows = areas.communes
    current = {row[0] for row in rows.values()}
    named = {
        name: rows[areas.former_communes[code]][0]
        for code, name in areas.former_names.items()
        if areas.former_communes[code].startswith(served) and name not in current
    }
    body = """return Promise.all(asked.map(async nom =>
        (await places.find(nom, 12)).map(({nom, note}) => `${nom} (${note})`)));"""

    assert len(named) > 30
    for (name, today), found in zip(named.items(), ask(body, list(named)), strict=True):
        assert f"{name} (aujourd’hui {today})" in found, name
    assert "Béon (aujourd’hui Culoz-Béon, Ain, hors du territoire)" in ask(body, ["béon"])[0]


def test_every_commune_of_france_is_found_by_its_name(
    ask: Callable[..., list[list[str]]], coverage: CoverageMap
) -> None:
    rows = coverage.referentiels.communes
    sample = sorted(rows)[::199]
    body = """return Promise.all(asked.map(async nom =>
        (await places.find(nom, 60)).map(({code}) => code)));"""

    for code, found in zip(sample, ask(body, [rows[code][0] for code in sample]), strict=True):
        assert code in found, rows[code]


def test_neighbours_share_a_postcode(ask: Callable[..., list[str]], coverage: CoverageMap) -> None:
    areas = coverage.referentiels
    body = "return places.neighbours(await places.byCode(asked));"

    found = ask(body, "43157")

    postcodes = {
        code for commune in areas.communes_of("200073419") for code in areas.communes[commune][5]
    }
    assert found
    for epci in found:
        shared = {
            code for commune in areas.communes_of(epci) for code in areas.communes[commune][5]
        }
        assert shared & postcodes
    assert ask(body, "43") == []


# The field


def test_a_code_gives_the_same_place_as_all_the_served_ones(ask: Callable[..., list[str]]) -> None:
    """The address of a search needs the file of one département only."""
    differing = ask(
        """
        const { placeOfCode } = await import(`${scripts}lib/place-code.js`);
        const plain = (place) => JSON.stringify(place && { ...place, served: null,
            names: [...place.names].sort(), inside: [...place.inside].sort(),
            chains: place.chains.map(String).sort() });
        const found = [];
        for (const [code, place] of places.known) {
            if (place.kind === "epci" || found.length > 3) continue;
            if (place.kind === "commune" && Number(code) % 9) continue;
            const alone = await placeOfCode(code, folder);
            if (plain(alone) !== plain(place)) found.push(code, plain(alone), plain(place));
        }
        return found;""",
        None,
    )

    assert differing == []


@pytest.mark.parametrize("code", ["200073419", "99999", "le puy", "../index", "43", "2a004"])
def test_what_is_no_code_of_a_place_is_left_to_the_names(
    ask: Callable[..., object], code: str
) -> None:
    found = ask(
        """
        const { placeOfCode } = await import(`${scripts}lib/place-code.js`);
        const alone = await placeOfCode(asked, folder).catch(() => null);
        return [alone?.code ?? null, (await places.byCode(asked))?.code ?? null];""",
        code,
    )

    assert found[0] in (None, found[1])
    assert (found[0] is not None) == (code in ("43", "2a004"))


@pytest.fixture
def field(visit: Callable[..., Visit], served: Callable[[str], Served]) -> Iterator[Visit]:
    """The search page of the real site, watched."""
    watched = visit(served("real"))
    watched.open("recherche/")
    yield watched
    assert watched.faults == []


def place_field(page: Page) -> Locator:
    return page.locator("main [name=lieu]")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def status(page: Page) -> Locator:
    """What the field says to a screen reader."""
    return page.locator("[role=listbox] + [role=status]")


def test_the_field_says_how_many_places_it_proposes(field: Visit) -> None:
    lieu = place_field(field.page)
    lieu.press_sequentially("43000")

    expect(options(field.page)).to_have_count(5)
    expect(status(field.page)).to_have_text("5 lieux proposés")
    expect(lieu).to_have_attribute("aria-expanded", "true")
    lieu.fill("zzzzzz")
    expect(status(field.page)).to_have_text("Aucun lieu de ce nom")
    expect(options(field.page)).to_have_count(0)
    expect(lieu).to_have_attribute("aria-expanded", "false")


def test_a_misspelt_name_is_proposed_as_a_question(field: Visit) -> None:
    lieu = place_field(field.page)
    lieu.press_sequentially("besancom")

    expect(options(field.page)).to_have_text(["Vouliez-vous dire Besançon (25000, Doubs)"])
    expect(status(field.page)).to_have_text(
        f"Aucun lieu de ce nom{NO_BREAK}; 1 lieu proposé, au nom proche"
    )
    lieu.press("ArrowDown")
    lieu.press("Enter")

    expect(lieu).to_have_value("Besançon")
    expect(field.page).to_have_url(re.compile("lieu=25056$"))


def test_a_place_from_elsewhere_is_fetched_when_it_is_chosen(field: Visit) -> None:
    lieu = place_field(field.page)
    lieu.press_sequentially("clermont ferr")
    expect(options(field.page)).to_have_text(["Clermont-Ferrand (Puy-de-Dôme, hors du territoire)"])
    assert not asked_for(field, "/63.json")

    options(field.page).click()

    expect(lieu).to_have_value("Clermont-Ferrand")
    expect(field.page).to_have_url(re.compile("lieu=63113$"))
    assert len(asked_for(field, "/63.json")) == 1
    expect(field.page.locator("[data-search-results] > li").first).to_be_visible()


def asked_for(visit: Visit, end: str) -> list[str]:
    return [answer.url for answer in visit.answers if answer.url.endswith(end)]


def test_the_keyboard_goes_round_the_list_and_escape_closes_it(field: Visit) -> None:
    lieu = place_field(field.page)
    lieu.press_sequentially("43000")
    expect(options(field.page)).to_have_count(5)
    expect(status(field.page)).to_have_text("5 lieux proposés")

    lieu.press("ArrowUp")
    expect(options(field.page).last).to_have_attribute("aria-selected", "true")
    lieu.press("ArrowDown")
    expect(options(field.page).first).to_have_attribute("aria-selected", "true")
    identifier = options(field.page).first.get_attribute("id") or ""
    expect(lieu).to_have_attribute("aria-activedescendant", identifier)
    lieu.press("Escape")
    expect(options(field.page)).to_have_count(0)
    expect(lieu).to_have_value("43000")
    expect(lieu).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_without_the_network_the_served_territory_is_still_proposed(field: Visit) -> None:
    lieu = place_field(field.page)
    with field.page.expect_response(re.compile("/served.json$")) as known:
        lieu.focus()
    known.value.finished()
    field.page.context.set_offline(True)

    lieu.press_sequentially("yssing")

    expect(options(field.page)).to_have_text([re.compile("^Yssingeaux ")])
    field.page.context.set_offline(False)
    # What could not be fetched is not a fault of the page.
    field.faults[:] = [
        fault for fault in field.faults if "/noms" not in fault and "ERR_" not in fault
    ]


def test_nothing_stored_and_no_place_remembered(field: Visit) -> None:
    lieu = place_field(field.page)
    lieu.press_sequentially("besancon")
    options(field.page).first.click()
    expect(lieu).to_have_value("Besançon")

    stored = field.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")

    assert stored == [0, 0, ""]
    field.page.wait_for_load_state("networkidle")
    field.open("recherche/")
    expect(place_field(field.page)).to_have_value("")


# The home page


def test_the_home_page_fetches_places_only_when_the_field_is_used(
    visit: Callable[..., Visit], served: Callable[[str], Served]
) -> None:
    home = visit(served("real"))
    home.page.goto(home.address)
    home.page.wait_for_selector("[data-module=place-field][data-enhanced]")
    home.page.wait_for_load_state("networkidle")
    assert not [answer.url for answer in home.answers if "/place-combobox" in answer.url]
    assert not asked_for(home, "/served.json")

    place_field(home.page).press_sequentially("st paulien")
    expect(options(home.page).first).to_have_text("Saint-Paulien (43350, Haute-Loire)")
    options(home.page).first.click()
    expect(place_field(home.page)).to_have_value("Saint-Paulien")
    home.page.locator("main form").get_by_role("button", name="Chercher").click()

    expect(home.page).to_have_url(re.compile(r"/recherche/\?(?:q=&)?lieu=43216$"))
    expect(place_field(home.page)).to_have_value("Saint-Paulien")
    assert home.faults == []


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Besançon", "25056"),
        ("43150", "code+postal+43150"),
        ("Lyon", "69123"),
        ("nulle part", "nulle+part"),
        ("", ""),
    ],
)
def test_the_home_page_sends_a_code_only_for_what_has_one_meaning(
    visit: Callable[..., Visit], served: Callable[[str], Served], typed: str, sent: str
) -> None:
    home = visit(served("real"))
    home.page.goto(home.address)
    home.page.wait_for_selector("[data-module=place-field][data-enhanced]")
    place_field(home.page).press_sequentially(typed)
    with home.page.expect_request(re.compile(r"/recherche/\?")) as request:
        place_field(home.page).press("Enter")

    assert request.value.url.endswith(f"/recherche/?q=&lieu={sent}")
    home.page.wait_for_load_state("networkidle")
    # A list still on its way is given up when one leaves the page.
    assert [fault for fault in home.faults if not fault.startswith("failed: ")] == []


def test_without_script_the_home_page_sends_what_is_typed(
    visit: Callable[..., Visit], served: Callable[[str], Served]
) -> None:
    home = visit(served("real"), java_script_enabled=False)
    home.page.goto(home.address)
    place_field(home.page).fill("Le Puy")
    place_field(home.page).press("Enter")

    expect(home.page).to_have_url(re.compile(r"/recherche/\?q=&lieu=Le\+Puy$"))


def test_the_list_fits_a_small_phone_and_a_slow_one(
    visit: Callable[..., Visit], served: Callable[[str], Served]
) -> None:
    phone = visit(served("real"), viewport=PHONE, has_touch=True)
    phone.page.context.new_cdp_session(phone.page).send(
        "Emulation.setCPUThrottlingRate", {"rate": 4}
    )
    phone.page.goto(phone.address)
    phone.page.wait_for_selector("[data-module=place-field][data-enhanced]")
    place_field(phone.page).tap()
    place_field(phone.page).press_sequentially("communaute")
    expect(options(phone.page)).to_have_count(12)

    expect(status(phone.page)).to_have_text("12 lieux proposés")

    width = phone.page.evaluate("document.documentElement.scrollWidth")
    boxes = [option.bounding_box() for option in options(phone.page).all()]

    assert width <= PHONE["width"]
    assert all(box and box["height"] >= 44 for box in boxes)
    options(phone.page).last.tap()
    expect(options(phone.page)).to_have_count(0)
    expect(place_field(phone.page)).to_have_value(re.compile("^Communauté"))


# One's position


def test_no_position_is_asked_without_coordinates(field: Visit) -> None:
    place_field(field.page).focus()

    expect(field.page.get_by_role("button", name="Ma position")).to_have_count(0)


@pytest.mark.parametrize("path", ["", "recherche/"])
def test_ones_position_gives_the_nearest_commune_and_goes_nowhere(
    visit: Callable[..., Visit], served: Callable[[str], Served], path: str
) -> None:
    here = {"latitude": 45.051, "longitude": 3.853}
    watched = visit(served("complete"), geolocation=here, permissions=["geolocation"])
    watched.open(path)
    lieu = place_field(watched.page)
    lieu.focus()
    before = len(watched.answers)

    watched.page.get_by_role("button", name="Ma position").click()

    expect(lieu).to_have_value("Le Puy-en-Velay")
    expect(watched.page.locator(".place-position-note")).to_have_text(
        "Le Puy-en-Velay est la commune la plus proche. Votre position reste sur votre appareil."
    )
    sent = [answer.url for answer in watched.answers[before:]]
    assert not [url for url in sent if "45.0" in url or "3.85" in url]
    assert watched.faults == []


@pytest.mark.parametrize(
    ("options_", "said"),
    [
        ({"permissions": []}, "Votre appareil n’a pas donné votre position."),
        (
            {"permissions": ["geolocation"], "geolocation": {"latitude": 10, "longitude": 10}},
            "Aucune commune connue près de votre position.",
        ),
    ],
)
def test_a_position_that_is_not_known_is_said_in_words(
    visit: Callable[..., Visit],
    served: Callable[[str], Served],
    options_: dict[str, object],
    said: str,
) -> None:
    watched = visit(served("complete"), **options_)
    watched.open("recherche/")
    place_field(watched.page).focus()

    watched.page.get_by_role("button", name="Ma position").click()

    note = watched.page.locator(".place-position-note")
    expect(note).to_have_text(f"{said} Écrivez plutôt votre commune.")
    expect(place_field(watched.page)).to_have_value("")


# The search, the pages and the feed


def test_the_search_gives_what_the_feed_gives(
    ask: Callable[..., object], served: Callable[[str], Served]
) -> None:
    """For each served territory, and a commune of each, the same services."""
    files = served("real").built.files
    prefix = "api/v1/territoires/"
    feed = [
        json.loads(content)["territoire"]
        for path, content in files.items()
        if path.startswith(prefix)
    ]
    expected = {territory["code"]: sorted(territory["services"]) for territory in feed}
    for territory in feed:
        for commune in territory.get("communes", [])[::30]:
            expected[commune["code"]] = sorted([*territory["partout"], *commune["services"]])
    (summary,) = (path for path in files if path.endswith("/sommaire.json"))
    body = """const {SearchData} = await import(`${scripts}lib/search-data.js`);
        const data = new SearchData(asked.root, {search: asked.folder});
        const engine = await data.loadEngine();
        const nothing = Object.fromEntries(["theme", "public", "statut", "frais", "accueil", "type",
            "demande", "langue"].map(name => [name, []]));
        const found = {};
        for (const code of asked.codes) {
            const place = await places.byCode(code);
            const filters = {...nothing, q: "", ouvert: false, place};
            const answer = await engine.find("", place);
            const results = await engine.rank(answer, await engine.select(filters), filters);
            const shown = await engine.documents(results.map(({doc}) => doc));
            found[code] = shown.map(({url}) => url.replace(/.*\\/|\\.html$/g, "")).sort();
        }
        return found;"""

    found = ask(
        body,
        {
            "root": served("real").address,
            "folder": summary.removesuffix("sommaire.json"),
            "codes": list(expected),
        },
    )

    assert len(expected) > 150
    assert found == expected
