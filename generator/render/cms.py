"""Render: the fields of a form → the configuration of Sveltia CMS, and the page that loads it.

An option for partners who write often. Every field of an entry is named, those it cannot edit as
hidden ones, so that saving an entry there loses none of them.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator.characters import french_spaces
from generator.entry_lines import field_lines
from generator.form_fields import FormField, FormGroup
from generator.settings import Settings

CMS_VERSION = "0.221.1"
_INTEGRITY = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"

# No picture, no code: the reader of our texts refuses them.
_BUTTONS = ("bold", "italic", "link", "heading-three", "bulleted-list", "numbered-list", "quote")

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Modifier les fiches</title>
<script src="sveltia-cms.js" integrity="{integrity}" crossorigin="anonymous"></script>
</head>
<body></body>
</html>
"""

_Row = dict[str, Any]


def render_cms_page() -> str:
    """The page that opens the CMS: its one script stands beside it, proved by its digest."""
    return _PAGE.format(integrity=_INTEGRITY)


def render_cms(
    settings: Settings, forms: Mapping[str, tuple[FormGroup, ...]], relay: str | None = None
) -> str:
    """The configuration: where the entries are, and their fields; `relay` signs people in."""
    config = {
        "backend": _backend(settings, relay),
        "publish_mode": "editorial_workflow",
        "app_title": settings.nom,
        "site_url": settings.url,
        "media_folder": "content/structures/logos",
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True, "maxlength": 80},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
        "collections": [_collection(name, groups) for name, groups in forms.items()],
    }
    head = (
        f"# Configuration de Sveltia CMS {CMS_VERSION}, écrite par « guichet export cms » d’après "
        "les schémas :\n# ne la modifiez pas à la main.\n"
    )
    lines = [line for key, value in config.items() for line in field_lines(key, value)]
    return french_spaces(head) + "".join(f"{line}\n" for line in lines)


def _backend(settings: Settings, relay: str | None) -> _Row:
    address = urlsplit(settings.depot or "")
    is_gitlab = "gitlab" in (address.hostname or "")
    backend: _Row = {
        "name": "gitlab" if is_gitlab else "github",
        "repo": address.path.strip("/").removesuffix(".git"),
        "branch": settings.branche,
    }
    if relay is not None:
        backend["base_url"] = relay
    if not is_gitlab:
        backend["open_authoring"] = True  # without write access: on a copy, then proposed
    messages = {name: f"{verb} {{{{slug}}}}" for name, verb in _VERBS}
    return backend | {"commit_messages": messages}


_VERBS = (("create", "content: add"), ("update", "content: update"), ("delete", "content: remove"))
_LABELS = {
    "services": ("Services", "Service", "md", "yaml-frontmatter"),
    "structures": ("Structures", "Structure", "yaml", "yaml"),
}


def _collection(name: str, groups: tuple[FormGroup, ...]) -> _Row:
    label, one, extension, form = _LABELS[name]
    fields = sorted((field for group in groups for field in group.fields), key=_rank)
    collection: _Row = {
        "name": name,
        "label": label,
        "label_singular": one,
        "folder": f"content/{name}",
        "extension": extension,
        "format": form,
        "create": True,
        "delete": False,  # a page once published answers for ever: docs/donnees-ouvertes.md
        "identifier_field": "nom",
        "summary": "{{nom}}",
        "slug": "{{nom}}",
    }
    if extension == "md":
        collection["body_field"] = {"key": "description"}
    return collection | {"fields": [_field(field) for field in fields]}


def _rank(field: FormField) -> int:
    return field.rank


def _field(field: FormField) -> _Row:
    """One field, as the CMS has it."""
    shared: _Row = {"name": field.key, "label": field.title}
    if field.kind == "rule":  # conditions in conditions: no control of the CMS holds them
        return shared | {"widget": "hidden"}
    shared |= {"hint": field.help, "required": field.required}
    return {
        key: value for key, value in (shared | _control(field)).items() if value not in ("", None)
    }


def _control(field: FormField) -> _Row:
    bounds = {"min": field.min_items, "max": field.max_items}
    match field.kind:
        case "choice" | "choices":
            options = [{"label": item.label, "value": item.code} for item in field.choices]
            several = {"multiple": True} | bounds if field.many else {}
            return {"widget": "select", "options": options} | several
        case "number" | "integer":
            kind = "int" if field.kind == "integer" else "float"
            step = 1 if field.kind == "integer" else 0.000001  # as fine as a place on a map
            limits = {"min": field.minimum, "max": field.maximum}
            return {"widget": "number", "value_type": kind, "step": step} | limits
        case "boolean":
            return {"widget": "boolean"}
        case "date":
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
        case "structure" | "services":
            target = "structures" if field.kind == "structure" else "services"
            return _relation(target) | ({"multiple": True} | bounds if field.many else {})
        case "rows":
            return {"widget": "list", "fields": _inner(field)} | bounds
        case "group":
            return {"widget": "object", "collapsed": not field.required, "fields": _inner(field)}
        case "texts" | "zone":
            return {"widget": "list", "field": _item(field)} | bounds
        case _:
            return _text(field)


def _inner(field: FormField) -> list[_Row]:
    return [_field(inner) for inner in field.fields]


def _item(field: FormField) -> _Row:
    title = field.item_title or field.title
    return {"name": "item", "label": title} | _text(field, is_item=True)


def _relation(collection: str) -> _Row:
    return {
        "widget": "relation",
        "collection": collection,
        "value_field": "{{slug}}",
        "display_fields": ["nom"],
        "search_fields": ["nom"],
    }


def _text(field: FormField, *, is_item: bool = False) -> _Row:
    """A text: one line, several, or Markdown."""
    if field.kind == "markdown":
        return {"widget": "markdown", "modes": ["rich_text", "raw"], "buttons": list(_BUTTONS)}
    is_long = field.kind == "long-text" and not is_item
    row: _Row = {"widget": "text" if is_long else "string"}
    limits = {"minlength": field.min_length, "maxlength": field.max_length}
    row |= {key: value for key, value in limits.items() if value is not None}
    if field.pattern:
        row["pattern"] = [field.pattern, _expected(field)]
    return row


def _expected(field: FormField) -> str:
    example = field.example.split("\n")[0]
    return f"Par exemple\u00a0: {example}" if example else "Ce n’est pas la forme attendue"
