"""Which characters a reader can see, and how words compare: shared by the stages, pure.

A reviewer cannot see a bidirectional override or a zero-width space in a diff, so every character
without a visible form is refused; the no-break spaces of French typography are kept.
"""

import re
import unicodedata

# Controls (but tab and line feed), format characters (Cf), line and paragraph separators,
# surrogates, private use and non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u115f\u1160\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_SCRIPTS = re.compile("([A-Za-zÀ-ɏ])|([\u0370-\u03ff\u0400-\u052f\u0530-\u058f])")
_BEFORE_A_SIGN = re.compile(r"(?<=[^\s]) (?=[:;?!»](?:[\s).,]|\Z))|(?<=«) ")
_SEPARATORS = re.compile(r"[^a-z0-9]+")

# A host and a path that no format can take for anything else: no space, quote, bracket or accent.
_WEB = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9._~:/?#@!$&()*+,;=%-]*\Z")
MAX_WEB = 2_000

MAX_IDENTIFIER = 80
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# Names that Windows cannot create, or that the site itself uses.
_RESERVED = frozenset(
    (
        *("con", "prn", "aux", "nul", "index", "404", "api", "assets", "donnees"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    )
)


def is_identifier(text: str) -> bool:
    """Whether `text` can name an entry, its file and its address, everywhere and for ever."""
    return len(text) <= MAX_IDENTIFIER and bool(_IDENTIFIER.match(text)) and text not in _RESERVED


def is_web_address(text: str) -> bool:
    """Whether `text` is the address of a site or of one of its pages, spelt without surprise."""
    return len(text) <= MAX_WEB and bool(_WEB.match(text))


def find_forbidden_character(text: str) -> re.Match[str] | None:
    """The first character that no reader could see, if there is one."""
    return _FORBIDDEN.search(text)


def find_mixed_alphabet(text: str) -> str:
    """The first word that mixes Latin letters with Greek, Cyrillic or Armenian look-alikes."""
    for word in text.split():
        kinds = {match.lastindex for match in _SCRIPTS.finditer(word)}
        if len(kinds) > 1:
            return word
    return ""


def fold(text: str) -> str:
    """Words without case, accents, ligatures or punctuation: "L’Été" → "l ete"."""
    expanded = text.casefold().replace("œ", "oe").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFD", expanded)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", bare).strip()


def slug(text: str) -> str:
    """Any text → an identifier: "Garage solidaire" → "garage-solidaire"."""
    return fold(text).replace(" ", "-")


def french_spaces(text: str) -> str:
    """A sentence of ours with the no-break spaces of French typography."""
    return _BEFORE_A_SIGN.sub("\u00a0", text)
