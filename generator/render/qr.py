"""Render: a text → the QR code that says it, as one SVG path. The only door to segno.

segno draws every module. A symbol is linear: with the same mask, two texts of one length differ by
the modules that their own bits flip. So segno is asked once what each bit of each rank flips, and
ten thousand entries cost what a few hundred symbols do. `docs/decisions/0026-paper.md` has the
figures; a test holds what is made to be what segno draws.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import segno

# One mask and one level for all: choosing the best of eight masks costs three times the drawing,
# and any phone reads each of them. M repairs 15 % of a sheet that was folded or photocopied.
LEVEL = "m"
MASK = 0

_LONGEST = 160  # beyond, asking what each bit flips costs more than the few symbols that need it
_RUN = re.compile("(0*)(1+)")
_FLIPS: dict[tuple[int, int, int], int] = {}  # version, rank, bit → the modules that change
# By length, the text that the others are compared with: addresses of one site begin alike, so most
# bits never have to be asked for.
_FIRST: dict[int, bytes] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class QrSymbol:
    """A symbol without its quiet zone: `size` modules a side, dark ones as strokes of `path`."""

    size: int
    path: str


def qr_symbol(text: str) -> QrSymbol:
    """The symbol of a text, whatever its length."""
    size, modules = qr_modules(text.encode())
    return QrSymbol(size=size, path=_path(size, modules))


def qr_modules(content: bytes) -> tuple[int, int]:
    """The side of the symbol and its modules: one bit each, line by line, the first the highest."""
    if len(content) > _LONGEST:
        return _draw(content)[1:]
    first = _FIRST.setdefault(len(content), content)
    version, size, modules = _reference(first)
    for rank, (byte, usual) in enumerate(zip(content, first, strict=True)):
        changed = byte ^ usual
        for bit in range(changed.bit_length()):
            if changed >> bit & 1:
                modules ^= _flips(version, rank, bit, first)
    return size, modules


def _draw(content: bytes) -> tuple[int, int, int]:
    """Version, side and modules of a symbol."""
    drawn = segno.make_qr(content, error=LEVEL, mask=MASK, mode="byte", boost_error=False)
    bits = "".join("".join(map(str, row)) for row in drawn.matrix)
    return int(drawn.version), len(drawn.matrix), int(bits, 2)


_reference = cache(_draw)


def _flips(version: int, rank: int, bit: int, first: bytes) -> int:
    """The modules that change with one bit, whichever text of the version it is in."""
    key = (version, rank, bit)
    if key not in _FLIPS:
        content = bytearray(first)
        content[rank] ^= 1 << bit
        _FLIPS[key] = _draw(bytes(content))[2] ^ _reference(first)[2]
    return _FLIPS[key]


def _path(size: int, modules: int) -> str:
    """The dark modules as strokes one unit thick, column by column.

    The bits of a text go up and down the columns: the addresses of a site, which begin alike, share
    most of theirs.
    """
    bits = format(modules, f"0{size * size}b")
    return "".join(f"M{column}.5 0{_strokes(bits[column::size])}" for column in range(size))


@lru_cache(maxsize=2**14)
def _strokes(column: str) -> str:
    return "".join(
        f"m0 {len(light)}v{len(dark)}" if light else f"v{len(dark)}"
        for light, dark in _RUN.findall(column)
    )
