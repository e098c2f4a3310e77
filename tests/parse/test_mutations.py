"""Load and parse bear anything: an entry or diagnostics, never an exception."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import CODES, Diagnostic, Severity
from generator.load import load_referentiels, load_schemas, read_content
from generator.parse import Context, make_context, parse_document
from generator.parse.faults import Fault
from generator.parse.formats import make_formats
from generator.parse.messages import MAX_SUGGESTIONS
from generator.parse.scalars import type_scalars
from generator.parse.urls import find_url_fault
from generator.plan import find_broken_references
from generator.published import published
from generator.reporters import FORMATS, report_summary
from tests.sites.building import newest_day

REPOSITORY = Path(__file__).parents[2]
COMPLETE = REPOSITORY / "tests/cases/accepted/complete"
ENTRIES = {
    "services": (COMPLETE / "content/services/complete.md").read_bytes(),
    "structures": (COMPLETE / "content/structures/complete.yaml").read_bytes(),
    "situations": (COMPLETE / "content/situations/complete.md").read_bytes(),
    "parcours": (COMPLETE / "content/parcours/complet.md").read_bytes(),
    "evenements": (COMPLETE / "content/evenements/complet.md").read_bytes(),
    "manques": (COMPLETE / "content/manques/complet.md").read_bytes(),
    "pages": (COMPLETE / "content/pages/a-propos.md").read_bytes(),
    "lexique": (COMPLETE / "content/lexique.yaml").read_bytes(),
    "retires": (COMPLETE / "content/retires.yaml").read_bytes(),
    "doublons": (COMPLETE / "content/doublons.yaml").read_bytes(),
    "guichet": (COMPLETE / "guichet.yaml").read_bytes(),
}
NAMED_BY_THEIR_FILE = (
    *("services", "structures", "situations", "parcours", "evenements", "manques", "pages"),
)
SUFFIXES = {
    "services": "md",
    "structures": "yaml",
    "situations": "md",
    "parcours": "md",
    "evenements": "md",
    "manques": "md",
    "pages": "md",
    "lexique": "yaml",
    "retires": "yaml",
    "doublons": "yaml",
    "guichet": "yaml",
}
SCHEMAS = load_schemas(REPOSITORY / "schemas")
REFERENTIELS = load_referentiels(REPOSITORY / "referentiels")
CONTEXT: Context = make_context(SCHEMAS, REFERENTIELS, date(2026, 11, 21))
QUIET = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def judge(content: bytes, collection: str) -> tuple[object, tuple[Diagnostic, ...]]:
    """Read and parse one file, and draw every report of it: what must never raise."""
    path = f"content/{collection}/essai.{SUFFIXES[collection]}"
    outcome, text = read_content(content, path, collection)
    said = list(outcome.diagnostics)
    entry = None
    if outcome.value is not None:
        parsed = parse_document(outcome.value, CONTEXT)
        said.extend(parsed.diagnostics)
        entry = parsed.value
    lengths = [len(line) for line in text.split("\n")]
    for item in said:
        assert item.code in CODES
        assert item.path == path
        assert 1 <= item.span.start.line <= len(lengths)
        assert 1 <= item.span.start.column <= lengths[item.span.start.line - 1] + 1
        assert item.span.start <= item.span.end
    for report in FORMATS.values():
        shown = report(said, {path: text})
        for visible in "\n\u00a0\u202f":
            shown = shown.replace(visible, "")
        assert shown.isprintable()
    report_summary(said, "")
    refused = any(item.severity is Severity.ERROR for item in said)
    assert refused or entry is not None
    assert entry is None or not refused or outcome.diagnostics  # a key twice is said by load
    return entry, tuple(said)


@pytest.mark.parametrize("collection", ENTRIES)
def test_a_file_cut_anywhere_gives_diagnostics_or_an_entry(collection: str) -> None:
    content = ENTRIES[collection]
    cuts = range(0, len(content), len(content) // 120 + 1)

    for cut in cuts:
        entry, said = judge(content[:cut], collection)

        assert said or entry is not None


BYTES = st.sampled_from(
    [
        *(bytes([value]) for value in (0, 9, 10, 13, 32, 127, 128, 255)),
        *(sign.encode() for sign in ":-[]{}#&*!|>'\"%@`?,~=<.0159\\/_eé€🔧\u202e\u00a0"),
        *(
            b"---\n",
            b"...\n",
            b"  ",
            b"\n  - ",
            b": ",
            b"null",
            b"true",
            b"<b>",
            b"[a](b:c)",
            b"&#8203;",
        ),
    ]
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 1 << 16), st.sampled_from(("put", "drop", "swap", "copy")), BYTES),
    min_size=1,
    max_size=8,
)


def changed(content: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    for seed, operation, piece in changes:
        at = seed % (len(content) + 1)
        if operation == "put":
            content = content[:at] + piece + content[at:]
        elif operation == "drop":
            content = content[:at] + content[at + len(piece) :]
        elif operation == "swap":
            content = content[:at] + piece + content[at + len(piece) :]
        else:
            content = content[:at] + content[at // 2 : at // 2 + 40] + content[at:]
    return content


@QUIET
@given(collection=st.sampled_from(sorted(ENTRIES)), changes=CHANGES)
def test_a_file_changed_anywhere_gives_diagnostics_or_an_entry(
    collection: str, changes: list[tuple[int, str, bytes]]
) -> None:
    judge(changed(ENTRIES[collection], changes), collection)


@QUIET
@given(collection=st.sampled_from(sorted(ENTRIES)), content=st.binary(max_size=200))
def test_noise_gives_diagnostics(collection: str, content: bytes) -> None:
    judge(content, collection)
    judge(b"---\n" + content + b"\n---\n" + content, collection)


KEYS = sorted({*SCHEMAS.documents["service.schema.json"]["properties"], "inconnu", "é", ""})  # type: ignore[misc]
WORDS = st.sampled_from(
    [
        *("", "a", "12", "-1.5", "true", "null", "~", "43", "2026-11-21", "2026-02-30", "é🔧"),
        *("https://a.org/", "javascript:a", "[a](b:c)", "<b>", "tous-publics", "se-presenter"),
        *("a-distance", "saisonnier", "gratuit", "paye", "a b: c", "#", "- a", "&a", "*a", "!a"),
    ]
)
LINES = st.builds(
    lambda indent, dash, key, colon, value: f"{' ' * indent}{dash}{key}{colon}{value}",
    st.sampled_from((0, 0, 0, 2, 2, 3, 4, 6)),
    st.sampled_from(("", "", "", "- ", "? ", "- - ")),
    st.sampled_from(KEYS),
    st.sampled_from((": ", ": ", ": ", ":", " : ", "", ":\n  ", ": |\n  ", ": >-\n    ")),
    WORDS,
)


@QUIET
@given(lines=st.lists(LINES, max_size=12))
def test_lines_that_look_like_yaml_give_diagnostics(lines: list[str]) -> None:
    judge(f"---\n{chr(10).join(lines)}\n---\n".encode(), "services")
    judge("\n".join(lines).encode(), "structures")


VALUES: Any = st.recursive(
    WORDS
    | st.integers(-9, 10**6)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)


@QUIET
@given(
    collection=st.sampled_from(sorted(ENTRIES)),
    data=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10),
)
def test_any_data_gives_diagnostics(collection: str, data: dict[str, Any]) -> None:
    judge(json.dumps(data, ensure_ascii=False).encode(), collection)


@settings(QUIET, max_examples=100)
@given(
    where=st.lists(st.integers(0, 1 << 16), min_size=1, max_size=3),
    values=st.lists(VALUES, min_size=3, max_size=3),
)
def test_a_right_entry_with_wrong_values_gives_diagnostics_and_is_refused_alike_by_the_judge(
    where: list[int], values: list[Any]
) -> None:
    outcome, _ = read_content(ENTRIES["services"], "content/services/a.md", "services")
    assert outcome.value is not None
    data = json.loads(json.dumps(outcome.value.data))
    for seed, value in zip(where, values, strict=False):
        _replace(data, seed, value)

    judge(f"---\n{json.dumps(data, ensure_ascii=False)}\n---\n".encode(), "services")
    judged = CONTEXT.judges["services"]
    typed, _ = type_scalars(data, judged.schema, judged.resolve)
    assert bool(judged.find(typed)) == (not judged._validator.is_valid(typed))


def _replace(data: Any, seed: int, value: Any) -> None:
    """Put `value` in the place of one of the values of `data`, nested or not."""
    places = [(data, key) for key in data]
    for holder, key in places:
        inner = holder[key]
        if isinstance(inner, dict):
            places += [(inner, name) for name in inner]
        elif isinstance(inner, list):
            places += [(inner, rank) for rank in range(len(inner))]
    holder, key = places[seed % len(places)]
    holder[key] = value


@pytest.mark.parametrize("collection", NAMED_BY_THEIR_FILE)
def test_what_was_parsed_survives_being_published_and_parsed_again(collection: str) -> None:
    entry, said = judge(ENTRIES[collection], collection)
    assert said == ()

    row = published(entry)
    row.pop("id")
    again, _ = read_content(
        json.dumps(row, ensure_ascii=False).encode(), f"content/{collection}/essai.yaml", collection
    )

    assert again.value is not None
    parsed = parse_document(again.value, CONTEXT)
    assert parsed.diagnostics == ()
    assert parsed.value == entry


def test_every_real_entry_survives_being_published_and_parsed_again() -> None:
    survived = 0
    context = replace(CONTEXT, today=newest_day())
    for collection in NAMED_BY_THEIR_FILE:
        for path in sorted((REPOSITORY / "content" / collection).glob("*.*")):
            outcome, _ = read_content(path.read_bytes(), f"x/{path.name}", collection)
            assert outcome.value is not None
            entry = parse_document(outcome.value, context).value
            row = {key: value for key, value in published(entry).items() if key != "id"}
            again, _ = read_content(
                json.dumps(row, ensure_ascii=False).encode(), f"x/{path.stem}.yaml", collection
            )
            assert again.value is not None
            assert parse_document(again.value, context).value == entry
            survived += 1

    assert survived > 90


def test_the_order_of_files_changes_nothing() -> None:
    documents = []
    for collection in ("services", "structures"):
        for path in sorted((REPOSITORY / "content" / collection).glob("*.*")):
            content = path.read_bytes().replace(b"relations:", b"anciens_ids: [a]\nrelations:")
            outcome, _ = read_content(
                content.replace(b"\nnom: ", b"\nnon: ", 1) if b"CAF" in content else content,
                f"content/{collection}/{path.name}",
                collection,
            )
            assert outcome.value is not None
            documents.append(outcome.value)
    seen = []
    for step in (1, -1, 7):
        documents = documents[::step] if step < 0 else documents[step:] + documents[:step]
        parsed = [(document, parse_document(document, CONTEXT)) for document in documents]
        said = [item for _, outcome in parsed for item in outcome.diagnostics]
        said.extend(find_broken_references(documents, ()))
        seen.append(frozenset(said))

    assert len(seen[0]) > 20
    assert seen[0] == seen[1] == seen[2]


def test_thousands_of_mistakes_are_all_said_without_a_search_for_each() -> None:
    unknown = b"".join(b"thematiquez%04d: a\n" % number for number in range(2_400))

    _, said = judge(unknown, "structures")

    assert len([item for item in said if item.code == "champ-inconnu"]) == 2_400
    assert len([item for item in said if "vouliez-vous" in item.hint]) <= MAX_SUGGESTIONS


SIGNS = st.text(
    st.sampled_from(
        "0123456789-+/.:;,@()[]#?&=%_ abcdeMoTuWePHofxnhtpsé’\u202f\u0663🔧\n\t\\\"'<>*"
    ),
    max_size=60,
)
HOURS = st.lists(
    st.sampled_from(
        [
            *("Mo", "Fr", "-", ",", " ", ";", "09:00", "12:00", "26:00", "off", "PH", "SH", "Jan"),
            *("Dec 25", "[1]", "[-1]", "week 1-53", "/2", "sunrise", "easter", "24/7", "open", "+"),
            *('"sur rendez-vous"', "2026", "||", "unknown", "(", ")", "-02:00", "99999999999"),
        ]
    ),
    max_size=12,
).map("".join)
FORMATS_OF_VALUES = make_formats(REFERENTIELS, frozenset({"example.org"}))


@settings(QUIET, max_examples=500)
@given(text=SIGNS | HOURS | st.text(max_size=30))
def test_a_format_refuses_with_a_fault_and_nothing_else(text: str) -> None:
    for check in FORMATS_OF_VALUES.values():
        with suppress(Fault):  # any other exception is ours
            check(text)


@settings(QUIET, max_examples=500)
@given(text=SIGNS | st.text(max_size=60), hosts=st.sampled_from([(), ("example.org",)]))
def test_an_address_is_judged_whatever_it_is(text: str, hosts: tuple[str, ...]) -> None:
    for url in (text, f"https://{text}", f"https://example.org/{text}", f"mailto:{text}@a.fr"):
        for in_text in (False, True):
            fault = find_url_fault(url, hosts, in_text=in_text)

            assert fault is None or fault.code in CODES
