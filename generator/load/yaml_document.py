"""Load: YAML text → data that cannot lie, with the place of every key and value.

PyYAML's C parser is read as events by a builder of our own. Its resolver is never asked: `0471…`,
`12:30`, `no` and `2026-02-30` stay the text that the partner wrote, and the schema decides later
what type each has (`Plain` marks those written without quotes). Anchors, aliases, tags, merge
keys, second documents, duplicate keys and excessive depth are each refused at their own place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.characters import find_forbidden_character
from generator.diagnostics import (
    FILE_START,
    Diagnostic,
    FieldPath,
    GeneratorError,
    Position,
    Severity,
    Span,
)
from generator.load.file_kinds import say_how_to_fill, say_what_it_holds
from generator.load.yaml_syntax import Place, Stop, explain_syntax, short_tag
from generator.model import Plain

MAX_DEPTH = 12
MAX_NODES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlData:
    """A YAML mapping and where each of its parts stands in the file."""

    data: Mapping[str, object]
    key_spans: Mapping[FieldPath, Span]
    value_spans: Mapping[FieldPath, Span]


class _Refused(Exception):
    """One fault that makes the rest of the document meaningless."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_yaml(
    path: str, text: str, first_line: int = 1, max_nodes: int = MAX_NODES
) -> tuple[YamlData | None, tuple[Diagnostic, ...]]:
    """YAML text, which begins on line `first_line` of `path` → its data, or why not.

    A key written twice keeps its first value, so that the rest is still judged; any other fault is
    reported alone.
    """
    if not yaml.__with_libyaml__:
        raise GeneratorError(
            "PyYAML est installé sans libyaml : réinstallez-le depuis un paquet compilé (wheel)"
        )
    reader = _Reader(path, text, first_line, max_nodes)
    try:
        data = reader.read()
    except _Refused as refused:
        return None, (refused.diagnostic,)
    except yaml.YAMLError as error:
        return None, (reader.syntax_fault(error),)
    return (
        YamlData(data=data, key_spans=reader.key_spans, value_spans=reader.value_spans),
        tuple(reader.said),
    )


