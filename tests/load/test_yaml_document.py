"""Load: YAML that cannot lie — texts stay texts, traps are refused, every place is exact."""

import json

import pytest
import yaml

from generator.diagnostics import Diagnostic, GeneratorError, Position, Severity, Span
from generator.load.yaml_document import MAX_DEPTH, MAX_NODES, YamlData, read_yaml
from generator.model import Plain


def read(text: str) -> YamlData:
    data, said = read_yaml("x.yaml", text)

    assert said == ()
    assert data is not None
    return data


def refuse(text: str) -> Diagnostic:
    """The only thing said of a text that is refused."""
    data, said = read_yaml("x.yaml", text)

    assert data is None
    assert len(said) == 1
    assert said[0].severity is Severity.ERROR
    return said[0]


# What YAML 1.1 would change in silence: octal, sexagesimal, booleans, null, dates, floats…
@pytest.mark.parametrize(
    "word",
    [
        *("0471000000", "43_001", "01000", "43000", "2A", "007", "0o17", "0x1F", "0b11"),
        *("12:30", "09:00", "1:20", "190:20:30", "12.5", "1.10", "1e3", "1_000.5", "+12", "-0"),
        *("no", "No", "NO", "yes", "on", "Off", "y", "n", "true", "True", "FALSE"),
        *("null", "~", "Null", ".nan", ".inf", "-.inf"),
        *("2026-02-30", "2026-11-21", "2026-11-21T10:00:00Z", "2001-1-1"),
        *("=", "<<", "13003013300016", "1" * 5_000),
    ],
)
def test_a_value_without_quotes_stays_what_was_written(word: str) -> None:
    value = read(f"champ: {word}\n").data["champ"]

    assert value == word
    assert isinstance(value, Plain)


def test_a_quoted_value_is_text_for_ever() -> None:
    data = read("a: \"12\"\nb: 'true'\nc: |\n  12\nd: >-\n  12\n").data

    assert data == {"a": "12", "b": "true", "c": "12\n", "d": "12"}
    assert not any(isinstance(value, Plain) for value in data.values())


def test_keys_are_texts_too() -> None:
    assert list(read("on: a\n12: b\n=: c\nno: d\n2026-01-01: e\n'': f\n").data) == [
        *("on", "12", "=", "no", "2026-01-01", "")
    ]


ANCHORS = {
    "anchor": "nom: &a Garage\n",
    "anchor-on-a-list": "publics: &a\n  - jeunes\n",
    "anchor-on-a-key": "&a nom: Garage\n",
    "alias": "nom: *a\n",
    "recursive": "a: &a [*a]\n",
    "recursive-mapping": "&a a: {b: *a}\n",
    "bomb": "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else '1'}]\n" for n in range(10)
    ),
    "merge-key": "<<: {nom: Garage}\n",
    "merge-of-alias": "a: &a {nom: Garage}\nb:\n  <<: *a\n",
    "quoted-merge-key": "'<<': {nom: Garage}\n",
}


@pytest.mark.parametrize("text", ANCHORS.values(), ids=ANCHORS)
def test_anchors_aliases_and_merge_keys_are_refused(text: str) -> None:
    assert refuse(text).code == "ancre-interdite"


@pytest.mark.parametrize(
    "value",
    [
        *("!!str 12", "!!int '12'", "!!binary aGVsbG8=", "!!set {a, b}", "!!omap [a: b]"),
        *("!!python/object/apply:os.system [ls]", "!!python/name:os.system", "!perso a"),
        *("! a", "!<tag:yaml.org,2002:str> a", "!!null ''", "!!float 1", "!!map {a: b}"),
        *("!!timestamp 2026-01-01", "!!merge {}", "!!seq [a]", "!!bool no", "!Attention"),
    ],
)
def test_every_tag_is_refused(value: str) -> None:
    said = refuse(f"nom: Garage\nchamp: {value}\n")

    assert said.code == "etiquette-interdite"
    assert said.span.start == Position(2, 8)


def test_a_tag_on_the_document_or_a_key_is_refused() -> None:
    assert refuse("--- !!map\nnom: Garage\n").code == "etiquette-interdite"
    assert refuse("!!str nom: Garage\n").code == "etiquette-interdite"


