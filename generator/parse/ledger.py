"""Parse: what the lines of the ledger of withdrawn entries say against one another."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.parse.rules import Breach


def find_ledger_breaches(data: Mapping[str, Any]) -> Iterator[Breach]:
    """Every line that repeats another; `data` may be anything that a partner can write."""
    lines = data.get("retires")
    seen: dict[tuple[str, str], int] = {}
    for rank, line in enumerate(lines if isinstance(lines, list) else ()):
        if not isinstance(line, Mapping):
            continue
        key = (str(line.get("collection")), str(line.get("id")))
        if key in seen:
            yield Breach(
                "retire-en-conflit",
                ("retires", rank, "id"),
                f"« {key[1]} » est déjà à la ligne {seen[key]} de la liste",
                "gardez une seule des deux",
            )
        seen.setdefault(key, rank + 1)
