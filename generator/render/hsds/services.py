"""Render: one service → an HSDS service; what HSDS cannot say is under names of our own (`x_…`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.entries import Service
from generator.news import Tombstone
from generator.published import published
from generator.render.hsds.frame import Frame
from generator.render.hsds.identifiers import part_of
from generator.render.hsds.phones import phones
from generator.render.hsds.schedules import schedules
from generator.render.hsds.sentences import (
    alert,
    application_process,
    eligibility_description,
    fees_description,
    status,
)
from generator.render.hsds.taxonomies import OF_SERVICES
from generator.render.hsds.uris import uri

# The address that answers for a code: the State's API of territories, the EU's list of countries.
_AREA_URI = {
    "commune": "https://geo.api.gouv.fr/communes/{}",
    "epci": "https://geo.api.gouv.fr/epcis/{}",
    "departement": "https://geo.api.gouv.fr/departements/{}",
    "region": "https://geo.api.gouv.fr/regions/{}",
    "pays": "http://publications.europa.eu/resource/authority/country/FRA",
}
PAGE_LABEL = "Fiche"
FORM_LABEL = "Demande en ligne"
_PRICED = {None: "", "€": "", "€/heure": "par heure", "€/km": "par kilomètre"}

Row = dict[str, Any]


def service(entry: Service, frame: Frame) -> Row:
    """A service with all that is its own; its organisation and its places are cited."""
    owner = frame.service_id(entry.id)
    low, high = age_bounds(entry.eligibilite)
    row = {
        "id": owner,
        "organization_id": frame.organization_id(entry.structure),
        "name": entry.nom,
        "description": entry.description.source if entry.description else entry.resume,
        "url": uri(entry.lien_source) if entry.lien_source else frame.page("services", entry.id),
        "additional_urls": _urls(owner, entry, frame),
        "email": entry.courriel,
        "status": status(entry, frame.today),
        "application_process": application_process(entry),
        "fees_description": fees_description(entry, frame.vocabularies["frais"]),
        "eligibility_description": eligibility_description(entry, frame.views[entry.id]),
        "minimum_age": low,
        "maximum_age": high,
        "assured_date": entry.verification.le.isoformat() if entry.verification else None,
        "alert": alert(entry, frame.views[entry.id], frame.vocabularies["etats"]),
        "last_modified": f"{entry.date_maj.isoformat()}T00:00:00.000Z",
        "phones": phones(owner, "service_id", entry.telephone),
        "schedules": schedules(owner, "service_id", entry.horaires_accueil, entry.code_insee or ""),
        "service_areas": _areas(owner, entry, frame),
        "languages": _languages(owner, entry, frame),
        "cost_options": _costs(owner, entry, frame),
        "required_documents": [
            {
                "id": part_of(owner, "required_documents", paper),
                "service_id": owner,
                "document": paper,
            }
            for paper in entry.justificatifs
        ],
        "contacts": _contacts(owner, entry),
        "attributes": frame.taxonomies.attributes(owner, "service", entry, OF_SERVICES),
        **_own(entry, frame),
    }
    return {key: value for key, value in row.items() if value not in (None, [], "")}


def withdrawn(gone: Tombstone, frame: Frame) -> Row:
    """What answers at the address of a service that is no more, so that none hangs in the air."""
    successor = gone.remplace_par
    row = {
        "id": frame.service_id(gone.id),
        "name": gone.nom,
        "url": frame.page("services", gone.id),
        "status": "defunct",
        "alert": gone.motif,
        "last_modified": f"{gone.depuis.isoformat()}T00:00:00.000Z" if gone.depuis else None,
        "x_id": gone.id,
        "x_fiche": f"{frame.base}api/v1/services/{gone.id}.json",
        "x_remplace_par": frame.service_id(successor) if successor else None,
    }
    return {key: value for key, value in row.items() if value is not None}


def age_bounds(rules: Mapping[str, object] | None) -> tuple[float | None, float | None]:
    """The ages that are asked of everyone: what stands in an alternative is no bound."""
    lows: list[float] = []
    highs: list[float] = []
    for condition in _all_of(rules or {}):
        age = condition.get("age")
        if isinstance(age, Mapping):
            lows += [age["min"]] if "min" in age else []
            highs += [age["max"]] if "max" in age else []
    return (max(lows) if lows else None), (min(highs) if highs else None)


def _all_of(rules: Mapping[str, object]) -> list[Mapping[str, object]]:
    conditions = rules.get("toutes")
    found: list[Mapping[str, object]] = []
    for condition in conditions if isinstance(conditions, (list, tuple)) else ():
        found += [condition, *_all_of(condition)]
    return found


def _urls(owner: str, entry: Service, frame: Frame) -> list[Row]:
    """The page of this site when the address of the service is its source's; where to apply."""
    page = frame.page("services", entry.id) if entry.lien_source else None
    form = uri(entry.lien_mobilisation) if entry.lien_mobilisation else None
    return [
        {
            "id": part_of(owner, "additional_urls", label),
            "label": label,
            "url": address,
            "service_id": owner,
        }
        for label, address in ((PAGE_LABEL, page), (FORM_LABEL, form))
        if address
    ]