def test_a_handle_of_tags_is_refused_where_it_is_used() -> None:
    said = refuse("%TAG ! tag:python/\n---\nnom: !object a\n")

    assert said.code == "etiquette-interdite"
    assert said.span.start == Position(3, 6)


def test_each_key_written_twice_is_reported_and_the_first_kept() -> None:
    data, said = read_yaml(
        "x.yaml", "a: 1\nb: 2\na: 3\nb: 4\na: 5\nc:\n  d: 1\n  d: 2\ne:\n  - f: 1\n    f: 2\n"
    )

    assert [(it.code, it.span.start) for it in said] == [
        ("cle-en-double", Position(3, 1)),
        ("cle-en-double", Position(4, 1)),
        ("cle-en-double", Position(5, 1)),
        ("cle-en-double", Position(8, 3)),
        ("cle-en-double", Position(11, 5)),
    ]
    assert "ligne 1" in said[0].message
    assert "ligne 2" in said[1].message
    assert "ligne 7" in said[3].message
    assert data is not None
    assert data.data == {"a": "1", "b": "2", "c": {"d": "1"}, "e": [{"f": "1"}]}


def test_a_second_value_never_moves_the_place_of_the_first() -> None:
    data, said = read_yaml("x.yaml", "a:\n  b: 1\na:\n  b: 2\n  b: 3\n")

    assert [it.span.start for it in said] == [Position(3, 1), Position(5, 3)]
    assert data is not None
    assert data.value_spans["a", "b"].start == Position(2, 6)


def test_keys_equal_once_read_are_the_same_key() -> None:
    _, said = read_yaml("x.yaml", 'nom: a\n"nom": b\n\'nom\': c\n"n\\u006fm": d\n')

    assert [it.span.start.line for it in said] == [2, 3, 4]


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{[a]: b}\n", "? {a: b}\n: c\n", "? - a\n: b\n"])
def test_a_key_is_a_simple_word(text: str) -> None:
    assert refuse(text).code == "cle-invalide"


def test_a_key_that_cannot_be_seen_is_refused() -> None:
    assert refuse('"no\\u200bm": a\n').code == "cle-invalide"


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n", "   \n# rien"])
def test_nothing_to_read_is_said(text: str) -> None:
    assert refuse(text).code == "fichier-vide"


@pytest.mark.parametrize("text", ["texte\n", "- a\n- b\n", "[a]\n", "---\n", "'a'\n", "|\n a\n"])
def test_an_entry_is_a_list_of_fields(text: str) -> None:
    said = refuse(text)

    assert said.code == "yaml-illisible"
    assert "champs" in said.message


@pytest.mark.parametrize(
    "text", ["a: 1\n---\nb: 2\n", "a: 1\n---\n", "---\na: 1\n...\n---\nb: 1\n"]
)
def test_a_second_document_is_refused(text: str) -> None:
    said = refuse(text)

    assert said.code == "plusieurs-documents"
    assert said.span.start.line == text[: text.rindex("---")].count("\n") + 1


def nested(levels: int) -> str:
    """A mapping that holds lists in lists, `levels` levels in all."""
    return "a: " + "[" * (levels - 2) + "x" + "]" * (levels - 2) + "\n"


def test_depth_is_limited() -> None:
    assert read(nested(MAX_DEPTH)).data["a"]

    assert refuse(nested(MAX_DEPTH + 1)).code == "yaml-trop-profond"


@pytest.mark.parametrize("levels", [100, 1_000, 20_000])
def test_great_depth_is_refused_in_one_word(levels: int) -> None:
    assert refuse(nested(levels)).code == "yaml-trop-profond"
    assert refuse("a: " + "{a: " * levels).code == "yaml-trop-profond"
    assert refuse("- " * levels + "a\n").code == "yaml-trop-profond"
    assert refuse("? " * levels + "a\n").code in ("yaml-trop-profond", "cle-invalide")


