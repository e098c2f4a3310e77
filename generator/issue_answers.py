"""What an issue answers → the data of an entry, and each answer that is none: shared, pure.

An answer is put in the entry as it was written when it is none of its field's values: the schema
then refuses it, and says why better than anything here could.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.diagnostics import Diagnostic
from generator.flat_entry import (
    FlatFault,
    Groups,
    flat_name,
    leaves,
    ordered,
    read_fields,
    unflatten,
    write_fields,
)
from generator.flat_values import bare
from generator.form_fields import every_field
from generator.issue_body import Heard
from generator.issue_form import OTHERS, REMOVED, Question
from generator.issue_words import in_labels
from generator.outline import read_object

Place = tuple[str, ...]
_SHOWN = 20  # lines
DATED = "date_maj"  # the day when the text of an entry last changed
_FIELD = re.compile(r"[a-z][a-z0-9_]*\Z")  # what somebody who knows the files may have misspelt


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing to say to who wrote the issue: about which question, what, what to write."""

    message: str
    label: str = ""  # of the question; "" for the issue as a whole
    row: int | None = None  # in a list of objects, from 0
    hint: str = ""

    def sentence(self) -> str:
        """« champ « Sources », ligne 2 : … ; … »."""
        where = f"champ « {self.label} »" if self.label else ""
        where += f", ligne {self.row + 1}" if where and self.row is not None else ""
        parts = f"{where} : {self.message}" if where else self.message
        return f"{parts} ; {self.hint}" if self.hint else parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The fields that an issue fills, those that it takes away, what it does not say well."""

    data: Mapping[str, Any]
    removed: tuple[Place, ...]
    faults: tuple[FlatFault, ...]
    twice: tuple[str, ...] = ()  # fields said by their question, and otherwise among the others
    words: str = ""  # what stands among the others and is no field: for a person


def read_answered(
    answers: Mapping[str, str], questions: Sequence[Question], groups: Groups
) -> Answered:
    """Answers by question → the fields of an entry."""
    paths = {field.name: field.path for field in leaves(ordered(groups), with_groups=True)}
    own, removed = {}, []
    for question in questions:
        if question.field is None or question.id not in answers:
            continue
        if answers[question.id].strip() == REMOVED:
            removed.append(paths[question.field.name])
        else:
            own[question.field.name] = answers[question.id]
    data, faults = unflatten(own, groups)
    others, more = read_fields(answers.get(OTHERS, ""), groups)
    # Neither a number nor a yes: the field is taken away, below.
    more = tuple(fault for fault in more if fault.row is not None or fault.value != REMOVED)
    others, words = _apart(others, groups)
    twice: list[str] = []
    merged = _merged(others, data, (), twice)
    kept = _without_removed(merged, (), removed)
    return Answered(
        data={field.key: kept[field.key] for field in ordered(groups) if field.key in kept} | kept,
        removed=tuple(removed),
        faults=(*faults, *(fault for fault in more if fault.name)),
        twice=tuple(twice),
        words="\n".join((*words, *(fault.value for fault in more if not fault.name))),
    )


def corrected(base: Mapping[str, Any], answered: Answered, groups: Groups) -> dict[str, Any]:
    """An entry with the fields that an issue answers in place of its own; the others stay."""
    data = _merged(base, answered.data, (), [])
    for path in answered.removed:
        _take_out(data, path)
    return in_order(data, groups)


def in_order(data: Mapping[str, Any], groups: Groups) -> dict[str, Any]:
    """Fields in the order of the schema, then those that it does not know."""
    known = [field.key for field in ordered(groups) if field.key in data]
    return {name: data[name] for name in dict.fromkeys((*known, *data))}


def told_of_flat(fault: FlatFault, questions: Sequence[Question], groups: Groups) -> Told:
    """A text that could not be understood, as its author is told."""
    return Told(
        label=label_of(fault.name, questions, groups) if fault.name else _others(questions),
        row=fault.row,
        message=fault.message,
        hint=fault.hint,
    )


def told_of(
    diagnostic: Diagnostic,
    questions: Sequence[Question],
    groups: Groups,
    removed: Sequence[Place] = (),
) -> Told:
    """What our rules refuse, as its author is told: of a question, not of a line of a file."""
    name, row = flat_name(diagnostic.field, groups)
    label = label_of(name, questions, groups)
    question = next((item for item in questions if item.label == label), None)
    message, hint = in_labels(diagnostic, every_field(groups), label)
    if diagnostic.field in removed:
        message = f"« {label} » est obligatoire : on ne peut pas le vider"
        hint = f"écrivez « {name}: » et le nouveau texte, ou retirez cette ligne"
        if question is not None:
            hint = "répondez-y le nouveau texte, ou laissez la réponse vide pour garder l’ancien"
    elif diagnostic.code == "champ-manquant" and row is None and question is not None:
        hint = f"répondez à la question « {label} »"
        if question.example and "\n" not in question.example:
            hint += f", par exemple « {question.example} »"
    if diagnostic.code == "structure-inconnue" and hint.startswith("créez-la"):
        hint = "proposez d’abord la structure, par son propre formulaire"
    return Told(label=label, row=row, message=message, hint=hint)


def unclear(label: str) -> Told:
    """A question that stands twice in the issue."""
    return Told(
        label=label,
        message="une réponse contient la ligne d’une question : on ne sait plus où elle finit",
        hint="écrivez « \\ » devant les « ### » de vos réponses",
    )


def said_twice(name: str, questions: Sequence[Question], groups: Groups) -> Told:
    """A field that two answers fill, each in its own way."""
    return Told(
        label=label_of(name, questions, groups),
        message="il est dit deux fois, et pas de la même façon",
        hint="gardez une seule des deux réponses",
    )


def told_of_words(words: str, questions: Sequence[Question]) -> Told:
    """Words that go in no field: they are told again, where the entry is reviewed."""
    shown = words if len(words) <= 500 else f"{words[:499]}…"
    return Told(label=_others(questions), message=f"à lire, non repris dans la fiche : « {shown} »")


def date_changed(data: dict[str, Any], changed: Sequence[str], today: date) -> tuple[Told, ...]:
    """An entry whose text changed is dated of that day, and its author is told."""
    if DATED in changed or data.get(DATED) == today.isoformat():
        return ()
    data[DATED] = today.isoformat()
    said = f"devient le {today:%d/%m/%Y} : c’est le jour où le texte change, pas une vérification"
    return (Told(label="Date de mise à jour", message=said),)


def unread_lines(lines: str, words: str, label: str) -> tuple[Told, ...]:
    """The lines of a correction that replace nothing: each is told, with how to write it."""
    empty = [f"{key}:" for key, value in read_object(bare(lines))[0].items() if value == ""]
    found = [line.strip() for line in words.split("\n") if line.strip()]
    hint = "écrivez « champ: valeur », par exemple « telephone: 04 71 00 00 00 »"
    told = [
        Told(label=label, message=f"ligne non comprise : « {line[:200]} »", hint=hint)
        for line in (*found, *empty)
    ]
    if len(told) <= _SHOWN:
        return tuple(told)
    more = Told(label=label, message=f"et {len(told) - _SHOWN} autres lignes non comprises")
    return (*told[:_SHOWN], more)


def left_over(heard: Heard) -> tuple[Told, ...]:
    """What was written and is nowhere in the entry."""
    told = []
    if heard.unseen:
        told.append(Told(message=f"signes invisibles retirés : {', '.join(heard.unseen)}"))
    if heard.before:
        shown = " ".join(heard.before.split())[:200]
        told.append(Told(message=f"texte au-dessus des questions, non repris : « {shown} »"))
    return tuple(told)


def rank_of(told: Told, questions: Sequence[Question]) -> int:
    """Faults are told in the order of the questions."""
    labels = [question.label for question in questions]
    label = told.label.partition(", ")[0] if told.label not in labels else told.label
    return labels.index(label) if label in labels else len(labels)


def label_of(name: str, questions: Sequence[Question], groups: Groups) -> str:
    """What the form calls a field; its title when it has no question of its own."""
    for question in questions:
        if question.field is not None and question.field.name == name:
            return question.label
    top, _, rest = name.partition(".")
    for field in leaves(ordered(groups), with_groups=True):
        if field.name == name:
            return field.title
    if top.endswith("[]"):
        inside = next((f for f in leaves(ordered(groups)) if f.name == top[:-2]), None)
        if inside is not None:
            part = next((part.title for part in inside.fields if part.name == name), rest)
            return f"{inside.title}, {part}"
    return name or _others(questions)


def _others(questions: Sequence[Question]) -> str:
    return next((item.label for item in questions if item.id in (OTHERS, "champs")), "")


def _apart(data: Mapping[str, Any], groups: Groups) -> tuple[dict[str, Any], list[str]]:
    """Fields, and the lines that are words of a person: « Remarque : appelez avant »."""
    known = {field.key for field in ordered(groups)}
    fields, words = {}, []
    for key, value in data.items():
        if key in known or _FIELD.match(key):
            fields[key] = value
        else:
            words.append(write_fields({key: value}))
    return fields, words


def _merged(
    base: Mapping[str, Any], over: Mapping[str, Any], path: Place, twice: list[str]
) -> dict[str, Any]:
    """Objects joined key by key; where both say something, `over` has the last word."""
    found = dict(base)
    for key, value in over.items():
        there = found.get(key)
        if isinstance(value, Mapping) and isinstance(there, Mapping):
            found[key] = _merged(there, value, (*path, key), twice)
            continue
        if key in found and there != value:
            twice.append(".".join((*path, key)))
        found[key] = value
    return found


def _without_removed(data: Mapping[str, Any], path: Place, removed: list[Place]) -> dict[str, Any]:
    """Fields whose whole value is « (retirer) » are taken out, and noted."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if value in (REMOVED, [REMOVED]):
            removed.append((*path, key))
        elif isinstance(value, Mapping):
            if inside := _without_removed(value, (*path, key), removed):
                kept[key] = inside
        else:
            kept[key] = value
    return kept


def _take_out(data: dict[str, Any], path: Place) -> None:
    """One field less, and the group that it leaves empty."""
    key, rest = path[0], path[1:]
    if not rest:
        data.pop(key, None)
    elif isinstance(data.get(key), dict):
        _take_out(data[key], rest)
        if not data[key]:
            del data[key]
