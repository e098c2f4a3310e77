"""One set of services, three ways: the static lists, the search, and the feed from outside."""

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from generator.load import load_referentiels, resource_folder
from tests.browser.conftest import Served, Visit

Open = Callable[..., Visit]
Sites = Callable[[str], Served]
Asked = Mapping[str, list[str]]

FIELDS = {
    "public": "publics",
    "statut": "statuts",
    "frais": "frais",
    "accueil": "modes_accueil",
    "type": "type",
    "langue": "langues",
}
ASKERS = {"moi-meme": "usagers", "professionnel": "professionnels"}
FOLDERS = ("thematiques", "statuts", "publics", "frais", "accueil", "types", "demandes", "langues")
COMMUNES = ("43157", "25056", "71270", "39300", "70550")
CROSSED = (
    {"statut": ["interimaire"]},
    {"public": ["jeunes", "femmes"]},
    {"type": ["aide-financiere"], "demande": ["moi-meme"]},
    {"theme": ["mobilite--preparer-un-permis", "logement-hebergement"], "accueil": ["a-distance"]},
)


# What the feed says: nothing here comes from the generator's own rule


def named(service: Mapping[str, Any], facet: str) -> list[str]:
    if facet == "theme":
        return [part for code in service["thematiques"] for part in (code, code.split("--")[0])]
    if facet == "demande":
        return [code for code, who in ASKERS.items() if who in service.get("mobilisable_par", [])]
    value = service.get(FIELDS[facet]) or []
    return [value] if isinstance(value, str) else list(value)


def answers(service: Mapping[str, Any], facet: str, codes: list[str]) -> bool:
    own = named(service, facet)
    if facet in ("public", "statut") and (not own or "tous-publics" in own):
        return True
    return bool(set(own) & set(codes))


@cache
def territories() -> Any:
    return load_referentiels(resource_folder("referentiels"))


@cache
def around(place: str) -> frozenset[str]:
    """The codes that cover a place: its own, those above it, those inside it."""
    rows = territories().communes
    inside = [place] if place in rows else list(territories().communes_of(place))
    found = {place, "france"}
    for code in inside:
        _, epci, departement, region, _, _ = rows[code]
        found.add(code)
        if place == code:
            found |= {epci, departement, f"region-{region}"}
        elif len(place) == 9:  # an EPCI: its communes, and what is above each of them
            found |= {departement, f"region-{region}"}
        else:
            found |= {epci, f"region-{region}"}
    return frozenset(found - {""})


def from_feed(site: Served, asked: Asked) -> set[str]:
    former = territories().former_communes
    kept = set()
    for service in feed(site.folder):
        zone = {former.get(code, code) for code in service["zone_eligibilite"]}
        filters = {name: codes for name, codes in asked.items() if name != "lieu"}
        if (
            service["etat"] != "termine"
            and all(zone & around(place) for place in asked.get("lieu", []))
            and all(answers(service, name, codes) for name, codes in filters.items())
        ):
            kept.add(service["id"])
    return kept


@cache
def feed(folder: Path) -> list[dict[str, Any]]:
    """The services of the feed, but for those whose page alone is kept."""
    states = json.loads((folder / "api/v1/fraicheur.json").read_text())["fraicheur"]["services"]
    gone = {row["id"] for row in states if row["fraicheur"] == "retire"}
    rows = json.loads((folder / "api/v1/services.json").read_text())["services"]
    return [row for row in rows if row["id"] not in gone]


# What a person reads


def from_search(page: Page, site: Served, asked: Asked) -> set[str]:
    """Every result, as many times as « de plus » is offered."""
    page.goto(f"{site.address}recherche/?{urlencode(asked, doseq=True)}")
    page.wait_for_selector("[data-module=search][data-enhanced]")
    more = page.locator(".search-more")
    while more.is_visible():
        shown = page.locator("[data-search-results] > li").count()
        more.click()
        page.wait_for_function(
            "shown => document.querySelectorAll('[data-search-results] > li').length > shown",
            arg=shown,
        )
    links = page.locator("[data-search-results] .card-link")
    found = links.evaluate_all("links => links.map(link => link.href)")
    said = page.locator("[data-search-status]").inner_text()
    count = re.match(r"(\d+) résultat", said)

    assert len(found) == len(set(found)) == (int(count[1]) if count else 0), said
    return {identifier(address) for address in found}


