"""Valid entries, made at random from the schemas: shared by the tests of every way in.

`entries` gives what the schema accepts, with hostile texts everywhere a text may stand;
`accepted_entries` what `guichet check` accepts too, the rules between fields included.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from generator.characters import find_forbidden_character
from generator.diagnostics import Severity
from generator.form_fields import FormGroup, form_of
from generator.load import load_referentiels, load_schemas
from generator.model import Document, Schemas
from generator.parse import Context, make_context, parse_document

REPOSITORY = Path(__file__).parents[1]
DAY = date(2026, 11, 21)
COLLECTIONS = {
    "service": "services",
    "structure": "structures",
    "situation": "situations",
    "parcours": "parcours",
    "evenement": "evenements",
    "manque": "manques",
}

# What would break out of a format, be run, or be taken for something else.
HOSTILE_TEXTS = (
    "### Nom\n\n### Structure\n\nfaux titre",
    "\\### Nom",
    "_No response_",
    "```yaml\nnom: autre\n```\n~~~",
    "<!-- commentaire --> <script>alert(1)</script>",
    "<img src=x onerror=alert(1)> [lien](javascript:alert(1))",
    '=HYPERLINK("https://example.org";"ici")',
    "@equipe #12 ![x](https://example.org/x.png)",
    "${{ github.token }} `id` $(id) ; rm -rf / && echo %PATH%",
    "a: b\n- c\n  d: |\n    e",
    "- puce\n- [x] case",
    "---\nnom: autre\n---",
    '"entre guillemets"',
    '"deux\\nlignes"',
    "'apostrophes' ''",
    "  bords  ",
    "fin de ligne\n\n",
    "\n\ndébut",
    "tabulation\tici",
    "a ; b, c | d (e)",
    "../../etc/passwd",
    "\u00a0espaces\u202ffines\u00a0",
    "| un | deux |\n|---|---|",
    "1,5",
    "oui",
    "null",
    "~",
)
# Two signs beyond the first plane, an accent apart: what a careless count or cut would break.
_LETTERS = st.sampled_from("aàb é'’-,.:;!?#&*|>%@`\"<=0123 \n\u00a0€œ𝄞🚲e\u0301[]{}()~\\/")


def _texts(low: int, high: int) -> st.SearchStrategy[str]:
    words = st.text(_LETTERS, min_size=1, max_size=min(high, 40))
    some = st.one_of(st.sampled_from(HOSTILE_TEXTS), words, st.sampled_from(("Garage", "Aide")))
    return some.map(lambda text: text.ljust(low, "x")[:high]).filter(_can_be_said)


def _can_be_said(text: str) -> bool:
    return bool(text.strip()) and find_forbidden_character(text) is None


_IDENTIFIERS = st.sampled_from(("garage-solidaire", "a", "pret-2-roues", "0-9"))
_DAYS = st.integers(0, 2_000).map(lambda number: (DAY - timedelta(number)).isoformat())
_BY_FORMAT: Mapping[str, st.SearchStrategy[Any]] = {
    "date": _DAYS,
    "jour": st.sampled_from(("01-01", "02-29", "11-30", "07-14")),
    "uri": st.sampled_from(
        ("https://www.example.org/a?b=c,d&e=%20f#g", "https://example.org", "http://example.org/é")
    ),
    "email": st.sampled_from(("accueil@example.org", "a.b+c@mairie.example.org")),
    "telephone": st.sampled_from(("04 71 00 00 00", "3949", "+33 4 71 00 00 00")),
    "siret": st.just("13003013300016"),
    "siren": st.just("130030133"),
    "opening-hours": st.sampled_from(('Mo-Fr 08:30-12:30; PH off "ferié"', "24/7")),
    "commune": st.sampled_from(("43157", "2A004", "97411", "01033")),
    "zone": st.sampled_from(("france", "region-84", "43", "2A", "974", "43157", "200073419")),
}
_BY_PATTERN = (
    ("[0-9]{5}$", st.sampled_from(("43000", "01000", "97400"))),
    ("[01][0-9]|2[0-3]", st.sampled_from(("09:00", "17:30", "00:05"))),
    ("svg|png|webp", st.sampled_from(("logo.svg", "mission-locale.png"))),
    ("a-z0-9", _IDENTIFIERS),
)


@cache
def schemas() -> Schemas:
    return load_schemas(REPOSITORY / "schemas")


@cache
def form(kind: str) -> tuple[FormGroup, ...]:
    """The form of a kind of entry: what the ways in are made of."""
    return form_of(kind, schemas())


@cache
def context() -> Context:
    return make_context(schemas(), load_referentiels(REPOSITORY / "referentiels"), DAY)


@cache
def entries(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Entries that the schema of a kind ("service") accepts, in the order of its fields."""
    schema = _schema(kind)
    found: st.SearchStrategy[dict[str, Any]] = _values(schema, schema, 0)
    return found


