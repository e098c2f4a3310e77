"""Render: the pages of entries → the same in Markdown, for who reads text: programs, terminals."""

from generator.render.twins.site import render_twins

__all__ = ["render_twins"]
