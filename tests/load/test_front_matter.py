"""Load: Markdown with a header, or plain YAML → one document."""

import pytest

from generator.diagnostics import Diagnostic, Position
from generator.load.front_matter import read_document
from generator.model import Document


def read(text: str, path: str = "content/services/garage.md") -> Document:
    outcome = read_document(path, "services", text)

    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def refuse(text: str, path: str = "content/services/garage.md") -> Diagnostic:
    outcome = read_document(path, "services", text)

    assert outcome.value is None
    assert len(outcome.diagnostics) == 1
    return outcome.diagnostics[0]


def test_a_header_and_a_text_make_a_document() -> None:
    document = read("---\nnom: Garage\n---\n\nLe texte.\n")

    assert document.id == "garage"
    assert document.data == {"nom": "Garage"}
    assert document.body == "\nLe texte.\n"
    assert document.body_line == 4
    assert document.key_spans["nom",].start == Position(2, 1)


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_plain_yaml_is_a_document_without_text(suffix: str) -> None:
    document = read("nom: Garage\n", f"content/services/garage.{suffix}")

    assert document.id == "garage"
    assert (document.body, document.body_line) == ("", 1)
    assert document.key_spans["nom",].start == Position(1, 1)


@pytest.mark.parametrize("fence", ["---", "--- ", "---\t", "---   "])
def test_spaces_after_a_fence_do_not_count(fence: str) -> None:
    document = read(f"{fence}\nnom: Garage\n{fence}\nLe texte.\n")

    assert document.data == {"nom": "Garage"}
    assert document.body == "Le texte.\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_the_text_may_be_missing(end: str) -> None:
    assert read(f"---\nnom: Garage\n---{end}").body.strip() == ""


def test_fences_in_the_text_belong_to_it() -> None:
    document = read("---\nnom: Garage\n---\nun\n---\ndeux\n\n---\n")

    assert document.body == "un\n---\ndeux\n\n---\n"


def test_a_fence_inside_a_value_is_not_a_fence() -> None:
    document = read("---\nnom: a --- b\nfalc: |\n  un\n  ---\n  deux\n---\nfin\n")

    assert document.data == {"nom": "a --- b", "falc": "un\n---\ndeux\n"}
    assert document.body == "fin\n"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Le texte.\n", "nom: Garage\n", "\n---\nnom: a\n---\n", " ---\nnom: a\n---\n"),
        *("---\nnom: Garage\n", "---\nnom: Garage\n----\n", "---\nnom: a\n --- \nb\n", "---"),
        *("+++\nnom = 'a'\n+++\n", "--- # a\nnom: a\n---\n", "— — —\nnom: a\n"),
    ],
)
def test_a_missing_fence_is_said(text: str) -> None:
    assert refuse(text).code == "entete-manquant"


def test_an_unclosed_header_is_not_a_missing_one() -> None:
    assert "refermé" in refuse("---\nnom: Garage\n").message
    assert "pas d’en-tête" in refuse("nom: Garage\n").message


@pytest.mark.parametrize("text", ["---\n---\n", "---\n\n---\nLe texte.\n", "---\n# rien\n---\n"])
def test_an_empty_header_is_said(text: str) -> None:
    assert refuse(text).code == "fichier-vide"


def test_lines_of_the_file_are_kept_whatever_the_header() -> None:
    outcome = read_document("a/b.md", "services", "---\n\n\nnom: a\nnom: b\n---\n\n\ntexte\n")

    assert [item.span.start for item in outcome.diagnostics] == [Position(5, 1)]
    assert outcome.value is not None
    assert outcome.value.body_line == 7
    assert outcome.value.text.split("\n")[outcome.value.body_line + 1] == "texte"
