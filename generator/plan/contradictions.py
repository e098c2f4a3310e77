"""Plan: the catalogue → what its entries say differently, and the diagnostics of it, each located.

One pass: each entry against itself, then the pairs that share a page, a number or a name.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.contradictions import DISAGREE, SAME_AID, Contradiction
from generator.diagnostics import Diagnostic, FieldPath, Position, Severity, Span
from generator.model import Catalogue, Document
from generator.plan.cumulation_rules import find_cumulation_faults
from generator.plan.place_rules import PlaceRules
from generator.plan.rupture_ground import Ground
from generator.plan.same_aid import find_same_aids
from generator.plan.text_rules import find_text_faults
from generator.plan.told_figures import plain


def find_contradictions(
    catalogue: Catalogue, ground: Ground, today: date
) -> tuple[Contradiction, ...]:
    """All of them, in the order of the entries; those of other guichets are theirs to mend."""
    places = PlaceRules(ground.coverage.referentiels, ground.communes, ground.served)
    alone: list[Contradiction] = []
    for service in catalogue.services:
        if f"services/{service.id}" not in catalogue.externals:
            alone.extend(find_text_faults(service, today))
            alone.extend(places.find(service, ground.structures.get(service.structure)))
    alone.extend(find_cumulation_faults(catalogue, ground))
    both = find_same_aids(catalogue, ground.coverage.referentiels)
    return tuple(sorted((*alone, *both), key=lambda item: (item.fiche, str(item.champ), item.code)))


def note_contradictions(
    found: Sequence[Contradiction], documents: Sequence[Document]
) -> Iterator[Diagnostic]:
    """Each as a warning, at its words when the file holds them as they are."""
    ours = {f"{item.collection}/{item.id}": item for item in documents if not item.source}
    for item in found:
        document = ours.get(item.fiche)
        if document is not None:
            yield Diagnostic(
                code=item.code,
                severity=Severity.WARNING,
                path=document.path,
                span=_span(document, item.champ, item.texte),
                message=item.message,
                hint=item.conseil,
                field=item.champ,
                paste=_exemption(item) if item.code in (SAME_AID, DISAGREE) else (),
            )


def _exemption(item: Contradiction) -> tuple[str, ...]:
    """The lines that say that two entries are different things."""
    first, second = (name.partition("/")[2] for name in (item.fiche, item.vers))
    return (
        "pas_un_doublon:",
        "  - fiches:",
        f'      - "{first}"',
        f'      - "{second}"',
        "    motif: Écrivez ici en quoi elles diffèrent.",
    )


def _span(document: Document, field: FieldPath, words: str) -> Span:
    """Where the words stand in the file; else the value, else the beginning of the text."""
    value = document.value_spans.get(field)
    first = value.start.line if value else document.body_line
    last = value.end.line if value else first + document.body.count("\n")
    rows = document.text.split("\n")
    # Between two words, what Markdown may write: « **900 €** ».
    wanted = re.compile(r"[\s*_]+".join(map(re.escape, words.split())))
    for number in range(first, min(last, len(rows)) + 1) if words else ():
        match = wanted.search(plain(rows[number - 1]))
        if match:
            return Span(Position(number, match.start() + 1), Position(number, match.end() + 1))
    start = Position(document.body_line, 1)
    return value or Span(start, start)
