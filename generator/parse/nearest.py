"""Parse: a word that nobody knows → the allowed value that its author most likely meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.characters import slug


def nearest(word: str, allowed: Iterable[str], labels: Mapping[str, str] | None = None) -> str:
    """The allowed code closest to `word`, read as a code, as a label or as a part of one; or ""."""
    codes = list(allowed)
    wanted = slug(word)
    if not wanted:
        return ""
    by_slug = {slug(code): code for code in codes}
    by_slug.update({slug(label): code for code, label in (labels or {}).items() if code in codes})
    if wanted in by_slug:
        return by_slug[wanted]
    close = get_close_matches(wanted, by_slug, n=1, cutoff=0.72)
    if close:
        return by_slug[close[0]]
    parts = [(code, code.split("--")) for code in codes]
    for code, pieces in parts:  # "mobilité" → the first theme of that category
        if wanted in pieces:
            return code
    whole = _family(wanted, codes)
    if whole:
        return whole
    tails = {pieces[-1]: code for code, pieces in parts}
    close = get_close_matches(wanted, tails, n=1, cutoff=0.6)
    if close:
        return tails[close[0]]
    for code, pieces in parts:
        if any(wanted in piece.split("-") for piece in pieces):
            return code
    heads = {pieces[0]: code for code, pieces in reversed(parts)}
    close = get_close_matches(wanted, heads, n=1, cutoff=0.75)
    return heads[close[0]] if close else ""


def _family(wanted: str, codes: Iterable[str]) -> str:
    """Say "logement" → the whole category, where it may be named."""
    named = [code for code in codes if "--" in code]
    families = {code.partition("--")[0] for code in named}
    found = (code for code in codes if code in families and wanted in code.split("-"))
    return next(found, "")


def relatives(word: str, allowed: Iterable[str]) -> list[str]:
    """The allowed codes that begin as `word` does, up to « -- »; all of them when none does."""
    codes = list(allowed)
    family = slug(word.partition("--")[0])
    return [code for code in codes if code.startswith(f"{family}--")] or codes
