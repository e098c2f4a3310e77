"""Plan: lists of two publications → what comes and what goes, each in a French sentence."""

from collections.abc import Callable, Iterator, Sequence

from generator.news import FieldChange, Row
from generator.plan.change_words import (
    Speaker,
    codes,
    inner,
    lowered,
    named,
    quoted,
    shortened,
    whole_change,
    without,
)
from generator.plan.wording import NBSP

Teller = Callable[[str, Row, Row, Speaker], Iterator[FieldChange]]


def moves(
    field: str,
    lists: tuple[Sequence[str], Sequence[str]],
    words: tuple[str, str],
    name: Callable[[str], str],
) -> Iterator[FieldChange]:
    """What comes, then what goes: words for either, then the name of each item."""
    old, new = lists
    comes, goes = without(new, old), without(old, new)
    if comes:
        phrase = f"{words[0]}{named([name(item) for item in comes])}"
        yield FieldChange(champ=field, phrase=phrase, apres=list(comes))
    if goes:
        phrase = f"{words[1]}{named([name(item) for item in goes])}"
        yield FieldChange(champ=field, phrase=phrase, avant=list(goes))


def terms(vocabulary: str, added: str, removed: str, lead: str = "") -> Teller:
    """A list of codes: labels added, labels removed; `lead` goes before each of them."""

    def tell(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
        def name(code: str) -> str:
            return f"{lead}{speaker.label(vocabulary, code)}"

        lists = (codes(before, field), codes(after, field))
        yield from moves(field, lists, (added, removed), name)

    return tell


def publics(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
    """Audiences; « tous-publics » is all of them, and stands alone."""
    everyone = "tous-publics"
    was, is_now = (everyone in codes(row, field) for row in (before, after))
    if is_now and not was:
        phrase = "s’adresse maintenant à tous les publics"
        yield whole_change(field, before, after, phrase)
    elif was and not is_now:
        labels = [f"aux {speaker.label('publics', code)}" for code in codes(after, field)]
        phrase = f"ne s’adresse plus qu’{named(labels)}" if labels else ""
        nothing = "ne dit plus à quels publics il s’adresse"
        yield whole_change(field, before, after, phrase or nothing)
    else:
        tell = terms("publics", "s’adresse aussi ", "ne s’adresse plus ", "aux ")
        yield from tell(field, before, after, speaker)


def ways(words: dict[str, tuple[str, str]]) -> Teller:
    """A short list of codes: for each, what to say when it comes and when it goes."""

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        old, new = codes(before, field), codes(after, field)
        for code, (comes, goes) in words.items():
            if (code in old) != (code in new):
                yield FieldChange(
                    champ=field,
                    phrase=comes if code in new else goes,
                    avant=code if code in old else None,
                    apres=code if code in new else None,
                )

    return tell


def items(added: str, removed: str) -> Teller:
    """A list of texts, whatever their order."""
    words = (f"{added}{NBSP}: ", f"{removed}{NBSP}: ")

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        yield from moves(field, (codes(before, field), codes(after, field)), words, quoted)

    return tell


def steps(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """Steps have an order: they are told as a whole."""
    old, new = codes(before, field), codes(after, field)
    if old != new:
        verb = "ont été revues" if old and new else "sont expliquées" if new else "ont été retirées"
        yield whole_change(field, before, after, f"les étapes pour demander {verb}")


def conditions(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
    """Conditions of access, by the lines of the checklist that the page shows."""
    old, new = (
        {key: value for key, value in inner(row, field).items() if key != "exemples"}
        for row in (before, after)
    )
    if old == new:
        return
    was, is_now = speaker.conditions(old), speaker.conditions(new)
    if was is None or is_now is None or set(was) == set(is_now):
        yield FieldChange(champ=field, phrase="les conditions à remplir ont été précisées")
        return

    words = (f"condition en plus{NBSP}: ", f"condition en moins{NBSP}: ")
    yield from moves(field, (was, is_now), words, lambda line: lowered(shortened(line)))


_RELATIONS = (
    ("prerequis", "se demande après", "ne se demande plus après"),
    ("complement_de", "se complète avec", "ne se complète plus avec"),
    ("passe_le_relais_a", "passe ensuite le relais à", "ne passe plus le relais à"),
    ("cumulable_avec", "se cumule avec", "n’est plus indiqué comme cumulable avec"),
    ("incompatible_avec", "ne se cumule pas avec", "n’est plus indiqué comme incompatible avec"),
    ("remplace", "remplace", "ne remplace plus"),
)


def relations(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
    """Links with other services, by their names."""

    def name(code: str) -> str:
        return quoted(speaker.name("services", code))

    for kind, added, removed in _RELATIONS:
        lists = (codes(inner(before, field), kind), codes(inner(after, field), kind))
        yield from moves(f"{field}.{kind}", lists, (f"{added} ", f"{removed} "), name)
