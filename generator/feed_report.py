"""A `FeedReport` → what a person reads and what a program reads: nothing is lost silently."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.characters import french_spaces
from generator.import_feed import COLLECTIONS, FeedReport, Key

SHOWN = 10  # of each list, in the text; the JSON has them all


def feed_text(report: FeedReport) -> str:
    """The report as a person reads it: totals, then what deserves a look."""
    lines = [*_totals(report), *_listed_parts(report)]
    return french_spaces("\n".join(lines) + "\n")


def feed_json(report: FeedReport) -> bytes:
    """The report as a program reads it."""
    feed, outcome = report.feed, report.outcome
    document: dict[str, Any] = {
        "source": {
            "nom": feed.nom,
            "site": feed.site,
            "flux": feed.address,
            "licence": feed.licence,
            "attribution": feed.attribution,
            "genere_le": feed.genere_le.isoformat(),
        },
        "dossier": report.folder,
        "essai": report.is_trial,
        "ecrit": report.is_written,
        "nouvelles": [_named(key) for key in report.added],
        "changees": [_named(key) for key in report.changed],
        "disparues": [_named(key) for key in report.gone],
        "montrees": {"services": outcome.services, "structures": outcome.structures},
        "non_montrees": {
            "en_faute": outcome.refused,
            "deja_la": outcome.known,
            "ailleurs": outcome.away,
        },
        "illisibles": list(report.unreadable),
        "renommees": {_named(key): name for key, name in sorted(report.renamed.items())},
        "champs_inconnus": dict(feed.unknown),
        "avertissements": [
            {"code": it.code, "chemin": it.path, "ligne": it.span.start.line, "message": it.message}
            for it in report.diagnostics
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _totals(report: FeedReport) -> Iterator[str]:
    feed, outcome = report.feed, report.outcome
    trial = " (essai : rien n’est écrit)" if report.is_trial else ""
    yield f"« {feed.nom} » ({feed.site}), publié le {feed.genere_le.isoformat()}, {feed.licence}"
    yield f"  dans {report.folder}{trial}"
    for collection in COLLECTIONS:
        read = sum(entry.collection == collection for entry in feed.entries)
        added, changed, gone = (
            Counter(key[0] for key in keys)[collection]
            for keys in (report.added, report.changed, report.gone)
        )
        yield f"  {collection} : {read} dans le flux ; " + feed_counts(
            collection, added, changed, gone
        )
    yield f"  sur ce site : {_plural(outcome.services, 'service')} et " + _plural(
        outcome.structures, "structure"
    )
    reasons = (
        (outcome.away, "hors du territoire, ou sans service ici"),
        (outcome.known, "déjà là"),
        (outcome.refused + len(report.unreadable), "en faute"),
    )
    aside = ", ".join(f"{number} {words}" for number, words in reasons if number)
    yield f"  non montrées : {aside or 'aucune fiche'}"


def feed_counts(collection: str, added: int, changed: int, gone: int) -> str:
    """« 1 de plus, 2 qui changent, 1 disparue »."""
    left = "disparue" if collection == "structures" else "disparu"
    counts = (
        (added, "de plus"),
        (changed, "qui changent" if changed > 1 else "qui change"),
        (gone, f"{left}s" if gone > 1 else left),
    )
    return ", ".join(f"{number} {words}" for number, words in counts if number) or "rien ne change"


def _listed_parts(report: FeedReport) -> Iterator[str]:
    faults = [it.message for it in report.diagnostics if it.code == "fiche-externe-ecartee"]
    doubles = [it.message for it in report.diagnostics if it.code == "doublon-probable"]
    renamed = [f"{_named(key)} → {name}" for key, name in sorted(report.renamed.items())]
    unknown = [f"{name} ({times} fois)" for name, times in report.feed.unknown.items()]
    for heading, found in (
        ("Fiches illisibles, non gardées", list(report.unreadable)),
        ("Fiches gardées, mais non montrées pour une faute", faults),
        ("Doublons probables", doubles),
        ("Identifiants déjà pris ici", renamed),
        ("Champs que ce guichet ne connaît pas, non gardés", unknown),
        ("Fiches disparues du flux", [_named(key) for key in report.gone]),
    ):
        if found:
            yield from ("", f"{heading} :")
            yield from (f"  {_one_line(item)}" for item in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"  … et {len(found) - SHOWN} de plus (--format json les dit toutes)"


def _named(key: Key) -> str:
    return "/".join(key)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"


def _one_line(text: str) -> str:
    """A line that carries no escape: what others wrote does not command a terminal."""
    bare = " ".join(text.split())
    return "".join(sign if sign.isprintable() or sign in "\u00a0\u202f" else "�" for sign in bare)