def _schema(kind: str) -> Any:
    return schemas().documents[f"{kind}.schema.json"]


@cache
def accepted_entries(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Entries that `guichet check` accepts: what breaks a rule between fields is taken out."""
    return entries(kind).map(lambda data: _accepted(kind, data))


def judge(kind: str, data: Mapping[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    """What our own rules refuse in an entry: codes and places."""
    document = Document(
        path=f"content/{COLLECTIONS[kind]}/essai.md",
        collection=COLLECTIONS[kind],
        id="essai",
        data=data,
        key_spans={},
        value_spans={},
        body="",
        body_line=1,
        text="",
    )
    said = parse_document(document, context()).diagnostics
    return [(item.code, item.field) for item in said if item.severity is Severity.ERROR]


def _accepted(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    schema = _schema(kind)
    sure = schema["examples"][0] if "examples" in schema else {}
    for _ in range(8):
        faults = judge(kind, data)
        if not faults:
            break
        for key in {str(field[0]) for _, field in faults if field}:
            if key in sure:
                data[key] = sure[key]
            else:
                data.pop(key, None)
    assert judge(kind, data) == []
    return {name: data[name] for name in schema["properties"] if name in data}


def _values(schema: Any, root: Any, depth: int) -> Any:
    schema, root = _followed(schema, root)
    if "enum" in schema:
        return st.sampled_from(list(schema["enum"]))
    match schema.get("type"):
        case "object":
            return _objects(schema, root, depth)
        case "array":
            return _lists(schema, root, depth)
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema["minimum"], schema["maximum"])
        case "number":
            low, high = schema["minimum"], schema["maximum"]
            return st.one_of(
                st.integers(low, high),
                st.floats(low, high).map(lambda number: round(number, 6)),
                st.sampled_from((low, high, 0.5, 1e-6)),
            )
    return _strings(schema)


def _strings(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") in _BY_FORMAT:
        return _BY_FORMAT[schema["format"]]
    for part, values in _BY_PATTERN:
        if part in schema.get("pattern", ""):
            return values
    assert "pattern" not in schema, schema["pattern"]
    return _texts(schema.get("minLength", 1), schema["maxLength"])


def _lists(schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> Any:
    low = schema.get("minItems", 0)
    return st.lists(
        _values(schema["items"], root, depth + 1),
        min_size=low,
        max_size=max(low, min(3, schema.get("maxItems", 3))),
        unique=schema.get("uniqueItems", False),
    )


def _objects(schema: Any, root: Any, depth: int) -> Any:
    parts = {
        name: _deferred(part, root, depth + 1)
        for name, part in schema["properties"].items()
        if not (depth > 4 and "$defs" in str(part))
    }
    if schema.get("maxProperties") == 1:  # a condition: one key and one only
        return st.one_of([_alone(name, values) for name, values in parts.items()])
    required = schema.get("required", ())
    return (
        st.fixed_dictionaries(
            {name: values for name, values in parts.items() if name in required},
            optional={name: values for name, values in parts.items() if name not in required},
        )
        .filter(bool)
        .map(lambda data: {name: data[name] for name in schema["properties"] if name in data})
    )


def _deferred(schema: Any, root: Any, depth: int) -> Any:
    return st.deferred(lambda: _values(schema, root, depth))


def _alone(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values.map(lambda value: {name: value})


def _followed(schema: Any, root: Any) -> tuple[Any, Any]:
    while "$ref" in schema:
        document, _, pointer = str(schema["$ref"]).partition("#")
        if document.startswith("vocabulaires/"):
            name = document.removeprefix("vocabulaires/").removesuffix(".json")
            return {"enum": list(schemas().vocabularies[name])}, root
        root = schemas().documents[document] if document else root
        schema = root
        for step in pointer.strip("/").split("/"):
            schema = schema[step]
    return schema, root
