"""Parse: another guichet's feed → its entries as our files would say them, and what was not kept.

Pure. An entry keeps every field that our schemas know, says whom it was taken from, and is judged
later, as any other: here only what makes it an entry at all is looked at.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.characters import find_forbidden_character, is_identifier, is_web_address, slug
from generator.diagnostics import UsageError
from generator.model import RawFeed, Schemas
from generator.news import Tombstone
from generator.parse.imports.feed_gone import read_gone

COLLECTIONS = {"structures": "structure.schema.json", "services": "service.schema.json"}
# Under which a whole site may be published again, as long as it says whom it takes from.
LICENCES = frozenset(("etalab-2.0", "cc0-1.0", "cc-by-4.0"))
MAX_ENTRIES = 50_000  # in one collection
MAX_DEPTH, MAX_VALUES = 12, 5_000  # of one entry, as of a file of ours
_ADDED = frozenset(("id", "url", "json"))  # by the publication, not by an author
_VERSION = re.compile(r"1\.[0-9]{1,4}\.[0-9]{1,4}\Z")
_MAX_NAME = 150
_GONE = "disparus.json"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of the feed: its identifier and its page there, and what it says."""

    collection: str
    id: str
    page: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Who publishes the feed, what it holds, and what could not be kept of it."""

    nom: str
    site: str
    address: str
    licence: str
    attribution: str
    genere_le: date
    entries: tuple[FeedEntry, ...]
    set_aside: tuple[str, ...] = ()  # sentences
    unknown: Mapping[str, int] = field(
        default_factory=dict
    )  # field that our schemas do not know → how many times
    gone: Mapping[tuple[str, str], Tombstone] = field(default_factory=dict)  # by entry


def read_feed(raw: RawFeed, schemas: Schemas, today: date) -> Feed:
    """The documents of a feed → `Feed`; `UsageError` when it is none, or may not be reused."""
    head = _object(raw.index, "index.json")
    index = _object(head.get("index"), "index.json")
    site = _site(index.get("site"))
    licence = _licence(head)
    nom = _text(index.get("nom"), "nom")
    set_aside: list[str] = []
    unknown: Counter[str] = Counter()
    entries = []
    for collection, schema in COLLECTIONS.items():
        document = _object(getattr(raw, collection), f"{collection}.json")
        reader = _Reader(collection, site, schemas.documents[schema], unknown)
        base = {"nom": nom, "licence": licence, "importe_le": today.isoformat()}
        for rank, row in enumerate(_rows(document, collection), start=1):
            try:
                entries.append(reader.entry(row, base))
            except ValueError as error:
                set_aside.append(f"{collection}.json, fiche {rank}\u00a0: {error}")
    alive = {(entry.collection, entry.id) for entry in entries}
    gone = [] if raw.disparus is None else _rows(_object(raw.disparus, _GONE), "disparus")
    return Feed(
        nom=nom,
        site=site,
        address=raw.address if is_web_address(raw.address) else f"{site}api/v1/",
        licence=licence,
        attribution=_text(head.get("attribution"), "attribution"),
        genere_le=_day(head.get("generated_at")),
        entries=tuple(entries),
        set_aside=tuple(set_aside),
        unknown=dict(sorted(unknown.items())),
        gone=read_gone(gone, alive, today),
    )


def source_name(site: str) -> str:
    """The address of a guichet → the name of its folder: `https://guichet.jura.fr/` → guichet-…"""
    return slug(site.partition("://")[2])[:40].strip("-")


class _Reader:
    """Reads the rows of one collection; counts the fields that our schemas do not know."""

    def __init__(
        self, collection: str, site: str, schema: Mapping[str, Any], unknown: Counter[str]
    ) -> None:
        self._collection = collection
        self._site = site
        self._schema = schema
        self._unknown = unknown
        self._seen: set[str] = set()

    def entry(self, row: object, base: Mapping[str, str]) -> FeedEntry:
        """One row; `ValueError` when nothing can name it."""
        if not isinstance(row, dict):
            raise ValueError("ce n’est pas une fiche")  # noqa: TRY004 — of the content
        if not _is_bounded(row):
            raise ValueError("elle a trop de niveaux ou trop de valeurs")
        identifier = row.get("id")
        if not isinstance(identifier, str) or not is_identifier(identifier):
            raise ValueError("son identifiant ne convient pas")
        if identifier in self._seen:
            raise ValueError(f"l’identifiant « {identifier} » est déjà pris dans ce flux")
        self._seen.add(identifier)
        page = row.get("url")
        if not isinstance(page, str) or not page.startswith(self._site) or not is_web_address(page):
            page = f"{self._site}{self._collection}/{identifier}.html"
        kept = {key: value for key, value in row.items() if key not in _ADDED}
        data = self._known(kept, self._schema, "")
        said = data.get("provenance")
        # What it took itself from elsewhere keeps saying from where.
        if not isinstance(said, dict) or not said.get("nom"):
            data["provenance"] = {**base, "id": identifier, "url": page}
        return FeedEntry(collection=self._collection, id=identifier, page=page, data=data)

    def _known(self, value: Any, schema: Any, where: str) -> Any:
        """The same value without the fields of a later version, and without `null`."""
        reference = str(schema.get("$ref", ""))
        if reference.startswith("#/$defs/"):
            schema = self._schema["$defs"][reference.removeprefix("#/$defs/")]
        if isinstance(value, list):
            return [self._known(item, schema.get("items", {}), where) for item in value]
        properties = schema.get("properties")
        if not isinstance(value, dict) or properties is None:
            return value
        found = {}
        for key, item in value.items():
            name = f"{where}.{key}" if where else str(key)
            if key not in properties:
                self._unknown[_shown(f"{self._collection}\u00a0: {name}")] += 1
            elif item is not None:
                found[key] = self._known(item, properties[key], name)
        return found


def _rows(document: Json, collection: str) -> list[object]:
    rows = document.get(collection)
    if not isinstance(rows, list):
        raise _refused(f"« {collection}.json » n’a pas de liste « {collection} »")
    if len(rows) > MAX_ENTRIES:
        raise _refused(f"« {collection}.json » a plus de {MAX_ENTRIES} fiches")
    return rows


def _object(value: object, name: str) -> Json:
    if not isinstance(value, dict):
        raise _refused(f"« {name} » n’est pas un document de ce flux")
    return value


def _site(value: object) -> str:
    site = value if isinstance(value, str) else ""
    site = site if site.endswith("/") else f"{site}/"
    if not is_web_address(site):
        raise _refused("« index.json » ne dit pas l’adresse du guichet (« site »)")
    return site


def _licence(head: Json) -> str:
    version = head.get("schema_version")
    if not isinstance(version, str) or not _VERSION.match(version):
        raise _refused("sa version n’est pas de celles que ce guichet sait lire (1.x)")
    licence = head.get("licence")
    if not isinstance(licence, dict) or str(licence.get("id")) not in LICENCES:
        raise _refused(
            "sa licence ne permet pas de le republier ici : seules "
            f"{', '.join(sorted(LICENCES))} sont reconnues"
        )
    return _text(licence.get("nom"), "licence.nom")


def _text(value: object, name: str) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text or find_forbidden_character(text):
        raise _refused(f"« index.json » ne dit pas « {name} », ou de façon illisible")
    return text[:_MAX_NAME]


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _refused("« index.json » ne dit pas sa date (« generated_at »)") from None


def _shown(name: str) -> str:
    name = name[:_MAX_NAME]
    return name.encode("unicode_escape").decode() if find_forbidden_character(name) else name


def _is_bounded(row: object) -> bool:
    """Whether a row has no more levels and values than a file of ours may have."""
    level, values = [row], 0
    for _ in range(MAX_DEPTH):
        values += len(level)
        inner = [list(item.values()) if isinstance(item, dict) else item for item in level]
        level = [part for item in inner if isinstance(item, list) for part in item]
        if not level or values > MAX_VALUES:
            return values <= MAX_VALUES
    return False


def _refused(reason: str) -> UsageError:
    return UsageError(f"ce flux n’est pas repris : {reason}")
