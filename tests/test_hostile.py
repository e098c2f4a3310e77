"""Hostile strings in every text field: refused with a reason, or published as text and no more."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from jinja2 import Environment

from generator.characters import find_forbidden_character
from generator.diagnostics import Diagnostic, Severity
from generator.load import load_theme, resource_folder
from generator.model import Theme
from generator.plan import plan_site
from generator.render.assets import render_assets
from generator.render.html import make_environment, render_page, site_values
from generator.reporters import report_concise, report_github
from tests.sites.building import REPOSITORY, Built, build, complete_site, minimal_site
from tests.sites.hostile import (
    COLLECTIONS,
    ENTRIES,
    HOSTILE,
    WITNESS,
    distinct_fields,
    judged,
    mark,
    mixed_entry,
    parse,
    strings_for,
    text_fields,
    witness,
    write_hostile_entries,
)
from tests.sites.html_page import Element, HtmlPage, read_page

INVISIBLE = {"bidi", "zero-width", "terminal"}
# What Markdown may draw, and the attributes that each may have.
PLAIN = "p em strong s ul li blockquote h2 h3 h4 h5 h6 pre br hr table thead tbody tr th td".split()
MARKDOWN = {
    **dict.fromkeys(PLAIN, ()),
    "a": ("href", "rel", "title"),
    "ol": ("start",),
    "code": ("class",),
}
OF_THE_SITE = ("guichet", "pages")
TURNS = 12
FORM = ("form", "button")  # that lead to the repository, or to a mail
SAFE_SCHEMES = ("https", "http", "mailto", "tel")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, dict[str, str]]]:
    """The hostile site, and for each entry what stands in place of the witness's marks."""
    root = tmp_path_factory.mktemp("hostile")
    entries = write_hostile_entries(root)
    return build(root), entries


def test_there_is_enough_to_fear() -> None:
    assert len(HOSTILE) >= 70
    assert sum(len(distinct_fields(collection)) for collection in COLLECTIONS) > 130


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_field_accepts_or_says_why_not(collection: str) -> None:
    """Every string in every field: an entry, or errors that name the field, never an exception."""
    said: list[Diagnostic] = []
    for (place, name), outcome in judged(collection).items():
        said += outcome.diagnostics
        if outcome.value is None:
            errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
            assert errors, (place, name)
            assert {d.path for d in errors} == {f"content/{collection}/essai.yaml"}

    assert len(judged(collection)) > 20 * len(distinct_fields(collection))
    assert_inert(said)


def assert_inert(said: list[Diagnostic]) -> None:
    """Whatever a report quotes, it is one line a mistake, and drives no terminal and no runner."""
    concise = report_concise(said, {})
    github = report_github(said, {})
    words = r"::(error|warning) file=content/[a-z]+/essai\.yaml,line="

    assert find_forbidden_character(concise + github) is None
    assert concise.count("\n") == len(said)
    assert [line for line in github.splitlines() if not re.match(words, line)] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_free_text_is_refused_for_its_characters_or_its_length_only(collection: str) -> None:
    allowed = {"caractere-interdit", "texte-trop-court", "texte-trop-long"}
    if collection == "lexique":
        allowed.add("terme-ignore")  # the search has no word for other alphabets and for signs
    if collection == "evenements":
        allowed.add("lieu-inconnu")  # a date names one of the places of its event
    if collection == "retires":
        allowed.add("valeur-inconnue")  # a withdrawn entry was a service or a structure
    in_markdown = allowed | {"url-invalide"}
    for place, is_free in distinct_fields(collection):
        for name in HOSTILE if is_free else ():
            outcome = judged(collection)[place, name]
            codes = {d.code for d in outcome.diagnostics if d.severity is Severity.ERROR}

            assert codes <= (in_markdown if place == ("description",) else allowed), (place, name)
            if name in INVISIBLE:
                assert outcome.value is None, (place, name)


@pytest.mark.parametrize("collection", ["services", "structures", "guichet"])
def test_a_field_with_a_form_accepts_nothing_that_could_harm(collection: str) -> None:
    for place, is_free in distinct_fields(collection):
        for name in () if is_free else strings_for(is_free):
            if judged(collection)[place, name].value is not None:
                assert re.fullmatch(r"[a-zA-Z0-9-]+", HOSTILE[name]), (place, name)


def test_hostile_entries_are_accepted(
    hostile: tuple[Built, dict[str, dict[str, str]]],
) -> None:
    built, entries = hostile

    assert set(entries) == {WITNESS, *HOSTILE} - INVISIBLE
    for name, replaced in entries.items():
        assert name == WITNESS or len(replaced) > 15, name
    assert all(said.severity is Severity.WARNING for said in built.diagnostics)


