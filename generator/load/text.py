"""Load: the bytes of one entry → its normalised text, or the one reason why it cannot be read.

A byte order mark and Windows line ends are normalised; anything else that is not UTF-8 text is
refused.
"""

from codecs import BOM_UTF8

from generator.characters import find_forbidden_character
from generator.diagnostics import Diagnostic, Position, Severity, Span

MAX_FILE_BYTES = 64 * 1024


def decode(path: str, content: bytes, most: int = MAX_FILE_BYTES) -> tuple[str, Diagnostic | None]:
    """Bytes of a file → text with Unix line ends and no byte order mark."""
    if len(content) > most:
        return "", _fault(
            path,
            "fichier-trop-long",
            Position(1, 1),
            f"le fichier pèse plus de {most // 1024} kio",
            "gardez l’essentiel, et mettez un lien vers le reste",
        )
    marked = len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
    content = content[marked:]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return "", _fault(
            path,
            "encodage",
            Position(line, column),
            f"ce fichier n’est pas enregistré en UTF-8 (octet {marked + error.start + 1})",
            "dans votre éditeur, choisissez « Enregistrer sous… », encodage « UTF-8 »",
        )
    text = text.replace("\r\n", "\n")
    forbidden = find_forbidden_character(text)
    if forbidden is not None:
        return "", _forbidden_character(path, text, forbidden.start())
    return text, None


def position_at(text: str, index: int) -> Position:
    """Offset in a text → line and column, from 1."""
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _forbidden_character(path: str, text: str, index: int) -> Diagnostic:
    return _fault(
        path,
        "caractere-interdit",
        position_at(text, index),
        f"caractère invisible ou de contrôle (U+{ord(text[index]):04X})",
        "effacez ce caractère et retapez le mot à la main",
    )


def _fault(path: str, code: str, position: Position, message: str, hint: str) -> Diagnostic:
    end = Position(position.line, position.column + 1)
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        path=path,
        span=Span(position, end),
        message=message,
        hint=hint,
    )
