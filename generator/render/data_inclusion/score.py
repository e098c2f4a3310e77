"""Render: a data·inclusion service → its quality score, as data·inclusion computes it.

Ten criteria, from 0 to 1; those that do not concern the service are left out of the mean. A test
compares each with the one of data·inclusion's own package.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Service = Mapping[str, Any]
Criterion = float | None  # `None`: it does not concern this service

_SIX_MONTHS, _TWO_YEARS = 180, 730  # days, as they count them
_NATIONAL = ("agefiph", "france-travail")  # sources whose dates say nothing of freshness
_SHORT, _IDEAL, _LONG = 50, 200, 2000  # signs of a description


def score(service: Service, today: date) -> tuple[float, dict[str, Criterion]]:
    """The score on the day given, and each criterion."""
    criteria = {name: criterion(service, today) for name, criterion in _CRITERIA.items()}
    counted = [round(value, 2) for value in criteria.values() if value is not None]
    return round(sum(counted) / len(counted), 2), criteria


def _has(service: Service, field: str, code: str) -> bool:
    return code in (service.get(field) or ())


def _when(concerned: bool, given: object) -> Criterion:  # noqa: FBT001 — reads as a sentence
    return (1.0 if given else 0.0) if concerned else None


def _address(service: Service, _: date) -> Criterion:
    concerned = _has(service, "modes_accueil", "en-presentiel") or _has(
        service, "modes_mobilisation", "se-presenter"
    )
    return _when(concerned, service.get("adresse"))


def _ways_to_ask(service: Service, _: date) -> Criterion:
    given = (service.get("modes_mobilisation"), service.get("mobilisable_par"))
    return sum(value is not None for value in given) / 2


def _contact(service: Service, _: date) -> Criterion:
    return _when(True, any(map(service.get, ("courriel", "lien_mobilisation", "telephone"))))


def _mail(service: Service, _: date) -> Criterion:
    return _when(
        _has(service, "modes_mobilisation", "envoyer-un-courriel"), service.get("courriel")
    )


def _phone(service: Service, _: date) -> Criterion:
    return _when(_has(service, "modes_mobilisation", "telephoner"), service.get("telephone"))


def _freshness(service: Service, today: date) -> Criterion:
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


def _cost(service: Service, _: date) -> Criterion:
    if service.get("frais") is None:
        return 0.0
    return 1.0 if service["frais"] == "gratuit" or service.get("frais_precisions") else 0.5


def _description(service: Service, _: date) -> Criterion:
    size = len(service["description"])
    if size < _SHORT:
        return 0.0
    return 1.0 if _IDEAL <= size < _LONG else 0.5


# In their order: the sum of rounded numbers depends on it.
_CRITERIA: Mapping[str, Callable[[Service, date], Criterion]] = {
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
