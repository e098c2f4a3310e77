"""Plan: identifiers that were published and are gone → the lines of the ledger that keep them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.diagnostics import Diagnostic, sort_key

LEDGER = "content/retires.yaml"
FEW = 3  # more lost addresses than this are written at once
_START = "- {id: "


def ledger_line(collection: str, item: str, nom: str, themes: Sequence[str], today: date) -> str:
    """The line of the ledger that keeps an address, ready to copy."""
    needs = f", thematiques: [{', '.join(themes)}]" if themes else ""
    return (
        f"{_START}{item}, collection: {collection}, nom: {json.dumps(nom, ensure_ascii=False)}, "
        f"depuis: {today.isoformat()}{needs}}}"
    )


def with_one_block(lost: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The same refusals; when they are many, the first that is read gives every line at once."""
    ordered = sorted(lost, key=sort_key)
    if len(ordered) <= FEW:
        yield from ordered
        return
    lines = (f"  {item.hint[item.hint.index(_START) :]}" for item in ordered)
    hint = (
        f"{ordered[0].hint} ; {len(ordered)} fiches sont dans ce cas, et si toutes sont retirées, "
        f"collez ceci dans {LEDGER} (sans la première ligne si elle y est déjà) :"
    )
    yield replace(ordered[0], hint=hint, paste=("retires:", *lines))
    yield from ordered[1:]
