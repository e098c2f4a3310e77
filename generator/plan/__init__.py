"""Stage 3 — plan: entries → the site's pages, all decided, nothing drawn. Pure."""

from generator.plan.catalogue import plan_catalogue
from generator.plan.references import find_broken_references
from generator.plan.site import plan_site

__all__ = ["find_broken_references", "plan_catalogue", "plan_site"]
