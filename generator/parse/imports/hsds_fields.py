"""Parse: terms of an HSDS service or organisation → the fields of ours that mean the same."""

import re
from collections.abc import Mapping
from typing import Any

from generator.parse.imports import CHANGED
from generator.parse.imports.hsds_reading import NO_EQUIVALENT, ONE_ONLY, Reading
from generator.parse.imports.hsds_texts import (
    FORM_LABEL,
    PAGE_LABEL,
    STATES,
    age_rules,
    application_fields,
    eligibility_fields,
)
from generator.parse.imports.values import is_nothing, read_date, read_prose, read_word

_ZONE = re.compile(r"(?:france|region-[0-9]{2}|[0-9]{9}|[0-9][0-9AB][0-9]{0,3})\Z")
_UNDATED = "le fichier ne dit pas qui a vérifié, et une vérification le dit toujours"
_PERSON = "le nom d’une personne ne se reprend pas sans son accord"
_UNKNOWN_CODE = "cette valeur n’est pas d’un de nos vocabulaires"
# Field of ours → whether it is a list; a taxonomy has its name, or the one below.
_CODED = {
    "thematiques": True,
    "type": False,
    "publics": True,
    "statuts": True,
    "frais": False,
    "modes_accueil": True,
    "mobilisable_par": True,
    "modes_mobilisation": True,
    "etat": False,
    "reseaux_porteurs": True,
}
_FIELD_OF = {
    "types": "type",
    "modes-accueil": "modes_accueil",
    "personnes-mobilisatrices": "mobilisable_par",
    "modes-mobilisation": "modes_mobilisation",
    "etats": "etat",
    "reseaux-porteurs": "reseaux_porteurs",
}
_FEES = {"Gratuit": "gratuit", "Payant": "payant"}


def addresses(reading: Reading, *, is_ours: bool) -> str | None:
    """`url` and `additional_urls` → where to apply, the source's page; the page they come from."""
    found: dict[Any, str] = {}
    for row in reading.leaves("additional_urls"):
        label, address = row.get("label"), row.get("url")
        is_known = label in (PAGE_LABEL, FORM_LABEL) and label not in found
        if is_known and isinstance(address, str):
            found[label] = address
        elif not is_nothing(address) or not is_nothing(label):
            reading.lost("additional_urls", _told(row, "label", "url"), NO_EQUIVALENT)
    if FORM_LABEL in found:
        reading.data["lien_mobilisation"] = found[FORM_LABEL]
    if is_ours and PAGE_LABEL not in found:
        page: str | None = reading.text("url")  # of the other site, not of the source's
        return page
    reading.keep("lien_source", "url")
    return found.get(PAGE_LABEL)


def coded(reading: Reading) -> None:
    """Attributes → the fields of the vocabularies; a code that is not ours is lost."""
    for row in reading.leaves("attributes"):
        term = row.get("taxonomy_term")
        term = term if isinstance(term, Mapping) else {}
        taxonomy = term.get("taxonomy")
        name = row.get("link_type") if str(row.get("link_type")) in _CODED else taxonomy
        field = _FIELD_OF.get(str(name), str(name))
        code = read_word(term["code"])[0] if not is_nothing(term.get("code")) else None
        if field not in _CODED or code is None:
            said = _told(term, "taxonomy", "code", "name")
            reading.lost("attributes", said or dict(row), _UNKNOWN_CODE)
        for name in ("label", "value"):
            if not is_nothing(row.get(name)):
                reading.lost(f"attributes.{name}", row[name], NO_EQUIVALENT)
        if field not in _CODED or code is None:
            continue
        if not _CODED[field]:
            if reading.data.setdefault(field, code) != code:
                reading.lost("attributes", code, ONE_ONLY)
        elif code not in reading.data.setdefault(field, []):
            reading.data[field].append(code)


def state(reading: Reading, *, is_ours: bool) -> None:
    """`status` and `alert` → `etat` and what is said of it."""
    status = reading.get("status")
    if "etat" not in reading.data and isinstance(status, str) and status in STATES:
        reading.data["etat"] = STATES[status]
        if status == "inactive":
            reading.remark(CHANGED, "status", status, "« suspendu » est notre mot le plus proche")
    details = reading.get("x_etat_precisions")
    if isinstance(details, Mapping):
        reading.data["etat_precisions"] = dict(details)
    if is_ours:
        reading.ignore("alert")  # made of the two above
        return
    message = reading.text("alert", read_prose)
    if message is not None:
        reading.data["etat_precisions"] = {"message": _cut(reading, "alert", message, 500)}


