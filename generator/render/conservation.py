"""Render: proof, before anything is written, that what was accepted is what will be published.

Shares no code with what it checks: it reads the artifacts back and looks for every value of every
document, as its author wrote it. A difference is our bug, so it stops the build.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.diagnostics import FieldPath, PublicationError
from generator.model import Artifact, Document
from generator.render.table_conservation import check_tables

_SHOWN = re.compile(r"recherche/[0-9a-f]+/fiches/\d+\.json")
_WITHOUT_TABLES = (
    ("situations", "situation"),
    ("parcours", "un_parcours"),
    ("evenements", "evenement"),
    ("manques", "manque"),
)
_WHERE = ("adresse", "complement_adresse", "latitude", "longitude")


def check_conservation(documents: Sequence[Document], artifacts: Sequence[Artifact]) -> None:
    """Raise `PublicationError` unless every entry has its page, its rows and all its values."""
    contents = {artifact.path: artifact.content for artifact in artifacts}
    if len(contents) != len(artifacts):
        raise PublicationError("deux fichiers du site auraient la même adresse")
    for collection in ("services", "structures"):
        wanted = {
            document.id: document for document in documents if document.collection == collection
        }
        rows = {row["id"]: row for row in _read(contents, f"api/v1/{collection}.json")[collection]}
        _same(collection, "api/v1", set(wanted), set(rows))
        gone = _gone(collection, documents, contents)
        _same(collection, "pages", set(wanted) | gone, _pages(collection, contents))
        for identifier, document in wanted.items():
            alone = _read(contents, f"api/v1/{collection}/{identifier}.json")
            if alone[collection.removesuffix("s")] != rows[identifier]:
                raise PublicationError(f"{document.path} : ses deux publications diffèrent")
            _all_found(document, rows[identifier])
        check_tables(collection, rows, contents)
        _all_lines(collection, len(rows), contents)
    for collection, one in _WITHOUT_TABLES:
        _all_told(collection, one, documents, contents)
    _all_words_published(documents, contents)
    _all_searchable(documents, contents)


def _all_told(
    collection: str, one: str, documents: Sequence[Document], contents: Mapping[str, bytes]
) -> None:
    """Every situation, pathway, event or gap has its page, its row and its own file, alike."""
    wanted = {document.id: document for document in documents if document.collection == collection}
    rows = {row["id"]: row for row in _read(contents, f"api/v1/{collection}.json")[collection]}
    _same(collection, "api/v1", set(wanted), set(rows))
    for identifier, document in wanted.items():
        if f"{collection}/{identifier}.html" not in contents:
            raise PublicationError(f"{document.path} : sa page n’est pas publiée")
        if _read(contents, f"api/v1/{collection}/{identifier}.json")[one] != rows[identifier]:
            raise PublicationError(f"{document.path} : ses deux publications diffèrent")
        _all_found(document, rows[identifier])


def _all_lines(collection: str, wanted: int, contents: Mapping[str, bytes]) -> None:
    """Tools that read line by line find as many entries as the others."""
    path = f"api/v1/{collection}.ndjson"
    if path not in contents or contents[path].count(b"\n") != wanted:
        raise PublicationError(f"le fichier {path} ne publie pas {wanted} {collection}")


def _gone(
    collection: str, documents: Sequence[Document], contents: Mapping[str, bytes]
) -> set[str]:
    """The identifiers that answer without an entry: at least all that the documents name."""
    rows = _read(contents, "api/v1/disparus.json")["disparus"]
    gone = {row["id"] for row in rows if row["collection"] == collection}
    wanted = {
        str(former)
        for document in documents
        if document.collection == collection
        for former in _at(document.data, ("anciens_ids",)) or ()
    }
    for document in documents:
        for line in _at(document.data, ("retires",)) or ():
            if document.collection == "retires" and str(line["collection"]) == collection:
                wanted.add(str(line["id"]))
    if not wanted <= gone:
        lost = ", ".join(sorted(wanted - gone)[:5])
        raise PublicationError(f"disparus : des {collection} n’y sont pas ({lost})")
    for identifier in gone:
        _read(contents, f"api/v1/{collection}/{identifier}.json")
    return gone


def _all_words_published(documents: Sequence[Document], contents: Mapping[str, bytes]) -> None:
    """Every word of the lexicon is in the feed; « mots_simples » are for those who write here."""
    rows = _read(contents, "api/v1/lexique.json")["lexique"]
    lexicon = next((item for item in documents if item.collection == "lexique"), None)
    if lexicon is not None:
        words = {"termes": lexicon.data["termes"]}
        _all_found(replace(lexicon, data=words), {"termes": rows})
        if "lexique/index.html" not in contents:
            raise PublicationError("la page des mots expliqués n’est pas publiée")


def _all_searchable(documents: Sequence[Document], contents: Mapping[str, bytes]) -> None:
    """Every service that is neither over nor withdrawn can be found by the search."""
    fresh = _read(contents, "api/v1/fraicheur.json")["fraicheur"]["services"]
    withdrawn = {row["id"] for row in fresh if row["fraicheur"] == "retire"}
    wanted = {
        document.id
        for document in documents
        if document.collection == "services" and document.data.get("etat") != "termine"
    }
    chunks = [path for path in contents if _SHOWN.fullmatch(path)]
    rows = (row for path in chunks for row in _read(contents, path))
    found = {row["url"].removeprefix("services/").removesuffix(".html") for row in rows}
    _same("services", "recherche", wanted - withdrawn, found)


def _read(contents: Mapping[str, bytes], path: str) -> Any:
    if path not in contents:
        raise PublicationError(f"le fichier {path} n’est pas publié")
    return json.loads(contents[path])


def _pages(collection: str, contents: Mapping[str, bytes]) -> set[str]:
    prefix = f"{collection}/"
    return {
        path.removeprefix(prefix).removesuffix(".html")
        for path in contents
        if path.startswith(prefix) and path.endswith(".html") and path != f"{prefix}index.html"
    }


def _same(collection: str, where: str, wanted: set[str], found: set[str]) -> None:
    if wanted != found:
        lost = ", ".join(sorted(wanted ^ found)[:5])
        raise PublicationError(
            f"{where} : {len(wanted)} {collection} lus, {len(found)} publiés ({lost})"
        )


def _all_found(document: Document, row: Mapping[str, Any]) -> None:
    for path, text in _leaves(document.data, ()):
        field = ".".join(str(part) for part in path)
        value = _at(row, path)
        if path[-1] in _WHERE and _is_withheld(document, path):
            if value is not None:
                raise PublicationError(
                    f"{document.path} : le champ « {field} » est publié malgré « adresse_masquee »"
                )
        elif not _agrees(text, value):
            raise PublicationError(
                f"{document.path} : le champ « {field} » n’est pas publié tel quel"
            )
    if document.body.strip() and row.get("description") != document.body.strip("\n"):
        raise PublicationError(f"{document.path} : le texte n’est pas publié tel quel")


def _is_withheld(document: Document, path: FieldPath) -> bool:
    """Whether the place that holds this field keeps its address private."""
    return str(_at(document.data, (*path[:-1], "adresse_masquee"))) == "true"


def _leaves(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, (list, tuple)):
        for rank, item in enumerate(value):
            yield from _leaves(item, (*path, rank))
    else:
        yield path, str(value)


def _at(row: Any, path: FieldPath) -> Any:
    for part in path:
        try:
            row = row[part]
        except (KeyError, IndexError, TypeError):
            return None
    return row


def _agrees(text: str, value: object) -> bool:
    if isinstance(value, bool):
        return text == ("true" if value else "false")
    if isinstance(value, (int, float)):
        return float(text) == float(value)
    return text == value
