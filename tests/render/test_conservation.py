"""What was accepted is what is published: anything lost or changed on the way stops the build."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.diagnostics import PublicationError
from generator.model import Artifact
from generator.render import check_conservation
from tests.sites.building import complete_site, real_site

Change = Callable[[dict[str, Any]], object]


def check(artifacts: tuple[Artifact, ...]) -> None:
    check_conservation(complete_site().documents, artifacts)


def without(path: str) -> tuple[Artifact, ...]:
    kept = tuple(artifact for artifact in complete_site().artifacts if artifact.path != path)
    assert len(kept) == len(complete_site().artifacts) - 1
    return kept


def changed(path: str, change: Change) -> tuple[Artifact, ...]:
    """The artifacts with one JSON document changed."""
    document = json.loads(complete_site().files[path])
    before = json.dumps(document)
    change(document)
    content = json.dumps(document)
    assert content != before
    return tuple(
        replace(artifact, content=content.encode()) if artifact.path == path else artifact
        for artifact in complete_site().artifacts
    )


def misprinted(collection: str, identifier: str, change: Change) -> tuple[Artifact, ...]:
    """The artifacts with one entry changed in the same way wherever it is published."""
    one = collection.removesuffix("s")
    whole = json.loads(complete_site().files[f"api/v1/{collection}.json"])
    alone = json.loads(complete_site().files[f"api/v1/{collection}/{identifier}.json"])
    change(alone[one])
    (rank,) = (n for n, row in enumerate(whole[collection]) if row["id"] == identifier)
    whole[collection][rank] = alone[one]
    files = {
        f"api/v1/{collection}.json": json.dumps(whole).encode(),
        f"api/v1/{collection}/{identifier}.json": json.dumps(alone).encode(),
    }
    return tuple(
        replace(artifact, content=files.get(artifact.path, artifact.content))
        for artifact in complete_site().artifacts
    )


@pytest.mark.parametrize("site", [real_site, complete_site])
def test_a_whole_site_passes(site: Callable[[], Any]) -> None:
    check_conservation(site().documents, site().artifacts)


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_a_lost_row_is_named(collection: str) -> None:
    path = f"api/v1/{collection}.json"
    lost = json.loads(complete_site().files[path])[collection][0]["id"]

    with pytest.raises(PublicationError, match=rf"{collection}.*\({lost}\)"):
        check(changed(path, lambda document: document[collection].pop(0)))


@pytest.mark.parametrize("collection", ["services", "structures"])
def test_a_lost_line_stops_the_build(collection: str) -> None:
    path = f"api/v1/{collection}.ndjson"
    _, _, rest = complete_site().files[path].partition(b"\n")
    shortened = tuple(
        replace(artifact, content=rest) if artifact.path == path else artifact
        for artifact in complete_site().artifacts
    )

    with pytest.raises(PublicationError, match=path):
        check(shortened)
    with pytest.raises(PublicationError, match=path):
        check(without(path))


def test_a_row_too_many_is_named() -> None:
    def add(document: dict[str, Any]) -> None:
        document["services"].append(document["services"][0] | {"id": "fantome"})

    with pytest.raises(PublicationError, match="fantome"):
        check(changed("api/v1/services.json", add))


@pytest.mark.parametrize(
    "path", ["services/service-complet.html", "structures/structure-complete.html"]
)
def test_a_lost_page_is_named(path: str) -> None:
    name = path.partition("/")[2].removesuffix(".html")

    with pytest.raises(PublicationError, match=rf"pages : .*{name}"):
        check(without(path))


@pytest.mark.parametrize(
    "path", ["api/v1/services.json", "api/v1/structures/structure-complete.json"]
)
def test_a_lost_file_of_the_feed_is_named(path: str) -> None:
    with pytest.raises(PublicationError, match=path):
        check(without(path))


def test_a_page_without_entry_is_named() -> None:
    extra = Artifact(path="services/fantome.html", content=b"")

    with pytest.raises(PublicationError, match="fantome"):
        check((*complete_site().artifacts, extra))


def test_two_files_at_one_address_are_refused() -> None:
    first, *_ = complete_site().artifacts

    with pytest.raises(PublicationError, match="la même adresse"):
        check((*complete_site().artifacts, first))


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*path, key))]
    if isinstance(value, list):
        return [leaf for rank, item in enumerate(value) for leaf in leaves(item, (*path, rank))]
    return [path]


FULLEST = {"services": "service-complet", "structures": "structure-complete"}


def values_of(collection: str) -> list[tuple[str | int, ...]]:
    """The place of every value that the fullest entry of a collection publishes."""
    path = f"api/v1/{collection}/{FULLEST[collection]}.json"
    row = json.loads(complete_site().files[path])[collection.removesuffix("s")]
    return [place for place in leaves(row) if place[0] not in ("id", "url", "json")]


@pytest.mark.parametrize(("collection", "number"), [("services", 120), ("structures", 20)])
def test_every_changed_value_is_named(collection: str, number: int) -> None:
    places = values_of(collection)
    survivors = []
    for place in places:

        def change(row: Any, place: tuple[str | int, ...] = place) -> None:
            for part in place[:-1]:
                row = row[part]
            row[place[-1]] = falsified(row[place[-1]])

        named = "le texte" if place == ("description",) else f"« {'.'.join(map(str, place))} »"
        try:
            check(misprinted(collection, FULLEST[collection], change))
        except PublicationError as error:
            if named not in str(error):
                survivors.append((named, str(error)))
        else:
            survivors.append((named, "published"))

    assert len(places) > number
    assert survivors == []


def falsified(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, (int, float)) else f"{value} "


def test_a_field_that_is_left_out_is_named() -> None:
    with pytest.raises(PublicationError, match=r"service-complet.*« delai »"):
        check(misprinted("services", "service-complet", lambda row: row.pop("delai")))


@pytest.mark.parametrize("path", ["api/v1/services.json", "api/v1/services/service-complet.json"])
def test_two_publications_of_one_entry_that_differ_are_named(path: str) -> None:
    def change(document: dict[str, Any]) -> None:
        rows = document.get("services") or [document["service"]]
        (row,) = (row for row in rows if row["id"] == "service-complet")
        row["montant"]["max"] = 1200

    with pytest.raises(PublicationError, match=r"service-complet\.md.*diffèrent"):
        check(changed(path, change))


def test_a_service_that_the_search_lost_is_named() -> None:
    (path,) = (name for name in complete_site().files if re.match(r"recherche/.*/fiches/", name))

    with pytest.raises(PublicationError, match=r"recherche : .*service-"):
        check(changed(path, lambda shown: shown.pop()))


def test_a_withheld_address_that_is_published_is_named() -> None:
    def change(row: dict[str, Any]) -> None:
        row["lieux"][1]["adresse"] = "7 rue Secrète"

    with pytest.raises(PublicationError, match=r"lieux\.1\.adresse.*adresse_masquee"):
        check(misprinted("services", "service-complet", change))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["lexique"].pop(),
        lambda document: document["lexique"][0].pop("definition"),
        lambda document: document["lexique"][0]["synonymes"].reverse(),
        lambda document: document["lexique"][0]["sources"][0].update(nom="Une autre source"),
    ],
)
def test_a_word_of_the_lexicon_that_is_lost_or_changed_stops_the_build(change: Change) -> None:
    with pytest.raises(PublicationError, match=r"content/lexique\.yaml"):
        check(changed("api/v1/lexique.json", change))


def test_a_lexicon_without_its_page_stops_the_build() -> None:
    with pytest.raises(PublicationError, match="mots expliqués"):
        check(without("lexique/index.html"))
