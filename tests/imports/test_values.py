"""One value of another directory’s file: what is kept of it, and what is said."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.characters import find_forbidden_character
from generator.parse.imports.markup import has_markup, markdown_of, plain_text_of
from generator.parse.imports.summary import summary_of
from generator.parse.imports.values import (
    Reader,
    is_nothing,
    read_code,
    read_date,
    read_first,
    read_hours,
    read_integer,
    read_mail,
    read_markdown,
    read_name,
    read_number,
    read_phone,
    read_prose,
    read_word,
    read_words,
    shown,
)

READERS: tuple[Reader, ...] = (
    *(read_code, read_date, read_first, read_hours, read_integer, read_mail, read_markdown),
    *(read_name, read_number, read_phone, read_prose, read_word, read_words),
)


@pytest.mark.parametrize(
    ("reader", "value", "kept", "said"),
    [
        (read_prose, "Tel quel\n ", "Tel quel\n ", ""),
        (read_prose, "a\r\nb\rc", "a\nb\nc", "fins de ligne"),
        (read_prose, "a\u200bb\ufeff", "ab", "invisibles"),
        (read_prose, "\u200b", None, "invisible"),
        (read_prose, "&amp; puis &lt;", "& puis <", "« &…; »"),
        (read_prose, "A & B < C", "A & B < C", ""),
        (read_prose, "<p>Un</p><p>Deux</p>", "Un\n\nDeux", "HTML"),
        (read_prose, 12, "12", "nombre"),
        (read_prose, True, None, "texte est attendu"),
        (read_prose, {"a": 1}, None, "texte est attendu"),
        (read_prose, ["seul"], "seul", "liste"),
        (read_prose, ["un", "deux"], None, "texte est attendu"),
        (read_name, "Garage.", "Garage", "point"),
        (read_name, "Prêt de vélos, etc.", "Prêt de vélos, etc.", ""),
        (read_markdown, "a < b et c > d", "a < b et c > d", ""),
        (read_markdown, "a&shy;b&nbsp;c", "ab&nbsp;c", "invisibles"),
        (read_word, " a  b ", "a b", "espaces"),
        (read_code, 43000, "43000", "texte"),
        (read_code, 1000, "01000", "zéro"),
        (read_code, "130 030 133 00016", "13003013300016", "espaces"),
        (read_mail, "mailto:Accueil@Exemple.FR", "Accueil@exemple.fr", "minuscules"),
        (read_phone, "04 71 00 00 00", "04 71 00 00 00", ""),
        (read_phone, "+33471000000", "+33471000000", ""),
        (read_phone, "3949", "3949", ""),
        (read_phone, "04 71 00 00 00 / 04 71 00 00 01", "04 71 00 00 00", "un seul numéro"),
        (read_phone, "Tél : 0471000000 (matin)", "0471000000", "un seul numéro"),
        (read_phone, "voir le site", "voir le site", ""),
        (read_hours, "Mo-Fr 08:30-12:30;", "Mo-Fr 08:30-12:30", "« ; »"),
        (read_number, 45.0428, 45.0428, ""),
        (read_number, 48.85341959999999, 48.85341959999999, ""),
        (read_number, "45,0428", 45.0428, "nombre"),
        (read_number, "3.8 E", None, "nombre"),
        (read_number, float("inf"), None, "nombre"),
        (read_number, True, None, "nombre"),
        (read_integer, 6.0, 6, ""),
        (read_integer, 6.5, None, "entier"),
        (read_date, "2026-02-18", "2026-02-18", ""),
        (read_date, "2026-02-18T09:30:00+01:00", "2026-02-18", "jour"),
        (read_date, "18/02/2026", "2026-02-18", "année-mois-jour"),
        (read_date, "2026-02-30", None, "date"),
        (read_date, 20260218, None, "date"),
        (read_words, ["a", "b"], ["a", "b"], ""),
        (read_words, ["a", None, "", "a"], ["a"], "répétée"),
        (read_words, "{a,b}", ["a", "b"], "liste"),
        (read_words, '["a", "b"]', ["a", "b"], "liste"),
        (read_words, "['a', 'b']", ["a", "b"], "liste"),
        (read_words, "a|b", ["a", "b"], "liste"),
        (read_words, "a", ["a"], "liste"),
        (read_words, [{"a": 1}, "b"], ["b"], "pas un texte"),
        (read_words, 43, ["43"], "liste"),
        (read_first, ["atelier"], "atelier", "liste"),
        (read_first, ["atelier", "formation"], "atelier", "première"),
    ],
)
def test_a_value_is_kept_or_repaired_and_said(
    reader: Reader, value: Any, kept: Any, said: str
) -> None:
    found, why = reader(value)

    assert found == kept
    assert type(found) is type(kept)
    assert said in why if said else why == ""


@pytest.mark.parametrize("value", [None, "", " \n", [], {}, float("nan")])
def test_what_says_nothing_is_nothing(value: Any) -> None:
    assert is_nothing(value)


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    )
)
def test_no_value_breaks_a_reader_and_none_is_changed_without_a_word(value: Any) -> None:
    assume(not is_nothing(value))  # nothing is read of what says nothing
    for reader in READERS:
        kept, why = reader(value)
        assert kept == value or why, reader.__name__
        assert isinstance(shown(value), str)


@given(text=st.text())
def test_what_is_kept_of_a_text_can_be_seen(text: str) -> None:
    for reader in (read_prose, read_markdown, read_word, read_name):
        kept, _ = reader(text)
        assert kept is None or find_forbidden_character(kept) is None


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<p>Un <b>mot</b> et <em>un autre</em>.</p><p>Suite</p>",
            "Un **mot** et *un autre*.\n\nSuite",
        ),
        ("<ul><li>un</li><li>deux</li></ul>fin", "- un\n- deux\n\nfin"),
        ("<ol><li>un</li><li>deux</li></ol>", "1. un\n2. deux"),
        ('<a href="https://exemple.fr/">ici</a>', "[ici](https://exemple.fr/)"),
        ("<a>ici</a>", "ici"),
        ("ligne<br>ligne<br/>ligne", "ligne\nligne\nligne"),
        ("<h2>Titre</h2>texte", "## Titre\n\ntexte"),
        ("<script>alert(1)</script>Bonjour<style>p{}</style>", "Bonjour"),
        ("<p>2 * 3 &lt; 7 [x]</p>", "2 \\* 3 \\< 7 \\[x\\]"),
        ("<p>pas fermé <b>du tout", "pas fermé **du tout"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert has_markup(html)
    assert markdown_of(html) == markdown


def test_html_becomes_plain_words_where_markdown_is_not_read() -> None:
    html = '<ul><li>Être <b>majeur</b></li><li><a href="https://exemple.fr/">ici</a></li></ul>'

    assert plain_text_of(html) == "- Être majeur\n- ici (https://exemple.fr/)"


@pytest.mark.parametrize("text", ["a < b", "<3", "5 < x > 2", "<inconnu>", "mail <a@b.fr>"])
def test_a_sign_is_not_a_tag(text: str) -> None:
    assert not has_markup(text)


@pytest.mark.parametrize(
    ("description", "summary"),
    [
        ("", ""),
        ("Court", ""),
        ("Une phrase **courte** avec un [lien](www).", "Une phrase courte avec un lien."),
        (f"{'Mot ' * 20}fin. {'Mot ' * 30}", f"{'Mot ' * 20}fin."),
        ("mot " * 60, f"{('mot ' * 39).rstrip()}…"),
        ("m" * 200, f"{'m' * 159}…"),
    ],
)
def test_a_summary_is_the_first_sentences(description: str, summary: str) -> None:
    assert summary_of(description) == summary
