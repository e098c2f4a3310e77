"""Parse: what one entry says against itself — the rules that a JSON Schema cannot hold.

Each rule takes the typed data of one entry and yields (code, field, message, hint, warning).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.characters import find_mixed_alphabet
from generator.diagnostics import FieldPath
from generator.model import Referentiels

Data = Mapping[str, Any]

_PERSONAL_MAIL = re.compile(
    r"[a-z]+[._-][a-z]+@|@(?:gmail|yahoo|hotmail|outlook|orange|wanadoo|free|laposte|sfr)\.[a-z]+\Z"
)
_MOBILE = re.compile(r"(?:\+33 ?|0)[67]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_PAST = frozenset(
    ("date_maj", "le", "consulte_le", "importe_le", "date", "constate_le", "comble_le", "vu_le")
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
MIN_CONTRAST = 4.5
_NO_LICENCE = frozenset(("aucun", "code"))  # the written test passed is not a licence yet
_CONTACT_OF_MODE = {
    "telephoner": "telephone",
    "envoyer-un-courriel": "courriel",
    "utiliser-lien-mobilisation": "lien_mobilisation",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken, at one field."""

    code: str
    field: FieldPath
    message: str
    hint: str
    warning: bool = False


def find_breaches(data: Data, today: date, referentiels: Referentiels) -> Iterator[Breach]:
    """Every rule that an entry of any collection breaks."""
    yield from _future_dates(data, (), today)
    for rule in _RULES:
        yield from rule(data)
    for path, place in _places(data):
        yield from _commune_agrees(path, place, referentiels)


def read_date(value: object) -> date | None:
    """A date as entries write it; None when it is anything else."""
    try:
        return date.fromisoformat(str(value)) if _DATE.match(str(value)) else None
    except ValueError:
        return None


