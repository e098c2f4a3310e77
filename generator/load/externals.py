"""Load: `content/externes/` → what each other guichet published, as `guichet import feed` kept it.

One folder a source: a manifest, and one line an entry. What is wrong there is not the fault of who
writes here, so it is set aside with a warning and never blocks the publication.
"""

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import Any

from generator.characters import find_forbidden_character, is_identifier, is_web_address
from generator.diagnostics import FILE_START, Diagnostic, Severity
from generator.load.external_lines import read_documents, read_former
from generator.load.files import read_plain_file
from generator.load.strict_json import read_json
from generator.load.text import MAX_FILE_BYTES
from generator.model import Document, ExternalSource, Outcome

EXTERNALS = "content/externes"
MANIFEST = "source.json"
COLLECTIONS = ("structures", "services")  # a service names its structure
FORMER = "disparus"
MAX_LINES_BYTES = 128 * 1024 * 1024
_VERSION = 1
_COMPANIONS = frozenset(("README.md", ".gitkeep"))
_TEXTS = ("nom", "site", "flux", "licence", "attribution")

Said = list[Diagnostic]


def load_externals(root: Path) -> Outcome[tuple[ExternalSource, ...]]:
    """Every source that was imported, sorted by identifier, and what cannot be read of them."""
    folder = root / EXTERNALS
    if not folder.exists() and not folder.is_symlink():
        return Outcome(())
    if folder.is_symlink() or not folder.is_dir():
        return Outcome((), (_unreadable(EXTERNALS, "ce n’est pas un vrai dossier"),))
    sources: list[ExternalSource] = []
    said: Said = []
    with os.scandir(folder) as found:
        items = sorted(found, key=lambda item: item.name)
    for item in items:
        if item.name in _COMPANIONS or item.name.startswith("."):  # what an import is preparing
            continue
        shown = f"{EXTERNALS}/{item.name.encode('unicode_escape').decode()}"
        if not item.is_dir(follow_symlinks=False) or not is_identifier(item.name):
            said.append(_unreadable(shown, "ce n’est pas le dossier d’une source"))
            continue
        source = _load_source(Path(item.path), shown, said)
        if source is not None:
            sources.append(source)
    return Outcome(tuple(sources), tuple(said))


def _load_source(folder: Path, shown: str, said: Said) -> ExternalSource | None:
    path = f"{shown}/{MANIFEST}"
    try:
        manifest = _manifest(read_plain_file(folder / MANIFEST))
    except ValueError as error:
        said.append(_unreadable(path, str(error)))
        return None
    lines = {}
    for name in (*COLLECTIONS, FORMER):
        file = f"{name}.ndjson"
        digest = _listed(manifest, file)
        lines[name] = _lines(folder / file, f"{shown}/{file}", digest, said)
    documents: list[Document] = []
    for collection in COLLECTIONS:
        path = f"{shown}/{collection}.ndjson"
        outcome = read_documents(lines[collection], path, folder.name, collection)
        documents.extend(outcome.value)
        said.extend(outcome.diagnostics)
    return ExternalSource(
        id=folder.name,
        **{key: manifest[key] for key in _TEXTS},
        genere_le=manifest["genere_le"],
        importe_le=manifest["importe_le"],
        documents=tuple(documents),
        former=read_former(lines[FORMER]),
        digests={name: hashlib.sha256(raw).hexdigest() for name, raw in lines.items()},
    )


def _lines(path: Path, shown: str, digest: object, said: Said) -> bytes:
    """The bytes of a file of lines; someone's hand in it is told, for the next import undoes it."""
    raw = read_plain_file(path, MAX_LINES_BYTES)
    if raw is None:
        if digest is not None:
            said.append(_unreadable(shown, "ce fichier manque, ou n’est pas un fichier ordinaire"))
        return b""
    if len(raw) > MAX_LINES_BYTES:
        said.append(_unreadable(shown, "ce fichier est trop long"))
        return b""
    if hashlib.sha256(raw).hexdigest() != digest:
        said.append(
            _say(
                "source-externe-modifiee",
                shown,
                "ce fichier n’est plus tel que l’import l’a écrit",
                "le prochain import effacera ce changement : faites corriger la fiche par sa "
                "source, ou écrivez la vôtre dans « content/services »",
            )
        )
    return raw


def _listed(manifest: dict[str, Any], file: str) -> object:
    """The digest that the manifest gives of a file, if it names it."""
    found = manifest["fichiers"].get(file)
    return found.get("sha256") if isinstance(found, dict) else None


def _manifest(raw: bytes | None) -> dict[str, Any]:
    """What `source.json` says, checked field by field."""
    if raw is None:
        raise ValueError("ce fichier manque, ou n’est pas un fichier ordinaire")
    if len(raw) > MAX_FILE_BYTES:
        raise ValueError("ce fichier est trop long")
    data = read_json(raw)
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise ValueError("il n’est pas de ceux qu’écrit cette version de « guichet import feed »")
    for key in _TEXTS:
        text = data.get(key)
        if not isinstance(text, str) or not text.strip() or find_forbidden_character(text):
            raise ValueError(f"le champ « {key} » manque ou est illisible")
    for key in ("site", "flux"):
        if not is_web_address(data[key]):
            raise ValueError(f"le champ « {key} » n’est pas une adresse web")
    if not isinstance(data.get("fichiers"), dict):
        raise ValueError("le champ « fichiers » manque")  # noqa: TRY004 — of the content
    return {**data, **{key: _day(data, key) for key in ("genere_le", "importe_le")}}


def _day(data: dict[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(data.get(key, ""))
    except (ValueError, TypeError):
        raise ValueError(f"le champ « {key} » n’est pas une date") from None


def _unreadable(path: str, reason: str) -> Diagnostic:
    return _say(
        "source-externe-illisible",
        path,
        f"rien de cette source n’est repris d’ici : {reason}",
        "refaites l’import avec « guichet import feed », ou supprimez ce dossier",
    )


def _say(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        path=path,
        span=FILE_START,
        message=message,
        hint=hint,
    )
