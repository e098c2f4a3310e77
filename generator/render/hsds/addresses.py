"""Render: what an entry says of a place → an HSDS location with its address, as far as it goes.

HSDS wants six parts in each address. A place that lacks one, or whose address is withheld, keeps
what it has in `x_adresse`: nothing is filled in, and nothing withheld goes into an identifier, from
which it could be guessed.
"""

import json
from collections.abc import Mapping
from typing import Any

from generator.entries import Lieu
from generator.model import Referentiels, Territory
from generator.published import published
from generator.render.hsds.identifiers import part_of
from generator.render.hsds.uris import uri

COUNTRY = "FR"
COMMUNE_CODE = "INSEE-COG"
_ADDRESS = ("adresse", "complement_adresse", "code_postal", "commune")
_IDENTITY = ("nom", "adresse", "code_postal", "commune", "code_insee")


class Gazetteer:
    """The département and the région of an address, which HSDS wants to be named."""

    def __init__(self, referentiels: Referentiels) -> None:
        self._referentiels = referentiels
        self._by_postcode: dict[str, set[str]] = {}

    def areas(self, place: Mapping[str, Any]) -> tuple[Territory, Territory | None] | None:
        """The département of a published place, and its région if there is one."""
        code = self._departement(place)
        found = self._referentiels.territory(code) if code else None
        if found is None:
            return None
        region = self._referentiels.territory(found.parents[0]) if found.parents else None
        return found, region

    def _departement(self, place: Mapping[str, Any]) -> str:
        former = self._referentiels.former_communes
        code = place.get("code_insee", "")
        commune = self._referentiels.territory(code) or self._referentiels.territory(
            former.get(code, "")
        )
        if commune is not None:
            return next((code for code in commune.parents if _is_departement(code)), "")
        found = self._postcodes().get(place.get("code_postal", ""), set())
        return next(iter(found)) if len(found) == 1 else ""

    def _postcodes(self) -> Mapping[str, set[str]]:
        """Postal code → its départements; read only when a place has no commune's code."""
        if not self._by_postcode:
            for row in self._referentiels.communes.values():
                for postcode in row[5]:
                    self._by_postcode.setdefault(postcode, set()).add(row[2])
        return self._by_postcode


def _is_departement(code: str) -> bool:
    return len(code) <= 3


def physical_location(
    owner: str, place: Lieu, gazetteer: Gazetteer, twin: int = 0
) -> dict[str, Any]:
    """A place → a location; `twin` tells apart places of one owner that say the same."""
    said = published(place)
    identity = json.dumps([said.get(name) for name in _IDENTITY], ensure_ascii=False)
    identifier = part_of(owner, "locations", f"{identity}#{twin}" if twin else identity)
    row: dict[str, Any] = {"id": identifier, "location_type": "physical"}
    if "nom" in said:
        row["name"] = said["nom"]
    if "latitude" in said and "longitude" in said:
        row |= {"latitude": said["latitude"], "longitude": said["longitude"]}
    if "code_insee" in said:
        row |= {
            "external_identifier": said["code_insee"],
            "external_identifier_type": COMMUNE_CODE,
        }
    address = _address(identifier, said, gazetteer)
    if address is not None:
        row["addresses"] = [address]
    else:
        rest = {name: said[name] for name in _ADDRESS if name in said}
        row |= {"x_adresse": rest} if rest else {}
    if place.adresse_masquee:
        row["x_adresse_masquee"] = True
    if place.accessibilite_lieu:
        page = uri(place.accessibilite_lieu)
        entry = {"id": part_of(identifier, "accessibility", page), "location_id": identifier}
        row["accessibility"] = [entry | {"url": page}]
    return row


def _address(location: str, said: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, Any] | None:
    """The six parts that HSDS wants, or none."""
    if not all(said.get(name) for name in ("adresse", "code_postal", "commune")):
        return None
    areas = gazetteer.areas(said)
    if areas is None:
        return None
    departement, region = areas
    row = {
        "id": part_of(location, "addresses", "physical"),
        "location_id": location,
        "address_1": said["adresse"],
        "address_2": said.get("complement_adresse"),
        "city": said["commune"],
        "region": region.nom if region else None,
        "state_province": departement.nom,
        "postal_code": said["code_postal"],
        "country": COUNTRY,
        "address_type": "physical",
    }
    return {key: value for key, value in row.items() if value is not None}
