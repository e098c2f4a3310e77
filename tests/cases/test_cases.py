"""Each code has a file that breaks it, with its report beside; what must pass says nothing."""

import ast
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import CODES, Severity, sort_key
from generator.reporters import report_text, typeset

HERE = Path(__file__).parent
REFUSED = HERE / "refused"
ACCEPTED = HERE / "accepted"
GENERATOR = HERE.parents[1] / "generator"
GARAGE = (HERE / "base/content/services/garage-solidaire.md").read_text(encoding="utf-8")


def _link(site: Any) -> None:
    (site.root / "content/services/location-scooters.md").symlink_to("garage-solidaire.md")


def _not_utf8(site: Any) -> None:
    text = GARAGE.replace("Garage solidaire", "Dépannage à la ferme")
    site.lay("content/services/depannage.md", text.encode("latin-1"))


def _too_long(site: Any) -> None:
    site.lay("content/services/roman.md", GARAGE + "Le garage est ouvert. " * 3_000)


# Cases that git would not keep well: a link, bytes that are not text, a very long file.
BUILT: dict[str, Callable[[Any], None]] = {
    "fichier-illisible": _link,
    "encodage": _not_utf8,
    "fichier-trop-long": _too_long,
}
CASES = {path.stem: path for path in REFUSED.iterdir() if not path.name.endswith(".expected.txt")}


def _lay(site: Any, code: str) -> None:
    if code in BUILT:
        BUILT[code](site)
    elif CASES[code].is_dir():
        shutil.copytree(CASES[code], site.root, dirs_exist_ok=True)
    else:
        shutil.copy(CASES[code], site.root / "content" / "services")


def test_the_base_says_nothing(site: Any) -> None:
    assert site.check().diagnostics == ()


@pytest.mark.parametrize("code", sorted({*CASES, *BUILT}))
def test_a_refused_case_gives_its_report(
    code: str, site: Any, assert_expected: Callable[[Path, str], None]
) -> None:
    _lay(site, code)

    checked = site.check()

    assert {item.code for item in checked.diagnostics} == {code}
    assert_expected(
        REFUSED / f"{code}.expected.txt", report_text(typeset(checked.diagnostics), checked.texts)
    )
    assert checked.refused == any(item.severity is Severity.ERROR for item in checked.diagnostics)


def test_every_code_has_a_case() -> None:
    reports = {path.name.removesuffix(".expected.txt") for path in REFUSED.glob("*.expected.txt")}

    assert not CASES.keys() & BUILT.keys()
    assert {*CASES, *BUILT} == set(CODES)
    assert reports == set(CODES)


def test_every_code_in_use_is_known_and_every_code_known_is_used() -> None:
    used = set()
    for path in sorted(GENERATOR.rglob("*.py")):
        if path.name != "diagnostics.py":
            used |= _codes_of(ast.parse(path.read_text(encoding="utf-8")))

    assert used == set(CODES)


def _codes_of(tree: ast.Module) -> set[str]:
    """Texts that are codes, or that stand where a code is expected."""
    found = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            found |= {
                word.value.value
                for word in node.keywords
                if word.arg == "code" and isinstance(word.value, ast.Constant)
                if name == "Diagnostic"
            }
            if name in _SAYERS:
                found |= {
                    text.value
                    for text in node.args[: _SAYERS[name] + 1]
                    if isinstance(text, ast.Constant)
                    and isinstance(text.value, str)
                    and re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", text.value)
                }
    return found


# Functions that take a code, and at which place.
_SAYERS = {
    "Fault": 0,
    "Breach": 0,
    "say": 0,
    "_say": 1,
    "_fault": 1,
    "_refuse": 0,
    "_diagnostic": 0,
}


def test_accepted_entries_say_nothing(site: Any) -> None:
    entries = sorted(path for path in ACCEPTED.iterdir() if path.is_file())
    for path in entries:
        shutil.copy(path, site.root / "content" / "services")
    # Most are the garage, written otherwise.
    same = [{"fiches": ["garage-solidaire", *(path.stem for path in entries)], "motif": "Essais."}]
    site.lay("content/doublons.yaml", json.dumps({"pas_un_doublon": same}))

    checked = site.check()

    assert len(entries) > 15
    assert report_text(typeset(checked.diagnostics), checked.texts) == ""
    assert checked.plan is not None
    assert checked.plan is not None
    assert {path.stem for path in entries} < {
        document.id for document in checked.documents if document.collection == "services"
    }


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" + GARAGE.encode(), id="byte-order-mark"),
        pytest.param(GARAGE.replace("\n", "\r\n").encode(), id="windows-line-ends"),
        pytest.param(
            b"\xef\xbb\xbf" + GARAGE.replace("\n", "\r\n").encode(), id="saved-by-notepad"
        ),
        pytest.param(GARAGE.rstrip("\n").encode(), id="no-final-line-end"),
        pytest.param((GARAGE + "\n" * 50).encode(), id="many-final-line-ends"),
    ],
)
def test_what_editors_do_to_a_file_changes_nothing(content: bytes, site: Any) -> None:
    before = site.check().documents
    site.lay("content/services/garage-solidaire.md", content)

    after = site.check()

    assert after.diagnostics == ()
    assert [(it.data, it.key_spans, it.value_spans) for it in after.documents] == [
        (it.data, it.key_spans, it.value_spans) for it in before
    ]


