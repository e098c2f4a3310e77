"""What an attacker could write, in every field that takes text: strings, entries, and their site.

A witness entry holds a mark in each field, `⟦services.nom⟧`; a hostile entry is the same with one
hostile string instead of each mark. Its page must be the witness's page with the marks replaced.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.load import load_referentiels, load_schemas, resource_folder
from generator.load.source import read_content
from generator.model import Outcome, Plain
from generator.parse import Context, make_context, parse_document
from tests.sites.building import SITES, TODAY, complete_site

TRAP = "window.__pwned=1"
ELSEWHERE = "piege.example"

HOSTILE: Mapping[str, str] = {
    # elements and attributes
    "script": f"<script>{TRAP}</script>",
    "quote-script": f'"><script>{TRAP}</script>',
    "apostrophe-image": f"'><img src=x onerror={TRAP}>",
    "attribute": f'" autofocus onfocus="{TRAP}" onmouseover="{TRAP}" x="',
    "unquoted-attribute": f"x onmouseover={TRAP} style=color:red",
    "end-of-title": f"</title><script>{TRAP}</script>",
    "end-of-script": f"</script><script>{TRAP}</script>",
    "end-of-textarea": f"</textarea></select></option><img src=x onerror={TRAP}>",
    "comment": f"<!--<script>{TRAP}//-->",
    "end-of-comment": f"--!><img src=x onerror={TRAP}>",
    "cdata": f"]]><![CDATA[<script>{TRAP}</script>",
    "svg": f"<svg/onload={TRAP}>",
    "svg-use": "</svg><svg><use href=data:image/svg+xml;base64,PHN2Zz4=#x>",
    "math": f'<math><mi xlink:href="javascript:{TRAP}">x</mi></math>',
    "iframe": f'<iframe srcdoc="<script>parent.{TRAP}</script>"></iframe>',
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={TRAP}>">',
    "style": f"<style>@import'//{ELSEWHERE}/x.css';</style>",
    "base": f'<base href="https://{ELSEWHERE}/">',
    "refresh": f'<meta http-equiv="refresh" content="0;url=https://{ELSEWHERE}/">',
    "form": f'</form><form action="https://{ELSEWHERE}/"><button>Valider</button>',
    "pixel": f'<img src="https://{ELSEWHERE}/pixel.png">',
    "style-sheet": f"<link rel=stylesheet href=//{ELSEWHERE}/x.css>",
    "clobbering": "<a id=contenu name=contenu></a><form id=q name=q>",
    "processing": "<?php echo 1 ?><%= 7*7 %>",
    "null-tag": "<script/src=data:,%20>",
    # entities: shown as they were typed
    "entity-script": f"&lt;script&gt;{TRAP}&lt;/script&gt;",
    "number-entity": f"&#60;img src=x onerror={TRAP}&#62;",
    "unfinished-entity": "&lt&quot&#x3c;&amp;amp;",
    "bidi-entity": "facture&#x202E;fdp.exe",
    "zero-width-entity": "pay&#8203;pal&zwnj;",
    # templates
    "jinja": "{{7*7}}{{ ''.__class__.__mro__ }}",
    "jinja-block": '{% include "base.html" %}{% raw %}',
    "jinja-comment": "{# caché #}",
    "other-templates": "${7*7}#{7*7}[[${7*7}]]*{7*7}",
    "format": "%s%n{0.__class__}%(nom)s",
    # names that JavaScript gives to what exists already
    "proto": "__proto__",
    "constructor": "constructor",
    "has-own": "hasOwnProperty toString valueOf",
    # spreadsheets and terminals
    "formula": f'=HYPERLINK("https://{ELSEWHERE}","Cliquez")',
    "command": "+cmd|' /C calc'!A0",
    "at-formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "workflow": "::add-mask::secret %0A::error file=x::faux",
    # addresses
    "javascript": f"javascript:{TRAP}",
    "javascript-case": f"JaVaScRiPt&#58;{TRAP}//https://",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
    "no-scheme": f"//{ELSEWHERE}/x",
    "backslashes": f"\\\\{ELSEWHERE}\\x",
    "user-part": f"https://www.caf.fr@{ELSEWHERE}/",
    "path": "../../../../etc/passwd",
    "header": "a%0d%0aSet-Cookie:%20a=b?subject=x&body=y",
    # Markdown
    "link": f"[Cliquez]({'javascript'}:{TRAP})",
    "data-link": f"[Cliquez](data:text/html,<script>{TRAP}</script>)",
    "entity-link": f"[Cliquez](&#106;avascript:{TRAP})",
    "image": f"![x](https://{ELSEWHERE}/x.png)",
    "title-link": f'[x](https://{ELSEWHERE}/ "\\" onmouseover=\\"{TRAP}")',
    "autolink": f'<https://{ELSEWHERE}/"onclick={TRAP}>',
    "code": f"`` `<script>{TRAP}</script>` ``",
    "table": f"|a|b|\n|-|-|\n|<script>{TRAP}</script>|x|",
    "reference": f"[x][a]\n\n[a]: javascript:{TRAP}",
    "fence": f'```"><script>{TRAP}</script>\nx\n```',
    # letters
    "escape": "\\u003cscript\\u003e\\x3cscript\\x3e",
    "full-width": f"＜script＞{TRAP}＜/script＞",
    "long-word": "anticonstitutionnellement" * 5,
    "right-to-left": "مساعدة للتنقل والسكن",
    "marks": "Z" + "\u0300\u0301\u0302\u0323\u0324\u0330" * 8,
    "emoji": "🚗🏠💼 à vos marques",
    "bidi": "facture\u202efdp.exe",
    "zero-width": "pay\u200bpal",
    "terminal": "\x1b[31m0 erreur\x1b[0m\x07",
    "newline": "une ligne\nX-Autre: une autre",
    # what YAML would like to be something else
    "null": "null",
    "number": ".nan",
    "date": "2026-02-30",
    "sql": "' OR '1'='1' --",
}

# Those that a required form may take for the right thing.
LOOK_RIGHT = ("constructor", "null", "date", "javascript", "user-part", "path", "newline")
ENTRIES = ("services", "structures")
WITNESS = "temoin"
PASSWORD = "sésame"  # noqa: S105 - the word that finds every hostile service
Place = tuple[str | int, ...]  # ("lieux", 0, "nom")
COLLECTIONS = {
    "services": "service-complet",
    "structures": "structure-complete",
    "situations": "situation-complete",
    "parcours": "parcours-complet",
    "evenements": "evenement-complet",
    "manques": "manque-complet",
    "pages": "page-complete",
    "lexique": "lexique",
    "retires": "retires",
    "doublons": "doublons",
    "guichet": "guichet",
}
SCHEMAS = {
    "services": "service.schema.json",
    "structures": "structure.schema.json",
    "situations": "situation.schema.json",
    "parcours": "parcours.schema.json",
    "evenements": "evenement.schema.json",
    "manques": "manque.schema.json",
    "pages": "page.schema.json",
    "lexique": "lexique.schema.json",
    "retires": "retires.schema.json",
    "doublons": "doublons.schema.json",
    "guichet": "guichet.schema.json",
}


@cache
def context() -> Context:
    """What judges an entry."""
    schemas = load_schemas(resource_folder("schemas"))
    return make_context(schemas, load_referentiels(resource_folder("referentiels")), TODAY)


def full_data(collection: str) -> dict[str, Any]:
    """The fullest entry of a collection, description included, as plain data."""
    (document,) = (
        document
        for document in complete_site().documents
        if document.collection == collection and document.id == COLLECTIONS[collection]
    )
    data: dict[str, Any] = _plain(document.data)
    if document.body:
        data["description"] = "Une description ordinaire."
    if collection in ("services", "parcours"):
        data["etat"] = "actif"  # the only state that asks for nothing else
    return data


def _plain(value: Any) -> Any:
    """Data that JSON writes as it was typed: numbers and booleans without quotes."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Plain):
        try:
            return json.loads(value) if value not in ("NaN", "Infinity") else str(value)
        except ValueError:
            return str(value)
    return value


