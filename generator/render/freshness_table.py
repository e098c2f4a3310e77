"""Render: how fresh every entry is → a table that a spreadsheet opens without harm."""

from collections.abc import Iterable, Iterator

from generator.freshness import STATES, Watched, watched
from generator.render.tables.columns import Table
from generator.render.tables.csv_files import spreadsheet_file
from generator.render.tables.sheets import Sheet, SheetFiles, column, draw
from generator.site_plan import SitePlan

_SHEET = Sheet(
    table=Table(
        name="fraicheur",
        columns=(
            column(
                "collection",
                "Collection",
                "« services » ou « structures ».",
                enum=["services", "structures"],
            ),
            column("id", "Identifiant", "Identifiant de la fiche."),
            column("nom", "Nom", "Nom du service ou de la structure."),
            column(
                "structure",
                "Structure",
                "Identifiant de la structure à qui de vérifier la fiche ; pour une structure, "
                "elle-même.",
            ),
            column("structure_nom", "Nom de la structure", "Nom de cette structure."),
            column(
                "fraicheur",
                "Fraîcheur",
                "L’état de la fiche le jour de la construction du site : à jour, à revoir, périmée "
                "(après les autres dans les listes), retirée (des listes et de la recherche).",
                enum=list(STATES),
            ),
            column(
                "verifie",
                "Vérifiée",
                "Faux quand personne n’a jamais vérifié la fiche.",
                "boolean",
            ),
            column(
                "reference",
                "Référence",
                "Le jour de la dernière vérification ; à défaut, celui de la mise à jour.",
                "date",
            ),
            column("depuis", "Depuis", "Depuis quand la fiche est dans cet état.", "date"),
            column("revue_le", "À revoir le", "Le jour où la fiche est à revoir.", "date"),
            column(
                "perime_le",
                "Périmée le",
                "Le jour où elle devient périmée, si personne ne la vérifie.",
                "date",
            ),
            column(
                "retire_le",
                "Retirée le",
                "Le jour où elle quitte les listes, si personne ne la vérifie.",
                "date",
            ),
        ),
    ),
    title="La fraîcheur des fiches",
    description="Chaque fiche qui n’est pas terminée, la première à vérifier d’abord.",
    page="observatoire/fraicheur.html",
    key=("collection", "id"),
)


def render_freshness_table(plan: SitePlan) -> SheetFiles:
    """One line for each entry that is not ended, the first to be checked first."""
    return draw(_SHEET, _rows(watched(plan.keepers)), plan)


def freshness_csv(entries: Iterable[Watched]) -> bytes:
    """The same table for some entries."""
    return spreadsheet_file(_SHEET.table, _rows(entries))


def _rows(entries: Iterable[Watched]) -> Iterator[tuple[str, ...]]:
    ordered = sorted(
        entries, key=lambda item: (item.fresh.revue_le, item.collection, item.entry.id)
    )
    return map(_row, ordered)


def _row(item: Watched) -> tuple[str, ...]:
    fresh = item.fresh
    days = (fresh.reference, fresh.depuis, fresh.revue_le, fresh.perime_le, fresh.retire_le)
    return (
        item.collection,
        item.entry.id,
        item.entry.nom,
        item.keeper.id,
        item.keeper.nom,
        fresh.etat,
        "true" if fresh.verifie else "false",
        *(day.isoformat() for day in days),
    )
