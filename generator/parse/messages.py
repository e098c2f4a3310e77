"""Parse: what the schema refuses → one French sentence, one hint and one place per mistake.

The English sentences of the validator are never read: unknown and missing keys are computed from
the schema and the data.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from generator.characters import is_identifier, slug
from generator.diagnostics import FILE_START, Diagnostic, FieldPath, Severity, Span
from generator.model import Document
from generator.parse.nearest import nearest, relatives
from generator.parse.phrases import count, example, example_of, expected, listed, name, short
from generator.parse.schema import Finding

MAX_SUGGESTIONS = 40  # in one file


class Reporter:
    """Words the findings of one document; knows where each field stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._suggestions = 0

    def report(self, findings: list[Finding]) -> list[Diagnostic]:
        """Every finding worded, each mistake once."""
        said: dict[tuple[object, ...], Diagnostic] = {}
        for finding in findings:
            for diagnostic in self._word(finding):
                key = (diagnostic.code, diagnostic.field, diagnostic.span)
                said.setdefault(key, diagnostic)
        return list(said.values())

    def empty(self, path: FieldPath, *, required: bool) -> Diagnostic:
        """A field that is written and says nothing."""
        remedy = "ce champ est obligatoire" if required else "ou supprimez la ligne"
        return self.say(
            "valeur-vide",
            path,
            f"le champ « {name(path)} » est vide",
            f"écrivez une valeur, {remedy}",
            on_key=True,
        )

    def say(
        self,
        code: str,
        path: FieldPath,
        message: str,
        hint: str,
        *,
        warning: bool = False,
        on_key: bool = False,
    ) -> Diagnostic:
        """A diagnostic at the place of a field's value, or of its key."""
        return Diagnostic(
            code=code,
            severity=Severity.WARNING if warning else Severity.ERROR,
            path=self._document.path,
            span=self.span(path, on_key=on_key),
            message=message,
            hint=hint,
            field=path,
        )

    def span(self, path: FieldPath, *, on_key: bool = False) -> Span:
        """Where a field stands: its value, else its key, else the nearest parent written."""
        document = self._document
        first, second = (
            (document.key_spans, document.value_spans)
            if on_key
            else (document.value_spans, document.key_spans)
        )
        while path:
            found = first.get(path) or second.get(path)
            if found is not None:
                return found
            path = path[:-1]
        return FILE_START

    def _nearest(
        self, word: str, allowed: Iterable[str], labels: Mapping[str, str] | None = None
    ) -> str:
        """A suggestion; none after many, because each takes milliseconds to find."""
        self._suggestions += 1
        return nearest(word, allowed, labels) if self._suggestions <= MAX_SUGGESTIONS else ""

    def _word(self, finding: Finding) -> list[Diagnostic]:
        worder = _WORDERS.get(finding.keyword)
        if worder is not None:
            return worder(self, finding)
        return [
            self.say(
                "format-incorrect",
                finding.path,
                f"le champ « {name(finding.path)} » n’a pas la forme attendue",
                _as_identifier(finding) or example(finding.schema),
            )
        ]

    def unknown_keys(self, finding: Finding) -> list[Diagnostic]:
        """Keys that the schema does not know, each on its own key."""
        known = finding.schema.get("properties", {})
        said = []
        for key in finding.instance:
            if key in known:
                continue
            close = self._nearest(key, known)
            hint = (
                f"vouliez-vous dire « {close} » ?"
                if close
                else f"champs possibles : {listed(known)}"
            )
            message = f"le champ « {short(key)} » n’existe pas"
            said.append(self.say("champ-inconnu", (*finding.path, key), message, hint, on_key=True))
        return said

    def missing_keys(self, finding: Finding) -> list[Diagnostic]:
        """Required keys that are not there, computed from schema and data."""
        properties = finding.schema.get("properties", {})
        said = []
        for key in finding.schema.get("required", ()):
            if key in finding.instance or (*finding.path, key) in self._document.key_spans:
                continue
            where = f" dans « {name(finding.path)} »" if finding.path else ""
            message = f"il manque le champ « {key} »{where}"
            hint = f"ajoutez une ligne « {key}: … »{example_of(properties.get(key, {}))}"
            said.append(
                Diagnostic(
                    code="champ-manquant",
                    severity=Severity.ERROR,
                    path=self._document.path,
                    span=self.span(finding.path, on_key=True) if finding.path else FILE_START,
                    message=message,
                    hint=hint,
                    field=(*finding.path, key),
                )
            )
        return said

    def unknown_value(self, finding: Finding) -> list[Diagnostic]:
        """A value that is not in its vocabulary, with the nearest that is."""
        allowed = [str(value) for value in finding.schema.get("enum", ())]
        labels = {term["code"]: term["label"] for term in finding.schema.get("x-termes", ())}
        text = str(finding.instance)
        close = self._nearest(text, allowed, labels)
        if close:
            hint = f"vouliez-vous dire « {close} » ?"
        else:
            hint = f"valeurs possibles : {listed(relatives(text, allowed))}"
        label = finding.schema.get("title", name(finding.path))
        message = f"« {short(text)} » n’est pas une valeur de « {name(finding.path)} »"
        if label.lower() != name(finding.path):
            message += f" ({label})"
        return [self.say("valeur-inconnue", finding.path, message, hint)]

    def wrong_type(self, finding: Finding) -> list[Diagnostic]:
        """A list where a text is expected, and the like."""
        what, how = expected(finding.schema, finding.instance)
        message = f"le champ « {name(finding.path)} » attend {what}"
        return [self.say("type-incorrect", finding.path, message, how)]

    def wrong_length(self, finding: Finding) -> list[Diagnostic]:
        """A text too short or too long."""
        size = len(finding.instance)
        if finding.keyword == "minLength":
            code, limit, word = "texte-trop-court", finding.schema["minLength"], "au moins"
        else:
            code, limit, word = "texte-trop-long", finding.schema["maxLength"], "au plus"
        message = f"« {name(finding.path)} » compte {count(size, 'signe')}"
        return [self.say(code, finding.path, message, f"écrivez {word} {count(limit, 'signe')}")]

    def neither(self, finding: Finding) -> list[Diagnostic]:
        """An object of which one key at least is required, whichever it is."""
        keys = [key for choice in finding.schema["anyOf"] for key in choice.get("required", ())]
        wanted = " ou ".join(f"« {key} »" for key in keys)
        message = f"il manque {wanted} dans « {name(finding.path)} »"
        hint = "écrivez l’un, l’autre, ou les deux"
        return [self.say("champ-manquant", finding.path, message, hint, on_key=True)]

    def wrong_count(self, finding: Finding) -> list[Diagnostic]:
        """A list or an object with too few or too many parts."""
        size = len(finding.instance)
        least = finding.keyword in ("minItems", "minProperties")
        limit = finding.schema[finding.keyword]
        if finding.keyword == "minProperties" and "maxProperties" not in finding.schema:
            return [
                self.say(
                    "valeur-vide",
                    finding.path,
                    f"le champ « {name(finding.path)} » est vide",
                    f"écrivez au moins un de ces champs : {listed(finding.schema['properties'])}",
                    on_key=True,
                )
            ]
        if finding.keyword in ("minProperties", "maxProperties") and limit == 1:
            return [
                self.say(
                    "condition-ambigue",
                    finding.path,
                    "une condition dit une seule chose à la fois",
                    "écrivez une condition par ligne, chacune précédée de « - »",
                )
            ]
        message = f"la liste « {name(finding.path)} » compte {count(size, 'valeur')}"
        hint = f"{'au moins' if least else 'au plus'} {count(limit, 'valeur')}"
        code = "liste-trop-courte" if least else "liste-trop-longue"
        return [self.say(code, finding.path, message, hint, on_key=True)]

    def repeated(self, finding: Finding) -> list[Diagnostic]:
        """Each value of a list that was already there."""
        seen: set[str] = set()  # only lists of texts refuse to repeat themselves
        said = []
        for rank, item in enumerate(finding.instance):
            text = str(item)
            if text in seen:
                said.append(
                    self.say(
                        "valeur-en-double",
                        (*finding.path, rank),
                        f"« {short(text)} » est déjà dans la liste",
                        "supprimez cette ligne",
                    )
                )
            seen.add(text)
        return said

    def out_of_bounds(self, finding: Finding) -> list[Diagnostic]:
        """A number below or above what makes sense."""
        limit = finding.schema[finding.keyword]
        word = "au moins" if finding.keyword == "minimum" else "au plus"
        message = f"{short(str(finding.instance))} est hors des limites de « {name(finding.path)} »"
        return [self.say("nombre-hors-limites", finding.path, message, f"écrivez {word} {limit}")]

    def wrong_format(self, finding: Finding) -> list[Diagnostic]:
        """What our own checker of the format said."""
        fault = finding.fault
        if fault is None:
            return []
        return [
            self.say(fault.code, finding.path, fault.message, fault.hint, warning=fault.warning)
        ]


def _as_identifier(finding: Finding) -> str:
    """What is an identifier but for its capitals, accents or spaces → the hint that mends it."""
    written = str(finding.instance)
    plain = slug(written)
    if not is_identifier(plain) or not re.match(finding.schema.get("pattern", "$"), plain):
        return ""
    return f"sans majuscule, accent ni espace : « {plain} »"


_WORDERS: Mapping[str, Callable[[Reporter, Finding], list[Diagnostic]]] = {
    "anyOf": Reporter.neither,
    "additionalProperties": Reporter.unknown_keys,
    "required": Reporter.missing_keys,
    "enum": Reporter.unknown_value,
    "type": Reporter.wrong_type,
    "minLength": Reporter.wrong_length,
    "maxLength": Reporter.wrong_length,
    "minItems": Reporter.wrong_count,
    "maxItems": Reporter.wrong_count,
    "minProperties": Reporter.wrong_count,
    "maxProperties": Reporter.wrong_count,
    "uniqueItems": Reporter.repeated,
    "minimum": Reporter.out_of_bounds,
    "maximum": Reporter.out_of_bounds,
    "format": Reporter.wrong_format,
}
