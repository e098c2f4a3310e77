"""Made-up services all over France → what the table of the observatory costs, in time and memory.

    python -m bench.coverage 10000

serves every département and EPCI of France, with three hundred confirmed gaps; prints seconds of
processor and megabytes as JSON.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from bench.make_corpus import SEED
from bench.pages_only import TODAY
from bench.search_only import make_plan
from generator.entries import Service
from generator.manques import Manque
from generator.model import Referentiels
from generator.plan.coverage import CoverageMap
from generator.plan.coverage_axes import make_axes
from generator.plan.coverage_gaps import find_coverage_gaps
from generator.plan.coverage_table import cover
from generator.plan.vocabulary import Labels

GAPS = 300
_KIB_PER_MIB = 1024
# Of a hundred services: whole France, a région, a département, an EPCI, a few communes.
_REACH = (("pays", 15), ("region", 10), ("departement", 35), ("epci", 25), ("commune", 15))


def spread(services: tuple[Service, ...], areas: Referentiels, seed: int) -> Iterator[Service]:
    """The same services, each on a place drawn among all those of France."""
    random = Random(seed)  # noqa: S311 -- the same places each time
    zones = _zones(areas)
    kinds, weights = [kind for kind, _ in _REACH], [weight for _, weight in _REACH]
    for service in services:
        (kind,) = random.choices(kinds, weights)
        count = random.randint(1, 12) if kind == "commune" else 1
        zone = tuple(sorted({random.choice(zones[kind]) for _ in range(count)}))
        yield replace(service, zone_eligibilite=zone, etat="actif")


def gaps(count: int, areas: Referentiels, labels: Labels, seed: int) -> Iterator[Manque]:
    """Confirmed gaps, each for one audience on one département or EPCI."""
    random = Random(seed)  # noqa: S311
    zones, day = _zones(areas), TODAY - timedelta(days=100)
    themes, statuts = list(labels.terms("thematiques")), list(labels.terms("statuts"))
    for rank in range(count):
        yield Manque(
            id=f"manque-{rank}",
            nom="Manque",
            thematiques=(random.choice(themes),),
            statuts=(random.choice(statuts),),
            zone_eligibilite=(random.choice(zones[random.choice(("departement", "epci"))]),),
            constate_le=day,
            confirme_par="structure-0",
            sources=(),
            date_maj=day,
        )


def _zones(areas: Referentiels) -> dict[str, list[str]]:
    zones: dict[str, list[str]] = {kind: [] for kind, _ in _REACH}
    zones["commune"] = sorted(areas.communes)
    for code, area in areas.areas.items():
        if area.kind in zones and area.kind != "commune":
            zones[area.kind].append(code)
    return zones


def measure(count: int, seed: int = SEED) -> dict[str, object]:
    """The table and its gaps for so many services."""
    plan = make_plan(count, seed)
    areas, labels = plan.referentiels, Labels(plan.schemas)
    services = tuple(spread(plan.catalogue.services, areas, seed))
    found = tuple(gaps(GAPS, areas, labels, seed))
    coverage = CoverageMap(areas, _zones(areas)["departement"])
    axes = make_axes(labels)
    before, start = _memory(), time.process_time()
    table = cover(services, found, axes, coverage)
    middle = time.process_time()
    lacking = find_coverage_gaps(table, found, axes, coverage)
    end = time.process_time()
    return {
        "services": count,
        "territoires": len(table.areas),
        "cellules": table.size * len(table.areas),
        "table_s": round(middle - start, 2),
        "lacunes_s": round(end - middle, 2),
        "lacunes": len(lacking),
        "colonnes_mib": round(sum(len(c) * c.itemsize for c in table.columns.values()) / 1048576),
        "memoire_mib": round(_memory() - before),
    }


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, help="How many services.")
    print(json.dumps(measure(parser.parse_args().count), indent=1))


if __name__ == "__main__":
    main()
