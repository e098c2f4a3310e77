"""Parse: data·inclusion v1 services and structures → entries of ours, on the fields both have.

What they name as we do is carried over; their identifiers go to `provenance`, which the export
reads back. What a real file gets wrong is repaired when only one meaning is possible, and said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.parse.imports import (
    CHANGED,
    COMPLETED,
    LOST,
    Imported,
    ImportedEntry,
    Origin,
    Remark,
    SetAside,
)
from generator.parse.imports.data_inclusion_fields import (
    COMPUTED,
    COMPUTED_FIELDS,
    DIRECTORY,
    FIELDS,
    FRANCE,
    IDENTITY,
    MAX_ID,
    MAX_TEXT,
    NO_MEANING,
    UNKNOWN,
)
from generator.parse.imports.data_inclusion_v0 import ETAT, RESUME, is_v0, modernise
from generator.parse.imports.summary import summary_of
from generator.parse.imports.values import (
    is_nothing,
    read_prose,
    read_word,
    shown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the operator says of the file that the file does not say itself."""

    today: date
    licence: str | None = None
    url: str | None = None  # where the file was fetched, when it was
    thematiques: tuple[str, ...] = ()  # for services that name none
    zone: tuple[str, ...] = ("france",)  # for services that name none: they set no limit


def read_data_inclusion(
    services: Sequence[Any], structures: Sequence[Any], names: tuple[str, str], choices: Choices
) -> Imported:
    """Both files, as read → their entries; `names` are how to call the two files in a report."""
    said = _Said()
    rows = list(_rows("structures", structures, names[1], said))
    known = {row.origin.source_id for row in rows}
    found = list(_rows("services", services, names[0], said))
    for row in found:  # the interface of data·inclusion gives each service with its structure
        inner = row.data.get("structure")
        if isinstance(inner, Mapping) and isinstance(inner.get("id"), str):
            place = f"{row.origin.place}, sa structure"
            origin = Origin(
                collection="structures",
                source_id=inner["id"],
                place=place,
                nom=shown(inner.get("nom") or ""),
            )
            if inner["id"] not in known and not is_nothing(inner.get("nom")):
                known.add(inner["id"])
                rows.append(_Row(origin, dict(inner)))
    names_of = {row.origin.source_id: row.origin.nom for row in rows}
    read = [_service(row, choices, names_of, said) for row in found]
    offered = [entry for entry in read if entry is not None]
    days: dict[str, str] = {}  # of a structure: the last day that one of its services changed
    for entry in offered:
        day = str(entry.data.get("date_maj", ""))
        if day <= choices.today.isoformat():
            days[entry.structure] = max(day, days.get(entry.structure, ""))
    described = [_structure(row, days.get(row.origin.source_id, ""), choices, said) for row in rows]
    entries = [*described, *offered]
    return Imported(
        entries=tuple(entries), remarks=tuple(said.remarks), set_aside=tuple(said.set_aside)
    )


def missing_structure(
    source_id: str, services: Sequence[ImportedEntry]
) -> tuple[ImportedEntry, Remark]:
    """What can be said of a structure that services name and that no file describes."""
    first = min(services, key=lambda entry: entry.origin.source_id)
    origin = Origin(
        collection="structures",
        source_id=source_id,
        place=first.origin.place,
        nom=f"Structure {source_id}"[:150],
    )
    provenance = {
        **first.data["provenance"],
        "id": source_id,
        "completes": ["nom", "description", "date_maj"],
    }
    data = {
        "nom": origin.nom,
        "description": "Cette structure n’était pas dans le fichier repris\u00a0: "
        "seul son identifiant est connu.",
        "date_maj": max(str(entry.data["date_maj"]) for entry in services),
        "sources": [{"nom": f"{DIRECTORY} ({provenance['source']})"}],
        "provenance": provenance,
    }
    remark = Remark(
        origin=origin,
        kind=COMPLETED,
        field="structure_id",
        value=source_id,
        reason=f"aucune structure n’a cet identifiant : une fiche est créée pour {len(services)} "
        f"service{'s' if len(services) > 1 else ''}, à compléter",
    )
    return ImportedEntry(origin=origin, data=data), remark


@dataclass(frozen=True, slots=True)
class _Row:
    origin: Origin
    data: dict[str, Any]


