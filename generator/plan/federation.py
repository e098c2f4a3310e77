"""Plan: local entries and those of other guichets → which of these are shown, and under which name.

What is written here always wins. An external entry keeps its identifier when nobody has it, takes
its source's name in front when something else has it, and steps back when it is the same thing.
"""

from collections import Counter
from collections.abc import Sequence

from generator.contradictions import NO_EXEMPTION, Doublons
from generator.entries import Service, Structure
from generator.model import (
    Document,
    ExternalSource,
    Federation,
    Outcome,
    Referentiels,
    SourceReport,
)
from generator.plan.duplicates import Pair
from generator.plan.external_entries import Entry, Gathering, Known, Refused
from generator.plan.external_notes import note_duplicates, note_refused
from generator.settings import Settings


def plan_federation(
    *,
    local: Sequence[tuple[Document, object]],
    external: Sequence[Known],
    refused: Sequence[Refused],
    sources: Sequence[ExternalSource],
    settings: Settings,
    referentiels: Referentiels,
) -> Outcome[Federation]:
    """The entries of this site, those that other guichets published, and those refused of them."""
    if not sources:
        return Outcome(Federation())
    plan = Gathering(settings, referentiels)
    for document, entry in local:
        if isinstance(entry, Structure):
            plan.keep_structure(document, entry)
    for document, entry in local:
        if isinstance(entry, Service):
            plan.keep_service(document, entry)
    sites = {source.id: source.site for source in sources}
    # What a source says itself comes before what another one repeats of it.
    ordered = sorted(external, key=lambda pair: not _is_its_own(pair[1], sites[pair[0].source]))
    for document, entry in ordered:
        if isinstance(entry, Structure):
            plan.add_structure(document, entry)
    for document, entry in ordered:
        if isinstance(entry, Service):
            plan.add_service(document, entry)
    pairs = plan.shown()
    faults = (*refused, *plan.refused)
    said = (
        *note_refused(sources, faults),
        *note_duplicates(pairs, _not_checked(plan.duplicates(pairs), local), sources),
    )
    reports = tuple(_report(source, pairs, faults, plan) for source in sources)
    return Outcome(Federation(pairs=pairs, reports=reports), said)


def _not_checked(
    found: Sequence[Pair], local: Sequence[tuple[Document, object]]
) -> tuple[Pair, ...]:
    """Those that nobody here has said to be two different things."""
    listed = next((entry for _, entry in local if isinstance(entry, Doublons)), NO_EXEMPTION)
    exempt = listed.exempt()
    return tuple(
        pair
        for pair in found
        if frozenset(name.partition("/")[2] for name in (pair.first, pair.second)) not in exempt
    )


def _is_its_own(entry: Entry, site: str) -> bool:
    return entry.provenance is not None and (entry.provenance.url or "").startswith(site)


def _report(
    source: ExternalSource, pairs: Sequence[Known], faults: Sequence[Refused], plan: Gathering
) -> SourceReport:
    shown = Counter(it.collection for it, _ in pairs if it.source == source.id)
    return SourceReport(
        source=source,
        services=shown["services"],
        structures=shown["structures"],
        refused=sum(document.source == source.id for document, _ in faults),
        known=plan.known[source.id],
        away=plan.away[source.id],
        names=plan.names_of(source.id),
    )
