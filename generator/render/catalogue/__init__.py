"""Render: what the site publishes as data → its description for data portals (DCAT-AP)."""

from generator.render.catalogue.graph import render_catalogue

__all__ = ["render_catalogue"]
