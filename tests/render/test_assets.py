"""The theme's assets, from the files of `theme/assets` to what a page loads."""

import gzip
import hashlib
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.load import load_theme
from generator.model import Theme
from generator.render.assets import (
    ANY_SEARCH,
    APART_LAYERS,
    APART_PAGES,
    LAYERS,
    render_assets,
)
from generator.render.brand import brand_css, contrast
from generator.settings import Organisation, ServedTerritory, Settings
from tests.sites.building import Built, complete_site, real_site

THEME = load_theme(Path(__file__).parents[2] / "theme")
SETTINGS = Settings(
    nom="Guichet",
    sous_titre="Aides",
    url="https://example.org/",
    territoire=ServedTerritory(nom="Haute-Loire", departements=("43",)),
    editeur=Organisation(nom="Éditeur"),
    hebergeur=Organisation(nom="Hébergeur"),
)
ASSETS, ARTIFACTS = render_assets(THEME, SETTINGS)
FILES = {artifact.path: artifact.content for artifact in ARTIFACTS}

# A theme of its own, for what the real one must never do.
SMALL = Theme(
    templates={},
    assets={
        "css/1-tokens.css": b"/* colours */\n:root { --ink: #000; }",
        "css/2-elements.css": b"p { color: var(--ink); }",
        "css/3-layouts.css": b".wrap { margin: 0; }",
        "css/4-components/b.css": b".b { margin: 0; }",
        "css/4-components/a.css": b".a { margin: 0; }",
        "css/5-utilities.css": b".c { margin: 0; }",
        "css/4-apart/d.css": b".d { margin: 0; }",
        "css/print-apart.css": b"@media print { .d { margin: 0; } }",
        "css/print.css": b"@media print { p { margin: 0; } }",
        "icons/car.svg": b'<svg viewBox="0 0 24 24">\n  <path d="M0 0" />\n</svg>',
        "icons/LICENSE": b"ISC",
        "logo.svg": b"<svg/>",
        "favicon.svg": b"<svg/>",
        "js/main.js": b'import { a } from "./lib/a.js";',
        "js/lib/a.js": b'export * from "./b.js";\n/** import("./types.js") */',
        "js/lib/b.js": b'const later = () => import("./late.js");',
        "js/lib/late.js": b"",
        "js/lib/search-engine.js": b'import "./engine-part.js";',
        "js/lib/engine-part.js": b"",
        "js/search.js": b'import { a } from "./lib/a.js";',
        "js/notes.md": b"not published",
    },
)


def render_small(**changes: bytes) -> tuple[dict[str, bytes], str]:
    assets = dict(SMALL.assets) | {name.replace("__", "/"): text for name, text in changes.items()}
    made, artifacts = render_assets(replace(SMALL, assets=assets), SETTINGS)
    folder = made.icons.removesuffix("icons.svg")
    return {item.path.removeprefix(folder): item.content for item in artifacts}, folder


def test_one_style_sheet_holds_every_file_in_its_layer_and_in_order() -> None:
    files, _ = render_small()
    layers = re.findall(rb"^@layer (\w+) \{\n(.*)$", files["css/site.css"], re.MULTILINE)

    assert files["css/site.css"].startswith(
        b"@layer tokens, elements, layouts, components, utilities, print;\n"
    )
    assert layers == [
        (b"tokens", b":root { --ink: #000; }"),
        (b"elements", b"p { color: var(--ink); }"),
        (b"layouts", b".wrap { margin: 0; }"),
        (b"components", b".a { margin: 0; }"),
        (b"components", b".b { margin: 0; }"),
        (b"utilities", b".c { margin: 0; }"),
        (b"print", b"@media print { p { margin: 0; } }"),
    ]


def test_the_sprite_has_one_symbol_for_each_pictogram() -> None:
    files, _ = render_small()

    assert b'<symbol id="car" viewBox="0 0 24 24"><path d="M0 0"/></symbol>' in files["icons.svg"]


def test_every_pictogram_of_the_theme_is_in_the_sprite() -> None:
    names = {Path(name).stem for name in THEME.assets if re.fullmatch(r"icons/.*\.svg", name)}
    symbols = re.findall(rb'<symbol id="([^"]+)" viewBox="0 0 24 24">', FILES[ASSETS.icons])

    assert len(names) > 30
    assert {symbol.decode() for symbol in symbols} == names


def test_only_what_pages_load_and_licences_are_published() -> None:
    files, _ = render_small()

    assert sorted(files) == [
        "css/apart.css",
        "css/site.css",
        "favicon.svg",
        "icons.svg",
        "js/lib/a.js",
        "js/lib/b.js",
        "js/lib/engine-part.js",
        "js/lib/late.js",
        "js/lib/search-engine.js",
        "js/main.js",
        "js/search.js",
        "logo.svg",
    ]
    assert any(path.endswith("fonts/LICENSE") for path in FILES)


def test_the_folder_is_named_after_the_bytes_it_holds() -> None:
    _, folder = render_small()
    _, same = render_small()
    _, other = render_small(**{"js__lib__late.js": b"changed"})

    assert re.fullmatch(r"assets/[0-9a-f]{12}/", folder)
    assert same == folder
    assert other != folder


def test_integrity_is_that_of_the_published_bytes() -> None:
    assert ASSETS.main_js
    assert ASSETS.search_js
    checked = (ASSETS.css, ASSETS.main_js, ASSETS.search_js, *ASSETS.search_js.imports)

    assert len(checked) > 10
    for asset in checked:
        digest = b64encode(hashlib.sha384(FILES[asset.url]).digest()).decode()
        assert asset.integrity == f"sha384-{digest}"


