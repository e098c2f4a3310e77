"""Render: the table of coverage → `donnees/observatoire.csv`: one line a cell, and its columns.

Great needs for every audience, thématiques for everybody: what a person sorts and filters. The
rest of the cells are in the documents of the interface, in columns. A cell where nothing is known
has no line: it is « non-recense ».
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.observatory import (
    COLUMNS,
    EVERYBODY,
    MANQUE,
    NON_RECENSE,
    SERVI,
    AreaCoverage,
    state,
)
from generator.render.api.observatory import CAVEAT, known_cells
from generator.render.api.observatory_schemas import MEANINGS
from generator.render.tables.columns import Column, Table
from generator.render.tables.sheets import COUNT, Sheet, SheetFiles, column, draw
from generator.site_plan import SitePlan

_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("territoire", "Territoire", "Code du département ou de l’intercommunalité."),
    ("nom", "Nom", "Nom de ce territoire."),
    ("kind", "Niveau", "« departement » ou « epci »."),
    ("besoin", "Besoin", "Code d’un grand thème ou d’une thématique ; vide : tous les besoins."),
    ("public", "Public", "« public/ » ou « statut/ » et le code ; vide : tout le monde."),
    ("etat", "État", "« servi », « manque » (confirmé par un partenaire) ou « non-recense »."),
)
_LIMITS: Mapping[str, Mapping[str, Any]] = {
    "kind": {"enum": ["departement", "epci"]},
    "etat": {"enum": [SERVI, MANQUE, NON_RECENSE]},
}
_SIZES: tuple[tuple[str, str, str], ...] = (
    ("communes", "Communes", "Combien de communes a le territoire."),
    ("habitants", "Habitants", "La population de ces communes."),
)


def _counted(name: str, title: str, description: str) -> Column:
    return column(name, title, description, "integer", **COUNT)


_SHEET = Sheet(
    table=Table(
        name="observatoire",
        columns=(
            *(column(name, title, text, **_LIMITS.get(name, {})) for name, title, text in _TEXTS),
            *(_counted(*said) for said in _SIZES),
            *(_counted(name, name, MEANINGS[name]) for name in COLUMNS),
        ),
    ),
    title="Observatoire : qui est servi",
    description=CAVEAT,
    page="observatoire/",
    key=("territoire", "besoin", "public"),
    blank_is_missing=False,
)


def render_observatory_table(plan: SitePlan) -> SheetFiles:
    """The table, and its Table Schema."""
    rows = (row for one in plan.coverage_table.areas for row in _rows(plan, one))
    return draw(_SHEET, rows, plan)


def _rows(plan: SitePlan, one: AreaCoverage) -> Iterator[tuple[str, ...]]:
    table = plan.coverage_table
    width = len(table.audiences)
    start, known = known_cells(table, one.area.code)
    columns = [table.columns[name] for name in COLUMNS]
    services, lacking = table.columns["services"], table.columns["communes_manque"]
    place = (one.area.code, one.area.nom, one.area.kind)
    size = (str(one.communes), str(one.habitants))
    for rank in known:
        theme, audience = table.themes[rank // width], table.audiences[rank % width]
        if "--" in theme and audience != EVERYBODY:
            continue
        cell = start + rank
        values = (str(column[cell]) for column in columns)
        yield (*place, theme, audience, state(services[cell], lacking[cell]), *size, *values)
