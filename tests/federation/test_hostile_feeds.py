"""A feed that means harm, or that is broken: told, set aside, and never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.federation.guichets import JURA, SOURCE, import_feed, lay_region, run, stored

SITE = "https://jura.example.org/"
Feed = dict[str, Any]
_BASE = {"date_maj": "2026-02-18", "sources": [{"nom": "Site"}]}
_SERVICE = {
    **_BASE,
    "resume": "Une aide pour aller travailler.",
    "thematiques": ["mobilite--acceder-a-un-vehicule"],
    "etat": "actif",
}


def jura() -> Feed:
    """The feed of the Jura, as its site would publish it."""
    head = {
        "schema_version": "1.1.0",
        "generated_at": "2026-11-20",
        "licence": {"id": "etalab-2.0", "nom": "Licence Ouverte 2.0", "url": "https://etalab.fr/"},
        "attribution": "Département du Jura",
    }
    found: Feed = {"index": {**head, "index": {"nom": "Guichet du Jura", "site": SITE}}}
    for collection, base in (("services", _SERVICE), ("structures", _BASE)):
        rows = [
            {"id": key.partition("/")[2], "url": f"{SITE}{key}.html", **base, **entry}
            for key, entry in JURA.items()
            if key.startswith(collection)
        ]
        found[collection] = {**head, collection: rows}
    return found


def lay(folder: Path, feed: Feed) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in feed.items():
        text = document if isinstance(document, str) else json.dumps(document)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def scooter(feed: Feed) -> dict[str, Any]:
    row: dict[str, Any] = next(
        it for it in feed["services"]["services"] if it["id"] == "location-scooter"
    )
    return row


def deep(levels: int) -> Any:
    value: Any = "fond"
    for _ in range(levels):
        value = [value]
    return value


# What is done to the feed, what is said of it; it is refused whole.
REFUSED: dict[str, tuple[Callable[[Feed], Any], str]] = {
    "not-json": (lambda feed: feed.update(services="{"), "ce n’est pas du JSON"),
    "nan": (lambda feed: feed.update(services='{"services": NaN}'), "n’est pas un nombre"),
    "twice": (lambda feed: feed.update(index='{"a": 1, "a": 2}'), "deux fois"),
    "deep": (lambda feed: feed.update(services="[" * 100_000), "trop profond"),
    "digits": (lambda feed: feed.update(services="9" * 10_000), "trop long"),
    "huge": (lambda feed: feed.update(services='{"services": 1e999}'), "trop grand"),
    "list": (lambda feed: feed.update(index=[]), "n’est pas un document"),
    "no-rows": (lambda feed: feed["services"].pop("services"), "n’a pas de liste"),
    "version": (lambda feed: feed["index"].update(schema_version="2.0.0"), "version"),
    "licence": (lambda feed: feed["index"]["licence"].update(id="cc-by-nc-4.0"), "licence"),
    "no-licence": (lambda feed: feed["index"].update(licence=["etalab-2.0"]), "licence"),
    "script": (lambda feed: feed["index"]["index"].update(site="javascript:alert(1)"), "adresse"),
    "quote": (lambda feed: feed["index"]["index"].update(site='https://a.fr/"><b>'), "adresse"),
    "hidden": (lambda feed: feed["index"]["index"].update(nom="Jura\u202e"), "illisible"),
    "date": (lambda feed: feed["index"].update(generated_at=20261120), "date"),
}
# What is done to one entry, what is said of it; the rest of the feed is taken.
SET_ASIDE: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "path": (lambda row: row.update(id="../../../etc/passwd"), "identifiant"),
    "reserved": (lambda row: row.update(id="index"), "identifiant"),
    "twin": (lambda row: row.update(id="visale"), "déjà pris dans ce flux"),
    "number": (lambda row: row.update(id=7), "identifiant"),
    "hidden": (lambda row: row.update(nom="Scooter\u200b"), "invisible"),
    "surrogate": (lambda row: row.update(nom="Scooter\ud800"), "UTF-8"),
    "long": (lambda row: row.update(description="a" * 70_000), "64 kio"),
    "deep": (lambda row: row.update(publics=deep(40)), "trop de niveaux"),
    "wide": (lambda row: row.update(publics=["jeunes"] * 6_000), "trop de valeurs"),
    "code": (lambda row: row.update(etat="ouvert"), "« ouvert » n’est pas une valeur"),
    "zone": (lambda row: row.update(zone_eligibilite=["99999"]), "99999"),
    "link": (lambda row: row.update(lien_source="javascript:alert(1)"), "adresse"),
    "type": (lambda row: row.update(resume=["a", "b"]), "resume"),
    "future": (lambda row: row.update(date_maj="2030-01-01"), "futur"),
    "structure": (lambda row: row.update(structure="personne"), "n’est pas reprise"),
    "missing": (lambda row: row.pop("resume"), "resume"),
}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return lay_region(tmp_path / "region")


def test_the_feed_by_itself_is_taken(region: Path, tmp_path: Path) -> None:
    said = import_feed(region, lay(tmp_path / "feed", jura()), "--format", "json")

    assert json.loads(said.out)["montrees"] == {"services": 2, "structures": 1}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_feed_is_refused_whole(case: str, region: Path, tmp_path: Path) -> None:
    change, words = REFUSED[case]
    feed = jura()
    change(feed)
    said = import_feed(region, lay(tmp_path / "feed", feed))

    assert said.status == 2
    assert words in said.err.replace("\u00a0", " ")
    assert not (region / "content/externes").exists()


@pytest.mark.parametrize("case", SET_ASIDE)
def test_a_hostile_entry_is_set_aside_alone(case: str, region: Path, tmp_path: Path) -> None:
    change, words = SET_ASIDE[case]
    feed = jura()
    change(scooter(feed))
    said = import_feed(region, lay(tmp_path / "feed", feed), "--format", "json")
    report = json.loads(said.out)
    checked = run("check", "--root", str(region), "--date", "2026-11-21", "--strict")

    assert said.status == checked.status == 0
    assert report["montrees"]["services"] == 1
    told = " ".join((*report["illisibles"], *(it["message"] for it in report["avertissements"])))
    assert words in told.replace("\u00a0", " ")
    assert sorted(path.name for path in (region / "content/externes").iterdir()) == [SOURCE]


def test_an_entry_says_its_page_only_under_the_address_of_its_guichet(
    region: Path, tmp_path: Path
) -> None:
    feed = jura()
    scooter(feed)["url"] = "https://elsewhere.example.com/phishing.html"
    import_feed(region, lay(tmp_path / "feed", feed))

    assert b"elsewhere" not in stored(region)["services.ndjson"]


def test_fields_of_a_later_version_are_left_out_and_told(region: Path, tmp_path: Path) -> None:
    feed = jura()
    scooter(feed).update(note=5, montant={"min": 2, "unite": "€", "monnaie": "locale"}, delai=None)
    said = import_feed(region, lay(tmp_path / "feed", feed), "--format", "json")
    report = json.loads(said.out)

    assert report["montrees"]["services"] == 2
    assert list(report["champs_inconnus"].values()) == [1, 1]
    assert "montant.monnaie" in said.out


def test_what_others_wrote_does_not_command_the_terminal(region: Path, tmp_path: Path) -> None:
    feed = jura()
    scooter(feed).update({"etat": "\x1b[31mrouge", "nom": "Scooter\x1b]0;titre\x07"})
    said = import_feed(region, lay(tmp_path / "feed", feed))

    assert "\x1b" not in said.out + said.err


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    field=st.sampled_from([*_SERVICE, "structure", "zone_eligibilite", "provenance", "relations"]),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
        max_leaves=12,
    ),
)
def test_whatever_a_field_holds_the_others_are_shown(
    region: Path, tmp_path: Path, field: str, value: Any
) -> None:
    feed = jura()
    scooter(feed)[field] = value
    said = import_feed(region, lay(tmp_path / "feed", feed), "--dry-run", "--format", "json")

    assert said.status == 0, said.err
    assert json.loads(said.out)["montrees"]["services"] in (1, 2)
