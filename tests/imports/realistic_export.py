"""A seed → a data·inclusion v1 export as real ones are: mostly right, and wrong in every known way.

Nobody in it exists: names are put together, numbers are those kept for fiction, addresses are at
example.org. `python tests/imports/realistic_export.py FOLDER` writes both files.
"""

import csv
import json
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
DAY = date(2026, 11, 21)
SOURCES = ("dora", "soliguide", "france-travail", "mediation-numerique", "cd43", "agefiph")
_KINDS = ("Atelier", "Permanence", "Accompagnement", "Aide", "Prêt", "Conseil", "Formation")
_THINGS = (
    "mobilité",
    "CV et lettre",
    "recherche d’emploi",
    "logement",
    "garde d’enfants",
    "budget",
)
_WHO = ("Mission locale", "Maison de l’emploi", "Centre social", "CCAS", "Association Relais")
_SENTENCES = (
    "Un conseiller vous reçoit et fait le point avec vous sur votre situation.",
    "L’atelier dure une demi-journée ; il est ouvert à toutes et à tous.",
    "Prenez rendez-vous par téléphone : on vous rappelle sous 48 h.",
    "Les frais d’inscription (10 € par an) peuvent être pris en charge à 100 %.",
    "Vous apprenez à vous servir d’un ordinateur, d’une tablette ou d’un smartphone.",
    "Le prêt d’un véhicule est limité à 3 mois & renouvelable 1 fois.",
    "Le service s’adresse aux personnes dont le quotient familial est < 800 €.",
)
Row = dict[str, Any]


@cache
def _codes(name: str) -> tuple[str, ...]:
    path = REPOSITORY / "schemas" / "vocabulaires" / f"{name}.json"
    return tuple(term["code"] for term in json.loads(path.read_bytes())["x-termes"])


