"""Render: entries before and after a proposal → HTML files that stand alone, for a phone as well.

What is proposed comes first; what the page says today is folded under it, without any script.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from generator.model import Theme
from generator.render.preview import Drawer, main_parts
from generator.site_plan import Page, SitePlan

_ID = re.compile(r'\sid="([^"]+)"')
_REFERENCE = re.compile(r'(\s(?:id|for|href|list|aria-[a-z]+)=")([^"]*)"')
_MAIN = re.compile(r"<(/?)main\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One entry to look at: what happened to it, and its page on both sides."""

    heading: str  # "Fiche modifiée : Garage solidaire"
    lines: tuple[str, ...]  # sentences
    before: Page | None
    after: Page | None


def render_comparisons(
    plans: tuple[SitePlan, SitePlan], theme: Theme, shown: Sequence[Shown]
) -> tuple[tuple[bytes, ...], bytes]:
    """One document for each entry, then one with all of them; `plans` are before and after."""
    after = Drawer(plans[1], theme)
    drawers = Drawer(plans[0], theme, after.templates), after
    parts = [_part(one, rank, drawers) for rank, one in enumerate(shown)]
    documents = tuple(drawers[1].document(first, f"<main>{body}</main>") for first, body in parts)
    together = "\n<hr>\n".join((_contents(shown), *(body for _, body in parts)))
    return documents, drawers[1].document(parts[0][0], f"<main>{together}</main>")


def _contents(shown: Sequence[Shown]) -> str:
    """The entries, as links to each of them."""
    lines = (
        f'<li><a href="#fiche-{rank}">{escape(one.heading)}</a></li>'
        for rank, one in enumerate(shown)
    )
    return (
        f'<nav class="wrap page" aria-label="Les fiches changées"><ul>{"".join(lines)}</ul></nav>'
    )


def _part(shown: Shown, rank: int, drawers: tuple[Drawer, Drawer]) -> tuple[str, str]:
    """A page to take the head of, and the two states of the entry, one under the other."""
    pages = (shown.before, shown.after)
    drawn = [
        drawer.page(page) if page is not None else ""
        for drawer, page in zip(drawers, pages, strict=True)
    ]
    old = _apart(main_parts(drawn[0]), f"avant{rank}-")
    new = _apart(main_parts(drawn[1]), f"apres{rank}-")
    said = "".join(f"<li>{escape(line)}</li>" for line in shown.lines)
    told = f"<ul>{said}</ul>" if said else ""
    body = (
        f'<section class="wrap page" id="fiche-{rank}"><div class="measure flow">'
        f"<p><strong>{escape(shown.heading)}</strong></p>{told}</div></section>\n"
    )
    body += new or '<p class="wrap">Cette page n’existe plus dans la proposition.</p>'
    if old:
        summary = '<summary class="wrap">Ce que la page dit aujourd’hui</summary>'
        body += f"\n<details>{summary}\n{old}\n</details>"
    return drawn[1] or drawn[0], body


def _apart(main: str, prefix: str) -> str:
    """The same part, whose marks meet those of no other; it is no main part any more."""
    known = frozenset(_ID.findall(main))

    def renamed(match: re.Match[str]) -> str:
        words = match.group(2).split(" ")
        new = (_renamed(word, known, prefix) for word in words)
        return f'{match.group(1)}{" ".join(new)}"'

    return _MAIN.sub(r"<\1div", _REFERENCE.sub(renamed, main))


def _renamed(word: str, known: frozenset[str], prefix: str) -> str:
    sign = "#" if word.startswith("#") else ""
    bare = word.removeprefix("#")
    return f"{sign}{prefix}{bare}" if bare in known else word