def _areas(owner: str, entry: Service, frame: Frame) -> list[Row]:
    rows = []
    for code in entry.zone_eligibilite:
        area = frame.referentiels.territory(code)
        former = frame.referentiels.former_names.get(code)
        row = {
            "id": part_of(owner, "service_areas", code),
            "service_id": owner,
            "name": area.nom if area else former or code,
            "extent": code,
            "extent_type": "text",
        }
        if area is not None and not former:
            row["uri"] = _AREA_URI[area.kind].format(area.code.removeprefix("region-"))
        rows.append(row)
    return rows


def _languages(owner: str, entry: Service, frame: Frame) -> list[Row]:
    names = frame.vocabularies["langues"]
    return [
        {
            "id": part_of(owner, "languages", code),
            "service_id": owner,
            "name": names[code].label,
            "code": code,
        }
        for code in entry.langues
    ]


def _costs(owner: str, entry: Service, frame: Frame) -> list[Row]:
    """What the person pays, when it is a sum in euros; what they receive is no cost."""
    amount = entry.montant
    if amount is None or amount.sens != "paye" or amount.unite not in _PRICED:
        return []
    period = frame.vocabularies["periodicites"].get(amount.periodicite or "")
    words = (_PRICED[amount.unite], period.label if period else "", amount.precisions or "")
    said = ", ".join(word for word in words if word)
    bounds = (("Au moins", amount.min), ("Au plus", amount.max))
    exact = amount.min == amount.max or amount.min is None
    rows = []
    for option, sum_asked in (("", amount.max),) if exact else bounds:
        if sum_asked is not None:
            row: Row = {"id": part_of(owner, "cost_options", option), "service_id": owner}
            row |= {"option": option} if option else {}
            row |= {"currency": "EUR", "amount": sum_asked}
            rows.append(row | ({"amount_description": said} if said else {}))
    return rows


def _contacts(owner: str, entry: Service) -> Sequence[Row]:
    name = entry.contact_nom_prenom
    if not name:
        return []
    return [{"id": part_of(owner, "contacts", name), "service_id": owner, "name": name}]


def _own(entry: Service, frame: Frame) -> Row:
    """What a reader of HSDS may ignore, and an import takes back."""
    relations = published(entry.relations) if entry.relations else {}
    values = {
        "x_montant": entry.montant,
        "x_etat_precisions": entry.etat_precisions,
        "x_verification": entry.verification,
        "x_falc": entry.falc,
    }
    return {
        **frame.own_terms("services", entry),
        "x_resume": entry.resume,
        "x_mots_cles": list(entry.mots_cles),
        "x_eligibilite": entry.eligibilite,
        **{key: published(value) for key, value in values.items() if value is not None},
        "x_relations": {
            kind: [frame.service_id(name) for name in names] for kind, names in relations.items()
        }
        or None,
        "x_sources": [published(source) for source in entry.sources],
        "x_provenance": published(entry.provenance) if entry.provenance else None,
    }
