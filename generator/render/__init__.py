"""Stage 4 — render: plan → artifacts, that is paths and bytes. Pure."""

from generator.render.conservation import check_conservation
from generator.render.entry_template import render_entry_template
from generator.render.preview import render_preview
from generator.render.site import render_site

__all__ = [
    "check_conservation",
    "render_entry_template",
    "render_preview",
    "render_site",
]
