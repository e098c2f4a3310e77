"""Plan: values of two publications → the French words that tell a change. Pure.

What was published yesterday may name a code, a territory or an entry that no longer exists: it is
then told by its code, never refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.news import FieldChange, Row
from generator.plan.coverage import CoverageMap
from generator.plan.eligibility import checklist
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, listed

# What is said of an entry that was withdrawn.
LEFT = {
    "services": "cette aide n’est plus proposée",
    "structures": "cette structure n’est plus dans l’annuaire",
}
MAX_QUOTED = 140
MAX_NAMED = 4
_MAX_WORDS = 2_000  # a longer text is not compared word by word
_MAX_SHOWN = 80
# Emphasis at either end of a word, and what begins a heading or a quotation: a mark in the middle
# of a word is a sign of it, that has to be read as it was written.
_MARKS = re.compile(r"^[#>]+$|(?<![\w<>/])[*_`]+|[*_`]+(?![\w<>/])")
# « Communauté de communes… » takes an article; « Tours Métropole » and « Le Creusot » do not.
_FEMININE = ("Communauté ", "Métropole ", "Eurométropole ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """What is needed to put codes and identifiers into words."""

    labels: Labels
    coverage: CoverageMap
    names: Mapping[str, str]  # "services/visale" → its name, yesterday's entries included

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code in the middle of a sentence."""
        term = self.labels.terms(vocabulary).get(code)
        return lowered(term.label) if term is not None else code

    def name(self, collection: str, identifier: str) -> str:
        """The name of an entry."""
        return self.names.get(f"{collection}/{identifier}", identifier)

    def territory(self, code: str) -> str:
        """« la Haute-Loire », « la communauté de communes des Sucs », « Brioude »."""
        area = self.coverage.referentiels.territory(code)
        if area is None:
            return f"le territoire {code}"
        if area.kind == "pays":
            return "toute la France"
        if area.kind == "region":
            return f"la région {area.nom}"
        if area.kind == "epci" and area.nom.startswith(_FEMININE):
            return f"la {lowered(area.nom)}"
        glue = "" if area.article.endswith("’") or not area.article else " "
        return f"{area.article}{glue}{area.nom}"

    def conditions(self, rules: object) -> tuple[str, ...] | None:
        """The lines of a checklist; `None` when the rules of yesterday cannot be worded today."""
        if not isinstance(rules, Mapping):
            return ()
        try:
            return checklist(rules, frozenset(), self.labels, self.coverage)
        except (LookupError, ValueError, TypeError, AttributeError):
            return None


def lowered(text: str) -> str:
    """The first letter lower, unless the word is an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def quoted(text: str, limit: int = MAX_QUOTED) -> str:
    """« text » without its final stop, cut after a word when it is long."""
    return f"«{NBSP}{shortened(text, limit).rstrip(' .,;')}{NBSP}»"


def shortened(text: str, limit: int = MAX_QUOTED) -> str:
    """A text on one line, cut after a word when it is long."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return f"{line[:limit].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def named(words: Sequence[str]) -> str:
    """Names in a row; past some, how many others."""
    return listed(tuple(shortened(word) for word in words), limit=MAX_NAMED)


def codes(row: Row, field: str) -> tuple[str, ...]:
    """The texts of a list; none when it is absent."""
    value = row.get(field)
    return tuple(item for item in _list(value) if isinstance(item, str))


def text(row: Row, field: str) -> str:
    """A text; "" when it is absent."""
    value = row.get(field)
    return value if isinstance(value, str) else ""


def objects(row: Row, field: str) -> tuple[Row, ...]:
    """The objects of a list; none when it is absent."""
    value = row.get(field)
    return tuple(item for item in _list(value) if isinstance(item, Mapping))


def inner(row: Row, field: str) -> Row:
    """An object; an empty one when it is absent."""
    value = row.get(field)
    return value if isinstance(value, Mapping) else {}


def whole_change(field: str, before: Row, after: Row, phrase: str) -> FieldChange:
    """A field told by one sentence, with all that it said and all that it says."""
    return FieldChange(champ=field, phrase=phrase, avant=before.get(field), apres=after.get(field))


def without(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    """What is in the first list and not in the second, in its order."""
    known = frozenset(those)
    return tuple(item for item in these if item not in known)


def passages(before: str, after: str, around: int = 0) -> tuple[tuple[str, str], ...]:
    """The words that differ between two texts, before and after, with some equal words around."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > _MAX_WORDS:
        return ()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        (
            " ".join(old[max(a - around, 0) : b + around]),
            " ".join(new[max(c - around, 0) : d + around]),
        )
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def revised(before: str, after: str) -> str:
    """« : « pendant deux mois » devient « pendant trois mois » »; "" when there is more to it."""
    found = passages(before, after, around=1)
    if len(found) != 1 or not all(0 < len(words) <= _MAX_SHOWN for words in found[0]):
        return ""
    old, new = found[0]
    return f"{NBSP}: {quoted(old)} devient {quoted(new)}"


def _words(markdown: str) -> list[str]:
    """The words of a text, without the marks of Markdown."""
    return [word for word in (_MARKS.sub("", part) for part in markdown.split()) if word]


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, (list, tuple)) else ()
