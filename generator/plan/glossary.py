"""Plan: the lexicon → what a page explains: tooltips in its text, the words that it uses.

Only words with a `developpement` or a `definition` are explained. An acronym is recognised as it is
written (« ASS » is not « ass »); other words without case or accents, in the plural too.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html import escape
from typing import Any, TypeVar

from generator.entries import Lexique, RichText
from generator.evenements import EventView
from generator.french_words import fold
from generator.glossary_view import TermView
from generator.page_views import ServiceView, StructureView
from generator.plan.glossary_page import by_name, term_view

Found = tuple[int, int, int]  # start, end, rank of the word
EntryView = TypeVar("EntryView", ServiceView, StructureView, EventView)

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")  # « C.A.F. » is one word
_GAP = re.compile(r"[\s'’-]{1,3}|\.(?=\w)")  # « FAF.TT »
# Where nothing is explained: links and code, tags, entities.
_CLOSED = re.compile(r"<(a|code|pre)\b[^>]*>.*?</\1>|<[^>]*>|&[#\w]+;", re.DOTALL)
# Not of the entry's own words: addresses, names of pictograms, contacts, cards of other entries.
_UNREAD = frozenset(
    (
        *("id", "url", "json_url", "icon", "accent", "report", "words", "phone", "email", "link"),
        *(
            "badge",
            "near",
            "pathways",
            "services",
            "themes",
            "sources",
            "accessibility_url",
            "timetable",
        ),
        *("connection", "calendar_url"),
    )
)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A word to explain: the words it is made of, and its rank among the views."""

    words: tuple[str, ...]
    rank: int
    acronym: bool

    def accepts(self, place: int, word: str) -> bool:
        """Whether a word of a text is the one expected at this place."""
        if self.acronym:
            return word.replace(".", "") == self.words[place]
        wanted, found = self.words[place], fold(word)
        return found == wanted or (len(wanted) > 2 and found in (f"{wanted}s", f"{wanted}x"))


class Glossary:
    """The words to explain, ready to be looked for in many texts."""

    def __init__(self, lexique: Lexique) -> None:
        explained = [term for term in lexique.termes if term.developpement or term.definition]
        self.views = tuple(map(term_view, explained))
        sought = (_sought(term.terme, rank) for rank, term in enumerate(explained))
        self._sought = sorted(sought, key=lambda item: (-len(item.words), item.rank))
        # Texts share most of their words: each is judged once.
        self._beginnings: dict[str, tuple[_Sought, ...]] = {}
        self._others: set[str] = set()  # words that begin nothing

    def explain(self, view: EntryView) -> EntryView:
        """The page of an entry with tooltips in its text, and the words that it uses."""
        texts: list[str] = []
        _gather(view, texts)
        text = "\n\n\n\n".join(texts)  # wider than any gap inside a word
        promising = self._promising(text)
        if not promising:
            return view
        ranks = {rank for _, _, rank in self._find(text, promising)}
        words = sorted((self.views[rank] for rank in ranks), key=by_name)
        description = view.description and self._with_tooltips(view.description, promising)
        return replace(view, description=description, words=tuple(words))

    def explain_text(self, text: RichText) -> RichText:
        """The same text with a tooltip on the first occurrence of each word."""
        return self._with_tooltips(text, self._promising(text.text))

    def _with_tooltips(self, text: RichText, promising: set[str]) -> RichText:
        """Takes our own HTML, from the Markdown parser: there `<`, `>` and `&` are escaped."""
        found = self._find(text.html, promising)
        return replace(text, html=self._marked(text.html, found)) if found else text

    def _marked(self, html: str, found: list[Found]) -> str:
        closed = [match.span() for match in _CLOSED.finditer(html)]
        parts: list[str] = []
        seen: set[int] = set()
        done = 0
        for start, end, rank in found:
            last = bisect(closed, (start, len(html))) - 1
            if rank in seen or (last >= 0 and start < closed[last][1]):
                continue
            seen.add(rank)
            title = escape(_tooltip(self.views[rank]))
            parts += (
                html[done:start],
                f'<abbr class="term" title="{title}">{html[start:end]}</abbr>',
            )
            done = end
        return "".join((*parts, html[done:]))

    def _find(self, text: str, promising: set[str]) -> list[Found]:
        """Each word to explain in a text, in order; the longest at a place."""
        found = [
            (start, end, item.rank)
            for word in promising
            for item in self._beginnings[word]
            for start in _occurrences(word, text)
            if (end := _end(item, text, start + len(word)))
        ]
        kept: list[Found] = []
        for start, end, rank in sorted(found, key=lambda item: (item[0], -item[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, rank))
        return kept

    def _promising(self, text: str) -> set[str]:
        """The words of a text that begin one to explain."""
        words = set(_WORD.findall(text)) - self._others
        for word in words - self._beginnings.keys():
            begun = tuple(item for item in self._sought if item.accepts(0, word))
            if begun:
                self._beginnings[word] = begun
            else:
                self._others.add(word)
        return words - self._others


def _sought(term: str, rank: int) -> _Sought:
    words = _WORD.findall(term)
    if term.isupper() and len(term) > 1:
        return _Sought(tuple(word.replace(".", "") for word in words), rank, acronym=True)
    return _Sought(tuple(map(fold, words)), rank, acronym=False)


def _occurrences(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[start - 1 : start], text[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            yield start
        start = text.find(word, end)


def _end(item: _Sought, text: str, end: int) -> int:
    """Where the whole of `item` ends when its first word ends at `end`; 0 when it is not there."""
    for place in range(1, len(item.words)):
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or not item.accepts(place, word.group()):
            return 0
        end = word.end()
    return end


def _tooltip(view: TermView) -> str:
    """One line: what the word is short for, then what it means."""
    return ". ".join(text for text in (view.developpement, view.definition) if text)


def _gather(value: object, texts: list[str]) -> None:
    """Every text of an entry's own that a view prints, whatever holds it, into `texts`."""
    if not value:
        return
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather(item, texts)
    elif isinstance(value, RichText):
        texts.append(value.text)
    elif is_dataclass(value):
        kind: Any = type(value)  # a class is hashable, whatever `type[Any]` says
        for name in _read_fields(kind):
            _gather(getattr(value, name), texts)


@cache
def _read_fields(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.name not in _UNREAD)
