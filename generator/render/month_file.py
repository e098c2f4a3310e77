"""Render: a month of the observatory → the text of the file that keeps it, and what is published.

One row a line, so that a difference between two months, or two builds, can be read in Git.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from generator.history import GapRecord, Snapshot
from generator.render.api.json_values import compact

FORMAT = 1


def month_content(item: Snapshot) -> dict[str, Any]:
    """What the file says, and what the feed publishes."""
    return {
        "format": FORMAT,
        "mois": item.mois,
        "jour": item.jour.isoformat(),
        "departements": list(item.departements),
        "habitants": item.habitants,
        "fiches": said(
            services=item.fiches.services,
            structures=item.fiches.structures,
            ouverts=item.fiches.ouverts,
            a_jour=item.fiches.a_jour,
            a_revoir=item.fiches.a_revoir,
            perimes=item.fiches.perimes,
            retires=item.fiches.retires,
            verifies=item.fiches.verifies,
            qualite=item.fiches.qualite,
        ),
        "besoins": list(item.themes),
        "publics": list(item.publics),
        "ensemble": {
            "services": [list(row) for row in item.ensemble.services],
            "habitants_servis": [list(row) for row in item.ensemble.habitants_servis],
        },
        "territoires": {
            code: {
                "habitants": line.habitants,
                "services": list(line.services),
                "habitants_servis": list(line.habitants_servis),
            }
            for code, line in item.territoires.items()
        },
        "manques": list(_gaps(item)),
        "structures": {
            name: said(services=row.services, verifies=row.verifies, qualite=row.qualite)
            | ({} if row.ouverts is None else {"ouverts": list(row.ouverts)})
            for name, row in item.structures.items()
        },
    }


def render_month(item: Snapshot) -> str:
    """The text of `observatoire/2026-11.json`."""
    return f"{lay_out(month_content(item))}\n"


def lay_out(content: Mapping[str, Any]) -> str:
    """The content of a month as JSON, a row a line."""
    return _opened(content, " ", depth=2)


def _opened(value: Any, indent: str, depth: int) -> str:
    """JSON with a line for each part of the first levels, and one for each row below."""
    inner = indent + " "
    if depth and isinstance(value, Mapping) and value:
        rows = (f"{compact(key)}: {_opened(part, inner, depth - 1)}" for key, part in value.items())
        return f"{{\n{indent}" + f",\n{indent}".join(rows) + f"\n{indent[:-1]}}}"
    if isinstance(value, list) and any(isinstance(part, (list, Mapping)) for part in value):
        rows = (_opened(part, inner, 0) for part in value)
        return f"[\n{indent}" + f",\n{indent}".join(rows) + f"\n{indent[:-1]}]"
    return compact(value)


def _gaps(item: Snapshot) -> Iterable[dict[str, Any]]:
    """One row for the territories that lack the same thing in the same way.

    Those that lack it as a whole are a list; the others tell how many inhabitants are concerned.
    """
    for (theme, public, state), group in groupby(item.manques, key=_lack):
        found = tuple(group)
        whole = [gap.territoire for gap in found if gap.habitants == _people(item, gap)]
        part = {
            gap.territoire: gap.habitants for gap in found if gap.habitants != _people(item, gap)
        }
        row = {"besoin": theme, "public": public, "etat": state, "territoires": whole}
        yield row | ({"en_partie": part} if part else {})


def _lack(gap: GapRecord) -> tuple[str, str, str]:
    return gap.theme, gap.public, gap.etat


def _people(item: Snapshot, gap: GapRecord) -> int:
    return item.territoires[gap.territoire].habitants


def said(**figures: float | None) -> dict[str, float]:
    """The figures that are known."""
    return {name: figure for name, figure in figures.items() if figure is not None}
