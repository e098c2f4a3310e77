"""Advice on wording: what is said is right, where it stands is exact, and silence is the rule."""

import json
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.entries import MotSimple
from generator.load import read_content
from generator.model import Document, Referentiels
from generator.parse import Context, parse_document
from generator.parse.document import prepare_context
from generator.parse.plain.acronyms import find_acronyms
from generator.parse.plain.heavy_words import find_heavy_words
from generator.parse.plain.prose import ReadText, read_sentences
from generator.parse.plain.reading import Reading, prepare_reading

REPOSITORY = Path(__file__).parents[2]
CASES = json.loads((REPOSITORY / "tests/fixtures/langage-clair.json").read_bytes())
LEXICON = """\
termes:
  - terme: CAF
    developpement: Caisse d’allocations familiales
  - terme: ZZZ
    aussi: [aide]
  - terme: prescripteur
    definition: Le professionnel qui vous envoie vers un service.
mots_simples:
  - ecrit: maillage
  - ecrit: mobilité inclusive
    plutot: des transports pour tous
"""


def _document(text: str, path: str, collection: str) -> Document:
    outcome, _ = read_content(text.encode(), path, collection)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


DOCUMENTS = (
    _document(LEXICON, "content/lexique.yaml", "lexique"),
    _document(
        "nom: Maison de la mobilité\nsigle: MDM\n", "content/structures/m.yaml", "structures"
    ),
)


@pytest.fixture(scope="module")
def reading(referentiels: Referentiels) -> Reading:
    return prepare_reading(DOCUMENTS, referentiels.mots_simples)


@pytest.mark.parametrize("case", CASES, ids=[case["nom"] for case in CASES])
def test_a_text_is_read_as_a_person_would(case: dict[str, Any], reading: Reading) -> None:
    text = case["texte"]
    read = ReadText(("description",), text, read_sentences(text))

    if "longueurs" in case:
        assert [sentence.length for sentence in read.sentences] == case["longueurs"]
    if "sigles" in case:
        found = [text[it.start : it.end] for it in find_acronyms((read,), reading)]
        assert found == case["sigles"]
    if "mots" in case:
        found = [text[it.start : it.end] for it in find_heavy_words((read,), reading)]
        assert [word.replace("'", "’") for word in found] == case["mots"]


@given(st.text(alphabet="aBé. ,;:!?…'’«»()[]*_`|#-\n/@0123CAFdw", max_size=120))
def test_every_word_is_found_once_in_order_and_where_it_stands(text: str) -> None:
    words = [word for sentence in read_sentences(text) for word in sentence.words]

    for word in words:  # the marks of Markdown are read as blanks
        assert len(word.text) == word.end - word.start
        written = zip(word.text, text[word.start : word.end], strict=True)
        assert all(read in (sign, " ") for read, sign in written)
    assert all(one.end <= two.start for one, two in pairwise(words))


@pytest.fixture(scope="module")
def advised(
    schemas: Any, referentiels: Referentiels, context: Context
) -> Callable[[str], list[Any]]:
    """The fields of a service → what is said of them, with the words that are underlined."""
    judged = prepare_context(DOCUMENTS, schemas, referentiels, context.today)

    def advise(text: str, collection: str = "services") -> list[Any]:
        document = _document(text, f"content/{collection}/essai.md", collection)
        outcome = parse_document(document, judged)
        assert outcome.value is not None, outcome.diagnostics
        rows = document.text.split("\n")
        return [
            (
                it.code,
                rows[it.span.start.line - 1][it.span.start.column - 1 : it.span.end.column - 1],
            )
            for it in outcome.diagnostics
        ]

    return advise


@pytest.fixture(scope="module")
def entry(garage: str) -> Callable[..., str]:
    def make(fields: str = "", body: str = "Le garage prête ses outils.") -> str:
        head = garage.split("---\n")[1]
        return f"---\n{head}{fields}---\n\n{body}\n"

    return make


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param("conditions_acces: Vous devez effectuer un stage.\n", id="plain"),
        pytest.param('conditions_acces: "Vous devez effectuer un stage."\n', id="quoted"),
        pytest.param("conditions_acces: 'Vous devez effectuer un stage.'\n", id="single"),
        pytest.param("conditions_acces: |\n  Oui.\n  Vous devez effectuer un stage.\n", id="kept"),
        pytest.param("conditions_acces: >-\n  Vous devez\n  effectuer un stage.\n", id="folded"),
        pytest.param("conditions_acces: Vous devez\n  effectuer un stage.\n", id="two lines"),
        pytest.param("justificatifs:\n  - un papier\n  - papier à effectuer\n", id="in a list"),
        pytest.param("falc:\n  texte: |-\n    Vous devez effectuer\n    un stage.\n", id="nested"),
    ],
)
def test_a_word_is_underlined_wherever_it_is_written(
    fields: str, advised: Callable[[str], list[Any]], entry: Callable[..., str]
) -> None:
    assert advised(entry(fields)) == [("mot-administratif", "effectuer")]