def test_the_complete_entries_say_nothing_and_fill_every_field(site: Any) -> None:
    shutil.copytree(ACCEPTED / "complete", site.root, dirs_exist_ok=True)

    checked = site.check()

    assert report_text(typeset(checked.diagnostics), checked.texts) == ""
    filled = {
        field
        for document in checked.documents
        for field in _fields_filled(
            {**document.data, **({"description": document.body} if document.body else {})},
            document.collection,
        )
    }
    known = {
        field
        for name, collection in (
            ("service", "services"),
            ("structure", "structures"),
            ("situation", "situations"),
            ("parcours", "parcours"),
            ("evenement", "evenements"),
            ("page", "pages"),
            ("lexique", "lexique"),
            ("retires", "retires"),
            ("manque", "manques"),
            ("doublons", "doublons"),
            ("guichet", "guichet"),
        )
        for field in _fields_known(_schema(name), _schema(name), collection)
    }
    assert len(known) > 150
    assert filled == known


def _schema(name: str) -> dict[str, Any]:
    path = GENERATOR.parent / "schemas" / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_bytes())
    return schema


def _fields_filled(value: object, where: str) -> set[str]:
    """Each key of an entry, by its place in the schema: conditions are all of one kind."""
    if isinstance(value, list):
        inner = where if where.rpartition(".")[2] not in ("toutes", "une", "sauf") else "condition"
        return {field for item in value for field in _fields_filled(item, inner)}
    if not isinstance(value, dict):
        return set()
    return {f"{where}.{key}" for key in value} | {
        field for key, item in value.items() for field in _fields_filled(item, f"{where}.{key}")
    }


def _fields_known(schema: Any, root: Any, where: str) -> set[str]:
    """Each property of a schema, the recursive condition once."""
    if "items" in schema:
        return _fields_known(schema["items"], root, where)
    reference = schema.get("$ref", "")
    if reference.startswith("service.schema.json#/"):  # the person of a situation
        held: Any = _schema("service")
        for key in reference.partition("#/")[2].split("/"):
            held = held[key]
        return _fields_known(held, root, where)
    if reference == "#/$defs/condition":
        if where == "condition":
            return set()
        condition = root["$defs"]["condition"]
        return _fields_known(condition, root, "condition")
    found = set()
    for key, inner in schema.get("properties", {}).items():
        found.add(f"{where}.{key}")
        nested = "condition" if key in ("toutes", "une", "sauf") and where == "condition" else ""
        found |= _fields_known(inner, root, nested or f"{where}.{key}")
    return found


# Text where each fault stands, in the order of the report: found in the file, so that the places
# expected are computed by other means than ours.
ONE_ENTRY = (
    ("Où\n", "texte-trop-court"),
    ("maison-mobilité", "format-incorrect"),
    ("mobilité--accéder", "valeur-inconnue"),
    ("tous-publics", "tous-publics-accompagne"),
    ("retraites", "valeur-inconnue"),
    ("telefone", "champ-inconnu"),
    ("12 euros", "type-incorrect"),
    ("devise", "champ-inconnu"),
    ('"99999"', "code-territoire-inconnu"),
    ("le matin", "horaires-invalides"),
    ("accueil@", "courriel-invalide"),
    ("Haute-Loire", "code-territoire-inconnu"),
    ("ouvert", "valeur-inconnue"),
    ("18/02/2026", "date-invalide"),
    ("date_maj: 2026", "cle-en-double"),
    ('"javascript', "url-invalide"),
    ("titre:", "champ-manquant"),
    ("titre:", "champ-inconnu"),
    ("ftp://", "url-invalide"),
    ("<b>", "html-dans-le-texte"),
    ("![ici", "image-dans-le-texte"),
)


def test_every_fault_of_one_entry_is_found_at_its_place(
    site: Any, assert_expected: Callable[[Path, str], None]
) -> None:
    shutil.copytree(HERE / "together/one-entry", site.root, dirs_exist_ok=True)

    checked = site.check()

    assert_expected(
        HERE / "together/one-entry.expected.txt",
        report_text(typeset(checked.diagnostics), checked.texts),
    )
    text = checked.texts["content/services/dix-fautes.md"]
    expected = [(code, *_place(text, needle)) for needle, code in ONE_ENTRY]
    found = [(it.code, it.span.start.line, it.span.start.column) for it in checked.diagnostics]
    assert found == expected


def _place(text: str, needle: str) -> tuple[int, int]:
    before = text[: text.index(needle)].split("\n")
    return len(before), len(before[-1]) + 1


def test_a_broken_entry_never_hides_the_others(
    site: Any, assert_expected: Callable[[Path, str], None]
) -> None:
    shutil.copytree(HERE / "together/twelve-entries", site.root, dirs_exist_ok=True)

    checked = site.check()

    assert_expected(
        HERE / "together/twelve-entries.expected.txt",
        report_text(typeset(checked.diagnostics), checked.texts),
    )
    by_file: dict[str, int] = {}
    for item in checked.diagnostics:
        by_file[Path(item.path).stem] = by_file.get(Path(item.path).stem, 0) + 1
    assert by_file == {
        **dict.fromkeys(
            (
                *("01-guillemet", "02-tabulation", "03-sans-entete", "04-retrait"),
                *("05-deux-points", "06-vide", "07-ancre", "Douze"),
            ),
            1,
        ),
        "08-doublons": 2,
        "09-structure": 2,
        "10-liste": 3,
        "onze": 5,
    }
    assert list(checked.diagnostics) == sorted(checked.diagnostics, key=sort_key)


def test_partners_read_french_typography() -> None:
    reports = sorted(HERE.rglob("*.expected.txt"))
    ours = [  # the lines of a report that are not lines of an entry
        re.sub(r"^ +([0-9]+ \|.*|\| [ ^]*)", "", line)
        for path in reports
        for line in path.read_text(encoding="utf-8").splitlines()
    ]

    assert len(reports) > 55
    wrong = r"« | [»:;?!]|\w'\w|\.\.\."
    assert [line for line in ours if re.search(wrong, line)] == []