def test_the_number_of_values_is_limited() -> None:
    # the mapping, its key and the list are three
    assert len(read(f"a: [{'b, ' * (MAX_NODES - 3)}]\n").data["a"]) == MAX_NODES - 3  # type: ignore[arg-type]

    said = refuse("a:\n" + "- b\n" * (MAX_NODES - 2))
    assert said.code == "yaml-trop-profond"
    assert said.span.start == Position(MAX_NODES - 1, 3)


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        (r"\0", "caractere-interdit"),
        (r"\x07", "caractere-interdit"),
        (r"\e[31m", "caractere-interdit"),
        (r"\x9b", "caractere-interdit"),
        (r"\r", "caractere-interdit"),
        (r"\N", "caractere-interdit"),  # U+0085
        (r"\L", "caractere-interdit"),  # U+2028
        (r"\P", "caractere-interdit"),  # U+2029
        (r"\u202e", "caractere-interdit"),
        (r"\u200b", "caractere-interdit"),
        (r"\ufeff", "caractere-interdit"),
        (r"\u00ad", "caractere-interdit"),
        (r"\uFFFE", "caractere-interdit"),
        (r"\U000E0041", "caractere-interdit"),
        (r"\ud800", "yaml-illisible"),
        (r"\udfff", "yaml-illisible"),
        (r"\U00110000", "yaml-illisible"),
        (r"\q", "yaml-illisible"),
        (r"\x4", "yaml-illisible"),
    ],
)
def test_an_escape_cannot_bring_back_what_is_refused(escape: str, code: str) -> None:
    assert refuse(f'nom: "Garage {escape} solidaire"\n').code == code


def test_useful_escapes_are_read() -> None:
    assert read(r'a: "\u00a0\xe9\U0001F527\t\n\"\\"').data["a"] == '\xa0é🔧\t\n"\\'


def test_nothing_swallowed_goes_unsaid() -> None:
    data, said = read_yaml("x.yaml", "nom: Aide #1\n")

    assert data is not None
    assert data.data == {"nom": "Aide"}
    assert [(it.code, it.severity, it.span) for it in said] == [
        ("commentaire-avale", Severity.WARNING, Span(Position(1, 10), Position(1, 13)))
    ]


@pytest.mark.parametrize(
    "text",
    ["nom: Aide # ligne 1\n", "nom: 'Aide #1'\n", "nom: Aide#1\n", "nom: #vide\n", "#a\nb: c\n"],
)
def test_a_true_comment_is_left_in_peace(text: str) -> None:
    assert read_yaml("x.yaml", text)[1] == ()


def test_every_key_and_value_has_its_place() -> None:
    text = "\n".join(  # noqa: FLY002 — one line of the file a line
        (
            "nom: Garage",
            "clé accentuée: « L’Établi » 🔧 à 5 €",
            '"🔧 outil": "é" # 🔧',
            "liste:",
            "  - un",
            "  - {a: é🔧, b: [c]}",
            "bloc: |",
            "  deux",
            "  lignes",
            "vide:",
            "",
        )
    )
    found = read(text)

    assert {path: underlined(text, span) for path, span in found.key_spans.items()} == {
        ("nom",): "nom",
        ("clé accentuée",): "clé accentuée",
        ("🔧 outil",): '"🔧 outil"',
        ("liste",): "liste",
        ("liste", 1, "a"): "a",
        ("liste", 1, "b"): "b",
        ("bloc",): "bloc",
        ("vide",): "vide",
    }
    values = {path: underlined(text, span) for path, span in found.value_spans.items()}
    assert values == {
        (): "n",
        ("nom",): "Garage",
        ("clé accentuée",): "« L’Établi » 🔧 à 5 €",
        ("🔧 outil",): '"é"',
        ("liste",): "-",
        ("liste", 0): "un",
        ("liste", 1): "{a: é🔧, b: [c]}",
        ("liste", 1, "a"): "é🔧",
        ("liste", 1, "b"): "[c]",
        ("liste", 1, "b", 0): "c",
        ("bloc",): "|",
        ("vide",): "",
    }


def underlined(text: str, span: Span) -> str:
    """The characters that a report would underline."""
    assert span.start.line == span.end.line
    return text.split("\n")[span.start.line - 1][span.start.column - 1 : span.end.column - 1]


def test_lines_are_counted_from_the_front_matter() -> None:
    data, _ = read_yaml("x.md", "nom: a\nstructure: b\n", first_line=2)

    assert data is not None
    assert data.value_spans["structure",].start == Position(3, 12)


