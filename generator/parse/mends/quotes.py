"""Parse: a line that YAML cannot read → the same with quotes around its value, if that is enough.

« nom: Permis : une aide » is what partners write most, and can mean one thing only.
"""

import json
import re

_FIELD = re.compile(
    r"(?P<lead> *(?:- +)*(?P<key>[^\W\d][\w-]*): +)(?P<value>\S.*?)(?P<end> *(?: #.*)?)\Z"
)
_ITEM = re.compile(r"(?P<lead> *- +)(?P<value>\S.*?)(?P<end> *(?: #.*)?)\Z")


def quote_line(row: str) -> tuple[str, str] | None:
    """The field of a line, and the line with its value between quotes; `None` if it has none."""
    found = _FIELD.match(row) or _ITEM.match(row)
    if found is None:
        return None
    value, key = found["value"], found.groupdict().get("key") or "liste"
    if value[0] in "[{|>#":  # a list, a block, a comment: not one value
        return None
    for quote in "'\"":
        if value[0] == value[-1] == quote and len(value) > 1:  # its own quotes are inside out
            value = value[1:-1]
            break
    return key, f"{found['lead']}{json.dumps(value, ensure_ascii=False)}{found['end']}"
