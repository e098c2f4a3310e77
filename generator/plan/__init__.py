"""Stage 3 — plan: entries → the site's pages, all decided, nothing drawn. Pure."""

from generator.plan.addresses import find_address_faults
from generator.plan.beside import Beside
from generator.plan.catalogue import plan_catalogue
from generator.plan.changes import published_rows
from generator.plan.external_former import plan_former
from generator.plan.external_names import former_names
from generator.plan.federation import plan_federation
from generator.plan.link_report import plan_link_report
from generator.plan.link_verdicts import judge_visit
from generator.plan.proposal import find_renamed, plan_proposal
from generator.plan.references import find_broken_references
from generator.plan.site import plan_site

__all__ = [
    "Beside",
    "find_address_faults",
    "find_broken_references",
    "find_renamed",
    "former_names",
    "judge_visit",
    "plan_catalogue",
    "plan_federation",
    "plan_former",
    "plan_link_report",
    "plan_proposal",
    "plan_site",
    "published_rows",
]