def texts(reading: Reading, *, is_ours: bool) -> None:
    """The three free texts, the ages, the fees."""
    process = reading.text("application_process", read_prose)
    reading.data |= application_fields(process) if process else {}
    if "delai" not in reading.data:
        reading.keep("delai", "wait_time", read_prose)
    rules = reading.get("x_eligibilite")
    conditions = reading.text("eligibility_description", read_prose)
    if conditions:
        listed = rules or reading.data.get("publics") or reading.data.get("statuts")
        reading.data |= eligibility_fields(conditions, is_ours=is_ours, has_checklist=bool(listed))
    if isinstance(rules, Mapping):
        reading.data["eligibilite"] = dict(rules)
        reading.ignore("minimum_age", "maximum_age")
    elif (ages := age_rules(reading.row)) is not None:
        reading.data["eligibilite"] = ages
        reading.ignore("minimum_age", "maximum_age")
    fees = reading.text("fees_description", read_prose) or reading.text("fees", read_prose)
    if fees is not None and _FEES.get(fees) != reading.data.get("frais", ""):
        reading.data["frais_precisions"] = fees


def areas(reading: Reading) -> None:
    """`service_areas` → `zone_eligibilite`: codes only, a name is never guessed."""
    codes = []
    for row in reading.leaves("service_areas"):
        code = row.get("extent")
        if isinstance(code, str) and _ZONE.match(code):
            codes.append(code)
            known = ("id", "service_id", "service_at_location_id", "name", "extent", "extent_type")
            _lose(reading, "service_areas", row, (*known, "uri"))
        else:
            reading.lost(
                "service_areas", row.get("name") or dict(row), "ce territoire n’a pas de code"
            )
    if codes:
        reading.data["zone_eligibilite"] = list(dict.fromkeys(codes))


def lists(reading: Reading) -> None:
    """Languages, papers."""
    codes = [row.get("code") for row in reading.leaves("languages")]
    for row in reading.leaves("languages"):
        if not isinstance(row.get("code"), str):
            reading.lost("languages", row.get("name") or dict(row), "cette langue n’a pas de code")
        if not is_nothing(row.get("note")):
            reading.lost("languages.note", row["note"], NO_EQUIVALENT)
    papers = []
    for row in reading.leaves("required_documents"):
        paper = read_prose(row["document"])[0] if not is_nothing(row.get("document")) else None
        if paper:
            papers.append(paper)
        elif not is_nothing(row.get("document")):
            reading.lost("required_documents", row["document"], NO_EQUIVALENT)
        if not is_nothing(row.get("uri")):
            reading.lost("required_documents.uri", row["uri"], NO_EQUIVALENT)
    languages = [code for code in codes if isinstance(code, str)]
    reading.data |= {"langues": list(dict.fromkeys(languages))} if languages else {}
    reading.data |= {"justificatifs": list(dict.fromkeys(papers))} if papers else {}


def contact(reading: Reading, *, is_ours: bool) -> None:
    """The name of our own export; a person another directory names has not agreed."""
    for rank, row in enumerate(reading.leaves("contacts")):
        name = read_prose(row["name"])[0] if not is_nothing(row.get("name")) else None
        if name and rank == 0 and is_ours:
            reading.data["contact_nom_prenom"] = name
        elif not is_nothing(row.get("name")):
            reading.lost("contacts.name", row["name"], _PERSON)
        _lose(reading, "contacts", row, ("id", "service_id", "name"))


