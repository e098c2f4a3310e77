"""A service to vary, and the real vocabularies and territories."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from generator.entries import Citation, Service
from generator.load import load_referentiels, load_schemas, resource_folder
from generator.model import Referentiels, Schemas
from generator.plan.coverage import CoverageMap
from generator.plan.vocabulary import Labels

Make = Callable[..., Service]

SERVICE = Service(
    id="pret-de-voiture",
    nom="Prêt de voiture",
    structure="garage",
    resume="Une voiture prêtée pour aller travailler.",
    thematiques=("mobilite--acceder-a-un-vehicule",),
    zone_eligibilite=("43",),
    etat="actif",
    date_maj=date(2026, 11, 1),
    sources=(Citation(nom="Essai"),),
)


@pytest.fixture
def service() -> Make:
    return lambda **changes: replace(SERVICE, **changes)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas(resource_folder("schemas"))


@pytest.fixture(scope="session")
def referentiels() -> Referentiels:
    return load_referentiels(resource_folder("referentiels"))


@pytest.fixture(scope="session")
def labels(schemas: Schemas) -> Labels:
    return Labels(schemas)


@pytest.fixture(scope="session")
def coverage(referentiels: Referentiels) -> CoverageMap:
    return CoverageMap(referentiels, ("43", "71"))
