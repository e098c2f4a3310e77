"""Parse: one object of HSDS being read: its row, our fields so far, what is said of the rest."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.parse.imports import CHANGED, LOST, Origin, Remark
from generator.parse.imports.hsds_join import listed
from generator.parse.imports.hsds_texts import dialled_in_france
from generator.parse.imports.values import Reader, is_nothing, read_word, shown

NO_EQUIVALENT = "les fiches n’ont pas de champ pour cela"
ONE_ONLY = "une fiche n’en a qu’un : le premier est gardé"
NOT_CALLED = "ce n’est pas un numéro que l’on appelle"
_CALLED = (None, "", "voice", "cell")
_PHONE = frozenset(
    {
        *("id", "number", "type", "service_id", "organization_id", "location_id"),
        *("contact_id", "service_at_location_id"),
    }
)

Row = Mapping[str, Any]


class Reading:
    """Takes what it is asked for; what nobody has asked for at the end is said to be lost."""

    def __init__(self, origin: Origin, row: Row) -> None:
        self.origin = origin
        self.row = row
        self.data: dict[str, Any] = {}
        self.remarks: list[Remark] = []
        self._asked: set[str] = set()

    def get(self, key: str) -> Any:
        """A value as it is, or None when it says nothing."""
        self._asked.add(key)
        value = self.row.get(key)
        return None if is_nothing(value) else value

    def text(self, key: str, reader: Reader = read_word) -> Any:
        """A value through its reader."""
        value = self.get(key)
        if value is None:
            return None
        kept, why = reader(value)
        if kept is None or kept == "":  # a text that was but markup
            self.lost(key, value, why)
            return None
        if why:
            self.remark(CHANGED, key, value, why)
        return kept

    def keep(self, field: str, key: str, reader: Reader = read_word) -> None:
        """A value of HSDS that is a field of ours."""
        kept = self.text(key, reader)
        if kept is not None:
            self.data[field] = kept

    def leaves(self, key: str) -> Sequence[Row]:
        """The objects of a list; what else stands there is lost."""
        value = self.get(key)
        rows = listed(value)
        if value is not None and len(rows) != (len(value) if isinstance(value, list) else 1):
            self.lost(key, value, "une liste d’objets est attendue")
        return rows

    def ignore(self, *keys: str) -> None:
        """What is computed from the rest, or names an object of the other directory."""
        self._asked.update(keys)

    def phone(self, key: str = "phones") -> str | None:
        """The first number that can be called; the others are lost."""
        number = None
        for row in self.leaves(key):
            said = read_word(row.get("number"))[0] if not is_nothing(row.get("number")) else None
            kind = row.get("type")
            if said is None or number is not None or kind not in _CALLED:
                reason = ONE_ONLY if number is not None else NOT_CALLED
                self.lost(f"{key}.number", dict(row), reason)
                continue
            number = dialled_in_france(said)
            for name, value in row.items():
                if name not in _PHONE and not is_nothing(value):
                    self.lost(f"{key}.{name}", value, NO_EQUIVALENT)
        return number

    def lost(self, key: str, value: Any, reason: str) -> None:
        """Say that a value is not kept."""
        self.remark(LOST, key, value, reason)

    def remark(self, kind: str, key: str, value: Any, reason: str) -> None:
        """Say what became of a value."""
        self.remarks.append(
            Remark(origin=self.origin, kind=kind, field=key, value=shown(value), reason=reason)
        )

    def finish(self) -> dict[str, Any]:
        """Our fields; every value that was not asked for is lost, and said to be."""
        for key, value in self.row.items():
            if key not in self._asked and not is_nothing(value):
                self.lost(key, value, NO_EQUIVALENT)
        return self.data
