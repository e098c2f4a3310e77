"""A value as somebody typed it → the same value as our files write it: shared, pure, never a guess.

Each function gives back what it was given when there is more than one way to read it, and its own
result unchanged: what is tidy stays as it is. Whether the value is true is judged elsewhere.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache, partial
from unicodedata import normalize

from generator.characters import slug
from generator.french_words import MONTHS, fold

NBSP = "\u00a0"
_Step = tuple[re.Pattern[str], Callable[[str], str]]

_SPACES = re.compile("[ \u00a0\u202f\u2009]+")
_ENDS = re.compile("\\A[ \t\u00a0\u202f]+|[ \t\u00a0\u202f]+\\Z")
_HARD = re.compile("[\u00a0\u202f]")
# Addresses are nobody's prose; nor are, in Markdown, code, the target of a link, an autolink.
_ADDRESS = r"(?P<kept>https?://\S*|(?<!\S)(?:www\.\S*|[^\s@]+@\S*))"
_CODE = _ADDRESS.replace(
    "https?:", r"`+[^`]*`+|\]\([^()\s]*\)?|<[^<>\s]+>|&[#\w]{1,40};|https?:", 1
)
_SIGNS = (
    ("[ \u00a0\u202f]{2,}", lambda run: NBSP if _HARD.search(run) else " "),
    (r"(?<=[^\W\d_])['´‘ʼ](?=[^\W_]|[«\[*])", lambda _: "’"),
    (r"«[ \u00a0\u202f]*(?=[^\s])", lambda _: f"«{NBSP}"),
    (r"(?<=[^\s«])[ \u00a0\u202f]*»", lambda _: f"{NBSP}»"),
    # A high sign is held to the word before it; « Yahoo! » is a name, so « ! » is never moved away.
    (r"(?<=[0-9]) (?=[€%](?:[\s).,;:*_]|\Z))", lambda _: NBSP),
    (r"(?<=\S) (?=[:;?!]+(?:[\s).,*_»]|\Z))", lambda _: NBSP),
    (r"(?<=[^\W\d_])(?=[:;?][:;?!]*(?:\s|\Z))|(?<=[)»])(?=[:;?](?:\s|\Z))", lambda _: NBSP),
)
_IN_TEXT, _IN_MARKDOWN = (
    tuple((re.compile(f"{kept}|{sign}"), write) for sign, write in _SIGNS)
    for kept in (_ADDRESS, _CODE)
)
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_NOT_PROSE = re.compile(r"(?: {4}|\t|\||[ >]*\[[^\]]+\]:|[ >]*:?-+:? *\|)|.* \| ")
_LEAD = re.compile(r"[ >]*(?:(?:[-+*]|[0-9]{1,9}[.)]|#{1,6}) +)*")

_CALLED = re.compile(r"(?:t[ée]l(?:[ée]phone)?[ .]*:?|tel:)\s*", re.IGNORECASE)
_FRENCH_PHONE = re.compile(r"(?:(?:\+|00)33(?:\(0\)|0)?|0)([1-9][0-9]{8})\Z")
_SHORT_PHONE = re.compile(r"(?:1[0-9]{1,2}|118[0-9]{3}|116[0-9]{3}|[13][0-9]{3})\Z")
_FREE_PHONE = re.compile(r"0 8[0-9]{2}(?: [0-9]{3}){2}\Z")

_ISO = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?\Z"
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})\Z")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(?:le )?([0-9]{1,2})(?:er)? ([a-z]{3,9})\.?(?: ([0-9]{4}))?\Z")
_DAY_ONLY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})\Z")
_WEEKDAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche le".split())
_MONTH_NUMBERS = {fold(month): rank for rank, month in enumerate(MONTHS, start=1)}

_FRENCH_NUMBER = re.compile(r"-?[0-9]{1,3}(?:(?: [0-9]{3})+|[0-9]*)(?:,[0-9]{1,20})?\Z")
_DOTTED_NUMBER = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,20})\Z")
_BOOLEANS = {"oui": "true", "vrai": "true", "non": "false", "faux": "false"}
_BOOLEANS |= {"true": "true", "false": "false"}

_slug = lru_cache(4_096)(slug)  # of the codes and labels of vocabularies


def tidy_text(text: str) -> str:
    """A text of one line: its spaces, its apostrophes, the no-break spaces of French signs."""
    return _tidied(_ENDS.sub("", normalize("NFC", text)), _IN_TEXT)


def tidy_lines(text: str) -> str:
    """A text of several lines, without markup: each of them tidied, where it stands."""
    return "\n".join(tidy_text(line) for line in text.split("\n")).strip("\n")


def tidy_markdown(text: str) -> str:
    """A Markdown text: its prose tidied; its code, tables, addresses and line breaks left alone."""
    lines = normalize("NFC", text).split("\n")
    fence, tidied = "", []
    for rank, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark is not None and mark[1].startswith(fence) else fence
            tidied.append(line)
        elif mark is not None:
            fence = mark[1]
            tidied.append(line)
        else:
            follows = rank + 1 < len(lines) and bool(lines[rank + 1].strip())
            tidied.append(_markdown_line(line, follows=follows))
    return "\n".join(tidied)


def tidy_phone(text: str) -> str:
    """+33471000000, 04.71.00.00.00, Tél. : 0471000000 → 04 71 00 00 00; 39 49 → 3949."""
    bare = _SPACES.sub(" ", text).strip()
    bare = _CALLED.sub("", bare, count=1) if _CALLED.match(bare) else bare
    digits = re.sub(r"(?<=[0-9)])[ ./-](?=[0-9(])", "", bare).replace("(0)", "")
    french = _FRENCH_PHONE.match(digits)
    if french is not None:
        number = f"0{french[1]}"
        if _FREE_PHONE.match(bare):  # as such a number is said: 0 800 12 34 56 has other pairs
            return bare
        return " ".join(number[rank : rank + 2] for rank in range(0, 10, 2))
    return digits if _SHORT_PHONE.match(digits) else text


def tidy_mail(text: str) -> str:
    """« mailto:Accueil@Exemple.FR » → « Accueil@exemple.fr »: only the domain has no capitals."""
    bare = text.strip(" \u00a0\u202f\t<>")
    bare = bare[7:] if bare[:7].lower() == "mailto:" else bare
    local, at, domain = bare.rpartition("@")
    return f"{local}@{domain.lower()}" if at and local and "@" not in local else text


def tidy_date(text: str) -> str:
    """18/11/2026, 18 novembre 2026, 2026/11/18 → 2026-11-18, when there is such a day."""
    bare = _SPACES.sub(" ", text).strip()
    iso, french = _ISO.match(bare), _DAY_FIRST.match(bare)
    if iso is not None:
        return _day(iso[1], iso[2], iso[3]) or text
    if french is not None:
        return _day(french[3], french[2], french[1]) or text
    month, day, year = _in_words(bare)
    return (year and _day(year, month, day)) or text


def tidy_day(text: str) -> str:
    """14/07, 14 juillet → 07-14: a day of any year."""
    bare = _SPACES.sub(" ", text).strip()
    only = _DAY_ONLY.match(bare)
    month, day, year = (only[2], only[1], "") if only is not None else _in_words(bare)
    found = _day("2000", month, day) if month and not year else ""
    return found[5:] or text


def tidy_number(text: str) -> str:
    """1 200,50 → 1200.50; 1.200,50 too; 1200.50 stays."""
    bare = _SPACES.sub(" ", text).strip()
    if _FRENCH_NUMBER.match(bare):
        found = bare.replace(" ", "").replace(",", ".")
    elif _DOTTED_NUMBER.match(bare):
        found = bare.replace(".", "").replace(",", ".")
    else:
        return text
    sign, figures = ("-", found[1:]) if found.startswith("-") else ("", found)
    whole, point, decimals = figures.partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{point}{decimals}"


def tidy_boolean(text: str) -> str:
    """Oui, vrai → true; non, faux → false."""
    return _BOOLEANS.get(text.strip().lower(), text)


def tidy_figures(text: str) -> str:
    """« 130 030 133 00016 » → « 13003013300016 »: a code made of figures has no space in it."""
    bare = re.sub("[\\s.\u00a0\u202f-]", "", text)
    return bare if bare.isascii() and bare.isdigit() else text


def tidy_postcode(text: str) -> str:
    """« 43 000 » → « 43000 »; « 1000 », whose zero a table took off, → « 01000 »."""
    bare = tidy_figures(text)
    found = f"0{bare}" if len(bare) == 4 and bare[0] in "123456789" else bare
    return found if re.match(r"[0-9]{5}\Z", found) else text


def tidy_code(text: str, terms: Iterable[tuple[str, str]]) -> str:
    """A code, its label or « label (code) » → the code, when one only can be meant.

    `terms` are (code, label) pairs of a vocabulary.
    """
    known = tuple(terms)
    codes = {code for code, _ in known}
    bare = text.strip()
    if bare in codes:
        return bare
    last = re.search(r"\(([^()]+)\)\Z", bare)
    if last is not None and last[1].strip() in codes:
        return last[1].strip()
    wanted = slug(bare)
    by_code = {code for code in codes if wanted and _slug(code) == wanted}
    meant = by_code or {code for code, label in known if wanted and _slug(label) == wanted}
    return meant.pop() if len(meant) == 1 else text


def _markdown_line(line: str, *, follows: bool) -> str:
    """One line of prose; two spaces at its end break the line when another follows."""
    bare = line.rstrip(" \t")
    ending = "  " if bare and follows and line.endswith("  ") else ""
    if _NOT_PROSE.match(bare) or bare.count("`") % 2:
        return bare + ending
    lead = _LEAD.match(bare)
    start = lead.end() if lead is not None else 0
    return bare[:start] + _tidied(bare[start:], _IN_MARKDOWN) + ending


def _tidied(text: str, steps: Iterable[_Step]) -> str:
    """The words of one line, step after step; what a step must keep stands as it was."""
    for pattern, write in steps:
        text = pattern.sub(partial(_written, write), text)
    return text


def _written(write: Callable[[str], str], found: re.Match[str]) -> str:
    return found[0] if found["kept"] is not None else write(found[0])


def _day(year: str, month: str, day: str) -> str:
    """The day in our writing; "" when the calendar has none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _in_words(text: str) -> tuple[str, str, str]:
    """« mercredi 18 novembre 2026 » → month, day, year; "" for what is not said."""
    found = _IN_WORDS.match(fold(text).replace("1 er ", "1er "))
    if found is None or found[2] not in _MONTH_NUMBERS:
        return "", "", ""
    first = found[0].split()[0]
    if first.isalpha() and first not in _WEEKDAYS:
        return "", "", ""
    return str(_MONTH_NUMBERS[found[2]]), found[1], found[3] or ""
