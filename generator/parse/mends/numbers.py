"""Parse: an entry that came by another door than a file → its numbers as `guichet fix` writes them.

What the entry held already, and that the door gives back unchanged, stays as it was.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from generator.diagnostics import FieldPath
from generator.model import Document
from generator.parse.mends.find import Mender

_TIDIED = frozenset(("téléphone", "courriel", "SIRET", "SIREN"))


def tidy_numbers(
    document: Document, before: Mapping[str, Any], mender: Mender
) -> Mapping[str, Any]:
    """The data of an entry: « 04.71.00.00.12 » is « 04 71 00 00 12 »."""
    mends = [
        mend
        for mend in mender.find(document)
        if mend.why in _TIDIED and _at(before, mend.path) != mend.before
    ]
    if not mends:
        return document.data
    data = deepcopy(dict(document.data))
    for mend in mends:
        holder = _at(data, mend.path[:-1])
        holder[mend.path[-1]] = mend.after
    return data


def _at(data: Any, path: FieldPath) -> Any:
    """What stands at a place, or nothing."""
    for part in path:
        if isinstance(data, Mapping) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, Sequence) and not isinstance(data, str) and isinstance(part, int):
            data = data[part] if part < len(data) else None
        else:
            return None
    return data
