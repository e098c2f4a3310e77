"""A value → JSON text that a terminal can show, whatever the value holds. Pure."""

import json


def visible_json(value: object, indent: int | None = None) -> str:
    """JSON in which every character that nobody can see is an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in "\n\u00a0\u202f" else json.dumps(sign)[1:-1]
        for sign in text
    )
