"""Render: the datasets of the plan → a schema.org DataCatalog, for the page of open data."""

from collections.abc import Mapping
from typing import Any

from generator.render.structured.structure import organisation_node, said
from generator.site_plan import SitePlan
from generator.view_parts import DatasetView

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def catalogue_node(plan: SitePlan, address: str) -> Mapping[str, Any]:
    """The catalogue and its datasets, each with its files."""
    settings = plan.settings
    node = {
        "@type": "DataCatalog",
        "@id": f"{address}#catalogue",
        "name": f"Données ouvertes – {settings.nom}",
        "description": settings.sous_titre,
        "url": address,
        "license": LICENCE,
        "publisher": organisation_node(settings.editeur),
        "dataset": [_dataset(plan, dataset, address) for dataset in plan.datasets],
    }
    return said(node)


def _dataset(plan: SitePlan, dataset: DatasetView, address: str) -> Mapping[str, Any]:
    start, end = dataset.start, dataset.end
    node = {
        "@type": "Dataset",
        "@id": f"{address}#jeu-{dataset.id}",
        "name": dataset.title,
        "description": dataset.description,
        "url": address,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "fr",
        "creator": organisation_node(plan.settings.editeur),
        "keywords": list(dataset.keywords),
        "dateModified": plan.today.isoformat(),
        "temporalCoverage": f"{start}/{end}" if start and end else None,
        "spatialCoverage": plan.settings.territoire.nom,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.label,
                "contentUrl": plan.settings.url + file.url,
                "encodingFormat": file.media_type,
            }
            for file in dataset.files
        ],
    }
    return said(node)
