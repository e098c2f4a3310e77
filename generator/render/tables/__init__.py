"""Render: the catalogue → tables and databases under `donnees/`, each for a kind of tool."""

from generator.render.tables.files import render_tables

__all__ = ["render_tables"]
