"""Codes drawn the short way are those of the library, and cost little."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from generator.render.qr import LEVEL, MASK, qr_modules, qr_symbol


def drawn_by_the_library(content: bytes) -> tuple[int, int]:
    symbol = segno.make_qr(content, error=LEVEL, mask=MASK, mode="byte", boost_error=False)
    bits = "".join(str(module) for row in symbol.matrix for module in row)
    return len(symbol.matrix), int(bits, 2)


@given(st.binary(min_size=1, max_size=40))
def test_a_symbol_is_the_library_s_module_for_module(content: bytes) -> None:
    assert qr_modules(content) == drawn_by_the_library(content)


def test_every_size_that_is_drawn_the_short_way_is_right() -> None:
    longest_by_version = (14, 26, 42, 62, 84, 106, 122, 152)
    contents = [
        bytes(ord("e") if rank % 17 else (31 * rank) % 256 for rank in range(longest - short))
        for longest in longest_by_version
        for short in (0, 3)  # a shorter text of the same version asks for no new symbol
    ]

    assert [qr_modules(one) for one in contents] == [drawn_by_the_library(one) for one in contents]


def test_the_path_draws_the_dark_modules_and_no_other() -> None:
    text = "https://example.org/services/visale.html"
    symbol = qr_symbol(text)
    size, modules = qr_modules(text.encode())
    dark = set()
    for column in symbol.path.split("M")[1:]:
        start, *strokes = column.split("v")
        x, row = int(start.split(".")[0]), int(start.split(" ")[1].split("m")[0])
        row += int(start.split("m0 ")[1]) if "m0" in start else 0
        for stroke in strokes:
            length, _, gap = stroke.partition("m0 ")
            dark |= {(row + step, x) for step in range(int(length))}
            row += int(length) + int(gap or 0)
    bits = format(modules, f"0{size * size}b")

    assert symbol.size == size
    assert dark == {divmod(rank, size) for rank, bit in enumerate(bits) if bit == "1"}


def test_an_address_that_is_very_long_is_left_to_the_library() -> None:
    content = ("https://example.org/" + "a" * 900).encode()

    assert qr_modules(content) == drawn_by_the_library(content)
