"""Every page of the real site, read back: links, policy, integrity, names, and nothing hidden."""

import base64
import hashlib
import itertools
import posixpath
import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.characters import find_forbidden_character
from tests.sites.building import (
    REPOSITORY,
    Built,
    build,
    complete_site,
    minimal_site,
    real_site,
)
from tests.sites.extremes import write_entry
from tests.sites.html_page import DATA, HtmlPage, read_page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
# The search may start the worker that keeps the site readable without a network, and no other.
SEARCH_POLICY = POLICY.replace("require-", "worker-src 'self'; require-").replace(
    "trusted-types 'none'", "trusted-types hors-ligne"
)
ELSEWHERE = ("https", "http", "mailto", "tel")
SITES = {"real": real_site, "complete": complete_site, "minimal": minimal_site}


@cache
def pages_of(name: str) -> Mapping[str, HtmlPage]:
    return {path: read_page(text) for path, text in SITES[name]().pages.items()}


@pytest.fixture(params=SITES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(name: str) -> Built:
    return SITES[name]()


@pytest.fixture
def pages(name: str) -> Mapping[str, HtmlPage]:
    return pages_of(name)


def test_every_planned_page_is_published_and_no_other(
    site: Built, pages: Mapping[str, HtmlPage]
) -> None:
    assert len(pages) > 100
    assert set(pages) == {page.path for page in site.plan.pages}


def test_pages_are_well_formed(pages: Mapping[str, HtmlPage]) -> None:
    faults = {
        path: (page.doctype, page.unclosed, page.misplaced, page.comments)
        for path, page in pages.items()
        if page.doctype.lower() != "doctype html"
        or page.unclosed
        or page.misplaced
        or page.comments
        or any(element.repeated for element in page.elements)
    }

    assert faults == {}


def test_every_link_anchor_and_asset_leads_somewhere(
    site: Built, pages: Mapping[str, HtmlPage]
) -> None:
    prefix = urlsplit(site.plan.settings.url).path
    followed = 0
    broken = []
    for path, page in pages.items():
        for element, attribute, address in page.addresses():
            if urlsplit(address).scheme in ELSEWHERE:
                continue
            followed += 1
            # What follows « mes-aides/ » is answers for the page, and « fiche= » the entry that a
            # form fills itself with: not places in them.
            followable = re.sub(r"(/mes-aides/)#.*|#fiche=.*", r"\1", address)
            if not leads_somewhere(followable, path, prefix, site.files, pages):
                broken.append((path, element.tag, attribute, address))

    assert followed > 10 * len(pages)
    assert broken == []


def leads_somewhere(
    address: str, path: str, prefix: str, files: Mapping[str, bytes], pages: Mapping[str, HtmlPage]
) -> bool:
    """Whether a relative address written in the page at `path` reaches a file, and its anchor."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    target = path
    if parts.path:
        target = parts.path.removeprefix(prefix) if path == "404.html" else parts.path
        if target.startswith("/"):
            return False
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
        if parts.path.endswith("/") or target == ".":
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return False
    if not parts.fragment:
        return True
    if target.endswith(".html"):
        return parts.fragment in pages[target].ids
    return f'id="{parts.fragment}"'.encode() in files[target]


def test_the_policy_comes_first_and_is_the_strict_one(pages: Mapping[str, HtmlPage]) -> None:
    for path, page in pages.items():
        heads = [element.tag for element in page.elements[:4]]
        first = page.elements[2]

        assert heads[:3] == ["html", "head", "meta"], path
        # A form may send what was typed to the forge and by mail: `test_form_pages.py` says which.
        strict = POLICY
        if path.startswith(("proposer/", "corriger/")):
            said = first.attributes["content"] or ""
            strict = re.sub("form-action 'self'", said.split("; ")[-3], POLICY)
        assert first.attributes == {
            "http-equiv": "Content-Security-Policy",
            "content": SEARCH_POLICY
            if path in ("recherche/index.html", "liste/index.html")
            else strict,
        }, path
        assert len([e for e in page.all("meta") if "http-equiv" in e.attributes]) == 1, path


def test_nothing_is_inline(pages: Mapping[str, HtmlPage]) -> None:
    for path, page in pages.items():
        for element in page.elements:
            handlers = [name for name in element.attributes if name.startswith("on")]

            assert not handlers, (path, element)
            assert "style" not in element.attributes, (path, element)
            assert element.tag not in ("style", "base", "iframe", "object", "embed"), path
            if element.tag == "script" and element.attributes != {"type": DATA}:
                assert element.attributes["src"], path
                assert element.text == "", path
        assert [script for script in page.all("script") if "src" not in script.attributes] == [
            script for script in page.all("script") if script.attributes == {"type": DATA}
        ], path


def test_scripts_and_styles_have_the_integrity_of_their_bytes(
    site: Built, pages: Mapping[str, HtmlPage]
) -> None:
    seen = set()
    for path, page in pages.items():
        for address, integrity in checked_loads(page):
            target = located(address, path, site)
            digest = base64.b64encode(hashlib.sha384(site.files[target]).digest()).decode()
            seen.add(target)

            assert integrity == f"sha384-{digest}", (path, address)

    published = {p for p in site.files if p.startswith("assets/") and p.endswith((".css", ".js"))}
    assert {path for path in published if path.endswith((".css", "main.js"))} <= seen


def checked_loads(page: HtmlPage) -> Iterator[tuple[str, str | None]]:
    """Address and integrity of each script, module and style sheet."""
    for script in page.all("script"):
        if script.attributes == {"type": DATA}:
            continue
        yield script.attributes["src"], script.attributes.get("integrity")
    for link in page.all("link"):
        if link.attributes["rel"] in ("stylesheet", "modulepreload"):
            yield link.attributes["href"], link.attributes.get("integrity")


def located(address: str, path: str, site: Built) -> str:
    prefix = urlsplit(site.plan.settings.url).path
    if path == "404.html":
        return address.removeprefix(prefix)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def test_ids_are_unique_and_what_refers_to_them_finds_them(pages: Mapping[str, HtmlPage]) -> None:
    for path, page in pages.items():
        twice = [identifier for identifier, count in Counter(page.ids).items() if count > 1]
        named = [
            identifier
            for element in page.elements
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for")
            for identifier in element.attributes.get(attribute, "").split()
        ]

        assert twice == [], path
        assert set(named) <= set(page.ids), path


def test_every_page_has_its_own_title_its_description_and_its_language(
    site: Built, pages: Mapping[str, HtmlPage]
) -> None:
    indexed = {page.path for page in site.plan.pages if page.index}
    titles = Counter()
    for path, page in pages.items():
        title = page.all("title")[0].text.strip()  # a code to scan has one of its own
        description = page.meta("description")

        assert page.one("html").attributes["lang"] == "fr", path
        assert site.plan.settings.nom in title, path
        assert len(title) > len(site.plan.settings.nom) + 3, path
        assert (description or "").strip(), path
        if path in indexed:
            titles[title] += 1

    assert [title for title, count in titles.items() if count > 1] == []


def test_every_page_has_its_landmarks_and_one_title(pages: Mapping[str, HtmlPage]) -> None:
    for path, page in pages.items():
        main = page.one("main")
        header, *_ = page.all("header")

        assert main.attributes["id"] == "contenu", path
        assert "site-header" in header.attributes["class"], path
        assert [f for f in page.all("footer") if "site-footer" in f.attributes["class"]], path
        assert page.all("a")[0].attributes["href"] == "#contenu", path
        assert page.one("h1").text.strip(), path


def test_headings_never_skip_a_level(pages: Mapping[str, HtmlPage]) -> None:
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        skips = [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]

        assert levels[0] == 1, path
        assert skips == [], path


def test_no_page_hides_a_character(site: Built, pages: Mapping[str, HtmlPage]) -> None:
    """Looked for in the bytes, and again once entities are decoded."""
    for path, page in pages.items():
        values = {value for e in page.elements for value in e.attributes.values()}
        hidden = find_forbidden_character("\n".join((site.pages[path], *page.texts, *values)))

        assert hidden is None, path


@pytest.mark.parametrize("name", ["real", "complete"])
def test_links_of_entries_say_where_they_go(name: str) -> None:
    """Out of an entry: `rel` always; the host is shown, in the words or beside them.

    In a description, as in any text, it is shown when the words look like another host.
    """
    seen = 0
    for path, page in pages_of(name).items():
        if not path.startswith(("services/", "structures/")):
            continue
        for element in page.all("a"):
            address = urlsplit(element.attributes["href"])
            if address.scheme not in ("https", "http") or is_own_link(element.attributes["href"]):
                continue
            seen += 1
            host = (address.hostname or "").removeprefix("www.")

            assert element.attributes.get("rel") == "noopener ugc", (path, element)
            assert host in page.words or "rich-text" in element.within, (path, element)

    assert seen > 1


def is_own_link(address: str) -> bool:
    """The theme's own links, and those of the settings."""
    return address.startswith(
        ("https://www.etalab.gouv.fr/", "https://example.org/")
    ) and not address.endswith("/issues/new")


def test_no_link_opens_a_window(pages: Mapping[str, HtmlPage]) -> None:
    assert [p for p, page in pages.items() for e in page.elements if "target" in e.attributes] == []


def test_canonical_addresses_and_the_sitemap_agree(
    site: Built, pages: Mapping[str, HtmlPage]
) -> None:
    base = site.plan.settings.url
    canonical = {}
    for path, page in pages.items():
        links = [e for e in page.all("link") if e.attributes["rel"] == "canonical"]
        robots = page.meta("robots")

        assert bool(links) != (robots == "noindex"), path
        if links:
            canonical[path] = links[0].attributes["href"]
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ET.fromstring(site.files["sitemap.xml"])  # noqa: S314 - our own file
    listed = [loc.text for loc in tree.iter(f"{namespace}loc")]

    assert sorted(listed) == sorted(canonical.values())
    assert len(listed) == len(set(listed))
    for path, address in canonical.items():
        assert address == base + re.sub(r"(^|/)index\.html$", r"\1", path)


def test_robots_and_headers_say_the_same_as_the_pages(site: Built) -> None:
    headers = site.files["_headers"].decode()
    assert (
        f"Content-Security-Policy: {POLICY.replace('; require', '; frame-ancestors ', 1)[:20]}"
        in (headers)
    )
    for directive in SEARCH_POLICY.split("; "):  # both hold: a page forbids what it does not use
        assert directive in headers
    assert "frame-ancestors 'none'" in headers


def test_nothing_is_loaded_from_elsewhere(pages: Mapping[str, HtmlPage]) -> None:
    loading = ("script", "img", "use", "source", "form", "input", "button")
    for path, page in pages.items():
        for element, _, address in page.addresses():
            loads = element.tag in loading or (
                element.tag == "link" and element.attributes["rel"] != "canonical"
            )
            # What was typed may be sent to the forge or by mail, by who touches the button.
            sends = element.tag in ("form", "button") and path.startswith(
                ("proposer/", "corriger/")
            )
            if loads and not sends:
                assert not urlsplit(address).scheme, (path, address)
                assert not urlsplit(address).netloc, (path, address)


def test_a_missing_page_is_answered_with_links_that_work_at_any_depth(site: Built) -> None:
    page = read_page(site.pages["404.html"])
    prefix = urlsplit(site.plan.settings.url).path
    inside = [
        address
        for _, _, address in page.addresses()
        if not urlsplit(address).scheme and not address.startswith("#")
    ]

    assert len(inside) > 10
    assert [address for address in inside if not address.startswith(prefix)] == []


def test_services_of_one_name_have_each_their_title(tmp_path: Path) -> None:
    for name, provider in (("a", "un"), ("b", "un"), ("c", "deux"), ("d", "trois")):
        write_entry(
            tmp_path / f"content/structures/{provider}.yaml",
            {"nom": f"Structure {provider}", "date_maj": "2026-11-01", "sources": [{"nom": "x"}]},
        )
        write_entry(
            tmp_path / f"content/services/bourse-{name}.yaml",
            {
                "nom": "Bourse au permis" if name != "d" else "Une autre aide",
                "structure": provider,
                "resume": "Une aide pour passer le permis.",
                "thematiques": ["mobilite--preparer-un-permis"],
                "zone_eligibilite": ["43"],
                "etat": "actif",
                "date_maj": "2026-11-01",
                "sources": [{"nom": "x"}],
            },
        )
    shutil.copyfile(REPOSITORY / "tests/sites/minimal/guichet.yaml", tmp_path / "guichet.yaml")
    titles = {page.url: page.title for page in build(tmp_path).plan.pages}

    assert {url: title for url, title in titles.items() if url.startswith("services/b")} == {
        "services/bourse-a.html": "Bourse au permis (Structure un), bourse-a",
        "services/bourse-b.html": "Bourse au permis (Structure un), bourse-b",
        "services/bourse-c.html": "Bourse au permis (Structure deux)",
        "services/bourse-d.html": "Une autre aide",
    }
