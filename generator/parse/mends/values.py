"""Parse: the text of one value and its schema → the same value as our files write it, and why.

Only what can be read in one way is mended, and never into something that the schema would refuse.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.characters import fold
from generator.model import Referentiels
from generator.parse.faults import Fault
from generator.parse.formats import check_email, check_siren, check_siret
from generator.parse.phone import check_phone
from generator.tidying import (
    NBSP,
    tidy_boolean,
    tidy_code,
    tidy_date,
    tidy_day,
    tidy_figures,
    tidy_mail,
    tidy_markdown,
    tidy_number,
    tidy_phone,
    tidy_postcode,
    tidy_text,
)

Schema = Mapping[str, Any]
Names = Mapping[str, Sequence[tuple[str, bool]]]  # a folded name → (code, whether it is wider)
Tidied = tuple[str, str]  # the value, and what was mended in it: "" when it stays as it was

# What another reader of YAML would take for a number, a date, an hour or a yes: 0471, 12:30, no.
_MISREAD = re.compile(
    r"[-+]?[0-9][0-9_]*(?:[.:][0-9_:]*)?(?:[eE][-+]?[0-9]+)?\Z|[-+]?\.[0-9]+\Z|0[xob][0-9a-fA-F_]+\Z"
    r"|(?:y|n|yes|no|on|off|true|false|null|~)\Z|[-+]?\.(?:inf|nan)\Z",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s")
_POSTCODE = "^[0-9]{5}$"
_TIDY: Mapping[str, tuple[Callable[[str], str], Callable[[str], None] | None, str]] = {
    "date": (tidy_date, None, "date"),
    "jour": (tidy_day, None, "date"),
    "telephone": (tidy_phone, check_phone, "téléphone"),
    "email": (tidy_mail, check_email, "courriel"),
    "siret": (tidy_figures, check_siret, "SIRET"),
    "siren": (tidy_figures, check_siren, "SIREN"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The territories by code, and by name once somebody wrote a name."""

    referentiels: Referentiels
    names: Callable[[], Names]


def tidy_value(text: str, schema: Schema, places: Places) -> Tidied:
    """The value that a field of this schema would rather hold."""
    found, why = _read(text, schema, places)
    return (found, why) if found != text and _fits(found, schema) else (text, "")


def is_misread(text: str, schema: Schema) -> bool:
    """Whether a text written without quotes is a number, a date or a yes for other tools."""
    is_text = schema.get("type") == "string" and schema.get("format") not in ("date", "jour")
    return is_text and "enum" not in schema and bool(_MISREAD.match(text))


def _read(text: str, schema: Schema, places: Places) -> Tidied:
    kind, format_ = schema.get("type"), str(schema.get("format", ""))
    if "enum" in schema:
        return _code(text, schema), "valeur de la liste"
    if kind == "boolean":
        return tidy_boolean(text), "oui ou non"
    if kind in ("number", "integer"):
        return tidy_number(text), "nombre"
    if kind != "string":
        return text, ""
    if format_ in ("commune", "zone"):
        return _territory(text, format_, places)
    if format_ in _TIDY:
        tidy, check, why = _TIDY[format_]
        found = tidy(text)
        return (found, why) if check is None or _passes(check, found) else (text, "")
    if str(schema.get("pattern", "")).startswith(_POSTCODE):
        return tidy_postcode(text), "code postal"
    if format_ or "pattern" in schema:
        return text, ""
    return _prose(text, schema)


def _prose(text: str, schema: Schema) -> Tidied:
    """A text that people read; line after line, so that each stays where it is."""
    if schema.get("contentMediaType") == "text/markdown":
        found = tidy_markdown(text)
    else:
        found = "\n".join(map(tidy_text, text.split("\n")))
    return found, what_changed(text, found)


def what_changed(before: str, after: str) -> str:
    """« apostrophes, espaces insécables »: what was mended in a prose."""
    said = []
    if before.count("’") != after.count("’"):
        said.append("apostrophes")
    if before.count(NBSP) != after.count(NBSP):
        said.append("espaces insécables")
    if len(_SPACE.findall(before)) != len(_SPACE.findall(after)):
        said.append("espaces")
    return ", ".join(said) or "écriture des accents"


def _code(text: str, schema: Schema) -> str:
    labels = {str(term["code"]): str(term["label"]) for term in schema.get("x-termes", ())}
    return tidy_code(text, [(str(code), labels.get(str(code), "")) for code in schema["enum"]])


def _territory(text: str, format_: str, places: Places) -> Tidied:
    """The code today of a commune that changed; that of a name which only one place bears."""
    if places.referentiels.territory(text) is not None:
        return text, ""
    current = places.referentiels.former_communes.get(text)
    if current is not None:
        return current, "ancien code de commune"
    if any(sign.isdigit() for sign in text):  # a postcode is not a commune
        return text, ""
    named = places.names().get(fold(text), ())
    meant = [code for code, wider in named if format_ == "zone" or not wider]
    return (meant[0], "nom de territoire") if len(meant) == 1 else (text, "")


def _passes(check: Callable[[str], None], text: str) -> bool:
    try:
        check(text)
    except Fault:
        return False
    return True


def _fits(text: str, schema: Schema) -> bool:
    """Whether the schema's own limits allow what was mended."""
    if not text.strip():
        return False
    if schema.get("type") != "string":
        return True
    if not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        return False
    pattern = schema.get("pattern")
    return pattern is None or re.search(pattern, text) is not None
