"""Render: the needs without an answer → a table that a spreadsheet opens without harm."""

from generator.model import Artifact
from generator.render.tables.columns import Column, Kind, Table
from generator.render.tables.csv_files import spreadsheet_file
from generator.site_plan import SitePlan
from generator.solutions import Gap

PATH = "donnees/besoins-sans-reponse.csv"
_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("situation", "text"),
    ("titre", "text"),
    ("rang", "integer"),
    ("besoin", "text"),
    ("role", "text"),
    ("territoire", "text"),
    ("nom", "text"),
    ("kind", "text"),
    ("etat", "text"),
    ("communes", "integer"),
    ("population", "integer"),
    ("communes_sans_reponse", "list"),
)
_TABLE = Table(
    name="besoins-sans-reponse",
    columns=tuple(
        Column(name=name, path=(name,), kind=kind, title=name, description="", limits={})
        for name, kind in _COLUMNS
    ),
)


def render_gaps_table(plan: SitePlan) -> Artifact:
    """One line for each need and each territory where a commune has no answer."""
    return Artifact(path=PATH, content=spreadsheet_file(_TABLE, map(_row, plan.gaps)))


def _row(gap: Gap) -> tuple[str, ...]:
    return (
        gap.situation.id,
        gap.situation.titre,
        str(gap.rang),
        gap.besoin.nom,
        gap.besoin.role,
        gap.area.code,
        gap.area.nom,
        gap.area.kind,
        gap.etat,
        str(len(gap.communes)),
        str(gap.population),
        ", ".join(gap.communes),
    )
