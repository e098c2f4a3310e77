"""Parse: one document → its entry, or each mistake once, at its place."""

from collections.abc import Callable
from datetime import date

import pytest

from generator.diagnostics import Diagnostic, Severity, sort_key
from generator.entries import Citation, RichText, Service, Structure
from generator.load import read_content
from generator.model import Document, Outcome, Plain
from generator.parse import Context, find_allowed_hosts, parse_document
from generator.parse.document import Entry
from generator.settings import Settings

Parse = Callable[[str], Outcome[Entry | None]]


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [item.code for item in diagnostics]


def with_lines(garage: str, lines: str) -> str:
    return garage.replace("etat: actif\n", f"etat: actif\n{lines}\n")


def test_a_right_document_becomes_an_entry(garage: str, parse: Parse) -> None:
    outcome = parse(garage)

    assert outcome.diagnostics == ()
    assert outcome.value == Service(
        id="garage-solidaire",
        nom="Garage solidaire",
        structure="maison-mobilite",
        resume="Faire réparer sa voiture à petit prix pour continuer à aller travailler.",
        description=RichText(
            source="Le garage prête ses outils, et un mécanicien vous guide.",
            html="<p>Le garage prête ses outils, et un mécanicien vous guide.</p>\n",
            text="Le garage prête ses outils, et un mécanicien vous guide.",
        ),
        thematiques=("mobilite--entretenir-reparer-son-vehicule",),
        zone_eligibilite=("43",),
        etat="actif",
        date_maj=date(2026, 2, 18),
        sources=(Citation(nom="Site de la Maison de la mobilité"),),
    )


def test_a_text_under_the_header_or_in_it_is_the_same(garage: str, parse: Parse) -> None:
    body = "Le garage prête ses outils, et un mécanicien vous guide."
    header = garage.replace(f"---\n\n{body}\n", f"description: {body}\n---\n")

    assert parse(header).value == parse(garage).value


def test_an_error_refuses_the_entry_and_a_warning_does_not(garage: str, parse: Parse) -> None:
    warned = parse(with_lines(garage, "lien_source: http://example.org/"))
    refused = parse(with_lines(garage, "lien_source: ftp://example.org/"))

    assert [item.severity for item in warned.diagnostics] == [Severity.WARNING]
    assert isinstance(warned.value, Service)
    assert warned.value.lien_source == "http://example.org/"
    assert refused.value is None


# One mistake, one diagnostic: the most telling one.
@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("frais: [gratuit]", "type-incorrect"),
        ("frais: {a: b}", "type-incorrect"),
        ("publics:\n  - jeunes\n  -", "valeur-vide"),
        ("publics:\n  - [jeunes]", "type-incorrect"),
        ("justificatifs:\n  - ''", "valeur-vide"),
        ("code_postal: 430000", "format-incorrect"),
        ("code_postal: 43 000", "format-incorrect"),
        ("code_insee: Le Puy-en-Velay", "code-territoire-inconnu"),
        ("telephone: " + "0" * 60, "telephone-invalide"),
        ("telephone: [0471000000]", "type-incorrect"),
        ("courriel: " + "a" * 300, "courriel-invalide"),
        ("lien_source: https://example.org/" + "a" * 2_100, "url-invalide"),
        ("prochaine_revue: le mois prochain, ou peut-être le suivant", "date-invalide"),
        ("montant:", "valeur-vide"),
        ("montant: 12", "type-incorrect"),
        ("lieux: Brioude", "type-incorrect"),
        ("relations:\n  prerequis: garage", "type-incorrect"),
        ("eligibilite: avoir 18 ans", "type-incorrect"),
        ("eligibilite:\n  toutes:\n    - agee: {min: 18}", "champ-inconnu"),
        ("eligibilite:\n  toutes:\n    - age: {min: 18}\n      permis: [b]", "condition-ambigue"),
        ("eligibilite:\n  toutes: []", "liste-trop-courte"),
        ("nombre_semaines: 1001", "nombre-hors-limites"),
        ("mots_cles: [a, a]", "valeur-en-double"),
        ("etat_precisions:\n  periode: {debut: 13-45, fin: 09-30}", "date-invalide"),
        ("prochaine_revue: 20270101", "date-invalide"),
        ("verification:\n  le: 20270101\n  par: a", "date-invalide"),
        ("verification:\n  le: 2027-W01-1\n  par: a", "date-invalide"),
    ],
)
def test_one_mistake_is_said_once(lines: str, code: str, garage: str, parse: Parse) -> None:
    assert codes(parse(with_lines(garage, lines)).diagnostics) == [code]


def test_a_long_warning_does_not_hide_an_error(garage: str, parse: Parse) -> None:
    said = parse(with_lines(garage, "lien_source: http://example.org/" + "a" * 2_100)).diagnostics

    assert codes(said) == ["url-invalide"]


