"""Render: the plan → the tables of the observatory, each with what describes its columns."""

from generator.render.freshness_table import render_freshness_table
from generator.render.gaps_table import render_gaps_table
from generator.render.history_table import render_history_table
from generator.render.observatory_table import render_observatory_table
from generator.render.quality_tables import render_quality_tables
from generator.render.tables.sheets import SheetFiles
from generator.site_plan import SitePlan


def render_sheets(plan: SitePlan) -> tuple[SheetFiles, ...]:
    """In the order in which the Data Package lists them."""
    return (
        render_observatory_table(plan),
        render_history_table(plan),
        render_freshness_table(plan),
        *render_quality_tables(plan),
        render_gaps_table(plan),
    )