@pytest.mark.parametrize("collection", ENTRIES)
def test_a_hostile_page_is_the_witness_with_other_words(
    hostile: tuple[Built, dict[str, dict[str, str]]], collection: str
) -> None:
    built, entries = hostile
    expected = read_whatever_its_length(built.pages[f"{collection}/{WITNESS}.html"])
    assert sum(text.count("⟦") for text in expected.texts) > 10
    for name, replaced in entries.items():
        page = read_whatever_its_length(built.pages[f"{collection}/{name}.html"])

        assert_same_page(page, expected, replaced, name)


def read_whatever_its_length(page: str) -> HtmlPage:
    """A page, without what it says of how it fits on one sheet of paper: long words are cut."""
    cut = "<strong>Cette feuille ne dit pas tout.</strong> La fiche entière"
    return read_page(re.sub('data-paper="[a-z]*"', "", page.replace(cut, "La fiche à jour")))


_DRAWN = re.compile(r"[MZhmvz\d. -]*")  # the code of an address, which differs with the address


def assert_same_page(
    page: HtmlPage, expected: HtmlPage, replaced: Mapping[str, str], name: str
) -> None:
    """The same elements with the same attributes and words, but for what replaces the marks."""
    assert not page.comments, name
    assert len(page.elements) == len(expected.elements), name
    for element, model in zip(page.elements, expected.elements, strict=True):
        values = {key: put(value, replaced, name) for key, value in model.attributes.items()}
        if rule := model.attributes.get("data-rule"):  # JSON, so the words come as JSON says them
            read = json.loads(element.attributes["data-rule"])
            assert put_in(read, {}, name) == put_in(json.loads(rule), replaced, name), name
            values["data-rule"] = element.attributes["data-rule"]

        assert element.tag == model.tag, name
        if "qr" in element.within or element.attributes.get("class") == "qr":
            assert element.attributes.keys() == values.keys(), name
            assert _DRAWN.fullmatch(element.attributes.get("d", "")), name
        else:
            assert element.attributes == values, name
        assert not element.repeated, name
    words = [squeeze(put(text, replaced, name)) for text in expected.texts]

    assert [squeeze(text) for text in page.texts] == words, name
    assert [re.search("[<>&\u2028\u2029]", block) for block in page.data] == [None] * len(page.data)
    said = [put_in(json.loads(block), replaced, name) for block in expected.data]
    assert [put_in(json.loads(block), {}, name) for block in page.data] == said, name


def put_in(value: object, replaced: Mapping[str, str], name: str) -> object:
    """Data with the marks of the witness replaced in its words, and its spaces made single."""
    if isinstance(value, dict):
        return {key: put_in(item, replaced, name) for key, item in value.items()}
    if isinstance(value, list):
        return [put_in(item, replaced, name) for item in value]
    return squeeze(put(value, replaced, name)) if isinstance(value, str) else value


def put(text: str, replaced: Mapping[str, str], name: str) -> str:
    """The text of the witness with its marks replaced, as they are or as a link quotes them."""
    if "⟦" in text or quote("⟦") in text:
        for mark_, value in replaced.items():
            text = text.replace(mark_, value).replace(quote(mark_), quote(squeeze(value)))
    return text.replace(WITNESS, name)