def test_the_modules_that_any_search_needs_are_preloaded_and_no_other() -> None:
    assets, _ = render_assets(SMALL, SETTINGS)
    assert assets.main_js
    assert assets.search_js
    folder = assets.icons.removesuffix("icons.svg")

    assert [module.url.removeprefix(folder) for module in assets.main_js.imports] == [
        "js/lib/a.js",
        "js/lib/b.js",
    ]
    assert [module.url.removeprefix(folder) for module in assets.search_js.imports] == [
        "js/lib/a.js",
        "js/lib/b.js",
        "js/lib/search-engine.js",
        "js/lib/engine-part.js",
    ]
    assert set(ANY_SEARCH) <= set(THEME.assets)


def test_a_theme_without_script_is_fine() -> None:
    assets = {name: text for name, text in SMALL.assets.items() if not name.startswith("js/")}
    made, _ = render_assets(replace(SMALL, assets=assets), SETTINGS)

    assert made.main_js is None
    assert made.search_js is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"js/main.js": b'import "./gone.js";'}, "importe js/gone.js, qui n’existe pas"),
        ({"icons/bad.svg": b"<svg></svg>"}, "icons/bad.svg n’est pas un dessin SVG"),
    ],
)
def test_a_broken_asset_is_named(changes: dict[str, bytes], sentence: str) -> None:
    theme = replace(SMALL, assets=dict(SMALL.assets) | changes)

    with pytest.raises(GeneratorError, match=re.escape(sentence)):
        render_assets(theme, SETTINGS)


@pytest.mark.parametrize("name", ["logo.svg", "css/print.css", "css/4-components/"])
def test_a_missing_asset_is_named(name: str) -> None:
    assets = {path: text for path, text in SMALL.assets.items() if not path.startswith(name)}

    with pytest.raises(GeneratorError, match=f"il manque {re.escape(name)}"):
        render_assets(replace(SMALL, assets=assets), SETTINGS)


def test_every_url_of_the_style_sheet_is_published_beside_it() -> None:
    urls = re.findall(rb'url\("([^"]+)"\)', FILES[ASSETS.css.url])
    here = posixpath.dirname(ASSETS.css.url)
    paths = {posixpath.normpath(posixpath.join(here, url.decode())) for url in urls}

    assert len(paths) == 2
    assert paths == {font.url for font in ASSETS.fonts}
    assert paths <= FILES.keys()


def test_every_style_file_of_the_theme_is_in_the_sheet() -> None:
    places = ("css/pdf.css", *(place for _, place in (*LAYERS, *APART_LAYERS)))
    styles = [name for name in THEME.assets if name.endswith(".css")]

    assert styles
    assert [name for name in styles if not name.startswith(places)] == []


@pytest.mark.parametrize("site", [real_site, complete_site])
def test_a_page_that_needs_the_sheet_apart_asks_for_it(site: Callable[[], Built]) -> None:
    """The others do not: what only a few pages show weighs on none of the entries."""
    everywhere = {name for path in sheets(LAYERS) for name in classes(path)}
    apart = {name for path in sheets(APART_LAYERS) for name in classes(path)} - everywhere
    asking = set()
    for page in site().plan.pages:
        text = site().pages[page.path]
        used = {name for found in re.findall(r'class="([^"]*)"', text) for name in found.split()}
        asking |= {page.template} if used & apart else set()
        linked = re.search(r"<link[^>]*/css/apart\.css", text) is not None
        assert linked == (page.template in APART_PAGES), page.path

    assert asking
    assert asking <= APART_PAGES


def sheets(layers: Sequence[tuple[str, str]]) -> list[str]:
    places = tuple(place for _, place in layers)
    return [name for name in THEME.assets if name.startswith(places) and name.endswith(".css")]


def classes(name: str) -> set[str]:
    """The classes that the selectors of a style file name."""
    css = re.sub(r"/\*.*?\*/", "", THEME.assets[name].decode(), flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", css)))


def test_the_style_sheet_stays_light() -> None:
    assert len(gzip.compress(FILES[ASSETS.css.url])) < 12_000


def test_the_territory_s_colours_replace_those_of_the_theme() -> None:
    settings = replace(SETTINGS, couleur_principale="#1B4B5A", couleur_secondaire="#b3541e")
    assets, artifacts = render_assets(THEME, settings)
    css = next(item.content for item in artifacts if item.path == assets.css.url).decode()

    assert assets.css.url != ASSETS.css.url
    assert css.rstrip().endswith("}")
    assert "--brand: #1b4b5a;" in css[css.rindex("@layer tokens {") :]
    assert "--sun: #b3541e;" in css[css.rindex("@layer tokens {") :]


def test_without_colours_in_the_settings_nothing_is_added() -> None:
    assert brand_css(SETTINGS) == ""


@pytest.mark.parametrize("colour", ["#1B4B5A", "#7a1f5c", "#000000", "#0a6", "#5c3d00"])
def test_a_brand_and_the_words_upon_it_read_in_light_and_in_dark(colour: str) -> None:
    css = brand_css(replace(SETTINGS, couleur_principale=colour))
    pairs = re.findall(r"--brand: (#\w{6});.*?--on-brand: (#\w{6});", css)

    assert [contrast(brand, words) >= 4.5 for brand, words in pairs] == [True, True]
    assert contrast(pairs[1][0], "#1b2626") >= 7
