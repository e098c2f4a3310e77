"""Parse: each `format` of the schemas → the check that judges a value.

jsonschema's own checkers accept "pas une url" as a URL, so none of them is used; a test compares
the formats that `schemas/` uses with `FORMATS`.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache

from generator.characters import fold
from generator.french_words import MONTHS
from generator.model import Referentiels
from generator.parse.faults import Fault
from generator.parse.hours import check_opening_hours
from generator.parse.phone import check_phone
from generator.parse.urls import find_url_fault

FORMATS = (
    "commune",
    "date",
    "email",
    "jour",
    "opening-hours",
    "siren",
    "siret",
    "telephone",
    "uri",
    "zone",
)

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})\Z")
_DAY = re.compile(r"[0-9]{2}-[0-9]{2}\Z")
_FRENCH_DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})(?:[/. -][0-9]{4})?\Z")
_NAMED_DAY = re.compile(r"([0-9]{1,2})(?:er)? ([a-z]{3,9})(?: [0-9]{4})?\Z")
_MONTHS = tuple(fold(month) for month in MONTHS)
_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\Z"
)
_NEAR = 0.8  # how much a misspelt name has in common with the one that is meant
_MAX_NAME = 80
MAX_MEANT = 3  # names that so many places bear are no help
_Names = Mapping[str, Sequence[tuple[str, bool]]]  # name → (code, whether it is wider)
_LA_POSTE = "356000000"
_COMMUNE = re.compile(r"[0-9][0-9AB][0-9]{3}\Z")


def make_formats(
    referentiels: Referentiels, allowed_hosts: Collection[str]
) -> dict[str, Callable[[str], None]]:
    """The checks by format name; each raises `Fault` for a value that it refuses."""

    def check_url(text: str) -> None:
        fault = find_url_fault(text, allowed_hosts)
        if fault is not None:
            raise fault

    @cache  # 35,000 communes are read only once someone has written what is no code
    def names() -> _Names:
        return codes_by_name(referentiels)

    @cache  # the names too: one file may hold two thousand words that are no codes
    def wide_names() -> Mapping[str, str]:
        return _wide_names(referentiels)

    def check_commune(text: str) -> None:
        _check_code(text, referentiels, names, wide_names, communes_only=True)

    def check_zone(text: str) -> None:
        _check_code(text, referentiels, names, wide_names, communes_only=False)

    return {
        "commune": check_commune,
        "date": check_date,
        "email": check_email,
        "jour": check_day,
        "opening-hours": check_opening_hours,
        "siren": check_siren,
        "siret": check_siret,
        "telephone": check_phone,
        "uri": check_url,
        "zone": check_zone,
    }


def check_date(text: str) -> None:
    """A calendar date, `AAAA-MM-JJ`."""
    try:
        if _DATE.match(text):
            date.fromisoformat(text)
            return
    except ValueError:
        pass
    raise Fault("date-invalide", f"« {text[:40]} » n’est pas une date", _date_remedy(text))


def _date_remedy(text: str) -> str:
    """The same day as it should be written; the last of its month when the month is shorter."""
    french, written = _FRENCH_DATE.match(text), _DATE.match(text)
    numbers = text.split("-") if written else list(french.groups()[::-1]) if french else []
    year, month, day = (int(number) for number in numbers or ("2026", "11", "21"))
    if not (year and 1 <= month <= 12 and day):
        return "année, mois, jour : « 2026-11-21 »"
    last = monthrange(year, month)[1]
    manner = "année, mois, jour" if day <= last else f"ce mois n’a que {last} jours"
    return f"{manner} : « {year:04d}-{month:02d}-{min(day, last):02d} »"


def check_day(text: str) -> None:
    """A day of any year, `MM-JJ`."""
    try:
        if _DAY.match(text):
            date.fromisoformat(f"2000-{text}")
            return
    except ValueError:
        pass
    raise Fault("date-invalide", f"« {text[:40]} » n’est pas un jour", _day_remedy(text))


def _day_remedy(text: str) -> str:
    """The same day of any year as it should be written; 29 February is one."""
    written, french = _DAY.match(text), _FRENCH_DAY.match(text)
    named = _NAMED_DAY.match(fold(text[:40]))
    month, day = 7, 14
    if written and int(text[:2]) in range(1, 13):
        month, day = int(text[:2]), int(text[3:])
    elif french:
        month, day = int(french[2]), int(french[1])
    elif named and named[2] in _MONTHS:
        month, day = _MONTHS.index(named[2]) + 1, int(named[1])
    if month not in range(1, 13) or not day:
        return "mois, puis jour : « 07-14 »"
    last = monthrange(2000, month)[1]
    manner = "mois, puis jour" if day <= last else f"ce mois n’a que {last} jours"
    return f"{manner} : « {month:02d}-{min(day, last):02d} »"


def check_email(text: str) -> None:
    """One mail address that a link can carry."""
    if len(text) > 254 or not _EMAIL.match(text):
        raise Fault(
            "courriel-invalide",
            f"« {text[:60]} » n’est pas une adresse de courriel",
            "une seule adresse, sans accent ni espace : « contact@exemple.fr »",
        )


def check_siret(text: str) -> None:
    """Fourteen digits with a right key."""
    if not re.match(r"[0-9]{14}\Z", text) or not _has_siret_key(text):
        raise Fault(
            "siret-invalide",
            f"« {text[:40]} » n’est pas un SIRET",
            "14 chiffres sans espace, recopiés de annuaire-entreprises.data.gouv.fr",
        )


def check_siren(text: str) -> None:
    """Nine digits with a right key."""
    if not re.match(r"[0-9]{9}\Z", text) or text == "0" * 9 or _luhn(text) % 10:
        raise Fault(
            "siret-invalide",
            f"« {text[:40]} » n’est pas un SIREN",
            "9 chiffres sans espace, recopiés de annuaire-entreprises.data.gouv.fr",
        )


def _has_siret_key(siret: str) -> bool:
    if siret.startswith(_LA_POSTE):  # La Poste's many offices follow a rule of their own
        return sum(int(digit) for digit in siret) % 5 == 0 or _luhn(siret) % 10 == 0
    return siret[:9] != "0" * 9 and _luhn(siret[:9]) % 10 == 0 and _luhn(siret) % 10 == 0


def _luhn(digits: str) -> int:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 + rank % 2)
        total += double - 9 if double > 9 else double
    return total


def _check_code(
    text: str,
    referentiels: Referentiels,
    names: Callable[[], _Names],
    wide_names: Callable[[], Mapping[str, str]],
    *,
    communes_only: bool,
) -> None:
    territory = referentiels.territory(text)
    if territory is not None and (territory.kind == "commune" or not communes_only):
        return
    current = referentiels.former_communes.get(text)
    if current is not None:
        commune = referentiels.territory(current)
        name = f" ({commune.nom})" if commune is not None else ""
        raise Fault(
            "code-territoire-ancien",
            f"le code « {text} » est celui d’une ancienne commune",
            f"écrivez « {current} »{name}",
            warning=True,
        )
    what = "d’aucune commune" if communes_only or _COMMUNE.match(text) else "d’aucun territoire"
    called = names().get(fold(text), ())
    meant = [code for code, kind in called if not communes_only or not kind]
    near = "" if called or what == "d’aucune commune" else _nearest_area(text, wide_names())
    if near:
        hint = f"vouliez-vous dire « {near} » ({referentiels.areas[near].nom}) ?"
    elif 0 < len(meant) <= MAX_MEANT:
        hint = f"vouliez-vous dire {' ou '.join(f'« {code} »' for code in meant)} ?"
    elif what == "d’aucune commune":
        hint = "code INSEE à 5 chiffres, « 43157 » pour Le Puy-en-Velay"
    else:
        hint = (
            "commune « 43157 », intercommunalité « 200073419 », département « 43 », "
            "région « region-84 », ou « france »"
        )
    raise Fault("code-territoire-inconnu", f"« {text[:40]} » n’est le code {what}", hint)


def _wide_names(referentiels: Referentiels) -> dict[str, str]:
    """The name of each département and région, as names are compared → its code."""
    names: dict[str, str] = {}
    for code, area in sorted(referentiels.areas.items()):
        if area.kind in ("departement", "region"):
            names.setdefault(fold(area.nom), code)
    return names


def _nearest_area(text: str, names: Mapping[str, str]) -> str:
    """The département or the région whose name is nearly that; "" when there is none."""
    close = get_close_matches(fold(text[:_MAX_NAME]), names, 1, _NEAR)
    return names[close[0]] if close else ""


def codes_by_name(referentiels: Referentiels) -> _Names:
    """What people write instead of a code, a name or a postcode → the codes it may stand for."""
    names: dict[str, list[tuple[str, bool]]] = {}
    for code, area in referentiels.areas.items():
        names.setdefault(fold(area.nom), []).append((code, True))
    for code, (nom, *_, codes_postaux) in referentiels.communes.items():
        for name in (fold(nom), *codes_postaux):
            names.setdefault(name, []).append((code, False))
    return names
