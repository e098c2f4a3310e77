"""The theme's style: tokens alone name colours and lengths, contrasts hold, no selector is dead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.load import load_theme
from generator.render.brand import contrast

THEME = load_theme(Path(__file__).parents[1] / "theme")
STYLES = {
    name: re.sub(r"/\*.*?\*/", "", content.decode(), flags=re.DOTALL)
    for name, content in THEME.assets.items()
    if name.endswith(".css")
}
SCRIPTS = "\n".join(
    content.decode()
    for name, content in THEME.assets.items()
    if name.endswith(".js") and "vendor" not in name
)
TOKENS = STYLES["css/1-tokens.css"]

# What is read upon what: text needs 4.5, what is only seen needs 3.
GROUNDS = ("paper", "surface", "sunken")
ACCENTS = ("mobilite", "logement", "emploi", "autre", "brand")
TONES = ("ok", "info", "warn", "closed")
READ = (
    *((text, ground) for text in ("ink", "ink-soft", *ACCENTS, *TONES) for ground in GROUNDS),
    *((text, f"{text}-soft") for text in (*ACCENTS, *TONES)),
    *((text, f"{tint}-soft") for text in ("ink", "ink-soft") for tint in (*ACCENTS, *TONES)),
    ("on-brand", "brand"),
    ("focus", "focus-halo"),
)
SEEN = tuple((sign, ground) for sign in ("line-strong", "focus") for ground in GROUNDS)


def declarations(css: str) -> Iterator[tuple[str, str]]:
    """Every `property: value` of a style, those of `@page` and `@font-face` left out."""
    rules = re.sub(r"@(?:page|font-face)\s*\{[^}]*\}", "", css)
    for block in re.findall(r"\{([^{}]*)\}", rules):
        for declaration in re.split(r";(?![^(]*\))", block):
            if ":" in declaration:
                name, value = declaration.split(":", 1)
                yield name.strip(), value.strip()


def selectors(css: str) -> list[str]:
    return [
        found.strip()
        for found in re.findall(r"([^{};]+)\{", css)
        if not found.strip().startswith("@")
    ]


def scheme(dark: bool) -> dict[str, str]:
    """The colours of the tokens, in light or in dark."""
    light, _, rest = TOKENS.partition("@media (prefers-color-scheme: dark)")
    night = rest.partition("@media")[0] if dark else ""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light + night))


@pytest.mark.parametrize("dark", [False, True])
def test_text_reads_on_what_is_behind_it(dark: bool) -> None:
    colours = scheme(dark)
    faint = [pair for pair in READ if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]

    assert len(READ) > 50
    assert faint == []


@pytest.mark.parametrize("dark", [False, True])
def test_signs_are_seen_on_what_is_behind_them(dark: bool) -> None:
    colours = scheme(dark)

    assert [pair for pair in SEEN if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_every_colour_has_its_twin_in_the_dark() -> None:
    light = scheme(dark=False)
    same = {name for name, colour in scheme(dark=True).items() if light[name] == colour}

    assert len(light) > 30
    assert same == set()


@pytest.mark.parametrize("name", sorted(STYLES))
def test_colours_and_lengths_come_from_tokens(name: str) -> None:
    literal = re.compile(
        r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(|\b(?:white|black|red|gray)\b"
        r"|(?<![\w-])-?[\d.]+(?:px|rem|em|ch|ex|pt|mm|cm|v[wh]|s|ms)\b"
    )
    found = [
        (prop, value)
        for prop, value in declarations(STYLES[name])
        if not prop.startswith("--") and literal.search(value)
    ]

    assert found == []


@pytest.mark.parametrize(
    "name",
    sorted(
        set(STYLES) - {"css/1-tokens.css", "css/pdf.css", "css/print.css", "css/print-apart.css"}
    ),
)
def test_tokens_are_named_in_one_file(name: str) -> None:
    """A component may point a token at another one, never give it a value of its own."""
    own = [
        (prop, value)
        for prop, value in declarations(STYLES[name])
        if prop.startswith("--") and not re.fullmatch(r"var\(--[\w-]+\)", value)
    ]

    assert own == []


def test_every_token_is_defined_and_used() -> None:
    everything = "\n".join(STYLES.values())
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything))
    used = set(re.findall(r"var\((--[\w-]+)", everything))

    assert len(defined) > 60
    assert used - defined == set()
    assert defined - used == set()


def used_classes() -> set[str]:
    text = "\n".join(THEME.templates.values())
    written = re.findall(r'\bclass="([^"{]*)"', text) + re.findall(r'class: "([^"]*)"', SCRIPTS)
    added = re.findall(r'classList\.add\("([^"]+)"\)', SCRIPTS)
    given = re.findall(r'link\([^)]*, "([\w -]+)"\)', text)
    return {name for names in (*written, *added, *given) for name in names.split()}


def styled_classes() -> set[str]:
    return {
        name
        for css in STYLES.values()
        for selector in selectors(css)
        for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    }


def test_every_class_of_the_style_is_used() -> None:
    classes = styled_classes()

    assert len(classes) > 80
    assert classes - used_classes() == set()


def test_every_class_of_the_pages_is_styled() -> None:
    assert used_classes() - styled_classes() == set()


@pytest.mark.parametrize("name", sorted(STYLES))
def test_selectors_stay_simple(name: str) -> None:
    for selector in selectors(STYLES[name]):
        assert not re.search(r"#[a-z]", selector), selector
        for part in selector.split(","):
            assert len(re.findall(r"\.[a-zA-Z]", part)) <= 2, selector


def test_importance_is_kept_for_utilities() -> None:
    holders = [name for name, css in STYLES.items() if "!important" in css]

    assert holders == ["css/5-utilities.css"]


def test_writing_direction_is_never_assumed() -> None:
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|^(?:left|right|top|bottom)$"
        r"|^(?:width|height|(?:min|max)-(?:width|height))$"
    )
    found = [
        (name, prop)
        for name, css in STYLES.items()
        for prop, _ in declarations(css)
        if physical.search(prop)
    ]

    assert found == []


@pytest.mark.parametrize("name", [name for name in STYLES if "/4-" in name])
def test_a_component_s_style_is_short_and_says_what_it_is(name: str) -> None:
    text = THEME.assets[name].decode()

    assert text.startswith("/* ")
    assert text.count("\n") < 80


@pytest.mark.parametrize(
    "preference",
    [
        "prefers-color-scheme: dark",
        "prefers-contrast: more",
        "prefers-reduced-motion",
        "forced-colors: active",
        "print",
    ],
)
def test_the_reader_s_preferences_are_followed(preference: str) -> None:
    assert any(preference in css for css in STYLES.values())
