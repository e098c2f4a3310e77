"""The theme's templates: examples that work, and rules that keep pages safe and readable."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.load import load_theme
from generator.render.html import make_environment

THEME = load_theme(Path(__file__).parents[1] / "theme")
ENVIRONMENT = make_environment(THEME)
TEMPLATES = sorted(THEME.templates)
COMPONENTS = [name for name in TEMPLATES if name.startswith("components/")]

_CONTRACT = re.compile(
    r"\{#-\n(?P<says>.+?)\n\nParameters: (?P<parameters>.+?)\nExample:\n(?P<example>.+?)\n"
    r"Expects:\n(?P<expects>.+?)\n-#\}",
    re.DOTALL,
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_CODE = re.compile(r"<pre.*?</pre>|<code.*?</code>|<[^>]*>", re.DOTALL)
DATA_BLOCK = '<script type="application/ld+json">{{ structured|tojson }}</script>'
_VOID = {"br", "circle", "img", "input", "link", "meta", "path", "rect"}


class Balance(HTMLParser):
    """Fails on a tag that closes another one than the last opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.feed(text)
        assert self.opened == []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.opened.pop() == tag


def source(name: str) -> str:
    return THEME.templates[name]


def without_comments(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", source(name), flags=re.DOTALL)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_s_example_gives_what_it_says(name: str) -> None:
    contract = _CONTRACT.match(source(name))
    assert contract, "a component opens with: what it shows, Parameters, Example, Expects"
    macros = ", ".join(re.findall(r"\{% macro (\w+)\(", source(name)))
    drawn = ENVIRONMENT.from_string(
        f'{{% from "{name}" import {macros} %}}' + contract["example"]
    ).render()

    Balance(drawn)
    assert [line for line in contract["expects"].splitlines() if line.strip() not in drawn] == []


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_names_the_parameters_of_its_macro(name: str) -> None:
    macros = dict(re.findall(r"\{% macro (\w+)\((.*?)\) -?%\}", source(name)))
    stem = Path(name).stem.replace("-", "_")
    contract = _CONTRACT.match(source(name))
    assert contract

    for parameter in re.findall(r"(\w+)(?:=[^,]*)?(?:, |$)", macros.get(stem) or macros[stem[:-1]]):
        assert re.search(rf"\b{parameter}\b", contract["parameters"]), parameter


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_is_used(name: str) -> None:
    users = [other for other in TEMPLATES if f'{{% from "{name}"' in source(other)]

    assert users


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in COMPONENTS])
def test_a_page_says_what_it_is(name: str) -> None:
    assert re.match(r"\{#- .+ -#\}\n", source(name), re.DOTALL)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_template_imports_it_uses(name: str) -> None:
    code = without_comments(name)
    imported = [
        macro
        for names in re.findall(r'\{% from "[^"]+" import ([^%]+) %\}', code)
        for macro in names.split(", ")
    ]

    assert [macro for macro in imported if len(re.findall(rf"\b{macro}\(", code)) == 0] == []


def test_only_one_value_is_printed_as_it_is() -> None:
    places = [
        (name, found)
        for name in TEMPLATES
        for found in re.findall(r"[\w.]+\s*\|\s*safe\b", without_comments(name))
    ]

    assert places == [("components/rich-text.html", "text.html|safe")]


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_turns_escaping_off(name: str) -> None:
    text = without_comments(name).replace(DATA_BLOCK, "")

    assert not re.search(r"autoescape|Markup|forceescape|tojson|\binclude\b", text)


def test_data_for_programs_is_printed_at_one_place() -> None:
    """A block of data is not a script, and `tojson` leaves nothing in it that could end it."""
    assert [name for name in TEMPLATES if DATA_BLOCK in source(name)] == ["base.html"]
    assert source("base.html").count(DATA_BLOCK) == 1
    hostile = {"</script><!--": "]]>&\u2028\u2029'\"<script>"}
    drawn = ENVIRONMENT.from_string("{{ data|tojson }}").render(data=hostile)

    assert not re.search("[<>&'\u2028\u2029]", drawn)
    assert json.loads(drawn) == hostile


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_expression_inside_a_tag_stands_between_double_quotes(name: str) -> None:
    """`title={{ x }}` would be open to ` onclick=`, even escaped."""
    text = re.sub(r"\{%.*?%\}", "", without_comments(name), flags=re.DOTALL)
    hidden = re.sub(
        r"\{\{.*?\}\}", lambda found: "\0" + "x" * (len(found[0]) - 1), text, flags=re.DOTALL
    )
    for tag in re.findall(r"<[a-zA-Z!/\0][^>]*>", hidden):
        bare = re.sub(r'="[^"]*"', "", tag)
        assert "\0" not in bare, tag
        assert "'" not in bare, tag
        assert not re.search(r"\son\w+|\sstyle(?=[=\s>])", bare), tag


@pytest.mark.parametrize("name", TEMPLATES)
def test_scripts_styles_and_html_comments_are_left_to_the_skeleton(name: str) -> None:
    text = without_comments(name).replace(DATA_BLOCK, "")

    assert "<!--" not in text
    assert not re.search(r"<(style|iframe|object|embed|base)\b", text)
    assert name == "base.html" or not re.search(r"<(script|link|meta)\b", text)
    assert [body for body in re.findall(r"<script[^>]*>(.*?)</script>", text) if body] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_french_of_templates_is_typeset(name: str) -> None:
    words = _CODE.sub(" ", _JINJA.sub("·", source(name)))

    assert re.findall(r".{0,12}(?: [:;?!»]|« |\w'\w).{0,12}", words) == []


def test_the_lint_catches_what_it_is_for() -> None:
    text = "<a title={{ x }}>"
    hidden = re.sub(r"\{\{.*?\}\}", "\0xxx", text)

    assert [tag for tag in re.findall(r"<[a-zA-Z!/\0][^>]*>", hidden) if "\0" in tag] == [
        "<a title=\0xxx>"
    ]
