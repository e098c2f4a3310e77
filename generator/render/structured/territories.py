"""Render: codes of territories → schema.org areas, as of today's referentiels."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.model import Referentiels, Territory

_KINDS = {"pays": "Country", "commune": "City"}  # the others are AdministrativeArea
_REGION = "region-"


class Territories:
    """The areas of codes, each made once: the same few come back on every page."""

    def __init__(self, referentiels: Referentiels) -> None:
        self._referentiels = referentiels
        self._known: dict[str, Mapping[str, Any] | None] = {}

    def areas(self, codes: Iterable[str]) -> list[Mapping[str, Any]]:
        """Codes → areas with their name and official code (INSEE, SIREN for an EPCI)."""
        found = (self._area(code) for code in codes)
        return [area for area in found if area is not None]

    def _area(self, code: str) -> Mapping[str, Any] | None:
        if code not in self._known:
            today = self._referentiels.former_communes.get(code, code)
            area = self._referentiels.territory(today)
            self._known[code] = _node(area) if area is not None else None
        return self._known[code]


def _node(area: Territory) -> Mapping[str, Any]:
    node = {"@type": _KINDS.get(area.kind, "AdministrativeArea"), "name": area.nom}
    if area.kind != "pays":
        node["identifier"] = area.code.removeprefix(_REGION)
    return node
