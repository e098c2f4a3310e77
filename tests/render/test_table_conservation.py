"""What a table lost, changed or invented stops the build."""

import json
import sqlite3
from collections.abc import Callable

import pytest

from generator.diagnostics import PublicationError
from generator.render import check_conservation
from generator.render.table_conservation import check_tables
from tests.sites.building import complete_site, real_site

Change = Callable[[bytes], bytes]
CSV = "donnees/services.csv"


def check(path: str, change: Change) -> None:
    contents = dict(complete_site().files)
    before = contents[path]
    contents[path] = change(before)
    assert contents[path] != before
    for collection in ("services", "structures"):
        rows = json.loads(contents[f"api/v1/{collection}.json"])[collection]
        check_tables(collection, {row["id"]: row for row in rows}, contents)


def test_whole_tables_pass() -> None:
    for built in (complete_site(), real_site()):
        check_conservation(built.documents, built.artifacts)


def test_a_lost_row_is_named() -> None:
    def lose(content: bytes) -> bytes:
        start = content.index(b"\r\nservice-relais,") + 2
        return content[:start] + content[content.index(b"\r\n", start) + 2 :]

    with pytest.raises(PublicationError, match=r"services\.csv : 8 services, 7 .*service-relais"):
        check(CSV, lose)


def test_a_row_too_many_is_named() -> None:
    def add(content: bytes) -> bytes:
        start = content.index(b"\r\nservice-relais,") + 2
        row = content[start : content.index(b"\r\n", start) + 2]
        return content + row.replace(b"service-relais,", b"fantome,", 1)

    with pytest.raises(PublicationError, match="« fantome » n’est pas une fiche publiée"):
        check(CSV, add)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (b"Service complet", b"Service incomplet", "nom"),
        (b"1200.5", b"1200", "montant"),
        (b"47.2378", b"47.2379", "latitude"),
        (b"Premier justificatif|", b"Premier justificatif ", "justificatifs"),
        (b"2027-06-07", b"2027-06-08", "prochaine_revue"),
        (b'""age"":{""min"":18', b'""age"":{""min"":19', "eligibilite"),
        (b"06-01", b"06-02", "etat_precisions"),
        (b"service-cumulable,service-incompatible", b",service-incompatible", "relations"),
    ],
)
def test_a_changed_value_is_named(old: bytes, new: bytes, field: str) -> None:
    assert old in complete_site().files[CSV]

    with pytest.raises(PublicationError, match=rf"« service-complet », le champ « {field} »"):
        check(CSV, lambda content: content.replace(old, new, 1))


def test_a_value_that_no_entry_gives_is_named() -> None:
    with pytest.raises(PublicationError, match="le champ « delai »"):
        check(
            "api/v1/services.json",
            lambda content: json.dumps(without(json.loads(content), "delai")).encode(),
        )


def without(document: dict[str, list[dict[str, object]]], field: str) -> object:
    for row in document["services"]:
        row.pop(field, None)
    return document


@pytest.mark.parametrize("table", ["services", "services_fts_docsize", "structures"])
def test_a_row_lost_in_the_database_is_named(table: str) -> None:
    def lose(content: bytes) -> bytes:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(content)
        connection.execute(f"DELETE FROM {table} WHERE rowid = 1")  # noqa: S608
        return connection.serialize()

    with pytest.raises(PublicationError, match=r"guichet\.sqlite : .*lignes"):
        check("donnees/guichet.sqlite", lose)


def test_a_database_that_is_none_is_said_to_be() -> None:
    with pytest.raises(PublicationError, match="illisible"):
        check("donnees/guichet.sqlite", lambda _: b"pas une base" * 1000)


def test_a_missing_file_is_named() -> None:
    contents = {path: item for path, item in complete_site().files.items() if path != CSV}

    with pytest.raises(PublicationError, match=r"services\.csv n’est pas publié"):
        check_tables("services", {}, contents)
