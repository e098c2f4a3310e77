"""Render: services, structures and words → their documents: all of them, one by one, one a line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.entries import Service, Structure
from generator.evenements import Evenement
from generator.manques import Manque
from generator.model import Artifact
from generator.parcours import Parcours
from generator.published import published
from generator.render.api.envelope import API, answer
from generator.render.api.json_values import compact, encode, encode_list
from generator.site_plan import SitePlan
from generator.situations import Situation

Entry = Service | Structure | Situation | Parcours | Evenement | Manque
# The key that holds one entry in its own file; « parcours » is the same word for one and many.
ONE_OF = {
    "services": "service",
    "structures": "structure",
    "situations": "situation",
    "parcours": "un_parcours",
    "evenements": "evenement",
    "manques": "manque",
}
LINE_BY_LINE = ("services", "structures")  # the others are a few pages of a territory


def render_collections(plan: SitePlan) -> Iterator[Artifact]:
    """Every entry in the list of its kind, in its own file, and on its line for programs."""
    yield from _collection(plan, "services", plan.catalogue.services)
    yield from _collection(plan, "structures", plan.catalogue.structures)
    yield from _collection(plan, "situations", plan.catalogue.situations)
    yield from _collection(plan, "parcours", plan.catalogue.parcours)
    yield from _collection(plan, "evenements", plan.catalogue.evenements)
    yield from _collection(plan, "manques", plan.catalogue.manques)
    words = [published(term) for term in plan.catalogue.lexique.termes]
    yield answer(plan, "lexique.json", "lexique", words, total=len(words))


def _collection(plan: SitePlan, name: str, entries: Sequence[Entry]) -> Iterator[Artifact]:
    rows = [_row(plan, name, entry) for entry in entries]
    encoded = [encode(row) for row in rows]
    yield answer(plan, f"{name}.json", name, encode_list(encoded), total=len(rows))
    if name in LINE_BY_LINE:
        lines = "".join(f"{compact(row)}\n" for row in rows)
        yield Artifact(path=f"{API}/{name}.ndjson", content=lines.encode())
    for row, text in zip(rows, encoded, strict=True):
        yield answer(plan, f"{name}/{row['id']}.json", ONE_OF[name], text)


def _row(plan: SitePlan, collection: str, entry: Entry) -> Mapping[str, Any]:
    """One entry with its identifier, its page and its own file."""
    base = plan.settings.url
    row = published(entry)
    links = {
        "url": f"{base}{collection}/{entry.id}.html",
        "json": f"{base}{API}/{collection}/{entry.id}.json",
    }
    return {"id": row.pop("id"), **links, **row}
