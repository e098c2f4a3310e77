"""Render: the theme's own scripts → the same programs, without comments and indentation.

Comments are for who reads the sources; a phone pays for each byte. Only whole lines go: no token
is read, so none can be misread (`docs/decisions/0014-short-scripts.md` says what was tried).
Vendored scripts are published as their authors made them, licence included.
"""

import re

_VENDORED = "js/vendor/"
_SPARE = re.compile(
    rb"^\s*(?:(?:/\*(?:(?!\*/).)*\*/[ \t]*$|//[^\n]*$)\s*)*\s*", re.MULTILINE | re.DOTALL
)


def shorten_script(name: str, content: bytes) -> bytes:
    """One asset → its published bytes; what is not a script of ours is left as it is."""
    if not name.endswith(".js") or name.startswith(_VENDORED) or _has_long_template(content):
        return content
    return _SPARE.sub(b"", content)


def _has_long_template(content: bytes) -> bool:
    """Whether a template runs over several lines: its lines are text, not code."""
    return any(line.count(b"`") % 2 for line in _SPARE.sub(b"", content).split(b"\n"))