@cache
def text_fields(collection: str) -> tuple[tuple[Place, bool], ...]:
    """Every place of an entry that holds text, and whether any text will do there."""
    schema: Any = context().judges[collection].schema
    return tuple(_text_fields(schema, schema, full_data(collection), ()))


def _text_fields(schema: Any, root: Any, data: Any, place: Place) -> Iterator[tuple[Place, bool]]:
    if "$ref" in schema and schema["$ref"].startswith("#/$defs/"):
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if schema.get("$ref", "").startswith("service.schema.json#/"):  # the person of a situation
        root = context().judges["services"].schema
        schema = reduce(getitem, schema["$ref"].partition("#/")[2].split("/"), root)
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _text_fields(schema["properties"][key], root, value, (*place, key))
    elif isinstance(data, list):
        different = enumerate(data) if isinstance(data[0], dict) else [(0, data[0])]
        for rank, item in different:
            yield from _text_fields(schema["items"], root, item, (*place, rank))
    elif schema.get("type") == "string" or "$ref" in schema:
        yield place, not ({"$ref", "format", "pattern", "enum"} & schema.keys())


def with_value(data: dict[str, Any], place: Place, value: str) -> dict[str, Any]:
    """The same data with one value changed."""
    changed = deepcopy(data)
    target: Any = changed
    for part in place[:-1]:
        target = target[part]
    target[place[-1]] = value
    return changed


