"""The files of the search: small, stable, and holding every service that can be asked for."""

import dataclasses
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lunr.index import Index

from generator import commands, pipeline
from generator.render import french
from generator.render.search_index import BOOSTS, render_search
from generator.site_plan import SitePlan

REPOSITORY = Path(__file__).parents[2]
VENDOR = REPOSITORY / "theme" / "assets" / "js" / "vendor"


@pytest.fixture(scope="module")
def plan() -> SitePlan:
    """The plan of a small site whose content is made to be searched."""
    folders = commands.folders(REPOSITORY / "tests" / "fixtures" / "recherche")
    checked = pipeline.check(folders, date(2026, 11, 21), lambda *_: None)
    assert checked.plan is not None
    return checked.plan


@pytest.fixture(scope="module")
def files(plan: SitePlan) -> dict[str, Any]:
    """Kind of file → its content."""
    artifacts, _ = render_search(plan)
    names = [re.sub(r"recherche/(\w+)-[0-9a-f]{12}\.json", r"\1", item.path) for item in artifacts]
    return {name: json.loads(item.content) for name, item in zip(names, artifacts, strict=True)}


def test_addresses_are_those_of_the_artifacts(plan: SitePlan) -> None:
    artifacts, addresses = render_search(plan)

    assert sorted(dataclasses.asdict(addresses).values()) == sorted(a.path for a in artifacts)


def test_two_renderings_give_the_same_bytes(plan: SitePlan) -> None:
    assert render_search(plan) == render_search(plan)


def test_every_service_that_is_not_ended_is_shown_in_the_order_of_the_index(
    files: dict[str, Any], plan: SitePlan
) -> None:
    shown = [service["nom"] for service in files["documents"]["services"]]

    expected = [s.nom for s in plan.catalogue.services if s.etat != "termine"]
    assert shown == expected
    assert len(expected) == len(plan.catalogue.services) - 1


def test_every_word_of_a_name_finds_its_service(files: dict[str, Any]) -> None:
    index = loaded(files)
    services = files["documents"]["services"]
    assert services

    for rank, service in enumerate(services):
        for term in french.terms(service["nom"]):
            assert str(rank) in matches(index, term), (service["nom"], term)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("bagnole", "Location de véhicules"),  # mots_cles
        ("exilées", "Hébergement des personnes exilées"),  # public
        ("saisonnière", "Logement des saisonniers"),  # situation
        ("velay", "Garage solidaire"),  # commune of the zone
        ("Saône", "Logement des saisonniers"),  # département of the zone
        ("vidange", "Garage solidaire"),  # description
        ("intérimaires", "Avance Loca-Pass"),  # structure
        ("déplacer", "Covoiturage domicile-travail"),  # great theme, in everyday words
    ],
)
def test_a_word_of_each_field_finds_the_service(
    files: dict[str, Any], word: str, name: str
) -> None:
    found = matches(loaded(files), french.terms(word)[0])

    assert name in [files["documents"]["services"][int(rank)]["nom"] for rank in found]


def test_the_name_weighs_more_than_the_text(files: dict[str, Any]) -> None:
    found = matches(loaded(files), french.terms("garage")[0])

    assert files["documents"]["services"][int(found[0])]["nom"] == "Garage solidaire"
    assert dict(BOOSTS)["nom"] > dict(BOOSTS)["texte"]


def test_the_index_holds_no_stop_word_and_no_accent(files: dict[str, Any]) -> None:
    terms = [term for term, _ in files["index"]["invertedIndex"]]
    assert len(terms) > 100

    assert terms == sorted(terms)
    assert [term for term in terms if not re.fullmatch("[a-z0-9]+", term)] == []
    assert {french.stem(word) for word in ("pour", "dans", "avec")}.isdisjoint(terms)


def test_every_word_of_the_lexicon_leads_to_a_term_of_the_index(files: dict[str, Any]) -> None:
    terms = {term for term, _ in files["index"]["invertedIndex"]}
    words = files["lexique"]["mots"].split(" ")
    assert len(words) > 100

    assert [word for word in words if french.stem(word) not in terms] == []
    assert words == sorted(set(words))


def test_communes_are_those_of_the_served_departements(
    files: dict[str, Any], plan: SitePlan
) -> None:
    places = files["communes"]

    found = [text for *_, communes in places["communes"] for text in communes]

    expected = [
        f"{code} {row[0]}"
        for code, row in plan.referentiels.communes.items()
        if row[2] in ("43", "71", "25")
    ]
    assert sorted(found) == sorted(expected)
    assert [area[0] for area in places["departements"]] == ["43", "71", "25"]
    assert places["departements"][0] == ["43", "Haute-Loire", "region-84"]
    assert places["towns"][0] == "25056"


def test_zones_are_as_of_today(files: dict[str, Any], plan: SitePlan) -> None:
    zones = {code for s in files["documents"]["services"] for code in s["zone_eligibilite"]}

    assert zones
    assert [code for code in zones if plan.referentiels.territory(code) is None] == []


def test_a_site_without_service_still_has_an_index(plan: SitePlan) -> None:
    empty = dataclasses.replace(
        plan, catalogue=dataclasses.replace(plan.catalogue, services=()), cards={}
    )

    artifacts, _ = render_search(empty)

    index = json.loads(artifacts[0].content)
    assert index["invertedIndex"] == []
    assert index["fields"] == [field for field, _ in BOOSTS]


def test_vendored_scripts_are_those_that_were_published() -> None:
    listed = json.loads((VENDOR / "VENDOR.json").read_text(encoding="utf-8"))
    scripts = {path.name for path in VENDOR.glob("*.js")}
    assert scripts == set(listed)

    for name, entry in listed.items():
        content = (VENDOR / name).read_bytes()
        published = b"\n".join(content.split(b"\n")[2:-2])
        assert sha256(content).hexdigest() == entry["sha256"]
        assert sha256(published).hexdigest() == entry["source_sha256"]
        assert (VENDOR / entry["licence_file"]).is_file()


def loaded(files: dict[str, Any]) -> Index:
    """The published index as the Python reader of lunr loads it."""
    index = files["index"]
    for _, posting in index["invertedIndex"]:
        for field in index["fields"]:
            posting.setdefault(field, {})
    return Index.load(index)


def matches(index: Index, term: str) -> list[str]:
    """The ranks of the services that hold a term, best first."""
    query = index.create_query()
    query.term(term, use_pipeline=False)
    return [found["ref"] for found in index.query(query)]
