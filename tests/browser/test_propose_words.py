"""The words of the form: those of `guichet check`, for every entry that it refuses alone."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator import characters
from generator.diagnostics import Diagnostic, Severity
from generator.french_hours import tidy_hours
from generator.load import load_schemas
from generator.model import Document
from generator.parse import parse_document
from generator.parse.faults import Fault
from generator.parse.nearest import nearest, relatives
from generator.parse.phone import check_phone
from generator.parse.scalars import type_scalars
from generator.parse.schema import Judge
from generator.parse.urls import find_url_fault
from generator.render.form_data import compact_schema
from tests.browser.conftest import Served
from tests.browser.form_scripts import FormScripts
from tests.entry_strategies import accepted_entries, context

REFUSED = Path(__file__).parents[1] / "cases" / "refused"
ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "schemas"
ENTRY = "services"

# What the form does not say, and why.
NOT_ENTRIES = frozenset(  # the file cannot be read: a form gives no file
    (
        *(
            "ancre-interdite",
            "caractere-interdit",
            "cle-en-double",
            "cle-invalide",
            "commentaire-avale",
        ),
        *("description-en-double", "entete-manquant", "etiquette-interdite", "valeur-vide"),
        *("yaml-illisible", "yaml-trop-profond"),
    )
)
BEYOND = frozenset(  # needs the other entries, or reads the text as a person would
    (
        *("accueil-contredit", "age-contredit", "echeance-passee"),
        *("etat-contredit", "frais-contredits", "montant-contredit", "mot-administratif"),
        *("phrase-longue", "relations-contradictoires", "sigle-inexplique", "zone-contredite"),
    )
)


@pytest.fixture(scope="module")
def scripts(chromium: Browser, served: Callable[[str], Served]) -> Iterator[FormScripts]:
    page = chromium.new_page()
    yield FormScripts(page, served("complete"))
    page.close()


def _told(item: Diagnostic) -> tuple[Any, ...]:
    is_warning = item.severity is Severity.WARNING
    return (item.code, list(item.field), item.message, item.hint, is_warning)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge("service.schema.json", load_schemas(SCHEMAS), {})


def _data(document: Document, judge: Judge) -> dict[str, Any]:
    """What the form would hold: the fields with their types, and the text."""
    typed, _ = type_scalars(dict(document.data), judge.schema, judge.resolve)
    body = document.body.strip("\n")
    return {**typed, **({"description": body} if body else {})}


def test_every_refused_entry_is_told_in_the_same_words(
    site: Any, scripts: FormScripts, judge: Judge, served: Callable[[str], Served]
) -> None:
    cases = sorted(path for path in REFUSED.glob("*.md"))
    names = {path.stem for path in cases}
    assert names > NOT_ENTRIES | BEYOND
    told = [path for path in cases if path.stem not in NOT_ENTRIES | BEYOND]
    assert len(told) > 38

    # All at once: what entries say of one another is of other codes, and left aside.
    for path in told:
        shutil.copy(path, site.root / "content" / ENTRY)
    checked = site.check()
    expected = {
        path.stem: {
            repr(_told(item))
            for item in checked.diagnostics
            if item.code == path.stem and item.path.endswith(f"/{path.name}")
        }
        for path in told
    }
    documents = {document.id: document for document in checked.documents}
    data = [("service", path.stem, _data(documents[path.stem], judge)) for path in told]
    known = {
        name: {path.stem: path.stem for path in (site.root / "content" / name).glob("*.*")}
        for name in ("services", "structures")
    }
    found = scripts.judge(data, known | {"pris": []})

    ours = {
        path.stem: {
            repr((one["code"], one["field"], one["message"], one["hint"], one["warning"]))
            for one in said
        }
        for path, said in zip(told, found, strict=True)
    }
    # Each site says what it serves.
    name = served("complete").built.plan.settings.territoire.nom
    assert {
        stem: {one.replace(name, "Haute-Loire") for one in said} for stem, said in ours.items()
    } == expected


def test_a_hidden_character_is_told_in_any_field(scripts: FormScripts) -> None:
    path = REFUSED / "caractere-interdit.expected.txt"
    said = scripts.judge([("service", "x", {"lieux": [{"nom": "Loca\u200btion"}]})], NOTHING)[0]
    found = next(one for one in said if one["code"] == "caractere-interdit")

    assert found["field"] == ["lieux", 0, "nom"]
    assert found["message"] in path.read_text("utf-8")
    assert found["hint"] in path.read_text("utf-8")


NOTHING: dict[str, Any] = {"services": {}, "structures": {}, "pris": []}


def _refused(kind: str, data: dict[str, Any]) -> set[str]:
    document = Document(
        path=f"content/{kind}s/essai.md",
        collection=f"{kind}s",
        id="essai",
        data=data,
        key_spans={},
        value_spans={},
        body="",
        body_line=1,
        text="",
    )
    said = parse_document(document, context()).diagnostics
    return {repr(_told(item)) for item in said if item.code not in BEYOND}


_WRONG = st.sampled_from(
    (
        *("x", "Pas un code", "18/11/2026", "mobilité", "jeune", "12,5", "2026-02-30", "interim"),
        *(-1, 10**9, 2.5, True, [], ["x", "x"], {}, {"min": 9, "max": 1}, {"inconnu": "x"}),
        *("Le Puy-en-Velay", "43000", "75", "99999", "http://example.org", "accueil@", "x" * 200),
        *("18/11", "1er juin", "31/02", "14-07", "00/00", "Sone et Loire", "La Reunoin"),
        *(["jeunes", "tous-publics"], ["43", "43"], [{"nom": "x"}], [{"url": "ici"}]),
    )
)


@st.composite
def _damaged(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """An entry of which some values were taken away, or replaced by others, at any depth."""
    data = draw(accepted_entries(kind))
    for _ in range(draw(st.integers(1, 3))):
        held: Any = data
        while True:
            places = list(held) if isinstance(held, dict) else range(len(held))
            if not places:
                break
            place = draw(st.sampled_from(list(places)))
            if isinstance(held[place], (dict, list)) and held[place] and draw(st.booleans()):
                held = held[place]
                continue
            if isinstance(held, dict) and draw(st.booleans()):
                del held[place]
            else:
                held[place] = draw(_WRONG)
            break
    return data


@pytest.mark.parametrize("kind", ["service", "structure"])
def test_a_damaged_entry_is_told_as_the_generator_tells_it(kind: str, scripts: FormScripts) -> None:
    made: list[dict[str, Any]] = []

    @settings(
        max_examples=60, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    @given(_damaged(kind))
    def collect(data: dict[str, Any]) -> None:
        made.append(json.loads(json.dumps(data)))

    collect()
    found = scripts.judge([(kind, "essai", data) for data in made], NOTHING)

    assert len(made) >= 60
    for data, said in zip(made, found, strict=True):
        ours = {
            repr((one["code"], one["field"], one["message"], one["hint"], one["warning"]))
            for one in said
            if one["code"] not in OTHERS
        }
        assert ours == _refused(kind, data), data


# What the form adds: said by the generator once it has all the entries.
OTHERS = frozenset(("structure-inconnue", "relation-inconnue", "hors-du-territoire"))
WORDS = (
    *("mobilité", "logement", "jeune", "Étudiants", "permis", "zzz", "", "-- --", "ÉTÉ", "œuvre"),
    *("demandeur d'emploi", "interimaires", "cd", "santé", "numerique", "apprendre", "voiture"),
)


def test_what_was_meant_is_found_as_the_generator_finds_it(scripts: FormScripts) -> None:
    schemas = load_schemas(SCHEMAS)
    lists = {
        name: {code: term.label for code, term in terms.items()}
        for name, terms in schemas.vocabularies.items()
    }
    wanted = [
        *WORDS,
        *(label[:-2] for terms in lists.values() for label in list(terms.values())[:1]),
    ]
    cases = [(word, list(terms), terms) for terms in lists.values() for word in wanted]
    assert len(cases) > 800

    found = scripts.call("form-nearest", "nearest", cases)
    others = scripts.call("form-nearest", "relatives", [case[:2] for case in cases])

    assert found == [nearest(*case) for case in cases]
    assert others == [relatives(*case[:2]) for case in cases]


def test_words_fold_and_name_entries_as_in_the_generator(scripts: FormScripts) -> None:
    signs = [chr(code) for code in (*range(0x20, 0x250), *range(0x2000, 0x2200), 0xFB01, 0x1F6B2)]
    texts = [*WORDS, *(f"a{sign}b" for sign in signs), "con", "a" * 81, "com1", "a--b", "404"]

    slugs = scripts.call("form-characters", "slug", [[text] for text in texts])
    names = scripts.call("form-characters", "isIdentifier", [[text] for text in texts])
    hidden = scripts.call("form-characters", "forbiddenCharacter", [[text] for text in texts])

    assert slugs == [characters.slug(text) for text in texts]
    assert names == [characters.is_identifier(text) for text in texts]
    found = (characters.find_forbidden_character(text) for text in texts)
    assert hidden == [match.group() if match else "" for match in found]


def test_numbers_are_dialled_by_the_plan_of_the_library(scripts: FormScripts) -> None:
    plan: Any = phonenumbers.PhoneMetadata.metadata_for_region("FR")
    short: Any = phonenumbers.PhoneMetadata.short_metadata_for_region("FR")
    kinds = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "uan")
    source = (ROOT / "theme/assets/js/lib/form-phone.js").read_text("utf-8")
    for kind in kinds:
        assert json.dumps(getattr(plan, kind).national_number_pattern) in source
    assert json.dumps(short.short_code.national_number_pattern) in source
    texts = [
        *(
            "04 71 00 00 00",
            "0471000000",
            "04.71.00.00.00",
            "+33 4 71 00 00 00",
            "+33 (0)4 71000000",
        ),
        *(
            "0033471000000",
            "115",
            "3949",
            "39 49",
            "118218",
            "0800 123 456",
            "08 99 12 34 56",
            "12",
        ),
        *(
            "04 71 00 00",
            "04 71 00 00 00 00",
            "0071000000",
            "+33 04 71 00 00 00",
        ),
        *("appelez-nous", "04/71/00/00/00", "", "06 12 34 56 78", "999", "+1", "0 800 12 34 56"),
    ]

    found = scripts.call("form-phone", "checkPhone", [[text] for text in texts])

    assert [_fault(check_phone, text) for text in texts] == [
        one and (one["message"], one["hint"]) for one in found
    ]


def _fault(check: Callable[[str], None], text: str) -> tuple[str, str] | None:
    try:
        check(text)
    except Fault as fault:
        return fault.message, fault.hint
    return None


_HOURS = st.lists(
    st.sampled_from(
        (
            *("lundi", "au", "vendredi", "Mar.", "sam", "et", ",", "de", "9h", "à", "12h30", "-"),
            *(
                " ",
                " : ",
                "14 H",
                "18:00",
                "midi",
                "le",
                ";",
                "\u00a0",
                "9",
                "tous les jours",
                "PH",
            ),
        )
    ),
    max_size=9,
).map("".join)


def test_hours_in_french_are_read_as_the_generator_reads_them(scripts: FormScripts) -> None:
    told = json.loads((ROOT / "tests/fixtures/french-hours.json").read_text("utf-8"))
    texts = [*told]

    @settings(max_examples=200, database=None, derandomize=True)
    @given(_HOURS)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    found = scripts.call("form-french-hours", "tidyHours", [[text] for text in texts])

    assert found == [tidy_hours(text) for text in texts]
    assert found[: len(told)] == [*told.values()]


def test_addresses_are_judged_by_the_same_policy(scripts: FormScripts) -> None:
    allowed = ["xn--caf-dma.example"]
    texts = [
        *("https://www.example.org/a?b#c", "http://example.org", "www.example.org/a", "example"),
        *("https://user@example.org", "https://example.org:8080/", "https://example.org:443/", ""),
        *(
            "https://exämple.org",
            "https://xn--exmple-cua.org",
            "https://café.example/x",
            "ftp://a.org",
        ),
        *("javascript:alert(1)", "https://127.0.0.1/", "https://localhost", "https:/example.org"),
        *(
            "https://[::1]/",
            "https://example.org:99999/",
            "https://example.org:abc",
            "https://a b.org",
        ),
        *("HTTPS://Example.ORG/", "https://example.org./", "//example.org", "mailto:a@example.org"),
        *("tel:+33471000000", "https://example.org/" + "a" * 2_000, "https://", "data:text/html,x"),
    ]
    for in_text in (False, True):
        found = scripts.call("form-url", "urlFault", [[text, allowed, in_text] for text in texts])
        expected = [find_url_fault(text, frozenset(allowed), in_text=in_text) for text in texts]

        assert [
            one and (one["message"], one["hint"], one.get("warning", False)) for one in found
        ] == [fault and (fault.message, fault.hint, fault.warning) for fault in expected]


def test_the_form_reads_every_keyword_that_the_published_schemas_use() -> None:
    source = (ROOT / "theme/assets/js/lib/form-schema.js").read_text("utf-8")
    for kind in ("service", "structure"):
        schema = compact_schema(kind, load_schemas(SCHEMAS))
        used = set(_keywords(schema))
        assert used > {"type", "enum", "minLength", "uniqueItems", "format", "additionalProperties"}
        silent = {"title", "examples", "x-termes", "$defs"}
        assert [
            word
            for word in used - silent
            if not re.search(rf"\{word}\b" if word[0] == "$" else rf"\b{word}\b", source)
        ] == []


def _keywords(schema: Any) -> Iterator[str]:
    for key, value in schema.items():
        yield key
        if key in ("properties", "$defs"):
            for inner in value.values():
                yield from _keywords(inner)
        elif key == "items":
            yield from _keywords(value)
