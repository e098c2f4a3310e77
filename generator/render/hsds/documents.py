"""Render: the catalogue → the files of `donnees/hsds/`: a list by kind, and each service whole.

The lists cite what has a list of its own, by identifier; the file of a service repeats all of it,
as the API of HSDS answers. JSON is written without indentation: it is what the C encoder does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model import Artifact
from generator.render.hsds.frame import FOLDER, Frame
from generator.render.hsds.identifiers import named
from generator.render.hsds.organizations import organization
from generator.render.hsds.places import Place, service_places
from generator.render.hsds.profile import render_profile
from generator.render.hsds.services import service, withdrawn
from generator.site_plan import SitePlan

Row = Mapping[str, Any]


def render_hsds(plan: SitePlan) -> Iterator[Artifact]:
    """Every file of the HSDS publication, but for its page, which is drawn with the others."""
    frame = Frame(plan)
    structures = {entry.id: entry for entry in plan.catalogue.structures}
    organizations = {entry.id: organization(entry, frame) for entry in structures.values()}
    services: list[Row] = []
    links: list[Row] = []
    locations: list[Row] = [
        place for row in organizations.values() for place in row.get("locations", ())
    ]
    for entry in plan.catalogue.services:
        row = service(entry, frame)
        places = tuple(service_places(entry, structures[entry.structure], frame))
        services.append(row)
        links.extend(place.link for place in places)
        locations.extend(place.location for place in places if not place.shared)
        whole = _encoded(_whole(row, organizations[entry.structure], places, frame))
        names = (entry.id, *entry.anciens_ids)  # a former identifier keeps answering
        for identifier in (named(frame.namespace, "services", name) for name in names):
            yield Artifact(path=f"{FOLDER}/services/{identifier}.json", content=whole)
    for gone in plan.news.gone:
        if gone.collection == "services" and gone.genre == "retire":
            row = withdrawn(gone, frame)
            yield Artifact(path=f"{FOLDER}/services/{row['id']}.json", content=_encoded(row))
    yield _page("services", services)
    yield _page("organizations", [_without_places(row) for row in organizations.values()])
    yield _page("locations", locations)
    yield _page("service_at_locations", links)
    yield _page("taxonomies", frame.taxonomies.taxonomies)
    yield _page("taxonomy_terms", frame.taxonomies.terms)
    yield from render_profile(plan)


def _whole(row: Row, structure: Row, places: Sequence[Place], frame: Frame) -> Row:
    """A service with its organisation, its places and the terms that it cites."""
    terms = frame.taxonomies
    own = dict(structure)
    if "attributes" in own:
        own["attributes"] = terms.spelled_out(own["attributes"])
    links = [{**place.link, "location": place.location} for place in places]
    return {
        **row,
        **({"service_at_locations": links} if links else {}),
        "organization": own,
        "attributes": terms.spelled_out(row["attributes"]),
    }


def _without_places(row: Row) -> Row:
    """What the list of organisations says: places have a list of their own."""
    return {key: value for key, value in row.items() if key != "locations"}


def _page(name: str, rows: Sequence[Row]) -> Artifact:
    """A list as the API of HSDS pages it: one page, which holds all."""
    total = len(rows)
    document = {
        "total_items": total,
        "total_pages": 1,
        "page_number": 1,
        "size": total,
        "first_page": True,
        "last_page": True,
        "empty": not rows,
        "contents": rows,
    }
    return Artifact(path=f"{FOLDER}/{name}.json", content=_encoded(document))


def _encoded(document: Row) -> bytes:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()
