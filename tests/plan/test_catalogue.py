"""Plan: what entries say of one another, and the order in which they are published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from generator.diagnostics import FILE_START, Diagnostic, Position, Severity, Span
from generator.entries import Citation, EditorialPage, Service, Structure
from generator.model import Document, Referentiels
from generator.plan import find_broken_references, plan_catalogue
from generator.settings import Organisation, ServedTerritory, Settings

TODAY = date(2026, 11, 21)
SETTINGS = Settings(
    nom="Guichet",
    sous_titre="Essai",
    url="https://example.org/",
    territoire=ServedTerritory(nom="Haute-Loire", departements=("43",)),
    editeur=Organisation(nom="A"),
    hebergeur=Organisation(nom="B"),
)
HERE = Span(Position(7, 3), Position(7, 9))


def document(identifier: str, collection: str = "services", **data: Any) -> Document:
    """A document whose values all stand at the same place."""
    return Document(
        path=f"content/{collection}/{identifier}.md",
        collection=collection,
        id=identifier,
        data=data,
        key_spans={},
        value_spans=dict.fromkeys(_paths(data), HERE),
        body="",
        body_line=1,
        text="",
    )


def _paths(value: object, where: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner = (
        value.items()
        if isinstance(value, Mapping)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [where, *(path for key, item in inner for path in _paths(item, (*where, key)))]


def said_of(*documents: Document, said: tuple[Diagnostic, ...] = ()) -> list[tuple[str, str, str]]:
    """Code, field and hint of each broken reference."""
    found = list(find_broken_references(documents, said))

    assert all(item.span == HERE and item.severity is Severity.ERROR for item in found)
    return [(item.code, ".".join(map(str, item.field)), item.hint) for item in found]


GARAGE = document("garage", "structures")


def test_references_that_hold_say_nothing() -> None:
    assert (
        said_of(
            GARAGE,
            document("a", structure="garage", relations={"prerequis": ["b"]}, anciens_ids=["z"]),
            document("b", structure="garage"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("structure", "hint"),
    [
        ("garag", "vouliez-vous dire « garage » ?"),
        ("garages", "vouliez-vous dire « garage » ?"),
        ("maison-du-velo", "créez-la : guichet new structure maison-du-velo"),
    ],
)
def test_an_unknown_structure_is_said_with_the_nearest(structure: str, hint: str) -> None:
    assert said_of(GARAGE, document("a", structure=structure)) == [
        ("structure-inconnue", "structure", hint)
    ]


def test_a_service_is_not_a_structure() -> None:
    assert [code for code, _, _ in said_of(document("a", structure="a"))] == ["structure-inconnue"]


def test_every_unknown_relation_is_said() -> None:
    relations = {
        "prerequis": ["b", "inconnu"],
        "complement_de": ["c"],
        "passe_le_relais_a": ["x1"],
        "cumulable_avec": ["x2"],
        "incompatible_avec": ["x3"],
        "remplace": ["x4"],
    }

    assert [
        field
        for _, field, _ in said_of(
            GARAGE,
            document("a", structure="garage", relations=relations),
            document("b"),
            document("c"),
        )
    ] == [
        "relations.prerequis.1",
        "relations.passe_le_relais_a.0",
        "relations.cumulable_avec.0",
        "relations.incompatible_avec.0",
        "relations.remplace.0",
    ]


def test_an_entry_does_not_refer_to_itself() -> None:
    found = list(find_broken_references([document("a", relations={"remplace": ["a"]})], ()))

    assert [item.code for item in found] == ["relation-inconnue"]
    assert "elle-même" in found[0].message


def test_a_refused_file_exists_all_the_same() -> None:
    unreadable = [
        Diagnostic(
            code="yaml-illisible",
            severity=Severity.ERROR,
            path=path,
            span=FILE_START,
            message="",
        )
        for path in ("content/structures/garage.yaml", "content/services/b.md")
    ]

    assert (
        said_of(
            document("a", structure="garage", relations={"prerequis": ["b"]}),
            said=tuple(unreadable),
        )
        == []
    )


def test_a_former_identifier_serves_once() -> None:
    found = said_of(
        document("a", anciens_ids=["z", "b"]),
        document("b", anciens_ids=["y"]),
        document("c", anciens_ids=["y", "z", "c"]),
        document("d", "structures", anciens_ids=["z"]),
    )

    assert [(code, field) for code, field, _ in found] == [
        ("ancien-id-en-conflit", "anciens_ids.1"),
        ("ancien-id-en-conflit", "anciens_ids.0"),
        ("ancien-id-en-conflit", "anciens_ids.1"),
        ("ancien-id-en-conflit", "anciens_ids.2"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"structure": ["garage"]},
        {"structure": {"a": "b"}},
        {"structure": ""},
        {"relations": "b"},
        {"relations": ["b"]},
        {"relations": {"prerequis": "b"}},
        {"relations": {"prerequis": [["b"], {"a": "b"}, ""]}},
        {"anciens_ids": "a"},
        {"anciens_ids": [["a"], {}, ""]},
    ],
)
def test_what_the_schema_refuses_is_left_to_it(data: dict[str, Any]) -> None:
    assert said_of(document("a", **data)) == []


def _service(identifier: str, **changes: Any) -> Service:
    values: dict[str, Any] = {
        "id": identifier,
        "nom": "Garage",
        "structure": "garage",
        "resume": "Essai",
        "thematiques": ("mobilite--acceder-a-un-vehicule",),
        "zone_eligibilite": ("43",),
        "etat": "actif",
        "date_maj": date(2026, 1, 1),
        "sources": (Citation(nom="Essai"),),
    }
    return Service(**{**values, **changes})


@pytest.mark.parametrize(
    ("zone", "reached"),
    [
        (("43",), True),
        (("43157",), True),
        (("43146",), True),  # a former commune, part of one that is served
        (("200073419",), True),
        (("region-84",), True),
        (("france",), True),
        (("63", "43157"), True),
        (("63",), False),
        (("63113", "region-27"), False),
        (("75056",), False),
    ],
)
def test_a_service_that_reaches_nobody_here_is_a_warning(
    zone: tuple[str, ...], reached: bool, referentiels: Referentiels
) -> None:
    pair = (document("a", zone_eligibilite=list(zone)), _service("a", zone_eligibilite=zone))

    said = plan_catalogue([pair], SETTINGS, referentiels, TODAY).diagnostics

    assert [(item.code, item.severity) for item in said] == (
        [] if reached else [("hors-du-territoire", Severity.WARNING)]
    )


def test_an_ended_service_may_reach_nobody(referentiels: Referentiels) -> None:
    pair = (document("a"), _service("a", zone_eligibilite=("63",), etat="termine"))

    assert plan_catalogue([pair], SETTINGS, referentiels, TODAY).diagnostics == ()


def test_entries_are_published_in_the_order_of_their_identifiers(
    referentiels: Referentiels,
) -> None:
    structures = [
        Structure(id=name, nom=name, date_maj=date(2026, 1, 1), sources=(Citation(nom="a"),))
        for name in ("d", "c")
    ]
    pages = [
        EditorialPage(id="a", titre="a", resume="a"),
        EditorialPage(id="c", titre="c", resume="c", ordre=2),
        EditorialPage(id="b", titre="b", resume="b", ordre=2),
        EditorialPage(id="d", titre="d", resume="d", ordre=1),
    ]
    entries = [_service("b"), *structures, *pages, _service("a"), _service("a-1"), _service("a1")]
    pairs = [(document(entry.id), entry) for entry in entries]

    forwards = plan_catalogue(pairs, SETTINGS, referentiels, TODAY).value
    backwards = plan_catalogue(pairs[::-1], SETTINGS, referentiels, TODAY).value

    assert forwards == backwards
    assert forwards is not None
    assert [entry.id for entry in forwards.services] == ["a", "a-1", "a1", "b"]
    assert [entry.id for entry in forwards.structures] == ["c", "d"]
    assert [entry.id for entry in forwards.pages] == ["d", "b", "c", "a"]


def test_without_settings_there_is_no_catalogue(referentiels: Referentiels) -> None:
    assert plan_catalogue([(document("a"), _service("a"))], None, referentiels, TODAY).value is None
