"""A booklet as a PDF: read aloud, in order, in French, with its fonts, always the same bytes."""

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from generator.booklet_view import BookletView
from generator.diagnostics import GeneratorError
from generator.load import load_theme, resource_folder
from generator.render import render_pdf
from generator.site_plan import Page
from tests.sites.building import complete_site


@cache
def booklet(*, big: bool = False) -> tuple[Page, bytes]:
    """The booklet of the event of the complete site, and its PDF."""
    plan = complete_site().plan
    page = next(
        page
        for page in plan.pages
        if isinstance(page.view, BookletView) and page.view.event and page.view.event.stands
    )
    assert isinstance(page.view, BookletView)
    shown = replace(page, view=replace(page.view, big=big))
    return shown, render_pdf(plan, load_theme(resource_folder("theme")), shown)


@cache
def read(*, big: bool = False) -> PdfReader:
    return PdfReader(io.BytesIO(booklet(big=big)[1]))


def tags(node: Any) -> list[tuple[str, Any]]:
    """Every tag of a PDF, from its root, with its object."""
    found = []
    waiting = [node]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            if "/S" in one:
                found.append((str(one["/S"]), one))
            if "/K" in one:
                waiting.append(one["/K"])
    return found


def test_it_says_what_it_is_and_in_which_language() -> None:
    page, _ = booklet()
    root = read().trailer["/Root"]

    assert root["/Lang"] == "fr"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert page.title in str(read().metadata.title)  # type: ignore[union-attr]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_it_is_tagged_with_headings_lists_and_tables() -> None:
    found = tags(read().trailer["/Root"]["/StructTreeRoot"])
    names = {name for name, _ in found}

    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= names
    assert [name for name, _ in found].count("/H1") == 1


def test_every_figure_has_words_or_is_left_out() -> None:
    figures = [
        one for name, one in tags(read().trailer["/Root"]["/StructTreeRoot"]) if name == "/Figure"
    ]

    assert [one for one in figures if not one.get("/Alt")] == []


def test_it_has_bookmarks_and_page_numbers() -> None:
    last = read().pages[-1].extract_text()

    assert len(read().outline) >= 1
    assert f"{len(read().pages)} / {len(read().pages)}" in last


def test_its_fonts_are_inside_and_every_sign_is_drawn() -> None:
    text = "".join(page.extract_text() for page in read().pages)
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in read().pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }

    assert any("Atkinson" in name for name in fonts)
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        # The first glyph of a font is the one drawn for what it does not have.
        told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
        assert "<0000>" not in re.findall(r"^(<[0-9a-f]{4}>) <", told, re.MULTILINE)[1:]
    assert "\ufffd" not in text


def test_it_holds_the_programme_the_stands_and_the_services() -> None:
    page, _ = booklet()
    view = page.view
    assert isinstance(view, BookletView)
    assert view.event is not None
    text = " ".join("".join(sheet.extract_text() for sheet in read().pages).split())
    names = (
        *(stand.structure.label for stand in view.event.stands),
        *(workshop.nom for workshop in view.event.workshops),
    )

    assert names
    assert [name for name in names if name not in text] == []


def test_large_type_takes_more_pages() -> None:
    assert len(read(big=True).pages) > len(read().pages)


def test_the_same_page_gives_the_same_bytes() -> None:
    page, made = booklet()

    assert render_pdf(complete_site().plan, load_theme(resource_folder("theme")), page) == made


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    page = next(page for page in complete_site().plan.pages if isinstance(page.view, BookletView))

    with pytest.raises(GeneratorError, match=r"guichet-unique\[pdf\].*libpango"):
        render_pdf(complete_site().plan, load_theme(resource_folder("theme")), page)
