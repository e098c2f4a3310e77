"""One value ⇄ the text that a form, a cell or an answer holds for it: shared, pure.

What is written here is read back the same. What a person writes in another way is understood when
it can be meant in one way only; else the text stays, and the schema says what is wrong with it.
"""

import json
import re
from decimal import Decimal
from typing import Any

from generator.form_fields import FormField
from generator.tidying import tidy_boolean, tidy_code, tidy_date, tidy_day, tidy_number

EMPTIED = "(retirer)"  # said of a field that a correction takes away
CODED = frozenset(("choice", "choices", "zone", "services", "structure"))
LISTED = frozenset(("choices", "zone", "services", "texts"))

_BULLET = re.compile(r"\A[-*•–][ \u00a0]+")
_INTEGER = re.compile(r"-?[0-9]{1,100}\Z")
_NUMBER = re.compile(r"-?[0-9]{1,100}\.[0-9]{1,20}\Z")
_ROUND_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,]000\Z")  # 1.000: one, or one thousand?
_LAST_WORD = re.compile(r"\(([^()]+)\)\Z")
_AT_MOST = 6  # parts of a label that has commas in it
_MANY = 400


def is_listed(field: FormField) -> bool:
    """Whether a field holds a list of texts."""
    return field.kind in LISTED or (field.many and field.kind == "structure")


def write_value(value: Any) -> str:
    """One value as a person writes it: 17,5 and oui; a text that would not come back is quoted."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").replace(".", ",")
    return guarded(str(value))


def write_list(values: Any) -> str:
    """One value a line; quoted when it has several lines, or a bullet of its own."""
    return "\n".join(_item(str(value)) for value in values)


def guarded(text: str) -> str:
    """A text that edges or quotes of its own would alter → the same as a JSON string."""
    return _quoted(text) if text != text.strip() or _unquoted(text) is not None else text


def trimmed(text: str) -> str:
    """A text with Unix line ends and nothing around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def bare(text: str) -> str:
    """What a cell says: `guarded` undone, Unix line ends, nothing around."""
    stripped = trimmed(text)
    found = _unquoted(stripped)
    return stripped if found is None else found


def read_list(text: str, field: FormField) -> list[str]:
    """Lines → values, bullets taken off; codes may also stand on one line, between commas."""
    items: list[str] = []
    for line in text.split("\n"):
        words = _BULLET.sub("", line.strip(), count=1)
        words = words if (found := _unquoted(words)) is None else found
        if not words:
            continue
        items.extend(read_codes(words, field) if field.kind in CODED else (words,))
    return [tidy_date(item) for item in items] if field.format == "date" else items


def read_codes(text: str, field: FormField) -> list[str]:
    """« Jeunes, Étudiants (etudiants) » → codes; a part that is no code stays as it is."""
    found = _code(text, field)
    if found is not None:
        return [found]
    parts, codes, at = re.split(r"([,;])", text), [], 0
    # Labels alone have commas; more parts than this are no answer, and would take minutes.
    most = _AT_MOST if field.choices and len(parts) <= _MANY else 1
    while at < len(parts):
        # A part ends at a word, never at a comma: what follows the comma would be skipped.
        last = min(len(parts), at + 2 * most - 1)
        for end in range(last - (last - at + 1) % 2, at, -2):
            words = "".join(parts[at:end]).strip()
            found = _code(words, field)
            if found is not None or end == at + 1:
                codes.append(words if found is None else found)
                at = end + 1
                break
    return [code for code in codes if code]


def read_number(text: str, kind: str) -> int | float | None:
    """1 200,50 → 1200.5; `None` when it is no number, or could be two."""
    found = tidy_number(text)
    if _ROUND_THOUSANDS.match(text.strip()):
        return None
    if _INTEGER.match(found):
        return int(found)
    return float(found) if kind == "number" and _NUMBER.match(found) else None


def read_boolean(text: str) -> bool | None:
    """Oui, non, and their like; `None` for anything else."""
    return {"true": True, "false": False}.get(tidy_boolean(text))


def read_word(text: str, field: FormField) -> str:
    """A text that has a form of its own, when what is written leaves no doubt."""
    if field.kind == "date" or field.format == "date":
        return tidy_date(text)
    if field.format == "jour":
        return tidy_day(text)
    if field.kind in CODED:
        found = _code(text, field)
        return text if found is None else found
    return text


def _code(text: str, field: FormField) -> str | None:
    """The code that a text says, alone, by its label, or between brackets after it."""
    if field.choices:
        found = tidy_code(text, ((choice.code, choice.label) for choice in field.choices))
        return found if any(found == choice.code for choice in field.choices) else None
    last = _LAST_WORD.search(text.strip())
    for words in (text.strip(), last[1].strip() if last is not None else ""):
        if words and re.search(field.pattern, words):
            return words
    return None


def _item(text: str) -> str:
    is_hard = "\n" in text or text != text.strip() or _BULLET.match(text)
    return _quoted(text) if is_hard or _unquoted(text) is not None else text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unquoted(text: str) -> str | None:
    """What `guarded` or `_item` quoted; `None` for quotes that somebody else wrote."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, str) or _quoted(found) != text:
        return None
    needed = (
        "\n" in found
        or found != found.strip()
        or _BULLET.match(found)
        or _unquoted(found) is not None
    )
    return found if needed else None
