"""Text that nobody checked → the same text inside the Markdown of a ticket or a summary. Pure.

Nothing in it is a mark, an element, an image, a mention or a reference to a ticket; nothing that
nobody can see goes through.
"""

import re

from generator.reporters import visible_text

_SIGN = re.compile(r"[!#-&(-+\--/:<->@\[-`{-~]")
_TICKET = re.compile(r"(?i)\bgh(?=\\-\d)")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_OUTSIDE = {ord("<"): "%3C", ord(">"): "%3E", ord(" "): "%20", ord("\\"): "%5C"}


def markdown_words(text: str) -> str:
    """Words that stay words, on one line."""
    line = _SPACES.sub(" ", text).strip()
    escaped = _SIGN.sub(_escaped, visible_text(line))
    return _TICKET.sub(r"\g<0><!-- -->", escaped)


def markdown_code(text: str) -> str:
    """A file, a field: `content/services/visale.md`."""
    return f"`{visible_text(text).replace('`', '’')}`"


def markdown_address(url: str, shown: str | None = None) -> str:
    """A link that says where it leads, unless its words are given."""
    words = markdown_code(url) if shown is None else markdown_words(shown)
    return f"[{words}](<{markdown_target(url)}>)"


def markdown_target(url: str) -> str:
    """An address between « < » and « > »."""
    return visible_text(url).translate(_OUTSIDE)


def _escaped(match: re.Match[str]) -> str:
    """« @ » and « # » are also cut from what follows: GitHub reads them after the escapes."""
    sign = match.group()
    return f"\\{sign}<!-- -->" if sign in "@#" else f"\\{sign}"
