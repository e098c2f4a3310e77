"""Parse: files of HSDS, nested or flat → services, each with all that concerns it.

A file is one service, a list, or a page of the API; its name, else its terms, tell what it holds.
Whatever a service cites by identifier, in whichever file, is put back where the standard nests it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

# What an object may hold many of, and the name of the file that lists them.
LEAVES = (
    "additional_urls",
    "phones",
    "schedules",
    "service_areas",
    "languages",
    "cost_options",
    "required_documents",
    "contacts",
    "addresses",
    "accessibility",
    "attributes",
    "organization_identifiers",
)
_OWNERS = (
    "link_id",
    "contact_id",
    "service_at_location_id",
    "location_id",
    "service_id",
    "organization_id",
)
_KINDS = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
    "service_at_locations": "service_at_location",
    "taxonomy_terms": "taxonomy_term",
}
_NOT_DATA = frozenset(("openapi", "patches", "paths"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One service and where it stands: « services.json, fiche 12 »."""

    place: str
    row: Row


@dataclass(slots=True)
class Joined:
    """The services of all files, organisations that none of them cites, what was not read."""

    services: list[Found] = field(default_factory=list)
    organizations: list[Found] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # names of files that hold nothing of HSDS


def listed(value: Any) -> list[Row]:
    """The objects of a list; whatever else stands there is none."""
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, Mapping)]


def join(files: Sequence[tuple[str, Any]]) -> Joined:
    """(name, document) of each file → what they say together."""
    desk = _Desk()
    for name, document in files:
        desk.take(name, document)
    return desk.joined()


class _Desk:
    def __init__(self) -> None:
        self._services: list[Found] = []
        self._organizations: list[Found] = []
        self._links: dict[str, list[Row]] = {}  # service → its places
        self._leaves: dict[tuple[str, str], list[Row]] = {}  # (list, owner) → objects
        self._known: dict[tuple[str, str], Row] = {}  # (kind, identifier) → object
        self._unread: list[str] = []

    def take(self, name: str, document: Any) -> None:
        """Sort the objects of one file."""
        stem = name.rpartition("/")[2].partition(".")[0]
        rows = _rows(document)
        if not rows and not _is_silent(document):
            self._unread.append(name)
        for rank, row in enumerate(rows, start=1):
            place = f"{name}, fiche {rank}" if len(rows) > 1 else name
            self._sort(stem, place, row)

    def joined(self) -> Joined:
        """Every service whole."""
        services = [Found(place=item.place, row=self._service(item.row)) for item in self._services]
        organizations = [
            Found(place=item.place, row=self._leafy(item.row)) for item in self._organizations
        ]
        return Joined(services, organizations, self._unread)

    def _sort(self, stem: str, place: str, row: Row) -> None:
        if stem in LEAVES:
            owner = next((row[key] for key in _OWNERS if isinstance(row.get(key), str)), "")
            self._leaves.setdefault((stem, owner), []).append(row)
            return
        kind = _KINDS.get(stem) or _kind(row)
        identifier = row.get("id")
        if kind == "service":
            self._services.append(Found(place=place, row=row))
        elif kind == "service_at_location":
            self._links.setdefault(str(row.get("service_id")), []).append(row)
        elif isinstance(identifier, str):
            self._known.setdefault((kind, identifier), row)
        if kind == "organization":
            self._organizations.append(Found(place=place, row=row))

    def _service(self, row: Row) -> Row:
        whole = dict(self._leafy(row))
        if not isinstance(row.get("organization"), Mapping):
            known = self._known.get(("organization", str(row.get("organization_id"))))
            whole |= {"organization": known} if known else {}
        if isinstance(whole.get("organization"), Mapping):
            whole["organization"] = self._leafy(whole["organization"])
        links = self._links.get(str(row.get("id")), [])
        links = _together(listed(row.get("service_at_locations")), links)
        whole["service_at_locations"] = [self._link(link) for link in links]
        return whole

    def _link(self, row: Row) -> Row:
        whole = dict(self._leafy(row))
        if not isinstance(row.get("location"), Mapping):
            known = self._known.get(("location", str(row.get("location_id"))))
            whole |= {"location": known} if known else {}
        if isinstance(whole.get("location"), Mapping):
            whole["location"] = self._leafy(whole["location"])
        return whole

    def _leafy(self, row: Row) -> Row:
        """An object with what other files say is its own."""
        owner = str(row.get("id"))
        whole = dict(row)
        for name in LEAVES:
            more = self._leaves.get((name, owner))
            if more or name in row:
                whole[name] = _together(listed(row.get(name)), more or [])
        if "attributes" in whole:
            whole["attributes"] = [self._attribute(item) for item in whole["attributes"]]
        places = self._places(row)
        return whole | ({"locations": places} if places else {})

    def _places(self, row: Row) -> list[Row]:
        """The places of an organisation, which a list of locations may hold."""
        if isinstance(row.get("locations"), list) or "status" in row or "location_type" in row:
            return [self._leafy(place) for place in listed(row.get("locations"))]
        owner = row.get("id")
        return [
            self._leafy(place)
            for (kind, _), place in self._known.items()
            if kind == "location" and owner and place.get("organization_id") == owner
        ]

    def _attribute(self, row: Row) -> Row:
        if isinstance(row.get("taxonomy_term"), Mapping):
            return row
        term = self._known.get(("taxonomy_term", str(row.get("taxonomy_term_id"))))
        return {**row, "taxonomy_term": term} if term else row


def _rows(document: Any) -> list[Row]:
    if isinstance(document, Mapping):
        if isinstance(document.get("contents"), list):
            return listed(document["contents"])
        return [document] if "id" in document else []
    return listed(document)


def _is_silent(document: Any) -> bool:
    """Whether a document without an object is a list that is empty, or speaks of the others."""
    if isinstance(document, Mapping):
        return bool(document.get("contents") == [] or _NOT_DATA & set(document))
    return isinstance(document, list) and not document


def _kind(row: Row) -> str:
    """What an object is, from the terms that only it has."""
    tests = (
        ("location_type", "location"),
        ("status", "service"),
        ("organization", "service"),
        ("location_id", "service_at_location"),
        ("taxonomy_id", "taxonomy_term"),
        ("taxonomy", "taxonomy_term"),
        ("version", "taxonomy"),
        ("organization_id", "service"),
        ("uri", "taxonomy" if "website" not in row and "phones" not in row else "organization"),
    )
    return next((kind for key, kind in tests if key in row), "organization")


def _together(own: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """What an object holds, and what other files say it does and it does not."""
    known = {row["id"] for row in own if isinstance(row.get("id"), str)}
    return [*own, *(row for row in others if row.get("id") not in known)]
