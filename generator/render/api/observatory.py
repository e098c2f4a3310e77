"""Render: the table of coverage → `observatoire.json`, and for each territory its own columns.

A territory has thousands of cells, most of them empty: only those where something is known are
written, in columns, one line each.
"""

from collections.abc import Iterator
from typing import Any

from generator.model import Artifact
from generator.observatory import (
    COLUMNS,
    MANQUE,
    NON_RECENSE,
    SERVI,
    AreaCoverage,
    CoverageGap,
    CoverageTable,
    state,
)
from generator.render.api.envelope import API, answer
from generator.render.api.json_values import (
    JsonText,
    canonical_json,
    compact,
    encode_list,
    encode_object,
)
from generator.render.api.observatory_schemas import MEANINGS
from generator.site_plan import SitePlan

# Printed on every page of the observatory, and said to whoever reuses its figures.
CAVEAT = (
    "Couverture déclarée, et non besoin mesuré : ces chiffres comptent les services dont une fiche "
    "est publiée ici, ouverts et à jour ; ils ne disent ni combien de personnes ont un besoin, ni "
    "combien trouvent une place. « Non recensé » veut dire que personne ne l’a encore écrit ici, "
    "pas que rien n’existe."
)
_VOCABULARIES = {"public": "publics", "statut": "statuts"}


def render_observatory(plan: SitePlan) -> Iterator[Artifact]:
    """The axes, the totals and the gaps in one document; the cells in one for each territory."""
    table = plan.coverage_table
    gaps = [_gap(gap) for gap in plan.coverage_gaps]
    content = {
        "avertissement": CAVEAT,
        "besoins": [_theme(plan, code) for code in table.themes],
        "publics": [_audience(plan, code) for code in table.audiences],
        "colonnes": [{"nom": name, "description": MEANINGS[name]} for name in COLUMNS],
        "territoires": [_total(plan, one) for one in table.areas],
        "lacunes": gaps,
    }
    yield answer(plan, "observatoire.json", "observatoire", content, total=len(gaps))
    for one in table.areas:
        path = f"observatoire/territoires/{one.area.code}.json"
        yield answer(plan, path, "observatoire_territoire", _territory(plan, one))


def known_cells(table: CoverageTable, area: str) -> tuple[int, list[int]]:
    """Where the cells of a territory start, and those that count something, by rank."""
    start = table.index("", "", area)
    end = start + table.size
    services, manques = table.columns["services"][start:end], table.columns["manques"][start:end]
    known = (rank for rank, pair in enumerate(zip(services, manques, strict=True)) if any(pair))
    return start, list(known)


def _theme(plan: SitePlan, code: str) -> dict[str, str]:
    kind = "thematiques" if "--" in code else "categories"
    label = plan.schemas.vocabularies[kind][code].label if code else "Tous les besoins"
    return {"code": code, "nom": label}


def _audience(plan: SitePlan, code: str) -> dict[str, str]:
    kind, _, name = code.partition("/")
    known = plan.schemas.vocabularies[_VOCABULARIES[kind]] if code else {}
    return {"code": code, "nom": known[name].label if code else "Tout le monde"}


def _row(plan: SitePlan, one: AreaCoverage) -> dict[str, Any]:
    base, area = plan.settings.url, one.area
    return {
        "code": area.code,
        "nom": area.nom,
        "kind": area.kind,
        "url": f"{base}observatoire/territoires/{area.code}.html",
        "json": f"{base}{API}/observatoire/territoires/{area.code}.json",
        "communes": one.communes,
        "habitants": one.habitants,
    }


def _total(plan: SitePlan, one: AreaCoverage) -> dict[str, Any]:
    """A territory, its cell of all needs for everybody, and how many cells are in each state."""
    table = plan.coverage_table
    start, known = known_cells(table, one.area.code)
    services, lacking = table.columns["services"], table.columns["communes_manque"]
    states = dict.fromkeys((SERVI, MANQUE, NON_RECENSE), 0)
    for rank in known:
        states[state(services[start + rank], lacking[start + rank])] += 1
    states[NON_RECENSE] += table.size - len(known)
    totals = {name: column[start] for name, column in table.columns.items()}
    return {**_row(plan, one), **totals, "cellules": states}


def _territory(plan: SitePlan, one: AreaCoverage) -> JsonText:
    table = plan.coverage_table
    start, known = known_cells(table, one.area.code)
    columns = {
        name: _line([column[start + rank] for rank in known])
        for name, column in table.columns.items()
    }
    return encode_object(
        {
            **_row(plan, one),
            "cellules": _line(known),
            "colonnes": encode_object(columns),
            "partout": _line(one.partout),
            "en_partie": _line(one.en_partie),
            "groupes": encode_list(
                encode_object(
                    {
                        "communes": _line(group.communes),
                        "habitants": group.habitants,
                        "services": _line(group.services),
                        "manques": _line(group.manques),
                    }
                )
                for group in one.groups
            ),
        }
    )


def _line(values: object) -> JsonText:
    """A list on one line: of numbers or of identifiers, which nobody reads one by one."""
    return JsonText(compact(values), canonical_json(values))


def _gap(gap: CoverageGap) -> dict[str, Any]:
    row: dict[str, Any] = {
        "etat": gap.etat,
        "besoin": gap.theme,
        "public": gap.audience,
        "territoire": gap.area.code,
        "nom": gap.area.nom,
        "kind": gap.area.kind,
        "communes": gap.communes,
        "habitants": gap.habitants,
        "services": gap.services,
        "manques": list(gap.manques),
    }
    if gap.since is not None:
        row["depuis"] = gap.since.isoformat()
    return row
