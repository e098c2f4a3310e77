"""What the feed says of situations is what anyone computes from it, wherever and for whom."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from generator.eligibility import evaluate
from generator.parse.entry import build_entry
from generator.plan.coverage import CoverageMap
from generator.plan.shelves import shelve
from generator.plan.situation_solving import Solver
from generator.plan.territory_services import served_areas
from generator.plan.vocabulary import Labels
from generator.published import published
from generator.situations import Situation
from generator.solutions import SolutionHere
from tests.judges.situations.recomputed import Recomputed, france
from tests.sites.building import Built, complete_site, real_site

API = "api/v1/"
SITES = {"real": real_site, "complete": complete_site}
INVENTED = 20


def answers(rule: Mapping[str, Any], person: Mapping[str, Any]) -> str:
    known = france()

    def holds(commune: str, code: str) -> bool:
        return known.holds(known.zone((code,)), commune)

    open_person = {**person, "hors_publics": ()}  # what she does not say to be is not known
    return evaluate(rule, open_person, holds).reponse


def read(built: Built, path: str, key: str) -> Any:
    return json.loads(built.files[f"{API}{path}"])[key]


@pytest.fixture(params=SITES)
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def test_solutions_are_what_anyone_computes_from_the_feed(built: Built) -> None:
    areas = [row["code"] for row in read(built, "territoires.json", "territoires")]
    judge = Recomputed(read(built, "services.json", "services"), areas, answers)
    situations = read(built, "situations.json", "situations")

    assert situations
    for situation in situations:
        told = read(built, f"situations/{situation['id']}/solutions.json", "solutions")
        expected = judge.solve(situation)
        assert [row["code"] for row in told["territoires"]] == areas
        for row in told["territoires"]:
            found = [
                {
                    "etat": need["etat"],
                    "reponses": need["reponses"],
                    "hors_delai": need.get("hors_delai", []),
                    "communes_sans_reponse": need.get("communes_sans_reponse", []),
                    "partielles": need.get("partielles", {}),
                }
                for need in row["besoins"]
            ]
            assert found == expected[row["code"]], (situation["id"], row["nom"])


def _invented(random: Random, terms: Mapping[str, list[str]], services: list[str]) -> Any:
    """A situation that nobody wrote: any person, any needs."""

    def some(name: str, most: int) -> list[str]:
        return random.sample(terms[name], random.randint(1, min(most, len(terms[name]))))

    facts = {
        "age": random.randint(14, 70),
        "statut": random.choice(terms["statuts"]),
        "publics": some("publics", 3),
        "permis": [random.choice(terms["permis"])],
        "distance_km": random.randint(0, 90),
        "commune": "75056",
    }
    person = {key: value for key, value in facts.items() if random.random() < 0.5}
    needs = []
    for rank in range(random.randint(1, 4)):
        search = {
            field: some(name, most)
            for field, name, most, chance in (
                ("thematiques", "themes", 6, 0.8),
                ("types", "types", 3, 0.2),
                ("statuts", "statuts", 4, 0.2),
                ("publics", "publics", 3, 0.2),
                ("frais", "frais", 1, 0.1),
                ("modes_accueil", "modes-accueil", 2, 0.1),
            )
            if random.random() < chance
        }
        need: dict[str, Any] = {"nom": f"Besoin {rank}", "role": "utile"}
        need |= {"recherche": search} if search else {}
        if not search or random.random() < 0.3:
            need["services"] = random.sample(services, random.randint(1, 4))
        if random.random() < 0.4:
            need["delai_jours"] = random.choice((0, 8, 30, 400))
        needs.append(need)
    return {"besoins": needs} | ({"personne": person} if random.random() < 0.8 else {})


def test_situations_that_nobody_wrote_are_solved_as_anyone_would() -> None:
    built = real_site()
    plan, random = built.plan, Random(22)  # noqa: S311 -- the same situations each time
    coverage = CoverageMap(plan.referentiels, plan.settings.territoire.departements)
    areas = tuple(served_areas(coverage))
    shelves = shelve(plan.catalogue, Labels(plan.schemas), coverage, plan.today)
    # Some of the services say how many days they take.
    slow = {item.id: random.choice((None, 1, 20, 90)) for item in shelves.services}
    services = [replace(item, delai_jours=slow[item.id]) for item in shelves.services]
    solver = Solver(services, coverage, areas)
    judge = Recomputed(map(published, services), [area.code for area in areas], answers)
    terms = {name: list(found) for name, found in plan.schemas.vocabularies.items()}
    states = set()
    for _ in range(INVENTED):
        said = _invented(random, terms, list(slow))
        entry = build_entry(
            Situation,
            {**said, "titre": "T", "resume": "R", "date_maj": "2026-01-01"},
            id="inventee",
        )
        expected = judge.solve(said)
        for here in solver.solve(entry).territoires:
            assert _told(here) == expected[here.area.code], (said, here.area.nom)
            states |= {need.etat for need in here.besoins}
    assert states == {"servi", "en-partie", "personne"}


def _told(here: SolutionHere) -> list[dict[str, Any]]:
    return [
        {
            "etat": need.etat,
            "reponses": list(need.reponses),
            "hors_delai": list(need.hors_delai),
            "communes_sans_reponse": list(need.communes_sans_reponse)
            if need.etat == "en-partie"
            else [],
            "partielles": {name: list(codes) for name, codes in need.partielles.items()},
        }
        for need in here.besoins
    ]


def test_needs_without_an_answer_are_those_of_the_solutions(built: Built) -> None:
    rows = read(built, "besoins-sans-reponse.json", "besoins_sans_reponse")
    found = {(row["situation"], row["rang"], row["territoire"]): row for row in rows}
    expected = {
        (situation["id"], need["rang"], area["code"]): need["etat"]
        for situation in read(built, "situations.json", "situations")
        for area in read(built, f"situations/{situation['id']}/solutions.json", "solutions")[
            "territoires"
        ]
        for need in area["besoins"]
        if need["etat"] != "servi"
    }

    assert rows
    assert {key: row["etat"] for key, row in found.items()} == expected
    for row in rows:
        if row["etat"] == "personne":
            assert row["communes"] == len(france().members[row["territoire"]])
        assert row["population"] > 0


def test_the_table_of_gaps_says_the_same_as_the_feed(built: Built) -> None:
    rows = read(built, "besoins-sans-reponse.json", "besoins_sans_reponse")
    text = built.files["donnees/besoins-sans-reponse.csv"].decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text), delimiter=";"))

    assert len(table) == len(rows)
    for line, row in zip(table, rows, strict=True):
        for key in ("situation", "besoin", "role", "kind", "etat"):
            assert line[key].removeprefix("'") == row[key]
        assert int(line["population"]) == row["population"]
        assert int(line["communes"]) == row["communes"]


def test_nobody_is_said_on_the_page_where_the_feed_says_it(built: Built) -> None:
    for situation in read(built, "situations.json", "situations"):
        solved = read(built, f"situations/{situation['id']}/solutions.json", "solutions")
        for area in solved["territoires"]:
            page = built.pages[f"situations/{situation['id']}/{area['code']}.html"]
            states = [need["etat"] for need in area["besoins"]]
            said = page.count("Personne sur ce besoin ici</span>")
            assert said == states.count("personne"), area["nom"]
            shown = {name for need in area["besoins"] for name in need["reponses"][:4]}
            assert all(f'data-service="{name}"' in page for name in shown)
