"""Render: the CSV files and their schemas → `datapackage.json`, which describes them together."""

import codecs
import hashlib
from collections.abc import Sequence
from typing import Any

from generator.model import Artifact
from generator.render.api.envelope import LICENCE, SCHEMA_VERSION
from generator.render.tables.sheets import SheetFiles
from generator.site_plan import SitePlan

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TITLES = {
    "services": "Services",
    "structures": "Structures",
    "services-tableur": "Services, pour tableur",
    "structures-tableur": "Structures, pour tableur",
}


def data_package(
    plan: SitePlan, files: Sequence[Artifact], sheets: Sequence[SheetFiles] = ()
) -> dict[str, Any]:
    """The Data Package of CSV files, each with its size, its digest and where its schema is."""
    settings = plan.settings
    licence = {"name": LICENCE["id"], "title": LICENCE["nom"], "path": LICENCE["url"]}
    return {
        "$schema": PROFILE,
        "name": "guichet-unique",
        "id": f"{settings.url}donnees/datapackage.json",
        "title": settings.nom,
        "description": f"Les aides et les services, et qui les propose : {settings.sous_titre}.",
        "homepage": f"{settings.url}donnees/",
        "version": SCHEMA_VERSION,
        "created": f"{plan.today.isoformat()}T00:00:00Z",
        "licenses": [licence],
        "contributors": [{"title": settings.editeur.nom, "roles": ["publisher"]}],
        "sources": [{"title": settings.nom, "path": settings.url}],
        "keywords": ["aides", "services", "mobilité", "logement", "emploi"],
        "resources": [
            *(_resource(file, _TITLES[_name(file)]) for file in files),
            *(_resource(sheet.csv, sheet.title) for sheet in sheets),
        ],
    }


def _name(file: Artifact) -> str:
    return file.path.removeprefix("donnees/").removesuffix(".csv")


def _resource(file: Artifact, title: str) -> dict[str, Any]:
    name = _name(file)
    separator = ";" if file.content.startswith(codecs.BOM_UTF8) else ","  # for spreadsheets
    return {
        "name": name,
        "type": "table",
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        # A reader of « utf-8 » would leave the mark of a spreadsheet's file in the first name.
        "encoding": "utf-8-sig" if separator == ";" else "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
        "dialect": {"delimiter": separator, "lineTerminator": "\r\n", "quoteChar": '"'},
        "schema": f"schemas/{name}.tableschema.json",
    }
