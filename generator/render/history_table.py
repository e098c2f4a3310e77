"""Render: the history of the observatory → a table that a spreadsheet opens without harm."""

from collections.abc import Iterator

from generator.history import MAX_TREND, Snapshot
from generator.render.tables.columns import Table
from generator.render.tables.sheets import COUNT, Sheet, SheetFiles, column, draw
from generator.site_plan import SitePlan

WHOLE = "ensemble"  # the territory of the site
_SHEET = Sheet(
    table=Table(
        name="observatoire-historique",
        columns=(
            column("mois", "Mois", "Le mois du relevé.", "date", month=True),
            column("jour", "Jour", "Le jour où ce relevé a été fait.", "date"),
            column(
                "territoire",
                "Territoire",
                "« ensemble » pour le territoire du site ; sinon le code du département ou de "
                "l’intercommunalité, pour tout le monde seulement.",
            ),
            column("besoin", "Besoin", "Code d’un grand thème ; vide : tous les besoins."),
            column(
                "public", "Public", "« public/ » ou « statut/ » et le code ; vide : tout le monde."
            ),
            column(
                "services",
                "Services",
                "Services distincts, ouverts et à jour ce jour-là, qui y répondaient.",
                "integer",
                **COUNT,
            ),
            column(
                "habitants_servis",
                "Habitants servis",
                "Habitants des communes où l’un d’eux répondait.",
                "integer",
                **COUNT,
            ),
            column("habitants", "Habitants", "La population de ce territoire.", "integer", **COUNT),
        ),
    ),
    title="L’observatoire, mois par mois",
    description="Qui était servi, mois par mois, sur cinq ans au plus.",
    page="observatoire/progres.html",
    key=("mois", "territoire", "besoin", "public"),
    blank_is_missing=False,
)


def render_history_table(plan: SitePlan) -> SheetFiles:
    """One line a month, a territory, a need and an audience: five years, the oldest first."""
    rows = (row for item in plan.history[-MAX_TREND:] for row in _rows(item))
    return draw(_SHEET, rows, plan)


def _rows(item: Snapshot) -> Iterator[tuple[str, ...]]:
    """The whole for each audience, then each territory for everybody."""
    head = (item.mois, item.jour.isoformat())
    for theme, services, people in zip(
        item.themes, item.ensemble.services, item.ensemble.habitants_servis, strict=True
    ):
        for public, count, served in zip(item.publics, services, people, strict=True):
            numbers = (str(count), str(served), str(item.habitants))
            yield (*head, WHOLE, theme, public, *numbers)
    for code, line in item.territoires.items():
        for theme, count, served in zip(
            item.themes, line.services, line.habitants_servis, strict=True
        ):
            yield (*head, code, theme, "", str(count), str(served), str(line.habitants))
