"""Render: the forms and the structures of the site → the models that people fill, and send back.

What `guichet export template` makes and what the site publishes: the same bytes on the same day.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.model import Artifact
from generator.render.tables.entry_book import entries_book
from generator.render.tables.entry_csv import entries_csv
from generator.site_plan import SitePlan
from generator.table_layout import KINDS, BookLayout, table_layout
from generator.table_rows import SheetRows


def template_book(layout: BookLayout, today: date, structures: Mapping[str, str]) -> bytes | None:
    """The workbook with its example and no entry; `None` without xlsxwriter."""
    filled = tuple(SheetRows(layout=sheet, rows=()) for sheet in layout.sheets)
    offered = {"structure": structure_choices(structures)}
    return entries_book(filled, today, {}, offered, is_template=True)


def template_csv(layout: BookLayout, kind: str) -> bytes:
    """The one table of a kind, with its example."""
    flat = layout.flat[kind]
    return entries_csv(SheetRows(layout=flat, rows=(flat.example,)))


def structure_choices(structures: Mapping[str, str]) -> list[str]:
    """Names by identifier → what the list of a cell offers, in the order of identifiers."""
    return [f"{name} ({code})" for code, name in sorted(structures.items()) if "\n" not in name]


def template_files(plan: SitePlan) -> Iterator[Artifact]:
    """The models beside the data; those of other guichets' structures are not ours to fill."""
    layout = table_layout(plan.schemas)
    own = {
        structure.id: structure.nom
        for structure in plan.catalogue.structures
        if f"structures/{structure.id}" not in plan.catalogue.externals
    }
    book = template_book(layout, plan.today, own)
    if book is not None:
        yield Artifact(path="donnees/modele.xlsx", content=book)
    for kind in KINDS:
        yield Artifact(path=f"donnees/modele-{kind}.csv", content=template_csv(layout, kind))