def costs(reading: Reading) -> None:
    """`x_montant`, else the only cost in euros, → `montant`."""
    ours = reading.get("x_montant")
    options = reading.leaves("cost_options")
    if isinstance(ours, Mapping):
        reading.data["montant"] = dict(ours)
        return
    priced = [row for row in options if _is_price(row)]
    if len(priced) == 1 and len(options) == 1:
        words = (priced[0].get("option"), priced[0].get("amount_description"))
        said = ", ".join(word for word in words if isinstance(word, str) and word)
        if priced[0]["amount"] == 0:
            reading.data.setdefault("frais", "gratuit")
        elif reading.data.get("frais") != "gratuit":
            amount = {"max": priced[0]["amount"], "unite": "€", "sens": "paye"}
            reading.data["montant"] = amount | ({"precisions": said[:500]} if said else {})
            reading.data.setdefault("frais", "payant")
        _lose(
            reading,
            "cost_options",
            priced[0],
            ("id", "service_id", "option", "currency", "amount", "amount_description"),
        )
        return
    for row in options:
        reading.lost("cost_options", dict(row), "une fiche n’a qu’un montant, en euros")


def verified(reading: Reading) -> None:
    """Who checked, when: never a date without who."""
    ours = reading.get("x_verification")
    day = reading.get("assured_date")
    if isinstance(ours, Mapping):
        reading.data["verification"] = dict(ours)
    elif day is not None:
        reading.lost("assured_date", day, _UNDATED)


def relations(reading: Reading) -> None:
    """Links to other services, still by their identifiers in the file: see `with_relations`."""
    found = reading.get("x_relations")
    if isinstance(found, Mapping):
        reading.data["relations"] = {
            kind: [name for name in names if isinstance(name, str)]
            for kind, names in found.items()
            if isinstance(names, list)
        }


def former(reading: Reading) -> None:
    """Former identifiers are those of the other site: they are no addresses of this one."""
    found = reading.get("x_anciens_ids")
    for name in found if isinstance(found, list) else [found] if found is not None else ():
        reading.lost("x_anciens_ids", name, "c’est un ancien identifiant de l’autre annuaire")


def earlier(reading: Reading) -> None:
    """Where the other directory had it from: ours says from which directory it comes now."""
    found = reading.get("x_provenance")
    if found is not None:
        reason = "la provenance est maintenant cet annuaire ; la sienne est à relire chez lui"
        reading.lost("x_provenance", found, reason)


def registered(reading: Reading) -> None:
    """SIRET and SIREN; another register has no field."""
    for row in reading.leaves("organization_identifiers"):
        kind = str(row.get("identifier_type", "")).strip().lower()
        number = row.get("identifier")
        bare = "".join(str(number).split())
        if kind in ("siret", "siren") and kind not in reading.data:
            reading.data[kind] = bare
            continue
        said = _told(row, "identifier_scheme", "identifier_type", "identifier")
        if said:
            reading.lost("organization_identifiers", said, NO_EQUIVALENT)


def referent(reading: Reading) -> None:
    """A function and its address; a person's name is not taken."""
    for row in reading.leaves("contacts"):
        role = read_prose(row["title"])[0] if not is_nothing(row.get("title")) else None
        taken: tuple[str, ...] = ()
        if role and "referent" not in reading.data:
            mail = row.get("email")
            is_generic = isinstance(mail, str) and is_nothing(row.get("name"))
            reading.data["referent"] = {"role": role} | ({"courriel": mail} if is_generic else {})
            taken = ("title", "email") if is_generic else ("title",)
        _lose(reading, "contacts", row, ("id", "organization_id", *taken))


def day_of(value: Any) -> tuple[Any, str]:
    """A day; that a moment is cut to it goes without saying."""
    day, why = read_date(value)
    return day, "" if day else why


def _told(row: Mapping[str, Any], *names: str) -> str:
    """The terms of an object that mean something, on one line."""
    return ", ".join(str(row[name]) for name in names if not is_nothing(row.get(name)))


def _is_price(row: Mapping[str, Any]) -> bool:
    amount = row.get("amount")
    is_number = isinstance(amount, (int, float)) and not isinstance(amount, bool)
    return is_number and str(row.get("currency", "")).upper() == "EUR"


def _lose(reading: Reading, key: str, row: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name, value in row.items():
        if name not in known and not is_nothing(value):
            reading.lost(f"{key}.{name}", value, NO_EQUIVALENT)


def _cut(reading: Reading, key: str, text: str, size: int) -> str:
    if len(text) <= size:
        return text
    reading.remark(CHANGED, key, text, f"le texte est coupé à {size} signes")
    return f"{text[: size - 1].rstrip()}…"