# Where the parser stops is often below the mistake: the report must be where it begins.
@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [
        ('nom: "Garage\nresume: b\nzone:\n  - "43"\nx: y\n', 1, 6, "guillemet"),
        ("a: b\nnom: 'Garage\nresume: b\n", 2, 6, "guillemet"),
        ('a: "b\nc: "d"\ne: "f"\n', 1, 4, "guillemet"),
        ("a: b\nc:\n  - \"d\n  - 'e'\n", 3, 5, "guillemet"),
        ('a: b\n"c: d\ne: f\n', 2, 1, "guillemet"),
        ("nom: 'L'aide'\n", 1, 9, "guillemet"),
        ('nom: "Garage" solidaire\n', 1, 14, "guillemet"),
        ('nom: "a\\qb"\n', 1, 8, "inversée"),
        ("nom: Attention : travaux\n", 1, 16, "deux-points"),
        ("nom: a\nresume: b\n c: d\n", 3, 3, "deux-points"),
        ("nom Garage\nresume: b\n", 1, 1, "il manque deux-points"),
        ("nom:Garage\nresume: b\n", 1, 1, "il manque deux-points"),
        ("a: b\nnom Garage\nresume: b\n", 2, 1, "il manque deux-points"),
        ("a: b\nnom:Garage\nresume: b\n", 2, 1, "il manque deux-points"),
        ("a: b\nnom Garage\n", 2, 1, "il manque deux-points"),
        ("s:\n  - nom: a\n    url b\n    c: d\n", 3, 5, "il manque deux-points"),
        ("nom:\u00a0Garage\nresume: b\n", 1, 1, "insécable"),
        ("nom: une phrase\n  qui continue\n  avec deux: points\n", 3, 12, "deux-points"),
        ("a:\n\t- b\n", 2, 1, "tabulation"),
        ("a:\n  b: c\n\td: e\n", 3, 1, "tabulation"),
        ("a:\n  - b\n c: d\n", 3, 2, "alignée"),
        ("a:\n    b: c\n  d: e\n", 3, 3, "alignée"),
        ("a: b\n- c\n", 2, 1, "alignée"),
        ("a: [b, c\nd: e\n", 1, 4, "liste ouverte"),
        ("a: {b: c\nd: e\n", 1, 4, "liste ouverte"),
        ("a: [b, c}\n", 1, 4, "liste ouverte"),
        ("a: [\n", 1, 4, "liste ouverte"),
        ("[", 1, 1, "liste ouverte"),
        ("a: b\nc: [d, {e\n\n\n", 2, 8, "liste ouverte"),
        ("a: [b, c,\nd: e\n", 1, 4, "liste ouverte"),
        ("a: @b\n", 1, 4, "« @ »"),
        ("a: `b`\n", 1, 4, "« ` »"),
        ("a: %b\n", 1, 4, "« % »"),
        ("a: * b\n", 1, 4, "« * »"),
        ("a: & b\n", 1, 4, "« & »"),
    ],
)
def test_a_mistake_of_writing_is_said_where_it_begins(
    text: str, line: int, column: int, word: str
) -> None:
    said = refuse(text)

    assert said.code == "yaml-illisible"
    assert (said.span.start.line, said.span.start.column) == (line, column)
    assert word in said.message


def test_any_json_text_reads_as_itself() -> None:
    text = json.dumps({"é🔧": ['a"b\\', "L’été\u00a0: 5\u202f€"], "vide": {}}, ensure_ascii=False)

    assert read(text).data == json.loads(text)


@pytest.mark.parametrize("size", [100, 1_000, 60_000])
def test_a_long_key_or_value_is_one_sentence_at_most(size: int) -> None:
    _, said = read_yaml("x.yaml", f"{'a' * size}: b\n")
    assert len(said) <= 1

    assert read(f"a: {'b ' * size}\n").data["a"] == ("b " * size).strip()


def test_the_c_parser_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure parser is ten times slower and disagrees with the C one on what is YAML."""
    assert yaml.__with_libyaml__
    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    with pytest.raises(GeneratorError, match="libyaml"):
        read_yaml("x.yaml", "nom: a\n")
