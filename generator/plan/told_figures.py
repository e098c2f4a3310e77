"""Plan: a French sentence → the amounts and the ages that it tells, with their bounds.

Only what surely speaks of the aid itself is kept: a figure beside an income, a rent, a child or a
duration is another figure, and a doubt is silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_I = re.IGNORECASE  # any of these words may open a sentence
_SENTENCES = re.compile(r"[^.!?;\n]*(?:\.(?=\d)[^.!?;\n]*)*")
# One replacement after another is several times faster than a table of characters.
_SPELLINGS = (("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("’", "'"), ("\u2013", "-"))

_NUMBER = r"(\d{1,3}(?:[ .]\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?)"
_EURO = r" ?(?:€|euros?\b)"
_UNDER = (
    r"(?:jusqu'à|au maximum(?: de)?|maximum de|plafonnée?s? à|limitée?s? à|peut atteindre"
    r"|pouvant atteindre|ne dépasse pas|dans la limite de) "
)
_AMOUNTS = (
    ("entre", re.compile(rf"\b(?:de|entre) {_NUMBER}(?:{_EURO})? (?:à|et) {_NUMBER}{_EURO}", _I)),
    ("max", re.compile(rf"{_UNDER}{_NUMBER}{_EURO}", _I)),
    ("max", re.compile(rf"{_NUMBER}{_EURO} (?:au plus|au maximum|maximum)\b", _I)),
)
# What else may have an upper bound, in the same sentence.
_NOT_THE_AID = re.compile(
    r"\b(?:quotient|revenus?|ressources?|gagne\w*|loyers?|salaires?|rémunér\w*|cautions?|dépôts?"
    r"|impôts?|patrimoine|valeur|factures?|dépenses?|achats?|devis|reste à charge|plafonds?"
    r"|pour les|si vous|selon|par enfant|par personne|km|kilomètres?)\b",
    _I,
)
_PRICE = re.compile(
    r"\b(?:prix|coût\w*|tarifs?|participation|cotisation|adhésion|vous payez)\b", _I
)
_RHYTHMS = (
    ("mensuelle", re.compile(r"\b(?:par|chaque|tous les|/ ?) ?mois\b|\bmensue", _I)),
    ("annuelle", re.compile(r"\b(?:par|chaque|tous les|/ ?) ?ans?(?:née)?\b|\bannue", _I)),
    ("journaliere", re.compile(r"\b(?:par|chaque|/ ?) ?jour(?:née)?\b", _I)),
    ("hebdomadaire", re.compile(r"\b(?:par|chaque|/ ?) ?semaine\b", _I)),
    ("autre", re.compile(r"\b(?:par|chaque|de l'|/ ?) ?(?:heure|trajet|nuit|repas|mètre)\b", _I)),
)

_AGE = r"(\d{1,2})"
_AGES = (
    ("entre", re.compile(rf"\b(?:de|entre) {_AGE}(?: ans)? (?:à|et) {_AGE} ans\b", _I)),
    ("entre", re.compile(rf"\b{_AGE} ?- ?{_AGE} ans\b", _I)),
    ("moins", re.compile(rf"\bmoins de {_AGE} ans\b", _I)),
    ("jusqu", re.compile(rf"\bjusqu'à (?:l'âge de )?{_AGE} ans\b", _I)),
    ("max", re.compile(rf"\b{_AGE} ans (?:au plus|au maximum|maximum|ou moins|et moins)\b", _I)),
    ("plus", re.compile(rf"\bplus de {_AGE} ans\b", _I)),
    ("min", re.compile(rf"\b(?:dès|à partir de|au moins|dès l'âge de) {_AGE} ans\b", _I)),
    ("min", re.compile(rf"\b{_AGE} ans (?:ou plus|et plus|au moins|minimum|révolus)\b", _I)),
)
_NOT_A_PERSON = re.compile(
    r"\b(?:enfants?|bébés?|fils|filles?|ancienneté|depuis|pendant|durées?|durant|il y a|bail|baux"
    r"|contrats?|véhicules?|voitures?|logements?|immeubles?|expérience|aînés?|garde|derni\w+"
    r"|prochain\w*|valable\w*|permis de plus|construi\w+|études?|sauf|excepté|dérogation|parents?"
    r"|charge|si vous|handicap\w*|rqth|conjoint\w*|bourse|assurance|remboursement)\b",
    _I,
)
_YOUNGEST, _OLDEST = 14, 99  # a smaller figure counts years of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bounds that a sentence tells, in its own words."""

    least: float | None = None
    most: float | None = None
    mosts: tuple[float, ...] = ()  # all that the words may mean: « jusqu’à 26 ans » is 25 or 26
    leasts: tuple[float, ...] = ()
    words: str
    rhythm: str = ""  # "mensuelle" for « 100 € par mois »; "" when it does not say


def plain(text: str) -> str:
    """The same text, spaces, apostrophes and dashes made plain, a letter for a letter."""
    for written, plainly in _SPELLINGS:
        text = text.replace(written, plainly)
    return text


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, made plain."""
    for match in _SENTENCES.finditer(plain(text)):
        if match[0].strip():
            yield match[0].strip()


def told_amounts(text: str, *, price: bool = False) -> tuple[Told, ...]:
    """The upper bounds and ranges in euros that speak of the aid, or of its price when asked."""
    if "€" not in text and "euro" not in text:
        return ()
    return tuple(
        found
        for sentence in sentences(text)
        if ("€" in sentence or "euro" in sentence)
        and not _NOT_THE_AID.search(sentence)
        and bool(_PRICE.search(sentence)) in (price, False)
        for found in _amounts(sentence)
    )


def told_ages(text: str) -> tuple[Told, ...]:
    """The bounds of age that speak of who asks."""
    if " ans" not in (text := plain(text)):
        return ()
    return tuple(
        found
        for sentence in sentences(text)
        if " ans" in sentence and not _NOT_A_PERSON.search(sentence)
        for found in _ages(sentence)
    )


def _amounts(sentence: str) -> Iterator[Told]:
    rhythm = next((name for name, sign in _RHYTHMS if sign.search(sentence)), "")
    for kind, pattern in _AMOUNTS:
        for match in pattern.finditer(sentence):
            figures = [_figure(text) for text in match.groups()]
            low = figures[0] if kind == "entre" else None
            yield Told(
                least=low,
                most=figures[-1],
                leasts=() if low is None else (low,),
                mosts=(figures[-1],),
                words=match[0].strip(),
                rhythm=rhythm,
            )


def _ages(sentence: str) -> Iterator[Told]:
    for kind, pattern in _AGES:
        for match in pattern.finditer(sentence):
            low, high = int(match[1]), int(match[match.lastindex or 1])
            if not _YOUNGEST <= low <= high <= _OLDEST:
                continue
            leasts, mosts = _age_bounds(kind, low, high)
            yield Told(
                least=leasts[0] if leasts else None,
                most=mosts[0] if mosts else None,
                leasts=leasts,
                mosts=mosts,
                words=match[0].strip(),
            )


def _age_bounds(kind: str, low: int, high: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What the words may mean: the smallest ages, the greatest ages."""
    return {
        "entre": ((low,), (high,)),
        "moins": ((), (high - 1,)),
        "jusqu": ((), (high, high - 1)),
        "max": ((), (high,)),
        "plus": ((low, low + 1), ()),
        "min": ((low,), ()),
    }[kind]


def _figure(text: str) -> float:
    """« 1 000,50 » → 1000.5."""
    whole, _, cents = text.partition(",")
    return float(f"{whole.replace(' ', '').replace('.', '')}.{cents or 0}")
