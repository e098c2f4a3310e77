"""How to ask, for who holds only a sheet of paper: always something, the phone first."""

from dataclasses import replace

import pytest

from generator.entries import Service, Structure
from generator.plan.situation_ways import LONGEST_ADDRESS, Ways
from tests.plan.conftest import SERVICE, Make
from tests.sites.building import real_site

SITE = "https://guichet.example.org/"
N = "\u00a0"
FORM = "https://garage.example.org/demande"
LONG = f"https://garage.example.org/{'demande/' * 9}"


def garage(**known: str) -> Structure:
    plain = replace(
        real_site().plan.catalogue.structures[0],
        id="garage",
        telephone=None,
        courriel=None,
        site_web=None,
    )
    return replace(plain, **known)  # type: ignore[arg-type]


def said(service: Service, structure: Structure) -> str:
    return Ways({"garage": structure}, SITE).on_paper(service)


@pytest.mark.parametrize(
    ("service", "structure", "words"),
    [
        ({"telephone": "0471000000", "courriel": "a@b.fr"}, {}, f"Tél.{N}04{N}71{N}00{N}00{N}00"),
        ({"courriel": "a@b.fr", "lien_mobilisation": FORM}, {"telephone": "3949"}, "a@b.fr"),
        ({}, {"telephone": "3949"}, f"Tél.{N}39{N}49"),
        ({"lien_mobilisation": FORM}, {}, "garage.example.org/demande"),
        (
            {"lien_mobilisation": FORM},
            {"telephone": "3949"},
            f"Tél.{N}39{N}49, ou garage.example.org/demande",
        ),
        ({"lien_mobilisation": LONG}, {"site_web": "https://garage.fr/"}, "garage.fr"),
        ({"lien_mobilisation": f"{FORM}?id=12"}, {"courriel": "c@d.fr"}, "c@d.fr"),
        (
            {"lien_mobilisation": LONG},
            {},
            f"Fiche{N}: guichet.example.org/services/pret-de-voiture.html",
        ),
    ],
)
def test_the_nearest_way_is_said_and_never_nothing(
    service: dict[str, str], structure: dict[str, str], words: str
) -> None:
    asked = replace(SERVICE, **service)  # type: ignore[arg-type]

    assert said(asked, garage(**structure)) == words


def test_an_address_is_said_whole_or_not_at_all(service: Make) -> None:
    just = "https://" + "a" * (LONGEST_ADDRESS - 3) + ".fr"

    assert said(service(lien_mobilisation=just), garage()) == just.removeprefix("https://")
    assert said(service(lien_mobilisation=f"{just}a"), garage()).startswith("Fiche")
