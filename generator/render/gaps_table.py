"""Render: the needs without an answer → a table that a spreadsheet opens without harm."""

from generator.render.tables.columns import Table
from generator.render.tables.sheets import COUNT, Sheet, SheetFiles, column, draw
from generator.site_plan import SitePlan
from generator.solutions import NOBODY, PARTLY, Gap

_SHEET = Sheet(
    table=Table(
        name="besoins-sans-reponse",
        columns=(
            column("situation", "Situation", "Identifiant de la situation."),
            column("titre", "Titre", "La situation, en une phrase."),
            column(
                "rang",
                "Rang",
                "Le rang du besoin dans la situation, 1 pour le premier.",
                "integer",
                minimum=1,
            ),
            column("besoin", "Besoin", "Ce qu’il faut à la personne."),
            column(
                "role",
                "Rôle",
                "« indispensable » si rien n’avance sans lui, « utile » s’il aide.",
                enum=["indispensable", "utile"],
            ),
            column("territoire", "Territoire", "Code du département ou de l’intercommunalité."),
            column("nom", "Nom", "Nom de ce territoire."),
            column("kind", "Niveau", "« departement » ou « epci ».", enum=["departement", "epci"]),
            column(
                "etat",
                "État",
                "« personne » : aucune commune du territoire n’a de réponse ; « en-partie » : "
                "certaines seulement en ont une.",
                enum=[PARTLY, NOBODY],
            ),
            column(
                "communes",
                "Communes sans réponse",
                "Combien de communes du territoire n’ont pas de réponse.",
                "integer",
                **COUNT,
            ),
            column(
                "population",
                "Habitants sans réponse",
                "Combien de personnes y vivent.",
                "integer",
                **COUNT,
            ),
            column(
                "communes_sans_reponse",
                "Codes de ces communes",
                "Les codes INSEE de ces communes, séparés par une virgule et une espace.",
                "list",
            ),
        ),
    ),
    title="Les besoins sans réponse",
    description="Situation par situation, les besoins auxquels rien ne répond, et où.",
    page="situations/sans-reponse/",
    key=("situation", "rang", "territoire"),
)


def render_gaps_table(plan: SitePlan) -> SheetFiles:
    """One line for each need and each territory where a commune has no answer."""
    return draw(_SHEET, map(_row, plan.gaps), plan)


def _row(gap: Gap) -> tuple[str, ...]:
    return (
        gap.situation.id,
        gap.situation.titre,
        str(gap.rang),
        gap.besoin.nom,
        gap.besoin.role,
        gap.area.code,
        gap.area.nom,
        gap.area.kind,
        gap.etat,
        str(len(gap.communes)),
        str(gap.population),
        ", ".join(gap.communes),
    )
