"""`schemas/` → `docs/fiche.md`: what each field of an entry means, for partners.

`python docs/make_fiche.py` writes the page; `--check` says whether it is what the schemas give.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCHEMAS = HERE.parent / "schemas"
PAGE = HERE / "fiche.md"
MAX_VALUES = 16

Schema = Mapping[str, Any]

INTRO = """# Les champs d’une fiche

<!-- Page produite par docs/make_fiche.py à partir de schemas/ : ne la modifiez pas à la main. -->

Une fiche est un fichier du dossier `content/`.
Son nom, sans l’extension, est son identifiant : il ne change jamais.
Les champs s’écrivent entre deux lignes `---`, un par ligne ; le texte vient dessous.
Un champ que vous ne connaissez pas ne s’invente pas : laissez-le de côté.
`guichet check` relit tout et dit quoi écrire ; [erreurs.md](erreurs.md) explique chaque message.
Les synonymes et les sigles vont dans `content/lexique.yaml` : voyez [lexique.md](lexique.md).
"""


def fiche_page() -> str:
    """The whole page, in Markdown."""
    parts = [INTRO]
    for name, heading in (
        ("service", "Un service — `content/services/`"),
        ("structure", "Une structure — `content/structures/`"),
        ("evenement", "Un rendez-vous — `content/evenements/`"),
        ("manque", "Un manque — `content/manques/`"),
        ("page", "Une page de texte — `content/pages/`"),
        ("guichet", "Les réglages du site — `guichet.yaml`"),
    ):
        schema = _read(f"{name}.schema.json")
        parts.append(f"\n## {heading}\n\n{schema['description']}\n")
        fields = schema["properties"].items()
        parts.extend(_field(field, schema, property_) for field, property_ in fields)
    parts.append("\n## Les listes de valeurs\n")
    parts.extend(_vocabulary(path) for path in sorted((SCHEMAS / "vocabulaires").glob("*.json")))
    return "".join(parts)


def _vocabulary(path: Path) -> str:
    document = _read(f"vocabulaires/{path.name}")
    rows = "".join(f"| `{term['code']}` | {term['label']} |\n" for term in document["x-termes"])
    heading = f"\n### Liste : {path.stem}\n\n{document['description']}\n\n"
    return f"{heading}| Code | Sens |\n|---|---|\n{rows}"


def _field(field: str, schema: Schema, property_: Schema) -> str:
    resolved = _resolve(property_)
    required = " — **obligatoire**" if field in schema.get("required", ()) else ""
    lines = [f"\n### `{field}`{required}\n\n{property_['title']}.\n{property_['description']}\n"]
    values = list(_values(resolved))
    if values:
        lines.append(f"\nValeurs : {_listed(values)}\n")
    inner = resolved.get("properties") or _resolve(resolved.get("items", {})).get("properties")
    if inner:
        lines.append("\n")
        lines.extend(f"- `{key}` : {part.get('title', '')}\n" for key, part in inner.items())
    example = "\n".join(_yaml(field, property_["examples"][0], ""))
    lines.append(f"\n```yaml\n{example}\n```\n")
    return "".join(lines)


def _values(schema: Schema) -> Iterator[str]:
    target = _resolve(schema.get("items", schema))
    yield from target.get("enum", ())


def _listed(values: list[str]) -> str:
    shown = ", ".join(f"`{value}`" for value in values[:MAX_VALUES])
    if len(values) > MAX_VALUES:
        return f"{shown}… ({len(values)} en tout, listés en bas de cette page)."
    return f"{shown}."


def _resolve(schema: Schema) -> Schema:
    reference = str(schema.get("$ref", ""))
    if not reference or reference.startswith("#"):
        return schema
    return _read(reference)


def _read(name: str) -> Schema:
    document: Schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return document


def _yaml(key: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{indent}{key}:"
        for inner, item in value.items():
            yield from _yaml(inner, item, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent)
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{indent}  - {_scalar(item)}"
        return
    lines = [line for key, part in item.items() for line in _yaml(key, part, f"{indent}    ")]
    yield f"{indent}  - {lines[0].strip()}"
    yield from lines[1:]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if ": " in text or text[:1] in "#\"'*&" else text


if __name__ == "__main__":
    page = fiche_page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page else "docs/fiche.md est périmé")
    PAGE.write_text(page, encoding="utf-8")
