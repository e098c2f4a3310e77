"""Parse: an imported entry → one that our own rules accept, with a remark for each thing given up.

Our rules are asked, never repeated: what they refuse in an optional field is taken out, one fault
at a time, until they accept the entry or something that it cannot do without is at fault.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity
from generator.model import Document
from generator.parse.document import Context, parse_document
from generator.parse.imports import (
    CHANGED,
    COMPLETED,
    LOST,
    ImportedEntry,
    Remark,
    SetAside,
)
from generator.parse.imports.markup import escaped
from generator.parse.imports.values import shown

MAX_ROUNDS = 400
_NOT_SAID = "le fichier ne le dit pas, et la fiche doit le dire"
Settled = tuple[ImportedEntry | None, tuple[Remark, ...], SetAside | None]
_LINK = re.compile(r"!?\[([^\]\n]*)\]\(<?([^)\s>]*)>?[^)\n]*\)")


def settle(entry: ImportedEntry, identifier: str, context: Context) -> Settled:
    """The entry as it can be written, what was said of it, or why it is set aside."""
    desk = _Desk(entry, context)
    for _ in range(MAX_ROUNDS):
        faults = desk.faults(identifier)
        if not faults:
            return replace(entry, data=desk.finished()), tuple(desk.remarks), None
        once = {fault.field: fault for fault in reversed(faults)}  # one fault of each value
        fatal = [fault for fault in reversed(once.values()) if not desk.give_up(fault)]
        if fatal:
            return None, tuple(desk.remarks), _aside(entry, fatal)
    return None, tuple(desk.remarks), _aside(entry, faults)


def as_document(entry: ImportedEntry, identifier: str) -> Document:
    """An entry as the reader of files would give it, with no places to point at."""
    return Document(
        path=entry.origin.place,
        collection=entry.origin.collection,
        id=identifier,
        data=entry.data,
        key_spans={},
        value_spans={("description",): FILE_START},
        body="",
        body_line=1,
        text="",
    )


def _aside(entry: ImportedEntry, faults: list[Diagnostic]) -> SetAside:
    said = dict.fromkeys(
        f"{fault.message} ; {fault.hint}"
        if fault.hint and fault.code != "champ-manquant"
        else fault.message
        for fault in faults
    )
    return SetAside(origin=entry.origin, reasons=tuple(said))


class _Desk:
    """One entry being made acceptable: its data, and what has been said so far."""

    def __init__(self, entry: ImportedEntry, context: Context) -> None:
        self.entry = entry
        self.context = context
        self.schema = context.judges[entry.origin.collection].schema
        self.data: dict[str, Any] = _copy(entry.data)
        self.remarks: list[Remark] = []
        self._attempts = 0  # on the description

    def faults(self, identifier: str) -> list[Diagnostic]:
        """What our rules refuse, the deepest and last first, so that ranks stay true."""
        document = as_document(replace(self.entry, data=self.data), identifier)
        said = parse_document(document, self.context).diagnostics
        faults = [item for item in said if item.severity is Severity.ERROR]
        faults.sort(key=lambda item: tuple(str(part).zfill(6) for part in item.field), reverse=True)
        return faults

    def finished(self) -> dict[str, Any]:
        """The data in the order of the schema."""
        return {name: self.data[name] for name in self.schema["properties"] if name in self.data}

    def give_up(self, fault: Diagnostic) -> bool:
        """Make one fault vanish; false when the entry cannot do without what is at fault."""
        path = fault.field
        if not path:
            return False
        if fault.code == "champ-manquant":
            return self._complete(path)
        if _at(self.data, path) is None:
            return True  # gone with another fault
        if path == ("description",):
            return self._simplify_text(fault)
        if fault.code in ("texte-trop-long", "liste-trop-longue") and self._shorten(path):
            return True
        return self._remove(path, fault)

    def _complete(self, path: FieldPath) -> bool:
        fallbacks = self.entry.fallbacks or {}
        name = str(path[0])
        if len(path) > 1 or name not in fallbacks:
            return False
        self.data[name] = fallbacks[name]
        provenance = self.data.get("provenance")
        if isinstance(provenance, dict):
            provenance["completes"] = [*provenance.get("completes", ()), name]
        self._say(COMPLETED, name, fallbacks[name], _NOT_SAID)
        return True

    def _shorten(self, path: FieldPath) -> bool:
        limits = self.schema["properties"].get(path[0], {})
        value = self.data.get(str(path[0]))
        if len(path) > 1:
            return False
        if isinstance(value, str) and "maxLength" in limits:
            self.data[str(path[0])] = f"{value[: limits['maxLength'] - 1].rstrip()}…"
            reason = f"le texte compte {len(value)} signes : il est coupé à {limits['maxLength']}"
        elif isinstance(value, list) and "maxItems" in limits:
            self.data[str(path[0])] = value[: limits["maxItems"]]
            reason = f"la liste compte {len(value)} valeurs : {limits['maxItems']} sont gardées"
        else:
            return False
        self._say(CHANGED, str(path[0]), value, reason)
        return True

    def _remove(self, path: FieldPath, fault: Diagnostic) -> bool:
        """Take out a value, and the list or object that it leaves empty."""
        value = _at(self.data, path)
        parent = _at(self.data, path[:-1])
        if isinstance(parent, list):
            parent.pop(int(path[-1]))
        elif isinstance(parent, dict):
            del parent[str(path[-1])]
        for length in range(len(path) - 1, 0, -1):
            if not _at(self.data, path[:length]) and isinstance(
                above := _at(self.data, path[: length - 1]), dict
            ):
                above.pop(str(path[length - 1]), None)
        hint = f" ; {fault.hint}" if fault.hint.startswith("vouliez-vous") else ""
        name = ".".join(str(part) for part in path if isinstance(part, str))
        self._say(LOST, name, value, f"{fault.message}{hint}")
        if len(path) == 1 and path[0] in self.schema["required"]:
            return self._complete(path)
        return True

    def _simplify_text(self, fault: Diagnostic) -> bool:
        """Links that cannot be followed become words; then every mark does; then the text goes."""
        before = str(self.data["description"])
        self._attempts += 1
        if fault.code == "texte-trop-long" and self._shorten(("description",)):
            return True
        if self._attempts == 1 and fault.code == "url-invalide":
            after = _LINK.sub(self._words_of, before)
        elif self._attempts <= 2 and fault.code in ("url-invalide", "texte-trop-complexe"):
            after = escaped(before)
        else:
            return self._remove(("description",), fault)
        if after != before:
            self.data["description"] = after
            after_all = (
                "le lien devient du texte"
                if self._attempts == 1
                else "la mise en forme est retirée"
            )
            self._say(CHANGED, "description", before, f"{fault.message} : {after_all}")
        return True

    def _words_of(self, link: re.Match[str]) -> str:
        words, url = link.group(1), link.group(2)
        if url.lower().startswith(("https://", "http://", "mailto:", "tel:")):
            judged = dict(self.data, description=f"[lien]({url})")
            kept, self.data = self.data, judged
            refused = any(item.field == ("description",) for item in self.faults("lien"))
            self.data = kept
            if not refused:
                return link.group(0)
        return f"{words} ({url})" if url and url != words else words

    def _say(self, kind: str, field: str, value: Any, reason: str) -> None:
        if field.startswith(("sources", "provenance")):
            return  # made here from other fields, of which the same is said
        self.remarks.append(
            Remark(
                origin=self.entry.origin, kind=kind, field=field, value=shown(value), reason=reason
            )
        )


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_copy(item) for item in value]
    return value


def _at(value: Any, path: FieldPath) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value
