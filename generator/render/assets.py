"""Render: the theme's assets → artifacts under `assets/{digest}/`, and the URLs pages need.

One style sheet in the declared order, each file in its cascade layer; scripts one by one, so that
their relative imports work; one sprite of pictograms; fonts beside their licence. The folder's name
comes from the bytes it holds: a page and its assets can never be of two generations.
"""

import hashlib
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import GeneratorError
from generator.model import Artifact, Theme
from generator.render.brand import brand_css
from generator.render.scripts import shorten_script
from generator.settings import Settings

# The cascade, weakest first: where each file of css/ goes.
LAYERS = (
    ("tokens", "css/1-tokens.css"),
    ("elements", "css/2-elements.css"),
    ("layouts", "css/3-layouts.css"),
    ("components", "css/4-components/"),
    ("utilities", "css/5-utilities.css"),
    ("print", "css/print.css"),
)
# What few pages show is in a sheet of its own: the others do not pay for it.
APART_LAYERS = (("components", "css/4-apart/"), ("print", "css/print-apart.css"))
APART_PAGES = frozenset(
    f"pages/{name}.html"
    for name in (
        *("booklet", "changes", "contradictions", "contribute", "event", "freshness", "gaps"),
        *("home", "hsds", "my-aids", "my-list", "not-found", "observatory", "observatory-area"),
        *("observatory-gaps", "observatory-need", "open-data", "parcours", "parcours-index"),
        *("partner", "partners", "progress", "quality", "ruptures", "search", "situation"),
        *("correct", "manque", "propose", "situations", "tombstone"),
    )
)
COPIED = ("fonts/", "js/")
COPIED_SUFFIXES = (".js", ".woff2", ".txt", "LICENSE")

