"""Stage 4 — render: plan → artifacts, that is paths and bytes. Pure."""

from generator.render.api.json_values import content_digest
from generator.render.cms import CMS_VERSION, render_cms, render_cms_page
from generator.render.comparison import Shown, render_comparisons
from generator.render.conservation import check_conservation
from generator.render.editor_files import render_editor_files
from generator.render.entry_template import render_entry_template
from generator.render.entry_text import render_entry_text
from generator.render.external_files import render_lines, render_source_files
from generator.render.freshness_table import freshness_csv
from generator.render.month_file import render_month
from generator.render.pdf import render_pdf
from generator.render.preview import render_preview
from generator.render.quality_tables import quality_csv
from generator.render.site import render_site
from generator.render.skeleton import render_skeleton, render_workflow
from generator.render.tables.entry_book import entries_book
from generator.render.tables.entry_csv import entries_csv
from generator.render.tables.templates import structure_choices, template_book, template_csv

__all__ = [
    "CMS_VERSION",
    "Shown",
    "check_conservation",
    "content_digest",
    "entries_book",
    "entries_csv",
    "freshness_csv",
    "quality_csv",
    "render_cms",
    "render_cms_page",
    "render_comparisons",
    "render_editor_files",
    "render_entry_template",
    "render_entry_text",
    "render_lines",
    "render_month",
    "render_pdf",
    "render_preview",
    "render_site",
    "render_skeleton",
    "render_source_files",
    "render_workflow",
    "structure_choices",
    "template_book",
    "template_csv",
]
