"""The files of the search: small, stable, and holding every service that can be asked for."""

import dataclasses
import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator import commands, pipeline
from generator.render import french
from generator.render.search import SearchFiles, render_search
from generator.render.search.postings import BOOSTS, FIELDS
from generator.render.search.texts import checked_on
from generator.site_plan import SitePlan
from tests.render.search.published import (
    read_ascending,
    read_files,
    read_list,
    read_terms,
    read_words,
)

REPOSITORY = Path(__file__).parents[3]
VENDOR = REPOSITORY / "theme" / "assets" / "js" / "vendor"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def plan() -> SitePlan:
    """The plan of a small site whose content is made to be searched."""
    folders = commands.folders(REPOSITORY / "tests" / "fixtures" / "recherche")
    checked = pipeline.check(folders, TODAY, lambda *_: None)
    assert checked.plan is not None, checked.diagnostics
    return checked.plan


@pytest.fixture(scope="module")
def files(plan: SitePlan) -> dict[str, Any]:
    artifacts, addresses = render_search(plan)
    return read_files(artifacts, addresses.folder)


@pytest.fixture(scope="module")
def names(files: dict[str, Any]) -> list[str]:
    """The names of the services, by number of document."""
    return [card["nom"] for card in files["fiches/0.json"]]


def test_all_files_are_under_the_addresses_of_the_page(plan: SitePlan) -> None:
    artifacts, addresses = render_search(plan)
    folders = tuple(dataclasses.asdict(addresses).values())

    assert all(artifact.path.startswith(folders) for artifact in artifacts)
    assert all(folder.startswith("recherche/") for folder in folders)
    assert addresses.folder.endswith("/")
    assert addresses.communes.endswith("/")


def test_two_renderings_give_the_same_bytes(plan: SitePlan) -> None:
    assert render_search(plan) == render_search(plan)


def test_the_folder_changes_with_what_it_holds(plan: SitePlan) -> None:
    tomorrow = dataclasses.replace(plan, today=date(2027, 11, 21))

    assert folder(plan) != folder(tomorrow)


def test_a_small_site_has_one_file_of_each_kind(files: dict[str, Any]) -> None:
    for kind in ("termes/", "mots/", "fiches/"):
        assert len([path for path in files if path.startswith(kind)]) == 1


def test_every_service_that_is_not_over_is_shown(plan: SitePlan, names: list[str]) -> None:
    expected = [s.nom for s in plan.catalogue.services if s.etat != "termine"]

    assert sorted(names) == sorted(expected)
    assert len(expected) == len(plan.catalogue.services) - 1


def test_documents_are_open_first_then_local_then_lately_checked(
    files: dict[str, Any], plan: SitePlan, names: list[str]
) -> None:
    services = {service.nom: service for service in plan.catalogue.services}
    shown = [services[name] for name in names]
    closed = files["sommaire.json"]["closed_from"]

    assert all(service.etat in ("suspendu", "budget-epuise") for service in shown[closed:])
    assert all(service.etat not in ("suspendu", "budget-epuise") for service in shown[:closed])
    assert names.index("Garage solidaire") < names.index("Location de véhicules")
    communal = [s for s in shown[:closed] if s.zone_eligibilite == ("43",)]
    assert [checked_on(s) for s in communal] == sorted(map(checked_on, communal), reverse=True)


def test_a_result_shows_what_its_card_shows(files: dict[str, Any], plan: SitePlan) -> None:
    cards = {card.url: card for card in plan.cards.values()}

    for shown in files["fiches/0.json"]:
        card = dataclasses.asdict(cards[shown["url"]])
        kept = {name: value for name, value in card.items() if value}
        assert shown == json.loads(json.dumps(kept))


def test_every_word_of_a_name_finds_its_service(files: dict[str, Any], names: list[str]) -> None:
    terms = read_terms(files)

    for document, name in enumerate(names):
        for term in french.terms(name):
            fields = dict(read_list(terms[term]))[document]
            assert FIELDS.index("nom") in fields, (name, term)


@pytest.mark.parametrize(
    ("word", "name", "field"),
    [
        ("bagnole", "Location de véhicules", "mots_cles"),
        ("exilées", "Hébergement des personnes exilées", "sujets"),  # public
        ("saisonnière", "Logement des saisonniers", "sujets"),  # situation
        ("velay", "Garage solidaire", "lieux"),  # commune of the zone
        ("Saône", "Logement des saisonniers", "lieux"),  # département of the zone
        ("vidange", "Garage solidaire", "texte"),
        ("intérimaires", "Avance Loca-Pass", "structure"),
        ("déplacer", "Covoiturage domicile-travail", "sujets"),  # theme, in everyday words
    ],
)
def test_a_word_of_each_field_finds_the_service(
    files: dict[str, Any], names: list[str], word: str, name: str, field: str
) -> None:
    found = dict(read_list(read_terms(files)[french.terms(word)[0]]))

    assert FIELDS.index(field) in found[names.index(name)]


def test_the_name_weighs_most_and_the_text_least() -> None:
    weights = [boost for _, boost in BOOSTS]

    assert BOOSTS[0][0] == "nom"
    assert weights == sorted(weights, reverse=True)


def test_the_index_holds_no_stop_word_and_no_accent(files: dict[str, Any]) -> None:
    terms = list(read_terms(files))
    assert len(terms) > 100

    assert [term for term in terms if not term.isascii() or not term.isalnum()] == []
    assert {french.stem(word) for word in ("pour", "dans", "avec")}.isdisjoint(terms)


def test_every_word_that_corrects_leads_to_a_term_of_the_index(files: dict[str, Any]) -> None:
    terms = read_terms(files)
    words = [word for word, _ in read_words(files["mots/0.json"])]
    assert len(words) > 100

    assert [word for word in words if french.stem(word) not in terms] == []
    assert words == sorted(set(words))


def test_columns_hold_the_codes_of_the_services(
    files: dict[str, Any], plan: SitePlan, names: list[str]
) -> None:
    services = {service.nom: service for service in plan.catalogue.services}

    def holding(facet: str, code: str) -> list[str]:
        column = files[f"colonnes/{facet}.json"]
        return [names[document] for document in read_ascending(column.get(code, "="))]

    for name in names:
        service = services[name]
        assert all(name in holding("theme", code) for code in service.thematiques)
        assert all(name in holding("accueil", code) for code in service.modes_accueil)
        is_open = not service.publics or "tous-publics" in service.publics
        assert (name in holding("public", "*")) == is_open
        assert (name in holding("statut", "*")) == (not service.statuts)
        assert (name in holding("demande", "moi-meme")) == ("usagers" in service.mobilisable_par)


def test_zones_are_as_of_today(files: dict[str, Any], plan: SitePlan) -> None:
    codes = {
        code
        for path, column in files.items()
        if path.startswith("colonnes/zones/")
        for code in column
    }

    assert codes
    assert [code for code in codes if plan.referentiels.territory(code) is None] == []
    assert {"france", "region-84"} <= set(files["colonnes/zones/commun.json"])


def test_a_site_without_service_still_has_its_files(plan: SitePlan) -> None:
    empty = dataclasses.replace(
        plan, catalogue=dataclasses.replace(plan.catalogue, services=()), cards={}
    )

    artifacts, addresses = render_search(empty)

    files = read_files(artifacts, addresses.folder)
    assert files["sommaire.json"]["documents"] == 0
    assert read_terms(files) == {}


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


def folder(plan: SitePlan) -> str:
    addresses: SearchFiles = render_search(plan)[1]
    return addresses.folder
