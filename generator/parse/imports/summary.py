"""Parse: a description → the one sentence that lists and searches show."""

import re

from generator.parse.rich_text import render_rich_text

MAX, MIN, ENOUGH = 160, 10, 60
_STOP = re.compile(r"[.!?…](?=\s|\Z)")

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")


def summary_of(description: str) -> str:
    """The first sentences of a description, 160 signs at most; "" when it says too little."""
    text = _LINK.sub(r"\1", description)
    words = render_rich_text(text, ())[0].text if text else ""
    if len(words) <= MAX:
        return words if len(words) >= MIN else ""
    stops = [match.end() for match in _STOP.finditer(words, 0, MAX) if match.end() >= ENOUGH]
    if stops:
        return words[: stops[-1]]
    return f"{words[: MAX - 1].rpartition(' ')[0] or words[: MAX - 1]}…"
