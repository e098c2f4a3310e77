"""Plan: what a source published last time, what it withdraws → what is remembered of both."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.model import Document, ExternalSource, Former
from generator.news import Tombstone
from generator.plan.external_names import MAX_NAME, former_names

Key = tuple[str, str]  # collection, identifier in the feed


def plan_former(
    before: ExternalSource,
    lost: Sequence[Document],
    shown: Mapping[Key, str],
    gone: Mapping[Key, Tombstone],
    today: date,
) -> tuple[Former, ...]:
    """What is published no more, since this import or before; each build sees whether it is back.

    An entry that was not shown is kept too: it may have been before, and an address lasts. What
    the source says of it, even later, is said here; what it no longer says is not forgotten.
    """
    added = (
        Former(
            collection=document.collection,
            id=name,
            nom=" ".join(str(document.data.get("nom", document.id)).split())[:MAX_NAME],
            depuis=today,
            was_shown=key in shown,
            source_id=document.source_id,
        )
        for document in lost
        for key in [(document.collection, document.source_id)]
        for name in (shown.get(key, document.id), *former_names(document))
    )
    known = {(it.collection, it.id): it for it in (*added, *before.former)}
    return tuple(
        _told(it, gone.get((it.collection, it.source_id or it.id))) for it in known.values()
    )


def _told(former: Former, said: Tombstone | None) -> Former:
    if said is None:
        return former
    return replace(
        former,
        depuis=said.depuis or former.depuis,
        remplace_par=said.remplace_par,
        motif=said.motif,
    )
