"""A diagnostic of our rules → what who wrote an issue is told: questions, labels. Pure."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from generator.characters import slug
from generator.diagnostics import Diagnostic
from generator.form_fields import Choice, FormField

MAX_CHOICES = 5  # answers shown to whoever wrote none of them
_AT_MOST = 5  # words of an answer that are compared
_LONGEST = 30  # signs of a word that is compared
_CLOSE = 0.85
_LISTED = "valeurs possibles : "
_SAID = re.compile("« ([^«»]*) » n’est pas une valeur")
_MEANT = re.compile("vouliez-vous dire « ([^«»]+) »")


def in_labels(diagnostic: Diagnostic, fields: Iterable[FormField], label: str) -> tuple[str, str]:
    """The message and the hint with what the form calls its fields and their answers."""
    message, hint = diagnostic.message, diagnostic.hint
    by_name = {field.name: field for field in fields}
    keys = [part for part in diagnostic.field if isinstance(part, str)]
    field = _field(keys, by_name)
    for depth in range(len(keys), 0, -1):
        named = _field(keys[:depth], by_name)
        if named is None:
            continue
        # « Montant, unité » is a question; what stands inside a list has only its title.
        words = label if depth == len(keys) and not named.name.count("[]") else named.title
        key = f"« {named.key} »"
        message = message.replace(f"{key} ({named.title})", key).replace(key, f"« {words} »")
    if field is not None and field.choices:
        hint = _with_labels(hint, message, field.choices)
    return message, hint


def nearest_choices(text: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The answers that look most like a text, the nearest first."""
    asked = [word[:_LONGEST] for word in slug(text[:200]).split("-") if len(word) > 2][:_AT_MOST]
    if not asked:
        return tuple(choices[:MAX_CHOICES])
    scores = {choice.code: _score(asked, _words(choice.code, choice.label)) for choice in choices}
    ranked = sorted(choices, key=lambda choice: -scores[choice.code])
    close = [choice for choice in ranked if scores[choice.code] >= _CLOSE]
    return tuple((close or ranked)[:MAX_CHOICES])


def _field(keys: Sequence[str], by_name: dict[str, FormField]) -> FormField | None:
    """The field of a path, inside a list as well: « sources[].nom »."""
    wanted = ".".join(keys)
    return next(
        (field for name, field in by_name.items() if name.replace("[]", "") == wanted), None
    )


def _with_labels(hint: str, message: str, choices: Sequence[Choice]) -> str:
    """A hint that gives codes → the same with labels, and no more of them than one reads."""
    shown = {choice.code: f"« {choice.label} » ({choice.code})" for choice in choices}
    if hint.startswith(_LISTED):
        said = _SAID.search(message)
        few = nearest_choices(said[1] if said else "", choices)
        words = ", ".join(shown[choice.code] for choice in few)
        more = f"… ({len(choices)} en tout)" if len(choices) > len(few) else ""
        return f"{_LISTED}{words}{more}"
    return _MEANT.sub(
        lambda found: f"vouliez-vous dire {shown.get(found[1], f'« {found[1]} »')}", hint
    )


@lru_cache(maxsize=2_000)
def _words(code: str, label: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{slug(label)}-{code}".replace("--", "-").split("-")))


def _score(asked: Sequence[str], words: Sequence[str]) -> float:
    return sum(max(_alike(one, other) for other in words) for one in asked) / len(asked)


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    """A word begun is the word; else how much two words have in common."""
    if len(other) > 2 and (other.startswith(one) or one.startswith(other)):
        return 1.0
    return SequenceMatcher(None, one, other).ratio()
