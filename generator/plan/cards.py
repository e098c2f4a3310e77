"""Plan: one service → its card in a list: what, from whom, for whom, where, how much, how."""

from collections.abc import Iterable, Mapping

from generator.entries import Service, Structure
from generator.evenements import Evenement
from generator.freshness import Freshness, sunk
from generator.model import Territory
from generator.plan.coverage import CoverageMap
from generator.plan.freshness_words import STALE
from generator.plan.urls import service_url, territory_url
from generator.plan.vocabulary import Labels
from generator.plan.wording import (
    NBSP,
    amount_text,
    at_town,
    capitalised,
    date_text,
    host_of,
    listed,
    phone_link,
    phone_text,
)
from generator.view_parts import Action, Badge, Card, Link

# Which states deserve a word on a card, and how they look.
STATES = {
    "actif": Badge(label="Disponible", tone="ok"),
    "saisonnier": Badge(label="Selon la saison", tone="info"),
    "a-confirmer": Badge(label="À confirmer", tone="info"),
    "suspendu": Badge(label="Suspendu en ce moment", tone="warn"),
    "budget-epuise": Badge(label="Budget épuisé", tone="warn"),
    "termine": Badge(label="Terminé", tone="closed"),
}
MAX_TOWNS = 3
_ARTICLES = {
    "commune": "{}",
    "epci": "{}",
    "departement": "{}",
    "region": "Région {}",
}


def make_card(
    service: Service,
    structure: Structure,
    labels: Labels,
    coverage: CoverageMap,
    fresh: Freshness | None = None,
) -> Card:
    """A service → its card; every value is final."""
    category = labels.category(service.thematiques[0])
    return Card(
        id=service.id,
        nom=service.nom,
        url=service_url(service.id),
        resume=service.resume,
        structure=structure.sigle or structure.nom,
        accent=category.accent,
        icon=category.icon,
        category=labels.everyday(category),
        audience=audience_text(service, labels),
        place=place_text(service, coverage),
        on_site=on_site_text(service),
        cost=cost_text(service, labels),
        how=how_text(service),
        contact=contact_action(service),
        badge=_badge(service, fresh),
        freshness=freshness_text(service),
        publics=service.publics,
        statuts=service.statuts,
    )


def _badge(service: Service, fresh: Freshness | None) -> Badge | None:
    """A word for what is not simply available: its state, else that it is out of date."""
    if service.etat != "actif":
        return STATES[service.etat]
    return STALE if fresh is not None and not fresh.trusted else None


def order_key(
    service: Service, coverage: CoverageMap, fresh: Mapping[str, Freshness]
) -> tuple[int, int, int, str, str]:
    """Open before out of date before suspended, local before national, fresh first, by name."""
    checked = service.verification.le if service.verification else service.date_maj
    name = service.nom.casefold()
    return (sunk(service, fresh), coverage.scope(service), -checked.toordinal(), name, service.id)


def audience_text(service: Service | Evenement, labels: Labels) -> str:
    """For whom, in a few words: situations of employment first, they are the most precise."""
    words = labels.labels("statuts", service.statuts)
    if service.publics != ("tous-publics",):
        words += labels.labels("publics", service.publics)
    elif not words:
        words = ("Tout le monde",)
    lowered = words[:1] + tuple(word[:1].lower() + word[1:] for word in words[1:])
    return listed(lowered, limit=3)


def place_text(service: Service, coverage: CoverageMap) -> str:
    """Where it is valid, in a few words."""
    areas = coverage.names(service)
    if any(area.kind == "pays" for area in areas):
        words = "Toute la France"
    else:
        words = listed(tuple(territory_name(area) for area in areas), limit=2)
    if service.modes_accueil == ("a-distance",):
        return f"{words}, à distance"
    return words


def territory_name(area: Territory) -> str:
    """A territory as one says it: "Région Auvergne-Rhône-Alpes", "Haute-Loire"."""
    return "Toute la France" if area.kind == "pays" else _ARTICLES[area.kind].format(area.nom)


def territory_links(codes: Iterable[str], coverage: CoverageMap) -> tuple[Link, ...]:
    """Territories by code, as of today; those that have a list lead to it."""
    former = coverage.referentiels.former_communes
    areas = map(coverage.referentiels.territory, (former.get(code, code) for code in codes))
    return tuple(
        Link(
            label=territory_name(area),
            url=territory_url(area.code) if area.code in coverage.pages else "",
        )
        for area in areas
        if area is not None
    )


def on_site_text(service: Service) -> str:
    """Where one goes, when the service receives people: « Sur place à Besançon et à Dole »."""
    if "en-presentiel" not in service.modes_accueil:
        return ""
    towns = dict.fromkeys((service.commune, *(lieu.commune for lieu in service.lieux)))
    places = tuple(at_town(town) for town in towns if town)
    if not places:
        return ""
    if len(places) > MAX_TOWNS:
        places = (
            *places[: MAX_TOWNS - 1],
            f"dans {len(places) - MAX_TOWNS + 1}{NBSP}autres villes",
        )
    remote = " ou à distance" if "a-distance" in service.modes_accueil else ""
    return f"Sur place {listed(places)}{remote}"


def cost_text(service: Service, labels: Labels) -> str:
    """What it brings or costs, in a few words."""
    amount = amount_text(service.montant)
    if amount and service.montant is not None and service.montant.sens == "paye":
        return f"À payer\u00a0: {amount[:1].lower()}{amount[1:]}"
    if amount:
        return amount
    return labels.label("frais", service.frais) if service.frais else ""


def how_text(service: Service) -> str:
    """How to ask, in a few words."""
    words = {
        "telephoner": "par téléphone",
        "envoyer-un-courriel": "par courriel",
        "se-presenter": "sur place",
        "utiliser-lien-mobilisation": "en ligne",
    }
    modes = tuple(words[mode] for mode in service.modes_mobilisation if mode in words)
    return capitalised(listed(modes, last="ou"))


def contact_action(service: Service) -> Action | None:
    """The shortest way to ask: a call, then a form, then a mail; none when the page tells how."""
    call = phone(service.telephone)
    if call is not None:
        return Action(label=f"Appeler le {call.label}", url=call.url, icon="phone")
    if service.lien_mobilisation:
        online = "utiliser-lien-mobilisation" in service.modes_mobilisation
        words = "Faire la demande sur" if online else "Aller sur"
        return Action(
            label=f"{words} {host_of(service.lien_mobilisation)}",
            url=service.lien_mobilisation,
            icon="external-link",
        )
    if service.courriel:
        url = f"mailto:{service.courriel}"
        return Action(label="Envoyer un courriel", url=url, icon="mail")
    return None


def freshness_text(service: Service) -> str:
    """The day it was last checked to be true, else last changed; and whom it was taken from."""
    check, origin = service.verification, service.provenance
    words = f"Vérifié le {date_text(check.le)}" if check else ""
    words = words or f"Mis à jour le {date_text(service.date_maj)}"
    return f"{words}, d’après {origin.nom}" if origin is not None else words


def phone(number: str | None) -> Link | None:
    """A number that a tap calls."""
    if not number:
        return None
    return Link(label=phone_text(number), url=phone_link(number), external=True)