def parse(collection: str, data: Mapping[str, Any], name: str = "essai") -> Outcome[Any]:
    """An entry written in YAML, read and judged as the generator does."""
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    outcome, _ = read_content(text, f"content/{collection}/{name}.yaml", collection)
    if outcome.value is None:
        return Outcome(None, outcome.diagnostics)
    return parse_document(outcome.value, context())


def strings_for(is_free: bool) -> tuple[str, ...]:
    """Names of the strings to try: all in free text, one in five where a form is required."""
    return tuple(HOSTILE) if is_free else (*tuple(HOSTILE)[::5], *LOOK_RIGHT)


def distinct_fields(collection: str) -> tuple[tuple[Place, bool], ...]:
    """The same, each field once: the first of the places of a service stands for all."""
    kept: dict[tuple[str, ...], tuple[Place, bool]] = {}
    for place, is_free in text_fields(collection):
        kept.setdefault(tuple(p for p in place if isinstance(p, str)), (place, is_free))
    return tuple(kept.values())


@cache
def judged(collection: str) -> Mapping[tuple[Place, str], Outcome[Any]]:
    """Hostile strings in every text field of a collection: what the generator said of each."""
    schema: Any = context().judges[collection].schema
    data = full_data(collection)
    found = {}
    for place, is_free in distinct_fields(collection):
        kept = {*schema["required"], place[0], *(("quand",) if collection == "evenements" else ())}
        base = {key: value for key, value in data.items() if key in kept}
        for name in strings_for(is_free):
            found[place, name] = parse(collection, with_value(base, place, HOSTILE[name]))
    return found


def mark(collection: str, place: Place) -> str:
    """What the witness says there."""
    return f"⟦{collection}.{'.'.join(map(str, place))}⟧"


def accepted_values(collection: str, name: str) -> dict[Place, str]:
    """Where a hostile string may be written in free text; Markdown is looked at apart."""
    data, places = witness(collection), marked_places(collection)
    for place in places:
        data = with_value(data, place, HOSTILE[name])
    refused = {said.field for said in parse(collection, data).diagnostics if is_error(said)}
    if () in refused:  # the whole file: an invisible character
        return {}
    return {place: HOSTILE[name] for place in places if place not in refused}


def is_error(said: Diagnostic) -> bool:
    """Whether a diagnostic forbids the publication."""
    return said.severity is Severity.ERROR


def marked_places(collection: str) -> list[Place]:
    """Where free text goes, but for Markdown."""
    places = (place for place, is_free in text_fields(collection) if is_free)
    return [place for place in places if place != ("description",)]


