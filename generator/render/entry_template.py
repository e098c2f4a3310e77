"""Render: a schema → the text of a new entry to fill, with each field's help as a comment."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from generator.model import Schemas

_WRAP = 88


def render_entry_template(
    kind: str,
    schemas: Schemas,
    today: date,
    title: str,
    *,
    is_yaml: bool = False,
    schema_path: str = "",
) -> str:
    """An entry of a kind ("service"): what is required is left empty, the rest commented.

    Examples stay in comments: an entry nobody filled must be refused, never published. A plain
    YAML entry tells editors its schema, when there is one beside it.
    """
    schema: Mapping[str, Any] = schemas.documents[f"{kind}.schema.json"]
    known = {"nom": title, "titre": title, "etat": "a-confirmer", "date_maj": today.isoformat()}
    lines = [f"# yaml-language-server: $schema={schema_path}"] if schema_path else []
    lines += [] if is_yaml else ["---"]
    lines.append("# Remplissez les lignes sans « # » ; les autres champs sont facultatifs.")
    for field, property_ in schema["properties"].items():
        if field == "description" and not is_yaml:
            continue
        lines.append("")
        lines.extend(_help(property_))
        lines.extend(f"# {line}" for line in _yaml(field, property_["examples"][0], ""))
        if field in schema["required"]:
            lines.append(f"{field}: {known.get(field, '')}".rstrip())
    lines.extend(("",) if is_yaml else ("---", "", ""))
    return "\n".join(lines)


def _help(property_: Mapping[str, Any]) -> list[str]:
    # Split on plain spaces only: the no-break ones hold French punctuation to its word.
    words = f"{property_['title']}\u00a0: {property_['description']}".split(" ")
    lines, line = [], "#"
    for word in words:
        if len(line) + len(word) > _WRAP:
            lines.append(line)
            line = "#"
        line += f" {word}"
    return [*lines, line]


def _yaml(key: str, value: Any, indent: str) -> list[str]:
    """A value of the schemas' examples as YAML that a partner would write."""
    if isinstance(value, Mapping):
        lines = [f"{indent}{key}:"]
        for inner, item in value.items():
            lines.extend(_yaml(inner, item, f"{indent}  "))
        return lines
    if isinstance(value, list):
        lines = [f"{indent}{key}:"]
        for item in value:
            if isinstance(item, Mapping):
                rows = [
                    row for name, part in item.items() for row in _yaml(name, part, f"{indent}    ")
                ]
                rows[0] = f"{indent}  - {rows[0].strip()}"
                lines.extend(rows)
            else:
                lines.append(f"{indent}  - {_scalar(item)}")
        return lines
    return [f"{indent}{key}: {_scalar(value)}"]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and (
        text.isdecimal() or ": " in text or " #" in text or text[:1] in "&*!|>%@`\"'[]{}#-"
    ):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
