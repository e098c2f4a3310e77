"""Plan: what happened to the entries of other guichets → warnings that name their source.

Never an error: a fault of another guichet does not forbid the publication of this one. The first
ones of each source are told one by one, the rest is counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.entries import Service, Structure
from generator.model import Document, ExternalSource
from generator.plan.duplicates import Pair
from generator.plan.wording import listed

MAX_SAID = 20
MAX_NAME = 60


def note_refused(
    sources: Sequence[ExternalSource], refused: Iterable[tuple[Document, str]]
) -> Iterator[Diagnostic]:
    """What is not shown for a fault of its own."""
    names = {source.id: source.nom for source in sources}
    by_source: Mapping[str, list[Diagnostic]] = defaultdict(list)
    for document, reason in refused:
        message = (
            f"« {_shown(document)} », fiche de « {names[document.source]} », "
            f"n’est pas montrée : {reason}"
        )
        by_source[document.source].append(
            _say(
                "fiche-externe-ecartee",
                document.path,
                document.body_line,
                message,
                "dites-le à ce guichet : lui seul peut corriger sa fiche",
            )
        )
    for said in by_source.values():
        yield from _first_ones(said, "fiche-externe-ecartee", "autres fiches non montrées")


def note_duplicates(
    pairs: Sequence[tuple[Document, Service | Structure]],
    duplicates: Sequence[Pair],
    sources: Sequence[ExternalSource],
) -> Iterator[Diagnostic]:
    """What is shown twice, probably: an entry of another guichet beside one that is here."""
    names = {source.id: source.nom for source in sources}
    shown = {f"{document.collection}/{document.id}": document for document, _ in pairs}
    by_source: Mapping[str, list[Diagnostic]] = defaultdict(list)
    for pair in duplicates:
        document = shown.get(pair.second) or shown[pair.first]
        other = pair.first if document is shown.get(pair.second) else pair.second
        rival = shown.get(other)
        where = f"une fiche de « {names[rival.source]} »" if rival else "une fiche d’ici"
        message = (
            f"« {_shown(document)} », fiche de « {names[document.source]} », semble doubler "
            f"« {other} », {where} ({listed(pair.reasons)})"
        )
        by_source[document.source].append(
            _say("doublon-probable", document.path, document.body_line, message, _DUPLICATE)
        )
    for said in by_source.values():
        yield from _first_ones(said, "doublon-probable", "autres doublons probables")


_DUPLICATE = (
    "si c’est la même chose, gardez une seule fiche : la vôtre l’emporte dès qu’elle a "
    "l’identifiant de l’autre, ou sa provenance"
)


def _first_ones(said: list[Diagnostic], code: str, rest: str) -> Iterator[Diagnostic]:
    said.sort(key=lambda item: (item.path, item.span))
    yield from said[:MAX_SAID]
    left = said[MAX_SAID:]
    if left:
        first = left[0]
        yield _say(code, first.path, first.span.start.line, f"et {len(left)} {rest}", first.hint)


def _shown(document: Document) -> str:
    """A name that nobody has judged yet: one line, and not a long one."""
    name = document.data.get("nom")
    words = " ".join(name.split()) if isinstance(name, str) else ""
    return (words if len(words) <= MAX_NAME else f"{words[:MAX_NAME]}…") or document.source_id


def _say(code: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    place = Position(line, 1)
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        path=path,
        span=Span(place, place),
        message=message,
        hint=hint,
    )
