"""Render: an entry's fields → the text of its file, which the reader gives back the same.

Written as a partner would: `generator/entry_lines.py` says how each field stands.
"""

from collections.abc import Mapping
from typing import Any

from generator.entry_lines import field_lines


def render_entry_text(data: Mapping[str, Any], *, is_markdown: bool = True) -> str:
    """Fields in their order → a Markdown entry, its description below the header; or plain YAML."""
    description = data.get("description")
    body = is_markdown and isinstance(description, str) and _is_body(description)
    lines = [
        line
        for name, value in data.items()
        if name != "description" or not body
        for line in field_lines(name, value)
    ]
    head = "\n".join(("---", *lines, "---") if is_markdown else lines)
    return f"{head}\n\n{description}\n" if body else f"{head}\n"


def _is_body(description: str) -> bool:
    """Whether a text can stand below the header: the reader takes the line ends off its edges."""
    return bool(description.strip()) and description == description.strip("\n")
