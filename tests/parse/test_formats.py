"""Parse: each `format` of the schemas has a check that accepts and that refuses."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.french_hours import tidy_hours
from generator.model import Referentiels, Schemas
from generator.parse.faults import Fault
from generator.parse.formats import FORMATS, check_date, check_day, make_formats
from generator.parse.hours import check_opening_hours

NOISE = ("", " ", "\n", "0", "-1", "null", "é", "🔧", "\u202e", "x" * 10_000, "٣" * 5, "{}", "''")

ACCEPTED = {
    "commune": ("43157", "2A004", "97105", "75056", "01001", "75101", "69381"),
    "date": ("2026-11-21", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31"),
    "email": (
        *("contact@example.org", "a@b.fr", "c-b_a+d@sous.domaine.example.fr", "A.B@example.org"),
        *("1@2.museum", "accueil.43@haute-loire.fr", "x@" + "a" * 60 + ".fr"),
    ),
    "jour": ("01-01", "12-31", "02-29", "06-15"),
    "opening-hours": (
        *(
            "24/7",
            "Mo-Fr 09:00-17:00",
            "Mo-Fr 08:30-12:30,13:30-17:00; PH off",
            "Tu,Th 14:00-18:00",
        ),
        *("Sa 09:00-12:00", "Mo-Su 10:00-20:00; Dec 25 off", "Apr-Sep Mo-Fr 09:00-18:00"),
        *('Mo-Fr 09:00-12:00 "sur rendez-vous"', "Mo[1] 14:00-16:00", "off", "Mo 09:00-24:00"),
        "week 1-53/2 We 14:00-17:00",
    ),
    "siren": ("130030133", "356000000", "395379746", "552100554"),
    # the last three are offices of La Poste, which follow a rule of their own
    "siret": ("13003013300016", "35600000000048", "35600000009075", "35600000049837"),
    "telephone": (
        *("0465710012", "04 65 71 00 12", "04.65.71.00.12", "04-65-71-00-12", "+33465710012"),
        *("+33 4 65 71 00 12", "+33 (0)4 65 71 00 12", "06 12 34 56 78", "09 72 72 20 00"),
        *("0 800 10 20 30", "08 06 00 01 26", "15", "17", "112", "115", "119", "3919", "3949"),
        *(
            "36 46",
            "116 117",
            "04\u00a065\u00a071\u00a000\u00a012",
            "04\u202f65\u202f71\u202f00\u202f12",
        ),
        *("+262 262 90 00 00", "+32 2 555 12 12"),
    ),
    "uri": ("https://www.example.org/", "https://example.org/a?b=c#d"),
    "zone": ("43", "2A", "971", "43157", "200073419", "region-84", "france", "75056"),
}

REFUSED = {
    "commune": (
        *("43999", "43", "200073419", "region-84", "france", "2C004", "4315", "431577", "43 157"),
        *("Le Puy-en-Velay", "43157\n", "４３１５７", "2a004", "99100"),
    ),
    "date": (
        *("2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "26-11-21"),
        *("21/11/2026", "21-11-2026", "2026/11/21", "20261121", "2026-W47-6", "2026-325"),
        *("2026-1-1", "2026-11-21 ", " 2026-11-21", "2026-11-21T00:00:00", "demain", "2026-11"),
        *("2026-11-21\n", "２０２６-11-21", "0000-01-01", "10000-01-01", "-001-01-01"),
    ),
    "email": (
        *("contact", "contact@", "@example.org", "a@b", "a@b@c.fr", "a b@example.org"),
        *("contact@example", "contact@example.", "contact@.example.org", "contact@ex ample.org"),
        *(".contact@example.org", "contact.@example.org", "con..tact@example.org"),
        *("contact@-example.org", "contact@example-.org", "contact@example..org"),
        *("contact(at)example.org", "Accueil <contact@example.org>", "mailto:contact@example.org"),
        *("contact@example.org\n", "contact@example.org?cc=a@b.fr", "contact@example.org%0ACc:a"),
        *("contact@example.org,a@b.fr", "contact@example.org;a@b.fr", "été@example.org"),
        *("contact@exämple.org", "contact@[127.0.0.1]", "contact@127.0.0.1", "a'b@example.org"),
        *(
            '"a"@example.org',
            "a@example.org.",
            "a@example.c",
            "a" * 250 + "@a.fr",
            "a&b@example.org",
        ),
        *("a@example.org\r\nBcc: b@c.fr", "a@еxample.org", "a@example.org#", "a|b@example.org"),
    ),
    "jour": ("13-01", "00-10", "02-30", "1-1", "06-31", "2026-06-01", "06/01", "06-01\n", "juin"),
    "opening-hours": (
        *("le matin", "lundi", "9h-17h", "Mo-Fr 9h00-17h00", "du lundi au vendredi", "Mo-Fr 25:00"),
        *("Mo-Fr 09:00-", "Lu-Ve 09:00-17:00", "Mo-Fr 09:00-12:00,,", "<b>Mo</b>", "Mo-Fr 9-17h"),
    ),
    "siren": ("130030134", "13003013", "1300301333", "000000000", "130 030 133", "FR130030133"),
    "siret": (
        *("13003013300017", "1300301330001", "130030133000166", "00000000000000"),
        *("130 030 133 00016", "13003013400016", "35600000000041", "１３００３０１３３０００１６"),
    ),
    "telephone": (
        *("04 65 71 00", "04 65 71 00 12 34", "04 65 71 00 12 / 13", "04 65 71 00 12 ou 13"),
        *("quatre", "tel:0465710012", "0465710012;ext=3", "0465710012,1", "0465710012#", "*#06#"),
        *("+33", "00 33 4 65 71 00 12 99", "0000000000", "9999", "1", "+1", "++33465710012"),
        *("04 65 71 00 12\n", "０４６５７１００１２", "04\u200b65710012", "04%2065710012", "0x1F"),
        *("+33 4 65 71 00 12?call=1", "(04)", "-0465710012", "123456", "98765", "0262 90 00 00"),
    ),
    "uri": ("", "pas une url", "www.example.org", "javascript:alert(1)", "ftp://example.org"),
    "zone": (
        *("99", "43999", "200073410", "region-99", "region-43", "Haute-Loire", "FRANCE", "2a"),
        *("43 ", "43\n", "département 43", "84-region", "98", "000000000", "fr", "europe"),
    ),
}


@pytest.fixture(scope="module")
def formats(referentiels: Referentiels) -> dict[str, Callable[[str], None]]:
    return make_formats(referentiels, frozenset())


def _uses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("format"), str):
            yield value["format"]
        for item in value.values():
            yield from _uses(item)
    elif isinstance(value, list):
        for item in value:
            yield from _uses(item)


def test_formats_used_checked_and_tested_are_the_same(
    schemas: Schemas, formats: dict[str, Callable[[str], None]]
) -> None:
    used = {name for document in schemas.documents.values() for name in _uses(document)}

    assert used == set(FORMATS) == set(formats) == set(ACCEPTED) == set(REFUSED)
    assert list(FORMATS) == sorted(FORMATS)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in ACCEPTED.items() for text in texts]
)
def test_a_good_value_is_accepted(
    name: str, text: str, formats: dict[str, Callable[[str], None]]
) -> None:
    formats[name](text)


@pytest.mark.parametrize(
    ("name", "text"),
    [(name, text) for name, texts in REFUSED.items() for text in (*texts, *NOISE)],
)
def test_a_bad_value_is_refused_with_a_remedy(
    name: str, text: str, formats: dict[str, Callable[[str], None]]
) -> None:
    with pytest.raises(Fault) as caught:
        formats[name](text)

    assert not caught.value.warning
    assert caught.value.hint
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    ("code", "today"), [("43146", "43157"), ("43176", "43221"), ("43209", "43239")]
)
def test_a_former_commune_is_a_warning_that_names_the_new_one(
    code: str, today: str, formats: dict[str, Callable[[str], None]]
) -> None:
    for name in ("commune", "zone"):
        with pytest.raises(Fault) as caught:
            formats[name](code)

        assert caught.value.warning
        assert caught.value.code == "code-territoire-ancien"
        assert f"« {today} »" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("zone", "Haute-Loire", "43"),
        ("zone", "haute loire", "43"),
        ("zone", "Auvergne-Rhône-Alpes", "region-84"),
        ("zone", "Belfort", "90010"),
        ("zone", "Le Creusot", "71153"),
        ("commune", "Le Puy-en-Velay", "43157"),
        ("commune", "le puy en velay", "43157"),
        ("commune", "25000", "25056"),
    ],
)
def test_a_name_or_a_postcode_leads_to_its_code(
    name: str, text: str, code: str, formats: dict[str, Callable[[str], None]]
) -> None:
    with pytest.raises(Fault) as caught:
        formats[name](text)

    assert f"« {code} »" in caught.value.hint


def test_names_that_many_communes_bear_lead_nowhere(
    formats: dict[str, Callable[[str], None]],
) -> None:
    with pytest.raises(Fault) as caught:
        formats["commune"]("Saint-Martin")

    assert "vouliez-vous" not in caught.value.hint


def test_examples_of_the_schemas_are_good_values(
    schemas: Schemas, formats: dict[str, Callable[[str], None]]
) -> None:
    checked = 0
    for schema in _formatted(json.loads(json.dumps(schemas.documents, default=dict))):
        for example in schema.get("examples", ()):
            formats[schema["format"]](example)
            checked += 1

    assert checked > 30


def _formatted(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if isinstance(value.get("format"), str):
            yield value
        for item in value.values():
            yield from _formatted(item)
    elif isinstance(value, list):
        for item in value:
            yield from _formatted(item)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("21/11/2026", "année, mois, jour : « 2026-11-21 »"),
        ("1.2.2026", "année, mois, jour : « 2026-02-01 »"),
        ("31/02/2026", "ce mois n’a que 28 jours : « 2026-02-28 »"),
        ("2024-02-30", "ce mois n’a que 29 jours : « 2024-02-29 »"),
        ("31/13/2026", "année, mois, jour : « 2026-11-21 »"),
        ("demain", "année, mois, jour : « 2026-11-21 »"),
    ],
)
def test_the_remedy_of_a_date_is_a_day_that_exists(text: str, remedy: str) -> None:
    with pytest.raises(Fault) as caught:
        check_date(text)

    assert caught.value.hint == remedy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sone et Loire", "« 71 » (Saône-et-Loire)"),
        ("Hauteloire", "« 43 » (Haute-Loire)"),
        ("Bretagnne", "« region-53 » (Bretagne)"),
    ],
)
def test_a_territory_whose_name_is_misspelt_is_proposed(
    typed: str, meant: str, referentiels: Referentiels
) -> None:
    with pytest.raises(Fault) as fault:
        make_formats(referentiels, ())["zone"](typed)
    assert fault.value.hint == f"vouliez-vous dire {meant} ?"


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("18/11/2026", "mois, puis jour : « 11-18 »"),
        ("18/11", "mois, puis jour : « 11-18 »"),
        ("1er juin", "mois, puis jour : « 06-01 »"),
        ("2 août 2026", "mois, puis jour : « 08-02 »"),
        ("14-07", "mois, puis jour : « 07-14 »"),
        ("31/02", "ce mois n’a que 29 jours : « 02-29 »"),
        ("04-31", "ce mois n’a que 30 jours : « 04-30 »"),
        ("12/13", "mois, puis jour : « 07-14 »"),
        ("bientôt", "mois, puis jour : « 07-14 »"),
    ],
)
def test_a_day_of_any_year_is_proposed_as_it_should_be_written(typed: str, remedy: str) -> None:
    with pytest.raises(Fault) as fault:
        check_day(typed)
    assert fault.value.hint == remedy


def test_hours_in_french_words_are_proposed_in_the_syntax_or_left_alone() -> None:
    fixture = Path(__file__).parents[1] / "fixtures" / "french-hours.json"
    for typed, meant in json.loads(fixture.read_text("utf-8")).items():
        assert tidy_hours(typed) == meant
        if meant == typed:
            continue
        check_opening_hours(meant)
        with pytest.raises(Fault) as fault:
            check_opening_hours(typed)
        assert fault.value.hint == f"vouliez-vous dire « {meant} » ?"
