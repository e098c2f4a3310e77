"""Load: what the YAML parser says in English → where the mistake begins, and what to do about it.

The parser stops where it no longer understands, often a line or more after the mistake: a quote
left open swallows the lines below it, a missing colon is noticed at the next one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Place = tuple[int, int]  # line and column, from 0

_KEY = re.compile(r"(?P<indent> *(?:- +)*)[^\s#].*?:(?: |$)")
_INDENT = re.compile(r" *(?:- +)*")
_OPEN_QUOTE = ("guillemet ouvert et jamais refermé", "ajoutez le guillemet qui manque")
_NO_COLON = (
    "il manque deux-points et un espace après le nom du champ",
    "écrivez « champ: valeur »",
)
_HARD_SPACE = (
    "l’espace après les deux-points est insécable",
    "effacez cette espace, et retapez-la avec la barre d’espace seule",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where and why the parser stopped, in its own words."""

    problem: str
    context: str
    place: Place
    context_place: Place | None  # where what it was reading began
    quoted: tuple[Place, Place] | None  # the last text between quotes that it had read


def short_tag(tag: str) -> str:
    """The tag as it was written: `!!str`."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def explain_syntax(stop: Stop, lines: Sequence[str]) -> tuple[Place, str, str]:
    """The place of the mistake, what it is, and what to write instead."""
    begun = stop.context_place or stop.place
    if "quoted scalar" in stop.context:
        if "unexpected end" in stop.problem:
            return begun, *_OPEN_QUOTE
        return (
            stop.place,
            "la barre inversée a un sens particulier entre guillemets doubles",
            "doublez-la (« \\\\ »), ou entourez la valeur d’apostrophes droites",
        )
    after_quote = _after_quote(stop, lines)
    if after_quote is not None:
        return after_quote
    line = _line(lines, stop.place[0])
    if "\t" in line and ("cannot start any token" in stop.problem or "tab" in stop.problem):
        return (
            stop.place,
            "cette ligne est décalée par une tabulation",
            "remplacez-la par deux espaces",
        )
    if "mapping values are not allowed" in stop.problem:
        return _unexpected_colon(stop, lines)
    if "could not find expected ':'" in stop.problem:
        return begun, *_NO_COLON
    if "cannot start any token" in stop.problem or stop.context.endswith(("an alias", "an anchor")):
        return (
            begun,
            f"une valeur ne peut pas commencer par « {_line(lines, begun[0])[begun[1] :][:1]} »",
            "mettez la valeur entre guillemets",
        )
    if "flow" in stop.context:
        return (
            _opening(begun, lines),
            "liste ouverte par « [ » ou « { » et mal refermée",
            "écrivez une valeur par ligne",
        )
    if "block mapping" in stop.context or "block collection" in stop.context:
        return (
            stop.place,
            "cette ligne n’est pas alignée avec les autres",
            "mettez le même nombre d’espaces au début des lignes de même niveau",
        )
    return (
        stop.place,
        "cette ligne ne suit pas l’écriture YAML",
        "vérifiez les espaces au début de la ligne, les deux-points et les guillemets",
    )


def _after_quote(stop: Stop, lines: Sequence[str]) -> tuple[Place, str, str] | None:
    """`'L'aide'`, or a quote left open that was closed by the next one, lines below."""
    if stop.quoted is None or "did not find expected" not in stop.problem:
        return None
    start, end = stop.quoted
    if end[0] != stop.place[0] or _line(lines, end[0])[end[1] : stop.place[1]].strip():
        return None
    if start[0] != end[0]:
        return start, *_OPEN_QUOTE
    return (
        end,
        "du texte suit le guillemet fermant",
        "entourez toute la valeur de guillemets doubles, avec des apostrophes « ’ » à l’intérieur",
    )


def _unexpected_colon(stop: Stop, lines: Sequence[str]) -> tuple[Place, str, str]:
    """Two colons in one value, or the line before lacks its own."""
    above = stop.place[0] - 1
    before = _line(lines, above)
    siblings = [match for row in lines[:above] if (match := _KEY.match(row))]
    indent = _indent(before)
    if (
        before.strip()
        and not _KEY.match(before)
        and not before.lstrip().startswith(("#", "- "))
        and indent == _indent(_line(lines, stop.place[0]))
        and (not siblings or indent == len(siblings[-1]["indent"]))
    ):
        hard = re.search("[\u00a0\u202f]", before) is not None
        return (above, indent), *(_HARD_SPACE if hard else _NO_COLON)
    return (
        stop.place,
        "deux-points inattendus dans cette valeur",
        "mettez la valeur entre guillemets, ou alignez la ligne avec les autres champs",
    )


def _opening(place: Place, lines: Sequence[str]) -> Place:
    """The last bracket opened before a place, or at it."""
    last = min(place[0], len(lines) - 1)
    for number in range(last, -1, -1):
        row = lines[number][: place[1] + 1] if number == place[0] else lines[number]
        column = max(row.rfind("["), row.rfind("{"))
        if column >= 0:
            return number, column
    return place


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return match.end() if match else 0


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""
