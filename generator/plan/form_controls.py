"""Plan: the fields of a form → controls as HTML has them: identifiers, constraints, examples."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from generator.flat_entry import flatten, issue_field_id
from generator.form_fields import Choice, FormField, FormGroup
from generator.form_view import ChoiceGroup, Control, ControlGroup
from generator.issue_form import own_names
from generator.plan.vocabulary import Labels
from generator.plan.wording import counted

_FOLDED = 8  # more values than this are behind a summary
_CONTROLS = {
    "long-text": "lines",
    "markdown": "lines",
    "texts": "lines",
    "services": "lines",
    "zone": "lines",
    "choice": "select",
    "boolean": "select",
    "choices": "boxes",
    "group": "group",
    "rows": "rows",
    "rule": "rule",
}
_TEXTS = ("boxes", "rows", "rule")  # what is a text without script
_HINTS = {
    "texts": "Un par ligne.",
    "services": "Un identifiant par ligne\u00a0: la fin de l’adresse de la page du service.",
    "zone": "Un code par ligne.",
}
_PLAIN_LABELS = {
    "boxes": "Une valeur par ligne, par exemple\u00a0:",
    "rows": "Un tiret devant chaque élément, par exemple\u00a0:",
    "rule": "Les conditions en texte, par exemple\u00a0:",
}
_CODED = ("zone", "structure", "services")  # what is chosen by name once a script helps
_YES_NO = (Choice(code="oui", label="Oui"), Choice(code="non", label="Non"))
_ICONS = {
    "essentiel": "file-text",
    "pour-qui": "users",
    "combien": "coins",
    "ou-quand": "map-pin",
    "comment": "list-checks",
    "contact": "phone",
    "etat": "badge-check",
    "liens": "compass",
    "sources": "book-open",
}
# What a browser can check by itself; the words of `guichet check` come from the script.
_INPUTS = {
    "telephone": ("tel", "tel", ""),
    "email": ("text", "email", r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    "uri": ("text", "url", r"https?://\S+"),
    "date": ("date", "", ""),
}
_NUMBERS = {
    "number": ("decimal", "-?[0-9]+(?:[.,][0-9]+)?"),
    "integer": ("numeric", "-?[0-9]+"),
}


def control_groups(groups: Iterable[FormGroup], labels: Labels) -> tuple[ControlGroup, ...]:
    """Every field of a form as a control, what is required first, what is rare apart."""
    parts = tuple(groups)
    asked = own_names(parts)  # what else the browser would send, the forge would leave out
    return tuple(_group(group, labels, asked) for group in parts)


def _group(group: FormGroup, labels: Labels, asked: frozenset[str]) -> ControlGroup:
    controls = [_control(field, labels, asked) for field in group.fields]
    shown = [control for control in controls if not control.field.advanced]
    more = tuple(control for control in controls if control.field.advanced)
    return ControlGroup(
        code=group.code,
        label=group.label,
        icon=_ICONS.get(group.code, "file-text"),
        controls=tuple(sorted(shown, key=lambda control: not control.field.required)),
        more=more,
        more_label=f"Plus de précisions ({counted(len(more), 'champ')})",
    )


def _control(
    field: FormField, labels: Labels, asked: frozenset[str], row: str = "", *, inside: bool = False
) -> Control:
    """One control; `row` is the identifier of the row that holds it, if any.

    It is `inside` when what holds it may be left empty.
    """
    name = issue_field_id(field.name)
    identifier = f"{row}-{field.key}" if row else f"f-{name}"
    kind = "texts" if field.kind == "structure" and field.many else field.kind
    control = _CONTROLS.get(kind, "line")
    input_type, inputmode, pattern = _input(field)
    groups = _choice_groups(field, labels)
    return Control(
        field=field,
        id=identifier,
        form_name=name if field.name in asked else "",
        control=control,
        **_words(field, kind),
        asked=_asked(field, inside=inside),
        required=field.required and len(field.path) == 1,
        max_length=0 if field.many or input_type == "date" else field.max_length or 0,
        input_type=input_type,
        inputmode=inputmode,
        pattern=pattern,
        rows=_rows(field, control),
        plain_label=_PLAIN_LABELS.get(control, ""),
        plain_example=_plain_example(field) if control in _TEXTS and not row else "",
        groups=groups,
        folded=len(field.choices) > _FOLDED,
        inner=tuple(
            _control(
                inner,
                labels,
                asked,
                _row(field, control, identifier, row),
                inside=inside or not field.required,
            )
            for inner in field.fields
        ),
    )


def _words(field: FormField, kind: str) -> dict[str, str]:
    """What stands under the label: what the field means, how it is written, an example."""
    told, hint, example = field.help, _HINTS.get(kind, ""), _example(field)
    if field.kind in _CODED:
        meaning, colon, codes = told.partition("\u00a0: ")
        told = f"{meaning}." if colon else told
        hint = " ".join(filter(None, (codes[:1].upper() + codes[1:], hint)))
        hint, example = f"{hint} Exemple\u00a0: {example}" if example else hint, ""
    return {"told": told, "hint": hint, "example": example}


def _asked(field: FormField, *, inside: bool) -> str:
    if not field.required:
        return ""
    return "obligatoire si ce cadre est rempli" if inside else "obligatoire"


def _row(field: FormField, control: str, identifier: str, row: str) -> str:
    """The identifier under which the fields of a field are named."""
    if control == "rows" or (control == "rule" and field.many):
        return f"{identifier}-0"
    return identifier if row or control == "rule" else ""


def _input(field: FormField) -> tuple[str, str, str]:
    if field.kind in _NUMBERS:
        return ("text", *_NUMBERS[field.kind])
    input_type, inputmode, pattern = _INPUTS.get(field.format, ("text", "", ""))
    if field.pattern and not pattern:
        pattern = field.pattern.removesuffix("(?![\\s\\S])").removeprefix("^").removesuffix("$")
    if pattern.startswith("[0-9]"):
        inputmode = "numeric"
    return input_type, inputmode, pattern


def _example(field: FormField) -> str:
    """What stands under the label: one line, and nothing where the control shows the values."""
    if field.kind in ("choice", "choices", "boolean", "date", "markdown"):
        return ""
    return " · ".join(field.example.split("\n"))


def _plain_example(field: FormField) -> str:
    """How lists are written where no script draws them: as an issue has them, labels for codes."""
    if field.choices:
        return field.example
    alone = (FormGroup(code="", label="", fields=(field,)),)
    return flatten({field.key: field.sample}, alone)[field.name] if field.sample else ""


def _rows(field: FormField, control: str) -> int:
    if control != "lines":
        return 1
    if field.kind == "markdown":
        return 8
    return 2 if (field.max_length or 0) <= 160 and not field.many else 4


def _choice_groups(field: FormField, labels: Labels) -> tuple[ChoiceGroup, ...]:
    """The values that a field accepts; thématiques are under their great theme."""
    if field.kind == "boolean":
        return (ChoiceGroup(label="", choices=_YES_NO),)
    told = tuple(
        choice if choice.description != choice.label else replace(choice, description="")
        for choice in field.choices
    )
    if field.vocabulary != "thematiques":
        return (ChoiceGroup(label="", choices=told),) if told else ()
    themes = labels.terms("categories")
    return tuple(
        ChoiceGroup(label=labels.everyday(themes[theme]), choices=tuple(choices))
        for theme, choices in groupby(told, lambda it: it.code.partition("--")[0])
    )