@cache
def _communes() -> tuple[tuple[str, str, str], ...]:
    """Code, name and one postcode of some communes."""
    with (REPOSITORY / "referentiels" / "communes.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))
    return tuple((row[0], row[1], row[-1].split()[0]) for row in rows[1:] if row[-1].split())[::97]


def export(
    seed: int = 4, services: int = 400, structures: int = 150
) -> tuple[list[Row], list[Row]]:
    """The rows of `services.json` and of `structures.json`."""
    chance = random.Random(seed)  # noqa: S311 — the same rows for the same seed
    organisations = [_structure(chance, rank) for rank in range(structures)]
    rows = [_service(chance, rank, organisations) for rank in range(services)]
    for place, row in enumerate(rows):
        if place % 4 == 3:  # one in four has something wrong, each fault in turn
            _FAULTS[place // 4 % len(_FAULTS)](row, chance)
    for place, row in enumerate(organisations):
        if place % 5 == 4:
            _STRUCTURE_FAULTS[place // 5 % len(_STRUCTURE_FAULTS)](row, chance)
    rows.append(dict(rows[0]))  # the same entry, twice
    rows.append({**rows[1], "nom": "Un autre nom sous le même identifiant"})
    return rows, organisations


def _place(chance: random.Random) -> Row:
    code, name, postcode = chance.choice(_communes())
    return {
        "commune": name,
        "code_postal": postcode,
        "code_insee": code,
        "adresse": f"{chance.randint(1, 120)} rue de l’Exemple",
        "complement_adresse": chance.choice((None, None, "Bâtiment B", "")),
        "longitude": chance.choice((None, round(chance.uniform(-4, 7), 6), chance.uniform(-4, 7))),
        "latitude": chance.choice((None, round(chance.uniform(42, 51), 6), chance.uniform(42, 51))),
    }


def _structure(chance: random.Random, rank: int) -> Row:
    source = chance.choice(SOURCES)
    place = _place(chance)
    return {
        "source": source,
        "id": f"{source}--structure-{rank}",
        "nom": f"{chance.choice(_WHO)} de {place['commune']}",
        "date_maj": _day(chance),
        "description": chance.choice((None, _text(chance))),
        "lien_source": f"https://{source}.example.org/structures/{rank}",
        "siret": chance.choice((None, "13003013300016")),
        **place,
        "telephone": _phone(chance),
        "courriel": f"accueil{rank}@structure.example.org",
        "site_web": chance.choice((None, "https://structure.example.org/page?x=1&y=2#ancre")),
        "horaires_accueil": chance.choice((None, "Mo-Fr 08:30-12:30,13:30-17:00; PH off")),
        "accessibilite_lieu": None,
        "reseaux_porteurs": chance.choice((None, [], chance.sample(_codes("reseaux-porteurs"), 2))),
    }


def _service(chance: random.Random, rank: int, structures: list[Row]) -> Row:
    structure = chance.choice(structures)
    source = structure["source"]
    paying = chance.choice((None, "gratuit", "payant"))
    return {
        "source": source,
        "structure_id": structure["id"],
        "id": f"{source}--{rank}-{chance.randint(0, 999):03d}",
        "nom": f"{chance.choice(_KINDS)} {chance.choice(_THINGS)}",
        "description": _text(chance),
        "lien_source": f"https://{source}.example.org/services/{rank}",
        "date_maj": _day(chance),
        "type": chance.choice((None, *_codes("types"))),
        "thematiques": chance.sample(_codes("thematiques"), chance.randint(1, 4)),
        "frais": paying,
        "frais_precisions": "5 € la séance" if paying == "payant" else None,
        "publics": chance.choice((None, ["tous-publics"], chance.sample(_codes("publics")[1:], 2))),
        "publics_precisions": chance.choice((None, "Les jeunes de 16 à 25 ans ;\nleurs familles.")),
        "conditions_acces": chance.choice((None, "- Avoir un projet : oui\n- Habiter ici # ici")),
        **_place(chance),
        "telephone": _phone(chance),
        "courriel": chance.choice((None, f"service{rank}@service.example.org")),
        "modes_accueil": chance.choice((None, ["en-presentiel"], ["a-distance", "en-presentiel"])),
        "zone_eligibilite": chance.choice(
            (["france"], ["43"], ["2A", "2B"], ["200073419"], ["43157", "43040"], ["974"])
        ),
        "contact_nom_prenom": chance.choice((None, None, "Accueil")),
        "lien_mobilisation": chance.choice((None, "https://service.example.org/demande")),
        "modes_mobilisation": chance.choice((None, ["telephoner"], ["envoyer-un-courriel"])),
        "mobilisable_par": chance.choice((None, ["usagers"], ["professionnels", "usagers"])),
        "mobilisation_precisions": chance.choice((None, "Demandez « la référente » : 1er étage.")),
        "volume_horaire_hebdomadaire": chance.choice((None, 1, 17.5)),
        "nombre_semaines": chance.choice((None, 12)),
        "horaires_accueil": chance.choice((None, "Tu 09:00-12:00")),
        "score_qualite": round(chance.random(), 2),  # what their interface adds
        "adresse_certifiee": True,
    }


def _day(chance: random.Random) -> str:
    return (DAY - timedelta(days=chance.randint(0, 900))).isoformat()


def _phone(chance: random.Random) -> str | None:
    last = chance.randint(0, 99)
    return chance.choice((None, f"+3319900{last:04d}", f"01 99 00 00 {last:02d}", "3949"))


def _text(chance: random.Random) -> str:
    sentences = [chance.choice(_SENTENCES) for _ in range(chance.randint(1, 6))]
    mark = chance.choice((" ", "\n\n", "\n- ", "\n"))
    return mark.join(sentences) + chance.choice(("", "", "\n", "  "))


def _set(field: str, value: Any) -> Callable[[Row, random.Random], None]:
    def fault(row: Row, _: random.Random) -> None:
        row[field] = value

    return fault


def _drop(field: str) -> Callable[[Row, random.Random], None]:
    def fault(row: Row, _: random.Random) -> None:
        row.pop(field, None)

    return fault


_HTML = '<p>Un <strong>atelier</strong> :</p><ul><li>le <a href="https://a.example.org/">lien</a></li></ul>'
_FAULTS = (
    _set("description", _HTML),
    _set(
        "description",
        "Un [lien](www.example.org) relatif, et une ![image](https://example.org/i.png)",
    ),
    _set(
        "description",
        "Du texte\u200b avec des si\xadgnes invisibles ☎️ et des fins\r\nde ligne\r\n.",
    ),
    _set("description", "<script>alert(1)</script>Bonjour à vous qui lisez ceci"),
    _set("description", None),
    _set("description", ""),
    _set("description", "  = 1+1 ; --- \n---\nun titre\n---\n"),
    _set("description", "mot " * 2600),
    _set("nom", "Un nom très long " * 12),
    _set("nom", "  Des espaces autour  "),
    _set("nom", "CV: « écrire », c’est #facile & 'utile' \"vraiment\""),
    _set("nom", None),
    _set("telephone", "04 71 00 00 00 / 06 00 00 00 00"),
    _set("telephone", "Secrétariat : 01.99.00.00.12"),
    _set("telephone", "voir le site"),
    _set("telephone", ["0199000012"]),
    _set("courriel", "Accueil@Service.Example.ORG"),
    _set("courriel", "pas un courriel"),
    _set("courriel", "a@b.example.org, c@d.example.org"),
    _set("code_insee", "43999"),
    _set("code_insee", "01033"),
    _set("code_insee", "75101"),
    _set("code_postal", "4300"),
    _set("code_postal", 1000),
    _set("zone_eligibilite", None),
    _set("zone_eligibilite", []),
    _set("zone_eligibilite", ["99100"]),
    _set("zone_eligibilite", ["43", "999999999"]),
    _set("zone_eligibilite", ["999999999"]),
    _set("zone_eligibilite", ["43", "43", None]),
    _set("zone_eligibilite", "france"),
    _set("thematiques", None),
    _set("thematiques", []),
    _set("thematiques", ["mobilite--comprendre-et-utiliser-les-transports-en-commun"]),
    _set("thematiques", ["mobilite--preparer-un-permis", "mobilite--inconnue"]),
    _set("thematiques", "{mobilite--preparer-un-permis,sante--acces-aux-soins}"),
    _set("publics", ["tous-publics", "jeunes"]),
    _set("publics", ["adultes"]),
    _set("publics", []),
    _set("type", "autonomie"),
    _set("type", ["atelier"]),
    _set("frais", "gratuit-sous-conditions"),
    _set("modes_accueil", ["a-distance"]),
    _set("modes_mobilisation", ["se-presenter", "autre"]),
    _set("latitude", "45,0428"),
    _set("longitude", "3.8829 E"),
    _set("latitude", 1e-7),
    _set("lien_source", "www.example.org/fiche"),
    _set("lien_mobilisation", "https://service.example.org/une page"),
    _set("lien_mobilisation", "http://localhost:8000/"),
    _set("horaires_accueil", "du lundi au vendredi"),
    _set("date_maj", "2026-02-30"),
    _set("date_maj", "2026-02-18T09:30:00+01:00"),
    _set("date_maj", None),
    _set("date_maj", "2031-01-01"),
    _set("structure_id", "dora--disparue"),
    _set("structure_id", None),
    _set("id", None),
    _set("nombre_semaines", 0),
    _set("nombre_semaines", 6.0),
    _set("volume_horaire_hebdomadaire", "15"),
    _set("conditions_acces", "<ul><li>Être majeur</li><li>Avoir le permis&nbsp;B</li></ul>"),
    _set("conditions_acces", "Condition. " * 1200),
    _set("cumulable", True),
    _set("extra", {"un": {"champ": ["inconnu"]}}),
    _drop("source"),
    _drop("frais"),
    _set("contact_nom_prenom", 12),
)
_STRUCTURE_FAULTS = (
    _set("siret", "13003013300017"),
    _set("siret", "130 030 133 00016"),
    _set("siret", 13003013300016),
    _set("reseaux_porteurs", ["mission-locale", "reseau-inconnu"]),
    _set("nom", "AB"),
    _set("nom", "Structure sans point final."),
    _set("date_maj", "hier"),
    _set("horaires_accueil", "Mo-Fr 08:30-12:30; "),
    _set("site_web", "https://caf\u00e9.example/"),
    _set("accessibilite_lieu", "oui"),
    _set("description", "Mot"),
    _set("typologie", "ML"),
    _set("antenne", False),
    _set("courriel", "prenom.nom@gmail.com"),
)


def main(folder: Path) -> None:
    """Write both files, the second one with the mark that Windows puts at the head of texts."""
    services, structures = export()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "services.json").write_text(json.dumps(services), encoding="utf-8")
    text = json.dumps(structures, ensure_ascii=False)
    (folder / "structures.json").write_text(text, encoding="utf-8-sig")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
