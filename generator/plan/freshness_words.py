"""Plan: how fresh an entry is → the words that its page, its card and its keeper read."""

from generator.entries import Verification
from generator.freshness import A_JOUR, A_REVOIR, PERIME, RETIRE, Freshness, Keeper
from generator.model import Catalogue
from generator.plan import urls
from generator.plan.wording import NBSP, date_text
from generator.view_parts import Badge, Link

STALE = Badge(label="À vérifier", tone="info")  # what is due cannot be said « Disponible »
STATE_BADGES = {
    A_JOUR: Badge(label="À jour", tone="ok"),
    A_REVOIR: Badge(label="À revoir", tone="info"),
    PERIME: Badge(label="Périmée", tone="warn"),
    RETIRE: Badge(label="Retirée des listes", tone="closed"),
}

NEVER = Badge(label="Jamais vérifiée", tone="info")


def state_badge(fresh: Freshness) -> Badge:
    """« À jour » is said of what somebody checked: what nobody ever did is not due yet, no more."""
    return STATE_BADGES[fresh.etat] if fresh.verifie or fresh.due else NEVER


def verified_text(check: Verification | None) -> str:
    """Who checked an entry, when and how; "" when nobody did."""
    if check is None:
        return ""
    words = f"Vérifié le {date_text(check.le)} ({check.par})"
    if check.comment:
        words = f"{words}{NBSP}: {check.comment.rstrip('.')}"
    return f"{words}."


def freshness_banner(fresh: Freshness | None) -> Badge | None:
    """What the page of an entry says first when somebody should have checked it; its tone."""
    if fresh is None or not fresh.due:
        return None
    day = date_text(fresh.reference)
    never = f"personne ne l’a jamais vérifiée, et elle n’a pas changé depuis le {day}"
    unchecked = f"personne ne l’a vérifiée depuis le {day}" if fresh.verifie else never
    sentences = {
        A_REVOIR: f"Cette fiche est à revoir depuis le {date_text(fresh.depuis)}{NBSP}: demandez "
        "confirmation à l’organisme avant de compter dessus.",
        PERIME: f"Cette fiche est périmée{NBSP}: {unchecked}. Demandez confirmation à l’organisme "
        "avant toute démarche.",
        RETIRE: f"Cette fiche n’est plus dans nos listes{NBSP}: {unchecked}. Ce qu’elle dit n’est "
        "peut-être plus vrai.",
    }
    return Badge(label=sentences[fresh.etat], tone=STATE_BADGES[fresh.etat].tone)


def keeper_link(keeper: Keeper, catalogue: Catalogue) -> Link:
    """Its mirror; what comes from another guichet has none, nor who keeps no service."""
    name = keeper.structure.id
    mirrored = keeper.services and f"structures/{name}" not in catalogue.externals
    return Link(
        label=keeper.structure.nom,
        url=urls.partner_url(name) if mirrored else urls.structure_url(name),
    )
