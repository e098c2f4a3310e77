"""Plan: two states of the content → what happened to each entry, and what it does to the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.characters import fold
from generator.entries import Retire
from generator.model import Referentiels, Schemas
from generator.news import Row
from generator.plan.change_amounts import OPEN_STATES
from generator.plan.change_words import Speaker, codes, lowered, text
from generator.plan.proposal_effects import Counted, compare_effects, count_side
from generator.plan.proposal_fields import tell_changes
from generator.plan.proposal_reach import Places, ZonePair
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP
from generator.proposal import Effects, EntryChange, Key, Marks, Reach, State
from generator.published import published

_CLOSING = ("suspendu", "budget-epuise", "termine")
_PUBLIC = ("services", "structures")  # whose changes the site tells its readers
# Collection → schema, and the name of what is one file in all.
_SCHEMAS = {
    "services": "service",
    "structures": "structure",
    "situations": "situation",
    "parcours": "parcours",
    "evenements": "evenement",
    "manques": "manque",
    "pages": "page",
    "lexique": "lexique",
    "retires": "retires",
    "doublons": "doublons",
    "guichet": "guichet",
}
_ALONE = {
    "lexique": "Le lexique",
    "retires": "Le registre des fiches retirées",
    "doublons": "Les faux doublons",
    "guichet": "Les réglages du site",
}
_LOST = f"son adresse serait perdue{NBSP}: rien ne dit ce qu’elle devient"
_LOST_NAME = f"son ancienne adresse serait perdue{NBSP}: «{NBSP}anciens_ids{NBSP}» ne la dit pas"
_ONLY_WRITING = "l’écriture du fichier change, sans que rien de publié ne change"

_REFUSED = f"la fiche est refusée{NBSP}: ce qui suit n’est pas compté"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Two:
    """Both sides of the comparison, and what puts them into words."""

    before: State
    after: State
    old: Mapping[Key, Row]
    new: Mapping[Key, Row]
    speaker: Speaker
    schemas: Schemas
    gone: Mapping[Key, Retire]
    counted: tuple[Counted, Counted]
    places: Places
    renamed: Mapping[Key, Key]  # an entry of the proposal → what it was called


def plan_proposal(
    before: State, after: State, schemas: Schemas, referentiels: Referentiels, today: date
) -> tuple[tuple[EntryChange, ...], Effects]:
    """What each entry becomes, in the order of a table of contents, and the effects of it all."""
    counted = tuple(
        count_side(side.catalogue, schemas, referentiels, today) for side in (before, after)
    )
    old, new = _rows(before), _rows(after)
    places = Places(counted[1].coverage)
    labels = Labels(schemas)
    two = _Two(
        before=before,
        after=after,
        old=old,
        new=new,
        speaker=Speaker(labels=labels, coverage=counted[1].coverage, names=_names(old, new)),
        schemas=schemas,
        gone={(line.collection, line.id): line for line in after.catalogue.registre.retires},
        counted=(counted[0], counted[1]),
        places=places,
        renamed=find_renamed(old, new),
    )
    changes = sorted((*_kept(two), *_left(two)), key=_order)
    return tuple(changes), compare_effects(*two.counted, places, labels, _zone_pairs(two))


def _zone_pairs(two: _Two) -> Iterator[ZonePair]:
    """The zone of each service on both sides, under whatever name it had."""
    old, new = two.counted
    former = {key[1]: was[1] for key, was in two.renamed.items() if key[0] == "services"}
    for name in new.services:
        yield old.zone(former.get(name, name)), new.zone(name)
    for name in old.services:
        if name not in new.services and name not in former.values():
            yield old.zone(name), frozenset()


def find_renamed(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Mapping[Key, Key]:
    """The entries that go on under another name: they say so, or nothing else tells them apart."""
    found: dict[Key, Key] = {}
    gone = {_signature(key, row): key for key, row in old.items() if key not in new}
    for key, row in new.items():
        if key in old:
            continue
        said = ((key[0], name) for name in codes(row, "anciens_ids"))
        former = next((one for one in said if one in old and one not in new), None)
        former = former or gone.get(_signature(key, row))
        if former is not None and former not in found.values():
            found[key] = former
    return found


def _signature(key: Key, row: Row) -> tuple[str, str, str]:
    """Two entries of one collection, one provider and one name are one and the same."""
    return key[0], text(row, "structure"), _name(key, row)


def _rows(side: State) -> Mapping[Key, Row]:
    """Every entry as data, by collection and identifier: as it is written when it is accepted."""
    catalogue, found = side.catalogue, dict[Key, Row]()
    for collection in ("services", "structures", "situations", "parcours", "evenements"):
        for entry in getattr(catalogue, collection):
            found[collection, entry.id] = _row(entry)
    for collection in ("manques", "pages"):
        for entry in getattr(catalogue, collection):
            found[collection, entry.id] = _row(entry)
    alone = (catalogue.lexique, catalogue.registre, catalogue.doublons, catalogue.settings)
    found.update({(name, name): _row(entry) for name, entry in zip(_ALONE, alone, strict=True)})
    kept = {key: row for key, row in found.items() if key not in side.ghosts}
    return kept | {key: _row(entry) for key, entry in side.written.items()}


def _row(entry: Any) -> Row:
    row = published(entry)
    row.pop("id", None)
    return row


def _names(old: Mapping[Key, Row], new: Mapping[Key, Row]) -> Mapping[str, str]:
    """The name of every entry, that of the proposal when it has two."""
    return {
        f"{collection}/{identifier}": _name((collection, identifier), row)
        for rows in (old, new)
        for (collection, identifier), row in rows.items()
    }


def _name(key: Key, row: Row) -> str:
    return _ALONE.get(key[0]) or text(row, "nom") or text(row, "titre") or key[1]


def _kept(two: _Two) -> Iterator[EntryChange]:
    """What happened to the entries that the proposal has."""
    for key, row in two.new.items():
        former = key if key in two.old else two.renamed.get(key)
        if former is None:
            change = _change(key, row, two, None)
            yield replace(change, genre="nouveau", phrase=text(row, "resume"))
            continue
        if two.old[former] == row and former == key:
            if key in two.after.refused:
                yield from _refused(key, two)
            elif two.before.texts.get(key) != two.after.texts.get(key):
                yield replace(_change(key, row, two, key), phrase=_ONLY_WRITING)
            continue
        yield _compared(key, former, two)


def _compared(key: Key, former: Key, two: _Two) -> EntryChange:
    old, new = two.old[former], two.new[key]
    schema: Mapping[str, Any] = two.schemas.documents[f"{_SCHEMAS[key[0]]}.schema.json"]
    fields = tell_changes(old, new, two.speaker, schema, public=key[0] in _PUBLIC)
    genre = _genre(text(old, "etat"), text(new, "etat"))
    change = replace(_change(key, new, two, former), genre=genre, champs=fields)
    if former == key:
        return change
    lost = "" if former[1] in codes(new, "anciens_ids") or key[0] not in _PUBLIC else _LOST_NAME
    renamed = genre if genre != "modifie" else "renomme"
    return replace(change, genre=renamed, ancien_id=former[1], phrase=lost)


def _refused(key: Key, two: _Two) -> Iterator[EntryChange]:
    """A file that is refused counts as before: what it would change is told from what it says."""
    old, new = (side.data.get(key) for side in (two.before, two.after))
    if old is None or new is None or old == new:
        return
    schema: Mapping[str, Any] = two.schemas.documents[f"{_SCHEMAS[key[0]]}.schema.json"]
    try:
        fields = tell_changes(old, new, two.speaker, schema, public=key[0] in _PUBLIC)
    except (LookupError, ValueError, TypeError, AttributeError):  # no schema let its values through
        fields = ()
    change = replace(_change(key, two.new[key], two, key), phrase=_REFUSED, champs=fields)
    yield replace(change, portee=None, qualite=None)


def _genre(old: str, new: str) -> str:
    if new in _CLOSING and new != old:
        return new
    return "retour" if new in OPEN_STATES and old in _CLOSING else "modifie"


def _left(two: _Two) -> Iterator[EntryChange]:
    """The entries that the proposal no longer has under any name."""
    renamed = set(two.renamed.values())
    for key, row in two.old.items():
        if key in two.new or key in renamed:
            continue
        line = two.gone.get(key)
        change = _change(key, row, two, key)
        if line is not None:
            why = lowered(line.motif.rstrip(".")) if line.motif else ""
            change = replace(
                change, genre="retire", phrase=why, remplace_par=line.remplace_par or ""
            )
        else:
            phrase = _LOST if key[0] in _PUBLIC else ""
            change = replace(change, genre="disparu" if phrase else "retire", phrase=phrase)
        yield change


def _change(key: Key, row: Row, two: _Two, former: Key | None) -> EntryChange:
    """What every change says of its entry; `former` is what it was called, if it was there."""
    collection, identifier = key
    gone = key not in two.new
    side = two.before if gone else two.after
    structure = text(row, "structure")
    names = (former[1] if former else "", "" if gone else identifier)
    return EntryChange(
        collection=collection,
        id=identifier,
        nom=_name(key, row),
        fichier=side.files.get(key, ""),
        genre="modifie",
        structure=two.speaker.name("structures", structure) if structure else "",
        origine=side.catalogue.externals.get(f"{collection}/{identifier}", ""),
        portee=_reach(names, two) if collection == "services" else None,
        qualite=_marks(names, two) if collection == "services" else None,
    )


def _reach(names: tuple[str, str], two: _Two) -> Reach | None:
    old, new = (side.zone(name) for side, name in zip(two.counted, names, strict=True))
    return two.places.reach(old, new) or None


def _marks(names: tuple[str, str], two: _Two) -> Marks | None:
    old, new = (side.quality.get(name) for side, name in zip(two.counted, names, strict=True))
    if old is None and new is None:
        return None
    return Marks(
        avant=old.score if old else None,
        apres=new.score if new else None,
        manque=tuple((item.remede, item.gain) for item in new.missing) if new else (),
    )


def _order(change: EntryChange) -> tuple[bool, int, int, str, str]:
    """Ours first; what leaves, what closes, what changes, what comes; services first."""
    kinds: Sequence[str] = tuple(_SCHEMAS)
    rank = _RANKS.index(change.genre)
    return bool(change.origine), rank, kinds.index(change.collection), fold(change.nom), change.id


_RANKS = (
    *("disparu", "retire", "termine", "suspendu", "budget-epuise"),
    *("renomme", "modifie", "retour", "nouveau"),
)