class _Said:
    """What is said of the file as it is read."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self.set_aside: list[SetAside] = []

    def remark(self, origin: Origin, kind: str, field: str, value: Any, reason: str) -> None:
        self.remarks.append(
            Remark(origin=origin, kind=kind, field=field, value=shown(value), reason=reason)
        )

    def aside(self, origin: Origin, *reasons: str) -> None:
        self.set_aside.append(SetAside(origin=origin, reasons=reasons))


def _rows(collection: str, rows: Sequence[Any], name: str, said: _Said) -> Iterator[_Row]:
    """The rows that have an identifier of their own."""
    seen: dict[str, Mapping[str, Any]] = {}
    for rank, raw in enumerate(rows, start=1):
        place = f"{name}, fiche {rank}"
        origin = Origin(collection=collection, source_id="", place=place)
        if not isinstance(raw, Mapping):
            said.aside(origin, "une fiche est un objet JSON, avec des champs et des valeurs")
            continue
        row = {str(key): value for key, value in raw.items()}
        origin = replace(origin, nom=shown(row["nom"]) if not is_nothing(row.get("nom")) else "")
        identifier = read_word(row["id"])[0] if not is_nothing(row.get("id")) else None
        if identifier is None or len(identifier) > MAX_ID:
            said.aside(origin, f"le champ « id » manque, ou dépasse {MAX_ID} signes")
            continue
        origin = replace(origin, source_id=identifier)
        if identifier in seen:
            same = seen[identifier] == row
            said.aside(
                origin,
                "cette fiche est écrite deux fois dans le fichier"
                if same
                else "une autre fiche du fichier a le même « id » et d’autres valeurs",
            )
            continue
        seen[identifier] = dict(row)
        if is_v0(row):
            row, changes = modernise(collection, row)
            for kind, field, value, reason in changes:
                said.remark(origin, kind, field, value, reason)
        yield _Row(origin, row)


def _structure(row: _Row, last_day: str, choices: Choices, said: _Said) -> ImportedEntry:
    data = _fields(row, said)
    nom = f"{row.origin.nom} ({row.origin.source_id})" if row.origin.nom else ""
    return ImportedEntry(
        origin=row.origin,
        data=data | _origin_fields(row, data, choices, said),
        distinction=str(data.get("commune", "")),
        fallbacks={  # its services must not go with it
            "nom": (nom or f"Structure {row.origin.source_id}")[:150],
            "date_maj": last_day or choices.today.isoformat(),
        },
    )


def _service(
    row: _Row, choices: Choices, names: Mapping[str, str], said: _Said
) -> ImportedEntry | None:
    raw = row.data.get("structure_id")
    structure = read_word(raw)[0] if not is_nothing(raw) else None
    if structure is None or len(structure) > MAX_ID:
        said.aside(row.origin, "le champ « structure_id » manque : aucune structure ne le propose")
        return None
    data = _fields(row, said)
    zones = data.get("zone_eligibilite")
    if zones is not None:
        data["zone_eligibilite"] = list(dict.fromkeys(map(_zone, zones)))
        if data["zone_eligibilite"] != zones:
            reason = "toute la France s’écrit « france »"
            said.remark(row.origin, CHANGED, "zone_eligibilite", zones, reason)
    _keep_everyone_alone(row, data, said)
    if "description" not in data:
        reason = "data·inclusion demande un texte : son export donnera le résumé de la fiche"
        said.remark(row.origin, COMPLETED, "description", "", reason)
    elif len(data["description"]) > MAX_TEXT:
        reason = f"data·inclusion accepte {MAX_TEXT} signes : son export coupera ce texte"
        said.remark(row.origin, CHANGED, "description", data["description"], reason)
    plain = f"Service : {row.origin.nom}"[:160].replace(" :", "\u00a0:")
    data |= {
        "resume": _summary(row, data) or plain,
        "etat": row.data.get(ETAT, "actif"),
        **_origin_fields(row, data, choices, said),
    }
    data["provenance"]["completes"] = ["resume", "etat"]
    fallbacks: dict[str, Any] = {"resume": plain, "zone_eligibilite": list(choices.zone)}
    if choices.thematiques:
        fallbacks["thematiques"] = list(choices.thematiques)
    return ImportedEntry(
        origin=row.origin,
        data=data,
        structure=structure,
        distinction=str(data.get("commune") or names.get(structure, "")),
        fallbacks=fallbacks,
    )


def _fields(row: _Row, said: _Said) -> dict[str, Any]:
    """The fields that both directories have."""
    readers = FIELDS[row.origin.collection]
    data: dict[str, Any] = {}
    for name, value in row.data.items():
        if name in (*IDENTITY, RESUME, ETAT) or is_nothing(value):
            continue
        reader = readers.get(name)
        if reader is None:
            reason = COMPUTED if name in COMPUTED_FIELDS else UNKNOWN
            said.remark(row.origin, LOST, name, value, reason)
            continue
        kept, why = reader(value)
        if kept is not None:
            data[name] = kept
            if why:
                said.remark(row.origin, CHANGED, name, value, why)
        else:
            said.remark(row.origin, LOST, name, value, why or NO_MEANING)
    return data


def _origin_fields(
    row: _Row, data: Mapping[str, Any], choices: Choices, said: _Said
) -> dict[str, Any]:
    """Where the entry comes from: `sources`, for people; `provenance`, for the way back."""
    identifier = row.origin.source_id
    source = read_word(row.data["source"])[0] if not is_nothing(row.data.get("source")) else None
    if source is None:
        source = identifier.partition("--")[0]
        reason = "le fichier ne dit pas qui a publié la fiche : c’est le début de son identifiant"
        said.remark(row.origin, COMPLETED, "source", source, reason)
    citation = {"nom": f"{DIRECTORY} ({source[:100]})"}
    if "lien_source" in data:
        citation["url"] = data["lien_source"]
    provenance: dict[str, Any] = {"nom": DIRECTORY, "id": identifier, "source": source[:150]}
    if choices.url:
        provenance["url"] = choices.url
    if choices.licence:
        provenance["licence"] = choices.licence
    provenance["importe_le"] = choices.today.isoformat()
    return {"sources": [citation], "provenance": provenance}


def _summary(row: _Row, data: Mapping[str, Any]) -> str:
    """The short text of v0, else the first sentences of the description."""
    short = read_prose(row.data[RESUME])[0] if RESUME in row.data else None
    return summary_of(short or "") or summary_of(data.get("description", ""))


def _zone(code: str) -> str:
    return "france" if code in FRANCE else code


def _keep_everyone_alone(row: _Row, data: dict[str, Any], said: _Said) -> None:
    publics = data.get("publics", ())
    if "tous-publics" in publics and len(publics) > 1:
        data["publics"] = ["tous-publics"]
        reason = "« tous-publics » comprend tous les autres, et s’emploie seul"
        said.remark(row.origin, CHANGED, "publics", publics, reason)
