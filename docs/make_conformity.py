"""A built site and the judges of each standard → `content/pages/conformite.md`.

`python docs/make_conformity.py SITE` runs every judge on the site of a folder and writes the page;
it is refused as long as a judge finds a fault. What the standards' rules are not met for is written
here, in words: a judge cannot tell it.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "content" / "pages" / "conformite.md"
JUDGED = "Jugé le "  # the one line that changes with the day, the entries and the programs
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()

# By verdict: the standard, what is judged, who judges.
WORDS: Mapping[str, tuple[str, str, str]] = {
    "interface": (
        "JSON Schema 2020-12",
        "chaque document de `api/v1/`, par le schéma qu’il nomme",
        "jsonschema",
    ),
    "openapi": ("OpenAPI 3.1", "`api/v1/openapi.json`", "openapi-spec-validator"),
    "data-inclusion": (
        "data·inclusion v1",
        "chaque service et chaque structure, en mode strict ; le score de qualité de chaque service",
        "data-inclusion-schema, le paquet de data·inclusion",
    ),
    "hsds": (
        "HSDS 3.1 (Open Referral)",
        "chaque objet des listes et chaque service complet",
        "les schémas officiels, formats compris",
    ),
    "tables": (
        "Data Package, Table Schema, CSV (RFC 4180)",
        "chaque ligne des tableaux, leurs types, leurs clés, leurs empreintes",
        "frictionless ; DuckDB et pandas les relisent",
    ),
    "database": (
        "SQLite",
        "la base est entière, s’ouvre et se cherche",
        "SQLite, Datasette",
    ),
    "catalogue": (
        "DCAT-AP 3",
        "`donnees/catalogue.jsonld`, lu comme un graphe",
        "rdflib, pyshacl avec des formes SHACL écrites d’après la norme",
    ),
    "feeds": (
        "Atom (RFC 4287), JSON Feed 1.1",
        "chaque fil de changements",
        "feedparser, et les règles des deux normes",
    ),
    "checksums": ("SHA-256", "chaque fichier de données", "l’empreinte refaite de chaque fichier"),
}

INTRO = """Nos données parlent plusieurs langues, pour que d’autres outils les lisent sans rien traduire.
Nous ne demandons pas qu’on nous croie : ce sont les juges de chaque standard qui parlent ici.
Cette page est écrite par le programme qui les fait passer, sur un site construit comme celui-ci.
"""

DEVIATIONS = """## Ce qui s’écarte d’un standard, ou le limite

### Interface et OpenAPI

- Ce sont des fichiers : il n’y a ni recherche, ni filtre, ni page à demander. Une question a son fichier (un thème, un public, un territoire), ou se pose à un tableau.
- Les lignes des fichiers `.ndjson` n’ont pas l’en-tête des autres documents : la licence et la date sont dans `api/v1/index.json`.

### data·inclusion

- Ce que leur modèle n’a pas n’y est pas : montant, conditions détaillées, délai, liens entre services. Les papiers et les étapes sont dans les textes prévus pour cela ; un service suspendu, épuisé ou saisonnier le dit en tête de sa description.
- Les services terminés ne sont pas exportés.
- `source` est l’adresse du site, écrite comme un identifiant.

### HSDS

- Nous affirmons : « HSDS 3.1 data, static read-only subset of its API ». La recherche, les filtres et les pages de l’interface HSDS ne sont pas servis.
- Les schémas qui jugent sont ceux de la branche 3.1-dev, d’octobre 2024.
- Les termes en `x_` sont les nôtres ; le profil les déclare. `PH off` (fermé les jours fériés) est une note, faute de terme.
- Un service terminé ou retiré reste, avec `status: defunct`.

### Tableaux et bases

- Le CSV pour tableur met une apostrophe devant ce qu’un tableur exécuterait ou changerait ; en ôter une rend toujours le texte. Le CSV pour programmes est exact.
- Le classeur XLSX et les fichiers Parquet ne sont faits que si leurs bibliothèques sont là ; ils sont relus par openpyxl, pandas et DuckDB dans les tests.
- Le GeoJSON est jugé par les règles de la RFC 7946, écrites dans nos tests. Il ne place rien qui n’ait de coordonnées : jamais le centre d’une commune.

### Catalogue

- Les formes SHACL sont les nôtres, écrites d’après DCAT-AP 3 : ses propriétés obligatoires, et les recommandées qu’un site peut toujours connaître.
- La Licence Ouverte 2.0 n’est pas dans la liste européenne des licences, à notre connaissance : nous donnons sa page et son adresse SPDX.
- Les intercommunalités ne sont pas désignées : l’Insee les nomme par des identifiants qu’un code ne donne pas. Les départements le sont.
- Le point de contact n’y est que si le territoire en donne un.

### Pages

- Les données schema.org des pages sont jugées par nos tests (propriétés attendues de chaque type, textes hostiles) : leur validateur n’existe qu’en ligne.
- `llms.txt` et les pages en Markdown suivent un usage, pas une norme : nos tests comparent chaque page et son double.

### Fils

- Le validateur du W3C n’existe qu’en ligne : nos tests appliquent ses règles une à une.
"""


def conformity_page(site: Path) -> str:
    """The page, from what the judges say of a site; `SystemExit` when one finds a fault."""
    sys.path.insert(0, str(ROOT))
    from tests.judges.verdicts import judge_site  # noqa: PLC0415 - the path is set just before

    verdicts = tuple(judge_site(site))
    faults = [f"{item.standard}: {fault}" for item in verdicts for fault in item.faults]
    if faults:
        raise SystemExit("\n".join(faults[:20]))
    rows = [
        f"- **{standard}** : {judged}. Juge : {judge}."
        for standard, judged, judge in (WORDS[item.standard] for item in verdicts)
    ]
    packages = tuple(dict.fromkeys(name for item in verdicts for name in item.packages))
    page = "\n".join(
        (
            "---",
            "# Page produite par docs/make_conformity.py : ne la modifiez pas à la main.",
            "titre: Conformité aux standards",
            "resume: Ce que les juges de chaque standard disent de nos données, et où nous nous en écartons.",
            "ordre: 80",
            "---",
            "",
            INTRO,
            _judged(site, packages),
            "",
            "## Ce que disent les juges",
            "",
            "Chaque juge a tout accepté.",
            "",
            *rows,
            "",
            "Les mêmes juges passent à chaque modification du programme, aussi sur des fiches faites pour les mettre en défaut.",
            "",
            DEVIATIONS.rstrip(),
            "",
        )
    )
    # No line of a phone may begin with « : ».
    return re.sub("(?<=«) | (?=[:;?!»])", "\u00a0", page)


def _judged(site: Path, packages: Sequence[str]) -> str:
    index = json.loads((site / "api/v1/index.json").read_bytes())
    day = date.fromisoformat(index["generated_at"])
    total = index["index"]["total"]
    programs = ", ".join(f"{name} {version(name)}" for name in packages)
    number = "1er" if day.day == 1 else str(day.day)
    return (
        f"{JUDGED}{number} {MONTHS[day.month - 1]} {day.year}, sur {total['services']} services et "
        f"{total['structures']} structures. Les juges : {programs}."
    )


if __name__ == "__main__":
    PAGE.write_text(conformity_page(Path(sys.argv[1])), encoding="utf-8")