def _future_dates(value: object, path: FieldPath, today: date) -> Iterator[Breach]:
    """What has been done cannot be dated tomorrow."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _future_dates(item, (*path, key), today)
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _future_dates(item, (*path, rank), today)
    elif isinstance(value, str) and path and path[-1] in _PAST:
        moment = read_date(value)
        if moment is not None and moment > today:
            yield Breach(
                "date-future",
                path,
                f"« {value} » est dans le futur",
                f"écrivez la date du jour ({today.isoformat()}) ou une date passée",
            )


def everyone_alone(data: Data, path: FieldPath = ()) -> Iterator[Breach]:
    """« tous-publics » is not named beside others."""
    publics = data.get("publics", [])
    if isinstance(publics, list) and "tous-publics" in publics and len(publics) > 1:
        yield Breach(
            "tous-publics-accompagne",
            (*path, "publics", publics.index("tous-publics")),
            "« tous-publics » comprend déjà tous les autres",
            "gardez « tous-publics » seul, ou retirez-le et gardez les publics précis",
        )


def _no_licence_alone(data: Data) -> Iterator[Breach]:
    """« aucun » is not named beside a licence: of a person it is false, of a rule it says all."""
    for field in ("eligibilite", "personne"):
        yield from _licences(data.get(field), (field,))


def _licences(value: object, path: FieldPath) -> Iterator[Breach]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _licences(item, (*path, key))
    elif isinstance(value, list):
        if path[-1] == "permis" and "aucun" in value and not {*map(str, value)} <= _NO_LICENCE:
            yield Breach(
                "aucun-permis-accompagne",
                (*path, value.index("aucun")),
                "« aucun » permis ne va pas avec un permis",
                "gardez « aucun » seul, ou retirez-le ; « pas de permis B » se dit dans « sauf »",
            )
        for rank, item in enumerate(value):
            yield from _licences(item, (*path, rank))


def _free_has_no_price(data: Data) -> Iterator[Breach]:
    amount = data.get("montant")
    if data.get("frais") != "gratuit" or not isinstance(amount, Mapping):
        return
    if amount.get("sens") == "paye" and any(amount.get(key) for key in ("min", "max")):
        yield Breach(
            "prix-et-gratuit",
            ("montant",),
            "le service est dit gratuit, et un prix à payer est donné",
            "écrivez « frais: payant », ou retirez le montant",
        )


def _remote_has_no_desk(data: Data) -> Iterator[Breach]:
    modes = data.get("modes_mobilisation")
    if not isinstance(modes, list) or "se-presenter" not in modes:
        return
    if data.get("modes_accueil") == ["a-distance"]:
        yield Breach(
            "distance-et-se-presenter",
            ("modes_mobilisation", modes.index("se-presenter")),
            "on ne peut pas se présenter à un service qui n’existe qu’à distance",
            "ajoutez « en-presentiel » à modes_accueil, ou retirez « se-presenter »",
            warning="provenance" in data,  # said elsewhere: to be asked there, not lost here
        )


def _mode_has_contact(data: Data) -> Iterator[Breach]:
    modes = data.get("modes_mobilisation", [])
    for rank, mode in enumerate(modes if isinstance(modes, list) else ()):
        contact = _CONTACT_OF_MODE.get(str(mode))
        if contact and not data.get(contact):
            yield Breach(
                "mode-sans-contact",
                ("modes_mobilisation", rank),
                f"« {mode} » est proposé, mais « {contact} » n’est pas donné",
                f"ajoutez le champ « {contact} », ou retirez ce mode",
                warning=True,
            )


def _amount_in_order(data: Data) -> Iterator[Breach]:
    for path in (("montant",), ("eligibilite",)):
        yield from _bounds(data.get(path[0]), path)


def _bounds(value: object, path: FieldPath) -> Iterator[Breach]:
    if isinstance(value, Mapping):
        low, high = value.get("min"), value.get("max")
        if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low > high:
            yield Breach(
                "minimum-au-dessus-du-maximum",
                (*path, "min"),
                f"le minimum ({low}) est plus grand que le maximum ({high})",
                "échangez les deux valeurs, ou corrigez-en une",
            )
        for key, item in value.items():
            yield from _bounds(item, (*path, key))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _bounds(item, (*path, rank))


def _state_explained(data: Data) -> Iterator[Breach]:
    details = data.get("etat_precisions")
    details = details if isinstance(details, Mapping) else {}
    if data.get("etat") == "saisonnier" and "periode" not in details:
        yield Breach(
            "saison-sans-periode",
            ("etat",),
            "un service saisonnier dit quand il a lieu",
            "ajoutez « etat_precisions: » avec « periode: {debut: 06-01, fin: 09-30} »",
        )
    since, until = read_date(details.get("depuis")), read_date(details.get("jusqu_a"))
    if since and until and since > until:
        yield Breach(
            "dates-inversees",
            ("etat_precisions", "jusqu_a"),
            "la date de fin est avant la date de début",
            "échangez « depuis » et « jusqu_a », ou corrigez l’une des deux",
        )


def _no_personal_data(data: Data) -> Iterator[Breach]:
    mail = data.get("courriel")
    if isinstance(mail, str) and len(mail) <= 254 and _PERSONAL_MAIL.search(mail):
        yield Breach(
            "donnee-personnelle",
            ("courriel",),
            "cette adresse semble être celle d’une personne",
            "préférez une adresse de service, « contact@… »",
            warning=True,
        )
    phone = data.get("telephone")
    if isinstance(phone, str) and _MOBILE.match(phone):
        yield Breach(
            "donnee-personnelle",
            ("telephone",),
            "ce numéro de mobile semble être celui d’une personne",
            "préférez le numéro fixe de l’accueil, ou vérifiez que ce mobile est professionnel",
            warning=True,
        )


def _one_alphabet(data: Data) -> Iterator[Breach]:
    for field in ("nom", "titre", "resume", "sigle"):
        text = data.get(field)
        word = find_mixed_alphabet(text) if isinstance(text, str) else ""
        if word:
            yield Breach(
                "alphabet-mele",
                (field,),
                f"le mot « {word} » mélange des lettres de deux alphabets",
                "retapez ce mot au clavier",
                warning=True,
            )


def _readable_colours(data: Data) -> Iterator[Breach]:
    colour = data.get("couleur_principale")
    if isinstance(colour, str) and _COLOUR.match(colour):
        contrast = 1.05 / (luminance(colour) + 0.05)
        if contrast < MIN_CONTRAST:
            yield Breach(
                "couleur-illisible",
                ("couleur_principale",),
                f"contraste de {contrast:.1f} sur fond blanc".replace(".", ","),
                "choisissez une couleur plus foncée : il faut au moins 4,5",
            )


def luminance(colour: str) -> float:
    """WCAG relative luminance of `#rrggbb`."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _places(data: Data) -> Iterator[tuple[FieldPath, Data]]:
    yield (), data
    places = data.get("lieux")
    for rank, place in enumerate(places if isinstance(places, list) else ()):
        if isinstance(place, Mapping):
            yield ("lieux", rank), place


def _commune_agrees(path: FieldPath, place: Data, referentiels: Referentiels) -> Iterator[Breach]:
    commune = referentiels.territory(str(place.get("code_insee", "")))
    postcode = place.get("code_postal")
    if commune is None or commune.kind != "commune" or not isinstance(postcode, str):
        return
    if commune.codes_postaux and postcode not in commune.codes_postaux:
        yield Breach(
            "code-postal-et-commune",
            (*path, "code_postal"),
            f"« {postcode} » n’est pas un code postal de {commune.nom} ({commune.code})",
            f"codes postaux connus : {', '.join(commune.codes_postaux[:6])} "
            "(un CEDEX peut être juste)",
            warning=True,
        )


_RULES: tuple[Callable[[Data], Iterator[Breach]], ...] = (
    everyone_alone,
    _no_licence_alone,
    _free_has_no_price,
    _remote_has_no_desk,
    _mode_has_contact,
    _amount_in_order,
    _state_explained,
    _no_personal_data,
    _one_alphabet,
    _readable_colours,
)
