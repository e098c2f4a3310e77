"""Parse: an earlier publication, whatever it holds → what it published, or one clear refusal."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.load import load_schemas, resource_folder
from generator.news import KINDS, PreviousFeed
from generator.parse import parse_previous

SCHEMAS = load_schemas(resource_folder("schemas"))
TODAY = date(2026, 11, 21)
SERVICE: dict[str, Any] = {
    "id": "garage",
    "url": "https://example.org/services/garage.html",
    "nom": "Garage",
    "structure": "agire",
    "thematiques": ["mobilite--entretenir-reparer-son-vehicule"],
    "montant": {"max": 800, "unite": "€"},
    "eligibilite": {"toutes": [{"age": {"min": 18}}, {"une": [{"zone": ["43"]}]}]},
    "lieux": [{"nom": "Mairie", "latitude": 45.1}],
    "etat": "actif",
    "date_maj": "2026-11-01",
}
CHANGE: dict[str, Any] = {
    "id": "2026-11-20/services/garage",
    "le": "2026-11-20",
    "rang": 1,
    "genre": "modifie",
    "collection": "services",
    "fiche": "garage",
    "nom": "Garage",
    "champs": [{"champ": "montant.max", "phrase": "le plafond passe…", "avant": 1, "apres": 2}],
    "thematiques": ["mobilite--entretenir-reparer-son-vehicule"],
}
GONE: dict[str, Any] = {
    "id": "parti",
    "collection": "services",
    "genre": "retire",
    "nom": "Parti",
    "depuis": "2026-03-01",
    "remplace_par": "garage",
}
FEED: dict[str, Any] = {
    "services": {"generated_at": "2026-11-20", "services": [SERVICE]},
    "structures": {"generated_at": "2026-11-20", "structures": [{"id": "agire", "nom": "Agire"}]},
    "changements": {"depuis": "2026-01-01", "changements": [CHANGE]},
    "disparus": {"disparus": [GONE]},
}


def parse(feed: Any) -> PreviousFeed:
    return parse_previous(feed, "avant", SCHEMAS, TODAY)


def test_a_feed_is_read_without_what_publication_added() -> None:
    feed = parse(FEED)

    assert feed.le == date(2026, 11, 20)
    assert feed.since == date(2026, 1, 1)
    assert "url" not in feed.rows["services"]["garage"]
    assert feed.rows["services"]["garage"]["montant"] == {"max": 800, "unite": "€"}
    assert feed.changes[0].id == CHANGE["id"]
    assert feed.changes[0].champs[0].apres == 2
    assert feed.gone[0].remplace_par == "garage"


def test_a_feed_of_before_the_changes_is_enough() -> None:
    feed = parse({name: FEED[name] for name in ("services", "structures")})

    assert feed.changes == feed.gone == ()
    assert feed.since is None


def test_what_a_later_version_adds_is_left_out() -> None:
    later = deepcopy(FEED)
    later["services"]["services"][0]["couleur"] = {"teinte": [1, "bleu"]}
    later["services"]["services"][0]["lieux"][0]["etage"] = 3
    later["services"]["plus"] = "tard"
    later["changements"]["changements"].append({**CHANGE, "genre": "fusion", "rang": 2})
    later["changements"]["changements"].append({**CHANGE, "collection": "parcours", "rang": 3})
    later["changements"]["changements"][0]["auteur"] = ["x"]
    later["disparus"]["disparus"].append({**GONE, "genre": "fusionne"})

    assert parse(later) == parse(FEED)
    assert "fusion" not in KINDS


def at(path: str, value: Any) -> Callable[[Any], None]:
    """Puts a value at « services.services.0.nom »."""

    def change(feed: Any) -> None:
        *parts, last = path.split(".")
        for part in parts:
            feed = feed[int(part) if part.isdigit() else part]
        feed[int(last) if last.isdigit() else last] = value

    return change


BROKEN = {
    "a list for a document": at("services", []),
    "no list": at("services.services", {}),
    "a number for a row": at("services.services.0", 3),
    "no identifier": at("services.services.0", {"nom": "x"}),
    "a path for an identifier": at("services.services.0.id", "../../etc/passwd"),
    "a reserved identifier": at("services.services.0.id", "index"),
    "a list for an identifier": at("services.services.0.id", ["garage"]),
    "no name": at("services.services.0", {**SERVICE, "nom": None}),
    "a list for a name": at("services.services.0.nom", ["Garage"]),
    "a text for a list": at("services.services.0.thematiques", "mobilite"),
    "an object in a list": at("services.services.0.thematiques", [{}]),
    "a text for an amount": at("services.services.0.montant", "800"),
    "true for a number": at("services.services.0.montant.max", True),
    "an enormous number": at("services.services.0.montant.max", 10**400),
    "an invisible character": at("services.services.0.nom", "Gar\u202eage"),
    "half of a character": at("services.services.0.nom", "Gar\ud800age"),
    "an enormous text": at("services.services.0.nom", "a" * 50_000),
    "twice the same": at("services.services", [SERVICE, SERVICE]),
    "a date that is none": at("services.generated_at", "hier"),
    "a date that is no text": at("services.generated_at", 20261120),
    "a date in another form": at("services.generated_at", "20261120"),
    "a day to come": at("services.generated_at", "2027-01-01"),
    "changes that are no list": at("changements.changements", {}),
    "a change of no day": at("changements.changements.0.le", None),
    "a change to come": at("changements.changements.0.le", "2999-01-01"),
    "a rank that is none": at("changements.changements.0.rang", -1),
    "a change of an odd entry": at("changements.changements.0.fiche", "a/b"),
    "a change without a name": at("changements.changements.0", {**CHANGE, "nom": 3}),
    "fields that are no list": at("changements.changements.0.champs", {}),
    "a field without its sentence": at("changements.changements.0.champs", [{"champ": "nom"}]),
    "a list for a structure": at("changements.changements.0.structure", ["agire"]),
    "a text for needs": at("changements.changements.0.thematiques", "mobilite"),
    "twice the same change": at("changements.changements", [CHANGE, CHANGE]),
    "a replacement that is a path": at("disparus.disparus.0.remplace_par", "../garage"),
    "an end of no day": at("disparus.disparus.0.depuis", "un jour"),
    "twice the same end": at("disparus.disparus", [GONE, GONE]),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_feed_is_refused_in_one_sentence(how: str) -> None:
    feed = deepcopy(FEED)
    BROKEN[how](feed)

    with pytest.raises(GeneratorError) as refusal:
        parse(feed)

    said = str(refusal.value)
    assert said.startswith("la publication précédente « avant » ")
    assert len(said) < 300
    assert said.isprintable()


def test_a_feed_tells_its_site_and_its_addresses() -> None:
    site = "https://example.org/guichet/"
    pages = (f"{site}pages/a.html", f"{site}%0a.html", "https://ailleurs.example/b.html", site)
    feed = parse(
        FEED
        | {
            "index": {"index": {"site": site}},
            "sitemap.xml": "".join(f"<loc>{page}</loc>" for page in pages),
            "donnees/SHA256SUMS": f"{'0' * 64}  api/v1/territoires/90.json\nnon\n",
        }
    )

    assert feed.site == site
    assert feed.addresses == {"pages/a.html", "api/v1/territoires/90.json"}


@pytest.mark.parametrize("name", ["changements", "disparus"])
@pytest.mark.parametrize("version", ["1.1.0", "1.2", "2.0.0"])
def test_a_feed_of_today_without_its_history_is_refused(name: str, version: str) -> None:
    feed = deepcopy(FEED)
    feed["services"]["schema_version"] = version
    del feed[name]

    with pytest.raises(GeneratorError, match=f"n’a pas de fichier api/v1/{name}.json"):
        parse(feed)


@pytest.mark.parametrize("version", ["1.0.0", "", None, 7, "un.deux"])
def test_a_feed_of_before_the_history_has_none_to_lose(version: object) -> None:
    feed = {name: deepcopy(FEED[name]) for name in ("services", "structures")}
    feed["services"]["schema_version"] = version

    assert parse(feed).changes == ()


def test_a_day_to_come_is_told_in_french() -> None:
    feed = deepcopy(FEED)
    feed["services"]["generated_at"] = "2026-12-01"

    with pytest.raises(GeneratorError, match="datée du 1er décembre 2026"):
        parse(feed)


def test_conditions_without_end_are_refused() -> None:
    endless: dict[str, Any] = {"age": {"min": 1}}
    for _ in range(400):
        endless = {"toutes": [endless]}
    feed = deepcopy(FEED)
    feed["services"]["services"][0]["eligibilite"] = endless

    with pytest.raises(GeneratorError, match="trop de niveaux"):
        parse(feed)


leaves = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "a", "2026-02-30", "\x00", [], {}, [[]], [{}], {"": {}}, "é" * 99]
).map(deepcopy)  # they are changed in their turn


@given(st.data())
def test_no_change_of_a_feed_raises_anything_else(data: st.DataObject) -> None:
    feed = deepcopy(FEED)
    for _ in range(data.draw(st.integers(1, 3))):
        holder: Any = feed
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            inner = holder[key]
            if not isinstance(inner, (dict, list)) or data.draw(st.integers(0, 3)) == 0:
                holder[key] = data.draw(leaves)
                break
            holder = inner
    try:
        found = parse(feed)
    except GeneratorError:
        return
    assert json.dumps(found.rows, default=dict)
