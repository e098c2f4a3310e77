"""Plan: one service → where what it says of places contradicts the zone that it covers."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from generator.contradictions import Contradiction
from generator.entries import Service, Structure
from generator.model import Referentiels, Territory
from generator.plan.commune_sets import Communes, CommuneSets
from generator.plan.told_figures import sentences
from generator.plan.wording import NBSP, counted, listed

_LIVES = re.compile(r"\b(?:habit|résid|domicili|demeur)\w*\b", re.IGNORECASE)
_OFFICE = r"(?:CAF|CPAM|MSA|[Dd]épartement|[Rr]égion|[Cc]onseil départemental|[Pp]réfecture)"
_HAS_OFFICE = re.compile(_OFFICE)
_CODE = "zone-contredite"
_ADVICE = (
    "vérifiez les codes de «␣zone_eligibilite␣», ou le nom du territoire dans le texte".replace(
        "␣", NBSP
    )
)


class PlaceRules:
    """Reads the places that an entry names; the sets of communes tell which zones meet."""

    def __init__(self, referentiels: Referentiels, communes: CommuneSets, served: Communes) -> None:
        self._referentiels = referentiels
        self._communes = communes
        self._served = served

    def find(self, service: Service, provider: Structure | None) -> Iterator[Contradiction]:
        """Every contradiction of places of one service."""
        if service.etat == "termine":
            return
        zone = self._communes.held(service.zone_eligibilite)
        yield from self._rule(service, zone)
        yield from self._provider(service, provider, zone)
        yield from self._named(service)

    def _rule(self, service: Service, zone: Communes) -> Iterator[Contradiction]:
        """The rule of eligibility says no to people whom the zone promises to serve."""
        rule: Mapping[str, Any] = service.eligibilite or {}
        for rank, condition in enumerate(rule.get("toutes") or ()):
            if "zone" not in condition:
                continue
            asked = self._communes.held(condition["zone"])
            left = zone & self._served & ~asked
            if left:
                count = counted(left.bit_count(), "commune")
                yield _say(
                    service,
                    ("eligibilite", "toutes", rank, "zone"),
                    f"«{NBSP}zone_eligibilite{NBSP}» couvre {count} où «{NBSP}eligibilite{NBSP}» "
                    "répond non",
                    "écrivez la même zone aux deux endroits",
                )

    def _provider(
        self, service: Service, provider: Structure | None, zone: Communes
    ) -> Iterator[Contradiction]:
        """Nobody of the territories where its structure works is served."""
        if provider is None or not provider.territoires:
            return
        there = self._communes.held(provider.territoires)
        if zone and there and not zone & there:
            yield _say(
                service,
                ("zone_eligibilite",),
                f"«{NBSP}zone_eligibilite{NBSP}» ne couvre aucune commune des territoires de "
                f"«{NBSP}{provider.nom}{NBSP}»",
                f"vérifiez les codes ici, et «{NBSP}territoires{NBSP}» dans la fiche {provider.id}",
            )

    def _named(self, service: Service) -> Iterator[Contradiction]:
        """The text says where one has to live, or whose office it is, and the zone is elsewhere."""
        texts = (
            (("nom",), service.nom, self._offices),
            (("resume",), service.resume, self._offices),
            (("conditions_acces",), service.conditions_acces or "", self._homes),
        )
        for field, text, read in texts:
            named = tuple(dict.fromkeys(read(text)))
            if named and not any(self._meets(service, area) for area in named):
                names = listed(tuple(area.nom for area in named))
                yield _say(
                    service,
                    field,
                    f"le texte nomme {names}, que «{NBSP}zone_eligibilite{NBSP}» ne couvre pas",
                    _ADVICE,
                    names,
                )

    def _meets(self, service: Service, area: Territory) -> bool:
        """Whether the zone reaches a part of a département or a région, served here or not."""
        members = frozenset(area.members)
        former = self._referentiels.former_communes
        for code in (former.get(code, code) for code in service.zone_eligibilite):
            zone = self._referentiels.territory(code)
            if code in ("france", area.code) or zone is None:
                return True
            if not members.isdisjoint(zone.members or (code,)):
                return True
        return False

    def _homes(self, text: str) -> Iterator[Territory]:
        for sentence in sentences(text) if _LIVES.search(text) else ():
            if _LIVES.search(sentence):
                for match in self._after_preposition.finditer(sentence):
                    yield self._areas[match[1]]

    def _offices(self, text: str) -> Iterator[Territory]:
        for sentence in sentences(text) if _HAS_OFFICE.search(text) else ():
            for match in self._after_office.finditer(sentence):
                yield self._areas[match[1]]

    @cached_property
    def _areas(self) -> Mapping[str, Territory]:
        """By name as a sentence writes it, the départements and the régions."""
        kinds = ("departement", "region")
        found = {}
        for area in self._referentiels.areas.values():
            if area.kind in kinds:
                found[area.nom.replace("’", "'").replace("\u2013", "-")] = area
        return found

    @cached_property
    def _names(self) -> str:
        """The longest first: « Haute-Loire » is not « Loire »."""
        ordered = sorted(self._areas, key=lambda name: (-len(name), name))
        return "|".join(map(re.escape, ordered))

    @cached_property
    def _after_preposition(self) -> re.Pattern[str]:
        place = r"(?:[Ee]n|dans (?:le|la|les)|de la|du|des|de|ou|et|dans l'|de l'|d')"
        return re.compile(rf"\b{place} ?(?<![-\w])({self._names})(?![-\w])")

    @cached_property
    def _after_office(self) -> re.Pattern[str]:
        glue = r"(?: (?:de la|du|des|de|de l'|d'))? ?"
        return re.compile(rf"\b{_OFFICE}{glue}(?<![-\w])({self._names})(?![-\w])")


def _say(
    service: Service,
    field: tuple[str | int, ...],
    message: str,
    advice: str,
    words: str = "",
) -> Contradiction:
    return Contradiction(
        code=_CODE,
        fiche=f"services/{service.id}",
        champ=field,
        message=message,
        conseil=advice,
        texte=words,
    )
