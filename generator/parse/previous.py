"""Parse: the documents of an earlier publication → `PreviousFeed`, or why it cannot be read.

A feed is data from outside, like an entry: nothing in it is believed. What a field holds must have
the shape that its schema gives today; what we do not know (a field of a later version, a kind of
change) is left out. Codes are not compared with the vocabularies: those of yesterday may be gone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from generator.characters import find_forbidden_character, is_identifier
from generator.diagnostics import GeneratorError
from generator.french_words import date_words
from generator.model import Schemas
from generator.news import KINDS, Change, FieldChange, PreviousFeed, Row, Tombstone
from generator.parse.publication import missing_history, read_addresses

COLLECTIONS = {"services": "service.schema.json", "structures": "structure.schema.json"}
MAX_DEPTH = 20
MAX_TEXT = 40_000  # no text of an entry is as long
MAX_CHANGES = 200_000
MAX_NUMBER = 1e12
_NEEDED = {"services": ("nom", "etat", "thematiques"), "structures": ("nom",)}
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


class _Broken(Exception):
    """What is wrong, as a French sentence without its subject."""


def parse_previous(
    documents: Mapping[str, Any], source: str, schemas: Schemas, today: date
) -> PreviousFeed:
    """Raw documents by name → what was published, with the fields that are known today."""
    judge = _Judge(schemas)
    try:
        rows = {name: dict(_rows(documents.get(name), name, judge)) for name in COLLECTIONS}
        changes = _object(documents.get("changements", {}), "changements")
        gone = _object(documents.get("disparus", {}), "disparus")
        index = _object(documents.get("index", {}), "index")
        site = _text(_object(index.get("index", {}), "index").get("site", ""), "site")
        _refuse_without_history(documents)
        return PreviousFeed(
            source=source,
            le=_past(_object(documents["services"], "services").get("generated_at"), today),
            since=_past(changes.get("depuis"), today),
            rows=rows,
            changes=tuple(_each(changes.get("changements", []), _change, today)),
            gone=tuple(_each(gone.get("disparus", []), _tombstone, today)),
            site=site,
            addresses=read_addresses(documents, site),
        )
    except _Broken as fault:
        raise GeneratorError(f"la publication précédente « {source} » {fault}") from fault


def _refuse_without_history(documents: Mapping[str, Any]) -> None:
    if missing := missing_history(documents):
        raise _Broken(missing)


class _Judge:
    """Values → the same without what their schema does not name; refuses another shape."""

    def __init__(self, schemas: Schemas) -> None:
        self.documents = schemas.documents

    def entry(self, collection: str, row: Mapping[str, Any], shown: str) -> Row:
        """One row of a collection, its addresses left out."""
        root: Any = self.documents[COLLECTIONS[collection]]
        found: dict[str, Any] = self._known(row, root, root, shown, 0)
        for name in _NEEDED[collection]:
            if name not in found:
                raise _Broken(f"ne dit pas le champ « {name} » de {shown}")
        return found

    def value(self, value: Any, schema: Any, root: Any, where: str, depth: int = 0) -> Any:
        """One value, judged by a subschema of `root`."""
        if depth > MAX_DEPTH:
            raise _Broken(f"a trop de niveaux ({where})")
        schema = self._resolved(schema, root)
        kinds = _TYPES.get(str(schema.get("type", "string")), (str,))
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise _Broken(f"a une valeur d’un autre genre que prévu ({where})")
        if isinstance(value, str):
            return _text(value, where)
        if isinstance(value, list):
            items = schema.get("items", {})
            return [self.value(item, items, root, where, depth + 1) for item in value]
        if isinstance(value, dict):
            return self._known(value, schema, root, where, depth + 1)
        return _number(value)

    def _known(self, value: Any, schema: Any, root: Any, where: str, depth: int) -> Any:
        return {
            key: self.value(value[key], inner, root, f"{where}, {key}", depth + 1)
            for key, inner in schema.get("properties", {}).items()
            if key in value
        }

    def _resolved(self, schema: Any, root: Any) -> Any:
        reference = str(schema.get("$ref", ""))
        if reference.startswith("#/$defs/"):
            return root["$defs"][reference.removeprefix("#/$defs/")]
        return self.documents.get(reference, schema)


def _rows(document: Any, name: str, judge: _Judge) -> Iterator[tuple[str, Row]]:
    rows = _object(document, name).get(name)
    if not isinstance(rows, list):
        raise _Broken(f"n’a pas de liste « {name} »")
    seen = set()
    for row in rows:
        identifier = _identifier(_object(row, name).get("id"), name)
        if identifier in seen:
            raise _Broken(f"donne deux fois « {identifier} » dans « {name} »")
        seen.add(identifier)
        yield identifier, judge.entry(name, row, f"{name}/{identifier}")


def _each(rows: Any, make: Callable[[Any, date], Any], today: date) -> Iterator[Any]:
    if not isinstance(rows, list) or len(rows) > MAX_CHANGES:
        raise _Broken("a une liste de changements illisible")
    seen = set()
    for row in rows:
        made = make(_object(row, "changements"), today)
        if made is None:
            continue
        key = made.id if isinstance(made, Change) else (made.collection, made.id)
        if key in seen:
            raise _Broken(f"donne deux fois le changement « {made.id} »")
        seen.add(key)
        yield made


def _change(row: Mapping[str, Any], today: date) -> Change | None:
    """One change; `None` for a kind or a collection of a later version."""
    if not _is_one(row.get("genre"), KINDS) or not _is_one(row.get("collection"), COLLECTIONS):
        return None
    day, rank = _past(row.get("le"), today), row.get("rang", 1)
    if day is None or type(rank) is not int or not 0 < rank < 1000:
        raise _Broken("a un changement sans date, ou dont le rang est illisible")
    known = {
        name: _texts(row[name]) if isinstance(row[name], list) else _text(row[name], name)
        for name in ("nom", "phrase", "structure", "thematiques", "zone_eligibilite")
        if name in row
    }
    known |= {
        name: _identifier(row[name], name) for name in ("ancien_id", "remplace_par") if name in row
    }
    made: Change = _built(
        Change,
        known
        | {
            "le": day,
            "rang": rank,
            "genre": row["genre"],
            "collection": row["collection"],
            "fiche": _identifier(row.get("fiche"), "fiche"),
            "champs": tuple(_field(item) for item in _list(row.get("champs", []))),
        },
    )
    return made


def _field(item: Any) -> FieldChange:
    row = _object(item, "champs")
    return FieldChange(
        champ=_text(row.get("champ"), "champ"),
        phrase=_text(row.get("phrase"), "phrase"),
        avant=_plain(row.get("avant"), 0),
        apres=_plain(row.get("apres"), 0),
    )


def _tombstone(row: Mapping[str, Any], today: date) -> Tombstone | None:
    known_kind = row.get("genre") in ("renomme", "retire")
    if not known_kind or not _is_one(row.get("collection"), COLLECTIONS):
        return None
    known: dict[str, Any] = {
        "id": _identifier(row.get("id"), "id"),
        "collection": row["collection"],
        "genre": row["genre"],
        "nom": _text(row.get("nom"), "nom"),
        "depuis": _past(row.get("depuis"), today),
        "thematiques": _texts(row.get("thematiques", [])),
    }
    if "remplace_par" in row:
        known["remplace_par"] = _identifier(row["remplace_par"], "remplace_par")
    if "motif" in row:
        known["motif"] = _text(row["motif"], "motif")
    made: Tombstone = _built(Tombstone, known)
    return made


def _built(kind: Any, known: Mapping[str, Any]) -> Any:
    """An instance, unless a list stands where a text is due or the other way round."""
    for field in fields(kind):
        value = known.get(field.name)
        if value is not None and isinstance(value, tuple) != ("tuple" in str(field.type)):
            raise _Broken(f"a une valeur d’un autre genre que prévu ({field.name})")
    if "nom" not in known:
        raise _Broken("a un changement sans nom")
    return kind(**known)


def _is_one(value: Any, known: Mapping[str, Any]) -> bool:
    return isinstance(value, str) and value in known  # a list cannot be looked up


def _object(value: Any, shown: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Broken(f"a autre chose qu’un objet dans « {shown} »")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _Broken("a autre chose qu’une liste dans un changement")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item, "liste") for item in _list(value))


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _Broken(f"a une valeur d’un autre genre que prévu ({where})")
    if len(value) > MAX_TEXT:
        raise _Broken(f"a un texte démesuré ({where})")
    hidden = find_forbidden_character(value)
    if hidden is not None:
        raise _Broken(f"a un caractère invisible, U+{ord(hidden.group()):04X} ({where})")
    return value


def _identifier(value: Any, where: str) -> str:
    if not isinstance(value, str) or not is_identifier(value):
        raise _Broken(f"a un identifiant illisible dans « {where} »")
    return value


def _plain(value: Any, depth: int) -> Any:
    """Any JSON value of a bounded depth whose texts can be seen."""
    if depth > MAX_DEPTH:
        raise _Broken("a trop de niveaux dans un changement")
    if isinstance(value, str):
        return _text(value, "avant, apres")
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_text(key, "clé"): _plain(item, depth + 1) for key, item in value.items()}
    return _number(value)


def _number(value: Any) -> Any:
    """A number that can be written, a truth value or nothing."""
    if isinstance(value, (int, float)) and not abs(value) < MAX_NUMBER:
        raise _Broken("a un nombre démesuré")
    return value


def _past(value: Any, today: date) -> date | None:
    """A day, tomorrow's included: a server's clock may be a few hours ahead."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or not isinstance(value, str) or day.isoformat() != value:
        raise _Broken("a une date illisible")
    if day.toordinal() > today.toordinal() + 1:
        raise _Broken(f"est datée du {date_words(day)}, après la date de cette construction")
    return day