_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
_SVG = re.compile(r'<svg[^>]*?viewBox="([^"]+)"[^>]*>(.*?)</svg>', re.DOTALL)
_IMPORT = re.compile(
    rb"""^\s*(?:import|export)\b[^;'"]*?\bfrom\s*["'](\.[^"']+)["']|^\s*import\s*["'](\.[^"']+)["']""",
    re.MULTILINE,
)
_LAZY_IMPORT = re.compile(rb"""\bimport\(\s*["'](\.[^"']+)["']\s*\)""")
# The modules that any search needs: asked for with the page, all at once. What only some need (a
# place to choose, no result, opening hours) is loaded when it is needed.
ANY_SEARCH = ("js/search.js", "js/lib/search-engine.js", "js/lib/lexique.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One published file: its URL from the site's root and its subresource integrity."""

    url: str
    integrity: str
    imports: tuple["Asset", ...] = ()  # modules a script imports, near or far


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """What templates need to know of the assets."""

    css: Asset
    css_apart: Asset
    apart_pages: frozenset[str]  # templates that need it
    main_js: Asset | None  # on every page
    search_js: Asset | None  # on the search page
    icons: str  # the sprite: "#name" after it gives one pictogram
    logo: str
    favicon: str
    fonts: tuple[Asset, ...]  # to preload


def render_assets(theme: Theme, settings: Settings) -> tuple[Assets, tuple[Artifact, ...]]:
    """Everything the pages load, in the colours of the territory."""
    files = {
        "css/site.css": _style_sheet(theme.assets, LAYERS, brand_css(settings)),
        "css/apart.css": _style_sheet(theme.assets, APART_LAYERS),
        "icons.svg": _sprite(theme.assets),
        "logo.svg": _required(theme.assets, "logo.svg"),
        "favicon.svg": _required(theme.assets, "favicon.svg"),
    } | {
        name: shorten_script(name, content)
        for name, content in theme.assets.items()
        if name.startswith(COPIED) and name.endswith(COPIED_SUFFIXES)
    }
    folder = f"assets/{_digest(files)}/"
    artifacts = tuple(Artifact(path=folder + name, content=files[name]) for name in sorted(files))
    return _describe(files, theme.assets, folder), artifacts


def _describe(files: Mapping[str, bytes], sources: Mapping[str, bytes], folder: str) -> Assets:
    def script(name: str, *others: str) -> Asset | None:
        if name not in files:
            return None
        behind = _find_imports(sources, (name, *others))
        return replace(
            _asset(files, folder, name),
            imports=tuple(_asset(files, folder, module) for module in behind if module != name),
        )

    return Assets(
        css=_asset(files, folder, "css/site.css"),
        css_apart=_asset(files, folder, "css/apart.css"),
        apart_pages=APART_PAGES,
        main_js=script("js/main.js"),
        search_js=script(*ANY_SEARCH),
        icons=folder + "icons.svg",
        logo=folder + "logo.svg",
        favicon=folder + "favicon.svg",
        fonts=tuple(_asset(files, folder, name) for name in sorted(files) if ".woff2" in name),
    )


def _asset(files: Mapping[str, bytes], folder: str, name: str) -> Asset:
    digest = b64encode(hashlib.sha384(files[name]).digest()).decode()
    return Asset(url=folder + name, integrity=f"sha384-{digest}")


def _find_imports(sources: Mapping[str, bytes], scripts: tuple[str, ...]) -> tuple[str, ...]:
    """The modules behind scripts, themselves included: each is preloaded with its integrity."""
    found: dict[str, None] = {}
    left = [name for name in reversed(scripts) if name in sources]
    while left:
        name = left.pop()
        if name in found:
            continue
        found[name] = None
        lazy = _imported(sources, name, _LAZY_IMPORT)
        near = _imported(sources, name, _IMPORT)
        for module in (*near, *lazy):
            if module not in sources:
                raise GeneratorError(f"le script {name} importe {module}, qui n’existe pas")
        left.extend(reversed(near))
    return tuple(found)


def _imported(sources: Mapping[str, bytes], name: str, kind: re.Pattern[bytes]) -> tuple[str, ...]:
    """The modules that a script names in one kind of import."""
    found = kind.finditer(_COMMENT.sub(b"", sources[name]))
    targets = (next(group for group in match.groups() if group).decode() for match in found)
    folder = posixpath.dirname(name)
    return tuple(posixpath.normpath(posixpath.join(folder, target)) for target in targets)


def _style_sheet(
    assets: Mapping[str, bytes], layers: Sequence[tuple[str, str]], brand: str = ""
) -> bytes:
    order = ", ".join(layer for layer, _ in LAYERS)
    parts = [
        _in_layer(layer, _COMMENT.sub(b"", assets[name]))
        for layer, place in layers
        for name in _files_at(assets, place)
    ]
    if brand:
        parts.append(_in_layer("tokens", brand.encode()))
    return f"@layer {order};\n".encode() + b"".join(parts)


def _files_at(assets: Mapping[str, bytes], place: str) -> Iterator[str]:
    found = sorted(name for name in assets if name.startswith(place) and name.endswith(".css"))
    if not found:
        raise GeneratorError(f"le thème est incomplet : il manque {place}")
    yield from found


def _in_layer(layer: str, css: bytes) -> bytes:
    lines = (line.strip() for line in css.splitlines())
    return b"@layer " + layer.encode() + b" {\n" + b"\n".join(filter(None, lines)) + b"\n}\n"


def _sprite(assets: Mapping[str, bytes]) -> bytes:
    symbols = []
    for name in sorted(assets):
        if not (name.startswith("icons/") and name.endswith(".svg")):
            continue
        drawing = _SVG.search(assets[name].decode())
        if drawing is None:
            raise GeneratorError(f"le pictogramme {name} n’est pas un dessin SVG avec viewBox")
        identifier = posixpath.basename(name).removesuffix(".svg")
        body = re.sub(r"\s*\n\s*", "", drawing[2]).replace(" />", "/>")
        symbols.append(f'<symbol id="{identifier}" viewBox="{drawing[1]}">{body}</symbol>\n')
    notice = "<!-- Lucide, licence ISC : https://lucide.dev/license -->\n"
    opening = '<svg xmlns="http://www.w3.org/2000/svg">\n'
    return (opening + notice + "".join(symbols) + "</svg>\n").encode()


def _required(assets: Mapping[str, bytes], name: str) -> bytes:
    if name not in assets:
        raise GeneratorError(f"le thème est incomplet : il manque {name}")
    return assets[name]


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()[:12]
