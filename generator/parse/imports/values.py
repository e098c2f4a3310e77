"""Parse: one value of another directory’s file → the value that our schema expects, and why not.

Each reader gives the value (`None`: nothing to keep) and what changed on the way, in French. What
is a matter of meaning — a code that exists, a number that can be dialled — is judged later, by our
own schema.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from typing import Any

from generator.characters import find_forbidden_character
from generator.parse.faults import Fault
from generator.parse.imports.markup import has_markup, markdown_of, plain_text_of
from generator.parse.phone import check_phone

Read = tuple[Any, str]  # the value, and what was changed or why nothing is kept; "" when as it was
Reader = Callable[[Any], Read]

LINE_ENDS = "les fins de ligne de Windows deviennent celles de nos fichiers"
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0fc", "•"))
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,17})?\Z")
_INVISIBLE_ENTITY = re.compile(r"&[#\w]{1,40};")
_PHONE = re.compile(r"(?<![0-9])(?:\+33|0033|0)(?:[ .()\-\u00a0\u202f]*[0-9]){9,10}(?![0-9])")
MAX_DECIMALS = 20  # what our files can hold; a shorter number stays exactly the same


def is_nothing(value: Any) -> bool:
    """Whether a value says nothing: null, a blank text, a list of nothing."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, float):
        return math.isnan(value)
    if isinstance(value, list):
        return all(map(is_nothing, value))
    return value is None or value == {}


def read_prose(value: Any) -> Read:
    """A text of several lines at most, without markup."""
    text, why = _clean(value)
    if text is None:
        return None, why
    if has_markup(text):
        return plain_text_of(text), _also(why, "le HTML est devenu du texte")
    if _INVISIBLE_ENTITY.search(text) and unescape(text) != text:
        return _visible(unescape(text))[0], _also(why, "les codes « &…; » sont devenus des signes")
    return text, why


def read_name(value: Any) -> Read:
    """A name, without the stop that data·inclusion refuses at its end."""
    text, why = read_prose(value)
    if text is None or not text.endswith(".") or text.endswith("etc."):
        return text, why
    return text.rstrip(". "), _also(why, "le point final est retiré")


def read_markdown(value: Any) -> Read:
    """A long text: HTML becomes Markdown."""
    text, why = _clean(value)
    if text is None:
        return None, why
    if has_markup(text):
        return _visible(markdown_of(text))[0], _also(why, "le HTML est devenu du Markdown")
    hidden = [
        match[0]
        for match in _INVISIBLE_ENTITY.finditer(text)
        if find_forbidden_character(unescape(match[0]))
    ]
    for code in hidden:
        text = text.replace(code, "")
    return text, _also(why, "les caractères invisibles sont retirés") if hidden else why


def read_word(value: Any) -> Read:
    """A code, an address, a number to call: a text whose edges say nothing."""
    text, why = _clean(value)
    if text is None:
        return None, why
    bare = " ".join(text.split())
    return (bare, why) if bare == text else (bare, _also(why, "les espaces en trop sont retirés"))


def read_mail(value: Any) -> Read:
    """A mail address, its domain in lower case as all servers read it."""
    text, why = read_word(value)
    if text is None:
        return None, why
    local, at, domain = text.removeprefix("mailto:").rpartition("@")
    mail = f"{local}{at}{domain.lower()}"
    return (mail, why) if mail == text else (mail, _also(why, "le domaine est mis en minuscules"))


def read_phone(value: Any) -> Read:
    """One number to call: the first of several, without the words around it."""
    text, why = read_word(value)
    if text is None or _can_call(text):
        return text, why
    for match in _PHONE.finditer(text):
        number = match.group().strip(" .-")
        if _can_call(number):
            return number, _also(why, f"un seul numéro peut être gardé : {number}")
    return text, why  # our own rule will say what is wrong with it


def _can_call(text: str) -> bool:
    try:
        check_phone(text)
    except Fault:
        return False
    return True