def test_unknown_fields_are_reported_each_on_its_own_key(garage: str, parse: Parse) -> None:
    said = parse(with_lines(garage, "telefone: a\ncourriell: b\nmontant:\n  mini: 1\n  maxi: 2"))

    assert [
        (it.code, it.span.start.line, it.span.start.column, it.hint)
        for it in sorted(said.diagnostics, key=sort_key)
    ] == [
        ("champ-inconnu", 10, 1, "vouliez-vous dire « telephone » ?"),
        ("champ-inconnu", 11, 1, "vouliez-vous dire « courriel » ?"),
        ("champ-inconnu", 13, 3, "vouliez-vous dire « min » ?"),
        ("champ-inconnu", 14, 3, "vouliez-vous dire « max » ?"),
    ]


def test_missing_fields_are_all_said_with_an_example(parse: Parse) -> None:
    said = parse("---\nnom: Garage\n---\n").diagnostics

    assert [item.field for item in said] == [
        (name,)
        for name in (
            *("structure", "resume", "thematiques", "zone_eligibilite", "etat", "date_maj"),
            "sources",
        )
    ]
    assert {item.code for item in said} == {"champ-manquant"}


def test_a_missing_field_of_an_item_is_said_on_the_item(garage: str, parse: Parse) -> None:
    (said,) = parse(
        garage.replace("  - nom: Site", "  - url: https://a.org/\n  - nom: Site")
    ).diagnostics

    assert (said.code, said.span.start.line, said.span.start.column) == ("champ-manquant", 12, 5)
    assert "sources" in said.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("Voir [a](javascript:b).", 15, 10),
        ("\n\nUn\ndeux [a](javascript:b)", 18, 10),
        ("🔧 é [a](javascript:b)", 15, 9),
    ],
)
def test_a_fault_of_the_text_has_its_place_in_the_file(
    text: str, line: int, column: int, garage: str, parse: Parse
) -> None:
    body = "Le garage prête ses outils, et un mécanicien vous guide."
    (said,) = parse(garage.replace(body, text)).diagnostics

    assert (said.code, said.span.start.line, said.span.start.column) == (
        "url-invalide",
        line,
        column,
    )


@pytest.mark.parametrize(
    ("description", "line", "column"),
    [
        ("description: Voir [a](javascript:b).", 10, 23),
        ("description: |\n  Un.\n\n  Voir [a](javascript:b).", 13, 12),
        ("description: |-\n  Un\n  - [a](javascript:b)", 12, 9),
        ("description: >\n  Un\n  [a](javascript:b)", 10, 14),  # folded: the whole value
        ('description: "a\\n[a](javascript:b)"', 10, 22),
    ],
)
def test_a_fault_of_a_text_in_the_header_has_its_place_too(
    description: str, line: int, column: int, garage: str, parse: Parse
) -> None:
    text = with_lines(garage.split("\nLe garage", maxsplit=1)[0], description)
    (said,) = parse(text).diagnostics

    assert (said.code, said.span.start.line, said.span.start.column) == (
        "url-invalide",
        line,
        column,
    )


@pytest.mark.parametrize(
    ("collection", "text", "cls"),
    [
        ("structures", "nom: Garage\ndate_maj: 2026-01-01\nsources: [{nom: Bottin}]\n", Structure),
        (
            "guichet",
            (
                "{nom: Guichet, sous_titre: Se loger, url: https://a.org/, editeur: {nom: A},\n"
                "hebergeur: {nom: B}, territoire: {nom: C, departements: [43]}}\n"
            ),
            Settings,
        ),
    ],
)
def test_each_collection_has_its_class(
    collection: str, text: str, cls: type, context: Context
) -> None:
    outcome, _ = read_content(text.encode(), f"content/{collection}/garage.yaml", collection)
    assert outcome.value is not None

    assert isinstance(parse_document(outcome.value, context).value, cls)


def test_an_entry_is_frozen_and_hashable_by_its_texts(garage: str, parse: Parse) -> None:
    entry = parse(garage).value

    assert isinstance(entry, Service)
    with pytest.raises(AttributeError):
        entry.nom = "Autre"  # type: ignore[misc]
    assert not isinstance(entry.nom, Plain)


def test_domains_that_owners_allow_are_read_before_entries() -> None:
    settings, _ = read_content(b"domaines_autorises: [a.org, b.org]\n", "guichet.yaml", "guichet")
    wrong, _ = read_content(b"domaines_autorises: a.org\n", "guichet.yaml", "guichet")
    assert settings.value is not None
    assert wrong.value is not None

    assert find_allowed_hosts([settings.value]) == {"a.org", "b.org"}
    assert find_allowed_hosts([wrong.value]) == frozenset()
    assert find_allowed_hosts([]) == frozenset()


def test_parsing_changes_nothing_in_the_document(
    garage: str, read: Callable[[str], Document], context: Context
) -> None:
    document = read(garage)

    first, second = parse_document(document, context), parse_document(document, context)

    assert first == second
    assert document == read(garage)
