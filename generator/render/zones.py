"""Render: the territories of France → what the field of a zone reads: names, and inhabitants.

`zones.json` has the régions and the départements, `epcis.json` the EPCI with their inhabitants in
each département, `habitants/<département>.json` those of its communes, in the order of their codes.
`theme/assets/js/lib/zones.js` reads them, and counts nobody twice.
"""

from collections.abc import Iterator, Mapping

from generator.model import CommuneRow, Referentiels

Rows = Mapping[str, CommuneRow]


def zone_files(areas: Referentiels, communes: Rows) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The name of each file, and what it holds."""
    by_departement: dict[str, list[int]] = {}
    by_epci: dict[str, dict[str, int]] = {}
    for _, (_, epci, departement, _, population, _) in sorted(communes.items()):
        by_departement.setdefault(departement, []).append(population)
        if epci:
            parts = by_epci.setdefault(epci, {})
            parts[departement] = parts.get(departement, 0) + population
    kinds = {
        kind: [area for _, area in sorted(areas.areas.items()) if area.kind == kind]
        for kind in ("region", "departement", "epci")
    }
    departements = [
        [area.code, area.nom, next(iter(area.parents), ""), sum(by_departement.get(area.code, ()))]
        for area in kinds["departement"]
    ]
    regions = [[area.code, area.nom] for area in kinds["region"]]
    yield "zones.json", {"regions": regions, "departements": departements}
    epcis = [[area.code, area.nom, by_epci.get(area.code, {})] for area in kinds["epci"]]
    yield "epcis.json", {"epcis": epcis}
    for area in kinds["departement"]:
        yield f"habitants/{area.code}.json", {"habitants": by_departement.get(area.code, [])}
