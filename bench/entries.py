"""Made-up services and structures, as the schemas want them: codes, territories, plausible text.

Everything is drawn from one seeded generator. Phone numbers are of the range kept for fiction,
addresses on the web are of example.org: nothing here can be mistaken for a real aid.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.words import Vocabulary

REPOSITORY = Path(__file__).parents[1]
DEPARTEMENTS = ("43", "71", "25", "39", "70", "90")
REGIONS = ("region-84", "region-27")
NEWEST = date(2026, 11, 1)
BODY_WORDS = 200

Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class Town:
    """A commune of the served territory."""

    code: str
    nom: str
    code_postal: str
    departement: str
    epci: str


class Maker:
    """Draws entries one after the other."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 — a corpus, not a secret
        self.vocabulary = Vocabulary()
        self.towns = _towns()
        self.codes = {name: _codes(name) for name in ("thematiques", "publics", "statuts", "types")}
        self.wide: dict[str, list[str]] = {}  # by département, services that cover all of it

    def structure(self, rank: int) -> Entry:
        """One organisation of the territory."""
        town = self.random.choice(self.towns)
        return {
            "nom": f"{self._title(2)} {rank}",
            "sigle": f"S{rank}",
            "description": self._sentence(25),
            "adresse": self._street(),
            "code_postal": town.code_postal,
            "commune": town.nom,
            "code_insee": town.code,
            "telephone": self._phone(),
            "courriel": f"accueil@structure{rank}.example.org",
            "site_web": f"https://structure{rank}.example.org/",
            "horaires_accueil": "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
            "territoires": ["france"],  # its services are drawn anywhere
            "date_maj": self._day(),
            "sources": [{"nom": "Corpus d’essai"}],
        }

    def service(self, rank: int, services: Sequence[str], structures: Sequence[str]) -> Entry:
        """One service; `services` and `structures` are the identifiers it may cite."""
        draw = self.random
        town = draw.choice(self.towns)
        entry: Entry = {
            "nom": f"{self._title(4)} {rank}",
            "structure": draw.choice(structures),
            "resume": self._sentence(15)[:160],
            "type": draw.choice(self.codes["types"]),
            "thematiques": self._some("thematiques", 1, 3),
            "publics": self._publics(),
            "statuts": self._some("statuts", 1, 3),
            "montant": self._amount(),
            "conditions_acces": self._sentence(18),
            "eligibilite": self._eligibility(),
            "justificatifs": [self._sentence(4) for _ in range(draw.randint(2, 4))],
            "demarches": [self._sentence(10) for _ in range(draw.randint(2, 4))],
            "delai": f"{draw.randint(1, 8)} semaines",
            "adresse": self._street(),
            "code_postal": town.code_postal,
            "commune": town.nom,
            "code_insee": town.code,
            "telephone": self._phone(),
            "modes_accueil": ["en-presentiel"],
            "zone_eligibilite": (zone := self._zone(town)),
            "mobilisable_par": ["usagers", "professionnels"],
            "modes_mobilisation": ["telephoner", "se-presenter"],
            "mots_cles": list(dict.fromkeys(self.vocabulary.draw(draw, 5))),
            "etat": draw.choices(("actif", "a-confirmer", "suspendu"), (92, 5, 3))[0],
            "verification": {"le": self._day(), "par": "le partenaire", "comment": "par téléphone"},
            "date_maj": self._day(),
        }
        if draw.random() < 0.5:
            entry["lien_source"] = f"https://example.org/aides/{rank}"
        if draw.random() < 0.3:
            entry["horaires_accueil"] = "Mo-Th 09:00-12:30,13:30-17:00; Fr 09:00-12:00; PH off"
        near = self.wide.setdefault(town.departement, [])
        if draw.random() < 0.2 and near and not zone[0].startswith("region"):
            entry["relations"] = {"complement_de": self._others(near)}
        if zone == [town.departement]:
            near.append(services[rank])
        entry["sources"] = [{"nom": "Corpus d’essai", "url": f"https://example.org/{rank}"}]
        return entry

    def body(self) -> str:
        """About 200 words of Markdown: paragraphs, a heading, a list, a link, emphasis."""
        link = f"[{self._words(2)}](https://example.org/{self.random.randint(1, 99)})"
        items = "\n".join(f"- {self._sentence(9)}" for _ in range(4))
        return (
            f"{self._paragraph(60)}\n\n"
            f"## {self._title(3)}\n\n"
            f"{self._sentence(12)} **{self._words(3)}** {link}.\n\n"
            f"{items}\n\n"
            f"{self._paragraph(BODY_WORDS - 60 - 3 - 12 - 5 - 36)}\n"
        )

    def _zone(self, town: Town) -> list[str]:
        scopes = ("commune", "epci", "departement", "region", "pays")
        scope = self.random.choices(scopes, (10, 55, 28, 4, 3))[0]
        if scope == "commune":
            return [town.code]
        if scope == "epci":
            return [town.epci]
        if scope == "departement":
            return [town.departement]
        return [self.random.choice(REGIONS)] if scope == "region" else ["france"]

    def _publics(self) -> list[str]:
        if self.random.random() < 0.15:
            return ["tous-publics"]
        return [code for code in self._some("publics", 1, 3) if code != "tous-publics"] or [
            "actifs"
        ]

    def _some(self, vocabulary: str, low: int, high: int) -> list[str]:
        return self.random.sample(self.codes[vocabulary], self.random.randint(low, high))

    def _amount(self) -> Entry:
        return {
            "max": self.random.randrange(50, 3000, 50),
            "unite": "€",
            "periodicite": self.random.choice(("ponctuelle", "mensuelle")),
            "sens": "recu",
        }

    def _eligibility(self) -> Entry:
        low = self.random.randint(16, 30)
        return {
            "toutes": [
                {"age": {"min": low, "max": low + 20}},
                {"distance_km": {"min": self.random.randint(5, 30)}},
            ]
        }

    def _others(self, near: Sequence[str]) -> list[str]:
        """Services that cover the same place: a link between two others would serve nobody."""
        return self.random.sample(near, min(2, len(near)))

    def _phone(self) -> str:
        return f"04 65 71 {self.random.randint(0, 99):02d} {self.random.randint(0, 99):02d}"

    def _day(self) -> str:
        return (NEWEST - timedelta(days=self.random.randint(0, 300))).isoformat()

    def _street(self) -> str:
        return f"{self.random.randint(1, 90)} rue {self._words(2)}"

    def _title(self, count: int) -> str:
        words = self._words(count)
        return words[:1].upper() + words[1:]

    def _sentence(self, count: int) -> str:
        return f"{self._title(count)}."

    def _paragraph(self, count: int) -> str:
        return " ".join(self._sentence(12) for _ in range(count // 12))

    def _words(self, count: int) -> str:
        return " ".join(self.vocabulary.draw(self.random, count))


def _codes(vocabulary: str) -> list[str]:
    path = REPOSITORY / "schemas" / "vocabulaires" / f"{vocabulary}.json"
    return [term["code"] for term in json.loads(path.read_bytes())["x-termes"]]


def _towns() -> list[Town]:
    epcis = {commune: row["siren"] for row in _rows("epci") for commune in row["communes"].split()}
    return [
        Town(
            row["code"],
            row["nom"],
            row["codes_postaux"].split()[0],
            row["departement"],
            epcis[row["code"]],
        )
        for row in _rows("communes")
        if row["departement"] in DEPARTEMENTS and row["code"] in epcis and row["codes_postaux"]
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (REPOSITORY / "referentiels" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
