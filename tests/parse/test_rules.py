"""Parse: what an entry says against itself, at the very value that contradicts."""

from collections.abc import Callable
from datetime import date

import pytest

from generator.model import Outcome, Referentiels
from generator.parse.document import Entry
from generator.parse.rules import find_breaches

Parse = Callable[[str], Outcome[Entry | None]]


def said_of(lines: str, garage: str, parse: Parse) -> list[tuple[str, tuple[str | int, ...]]]:
    text = garage.replace(
        "etat: actif\n", f"{lines}\n" if "etat:" in lines else f"etat: actif\n{lines}\n"
    )
    return [(item.code, item.field) for item in parse(text).diagnostics]


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        ("publics: [tous-publics, jeunes]", "tous-publics-accompagne", ("publics", 0)),
        ("publics: [jeunes, tous-publics]", "tous-publics-accompagne", ("publics", 1)),
        (
            "eligibilite:\n  toutes:\n    - permis: [b, aucun]",
            "aucun-permis-accompagne",
            ("eligibilite", "toutes", 0, "permis", 1),
        ),
        (
            "delai_jours: 99999999999999999999999",
            "nombre-hors-limites",
            ("delai_jours",),
        ),
        ("frais: gratuit\nmontant: {max: 5, sens: paye}", "prix-et-gratuit", ("montant",)),
        (
            "modes_accueil: [a-distance]\nmodes_mobilisation: [se-presenter]",
            "distance-et-se-presenter",
            ("modes_mobilisation", 0),
        ),
        ("modes_mobilisation: [telephoner]", "mode-sans-contact", ("modes_mobilisation", 0)),
        (
            "modes_mobilisation: [envoyer-un-courriel]",
            "mode-sans-contact",
            ("modes_mobilisation", 0),
        ),
        (
            "modes_mobilisation: [utiliser-lien-mobilisation]",
            "mode-sans-contact",
            ("modes_mobilisation", 0),
        ),
        ("montant: {min: 2, max: 1}", "minimum-au-dessus-du-maximum", ("montant", "min")),
        ("montant: {min: 1.5, max: 1}", "minimum-au-dessus-du-maximum", ("montant", "min")),
        (
            "eligibilite:\n  une:\n    - toutes:\n        - age: {min: 26, max: 25}",
            "minimum-au-dessus-du-maximum",
            ("eligibilite", "une", 0, "toutes", 0, "age", "min"),
        ),
        ("etat: saisonnier", "saison-sans-periode", ("etat",)),
        ("etat: saisonnier\netat_precisions: {message: a}", "saison-sans-periode", ("etat",)),
        (
            "etat_precisions: {depuis: 2026-02-02, jusqu_a: 2026-02-01}",
            "dates-inversees",
            ("etat_precisions", "jusqu_a"),
        ),
        ("verification: {le: 2026-11-22, par: a}", "date-future", ("verification", "le")),
        ("falc: {texte: a, date: 2026-11-22}", "date-future", ("falc", "date")),
        ("courriel: jean.martin@example.org", "donnee-personnelle", ("courriel",)),
        ("courriel: jean_martin@example.org", "donnee-personnelle", ("courriel",)),
        ("courriel: garage43@gmail.com", "donnee-personnelle", ("courriel",)),
        ("courriel: garage@orange.fr", "donnee-personnelle", ("courriel",)),
        ("telephone: 06 12 34 56 78", "donnee-personnelle", ("telephone",)),
        ("telephone: +33 7 56 78 90 12", "donnee-personnelle", ("telephone",)),
        ("telephone: +33612345678", "donnee-personnelle", ("telephone",)),
        ("code_insee: 43157\ncode_postal: 43100", "code-postal-et-commune", ("code_postal",)),
        (
            "lieux:\n  - {nom: a}\n  - {code_insee: 43157, code_postal: 43100}",
            "code-postal-et-commune",
            ("lieux", 1, "code_postal"),
        ),
    ],
)
def test_a_contradiction_is_said_where_it_stands(
    lines: str, code: str, field: tuple[str | int, ...], garage: str, parse: Parse
) -> None:
    assert said_of(lines, garage, parse) == [(code, field)]


@pytest.mark.parametrize(
    "lines",
    [
        "publics: [tous-publics]",
        "publics: [jeunes, familles]",
        "frais: gratuit",
        "frais: gratuit\nmontant: {max: 5, sens: recu}",
        "frais: gratuit\nmontant: {max: 0, sens: paye}",
        "frais: payant\nmontant: {max: 5, sens: paye}",
        "modes_accueil: [a-distance, en-presentiel]\nmodes_mobilisation: [se-presenter]",
        "modes_accueil: [a-distance]",
        "telephone: 04 65 71 00 12\nmodes_mobilisation: [telephoner]",
        "montant: {min: 1, max: 1}",
        "montant: {min: 2}",
        "etat: saisonnier\netat_precisions: {periode: {debut: 11-01, fin: 03-31}}",
        "etat_precisions: {depuis: 2026-02-01, jusqu_a: 2026-02-01}",
        "etat_precisions: {jusqu_a: 2030-01-01}",
        "prochaine_revue: 2027-02-18",
        "verification: {le: 2026-11-21, par: a}",
        "courriel: contact@example.org",
        "courriel: accueil@free-vehicules.example.org",
        "code_insee: 43157\ncode_postal: 43000",
        "code_insee: 43157",
        "code_postal: 43100",
    ],
)
def test_what_agrees_says_nothing(lines: str, garage: str, parse: Parse) -> None:
    assert said_of(lines, garage, parse) == []


# Rules read data that the schema may have refused: none of them may stop the others.
@pytest.mark.parametrize("field", ["publics", "montant", "modes_accueil", "modes_mobilisation"])
@pytest.mark.parametrize(
    "value",
    ["tous-publics", "se-presenter", "12", "{}", "[]", "[[a]]", "[{a: b}]", "{se-presenter: a}"],
)
def test_rules_bear_any_data(field: str, value: str, garage: str, parse: Parse) -> None:
    other = {
        "modes_accueil": "modes_mobilisation: [se-presenter]",
        "modes_mobilisation": "modes_accueil: [a-distance]",
    }.get(field, "frais: gratuit")

    found = said_of(f"{field}: {value}\n{other}\ndate_maj2: a", garage, parse)

    assert ("champ-inconnu", ("date_maj2",)) in found


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Gаrage", True),
        ("Garαge", True),
        ("Garage Ѕolidaire", True),
        ("Garage автосервис", False),
        ("Garage ΑΒΓ", False),
        ("Œuvre Ÿ", False),
        ("A4 µm", False),
    ],
)
def test_a_word_of_two_alphabets_is_a_warning(
    name: str, mixed: bool, garage: str, parse: Parse
) -> None:
    outcome = parse(garage.replace("Garage solidaire", name))

    assert [item.code for item in outcome.diagnostics] == ["alphabet-mele"] * mixed
    assert outcome.value is not None


def test_the_person_of_a_situation_has_no_licence_or_has_one(referentiels: Referentiels) -> None:
    def said(*permis: str) -> list[tuple[str | int, ...]]:
        found = find_breaches({"personne": {"permis": [*permis]}}, date(2026, 11, 21), referentiels)
        return [breach.field for breach in found]

    assert said("b", "aucun") == [("personne", "permis", 1)]
    assert said("aucun", "code") == said("aucun") == said("b", "a") == []
