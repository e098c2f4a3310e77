"""A data·inclusion service → its quality: ten criteria as data·inclusion computes them, and gains.

Criteria go from 0 to 1; those that do not concern the service are left out of the mean. A test
compares each with the one of data·inclusion's own package.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Mark = float | None  # `None`: the criterion does not concern this service

_SIX_MONTHS, _TWO_YEARS = 180, 730  # days, as they count them
_NATIONAL = ("agefiph", "france-travail")  # sources whose dates say nothing of freshness
TOO_SHORT, IDEAL, TOO_LONG = 50, 200, 2000  # signs of a description


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One of the ten criteria for one service."""

    code: str  # theirs: "adresse_bien_definie"
    nom: str  # "L’adresse est donnée"
    atteint: bool | None  # `None`: it does not concern this service
    valeur: Mark
    gain: float  # what the score would gain if it were wholly met, the others unchanged
    remede: str  # what to write to gain it; "" when there is nothing to gain


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well an entry can be found, understood and asked for, by data·inclusion's measure."""

    score: float  # 0–1, rounded to the hundredth, as they publish it
    criteres: tuple[Criterion, ...]

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """What would gain something, the most first."""
        lacking = (item for item in self.criteres if item.gain > 0)
        return tuple(sorted(lacking, key=lambda item: -item.gain))


def score(service: Row, today: date) -> tuple[float, dict[str, Mark]]:
    """The score on the day given, and each criterion."""
    criteria = {name: criterion(service, today) for name, criterion in _CRITERIA.items()}
    counted = [round(value, 2) for value in criteria.values() if value is not None]
    return round(sum(counted) / len(counted), 2), criteria


def gains(criteria: Mapping[str, Mark]) -> dict[str, float]:
    """What each criterion would add to the score if it alone were wholly met."""
    counted = sum(value is not None for value in criteria.values())
    return {
        name: 0.0 if value is None else (1 - round(value, 2)) / counted
        for name, value in criteria.items()
    }


def mean_score(qualities: Sequence[Quality]) -> float | None:
    """The mean of several entries; there is none of nothing."""
    if not qualities:
        return None
    return round(sum(item.score for item in qualities) / len(qualities), 2)


def _has(service: Row, field: str, code: str) -> bool:
    return code in (service.get(field) or ())


def _when(concerned: bool, given: object) -> Mark:  # noqa: FBT001 — reads as a sentence
    return (1.0 if given else 0.0) if concerned else None


def _address(service: Row, _: date) -> Mark:
    concerned = _has(service, "modes_accueil", "en-presentiel") or _has(
        service, "modes_mobilisation", "se-presenter"
    )
    return _when(concerned, service.get("adresse"))


def _ways_to_ask(service: Row, _: date) -> Mark:
    given = (service.get("modes_mobilisation"), service.get("mobilisable_par"))
    return sum(value is not None for value in given) / 2


def _contact(service: Row, _: date) -> Mark:
    return _when(True, any(map(service.get, ("courriel", "lien_mobilisation", "telephone"))))


def _mail(service: Row, _: date) -> Mark:
    return _when(
        _has(service, "modes_mobilisation", "envoyer-un-courriel"), service.get("courriel")
    )


def _phone(service: Row, _: date) -> Mark:
    return _when(_has(service, "modes_mobilisation", "telephoner"), service.get("telephone"))


def _freshness(service: Row, today: date) -> Mark:
    """One under six months, then a straight line down to nothing at two years.

    On the very day of the six months theirs gives nothing: so does ours.
    """
    if service["source"] in _NATIONAL:
        return None
    age = abs((today - date.fromisoformat(service["date_maj"])).days)
    if age < _SIX_MONTHS:
        return 1.0
    if _SIX_MONTHS < age < _TWO_YEARS:
        return (_TWO_YEARS - age) / (_TWO_YEARS - _SIX_MONTHS)
    return 0.0


def _cost(service: Row, _: date) -> Mark:
    if service.get("frais") is None:
        return 0.0
    return 1.0 if service["frais"] == "gratuit" or service.get("frais_precisions") else 0.5


def _description(service: Row, _: date) -> Mark:
    size = len(service["description"])
    if size < TOO_SHORT:
        return 0.0
    return 1.0 if IDEAL <= size < TOO_LONG else 0.5


# In their order: the sum of rounded numbers depends on it.
_CRITERIA: Mapping[str, Callable[[Row, date], Mark]] = {
    "adresse_bien_definie": _address,
    "modes_mobilisation_bien_definis": _ways_to_ask,
    "au_moins_un_public": lambda service, _: _when(True, service.get("publics")),
    "au_moins_une_thematique": lambda service, _: _when(True, service.get("thematiques")),
    "au_moins_un_moyen_de_contact": _contact,
    "courriel_bien_defini": _mail,
    "date_maj_recente": _freshness,
    "frais_bien_definis": _cost,
    "description_bien_definie": _description,
    "telephone_bien_defini": _phone,
}
CRITERIA = tuple(_CRITERIA)
