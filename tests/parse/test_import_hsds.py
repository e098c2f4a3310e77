"""HSDS read back: our own export as it was, another directory's where ours means the same."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.parse import HsdsChoices, Imported, read_hsds
from generator.parse.imports import hsds_texts
from generator.parse.imports.hsds_hours import opening_hours
from generator.parse.imports.hsds_texts import dialled_in_france
from generator.render.hsds import organizations, schedules, sentences, services

EXAMPLE = Path(__file__).parents[1] / "judges" / "hsds" / "examples" / "service_full.json"
CHOICES = HsdsChoices(today=date(2026, 11, 22), nom="Essai")
SERVICE = "ac148810-d857-441c-9679-408f346de14b"
STRUCTURE = "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610"

# Identifiers of parts name nothing outside the file; the rest describes a term, not the service.
SILENT = ("id", "parent_id", "taxonomy_id", "taxonomy_term_id")
OF_A_TERM = ("description", "language", "term_uri")


@cache
def example() -> Any:
    return json.loads(EXAMPLE.read_bytes())


def small(**changes: Any) -> dict[str, Any]:
    """A service of another directory that says little."""
    structure = {"id": STRUCTURE, "name": "Une structure", "description": "Ce qu’elle fait."}
    base = {"id": SERVICE, "name": "Un service", "status": "active", "organization": structure}
    return base | changes


def read(*documents: Any, choices: HsdsChoices = CHOICES) -> Imported:
    files = [(f"fichier-{rank}.json", item) for rank, item in enumerate(documents)]
    return read_hsds(files, choices)[0]


def service(**changes: Any) -> Mapping[str, Any]:
    """Our fields of a small service."""
    (entry,) = (
        item for item in read(small(**changes)).entries if item.origin.collection == "services"
    )
    return entry.data


def test_the_words_of_the_export_are_those_of_the_import() -> None:
    assert hsds_texts.DELAY == sentences.DELAY
    assert hsds_texts.PUBLIC == sentences.PUBLIC
    assert hsds_texts.CHECKLIST == sentences.CHECKLIST
    assert hsds_texts.NO_DESCRIPTION == organizations.NO_DESCRIPTION
    assert hsds_texts.PAGE_LABEL == services.PAGE_LABEL
    assert hsds_texts.FORM_LABEL == services.FORM_LABEL
    assert hsds_texts.CLOSED_ON_HOLIDAYS == schedules.CLOSED_ON_HOLIDAYS


# nothing is lost in silence


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from leaves(item, (*path, rank))
    else:
        yield path, value


def alone(value: Any, path: tuple[Any, ...]) -> Any:
    """A document cut down to one value, the names that carry it, and what makes it readable."""
    if not path:
        return value
    head, *rest = path
    if isinstance(value, list):
        return [alone(value[head], tuple(rest))]
    kept = {key: deepcopy(value[key]) for key in ("id", "location_type") if key in value}
    if head == "taxonomy_term" or "taxonomy" in value:
        kept |= {key: value[key] for key in ("code", "taxonomy") if key in value}
    return kept | {head: alone(value[head], tuple(rest))}


PATHS = [
    path
    for path, _ in leaves(example())
    if path[-1] not in SILENT
    and "taxonomy_detail" not in path
    and not (path[-2:-1] == ("taxonomy_term",) and path[-1] in OF_A_TERM)
]


def test_the_example_says_all_that_the_standard_can() -> None:
    assert len(PATHS) > 300


def test_a_value_is_kept_or_said_to_be_lost() -> None:
    """One value of the official example at a time, so that nothing else can speak for it."""
    silent = [path for path in PATHS if not is_told(path)]

    assert silent == []


def is_told(path: tuple[Any, ...]) -> bool:
    whole = example()
    value = whole
    for part in path:
        value = value[part]
    document = alone(whole, path)
    if path[0] != "organization":
        document["organization"] = {"id": STRUCTURE, "name": "Une structure"}
    elif len(path) > 1:
        document["organization"] |= {"id": STRUCTURE}
    document |= {"id": SERVICE} | ({} if path == ("name",) else {"name": "Un service"})

    imported = read(document)
    kept = [item.data | {"nom": item.origin.nom} for item in imported.entries]
    said = [(remark.field, remark.value) for remark in imported.remarks]
    text = json.dumps([kept, said], ensure_ascii=False).replace('\\\\"', '"').replace('\\"', '"')
    cut = any(remark.value.endswith("…") for remark in imported.remarks)
    return spoken(path, value) in text or cut


def spoken(path: tuple[Any, ...], value: Any) -> str:
    """How a value shows once read: cut as reports cut, a moment as a day, a state as ours."""
    if path == ("status",):
        return '"etat": "actif"'
    if path == ("last_modified",):
        return "2023-03-15"
    if path[-1] == "location_type":
        return "en-presentiel" if path[0] == "service_at_locations" else ""
    if path[-1] == "address_type":
        return ""
    return " ".join(str(value).split())[:60]


# what is kept


@pytest.mark.parametrize(
    ("status", "state"),
    [("active", "actif"), ("defunct", "termine"), ("temporarily closed", "suspendu")],
)
def test_a_status_is_a_state(status: str, state: str) -> None:
    assert service(status=status)["etat"] == state


def test_inactive_has_no_equal_and_that_is_said() -> None:
    remarks = [item for item in read(small(status="inactive")).remarks if item.field == "status"]

    assert service(status="inactive")["etat"] == "suspendu"
    assert [item.kind for item in remarks] == ["change"]


def test_a_name_of_a_person_is_not_taken_from_another_directory() -> None:
    imported = read(small(contacts=[{"id": SERVICE, "name": "Ann Persona"}]))

    assert all("contact_nom_prenom" not in item.data for item in imported.entries)
    assert [item.value for item in imported.remarks if item.field == "contacts.name"] == [
        "Ann Persona"
    ]


def test_a_fax_is_not_a_number_to_call() -> None:
    phones = [
        {"id": SERVICE, "number": "+33471000001", "type": "fax"},
        {"id": STRUCTURE, "number": "+33471000002", "type": "voice"},
    ]

    assert service(phones=phones)["telephone"] == "04 71 00 00 02"


def test_codes_of_ours_are_kept_and_others_reported() -> None:
    attributes = [
        {"id": SERVICE, "taxonomy_term": {"code": "jeunes", "taxonomy": "publics"}},
        {"id": SERVICE, "taxonomy_term": {"code": "BD-1800", "name": "Food", "taxonomy": "airs"}},
    ]
    imported = read(small(attributes=attributes))

    assert service(attributes=attributes)["publics"] == ["jeunes"]
    assert [item.value for item in imported.remarks if item.field == "attributes"] == [
        "airs, BD-1800, Food"
    ]


def test_a_verification_without_its_author_is_not_made_up() -> None:
    imported = read(small(assured_date="2026-10-01", assurer_email="x@example.org"))

    assert all("verification" not in item.data for item in imported.entries)
    assert {item.field for item in imported.remarks} == {"assured_date", "assurer_email"}


@pytest.mark.parametrize(
    ("options", "amount"),
    [
        (
            [{"currency": "EUR", "amount": 20, "option": "Adulte"}],
            {"max": 20, "unite": "€", "sens": "paye", "precisions": "Adulte"},
        ),
        ([{"currency": "GBP", "amount": 20}], None),
        ([{"currency": "EUR", "amount": 20}, {"currency": "EUR", "amount": 10}], None),
        ([{"currency": "EUR", "amount": 0}], None),
    ],
)
def test_one_price_in_euros_is_an_amount(options: list[Any], amount: Any) -> None:
    rows = [{"id": SERVICE, **option} for option in options]

    assert service(cost_options=rows).get("montant") == amount


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+33471000000", "04 71 00 00 00"),
        ("+262262123456", "02 62 12 34 56"),
        ("3949", "3949"),
        ("+441234567890", "+441234567890"),
    ],
)
def test_a_number_is_written_as_partners_do(number: str, written: str) -> None:
    assert dialled_in_france(number) == written


WEEKLY = {"freq": "WEEKLY", "opens_at": "09:00", "closes_at": "12:00"}


@pytest.mark.parametrize(
    ("rules", "text"),
    [
        ([WEEKLY | {"byday": "MO,TU,WE"}], "Mo-We 09:00-12:00"),
        ([WEEKLY | {"byday": "MO,WE"}], "Mo 09:00-12:00; We 09:00-12:00"),
        (
            [WEEKLY | {"byday": "MO", "opens_at": "09:00:00Z"}, WEEKLY | {"byday": "FR"}],
            "Mo 09:00-12:00; Fr 09:00-12:00",
        ),
        (
            [WEEKLY | {"byday": "MO"}, WEEKLY | {"byday": "MO", "opens_at": "14:00"}],
            "Mo 09:00-12:00,14:00-12:00",
        ),
        ([WEEKLY | {"byday": "MO", "notes": "Fermé les jours fériés."}], "Mo 09:00-12:00; PH off"),
        ([{"description": "Mo-Fr 09:00-12:00"}], "Mo-Fr 09:00-12:00"),
        ([{"description": "du lundi au vendredi"}], None),
        ([WEEKLY | {"byday": "MO", "interval": 2}], None),
        ([WEEKLY | {"byday": "2MO", "freq": "MONTHLY"}], None),
        ([WEEKLY | {"byday": "MO", "valid_from": "2026-01-01"}], None),
        ([WEEKLY], None),
        ([WEEKLY | {"byday": "MO", "opens_at": "tôt"}], None),
    ],
)
def test_rules_become_opening_hours(rules: list[Any], text: str | None) -> None:
    assert opening_hours(rules)[0] == text


# flat files


def test_flat_files_say_what_nested_ones_do() -> None:
    nested = small(
        phones=[{"id": "p", "number": "+33471000000"}],
        service_at_locations=[
            {
                "id": "s",
                "location": {
                    "id": "l",
                    "location_type": "physical",
                    "addresses": [
                        {
                            "id": "a",
                            "address_1": "1 rue Haute",
                            "city": "Brioude",
                            "postal_code": "43100",
                            "country": "FR",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        attributes=[
            {"id": "t", "taxonomy_term": {"id": "u", "code": "jeunes", "taxonomy": "publics"}}
        ],
    )
    place = nested["service_at_locations"][0]["location"]
    flat = {
        "services": [
            {"id": SERVICE, "name": "Un service", "status": "active"}
            | {"organization_id": STRUCTURE}
        ],
        "organizations": [nested["organization"]],
        "locations": [{"id": "l", "location_type": "physical"}],
        "addresses": [{**place["addresses"][0], "location_id": "l"}],
        "service_at_locations": [{"id": "s", "service_id": SERVICE, "location_id": "l"}],
        "phones": [{"id": "p", "number": "+33471000000", "service_id": SERVICE}],
        "attributes": [{"id": "t", "link_id": SERVICE, "taxonomy_term_id": "u"}],
        "taxonomy_terms": [{"id": "u", "code": "jeunes", "taxonomy": "publics"}],
    }
    files = [(f"{name}.json", {"contents": rows}) for name, rows in flat.items()]

    expected, found = read(nested), read_hsds(files, CHOICES)[0]

    assert [item.data for item in found.entries] == [item.data for item in expected.entries]
    assert found.remarks == expected.remarks == ()
    (entry,) = (item for item in found.entries if item.origin.collection == "services")
    assert entry.data["adresse"] == "1 rue Haute"
    assert entry.data["modes_accueil"] == ["en-presentiel"]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ({"name": "Sans identifiant", "status": "active"}, None),
        ([small(id=None)], "le service n’a pas d’identifiant (« id »)"),
        ([small(), small()], "un autre service du fichier a le même identifiant"),
        (
            [small(organization=None)],
            "le service ne dit pas de quelle structure il est, ou elle n’est décrite nulle part",
        ),
    ],
)
def test_a_service_that_cannot_be_read_is_set_aside(document: Any, reason: str | None) -> None:
    imported = read(document)

    assert [item.reasons for item in imported.set_aside] == ([(reason,)] if reason else [])


def test_a_file_that_is_not_hsds_is_named() -> None:
    _, unread = read_hsds([("notes.json", {"bonjour": 1}), ("services.json", [small()])], CHOICES)

    assert unread == ["notes.json"]


# any file


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
def test_any_change_of_the_example_gives_entries_or_reasons(data: st.DataObject) -> None:
    """Whatever stands in place of whatever, reading never fails."""
    document = deepcopy(example())
    for _ in range(data.draw(st.integers(1, 4))):
        parents = [path for path, _ in every(document) if path]
        path = data.draw(st.sampled_from(parents))
        target = document
        for part in path[:-1]:
            target = target[part]
        target[path[-1]] = data.draw(JSON)

    imported = read(document)

    assert len(imported.entries) + len(imported.set_aside) >= 0


def every(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value, containers included."""
    yield path, value
    items = value.items() if isinstance(value, Mapping) else ()
    for key, item in items or (enumerate(value) if isinstance(value, list) else ()):
        yield from every(item, (*path, key))


@given(JSON)
def test_any_document_can_be_read(document: Any) -> None:
    imported, unread = read_hsds([("x.json", document)], CHOICES)

    assert imported.entries == ()
    assert unread in ([], ["x.json"])
