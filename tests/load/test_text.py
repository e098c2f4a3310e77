"""Load: bytes → text, or the one reason why they are not text."""

import pytest

from generator.diagnostics import Position
from generator.load.text import MAX_FILE_BYTES, decode, position_at


@pytest.mark.parametrize(
    "content",
    [b"a: b\nc: \xc3\xa9\n", b"\xef\xbb\xbfa: b\r\nc: \xc3\xa9\r\n", b"a: b\r\nc: \xc3\xa9\n"],
)
def test_byte_order_mark_and_windows_line_ends_are_normalised(content: bytes) -> None:
    assert decode("x.yaml", content) == ("a: b\nc: é\n", None)


@pytest.mark.parametrize(
    "text",
    [
        "L’été : « œuvre » — à 5 €… n° 1ᵉʳ",
        "no-break: a\u00a0:\u202f1\u2009000",
        "汽车 автосервис مرآب 🔧 e\u0301",
        "tab:\ta",
    ],
)
def test_what_a_reader_can_see_is_kept(text: str) -> None:
    assert decode("x.yaml", text.encode()) == (text, None)


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        pytest.param("nom: Garage\nlieu: é\n".encode("latin-1"), 2, 7, id="latin-1"),
        pytest.param("été: ".encode() + "à".encode("latin-1"), 1, 6, id="after-accents"),
        pytest.param(b"\xef\xbb\xbf" + b"ab\xff", 1, 3, id="after-a-byte-order-mark"),
        pytest.param("prix: 5 €".encode("cp1252"), 1, 9, id="windows-1252"),
        pytest.param("nom: Garage\n".encode("utf-16"), 1, 1, id="utf-16"),
        pytest.param(b"a\xc0\xaf", 1, 2, id="overlong-slash"),
        pytest.param(b"a\xe0\x80\xaf", 1, 2, id="overlong-three"),
        pytest.param(b"a\xed\xa0\x80", 1, 2, id="surrogate"),
        pytest.param(b"a\xf4\x90\x80\x80", 1, 2, id="beyond-unicode"),
        pytest.param(b"a\xf8\x88\x80\x80\x80", 1, 2, id="five-bytes"),
        pytest.param(b"a\x80", 1, 2, id="lone-continuation"),
        pytest.param("é".encode()[:1], 1, 1, id="cut-short"),
        pytest.param(b"\xff" * 100, 1, 1, id="noise"),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_place(content: bytes, line: int, column: int) -> None:
    _, fault = decode("x.yaml", content)

    assert fault is not None
    assert fault.code == "encodage"
    assert fault.span.start == Position(line, column)


@pytest.mark.parametrize(
    "character",
    [
        *("\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f"),
        *("\x80", "\x85", "\x9b", "\x9f"),
        *("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"),
        *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
        *("\u2066", "\u2067", "\u2068", "\u2069", "\u061c"),
        *("\u2028", "\u2029", "\u3164", "\u115f", "\uffa0", "\u2800"),
        *("\U000e0001", "\U000e0041", "\U000e007f", "\U000e0100", "\ufe0f", "\ufff9"),
        *("\ue000", "\U000f0000", "\ufdd0", "\ufffe", "\uffff", "\U0010ffff"),
    ],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_nobody_can_see_is_refused_at_its_place(character: str) -> None:
    _, fault = decode("x.yaml", f"nom: Garage\nété: 🔧 {character} b\n".encode())

    assert fault is not None
    assert fault.code == "caractere-interdit"
    assert f"U+{ord(character):04X}" in fault.message
    assert fault.span.start == Position(2, 8)
    assert character not in fault.message + fault.hint


def test_a_lone_carriage_return_is_refused() -> None:
    for content in (b"a: b\rc: d\n", b"a: b\r\r\nc: d\n", b"a: b\n\r"):
        _, fault = decode("x.yaml", content)

        assert fault is not None
        assert fault.code == "caractere-interdit"
        assert "U+000D" in fault.message


def test_a_file_is_limited_in_bytes() -> None:
    assert decode("x.yaml", b"a" * MAX_FILE_BYTES)[1] is None

    _, fault = decode("x.yaml", b"a" * (MAX_FILE_BYTES + 1))

    assert fault is not None
    assert fault.code == "fichier-trop-long"
    assert "64 kio" in fault.message


@pytest.mark.parametrize(
    ("index", "line", "column"), [(0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (5, 2, 3), (6, 3, 1)]
)
def test_an_offset_is_a_line_and_a_column(index: int, line: int, column: int) -> None:
    assert position_at("ab\ncd\nef", index) == Position(line, column)
