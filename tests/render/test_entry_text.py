"""Whatever an entry says, its file is read back the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.characters import find_forbidden_character
from generator.load.source import read_content
from generator.render.entry_text import render_entry_text

# Texts as parse leaves them: nothing invisible, never blank.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("abé \n\t#:-'\"|>&*!%@`{}[]\\?,~=<0123456789’« »\u00a0"),
        st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")),
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() and find_forbidden_character(text) is None)
NAMES = st.from_regex(r"\A[a-z_]{1,12}\Z").filter(lambda name: name != "description")
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


def read(text: str, name: str = "services/fiche.md") -> dict[str, Any]:
    outcome, _ = read_content(text.encode(), name, "services")
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    data = dict(outcome.value.data)
    if outcome.value.body.strip():
        assert "description" not in data
        data["description"] = outcome.value.body.strip("\n")
    return data


@given(data=st.dictionaries(NAMES, VALUES, min_size=1, max_size=6), description=st.none() | TEXTS)
def test_any_entry_is_read_back_the_same(data: dict[str, Any], description: str | None) -> None:
    entry = data if description is None else {**data, "description": description}

    assert read(render_entry_text(entry)) == entry
    assert read(render_entry_text(entry, is_markdown=False), "services/fiche.yaml") == entry


@given(number=st.floats(-1e6, 1e6).map(lambda value: round(value, 12)))
def test_a_number_is_written_without_exponent_and_stays_the_same(number: float) -> None:
    written = read(render_entry_text({"latitude": number}))["latitude"]

    assert float(written) == number
    assert "e" not in written


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Garage solidaire", "nom: Garage solidaire"),
        ("2026-11-21", "nom: 2026-11-21"),
        ("01000", 'nom: "01000"'),
        ("non", "nom: non"),
        ("no", 'nom: "no"'),
        ("null", 'nom: "null"'),
        ("CV : écrire", 'nom: "CV : écrire"'),
        ("=SOMME(A1)", 'nom: "=SOMME(A1)"'),
        (True, "nom: true"),
        (17.5, "nom: 17.5"),
        (1e-7, "nom: 0.0000001"),
    ],
)
def test_a_value_is_written_as_a_partner_would(value: Any, line: str) -> None:
    assert render_entry_text({"nom": value}) == f"---\n{line}\n---\n"


def test_a_description_stands_below_the_header() -> None:
    text = render_entry_text({"nom": "Nom", "description": "# Titre\n\n---\nsuite"})

    assert text == "---\nnom: Nom\n---\n\n# Titre\n\n---\nsuite\n"


def test_a_text_of_several_lines_is_a_block() -> None:
    text = render_entry_text({"conditions_acces": "- Être majeur\n- Habiter ici : oui"})

    assert "conditions_acces: |-\n  - Être majeur\n  - Habiter ici : oui\n" in text


@given(start=st.sampled_from(("A", "é", "« ", "€", "« €")), text=TEXTS, times=st.integers(1, 12))
def test_a_long_text_is_read_back_the_same_on_one_line(start: str, text: str, times: int) -> None:
    entry = {"resume": start + text * times}

    assert read(render_entry_text(entry)) == entry


@pytest.mark.parametrize(
    "text", ["Emprunter un vélo, puis le rendre. " * 5 + "Voilà", "« Éco » oui"]
)
def test_a_text_that_can_be_read_one_way_only_has_no_quotes(text: str) -> None:
    assert f"resume: {text}\n" in render_entry_text({"resume": text})
