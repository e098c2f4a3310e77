"""Parse: one French text → its sentences and their words, each with its place in the text.

Markdown is not parsed again: what is not read aloud (addresses, marks, code) is blanked out, sign
for sign, so that places stay those of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics import FieldPath

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
# Addresses of links and of pages, e-mails, code, marks of emphasis, rules of tables.
_SILENT = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|`[^`\n]*`|(?:https?://|\bwww\.)[^\s)>\]]*[\w/]"
    r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|[*_`~]+|^[ \t|:-]+$",
    re.MULTILINE,
)
# Where a sentence ends: a stop before a capital, a semicolon, a heading, a new paragraph or item.
# No part of it goes back on what it has read: a text may be thirty thousand spaces.
_END = re.compile(
    rf"(?P<stop>[.!?…]++)(?=(?:\s?[»”\")\]])*+(?:\s++[«“\"(\[]*+\s?[{_UPPER}0-9]|\s*+\Z))|[;|]"
    r"|(?m:^#{1,6} [^\n]*$)"
    r"|\n(?=[^\S\n]*+(?:\n|[-*+•–—]\s|[0-9]{1,2}[.)]\s|[#>]"
    rf"|[«“\"(\[]*+\s?[{_UPPER}]))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[A-Z]|art|av|bd|chap|cf|env|ex|fig|mme|mlle|no|p|réf|st|ste|tél|vol)\Z",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"[{_UPPER}]{{2,}}(?:\.[{_UPPER}]{{2,}})+|(?:[{_UPPER}]\.){{2,}}[{_UPPER}]?"  # FAF.TT, C.A.F.
    r"|[0-9]+(?:[ \u00a0\u202f.,:/h]?[0-9]+)*[^\W_]*"  # 1 200,50 and 18h30
    r"|[^\W\d_][^\W_]*(?:-[^\W_]+)*"
)
_ASIDE = re.compile(r"\([^()]{0,300}\)")
_CITED = re.compile(r"«[^«»]{0,300}»|“[^“”]{0,300}”|\[[^\[\]]{0,300}\](?=\()")
_APOSTROPHES = ("’", "'")
_ELIDED = re.compile(r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|quelqu|entr)\Z", re.IGNORECASE)


class Word(NamedTuple):
    """One word, at its place in the text; there are a hundred in an entry, so it is cheap."""

    text: str
    lower: str  # as words are compared: accents count, case does not
    start: int
    end: int
    counted: bool  # « l’ » goes with its noun, and a bracket explains without weighing
    cited: bool  # a title or the words of others: kept as they are


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words between two stops."""

    words: tuple[Word, ...]

    @property
    def length(self) -> int:
        """How many words a reader has to hold together."""
        return sum(word.counted for word in self.words)


@dataclass(frozen=True, slots=True)
class ReadText:
    """One text of an entry, read."""

    field: FieldPath
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What could be simpler, and where in its text."""

    code: str
    read: ReadText
    start: int
    end: int
    message: str
    hint: str


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """A text, Markdown or not, → its sentences, in order."""
    spoken = _SILENT.sub(_blank, text)
    ends = [match.end() for match in _END.finditer(spoken) if not _abbreviates(spoken, match)]
    sentences: list[list[Word]] = [[] for _ in range(len(ends) + 1)]
    rank, ends = 0, [*ends, len(text)]
    for word in _words(spoken, text):
        while word.start >= ends[rank]:
            rank += 1
        sentences[rank].append(word)
    return tuple(Sentence(tuple(words)) for words in sentences if words)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    """« M. Durand » is not two sentences; « A. » at the end of a text ends it."""
    if match["stop"] != "." or not text[match.end() :].strip():
        return False
    return bool(_ABBREVIATION.search(text, max(match.start() - 6, 0), match.start()))


def _words(spoken: str, text: str) -> Iterator[Word]:
    asides = _spans(_ASIDE, spoken) if "(" in spoken else ()
    cited = _spans(_CITED, text) if "«" in text or "“" in text or "](" in text else ()
    for match in _WORD.finditer(spoken):
        word = match.group()
        start, end = match.span()
        elided = spoken[end : end + 1] in _APOSTROPHES and _ELIDED.match(word) is not None
        counted = not elided and not (asides and _within(start, asides))
        yield Word(word, word.lower(), start, end, counted, bool(cited) and _within(start, cited))


def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _within(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= place < end for start, end in spans)