class _Reader:
    """Walks the events of one document; keeps the places of what it builds."""

    def __init__(self, path: str, text: str, first_line: int, max_nodes: int) -> None:
        self.path = path
        self.text = text
        self.offset = first_line
        self.max_nodes = max_nodes
        self.key_spans: dict[FieldPath, Span] = {}
        self.value_spans: dict[FieldPath, Span] = {}
        self.said: list[Diagnostic] = []
        self._nodes = 0
        self._quoted: tuple[Place, Place] | None = None
        self._lines = text.split("\n")
        self._parser: Any = yaml.CSafeLoader(text)

    def read(self) -> Mapping[str, object]:
        """The whole document as a mapping."""
        events = self._parser
        events.get_event()  # stream start
        if events.check_event(yaml.StreamEndEvent):
            hint = say_how_to_fill(self.path)
            raise self._refuse("fichier-vide", FILE_START, "il n’y a rien à lire ici", hint)
        events.get_event()  # document start
        first = events.peek_event()
        root = self._value((), 1)
        events.get_event()  # document end
        if not isinstance(root, dict):
            said = say_what_it_holds(self.path)
            raise self._refuse("yaml-illisible", self._span(first), *said)
        if not events.check_event(yaml.StreamEndEvent):
            raise self._refuse(
                "plusieurs-documents",
                self._span(events.peek_event()),
                "ce fichier contient une deuxième fiche",
                "un fichier = une fiche : retirez la ligne « --- », ou créez un deuxième fichier",
            )
        return root

    def _value(self, path: FieldPath, depth: int) -> object:
        event = self._parser.get_event()
        self._check(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(path, event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, event, depth)
        return self._mapping(path, event, depth)

    def _scalar(self, path: FieldPath, event: Any) -> str:
        text: str = event.value
        self._remember_quotes(event)
        self.value_spans[path] = self._span(event)
        hidden = find_forbidden_character(text)  # "\u202e" in a quoted scalar brings it back
        if hidden is not None:
            raise self._refuse(
                "caractere-interdit",
                self._span(event),
                f"caractère invisible ou de contrôle (U+{ord(hidden.group()):04X})",
                "effacez ce code et tapez le texte tel qu’il doit être lu",
            )
        if event.style is None or event.style == "":
            self._warn_swallowed_comment(event)
            return Plain(text)
        return text

    def _sequence(self, path: FieldPath, start: Any, depth: int) -> list[object]:
        items: list[object] = []
        while not self._parser.check_event(yaml.SequenceEndEvent):
            items.append(self._value((*path, len(items)), depth + 1))
        self._close(path, start, self._parser.get_event())
        return items

    def _mapping(self, path: FieldPath, start: Any, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        while not self._parser.check_event(yaml.MappingEndEvent):
            key_event = self._parser.get_event()
            key = self._key(key_event, depth)
            inner = (*path, key)
            if key in result:
                self.said.append(self._duplicate(key, inner, key_event))
                self._value((*path, key, "doublon"), depth + 1)
                continue
            self.key_spans[inner] = self._span(key_event)
            result[key] = self._value(inner, depth + 1)
        self._close(path, start, self._parser.get_event())
        return result

    def _key(self, event: Any, depth: int) -> str:
        self._check(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refuse(
                "cle-invalide",
                self._span(event),
                "le nom d’un champ est un mot simple",
                "retirez « ? », « { » ou « [ » au début de la ligne",
            )
        self._remember_quotes(event)
        if event.value == "<<":
            raise self._refuse("ancre-interdite", self._span(event), *_NO_ANCHOR)
        if find_forbidden_character(event.value) is not None:
            raise self._refuse(
                "cle-invalide", self._span(event), "nom de champ illisible", "retapez-le à la main"
            )
        return str(event.value)

    def _check(self, event: Any, depth: int) -> None:
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refuse("ancre-interdite", self._span(event), *_NO_ANCHOR)
        if getattr(event, "tag", None) is not None:
            raise self._refuse(
                "etiquette-interdite",
                self._span(event),
                f"étiquette YAML « {short_tag(event.tag)} »",
                "retirez le mot qui commence par « ! », ou mettez la valeur entre guillemets",
            )
        if depth > MAX_DEPTH or self._nodes > self.max_nodes:
            raise self._refuse(
                "yaml-trop-profond",
                self._span(event),
                "trop de niveaux ou trop de valeurs dans une seule fiche",
                f"au plus {MAX_DEPTH} niveaux et {self.max_nodes} valeurs : simplifiez, "
                "ou faites plusieurs fiches",
            )

    def _close(self, path: FieldPath, start: Any, end: Any) -> None:
        if getattr(start, "flow_style", False):
            self.value_spans[path] = Span(
                self._position(start.start_mark), self._position(end.end_mark)
            )
        else:
            self.value_spans[path] = self._span(start)

    def _remember_quotes(self, event: yaml.ScalarEvent) -> None:
        if event.style in ("'", '"'):
            self._quoted = (_place(event.start_mark), _place(event.end_mark))

    def _duplicate(self, key: str, path: FieldPath, event: Any) -> Diagnostic:
        first = self.key_spans[path].start.line
        return self._diagnostic(
            "cle-en-double",
            self._span(event),
            f"le champ « {key} » est déjà écrit ligne {first}",
            "gardez une seule des deux lignes",
        )

    def _warn_swallowed_comment(self, event: Any) -> None:
        """`titre: Aide #1` loses « #1 » without a word: say so."""
        mark = event.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        if event.value and rest.lstrip().startswith("#") and not rest.lstrip().startswith("# "):
            start = self._position(mark)
            self.said.append(
                self._diagnostic(
                    "commentaire-avale",
                    Span(start, Position(start.line, start.column + len(rest))),
                    f"« {rest.strip()[:40]} » est lu comme un commentaire et ne sera pas publié",
                    "mettez toute la valeur entre guillemets",
                    Severity.WARNING,
                )
            )

    def syntax_fault(self, error: yaml.YAMLError) -> Diagnostic:
        """A parser error → one diagnostic, at the place where the mistake begins."""
        mark = getattr(error, "problem_mark", None)
        begun = getattr(error, "context_mark", None)
        stop = Stop(
            problem=str(getattr(error, "problem", None) or error),
            context=str(getattr(error, "context", None) or ""),
            place=_place(mark) if mark is not None else (0, 0),
            context_place=_place(begun) if begun is not None else None,
            quoted=self._quoted,
        )
        (line, column), message, hint = explain_syntax(stop, self._lines)
        line = min(line, len(self._lines) - 1)  # the end of the file may be said a line below it
        row = self._lines[line]
        start = Position(line + self.offset, min(column, len(row)) + 1)
        end = Position(start.line, max(start.column + 1, min(len(row), 80) + 1))
        return self._diagnostic("yaml-illisible", Span(start, end), message, hint)

    def _position(self, mark: Any) -> Position:
        return Position(mark.line + self.offset, mark.column + 1)

    def _span(self, event: Any) -> Span:
        start = self._position(event.start_mark)
        end = self._position(event.end_mark)
        if end.line > start.line:  # block scalars, block collections: underline the first line
            end = Position(start.line, len(self._lines[event.start_mark.line]) + 1)
        return Span(start, max(end, Position(start.line, start.column + 1)))

    def _refuse(self, code: str, span: Span, message: str, hint: str) -> _Refused:
        return _Refused(self._diagnostic(code, span, message, hint))

    def _diagnostic(
        self, code: str, span: Span, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        return Diagnostic(
            code=code, severity=severity, path=self.path, span=span, message=message, hint=hint
        )


def _place(mark: Any) -> Place:
    return mark.line, mark.column


_NO_ANCHOR = (
    "les renvois YAML (« & », « * », « << ») ne sont pas acceptés",
    "répétez la valeur, ou mettez-la entre guillemets si elle commence par « & » ou « * »",
)