def squeeze(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("collection", ENTRIES)
def test_every_mark_that_the_public_reads_is_read(
    hostile: tuple[Built, dict[str, dict[str, str]]], collection: str
) -> None:
    """The comparison above looks at every field that a page prints."""
    built, _ = hostile
    unread = {
        mark(collection, place)
        for place, is_free in text_fields(collection)
        if is_free
        and place != ("description",)
        and mark(collection, place) not in built.pages[f"{collection}/{WITNESS}.html"]
    }
    silent = (
        "completes",
        "mots_cles",
        "exemples",
        "referent",
        "sigle",
        "lieux.1.adresse",
        "lieux.1.complement",
    )

    assert {mark_ for mark_ in unread if not any(word in mark_ for word in silent)} == set()


def test_no_page_of_the_hostile_site_has_an_element_that_the_theme_does_not_draw(
    hostile: tuple[Built, dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    built, _ = hostile
    # The complete site says nothing twice; this one does.
    shutil.copytree(REPOSITORY / "tests" / "cases" / "base", tmp_path, dirs_exist_ok=True)
    entry = tmp_path / "content" / "services" / "garage-solidaire.md"
    for again in ("ici", "encore"):
        shutil.copy(entry, entry.with_name(f"garage-{again}.md"))
    drawn = {
        shape(element)
        for site in (complete_site(), build(tmp_path))
        for path in told_apart(site)
        for element in read_page(site.pages[path]).elements
        if "rich-text" not in element.within
    }
    for path in told_apart(built):
        page = read_page(built.pages[path])
        strangers = [e for e in page.elements if shape(e) not in drawn]

        assert [e for e in strangers if not is_markdown(e)] == [], path
        assert not page.unclosed, path
        assert not page.misplaced, path
        assert_safe_addresses(page, path)


def told_apart(built: Built) -> Iterator[str]:
    """The page of every entry; of the pages that gather them, the longest of each template."""
    gathering: defaultdict[str, list[str]] = defaultdict(list)
    for page in built.plan.pages:
        if page.template in ("pages/service.html", "pages/structure.html"):
            yield page.path
        else:
            gathering[page.template].append(page.path)
    for paths in gathering.values():
        yield from sorted(paths, key=lambda path: len(built.pages[path]))[-6:]


def shape(element: Element) -> tuple[str, frozenset[str]]:
    return element.tag, frozenset(element.attributes)


def is_markdown(element: Element) -> bool:
    allowed = MARKDOWN.get(element.tag)
    return (
        "rich-text" in element.within
        and allowed is not None
        and set(element.attributes) <= set(allowed)
    )


def assert_safe_addresses(page: HtmlPage, path: str) -> None:
    for element, attribute, address in page.addresses():
        scheme = urlsplit(address).scheme

        assert not re.match(r"[\s\x00-\x20]", address), (path, address)
        assert not address.startswith(("//", "\\")), (path, address)
        if scheme:
            assert scheme in SAFE_SCHEMES, (path, attribute, address)
            is_form = element.tag in FORM and path.startswith(("proposer/", "corriger/"))
            assert element.tag in ("a", "link") or is_form, (path, address)
            assert element.tag in ("a", *FORM) or element.attributes["rel"] == "canonical", path
        if "rich-text" in element.within:
            assert element.attributes["rel"] == "noopener ugc", (path, address)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - INVISIBLE))
def test_markdown_gives_text_and_harmless_elements(name: str) -> None:
    for text in (
        HOSTILE[name],
        f"- {HOSTILE[name]}",
        f"## {HOSTILE[name]}",
        f"> {HOSTILE[name]}",
        f"**{HOSTILE[name]}**",
        f"[{HOSTILE[name]}](https://www.caf.fr/)",
        f"`{HOSTILE[name]}`",
        f"    {HOSTILE[name]}",
        f"a | b\n--|--\n{HOSTILE[name]} | x",
        f"Du texte.\n\n{HOSTILE[name]}\n\nDu texte.",
    ):
        outcome = parse(
            "pages", {"titre": "Essai", "resume": "Un essai assez long.", "description": text}
        )
        if outcome.value is None:
            codes = {said.code for said in outcome.diagnostics}
            assert codes & {"url-invalide", "caractere-interdit", "texte-trop-court"}, codes
            continue
        page = read_page(f'<div class="rich-text">{outcome.value.description.html}</div>')

        assert page.elements[1:], text
        assert [e for e in page.elements[1:] if not is_markdown(e)] == [], text
        assert not page.comments, text
        assert_safe_addresses(page, name)


def test_published_json_holds_the_strings_as_they_were_written(
    hostile: tuple[Built, dict[str, dict[str, str]]],
) -> None:
    built, entries = hostile
    rows = {row["id"]: row for row in json.loads(built.files["api/v1/services.json"])["services"]}
    compared = 0
    for name, replaced in entries.items():
        for field in ("nom", "delai", "commune"):
            value = replaced.get(mark("services", (field,)))
            if value is not None:
                compared += 1
                assert rows[name][field] == value

    assert compared > 150


def test_settings_and_editorial_pages_are_text_wherever_they_show() -> None:
    """A string in each field, on the pages that show them; turn after turn, every string."""
    marked = {path: read_page(text) for path, text in pages_with(*map(witness, OF_THE_SITE))}
    seen: set[str] = set()
    for turn in range(TURNS):
        entries = [mixed_entry(collection, turn) for collection in OF_THE_SITE]
        replaced = {key: value for _, values in entries for key, value in values.items()}
        seen.update(replaced.values())
        for path, text in pages_with(*(data for data, _ in entries)):
            assert_same_page(read_page(text), marked[path], replaced, str(turn))

    assert sum(text.count("⟦") for page in marked.values() for text in page.texts) > 80
    assert len(seen) > 60


def pages_with(*entries: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The pages of a small site with these settings and this editorial page."""
    settings, page = (
        parse(collection, data, "essai").value
        for collection, data in zip(OF_THE_SITE, entries, strict=True)
    )
    assert settings is not None
    assert page is not None
    plan = minimal_site().plan
    catalogue = replace(plan.catalogue, settings=settings, pages=(page,))
    plan = plan_site(catalogue, plan.schemas, plan.referentiels, plan.today)
    environment, theme = drawing()
    assets, _ = render_assets(theme, plan.settings)
    drawn_once = {page.template: page for page in plan.pages}  # a template says the settings once
    for page in drawn_once.values():
        drawn = render_page(environment, page, site_values(plan), assets)
        yield page.path, drawn.content.decode()


@cache
def drawing() -> tuple[Environment, Theme]:
    theme = load_theme(resource_folder("theme"))
    return make_environment(theme), theme
