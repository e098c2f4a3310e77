"""What a situation of life says once it was checked.

A field keeps the exact French spelling it has in `schemas/`; `None` or an empty tuple means that
the entry does not say. What answers a situation is in `solutions.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.entries import Citation, RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class Recherche:
    """Which services answer a need: each field that says something has to be met."""

    thematiques: tuple[str, ...] = ()  # codes of thématiques or of great themes
    types: tuple[str, ...] = ()
    statuts: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    frais: tuple[str, ...] = ()
    modes_accueil: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Besoin:
    """One need of a situation: a search, named services, or both."""

    nom: str
    explication: str | None = None
    role: str  # "indispensable" or "utile"
    ordre: int | None = None  # none: its rank in the list
    delai_jours: int | None = None
    recherche: Recherche | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One situation (`content/situations/`), checked against `situation.schema.json`."""

    id: str
    titre: str
    resume: str
    description: RichText | None = None
    parle_a: str | None = None
    personne: Mapping[str, object] | None = None
    besoins: tuple[Besoin, ...]
    mots_cles: tuple[str, ...] = ()
    ordre: int | None = None
    sources: tuple[Citation, ...] = ()
    date_maj: date
