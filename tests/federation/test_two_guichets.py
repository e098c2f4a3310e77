"""One guichet publishes, another imports its feed, builds, and is read from outside."""

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import UsageError
from generator.load.imported import load_optional
from tests.federation.guichets import (
    SOURCE,
    build,
    feed,
    import_feed,
    lay_jura,
    lay_region,
    run,
    stored,
)

JURA = "https://jura.example.org/"
REGION = "https://region.example.org/guichet/"
TAKEN = {"location-scooter": "location-scooter", f"{SOURCE}-garage-solidaire": "garage-solidaire"}
# What the importer says in its own words; the rest is word for word.
OURS = {"id", "url", "json", "structure", "relations", "provenance"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 — its name
        pass


@pytest.fixture(scope="module")
def jura(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_jura(tmp_path_factory.mktemp("jura"))
    return build(root, root / "site")


@pytest.fixture(scope="module")
def region(jura: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_region(tmp_path_factory.mktemp("region"))
    import_feed(root, jura)
    return root


@pytest.fixture(scope="module")
def site(region: Path) -> Path:
    return build(region, region / "site")


@pytest.fixture(scope="module")
def address(jura: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(jura)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_reaches_the_territory_joins_what_was_there(site: Path) -> None:
    assert set(feed(site, "services")) == {"visale", "garage-solidaire", *TAKEN}
    assert set(feed(site, "structures")) == {"action-logement", "maison-mobilite", "jura-mobilite"}


@pytest.mark.parametrize("here", TAKEN)
def test_an_external_entry_is_published_word_for_word(here: str, jura: Path, site: Path) -> None:
    theirs, ours = feed(jura, "services")[TAKEN[here]], feed(site, "services")[here]

    assert {key: value for key, value in ours.items() if key not in OURS} == {
        key: value for key, value in theirs.items() if key not in OURS
    }
    assert len(theirs.keys() - OURS) >= 7


@pytest.mark.parametrize("here", TAKEN)
def test_an_external_entry_says_whom_it_was_taken_from(here: str, site: Path) -> None:
    row = feed(site, "services")[here]

    assert row["url"] == f"{REGION}services/{here}.html"
    assert row["provenance"] == {
        "nom": "Guichet du Jura",
        "id": TAKEN[here],
        "url": f"{JURA}services/{TAKEN[here]}.html",
        "licence": "Licence Ouverte 2.0",
        "importe_le": "2026-11-21",
    }


@pytest.mark.parametrize("here", [*(f"services/{it}" for it in TAKEN), "structures/jura-mobilite"])
def test_its_page_leads_to_the_first_one_and_says_who_keeps_it(here: str, site: Path) -> None:
    page = _page(site / f"{here}.html")
    origin = f"{JURA}{here.replace(f'{SOURCE}-', '')}.html"

    assert f'<link rel="canonical" href="{origin}">' in page
    assert f'Fiche reprise de <a href="{origin}" rel="noopener ugc">« Guichet du Jura »</a>' in page
    assert re.search(r'Une erreur, un changement \? <a href="' + re.escape(origin), page)
    assert f"<loc>{REGION}{here}.html</loc>" not in (site / "sitemap.xml").read_text("utf-8")


def test_its_cards_say_whom_it_was_taken_from_in_lists_and_in_search_results(site: Path) -> None:
    words = "Mis à jour le 18 février 2026, d’après Guichet du Jura"
    lists = _page(site / "territoires/39.html")
    cards = [row for path in site.glob("recherche/*/fiches/*.json") for row in _read(path)]
    found = {row["nom"]: row.get("freshness", "").replace("\u00a0", " ") for row in cards}

    assert lists.count(words) == len(TAKEN)
    assert found["Location de scooters"] == words
    assert "Jura" not in found["Garantie Visale"]


def test_the_local_entry_wins_and_is_linked_instead(site: Path) -> None:
    services = feed(site, "services")

    assert services["visale"]["nom"] == "Garantie Visale"
    assert "provenance" not in services["visale"]
    # « navette » reaches nobody here: the relation to it is not kept.
    assert services[f"{SOURCE}-garage-solidaire"]["relations"] == {
        "complement_de": ["visale", "location-scooter"]
    }
    assert services["garage-solidaire"]["structure"] == "maison-mobilite"
    assert services[f"{SOURCE}-garage-solidaire"]["structure"] == "jura-mobilite"


def test_the_sources_are_published_with_what_became_of_their_entries(site: Path) -> None:
    document = _read(site / "api/v1/sources.json")

    assert document["total"] == 1
    assert document["sources"][0] == {
        "id": SOURCE,
        "nom": "Guichet du Jura",
        "site": JURA,
        "flux": f"{JURA}api/v1/",
        "licence": "Licence Ouverte 2.0",
        "attribution": "Département de démonstration",
        "genere_le": "2026-11-21",
        "importe_le": "2026-11-21",
        "services": 2,
        "structures": 1,
        "non_montrees": {"en_faute": 0, "deja_la": 2, "ailleurs": 2},
    }


def test_a_former_address_of_theirs_answers_here_too(site: Path) -> None:
    assert feed(site, "services")["location-scooter"]["anciens_ids"] == ["scooters"]
    assert (site / "services/scooters.html").is_file()


@pytest.mark.parametrize(
    "place", ["", "api/v1", "api/v1/", "api/v1/index.json", "api/v1/services.json"]
)
def test_a_folder_and_a_file_give_what_the_address_of_the_site_gives(
    place: str, jura: Path, region: Path, address: str, tmp_path: Path
) -> None:
    for kind, source in (("folder", jura / place), ("web", f"{address}{place}")):
        root = lay_region(tmp_path / kind)
        said = import_feed(root, source)

        assert said.status == 0, said.err
        kept, wanted = stored(root), stored(region)
        for name in ("services.ndjson", "structures.ndjson", "disparus.ndjson"):
            assert kept[name] == wanted[name]


def test_what_is_not_a_feed_is_said_so(address: str, tmp_path: Path) -> None:
    root = lay_region(tmp_path / "region")
    for source, words in (
        (f"{address}absent/", "404"),
        (str(tmp_path), "n’est pas le flux d’un guichet"),
        ("http://127.0.0.1:9/", "ne répond pas"),
    ):
        said = import_feed(root, source)

        assert said.status == 2, said
        assert words in said.err
    assert not (root / "content/externes").exists()


def test_only_a_file_that_is_not_there_may_be_missing(address: str) -> None:
    assert load_optional(f"{address}api/v1/disparus.json")
    assert load_optional(f"{address}absent.json") is None
    with pytest.raises(UsageError, match="ne répond pas"):
        load_optional("http://127.0.0.1:9/disparus.json")


def test_the_same_feed_changes_nothing(jura: Path, region: Path) -> None:
    before = stored(region)
    said = import_feed(region, jura, "--date", "2026-12-24")

    assert "Rien n’a changé" in said.err
    assert stored(region) == before


def test_a_trial_writes_nothing(jura: Path, tmp_path: Path) -> None:
    root = lay_region(tmp_path / "region")
    said = import_feed(root, jura, "--dry-run")

    assert "essai" in said.out
    assert not (root / "content/externes").exists()


def test_a_guichet_does_not_import_itself(site: Path, region: Path) -> None:
    said = import_feed(region, site)

    assert said.status == 2
    assert "celui de ce guichet" in said.err


def test_entries_that_come_home_are_not_taken_back(site: Path, tmp_path: Path) -> None:
    """The Jura imports the region, which gives it its own entries back."""
    root = lay_jura(tmp_path / "jura", location_scooter=None, garage_solidaire={"relations": {}})
    import_feed(root, site)
    built = build(root, root / "site")

    # Not even the one that the Jura has withdrawn since.
    assert set(feed(built, "services")) == {"visale", "garage-solidaire", "navette"}


def test_the_report_is_the_same_for_a_person_and_for_a_program(jura: Path, tmp_path: Path) -> None:
    root = lay_region(tmp_path / "region")
    text = import_feed(root, jura, "--dry-run").out
    document = json.loads(import_feed(root, jura, "--dry-run", "--format", "json").out)

    assert document["montrees"] == {"services": 2, "structures": 1}
    assert document["renommees"] == {
        "services/garage-solidaire": f"{SOURCE}-garage-solidaire",
    }
    assert len(document["nouvelles"]) == 7
    assert "4 dans le flux" in text.replace("\u00a0", " ")
    assert f"services/garage-solidaire → {SOURCE}-garage-solidaire" in text


def test_a_check_counts_them_apart(region: Path) -> None:
    said = run("check", "--root", str(region), "--date", "2026-11-21", "--strict")

    assert said.status == 0, said.out
    assert "5 fichiers lus et 3 fiches d’autres guichets" in said.err


def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _page(path: Path) -> str:
    return path.read_text("utf-8").replace("\u00a0", " ")
