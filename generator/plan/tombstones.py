"""Plan: former identifiers and the ledger of what was withdrawn → one tombstone for each.

The content repository alone decides which addresses keep answering; what was published last time
only adds since when, and the needs that an entry answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from generator.entries import Retire, Service, Structure
from generator.model import Catalogue, Document, ExternalSource, Former, SourceReport
from generator.news import PreviousFeed, Row, Tombstone
from generator.plan.change_words import codes, quoted, text
from generator.plan.external_names import MAX_NAME, names_here
from generator.view_parts import Link

Key = tuple[str, str]  # collection, identifier
Known = Mapping[Key, Tombstone]  # those of the last publication


def plan_tombstones(
    catalogue: Catalogue, previous: PreviousFeed | None, today: date
) -> tuple[Tombstone, ...]:
    """Every identifier that no entry has any more, by collection then by identifier."""
    known = {(it.collection, it.id): it for it in previous.gone} if previous else {}
    rows = _rows(previous)
    found = {
        (it.collection, it.id): it
        for it in (
            *_left_by_sources(catalogue, known, rows, today),
            *_renamed("services", catalogue.services, known, rows, today),
            *_renamed("structures", catalogue.structures, known, rows, today),
            *(_retired(line, known, rows) for line in catalogue.registre.retires),
        )
    }
    return tuple(found[key] for key in sorted(found))


def _rows(previous: PreviousFeed | None) -> Mapping[Key, Row]:
    collections = previous.rows.items() if previous else ()
    return {
        (collection, identifier): row
        for collection, rows in collections
        for identifier, row in rows.items()
    }


def _renamed(
    collection: str,
    entries: Sequence[Service | Structure],
    known: Known,
    rows: Mapping[Key, Row],
    today: date,
) -> Iterator[Tombstone]:
    for entry in entries:
        for former in entry.anciens_ids:
            key = (collection, former)
            before = known.get(key)
            yield Tombstone(
                id=former,
                collection=collection,
                genre="renomme",
                nom=before.nom if before else text(rows.get(key, {}), "nom") or entry.nom,
                depuis=before.depuis if before else today if key in rows else None,
                remplace_par=entry.id,
                thematiques=entry.thematiques if isinstance(entry, Service) else (),
            )


def _retired(line: Retire, known: Known, rows: Mapping[Key, Row]) -> Tombstone:
    key = (line.collection, line.id)
    before = known.get(key)
    themes = line.thematiques or codes(rows.get(key, {}), "thematiques")
    return Tombstone(
        id=line.id,
        collection=line.collection,
        genre="retire",
        nom=line.nom,
        depuis=line.depuis,
        remplace_par=line.remplace_par,
        motif=line.motif,
        thematiques=themes or (before.thematiques if before else ()),
    )


def _left_by_sources(
    catalogue: Catalogue, known: Known, rows: Mapping[Key, Row], today: date
) -> Iterator[Tombstone]:
    """What another guichet no longer publishes, or not as one can show it: its pages here stay."""
    alive = {
        "services": {entry.id for entry in catalogue.services},
        "structures": {entry.id for entry in catalogue.structures},
    }
    for report in catalogue.sources:
        left = {(it.collection, it.id): it for it in report.source.former}
        kept = {(it.collection, it.source_id): it for it in report.source.documents} if left else {}
        for collection, here in alive.items():
            for name, (nom, theirs) in names_here(report.source, collection).items():
                key = (collection, name)
                former, before = left.get(key), known.get(key)
                if name in here or not ((former and former.was_shown) or before or key in rows):
                    continue
                if former is not None:
                    there = kept.get((collection, former.remplace_par or ""))
                    yield _withdrawn(former, report, here, there)
                    continue
                now = report.names.get((collection, theirs))
                is_here = now in here  # under the name of another entry, which won, or a new one
                yield Tombstone(
                    id=name,
                    collection=collection,
                    genre="renomme" if is_here else "retire",
                    nom=nom,
                    depuis=before.depuis if before else today,
                    remplace_par=now if is_here else None,
                    motif=None if is_here else _HIDDEN.format(report.source.nom),
                )


_HIDDEN = "reprise de {}, elle ne peut plus être montrée ici"


def _withdrawn(
    former: Former, report: SourceReport, here: AbstractSet[str], there: Document | None
) -> Tombstone:
    """What its source says of it: the one that takes its place is linked here, or there."""
    source, successor = report.source, former.remplace_par
    now = report.names.get((former.collection, successor or ""))
    is_here = now in here and now != former.id
    motif = f"{source.nom} ne la publie plus"
    elsewhere = None if is_here or successor is None else _page_there(former, source, there)
    return Tombstone(
        id=former.id,
        collection=former.collection,
        genre="retire",
        nom=former.nom,
        depuis=former.depuis,
        remplace_par=now if is_here else None,
        motif=f"{motif}. {former.motif}" if former.motif else motif,
        elsewhere=elsewhere,
    )


def _page_there(former: Former, source: ExternalSource, document: Document | None) -> Link:
    """The page of what takes its place, always under the address of its source."""
    where = f"sur le site de {quoted(source.nom)}"
    if document is None:
        url = f"{source.site}{former.collection}/{former.remplace_par}.html"
        return Link(label=f"La fiche {where}", url=url, external=True)
    nom = " ".join(str(document.data.get("nom", document.source_id)).split())[:MAX_NAME]
    return Link(label=f"{quoted(nom)}, {where}", url=document.source_page, external=True)
