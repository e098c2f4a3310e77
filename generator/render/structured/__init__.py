"""Render: pages → what search engines read in them, as schema.org says it (JSON-LD)."""

from generator.render.structured.site import StructuredData

__all__ = ["StructuredData"]
