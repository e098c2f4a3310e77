from pathlib import Path

from generator.diagnostics import FILE_START, Diagnostic, Severity
from generator.load.front_matter import read_document
from generator.model import Document
from generator.plan import find_broken_references


def document(collection: str, name: str, text: str) -> Document:
    outcome = read_document(f"content/{collection}/{name}.yaml", collection, text)
    assert outcome.value is not None
    return outcome.value


GARAGE = document("structures", "garage", "nom: Garage\n")


def codes(*documents: Document, said: tuple[Diagnostic, ...] = ()) -> list[tuple[str, str]]:
    found = find_broken_references(documents, said)
    return [(Path(item.path).stem, item.code) for item in found]


def test_a_reference_is_judged_even_in_an_entry_with_other_faults() -> None:
    broken = document("services", "a", "structure: garaje\ndate_maj: demain\n")

    assert codes(GARAGE, broken) == [("a", "structure-inconnue")]


def test_what_refers_to_an_unreadable_file_is_not_blamed() -> None:
    service = document("services", "a", "structure: illisible\n")
    unreadable = Diagnostic(
        code="encodage",
        severity=Severity.ERROR,
        path="content/structures/illisible.yaml",
        span=FILE_START,
        message="",
    )

    assert codes(service, said=(unreadable,)) == []


def test_every_kind_of_relation_is_followed() -> None:
    service = document(
        "services",
        "a",
        "structure: garage\nrelations:\n  prerequis: [b]\n  cumulable_avec:\n    - zz\n    - a\n",
    )
    other = document("services", "b", "structure: garage\n")

    assert codes(GARAGE, service, other) == [
        ("a", "relation-inconnue"),
        ("a", "relation-inconnue"),
    ]


def test_a_former_identifier_serves_once_whatever_the_order_of_files() -> None:
    first = document("services", "a", "structure: garage\nanciens_ids: [vieux, b]\n")
    second = document("services", "b", "structure: garage\nanciens_ids: [vieux]\n")
    expected = [("a", "ancien-id-en-conflit"), ("b", "ancien-id-en-conflit")]

    assert codes(GARAGE, first, second) == expected
    assert codes(second, first, GARAGE) == expected


def test_a_value_of_the_wrong_type_is_left_to_the_schema() -> None:
    service = document("services", "a", "structure: [garage]\nrelations: oui\nanciens_ids: x\n")

    assert codes(GARAGE, service) == []


def test_who_to_call_has_to_be_a_structure_of_the_site() -> None:
    settings = read_document(
        "guichet.yaml", "guichet", "interlocuteurs:\n  - garage\n  - garaje\n"
    ).value
    assert settings is not None

    (found,) = [said for said in find_broken_references((GARAGE, settings), ()) if said.hint]
    assert (found.code, found.field) == ("interlocuteur-inconnu", ("interlocuteurs", 1))
    assert found.hint == "vouliez-vous dire « garage » ?"


def test_what_an_event_cites_has_to_be_of_the_site() -> None:
    service = document("services", "velo", "structure: garage\n")
    forum = document(
        "evenements",
        "forum",
        "organisateurs: [garage, x]\nservices: [velo, y]\n"
        "stands:\n  - structure: garaje\n    services: [z]\n  - nom: Autre\n"
        "ateliers:\n  - structures: [t]\n    services: [u]\n",
    )

    assert sorted(codes(GARAGE, service, forum)) == [
        *(("forum", "relation-inconnue"),) * 3,
        *(("forum", "structure-inconnue"),) * 3,
    ]


def test_what_an_event_cites_may_be_anything_that_one_can_write() -> None:
    forum = document(
        "evenements", "forum", "organisateurs: oui\nstands:\n  - 3\nateliers:\n  a: b\n"
    )

    assert codes(GARAGE, forum) == []


def test_what_a_parcours_cites_has_to_be_of_the_site() -> None:
    service = document("services", "velo", "structure: garage\n")
    path = document(
        "parcours",
        "chemin",
        "pilote: garaje\n"
        "etapes:\n  - acteurs:\n      - structure: garage\n      - structure: x\n"
        "    services: [velo, y]\n",
    )
    found = find_broken_references((GARAGE, service, path), ())

    assert [(item.code, item.field, item.span.start.line) for item in found] == [
        ("structure-inconnue", ("pilote",), 1),
        ("structure-inconnue", ("etapes", 0, "acteurs", 1, "structure"), 5),
        ("relation-inconnue", ("etapes", 0, "services", 1), 6),
    ]


def test_an_entry_that_needs_itself_is_told_to_remove_the_line() -> None:
    near = document("services", "b-svc-g", "structure: garage\n")
    own = document("services", "b-svc-f", "structure: garage\nrelations:\n  prerequis: [b-svc-f]\n")

    (found,) = find_broken_references((GARAGE, near, own), ())
    assert found.hint == "retirez cette ligne"
