"""Load: a JSON file, or an address that gives one → its rows, within bounds, or one clear refusal.

A file of another directory is hostile content: its size and its depth are bounded, and only plain
files and web addresses are read.
"""

import json
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.diagnostics import UsageError
from generator.load.files import list_entries, read_plain_file
from generator.load.source import SETTINGS_FILE, read_content
from generator.load.web import WebFault, fetch
from generator.model import Document

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 60


class _AbsentError(UsageError):
    """There is nothing of that name."""


def load_json(source: str, max_bytes: int = MAX_BYTES) -> Any:
    """The JSON document of a file or of an http(s) address; `UsageError` when it cannot be read.

    Lines of JSON (NDJSON) give a list; `NaN`, which is how tables write nothing, gives `None`.
    """
    content = load_bytes(source, max_bytes)
    try:
        text = content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(
            source, f"ce n’est pas du texte en UTF-8 (octet {error.start + 1})"
        ) from None
    if not text.strip():
        raise _refused(source, "il n’y a rien à lire")
    try:
        return _bounded(source, _parsed(source, text))
    except RecursionError:
        raise _refused(source, f"plus de {MAX_DEPTH} niveaux les uns dans les autres") from None


def load_bytes(source: str, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file or of an http(s) address, `max_bytes` at most."""
    is_web = urlsplit(source).scheme.lower() in ("http", "https")
    content = _fetch(source, max_bytes) if is_web else _read(source, max_bytes)
    if len(content) > max_bytes:
        raise _refused(source, f"plus de {max_bytes // 1024 // 1024} Mio")
    return content


def load_optional(source: str, max_bytes: int = MAX_BYTES) -> bytes | None:
    """The same; `None` when there is no such file, and for no other reason."""
    try:
        return load_bytes(source, max_bytes)
    except _AbsentError:
        return None


def load_entries(folder: Path) -> tuple[Document, ...]:
    """The services, structures and settings already beside or in a content folder.

    A file that cannot be read is passed over: `guichet check` says why.
    """
    found = []
    for collection in ("services", "structures"):
        shown = f"{folder.name}/{collection}"
        for path, real, fault in list_entries(folder / collection, shown):
            found.append((path, real, collection, fault))
    found.append((SETTINGS_FILE, folder.parent / SETTINGS_FILE, "guichet", None))
    documents = []
    for path, real, collection, fault in found:
        raw = None if fault is not None else read_plain_file(real)
        document = None if raw is None else read_content(raw, path, collection)[0].value
        if document is not None:
            documents.append(document)
    return tuple(documents)


def list_taken(folder: Path) -> dict[str, frozenset[str]]:
    """Collection → the names that its files take, those that cannot be read included."""
    return {
        collection: frozenset(
            real.stem for _, real, _ in list_entries(folder / collection, collection)
        )
        for collection in ("services", "structures")
    }


def _read(source: str, max_bytes: int) -> bytes:
    path = Path(source)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(source, "ce n’est pas un fichier ordinaire")
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise _AbsentError(str(_refused(source, "ce fichier n’existe pas"))) from None
    except (OSError, ValueError) as error:
        raise _refused(source, f"lecture impossible ({_short(error)})") from None


def _fetch(source: str, max_bytes: int) -> bytes:
    try:
        return fetch(source, max_bytes)
    except WebFault as fault:
        refused = _refused(source, f"cette adresse {fault}")
        raise (_AbsentError(str(refused)) if fault.is_absent else refused) from None


def _parsed(source: str, text: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except ValueError as error:
        rows = _lines(text)
        if rows is not None:
            return rows
        where = (
            f"ligne {error.lineno}, colonne {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else _short(error)
        )
        raise _refused(source, f"ce n’est pas du JSON ({where})") from None


def _lines(text: str) -> list[Any] | None:
    """Rows of a file that holds one JSON object on each line, or `None` if it is not one."""
    rows = []
    for line in text.splitlines():
        if line.strip():
            try:
                row = json.loads(line, parse_constant=lambda _: None)
            except ValueError:
                return None
            if not isinstance(row, dict):
                return None
            rows.append(row)
    return rows


def _bounded(source: str, value: Any) -> Any:
    level, inner = 0, [value]
    while inner:
        level += 1
        if level > MAX_DEPTH:
            raise _refused(source, f"plus de {MAX_DEPTH} niveaux les uns dans les autres")
        children: list[Any] = []
        for item in inner:
            if isinstance(item, dict):
                children.extend(item.values())
            elif isinstance(item, list):
                children.extend(item)
        inner = [item for item in children if isinstance(item, (dict, list))]
    return value


def _short(error: object) -> str:
    return " ".join(str(error).split())[:120]


def _refused(source: str, reason: str) -> UsageError:
    shown = source.encode("utf-8", "backslashreplace").decode()[:200]
    return UsageError(f"impossible de lire « {shown} » : {reason}")
