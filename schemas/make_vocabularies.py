"""Makes the vocabularies that come from data·inclusion, from the PyPI package.

    python schemas/make_vocabularies.py          writes schemas/vocabulaires/
    python schemas/make_vocabularies.py --check  says what differs, exit status 1 if anything does

Codes, labels and descriptions are data·inclusion's; `complements/` adds what is ours: everyday
labels, icons and accents of the great themes, descriptions where data·inclusion has none; its
order is the order of display. The other vocabularies of the folder are written by hand and left
alone, but for a generated file that the script no longer makes: it is removed.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from data_inclusion.schema import v1
from data_inclusion.schema.base import EnhancedEnum

FOLDER = Path(__file__).parent
PACKAGE = "data-inclusion-schema"
GENERATED = "Produit par schemas/make_vocabularies.py : ne pas modifier à la main."

# file name → enumeration, title, description
VOCABULARIES: Mapping[str, tuple[type[EnhancedEnum], str, str]] = {
    "categories": (v1.Categorie, "Grands thèmes", "Les seize familles de thématiques."),
    "frais": (v1.Frais, "Frais", "Le service est-il gratuit ou payant pour la personne ?"),
    "modes-accueil": (v1.ModeAccueil, "Modes d’accueil", "Sur place ou à distance."),
    "modes-mobilisation": (
        v1.ModeMobilisation,
        "Moyens de demander",
        "Par quels moyens on demande un service.",
    ),
    "personnes-mobilisatrices": (
        v1.PersonneMobilisatrice,
        "Qui peut demander",
        "Qui peut demander un service : la personne ou un professionnel.",
    ),
    "publics": (v1.Public, "Publics", "À qui un service s’adresse."),
    "reseaux-porteurs": (
        v1.ReseauPorteur,
        "Réseaux porteurs",
        "Réseaux, organisations ou administrations qui portent une structure.",
    ),
    "thematiques": (
        v1.Thematique,
        "Thématiques",
        "Les besoins auxquels un service répond ; le code commence par celui du grand thème.",
    ),
    "types": (v1.TypeService, "Types de services", "La forme que prend un service."),
}


def make_vocabularies() -> dict[str, str]:
    """File name → text, for each generated vocabulary."""
    made = {
        name: _vocabulary(name, members, title, description)
        for name, (members, title, description) in VOCABULARIES.items()
    }
    made["themes"] = _joined(
        "themes",
        "Thématiques et grands thèmes",
        "Ce qu’une recherche peut demander : un grand thème entier, ou une thématique précise.",
        (made["categories"], made["thematiques"]),
    )
    return {f"{name}.json": _dump(vocabulary) for name, vocabulary in made.items()}


def find_differences(folder: Path, made: Mapping[str, str]) -> list[str]:
    """Names of the files that are absent, differ, or should no longer be there."""
    differing = [
        name
        for name, text in made.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    return sorted(differing + _leftovers(folder, made))


def _joined(
    name: str, title: str, description: str, parts: Sequence[Mapping[str, Any]]
) -> dict[str, object]:
    """The terms of several vocabularies in one, by code, label and description."""
    keys = ("code", "label", "description")
    terms = [{key: term[key] for key in keys} for part in parts for term in part["x-termes"]]
    return _document(name, title, description, terms)


def _vocabulary(
    name: str, members: type[EnhancedEnum], title: str, description: str
) -> dict[str, object]:
    additions = _additions(name)
    known = {member.value: member for member in members}
    if unknown := additions.keys() - known.keys():
        raise SystemExit(f"complements/{name}.json : codes inconnus {sorted(unknown)}")
    terms = [
        {
            "code": code,
            "label": _typeset(known[code].label),
            "description": _typeset(known[code].description or ""),
            **{key: _typeset(text) for key, text in additions.get(code, {}).items()},
        }
        for code in (*additions, *(code for code in known if code not in additions))
    ]
    return _document(name, title, description, terms)


def _document(
    name: str, title: str, description: str, terms: Sequence[Mapping[str, str]]
) -> dict[str, object]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"/api/v1/schemas/vocabulaires/{name}.json",
        "$comment": GENERATED,
        "title": _typeset(title),
        "description": _typeset(description),
        "x-origine": {
            "nom": PACKAGE,
            "version": version(PACKAGE),
            "licence": "Licence Ouverte 2.0",
        },
        "type": "string",
        "enum": [term["code"] for term in terms],
        "x-termes": terms,
    }


def _additions(name: str) -> dict[str, dict[str, str]]:
    path = FOLDER / "complements" / f"{name}.json"
    if not path.is_file():
        return {}
    additions: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return additions


def _leftovers(folder: Path, made: Mapping[str, str]) -> list[str]:
    """Files made by an earlier run from a vocabulary that is gone."""
    return [
        path.name
        for path in folder.glob("*.json")
        if path.name not in made and f'"{GENERATED}"' in path.read_text(encoding="utf-8")
    ]


def _typeset(text: str) -> str:
    """French typography: curly apostrophes, no-break spaces."""
    text = " ".join(text.split()).replace("'", "’")
    return re.sub(r" (?=[:;?!»])|(?<=«) ", "\u00a0", text)


def _dump(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; exit status 2 for an unknown argument."""
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    folder, made = FOLDER / "vocabulaires", make_vocabularies()
    differing = find_differences(folder, made)
    if arguments:
        for name in differing:
            print(f"schemas/vocabulaires/{name} n’est pas ce que donne {PACKAGE}")
        return 1 if differing else 0
    for name in _leftovers(folder, made):
        (folder / name).unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
