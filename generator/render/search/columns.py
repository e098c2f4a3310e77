"""Render: the facets of every service → code → documents, one small file a facet.

`*` holds what answers every code of its facet because it names none, or everybody: the rule of
`generator/plan/facets.py`. A great theme is not written: it is all that its thématiques hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from generator.entries import Service
from generator.render.search.compact import ascending
from generator.render.search.territories import departement_of
from generator.render.search.texts import Numbering
from generator.site_plan import SitePlan
from generator.timetable import service_hours, service_timetable

ANY = "*"
_EVERYONE = "tous-publics"
_ASKERS = {"usagers": "moi-meme", "professionnels": "professionnel"}


def _publics(service: Service) -> Iterable[str]:
    is_open = not service.publics or _EVERYONE in service.publics
    return (*service.publics, *((ANY,) if is_open else ()))


# Name of the facet → what a service answers in it.
FACETS: Mapping[str, Callable[[Service], Iterable[str]]] = {
    "theme": lambda service: service.thematiques,
    "public": _publics,
    "statut": lambda service: service.statuts or (ANY,),
    "frais": lambda service: (service.frais,) if service.frais else (),
    "accueil": lambda service: service.modes_accueil,
    "type": lambda service: (service.type,) if service.type else (),
    "demande": lambda service: (_ASKERS[who] for who in service.mobilisable_par if who in _ASKERS),
    "langue": lambda service: service.langues,
}


def facet_columns(numbering: Numbering) -> Mapping[str, Mapping[str, str]]:
    """By facet, the column of each code that has a service."""
    columns: dict[str, Mapping[str, str]] = {}
    for name, codes_of in FACETS.items():
        found: dict[str, list[int]] = defaultdict(list)
        for document, service in enumerate(numbering.services):
            for code in dict.fromkeys(codes_of(service)):
                found[code].append(document)
        columns[name] = {code: ascending(found[code]) for code in sorted(found)}
    return columns


def opening_hours(numbering: Numbering, plan: SitePlan) -> Mapping[str, object]:
    """The distinct timetables, and the documents of each; those whose hours are unknown in none."""
    structures = {structure.id: structure for structure in plan.catalogue.structures}
    same: dict[tuple[tuple[str, str], ...], list[int]] = defaultdict(list)
    for document, service in enumerate(numbering.services):
        hours = service_hours(service, structures[service.structure])
        same[tuple((text, departement_of(code)) for text, code in hours)].append(document)
    found: dict[str, list[int]] = defaultdict(list)
    tables: dict[str, Mapping[str, object]] = {}
    for documents in same.values():  # many services keep the hours of their structure
        service = numbering.services[documents[0]]
        table = service_timetable(service, structures[service.structure], plan.today)
        if table is not None:
            published = table.published()
            tables[repr(published)] = published
            found[repr(published)] += documents
    return {
        "timetables": list(tables.values()),
        "documents": [ascending(sorted(found[key])) for key in tables],
    }
