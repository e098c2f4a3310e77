"""Plan: values → the French words that a page prints, typeset with no-break spaces."""

import re
from datetime import date
from urllib.parse import urlsplit

from generator.entries import Montant
from generator.french_words import MONTHS, date_words

NBSP = "\u00a0"
NARROW = "\u202f"

# A figure, then what it counts or the rest of it: « 35 km », « 8 jours », « 1 200 € ».
_FIGURE = re.compile(
    r"(?<=\d) (?=(?:\d{3}|km|kg|m|h|min|mn|minutes?|heures?|jours?|semaines?|mois|ans?|années?"
    r"|€|euros?|%|communes?|places?|personnes?)(?!\w))"
)

_PERIODS = {
    "ponctuelle": "en une fois",
    "journaliere": "par jour",
    "hebdomadaire": "par semaine",
    "mensuelle": "par mois",
    "annuelle": "par an",
}


def date_text(day: date) -> str:
    """21 novembre 2026, 1er mars 2026."""
    return date_words(day).replace(" ", NBSP, 1)


def month_text(day: date) -> str:
    """Novembre 2026, without its capital."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_text(day: str) -> str:
    """`07-14` → 14 juillet."""
    month, number = int(day[:2]), int(day[3:])
    return f"{'1er' if number == 1 else number}{NBSP}{MONTHS[month - 1]}"


def number_text(value: float) -> str:
    """1200 → 1 200; 12.5 → 12,50."""
    whole, cents = divmod(round(value * 100), 100)
    grouped = f"{whole:,}".replace(",", NARROW)
    return f"{grouped},{cents:02d}" if cents else grouped


def amount_text(amount: Montant | None) -> str:
    """A `montant` → "Jusqu’à 1 000 € par an"; "" when it holds no figure."""
    if amount is None or (amount.min is None and amount.max is None):
        return ""
    unit = f"{NBSP}{amount.unite}" if amount.unite else ""
    period = _PERIODS.get(amount.periodicite or "", "")
    if amount.min is not None and amount.max is not None:
        if amount.min == amount.max:
            words = f"{number_text(amount.max)}{unit}"
        else:
            words = f"De {number_text(amount.min)} à {number_text(amount.max)}{unit}"
    elif amount.max is not None:
        words = f"Jusqu’à {number_text(amount.max)}{unit}"
    else:
        words = f"À partir de {number_text(amount.min or 0)}{unit}"
    return f"{words} {period}".strip()


def at_town(nom: str) -> str:
    """Besançon → à Besançon; Le Puy-en-Velay → au Puy-en-Velay; Les Estables → aux Estables."""
    for article, contracted in (("Le ", "au "), ("Les ", "aux ")):
        if nom.startswith(article):
            return contracted + nom[len(article) :]
    return f"à {nom}"


def phone_text(number: str) -> str:
    """Digits in pairs, kept together: 04 71 00 00 00; short numbers 39 49."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.startswith("+33"):
        digits = "0" + digits[2:]
    elif number.startswith("+"):
        return number.replace(" ", NBSP)
    if len(digits) % 2:
        return digits
    return NBSP.join(digits[rank : rank + 2] for rank in range(0, len(digits), 2))


def phone_link(number: str) -> str:
    """What a telephone dials: +33471000000, or the short number as it is."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+33{digits[1:]}" if len(digits) == 10 else f"tel:{digits}"


def bound_figures(text: str) -> str:
    """The same words, where no line ends between a figure and its unit."""
    return _FIGURE.sub(NBSP, text)


def listed(words: tuple[str, ...], limit: int = 0, last: str = "et") -> str:
    """Words → "a, b et c"; past `limit`, "a, b et 3 autres"."""
    if limit and len(words) > limit + 1:
        words = (*words[:limit], f"{len(words) - limit} autres")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """1 service, 12 services, aucun service."""
    if number == 0:
        return f"aucun{'e' if noun.endswith('e') and noun != 'service' else ''} {noun}"
    return f"{number_text(number)}{NBSP}{noun if number == 1 else plural or noun + 's'}"


def capitalised(text: str) -> str:
    """The first letter upper, the rest as it is."""
    return text[:1].upper() + text[1:]


def host_of(url: str) -> str:
    """`https://www.fastt.org/page` → `fastt.org`: shown beside every outgoing link."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