def test_a_word_of_the_body_is_underlined_after_blank_lines(
    advised: Callable[[str], list[Any]], entry: Callable[..., str]
) -> None:
    assert advised(entry(body="\n\nBonjour.\n\n- Vous devez *effectuer* un stage.")) == [
        ("mot-administratif", "effectuer")
    ]


def test_the_second_place_of_a_value_is_found_after_the_first(
    advised: Callable[[str], list[Any]], entry: Callable[..., str]
) -> None:
    fields = "frais_precisions: Le « FSL » est cité. Le FSL paie.\n"

    assert advised(entry(fields)) == [("sigle-inexplique", "FSL")]


def test_an_easy_text_is_asked_for_shorter_sentences(
    advised: Callable[[str], list[Any]], entry: Callable[..., str]
) -> None:
    sentence = (
        "Vous avez besoin de réparer votre voiture pour aller au travail tous les jours de la"
    )

    assert advised(entry(f"conditions_acces: {sentence} semaine.\n")) == []
    assert advised(entry(f"falc:\n  texte: {sentence} semaine.\n")) == [
        ("phrase-longue", "Vous avez besoin")
    ]


def test_what_another_directory_keeps_up_to_date_is_left_alone(
    advised: Callable[[str], list[Any]], entry: Callable[..., str]
) -> None:
    fields = (
        "conditions_acces: Vous devez effectuer un stage au FSL.\n"
        "provenance:\n  nom: Autre annuaire\n  id: abc\n  importe_le: 2026-02-18\n"
    )

    assert [code for code, _ in advised(entry(fields))] == []


def test_a_refused_entry_gets_no_advice(
    schemas: Any, referentiels: Referentiels, context: Context, entry: Callable[..., str]
) -> None:
    judged = prepare_context(DOCUMENTS, schemas, referentiels, context.today)
    text = entry("telefone: 12\nconditions_acces: Vous devez effectuer un stage.\n")

    outcome = parse_document(_document(text, "content/services/a.md", "services"), judged)

    assert [item.code for item in outcome.diagnostics] == ["champ-inconnu"]


@pytest.mark.parametrize(
    "lexicon",
    [
        "termes: 3",
        "termes: [3, {terme: [a]}]",
        "mots_simples: {a: b}",
        "mots_simples: [{ecrit: 3}]",
    ],
)
def test_whatever_a_lexicon_holds_can_be_read(lexicon: str) -> None:
    document = _document(f"{lexicon}\n", "content/lexique.yaml", "lexique")

    assert prepare_reading((document,), ()).heavy == {}


def test_the_words_that_come_with_the_generator_are_of_use(referentiels: Referentiels) -> None:
    listed = referentiels.mots_simples
    written = [form for word in listed for form in (word.ecrit, *word.formes)]
    every = prepare_reading((), listed)

    assert len(listed) > 120
    assert len(set(written)) == len(written)
    for word in listed:
        assert word.plutot
        assert word.ecrit[0].islower()
        text = word.plutot
        read = ReadText((), text, read_sentences(text))
        assert list(find_heavy_words((read,), every)) == [], f"{word.ecrit}: {text}"


@pytest.mark.parametrize("word", ["dispositif", "afin de"])
def test_a_site_decides_over_the_common_list(word: str, referentiels: Referentiels) -> None:
    own = f"mots_simples:\n  - ecrit: {word}\n    plutot: autre chose\n"
    document = _document(own, "content/lexique.yaml", "lexique")
    reading = prepare_reading((document,), (*referentiels.mots_simples, MotSimple(ecrit="x")))
    text = f"Voici {word} cela."
    read = ReadText((), text, read_sentences(text))

    assert [it.hint for it in find_heavy_words((read,), reading)] == [
        "écrivez plutôt : autre chose"
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(" " * 30_000, ". " * 15_000, "\n" * 9_000 + "a", ".\n" * 9_000, "a" * 30_000),
        *("a." * 15_000, "- " * 15_000, "(" * 30_000, "« " * 15_000, "](" * 15_000, "CAF " * 8_000),
        " ".join(f"{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}Q" for i in range(7_000)),
        *(
            "afin de " * 4_000,
            "1 " * 15_000,
            "|" * 30_000,
            "#" * 30_000,
            "`" * 30_000,
            "’" * 30_000,
        ),
    ],
    ids=lambda text: text[:8],
)
def test_no_text_takes_long_to_read(text: str, reading: Reading) -> None:
    started = time.process_time()
    read = ReadText(("description",), text, read_sentences(text))
    for find in (find_acronyms, find_heavy_words):
        list(find((read,), reading))

    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "word",
    ["octroi", "mise en œuvre", "finalisation", "dématérialisation", "instruction du dossier"],
)
def test_a_noun_is_replaced_by_a_noun(word: str, referentiels: Referentiels) -> None:
    """« l’octroi » is not « l’donner »: what is offered stands where the word stood."""
    (found,) = [row for row in referentiels.mots_simples if word in (row.ecrit, *row.formes)]

    assert found.plutot is not None
    assert not found.plutot.split()[0].strip(",").endswith(("er", "ir"))
