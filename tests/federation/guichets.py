"""Two guichets in files: one of the Jura that publishes, one of two départements that imports."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from generator import commands
from generator.cli import main
from generator.model import Catalogue

TODAY = date(2026, 11, 21)
SOURCE = "jura-example-org"

_SETTINGS = """\
nom: {nom}
sous_titre: Se déplacer, se loger, travailler
url: "{url}"
territoire:
  nom: {territoire}
  departements: {departements}
editeur:
  nom: Département de démonstration
hebergeur:
  nom: Hébergeur de démonstration
"""
_SERVICE = {
    "resume": "Une aide pour aller travailler, sans avancer les frais.",
    "thematiques": ["mobilite--acceder-a-un-vehicule"],
    "etat": "actif",
    "date_maj": "2026-02-18",
    "sources": [{"nom": "Site de la structure"}],
}
_STRUCTURE = {"date_maj": "2026-02-18", "sources": [{"nom": "Site de la structure"}]}

JURA = {
    "structures/action-logement": {"nom": "Action Logement", "sigle": "AL"},
    "structures/jura-mobilite": {"nom": "Jura Mobilité", "telephone": "03 84 00 00 12"},
    "structures/doubs-mobilite": {"nom": "Doubs Mobilité"},
    "services/visale": {
        "nom": "La garantie Visale",
        "structure": "action-logement",
        "zone_eligibilite": ["france"],
    },
    "services/location-scooter": {
        "nom": "Location de scooters",
        "structure": "jura-mobilite",
        "zone_eligibilite": ["39"],
        "anciens_ids": ["scooters"],
        "montant": {
            "min": 2.5,
            "max": 4,
            "unite": "€",
            "periodicite": "journaliere",
            "sens": "paye",
        },
        "description": "Un scooter *pour un mois*.\n\nAvec un casque.",
    },
    "services/garage-solidaire": {
        "nom": "Garage solidaire",
        "structure": "jura-mobilite",
        "zone_eligibilite": ["39"],
        "relations": {"complement_de": ["visale", "navette", "location-scooter"]},
    },
    "services/navette": {
        "nom": "Navette du matin",
        "structure": "doubs-mobilite",
        "zone_eligibilite": ["25"],
    },
}
REGION = {
    "structures/action-logement": {"nom": "Action Logement"},
    "structures/maison-mobilite": {"nom": "Maison de la mobilité"},
    "services/visale": {
        "nom": "Garantie Visale",
        "structure": "action-logement",
        "zone_eligibilite": ["france"],
    },
    "services/garage-solidaire": {
        "nom": "Garage solidaire",
        "structure": "maison-mobilite",
        "zone_eligibilite": ["43"],
    },
}


def lay(root: Path, entries: dict[str, dict[str, Any]], **settings: Any) -> Path:
    """A content repository; JSON is YAML, so an entry is written as it stands here."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "guichet.yaml").write_text(_SETTINGS.format(**settings), encoding="utf-8")
    for path, entry in entries.items():
        target = root / "content" / f"{path}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        base = _SERVICE if path.startswith("services/") else _STRUCTURE
        target.write_text(json.dumps({**base, **entry}, ensure_ascii=False), encoding="utf-8")
    return root


def lay_jura(root: Path, **changes: dict[str, Any] | None) -> Path:
    """The guichet that publishes, some of its services changed or taken away."""
    entries = dict(JURA)
    for name, change in changes.items():
        key = f"services/{name.replace('_', '-')}"
        entries.pop(key) if change is None else entries.update({key: entries.get(key, {}) | change})
    return lay(
        root,
        entries,
        nom="Guichet du Jura",
        url="https://jura.example.org/",
        territoire="Jura",
        departements='["39"]',
    )


def lay_region(root: Path, **entries: dict[str, Any]) -> Path:
    """The guichet that imports."""
    return lay(
        root,
        {**REGION, **{f"services/{name.replace('_', '-')}": it for name, it in entries.items()}},
        nom="Guichet des deux départements",
        url="https://region.example.org/guichet/",
        territoire="Jura et Haute-Loire",
        departements='["39", "43"]',
    )


def build(root: Path, output: Path, **options: Any) -> Path:
    """The site of a content repository, which nothing must forbid."""
    checked, publication = commands.build(root, output, TODAY, **options)
    assert publication is not None, checked.diagnostics
    return output


def catalogue(root: Path) -> Catalogue:
    """What a site would show, without drawing it; nothing must forbid it."""
    checked = commands.check(root, TODAY)
    assert checked.plan is not None, checked.diagnostics
    return checked.plan.catalogue


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str


def import_feed(root: Path, address: Path | str, *options: str) -> Said:
    """`guichet import feed`, as one types it."""
    arguments = ["import", "feed", str(address), "--into", str(root / "content")]
    if "--date" not in options:
        arguments += ["--date", TODAY.isoformat()]
    return run(*arguments, *options)


def run(*arguments: str) -> Said:
    """The command line, its exit status and what it prints."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as stop:
        main(list(arguments))
    assert isinstance(stop.value.code, int)
    return Said(status=stop.value.code, out=out.getvalue(), err=err.getvalue())


def feed(site: Path, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a collection as they are published, by identifier."""
    document = json.loads((site / f"api/v1/{name}.json").read_bytes())
    return {row["id"]: row for row in document[name]}


def stored(root: Path, name: str = SOURCE) -> dict[str, bytes]:
    """The files of one source."""
    folder = root / "content" / "externes" / name
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
