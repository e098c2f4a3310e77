"""Plan: amounts, costs, durations and states of two publications → the sentences that tell them."""

from collections.abc import Callable, Iterator
from datetime import date

from generator.entries import Montant
from generator.news import FieldChange, Row
from generator.plan.change_words import Speaker, inner, quoted, revised, text
from generator.plan.wording import NBSP, amount_text, date_text, day_text, number_text

Number = float | int

_COST = {
    ("gratuit", "payant"): "n’est plus gratuit",
    ("payant", "gratuit"): "devient gratuit",
    ("", "gratuit"): "est gratuit",
    ("", "payant"): "est payant",
    ("gratuit", ""): "la gratuité n’est plus indiquée",
    ("payant", ""): "le coût n’est plus indiqué",
}
_FIGURES = ("min", "max")
_FRAME = ("unite", "periodicite", "sens")
_STATES = {
    "suspendu": "est suspendu",
    "budget-epuise": "le budget est épuisé",
    "termine": "l’aide s’est arrêtée",
    "saisonnier": "n’est ouvert qu’une partie de l’année",
    "a-confirmer": "est à confirmer",
}
OPEN_STATES = ("actif", "saisonnier", "a-confirmer")


def cost(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
    """Free or not."""
    old, new = text(before, field), text(after, field)
    if old != new:
        phrase = _COST.get((old, new)) or f"le coût devient {quoted(speaker.label('frais', new))}"
        yield FieldChange(champ=field, phrase=phrase, avant=old or None, apres=new or None)


def amount(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """What is received or paid: each figure when only figures changed, else the whole."""
    old, new = inner(before, field), inner(after, field)
    if all(old.get(key) == new.get(key) for key in _FRAME) and _same_shape(old, new):
        yield from _figures(field, old, new)
    elif any(old.get(key) != new.get(key) for key in (*_FIGURES, *_FRAME)):
        was, is_now = _worded(old), _worded(new)
        if was and is_now:
            phrase = f"le montant change{NBSP}: {quoted(was)} devient {quoted(is_now)}"
        elif is_now:
            phrase = f"le montant est maintenant indiqué{NBSP}: {is_now}"
        else:
            phrase = f"le montant n’est plus indiqué{f' (avant{NBSP}: {was})' if was else ''}"
        yield FieldChange(champ=field, phrase=phrase, avant=old or None, apres=new or None)
    said, says = text(old, "precisions"), text(new, "precisions")
    if said != says:
        phrase = f"les précisions sur le montant ont été revues{revised(said, says)}"
        yield FieldChange(
            champ=f"{field}.precisions", phrase=phrase, avant=said or None, apres=says or None
        )


def _same_shape(old: Row, new: Row) -> bool:
    return all((old.get(key) is None) == (new.get(key) is None) for key in _FIGURES)


def _figures(field: str, old: Row, new: Row) -> Iterator[FieldChange]:
    noun = "prix" if new.get("sens") == "paye" else "montant"
    if all(_is_single(row) for row in (old, new)):
        if old.get("max") != new.get("max"):
            yield _passes(f"{field}.max", f"le {noun}", "max", old, new)
        return
    words = {"min": "le minimum", "max": "le plafond" if noun == "montant" else "le prix maximum"}
    for key in _FIGURES:
        if old.get(key) != new.get(key):
            yield _passes(f"{field}.{key}", words[key], key, old, new)


def _is_single(row: Row) -> bool:
    return row.get("max") is not None and row.get("min") == row.get("max")


def _passes(champ: str, what: str, key: str, old: Row, new: Row) -> FieldChange:
    """« le plafond passe de 800 à 1 000 € par an »."""
    was, is_now = _number(old, key), _number(new, key)
    whole = _amount(new, is_now, is_now)
    return FieldChange(
        champ=champ,
        phrase=f"{what} passe de {number_text(was)} à {amount_text(whole)}",
        avant=was,
        apres=is_now,
    )


def _worded(row: Row) -> str:
    low = None if row.get("min") is None else _number(row, "min")
    high = None if row.get("max") is None else _number(row, "max")
    words = amount_text(_amount(row, low, high))
    return words[:1].lower() + words[1:]


def _amount(row: Row, low: Number | None, high: Number | None) -> Montant:
    return Montant(
        min=low,
        max=high,
        unite=text(row, "unite") or None,
        periodicite=text(row, "periodicite") or None,
    )


def _number(row: Row, key: str) -> Number:
    value = row.get(key)
    return value if isinstance(value, (int, float)) else 0


def duration(noun: str, plural: str) -> Callable[[str, Row, Row, Speaker], Iterator[FieldChange]]:
    """A number of hours or weeks."""

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        old, new = before.get(field), after.get(field)
        if old == new:
            return
        unit = noun if _number(after, field) <= 1 else plural
        if new is None:
            phrase = "la durée n’est plus indiquée"
        elif old is None:
            phrase = (
                f"la durée est indiquée{NBSP}: {number_text(_number(after, field))}{NBSP}{unit}"
            )
        else:
            was, is_now = (number_text(_number(row, field)) for row in (before, after))
            phrase = f"la durée passe de {was} à {is_now}{NBSP}{unit}"
        yield FieldChange(champ=field, phrase=phrase, avant=old, apres=new)

    return tell


def days(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """« le délai passe de 10 à 14 jours »."""
    old, new = before.get(field), after.get(field)
    if old == new:
        return
    unit = "jour" if _number(after, field) <= 1 else "jours"
    if new is None:
        phrase = "le délai en jours n’est plus indiqué"
    elif old is None:
        phrase = f"le délai est indiqué{NBSP}: {number_text(_number(after, field))}{NBSP}{unit}"
    else:
        was, is_now = (number_text(_number(row, field)) for row in (before, after))
        phrase = f"le délai passe de {was} à {is_now}{NBSP}{unit}"
    yield FieldChange(champ=field, phrase=phrase, avant=old, apres=new)


def state(before: Row, after: Row) -> Iterator[FieldChange]:
    """« est suspendu depuis le 3 mars 2026 : la demande dépasse le budget »."""
    old, new = text(before, "etat"), text(after, "etat")
    if old == new:
        return
    if new in OPEN_STATES and old not in OPEN_STATES:
        phrase = "est de nouveau disponible"
        if new != "actif":
            phrase = f"{phrase}, {_STATES[new]}"
    elif new == "actif":
        phrase = "est ouvert toute l’année" if old == "saisonnier" else "est confirmé"
    else:
        phrase = _STATES.get(new, f"change d’état{NBSP}: {new}")
    yield FieldChange(
        champ="etat",
        phrase=phrase + _state_words(new, inner(after, "etat_precisions")),
        avant=old or None,
        apres=new,
    )


def state_details(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """What is said of a state that stays the same; a new state says it with itself."""
    if text(before, "etat") != text(after, "etat"):
        return
    old, new = inner(before, field), inner(after, field)
    if old.get("periode") != new.get("periode") and inner(new, "periode"):
        phrase = f"la période d’ouverture devient{NBSP}: {_season(inner(new, 'periode'))}"
        yield FieldChange(
            champ=f"{field}.periode", phrase=phrase, avant=old.get("periode"), apres=new["periode"]
        )
    if old.get("jusqu_a") != new.get("jusqu_a"):
        end = _day(text(new, "jusqu_a"))
        phrase = f"la date de fin devient le {end}" if end else "la date de fin n’est plus indiquée"
        yield FieldChange(
            champ=f"{field}.jusqu_a",
            phrase=phrase,
            avant=old.get("jusqu_a"),
            apres=new.get("jusqu_a"),
        )
    if old.get("message") != new.get("message"):
        says = text(new, "message")
        phrase = (
            f"le message du moment devient {quoted(says)}"
            if says
            else "le message du moment est retiré"
        )
        yield FieldChange(
            champ=f"{field}.message",
            phrase=phrase,
            avant=old.get("message"),
            apres=new.get("message"),
        )


def _state_words(new: str, details: Row) -> str:
    """Since when, until when and why."""
    parts = []
    if new == "saisonnier" and inner(details, "periode"):
        parts.append(f"{NBSP}: {_season(inner(details, 'periode'))}")
    if new not in OPEN_STATES and _day(text(details, "depuis")):
        since = " le" if new == "termine" else " depuis le"
        parts.append(f"{since} {_day(text(details, 'depuis'))}")
    if _day(text(details, "jusqu_a")):
        parts.append(f", jusqu’au {_day(text(details, 'jusqu_a'))}")
    if text(details, "message"):
        parts.append(f"{NBSP}: {quoted(text(details, 'message'))}")
    return "".join(parts)


def _season(period: Row) -> str:
    """« du 1er juin au 30 septembre », when both days can be read."""
    try:
        return f"du {day_text(text(period, 'debut'))} au {day_text(text(period, 'fin'))}"
    except (ValueError, IndexError):
        return "celle de la fiche"


def _day(value: str) -> str:
    try:
        return date_text(date.fromisoformat(value))
    except ValueError:
        return ""