def witness(collection: str) -> dict[str, Any]:
    """An entry with a mark in each field of free text."""
    data = full_data(collection)
    data.pop("anciens_ids", None)
    for place in marked_places(collection):
        data = with_value(data, place, mark(collection, place))
    return data


def hostile_entry(collection: str, name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The witness with the hostile string wherever it is accepted; by mark, what replaces it."""
    data, replaced = witness(collection), {}
    for place, text in accepted_values(collection, name).items():
        value = text
        if place == ("nom",) and collection == "structures":
            value = f"{text} (structure)"  # a service and its structure have each their title
        elif place == ("sigle",):
            value = f"{text[:29]}§"  # not shown when the name holds it
        elif place == ("falc", "texte"):
            value = " ".join(text.split())  # its lines are kept apart
        elif place[-1] == "a_verifier":
            value = f"{text} (à vérifier)"  # not said again when the conditions say it
        elif place[0] == "lieux":
            value = f"{text} ({place[1]})"  # one address is not shown twice
        data = with_value(data, place, value)
        replaced[mark(collection, place)] = value
    return data, replaced


def mixed_entry(collection: str, turn: int) -> tuple[dict[str, Any], dict[str, str]]:
    """The witness with another hostile string in each field; turn after turn, all of them."""
    data, replaced = witness(collection), {}
    names = tuple(HOSTILE)
    places = marked_places(collection)
    for rank, place in enumerate(places):
        name = names[(turn * len(places) + rank) % len(names)]
        changed = with_value(data, place, HOSTILE[name])
        if parse(collection, changed).value is not None:
            data = changed
            replaced[mark(collection, place)] = HOSTILE[name]
    return data, replaced


def write_hostile_content(root: Path) -> Path:
    """A content repository with the witness and every hostile entry; its root."""
    write_hostile_entries(root)
    return root


def write_hostile_entries(root: Path) -> dict[str, dict[str, str]]:
    """The same; by name of entry, the marks of the witness and what replaces each."""
    entries: dict[str, dict[str, str]] = {WITNESS: {}}
    settings, _ = hostile_entry("guichet", "quote-script")
    _write(root / "guichet.yaml", settings)
    write_neighbours(root)
    _write(root / "content" / "pages" / "markdown.yaml", _page_of_markdown())
    _write_entry(root, WITNESS, {kind: witness(kind) for kind in ENTRIES})
    for name in HOSTILE:
        parts = {kind: hostile_entry(kind, name) for kind in ENTRIES}
        if any(replaced for _, replaced in parts.values()):
            _write_entry(root, name, {kind: data for kind, (data, _) in parts.items()})
            entries[name] = {k: v for _, replaced in parts.values() for k, v in replaced.items()}
    return entries


def _page_of_markdown() -> dict[str, Any]:
    """One page that holds every string that Markdown accepts."""
    description = ("description",)
    page = full_data("pages")
    changed = ((text, with_value(page, description, text)) for text in HOSTILE.values())
    texts = [text for text, data in changed if parse("pages", data).value is not None]
    assert len(texts) > 60
    title = f"{HOSTILE['end-of-title']} (page)"
    return {"titre": title, "resume": title, "description": "\n\n".join(texts)}


def _write_entry(root: Path, name: str, parts: Mapping[str, dict[str, Any]]) -> None:
    for collection, data in parts.items():
        if collection == "services":
            data["structure"] = name
            data["mots_cles"] = [*data["mots_cles"], PASSWORD]
        _write(root / "content" / collection / f"{name}.yaml", data)


def write_neighbours(root: Path) -> None:
    """The services that the complete one cites, and the outlines that its settings name."""
    shutil.copytree(SITES / "complete" / "contours", root / "contours")
    for document in complete_site().documents:
        if document.collection in ENTRIES and document.id != "service-complet":
            data = _plain(document.data)
            data.pop("anciens_ids", None)
            _write(root / "content" / document.collection / f"{document.id}.yaml", data)


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
