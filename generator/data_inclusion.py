"""Our services and structures → those of data·inclusion v1, on the fields that both have.

A field of the same name carries the same value. What data·inclusion has no field for is either
told in the text that is meant for it (papers, steps, the state of the service) or left out;
`docs/donnees-ouvertes.md` lists it all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.characters import slug
from generator.entries import Lieu, Provenance, Service, Structure
from generator.model import Catalogue, Referentiels, Schemas, Term
from generator.published import published

Row = dict[str, Any]
Named = tuple[str, Row]  # our identifier, their object

_PLACE = (
    *("commune", "code_postal", "code_insee", "adresse", "complement_adresse"),
    *("longitude", "latitude"),
)
SERVICE_FIELDS = (
    *("source", "structure_id", "id", "nom", "description", "lien_source", "date_maj", "type"),
    *("thematiques", "frais", "frais_precisions", "publics", "publics_precisions"),
    *("conditions_acces", *_PLACE, "telephone", "courriel", "modes_accueil", "zone_eligibilite"),
    *("contact_nom_prenom", "lien_mobilisation", "modes_mobilisation", "mobilisable_par"),
    *("mobilisation_precisions", "volume_horaire_hebdomadaire", "nombre_semaines"),
    "horaires_accueil",
)
STRUCTURE_FIELDS = (
    *("source", "id", "nom", "date_maj", "description", "lien_source", "siret", *_PLACE),
    *("telephone", "courriel", "site_web", "horaires_accueil", "accessibilite_lieu"),
    "reseaux_porteurs",
)
REQUIRED = frozenset(("source", "structure_id", "id", "nom", "description", "date_maj"))
FIRST_DAY = date(2000, 1, 1)  # their dates belong to this century
MAX_TEXT = 10_000
MIN_NAME = 3
# States that their schema cannot say, and that a person must know before asking.
_TOLD = ("suspendu", "budget-epuise", "saisonnier")

# What their reader of mail addresses refuses and ours accepts.
_NEVER_A_MAIL = re.compile(
    r"[^@]{65,}@|@(?:.*\.)?(?:..--|[^.]{64,})|[@.](?:arpa|invalid|local|localhost|onion|test)\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What it takes to tell a state and a zone in their words."""

    states: Mapping[str, Term]
    referentiels: Referentiels
    _held: dict[str, list[str]] = field(default_factory=dict)

    def departements(self, region: str) -> list[str]:
        """Those of a région; many services name the same one, which holds hundreds of communes."""
        if region not in self._held:
            rows = self.referentiels.communes
            codes = self.referentiels.communes_of(region)
            self._held[region] = sorted({rows[code][2] for code in codes})
        return self._held[region]


def project(
    catalogue: Catalogue, schemas: Schemas, referentiels: Referentiels
) -> tuple[list[Named], list[Named]]:
    """Services and structures in the order of the catalogue, without the services that are over."""
    source = source_of(catalogue.settings.url)
    ground = _Ground(states=schemas.vocabularies["etats"], referentiels=referentiels)
    structures = [item for item in catalogue.structures if item.date_maj >= FIRST_DAY]
    identities = _identities(source, structures)
    services = [
        item
        for item in catalogue.services
        if item.etat != "termine" and item.date_maj >= FIRST_DAY and item.structure in identities
    ]
    own = _identities(source, services)
    return (
        [
            (item.id, _service(item, own[item.id], identities[item.structure][1], ground))
            for item in services
        ],
        [(item.id, _structure(item, identities[item.id])) for item in structures],
    )


def source_of(url: str) -> str:
    """The address of the site → the code of the producer: "example-org-guichet"."""
    return slug(url.partition("://")[2])


def _identities(
    source: str, entries: Sequence[Service | Structure]
) -> Mapping[str, tuple[str, str]]:
    """Our identifier → (source, id) over there; what came from data·inclusion keeps its own."""
    identities: dict[str, tuple[str, str]] = {}
    given: set[str] = set()
    for entry in entries:
        origin = entry.provenance
        found = (source, f"{source}--{entry.id}")
        if origin and origin.source and origin.id and origin.id not in given:
            found = (origin.source, origin.id)
        given.add(found[1])
        identities[entry.id] = found
    return identities


def _service(service: Service, identity: tuple[str, str], structure: str, ground: _Ground) -> Row:
    row = published(service)
    row |= {"source": identity[0], "id": identity[1], "structure_id": structure}
    if not any(row.get(name) for name in _PLACE) and service.lieux:
        row = _place(service.lieux[0]) | row
    row["description"] = _description(service, ground)
    row["zone_eligibilite"] = _zones(service.zone_eligibilite, ground)
    row["conditions_acces"] = _joined(
        service.conditions_acces, "Justificatifs\u00a0:", service.justificatifs
    )
    row["mobilisation_precisions"] = _joined(
        service.mobilisation_precisions, "Démarches\u00a0:", service.demarches
    )
    return _fields(SERVICE_FIELDS, row, service.provenance)


def _structure(structure: Structure, identity: tuple[str, str]) -> Row:
    row = published(structure) | {"source": identity[0], "id": identity[1]}
    if "description" in row:
        row["description"] = _cut(row["description"])
    return _fields(STRUCTURE_FIELDS, row, structure.provenance)


def _fields(names: Sequence[str], row: Row, origin: Provenance | None) -> Row:
    """Every field of theirs, `None` where nothing is said or where only an import filled in."""
    filled = frozenset(origin.completes if origin and origin.source else ()) - REQUIRED
    found = {name: None if name in filled else row.get(name) for name in names}
    found["nom"] = _without_stop(row["nom"])
    if found["courriel"] and _NEVER_A_MAIL.search(found["courriel"]):
        found["courriel"] = None
    return found


def _without_stop(name: str) -> str:
    """Theirs warns of a name that ends with a stop."""
    bare = name.rstrip(". ")
    return name if not name.endswith(".") or name.endswith("etc.") or len(bare) < MIN_NAME else bare


def _place(place: Lieu) -> Row:
    """Where the first of several places is: theirs has one only."""
    row = published(place)
    return {name: row[name] for name in (*_PLACE, "telephone", "horaires_accueil") if name in row}


def _description(service: Service, ground: _Ground) -> str:
    text = service.description.source if service.description else service.resume
    if service.etat in _TOLD:
        state = ground.states[service.etat]
        message = service.etat_precisions.message if service.etat_precisions else None
        text = f"{state.label}\u00a0: {message or state.description}\n\n{text}"
    return _cut(text)


def _cut(text: str) -> str:
    """A text that theirs accepts: cut at the end of a paragraph, else of a word."""
    if len(text) <= MAX_TEXT:
        return text
    kept = text[: MAX_TEXT - 2]
    for mark in ("\n\n", "\n", " "):
        if mark in kept[MAX_TEXT // 2 :]:
            return f"{kept[: kept.rindex(mark)].rstrip()} …"
    return f"{kept} …"


def _zones(codes: Sequence[str], ground: _Ground) -> list[str] | None:
    """Codes of zones, each région as its départements."""
    listed: dict[str, None] = {}
    for code in codes:
        if code.startswith("region-"):
            listed |= dict.fromkeys(ground.departements(code))
        else:
            listed[code] = None
    return list(listed) or None


def _joined(text: str | None, heading: str, items: Sequence[str]) -> str | None:
    """A text and the list that theirs has no field for."""
    if not items:
        return text
    listed = "\n".join((heading, *(f"- {item}" for item in items)))
    return f"{text}\n\n{listed}" if text else listed
