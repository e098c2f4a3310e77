"""Render: the catalogue → HSDS 3.1 (Open Referral) under `donnees/hsds/`."""

from generator.render.hsds.documents import render_hsds

__all__ = ["render_hsds"]
