"""Load: the lines of an external source → documents, every scalar a text as YAML would give it.

So parse judges them exactly as it judges a file. A line that cannot be read is set aside with a
warning: it is another guichet's.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.characters import find_forbidden_character, is_identifier, is_web_address
from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.load.strict_json import read_json, within_limits
from generator.load.text import MAX_FILE_BYTES
from generator.load.yaml_document import MAX_DEPTH, MAX_NODES
from generator.model import Document, Former, Outcome, Plain

MAX_SAID = 20  # lines of one file that are named one by one


def read_documents(
    raw: bytes, shown: str, source: str, collection: str
) -> Outcome[tuple[Document, ...]]:
    """The bytes of one file of entries → its documents, and the lines that hold none."""
    documents: list[Document] = []
    said: list[Diagnostic] = []
    for number, line in _numbered(raw):
        try:
            document = _document(line, shown, source, collection, number)
        except ValueError as error:
            said.append(_set_aside(shown, number, str(error)))
        else:
            documents.append(document)
    return Outcome(tuple(documents), tuple(said[:MAX_SAID]))


def read_former(raw: bytes) -> tuple[Former, ...]:
    """The bytes of the list of what a source no longer publishes → those lines that can be read."""
    found = []
    for _, line in _numbered(raw):
        try:
            row = read_json(line)
            former = Former(
                collection=row["collection"],
                id=row["id"],
                nom=row["nom"],
                depuis=date.fromisoformat(row["depuis"]),
                was_shown=row.get("montree") is not False,
                source_id=_name(row.get("flux_id")) or "",
                remplace_par=_name(row.get("remplace_par")),
                motif=_words(row.get("motif")),
            )
        except (ValueError, LookupError, TypeError):
            continue
        known = former.collection in ("services", "structures") and isinstance(former.nom, str)
        if known and is_identifier(former.id) and not find_forbidden_character(former.nom):
            found.append(former)
    return tuple(found)


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and is_identifier(value) else None


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and not find_forbidden_character(value) else None


def _numbered(raw: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            yield number, line


def _document(line: bytes, shown: str, source: str, collection: str, number: int) -> Document:
    if len(line) > MAX_FILE_BYTES:
        raise ValueError(f"cette ligne pèse plus de {MAX_FILE_BYTES // 1024} kio")
    row = read_json(line)
    if not within_limits(row, MAX_DEPTH, MAX_NODES):
        raise ValueError("cette ligne a trop de niveaux ou trop de valeurs")
    entry = row.get("fiche") if isinstance(row, dict) else None
    if not isinstance(entry, dict):
        raise ValueError("cette ligne n’est pas une fiche")  # noqa: TRY004 — of the content
    identifier, theirs = row.get("id"), row.get("flux_id")
    for name in (identifier, theirs):
        if not isinstance(name, str) or not is_identifier(name):
            raise ValueError("son identifiant ne convient pas")
    page = row.get("page")
    if not isinstance(page, str) or not is_web_address(page):
        raise ValueError("la page d’où elle vient n’a pas d’adresse")
    span = Span(Position(number, 1), Position(number, 1))
    return Document(
        path=shown,
        collection=collection,
        id=str(identifier),
        data=_as_written(entry),
        key_spans={},
        value_spans={(): span},
        body="",
        body_line=number,
        text="",
        source=source,
        source_id=str(theirs),
        source_page=page,
    )


def _as_written(value: object) -> Any:
    """A JSON value with its scalars as YAML would give them: what is not quoted is `Plain`."""
    if isinstance(value, Mapping):
        for key in value:
            _refuse_hidden(key)
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if isinstance(value, str):
        _refuse_hidden(value)
        return value
    if isinstance(value, bool) or value is None:
        return Plain({True: "true", False: "false", None: "null"}[value])
    return Plain(repr(value))


def _refuse_hidden(text: str) -> None:
    hidden = find_forbidden_character(text)
    if hidden is not None:
        raise ValueError(f"un caractère invisible y est caché (U+{ord(hidden.group()):04X})")


def _set_aside(shown: str, number: int, reason: str) -> Diagnostic:
    return Diagnostic(
        code="fiche-externe-ecartee",
        severity=Severity.WARNING,
        path=shown,
        span=Span(Position(number, 1), Position(number, 1)),
        message=f"cette fiche d’un autre guichet n’est pas montrée : {reason}",
        hint="dites-le à cette source : elle seule peut corriger sa fiche",
    )
