"""The fields of a form → the questions of an issue form, and an entry → its answers: shared, pure.

GitHub fills text boxes from an address, and nothing else: a list to choose from, named in the
address, makes it show an empty issue. So every question is a text, in the forms of `flat_entry`.
What a newcomer does not need is one last question: the other fields, as the lines of a file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.characters import fold
from generator.flat_entry import (
    Groups,
    flatten_field,
    issue_field_id,
    leaves,
    write_fields,
)
from generator.flat_values import EMPTIED
from generator.form_fields import FormField

ENTRY = "fiche"  # the question that names the entry to correct
OTHERS = "autres_champs"  # the question that holds all the fields without one of their own
REMOVED = EMPTIED  # what is answered for a field that a correction takes away
NO_ANSWER = "_No response_"  # GitHub's own words, whatever the language

_LONG = frozenset(("long-text", "markdown", "choices", "zone", "services", "texts", "rows", "rule"))
# What would be read as a question, or as no answer: a « \\ » before it, as Markdown has it.
_TAKEN = re.compile(r"^(\\*)(?=### |_No response_$)", re.MULTILINE)
_FREED = re.compile(r"^\\(?=\\*(?:### |_No response_$))", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One element of an issue form."""

    id: str
    label: str
    help: str
    field: FormField | None = None  # none for what is no field of the entry
    group: str = ""  # the label of the group of the form that it opens, if it does
    example: str = ""
    is_long: bool = True
    is_required: bool = False


def own_names(groups: Groups) -> frozenset[str]:
    """The fields that have a question of their own."""
    return frozenset(field.name for group in groups for field, _ in _asked(group.fields))


def field_questions(groups: Groups, settled: frozenset[str] = frozenset()) -> tuple[Question, ...]:
    """The questions on the fields, in the order of the form; `settled` ones are never required."""
    asked = [(group, *row) for group in groups for row in _asked(group.fields)]
    found, opened = [], ""
    for group, field, above in asked:
        found.append(
            Question(
                id=issue_field_id(field.name),
                label=_label(field, above),
                help=field.help,
                field=field,
                group=group.label if group.label != opened else "",
                example=field.example or _sample(field),
                is_long=field.kind in _LONG or field.many,
                is_required=field.required and above is None and field.name not in settled,
            )
        )
        opened = group.label
    return tuple(found)


def issue_answers(data: Mapping[str, Any], groups: Groups) -> dict[str, str]:
    """An entry → the text of each question that it answers, by the identifier of the question.

    A field goes with the others when one line cannot hold its text.
    """
    own, answers, others = own_names(groups), {}, dict(data)
    for group in groups:
        for field in group.fields:
            if field.key not in data:
                continue
            inside = {leaf.name: leaf for leaf in leaves((field,))}
            cells = flatten_field(field, data[field.key])
            if all(name in own and _fits(text, inside[name]) for name, text in cells.items()):
                others.pop(field.key)
                answers.update({issue_field_id(name): said(text) for name, text in cells.items()})
    if others:
        answers[OTHERS] = said(write_fields(others))
    return answers


def said(text: str) -> str:
    """A text as an answer, in which nothing is taken for a question or for no answer."""
    return _TAKEN.sub(r"\1\\", text)


def heard(text: str) -> str:
    """`said`, undone."""
    return _FREED.sub("", text)


def _asked(
    fields: tuple[FormField, ...], above: FormField | None = None
) -> Iterator[tuple[FormField, FormField | None]]:
    """The fields that a newcomer fills, with the group that holds each."""
    for field in fields:
        if field.advanced:
            continue
        if field.kind == "group":
            yield from _asked(field.fields, field)
        else:
            yield field, above


def _fits(text: str, field: FormField) -> bool:
    return "\n" not in text or field.kind in _LONG or field.many


def _sample(field: FormField) -> str:
    """The first objects of a list, as lines."""
    return next(iter(flatten_field(field, field.sample).values()), "") if field.sample else ""


def _label(field: FormField, above: FormField | None) -> str:
    """A question that says by itself what it is about: « Montant, unité »."""
    # « Montant minimal » and « Vérifié le » name their group already.
    if above is None or fold(above.title)[:5] == fold(field.title)[:5]:
        return field.title
    return f"{above.title}, {field.title[:1].lower()}{field.title[1:]}"
