"""Stage 4 — render: plan → artifacts, that is paths and bytes. Pure."""

from generator.render.api.json_values import content_digest
from generator.render.conservation import check_conservation
from generator.render.entry_template import render_entry_template
from generator.render.entry_text import render_entry_text
from generator.render.external_files import render_lines, render_source_files
from generator.render.freshness_table import freshness_csv
from generator.render.month_file import render_month
from generator.render.pdf import render_pdf
from generator.render.preview import render_preview
from generator.render.quality_tables import quality_csv
from generator.render.site import render_site

__all__ = [
    "check_conservation",
    "content_digest",
    "freshness_csv",
    "quality_csv",
    "render_entry_template",
    "render_entry_text",
    "render_lines",
    "render_month",
    "render_pdf",
    "render_preview",
    "render_site",
    "render_source_files",
]
