"""Render: quality and contradictions → two tables that a spreadsheet opens without harm."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.contradictions import KINDS, Contradiction
from generator.entries import Service
from generator.quality import CRITERIA, Quality
from generator.render.tables.columns import Table
from generator.render.tables.csv_files import spreadsheet_file
from generator.render.tables.sheets import Sheet, SheetFiles, column, draw
from generator.site_plan import SitePlan

_SHARE: Mapping[str, Any] = {"minimum": 0, "maximum": 1}
_CRITERION = "Critère de data·inclusion, de 0 à 1 ; vide : il ne concerne pas ce service."
_TITLES: Mapping[str, str] = {
    "adresse_bien_definie": "Adresse",
    "modes_mobilisation_bien_definis": "Comment demander, et qui peut le faire",
    "au_moins_un_public": "Au moins un public",
    "au_moins_une_thematique": "Au moins une thématique",
    "au_moins_un_moyen_de_contact": "Au moins un moyen de contact",
    "courriel_bien_defini": "Courriel",
    "date_maj_recente": "Mise à jour récente",
    "frais_bien_definis": "Prix",
    "description_bien_definie": "Description",
    "telephone_bien_defini": "Téléphone",
}
_QUALITY = Sheet(
    table=Table(
        name="qualite",
        columns=(
            column("id", "Identifiant", "Identifiant du service.", unique=True),
            column("nom", "Nom", "Nom du service."),
            column("structure", "Structure", "Identifiant de la structure qui le propose."),
            column("structure_nom", "Nom de la structure", "Nom de cette structure."),
            column(
                "score",
                "Score",
                "La moyenne des critères qui concernent le service.",
                "number",
                **_SHARE,
            ),
            *(
                column(code, _TITLES[code], _CRITERION, "number", optional=True, **_SHARE)
                for code in CRITERIA
            ),
            column(
                "ce_qui_manque",
                "Ce qui manque",
                "Ce qu’il faut écrire dans la fiche, le plus utile d’abord, séparé par « ; ».",
                optional=True,
            ),
        ),
    ),
    title="La qualité des fiches",
    description="Le score de chaque service en cours, critère par critère, et ce qui manque.",
    page="observatoire/qualite.html",
    key=("id",),
)
_CONTRADICTIONS = Sheet(
    table=Table(
        name="contradictions",
        columns=(
            column("genre", "Genre", "Ce qui se contredit.", enum=list(KINDS)),
            column(
                "collection",
                "Collection",
                "« services » ou « structures ».",
                enum=["services", "structures"],
            ),
            column("id", "Identifiant", "Identifiant de la fiche."),
            column("champ", "Champ", "Où, dans la fiche : « eligibilite.toutes.0.zone »."),
            column(
                "vers",
                "Autre fiche",
                "Identifiant de l’autre fiche, dans la même collection ; vide quand un texte "
                "contredit un champ.",
                optional=True,
            ),
            column("message", "Message", "Ce qui ne va pas."),
            column("conseil", "Conseil", "Ce qu’il faut écrire, ou à qui demander."),
            column("texte", "Texte", "Les mots du texte, quand c’est un texte.", optional=True),
        ),
    ),
    title="Les contradictions",
    description="Ce que deux fiches, ou un texte et un champ, disent autrement.",
    page="observatoire/contradictions.html",
)


def render_quality_tables(plan: SitePlan) -> tuple[SheetFiles, ...]:
    """One line for each service that is judged; one for each contradiction."""
    marked = (
        (service, plan.quality[service.id])
        for service in plan.catalogue.services
        if service.id in plan.quality
    )
    found = map(_contradiction, plan.contradictions)
    return (
        draw(_QUALITY, _rows(plan, marked), plan),
        draw(_CONTRADICTIONS, found, plan),
    )


def quality_csv(plan: SitePlan, marked: Iterable[tuple[Service, Quality]]) -> bytes:
    """The same table for some services."""
    return spreadsheet_file(_QUALITY.table, _rows(plan, marked))


def _rows(plan: SitePlan, marked: Iterable[tuple[Service, Quality]]) -> Iterator[tuple[str, ...]]:
    names = {structure.id: structure.nom for structure in plan.catalogue.structures}
    return (_marked(service, mark, names[service.structure]) for service, mark in marked)


def _marked(service: Service, mark: Quality, structure: str) -> tuple[str, ...]:
    return (
        service.id,
        service.nom,
        service.structure,
        structure,
        f"{mark.score:g}",
        *("" if item.valeur is None else f"{round(item.valeur, 2):g}" for item in mark.criteres),
        " ; ".join(item.remede for item in mark.missing),
    )


def _contradiction(item: Contradiction) -> tuple[str, ...]:
    collection, _, identifier = item.fiche.partition("/")
    return (
        item.code,
        collection,
        identifier,
        ".".join(map(str, item.champ)),
        item.vers.partition("/")[2],
        item.message,
        item.conseil,
        item.texte,
    )
