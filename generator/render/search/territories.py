"""Render: the zones of the services → sets of services apart, and who reaches which place.

Someone's place is known before they search: what covers it stands in the set of its département or
in the common one (several départements, régions, France). `zones/` tells which documents hold each
code; the rule of `generator/plan/coverage.py` then finds what reaches a place.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, partial

from generator.model import Referentiels
from generator.render.search.compact import ascending
from generator.render.search.texts import Numbering
from generator.site_plan import SitePlan

COMMON = "commun"
LARGE_SITE = 5_000  # services: from here on, sets are published apart

Zones = Mapping[str, Mapping[str, str]]


def plan_sets(numbering: Numbering, plan: SitePlan) -> Mapping[str, "array[int]"]:
    """By set, its documents in order; none on a small site."""
    if numbering.count < LARGE_SITE:
        return {}
    sets = {name: array("I") for name in (COMMON, *plan.settings.territoire.departements)}
    held_by = cache(partial(holders_of, plan.referentiels))
    for document, zone in enumerate(numbering.zones):
        holders = {holder for code in zone for holder in held_by(code)}
        alone = holders.pop() if len(holders) == 1 else COMMON
        sets[alone if alone in sets else COMMON].append(document)
    return sets


def zone_columns(numbering: Numbering, plan: SitePlan) -> Zones:
    """By département, then `commun`: code of a zone → the documents that hold it."""
    served = plan.settings.territoire.departements
    documents: dict[str, list[int]] = defaultdict(list)
    for document, zone in enumerate(numbering.zones):
        for code in zone:
            documents[code].append(document)
    columns: dict[str, dict[str, str]] = {name: {} for name in (COMMON, *served)}
    for code in sorted(documents):
        holders = set(holders_of(plan.referentiels, code)) & set(served)
        for name in sorted(holders) or (COMMON,):
            columns[name][code] = ascending(documents[code])
    return columns


def places(numbering: Numbering, plan: SitePlan) -> Mapping[str, Mapping[str, object]]:
    """By département: commune → the documents given there, and where exactly when it is known."""
    columns: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    points: dict[str, list[list[float]]] = defaultdict(list)
    for document, code, latitude, longitude in _given_at(numbering, plan.referentiels):
        holder = departement_of(code)
        column = columns[holder][code]
        if not column or column[-1] != document:
            column.append(document)
        if latitude is not None and longitude is not None:
            points[holder].append([document, round(latitude, 3), round(longitude, 3)])
    return {
        holder: {
            "communes": {code: ascending(column[code]) for code in sorted(column)},
            "points": points[holder],
        }
        for holder, column in sorted(columns.items())
    }


def _given_at(
    numbering: Numbering, referentiels: Referentiels
) -> Iterator[tuple[int, str, float | None, float | None]]:
    """Each document, and each place where one is received for it."""
    former = referentiels.former_communes
    for document, service in enumerate(numbering.services):
        if "en-presentiel" not in service.modes_accueil:
            continue
        for place in service.lieux or (service,):
            if place.code_insee:
                code = former.get(place.code_insee, place.code_insee)
                yield document, code, place.latitude, place.longitude


def holders_of(referentiels: Referentiels, code: str) -> tuple[str, ...]:
    """The départements in which a commune, an EPCI or a département lies."""
    if code == "france" or code.startswith("region-"):
        return (code,)
    if len(code) == len("200073419"):
        return tuple(dict.fromkeys(map(departement_of, referentiels.communes_of(code))))
    return (departement_of(code),)


def departement_of(code: str) -> str:
    """« 43157 » and « 43 » → « 43 »; « 97105 » → « 971 »."""
    return code[: 3 if code.startswith(("97", "98")) else 2]
