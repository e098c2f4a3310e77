"""What robots read: the plan of the site with its dates, and where to begin to read it as text."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

from generator.render.llms import MAX_ENTRIES, render_llms
from generator.render.page_dates import page_dates
from generator.render.sitemap import render_sitemap
from generator.site_plan import SitePlan
from tests.sites.building import minimal_site, real_site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read(text: bytes) -> tuple[str, list[tuple[str, str]]]:
    """The kind of a sitemap, and its rows."""
    root = ET.fromstring(text)  # noqa: S314 - our own file
    rows = [
        (item.findtext(f"{NAMESPACE}loc") or "", item.findtext(f"{NAMESPACE}lastmod") or "")
        for item in root
    ]
    return root.tag.removeprefix(NAMESPACE), rows


def files(plan: SitePlan) -> dict[str, bytes]:
    return {file.path: file.content for file in render_sitemap(plan)}


def test_each_page_of_an_entry_has_the_day_of_the_entry() -> None:
    plan = real_site().plan
    days = page_dates(plan)
    for service in plan.catalogue.services:
        checked = service.verification.le if service.verification else date.min
        expected = max(service.date_maj, checked).isoformat()

        assert days[f"services/{service.id}.html"] == expected


def test_a_list_has_the_day_of_its_newest_entry() -> None:
    plan = real_site().plan
    days = page_dates(plan)
    newest = max(day for url, day in days.items() if url.startswith("services/") and url[9:])
    listed = [url for url in days if url.startswith("thematiques/") and url.endswith(".html")]

    assert days[""] == max(days.values()) >= newest
    assert days["services/"] == newest
    assert len(listed) > 20
    for url in listed:
        (page,) = (page for page in plan.pages if page.url == url)
        cards = [card for group in page.view.groups for card in group.cards]  # type: ignore[union-attr]
        assert days[url] == max(days[card.url] for card in cards)


def test_no_page_is_of_tomorrow_and_what_nothing_dates_has_no_day() -> None:
    plan = real_site().plan
    _, rows = read(files(plan)["sitemap.xml"])
    days = dict(rows)

    assert all(not day or DAY.fullmatch(day) for day in days.values())
    assert max(days.values()) <= plan.today.isoformat()
    assert days[f"{plan.settings.url}mentions-legales/"] == ""


def test_a_site_too_large_for_one_sitemap_has_several_and_their_index() -> None:
    plan = real_site().plan
    _, whole = read(files(plan)["sitemap.xml"])
    parts = {file.path: file.content for file in render_sitemap(plan, most=100)}
    kind, index = read(parts["sitemap.xml"])
    rows = []
    for address, day in index:
        kind_of_part, found = read(parts[address.removeprefix(plan.settings.url)])
        assert kind_of_part == "urlset"
        assert len(found) <= 100
        assert day == max(day for _, day in found)
        rows += found

    assert kind == "sitemapindex"
    assert len(index) == -(-len(whole) // 100)
    assert rows == whole
    assert f"Sitemap: {plan.settings.url}sitemap.xml" in parts["robots.txt"].decode()


LINE = re.compile(r"- \[(?:[^\]\\]|\\.)+\]\((?P<url>[^)\s]+)\)(?:: \S.*)?")


def llms(plan: SitePlan) -> str:
    built = real_site()
    (file,) = render_llms(plan, built.artifacts)
    assert file.path == "llms.txt"
    return file.content.decode()


def test_llms_txt_has_the_form_that_it_should_have() -> None:
    """A title, a quote, notes without heading, then lists of links under headings of level two."""
    text = llms(real_site().plan)
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    title, quote, *notes = head.strip().split("\n\n")

    assert title == f"# {real_site().plan.settings.nom}"
    assert quote.startswith("> ")
    assert all(not note.startswith("#") for note in notes)
    for section in sections:
        heading, _, links = section.strip().partition("\n\n")
        assert heading
        assert all(LINE.fullmatch(line) for line in links.split("\n")), heading
    assert sections[-1].startswith("Optional\n")


def test_llms_txt_leads_to_every_entry_that_can_be_found() -> None:
    built = real_site()
    base = built.plan.settings.url
    found = {match["url"].removeprefix(base) for match in LINE.finditer(llms(built.plan))}
    entries = {
        f"{page.path[:-5]}.md"
        for page in built.plan.pages
        if page.index and page.template in ("pages/service.html", "pages/structure.html")
    }

    bundles = {f"situations/{entry.id}.md" for entry in built.plan.catalogue.situations}
    bundles |= {f"parcours/{entry.id}.md" for entry in built.plan.catalogue.parcours}

    assert entries | bundles <= found
    assert {"api/v1/index.json", "donnees/catalogue.jsonld"} & found
    assert found <= built.files.keys()


def test_llms_txt_of_a_large_directory_leads_to_its_lists() -> None:
    plan = real_site().plan
    (page,) = (p for p in plan.pages if p.url == "services/garantie-visale.html")
    many = tuple(replace(page, url=f"services/s{n}.html") for n in range(MAX_ENTRIES + 1))
    text = llms(replace(plan, pages=many))
    listed = {match["url"].removeprefix(plan.settings.url) for match in LINE.finditer(text)}

    assert len(text) < 20_000
    assert "api/v1/categories/mobilite.json" in listed
    assert listed <= real_site().files.keys()


def test_words_of_the_settings_cannot_add_a_heading_or_a_link() -> None:
    plan = minimal_site().plan
    settings = replace(plan.settings, nom="# Titre [x](https://piege.example/)\n## Autre")
    text = llms(replace(plan, settings=settings))

    assert text.startswith("# \\# Titre \\[x\\](https\\://piege.example/) \\#\\# Autre\n")
    assert "\n## Autre" not in text