def read_code(value: Any) -> Read:
    """A code made of figures: no space in it, and the zero that a table took off its head."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == int(value):
        text = str(int(value))
        if len(text) == 4:  # « 1000 » for 01000: nothing else has four figures
            return f"0{text}", "le zéro de tête est rétabli"
        return text, "le nombre est devenu un texte"
    text, why = read_word(value)
    bare = "".join(text.split()) if text else text
    return (bare, why) if bare == text else (bare, _also(why, "les espaces sont retirés"))


def read_hours(value: Any) -> Read:
    """Opening hours, without the semicolon that some write at the end."""
    text, why = read_word(value)
    bare = text.strip(" ;") if text else text
    return (bare, why) if bare == text else (bare, _also(why, "le « ; » du bord est retiré"))


def read_number(value: Any) -> Read:
    """A number; a text that is one, with a comma or a point."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value):
            return None, "ce n’est pas un nombre"
        short = round(value, MAX_DECIMALS)
        return (value, "") if short == value else (short, "arrondi")
    text = value.strip() if isinstance(value, str) else ""
    if not _NUMBER.match(text):
        return None, "ce n’est pas un nombre"
    return float(text.replace(",", ".")), "le texte est devenu un nombre"


def read_integer(value: Any) -> Read:
    """A whole number."""
    number, why = read_number(value)
    if number is None or number != int(number):
        return None, why or "ce n’est pas un nombre entier"
    return int(number), why


def read_date(value: Any) -> Read:
    """A day; the hour that follows it is not kept."""
    text = value.strip() if isinstance(value, str) else ""
    found, french = _DATE.match(text), _FRENCH_DATE.match(text)
    parts = found.groups() if found else tuple(reversed(french.groups())) if french else ()
    try:
        day = date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        return None, "ce n’est pas une date"
    if day == text:
        return day, ""
    return day, "seul le jour est gardé" if found else "la date est écrite année-mois-jour"


def read_words(value: Any) -> Read:
    """A list of codes; one text that holds a list, as tables export them, is read as one."""
    items, why = _items(value)
    words, lost = [], False
    for item in items:
        if is_nothing(item):
            why = _also(why, "une valeur vide est retirée")
            continue
        word, item_why = read_word(item)
        if word is None:
            lost = True
        elif word not in words:
            words.append(word)
            why = _also(why, item_why)
        else:
            why = _also(why, "une valeur répétée est retirée")
    if lost:
        why = _also(why, "une valeur qui n’est pas un texte est retirée")
    return words or None, why


def read_first(value: Any) -> Read:
    """A code where the file may give a list: the first, when there is no other."""
    if isinstance(value, list):
        words, why = read_words(value)
        if words is None:
            return None, why
        if len(words) > 1:
            return words[0], _also(why, "une seule valeur est possible : la première est gardée")
        return words[0], _also(why, "la liste d’une valeur est devenue cette valeur")
    return read_word(value)


def shown(value: Any) -> str:
    """A value as a report prints it: short, on one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(_visible(text)[0].split())
    return text if len(text) <= 200 else f"{text[:199]}…"


def _clean(value: Any) -> tuple[str | None, str]:
    """Text without what nobody can see."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        text, why = _clean(value[0])
        return text, _also(why, "la liste d’une valeur est devenue cette valeur")
    if isinstance(value, (bool, list, Mapping)):
        return None, "un texte est attendu"
    if isinstance(value, (int, float)):
        return str(value), "le nombre est devenu un texte"
    text, changed = _visible(str(value))
    if not text.strip():
        return None, "il ne reste rien d’un texte invisible"
    return text, "les caractères invisibles sont retirés" if changed else _line_ends(str(value))


def _visible(text: str) -> tuple[str, bool]:
    """Text without the characters that our files refuse, and whether there were any."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    result = text.translate(_BULLETS)
    result = result.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    while (hidden := find_forbidden_character(result)) is not None:
        result = result.replace(hidden.group(), "")
    return result, result != text


def _line_ends(text: str) -> str:
    return LINE_ENDS if "\r" in text else ""


def _items(value: Any) -> tuple[list[Any], str]:
    if isinstance(value, (list, tuple)):
        return list(value), ""
    if not isinstance(value, str):
        return [value], "la valeur est devenue une liste"
    text = value.strip()
    why = "le texte est devenu une liste"
    if text[:1] == "[":
        try:
            listed = json.loads(text)
        except ValueError:
            listed = None
        if isinstance(listed, list):
            return listed, why
        return [part.strip(" '\"") for part in text.strip("[]").split(",")], why
    if text[:1] == "{" and text[-1:] == "}":
        return [part.strip(" \"'") for part in text[1:-1].split(",")], why
    for mark in ("|", ";", ","):
        if mark in text:
            return [part.strip() for part in text.split(mark)], why
    return [text], why


def _also(why: str, more: str) -> str:
    if not why or not more or more in why:
        return why or more
    return f"{why} ; {more}"
