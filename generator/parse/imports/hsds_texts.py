"""Parse: the free texts of HSDS → our fields, when the words that open a paragraph say which.

Our own export writes these words (`generator/render/hsds/sentences.py`; a test holds both equal);
another directory's text goes whole where it belongs.
"""

import re
from collections.abc import Mapping

NBSP = "\u00a0"
DELAY = f"Délai habituel{NBSP}: "
PUBLIC = f"Public{NBSP}: "
CHECKLIST = f"Pour{NBSP}: "
NO_DESCRIPTION = "Description non renseignée."
PAGE_LABEL = "Fiche"
FORM_LABEL = "Demande en ligne"
CLOSED_ON_HOLIDAYS = "Fermé les jours fériés."

_STEP = re.compile(r"([1-9][0-9]?)\. ([^ \t].*)\Z")
_OVERSEAS = re.compile(r"\+(?:262|590|594|596)([0-9]{9})\Z")
_FRENCH = re.compile(r"\+33([0-9]{9})\Z")
STATES = {
    "active": "actif",
    "inactive": "suspendu",
    "defunct": "termine",
    "temporarily closed": "suspendu",
}


def application_fields(text: str) -> dict[str, object]:
    """`application_process` → `demarches`, `mobilisation_precisions`, `delai`."""
    paragraphs = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    found: dict[str, object] = {}
    if paragraphs and (steps := _steps(paragraphs[0])):
        found["demarches"] = steps
        paragraphs = paragraphs[1:]
    if paragraphs and paragraphs[-1].startswith(DELAY):
        delay = paragraphs[-1].removeprefix(DELAY)
        if _is_one_line(delay):
            found["delai"] = delay
            paragraphs.pop()
    if paragraphs:
        found["mobilisation_precisions"] = "\n\n".join(paragraphs)
    return found


def eligibility_fields(text: str, *, is_ours: bool, has_checklist: bool) -> dict[str, str]:
    """`eligibility_description` → `conditions_acces`, `publics_precisions`."""
    if not is_ours:
        return {"conditions_acces": text}
    paragraphs = text.split("\n\n")
    if has_checklist and paragraphs[-1].startswith(CHECKLIST):
        paragraphs.pop()  # said by the other fields
    found = {}
    if paragraphs and paragraphs[-1].startswith(PUBLIC):
        found["publics_precisions"] = paragraphs.pop().removeprefix(PUBLIC)
    if paragraphs:
        found["conditions_acces"] = "\n\n".join(paragraphs)
    return found


def dialled_in_france(number: str) -> str:
    """`+33471000000` → `04 71 00 00 00`, as partners write it; others as they are."""
    match = _FRENCH.match(number) or _OVERSEAS.match(number)
    if match is None:
        return number
    digits = f"0{match[1]}"
    return " ".join(digits[rank : rank + 2] for rank in range(0, 10, 2))


def whole_number(value: object) -> object:
    """18.0 → 18: ages are years."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def age_rules(row: Mapping[str, object]) -> dict[str, object] | None:
    """The ages that HSDS bounds → a condition of `eligibilite`."""
    bounds = {
        ours: whole_number(row[theirs])
        for ours, theirs in (("min", "minimum_age"), ("max", "maximum_age"))
        if isinstance(row.get(theirs), (int, float)) and not isinstance(row[theirs], bool)
    }
    return {"toutes": [{"age": bounds}]} if bounds else None


def _is_one_line(text: str) -> bool:
    """Whether our export would write a text as it is: its no-break spaces are left alone."""
    return text == re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _steps(paragraph: str) -> list[str]:
    """The steps of a numbered list, when each line is the next one."""
    steps = []
    for rank, line in enumerate(paragraph.split("\n"), start=1):
        match = _STEP.match(line)
        is_next = match is not None and int(match[1]) == rank
        if match is None or not is_next or not _is_one_line(match[2]):
            return []
        steps.append(match[2])
    return steps
