"""Opening hours as people write them in French → OpenStreetMap's syntax: shared, pure.

« Du lundi au vendredi de 9 h à 12 h » → « Mo-Fr 09:00-12:00 ». It is never a guess: a text
with a word that is not known here is given back, for what it says would be lost. The scripts of
the form hold the same, by a test.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_TOKEN = re.compile(
    r" *(?:(?P<all>tous les jours|7 ?j(?:ours)? ?(?:/|sur) ?7)"
    r"|(?P<day>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lun|mar|mer|jeu|ven|sam|dim)(?:s|\.)?(?![a-z])"
    r"|(?P<hour>[0-9]{1,2}) ?(?:h(?:eures?)?(?![a-z])|:(?=[0-9])) ?(?P<minute>[0-5][0-9](?![0-9]))?"
    r"|(?P<bare>[0-9]{1,2})(?= ?(?:-|a) ?[0-9]{1,2} ?h)"
    r"|(?P<noon>midi)(?![a-z])"
    r"|(?P<range>-|(?:jusqu.)?au?(?![a-z]))"
    r"|(?P<end>[;\n]|\.(?= |\Z))"
    r"|(?P<and>,|/|&|(?:et|puis)(?![a-z]))"
    r"|(?P<filler>:|(?:du|de|des|le|les|ouvert|ouverte|horaires)(?![a-z]))) *"
)
_LONGEST = 300
_Tokens = list[tuple[str, str]]


def tidy_hours(text: str) -> str:
    """« Lundi au vendredi 9h-12h » → « Mo-Fr 09:00-12:00 »; what is not sure stays as it is."""
    tokens = list(_tokens(text)) if len(text) <= _LONGEST else []
    clauses = []
    while tokens:
        days = _series(tokens, "day")
        times = _series(tokens, "time")
        if not days or not times or any("-" not in time for time in times):
            return text
        clauses.append(f"{','.join(days)} {','.join(times)}")
        while tokens and tokens[0][0] in ("end", "and"):
            tokens.pop(0)
    return "; ".join(clauses) or text


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """What each word is; a token of no kind for what nobody here understands."""
    plain = re.sub("[\u0300-\u036f]", "", normalize("NFD", text.lower()))
    plain = re.sub("[\u2010-\u2015]", "-", re.sub("[ \u00a0\u202f\u2009\t]+", " ", plain))
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None or found.end() == at:
            if plain[at:].strip(" "):
                yield "", ""
            return
        at = found.end()
        kind = str(found.lastgroup)
        if found["all"] is not None:
            yield "day", "Mo-Su"
        elif found["day"] is not None:
            yield (
                "day",
                next(
                    day
                    for day, name in zip(_DAYS, _NAMES, strict=True)
                    if name.startswith(found["day"][:3])
                ),
            )
        elif found["hour"] is not None or found["bare"] is not None or found["noon"] is not None:
            hour = 12 if found["noon"] is not None else int(found["hour"] or found["bare"])
            yield ("time", f"{hour:02d}:{found['minute'] or '00'}") if hour <= 24 else ("", "")
        elif kind != "filler":
            yield kind, ""


def _series(tokens: _Tokens, kind: str) -> list[str]:
    """The days, or the hours, that stand first: alone or as ranges, and what joins them."""
    found: list[str] = []
    while tokens and tokens[0][0] == kind:
        first = tokens.pop(0)[1]
        if [one for one, _ in tokens[:2]] == ["range", kind]:
            last = tokens[1][1]
            if kind == "time" and last <= first:
                return []
            first = f"{first}-{last}"
            del tokens[:2]
        found.append(first)
        if [one for one, _ in tokens[:2]] == ["and", kind]:
            tokens.pop(0)
    return found