def from_pages(site: Served, path: str) -> set[str]:
    """The cards of a list and of the pages that follow it."""
    text = (site.folder / path).read_text()
    cards = set(map(identifier, re.findall(r'class="card-link" href="([^"]+)"', text)))
    for following in re.findall(r'href="([^"]+)">Page suivante', text):
        address = posixpath.join(posixpath.dirname(path), following)
        cards |= from_pages(site, posixpath.normpath(address))
    return cards


def identifier(address: str) -> str:
    return posixpath.basename(urlsplit(address).path).removesuffix(".html")


def lists(site: Served, *folders: str) -> Iterator[tuple[str, Asked]]:
    """Each list of services that leads to a search, and what it asks for."""
    for folder in folders:
        for path in sorted((site.folder / folder).rglob("*.html")):
            text = path.read_text()
            found = re.search(r'href="[./]*recherche/\?([^"]+)"', text)
            if found and "Chercher dans cette liste" in text:
                asked = parse_qs(found[1].replace("&amp;", "&"))
                yield path.relative_to(site.folder).as_posix(), asked


@pytest.mark.parametrize("name", ["real", "complete"])
def test_every_static_list_holds_what_the_feed_says(name: str, served: Sites) -> None:
    """All of them: facets, territories and crossings."""
    site, compared = served(name), 0
    for path, asked in lists(site, *FOLDERS, "territoires"):
        compared += 1

        assert from_pages(site, path) == from_feed(site, asked), path
    assert compared > 80


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_search_finds_what_a_static_list_holds(folder: str, served: Sites, visit: Open) -> None:
    """The longest and the shortest lists of each facet; languages are in a site of tests."""
    site = served("complete" if folder == "langues" else "real")
    drawn = sorted(lists(site, folder), key=lambda item: len(from_pages(site, item[0])))
    watched = visit(site)
    for path, asked in (*drawn[:3], *drawn[3:][-3:]):
        assert from_search(watched.page, site, asked) == from_pages(site, path), path
    assert drawn
    assert watched.faults == []


def test_the_search_finds_what_covers_a_territory_and_answers_a_need(
    served: Sites, visit: Open
) -> None:
    site = served("real")
    watched = visit(site)
    drawn = list(lists(site, "territoires"))
    crossings = [item for item in drawn if "theme" in item[1]]
    whole = [item for item in drawn if "theme" not in item[1]]
    sample = (*whole[:: len(whole) // 4], *crossings[:: len(crossings) // 5])
    for path, asked in sample:
        assert from_search(watched.page, site, asked) == from_pages(site, path), path
    assert len(sample) > 8
    assert {len(asked["lieu"][0]) for _, asked in sample} == {2, 9}
    assert watched.faults == []


@pytest.mark.parametrize("crossed", CROSSED, ids="-".join)
def test_the_search_finds_what_the_feed_says_of_a_commune(
    crossed: Asked, served: Sites, visit: Open
) -> None:
    site = served("real")
    watched = visit(site)
    found = []
    for place in COMMUNES[:: 2 if len(crossed) > 1 else 1]:
        asked = {**crossed, "lieu": [place]}
        found.append(from_feed(site, asked))

        assert from_search(watched.page, site, asked) == found[-1], asked
    assert any(found)
    assert watched.faults == []


def test_languages_and_opening_are_offered_where_a_service_speaks_of_them(
    served: Sites, visit: Open
) -> None:
    site = served("complete")
    watched = visit(site)
    page = watched.open("recherche/")
    names = page.locator("[data-facet]").evaluate_all("all => all.map(f => f.dataset.facet)")
    spoken = page.locator("[data-facet=langue] input").first

    assert names[-1] == "langue"
    page.locator("[data-facet=langue] > summary").click()
    spoken.check()
    expect(page.locator("[data-search-results] .card-link")).not_to_have_count(0)
    page.clock.set_fixed_time("2026-11-23T03:00:00+01:00")  # nobody works at this hour
    page.get_by_label("Ouvert maintenant").check()
    expect(page).to_have_url(re.compile(r"langue=\w+&ouvert=1$"))
    expect(page.locator("[data-search-status]")).to_contain_text("Aucun résultat")
    page.get_by_role("button", name="Retirer le filtre Ouvert maintenant").click()
    expect(page.locator("[data-search-results] .card-link")).not_to_have_count(0)
    assert watched.faults == []
