"""Plan: texts of two publications → the French sentence that tells how each changed."""

from collections.abc import Callable, Iterator

from generator.news import FieldChange, Row
from generator.plan.change_words import (
    Speaker,
    inner,
    passages,
    quoted,
    revised,
    shortened,
    text,
    whole_change,
)

Teller = Callable[[str, Row, Row, Speaker], Iterator[FieldChange]]
MAX_PASSAGE = 600


def said(first: str, other: str, last: str) -> Teller:
    """A text: how to tell that it appears, that it changes, that it disappears.

    « {} » stands for what is said now, cut when long; « {avant} » for what was.
    """

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        old, new = text(before, field), text(after, field)
        if old != new:
            words = last if not new else other if old else first
            phrase = words.replace("{avant}", quoted(old)).replace("{}", quoted(new))
            yield whole_change(field, before, after, phrase)

    return tell


def several(what: str) -> Teller:
    """A sentence or two: what became of it, with the words that changed when they are few."""

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        old, new = text(before, field), text(after, field)
        if old == new:
            return
        if not old or not new:
            verb = "ont été ajoutées" if new else "ont été retirées"
            yield whole_change(field, before, after, f"{what} {verb}")
        else:
            phrase = f"{what} ont été revues{revised(old, new)}"
            yield whole_change(field, before, after, phrase)

    return tell


def description(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """A long text: only the passages that differ are kept."""
    old, new = text(before, field), text(after, field)
    if old == new:
        return
    verb = "revue" if old and new else "ajoutée" if new else "retirée"
    found = passages(old, new, around=2) if old and new else ()
    yield FieldChange(
        champ=field,
        phrase=f"la description a été {verb}{revised(old, new)}",
        avant=shortened(" […] ".join(words for words, _ in found), MAX_PASSAGE) or None,
        apres=shortened(" […] ".join(words for _, words in found), MAX_PASSAGE) or None,
    )


def falc(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """The version in plain words: its text, not who proofread it."""
    old, new = inner(before, field).get("texte"), inner(after, field).get("texte")
    if old != new:
        verb = "revue" if old and new else "ajoutée" if new else "retirée"
        yield FieldChange(champ=field, phrase=f"la version en mots simples a été {verb}")


def unsaid(phrase: str) -> Teller:
    """What changed without its values: they may name a person."""

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        if before.get(field) != after.get(field):
            yield FieldChange(champ=field, phrase=phrase)

    return tell


def coded(vocabulary: str, changed: str, removed: str) -> Teller:
    """One code, by its label."""

    def tell(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
        if text(before, field) != text(after, field):
            new = text(after, field)
            phrase = f"{changed} {quoted(speaker.label(vocabulary, new))}" if new else removed
            yield whole_change(field, before, after, phrase)

    return tell


def provider(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
    """The structure, by its name."""
    if text(before, field) != text(after, field):
        name = quoted(speaker.name("structures", text(after, field)))
        yield whole_change(field, before, after, f"est maintenant proposé par {name}")
