"""Plan: what was published last time and the catalogue → what happened to each entry since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.characters import fold
from generator.entries import Service, Structure
from generator.model import Catalogue, Schemas
from generator.news import Change, PreviousFeed, Row, Tombstone
from generator.plan.change_amounts import OPEN_STATES, state
from generator.plan.change_fields import field_changes
from generator.plan.change_places import without_withdrawn
from generator.plan.change_words import LEFT, Speaker, codes, lowered, quoted, text
from generator.plan.coverage import CoverageMap
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP
from generator.published import published

# How long a change is told: the page and the feeds show the latest ones, the interface all these.
KEPT_DAYS = 3 * 365
COLLECTIONS = ("services", "structures")
_CLOSING = ("suspendu", "budget-epuise", "termine")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """All that comparing one collection needs."""

    before: Mapping[str, Row]
    after: Mapping[str, Row]
    was_gone: frozenset[str]
    speaker: Speaker
    titles: Row
    today: date


def cumulate_changes(
    catalogue: Catalogue,
    previous: PreviousFeed,
    gone: tuple[Tombstone, ...],
    schemas: Schemas,
    *,
    coverage: CoverageMap,
    today: date,
) -> tuple[Change, ...]:
    """The changes of today, then those that the last publication told, the newest first."""
    after = published_rows(catalogue)
    speaker = Speaker(labels=Labels(schemas), coverage=coverage, names=_names(previous, after))
    found: list[Change] = []
    for collection in COLLECTIONS:
        schema = schemas.documents[f"{collection.removesuffix('s')}.schema.json"]
        compared = _Compared(
            before=previous.rows[collection],
            after=after[collection],
            was_gone=frozenset(it.id for it in previous.gone if it.collection == collection),
            speaker=speaker,
            titles=_titles(schema),
            today=today,
        )
        found.extend(_changes(collection, compared))
        found.extend(_retired(collection, gone, compared))
    told = [
        _without_withdrawn(change, after)
        for change in previous.changes
        if (today - change.le).days <= KEPT_DAYS
    ]
    return tuple(sorted((*_numbered(found, told), *told), key=_newest_first))


def published_rows(catalogue: Catalogue) -> Mapping[str, Mapping[str, Row]]:
    """The entries as the feed publishes them, by collection and identifier."""
    return {
        "services": {entry.id: _row(entry) for entry in catalogue.services},
        "structures": {entry.id: _row(entry) for entry in catalogue.structures},
    }


def _row(entry: Service | Structure) -> Row:
    row = published(entry)
    del row["id"]  # it is the key, and a new name of the entry is no change of what it says
    return row


def _changes(collection: str, compared: _Compared) -> Iterator[Change]:
    """What happened to the entries that exist today."""
    for identifier, row in compared.after.items():
        before, former = compared.before.get(identifier), None
        if before is None:
            former = next((it for it in codes(row, "anciens_ids") if it in compared.before), None)
            before = compared.before[former] if former is not None else None
        if before is None:
            returns = identifier in compared.was_gone
            yield replace(
                _change(collection, identifier, row, compared),
                genre="retour" if returns else "nouveau",
                phrase=text(row, "resume"),
            )
            continue
        change = _compare(collection, identifier, before, row, compared)
        if former is not None:
            genre = "renomme" if change is None or change.genre == "modifie" else change.genre
            base = change or _change(collection, identifier, row, compared)
            yield replace(base, genre=genre, ancien_id=former)
        elif change is not None:
            yield change


def _compare(
    collection: str, identifier: str, before: Row, after: Row, compared: _Compared
) -> Change | None:
    if before == after:
        return None
    fields = (
        *state(before, after),
        *field_changes(before, after, compared.speaker, compared.titles),
    )
    if not fields:
        return None
    change = _change(collection, identifier, after, compared)
    return replace(
        change,
        genre=_kind(text(before, "etat"), text(after, "etat")),
        champs=fields,
        thematiques=_both(before, after, "thematiques"),
        zone_eligibilite=_both(before, after, _zone(collection)),
    )


def _kind(old: str, new: str) -> str:
    if new in _CLOSING and new != old:
        return new
    if new in OPEN_STATES and old in _CLOSING:
        return "retour"
    return "modifie"


def _retired(collection: str, gone: tuple[Tombstone, ...], compared: _Compared) -> Iterator[Change]:
    """Entries that were published last time and that the ledger says are gone."""
    for tombstone in gone:
        row = compared.before.get(tombstone.id)
        if tombstone.collection == collection and tombstone.genre == "retire" and row is not None:
            yield replace(
                _change(collection, tombstone.id, row, compared),
                genre="retire",
                nom=tombstone.nom,
                phrase=_why(tombstone, compared.speaker),
                remplace_par=tombstone.remplace_par,
            )


def _why(tombstone: Tombstone, speaker: Speaker) -> str:
    """« cette aide n’est plus proposée : l’association a fermé ; « Vélo » prend la suite »."""
    why = f"{NBSP}: {lowered(tombstone.motif.rstrip('.'))}" if tombstone.motif else ""
    successor = tombstone.remplace_par
    by = quoted(speaker.name(tombstone.collection, successor)) if successor else ""
    left = LEFT[tombstone.collection]
    return f"{left}{why}{f'{NBSP}; {by} prend la suite' if by else ''}"


def _change(collection: str, identifier: str, row: Row, compared: _Compared) -> Change:
    """What every change says of its entry."""
    return Change(
        le=compared.today,
        genre="modifie",
        collection=collection,
        fiche=identifier,
        nom=text(row, "nom"),
        structure=text(row, "structure") or None,
        thematiques=codes(row, "thematiques"),
        zone_eligibilite=codes(row, _zone(collection)),
    )


def _zone(collection: str) -> str:
    return "zone_eligibilite" if collection == "services" else "territoires"


def _both(before: Row, after: Row, field: str) -> tuple[str, ...]:
    """Those of today, then those that are gone: who subscribed to them is told too."""
    return tuple(dict.fromkeys((*codes(after, field), *codes(before, field))))


def _numbered(found: list[Change], told: list[Change]) -> Iterator[Change]:
    """A second change of one entry on one day has a number of its own."""
    ranks: dict[tuple[date, str, str], int] = {}
    for change in told:
        key = (change.le, change.collection, change.fiche)
        ranks[key] = max(ranks.get(key, 0), change.rang)
    for change in found:
        key = (change.le, change.collection, change.fiche)
        yield replace(change, rang=ranks.get(key, 0) + 1)


def _newest_first(change: Change) -> tuple[int, int, str, str, str]:
    day = -change.le.toordinal()
    return (day, -change.rang, change.collection, fold(change.nom), change.fiche)


def _without_withdrawn(change: Change, after: Mapping[str, Mapping[str, Row]]) -> Change:
    row = after[change.collection].get(change.fiche)
    fields = tuple(without_withdrawn(field, row) for field in change.champs)
    return change if fields == change.champs else replace(change, champs=fields)


def _names(previous: PreviousFeed, after: Mapping[str, Mapping[str, Row]]) -> Mapping[str, str]:
    """The name of every entry, that of today when it has two."""
    return {
        f"{collection}/{identifier}": text(row, "nom")
        for rows in (previous.rows, after)
        for collection, entries in rows.items()
        for identifier, row in entries.items()
    }


def _titles(schema: Mapping[str, object]) -> Row:
    """Field → its title in the schema."""
    properties = schema["properties"]
    assert isinstance(properties, Mapping)
    return {name: inner.get("title", name) for name, inner in properties.items()}
