"""Plan: links between services → where they break, for whom, from when to when.

Each link is judged once against what it cites, and the links of a kind that an entry says once
together: nothing compares two services that do not cite each other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.parcours import Rupture
from generator.plan.relation_graph import Said
from generator.plan.relation_windows import (
    Window,
    first_hole,
    never_together,
    open_window,
    season,
    season_hole,
)
from generator.plan.rupture_ground import Ground, hole_words
from generator.plan.wording import date_text, day_text

# A link → what its entry does to the other.
VERBS = {
    "prerequis": "demande d’avoir d’abord fait",
    "passe_le_relais_a": "passe le relais à",
    "cumulable_avec": "se cumule avec",
    "complement_de": "complète",
    "incompatible_avec": "ne se cumule pas avec",
    "remplace": "remplace",
}
_WAYS = ("prerequis", "passe_le_relais_a")  # a person goes from one to the other
_PARTNERS = ("passe_le_relais_a", "cumulable_avec", "incompatible_avec")  # both have to know
_TOGETHER = ("cumulable_avec", "complement_de")


def find_link_ruptures(ground: Ground) -> Iterator[Rupture]:
    """Every break of a link whose own entry is not over."""
    cited = {(link.source, link.target) for link in ground.links}
    for source, links in groupby(ground.links, key=lambda link: link.source):
        if ground.services[source].etat == "termine":
            continue  # kept for the record: nobody follows it any more
        for kind, group in groupby(links, key=lambda link: link.kind):
            said = tuple(group)
            for link in said:
                yield from _closed(ground, link)
                yield from _elsewhere(ground, link)
                yield from _one_way(ground, link, cited)
            if kind in _WAYS:
                yield from _holes(ground, said)
            for link in said if kind in (*_TOGETHER, "remplace") else ():
                yield from _apart_in_time(ground, link)


def _closed(ground: Ground, link: Said) -> Iterator[Rupture]:
    """The other service cannot be asked for; one that is suspended may still complete this one."""
    over = ground.services[link.target].etat == "termine"
    matters = link.kind in _WAYS or (link.kind in _TOGETHER and over)
    if matters and ground.is_closed(link.target):
        words = f"{ground.named(link.target)}, {ground.closed_words(link.target)}"
        advice = ground.advice_for(link.target)
        yield _of(link, "relation-fermee", f"{VERBS[link.kind]} {words}", advice)


def _elsewhere(ground: Ground, link: Said) -> Iterator[Rupture]:
    """Nobody lives where both are; what reaches nobody on this site is said elsewhere."""
    here, there = ground.zone(link.source), ground.zone(link.target)
    if link.kind in (*_WAYS, *_TOGETHER) and here and there and not here & there:
        yield _of(
            link,
            "relation-hors-zone",
            f"{VERBS[link.kind]} {ground.named(link.target)}, qui ne couvre aucune commune "
            "de sa zone",
            "citez un service de la même zone, ou vérifiez « zone_eligibilite » dans les deux "
            "fiches",
        )


def _one_way(ground: Ground, link: Said, cited: set[tuple[str, str]]) -> Iterator[Rupture]:
    """Two structures: the one that is cited does not say that it knows."""
    source, target = ground.services[link.source], ground.services[link.target]
    if (
        link.kind in _PARTNERS
        and source.structure != target.structure
        and (link.target, link.source) not in cited
    ):
        yield _of(
            link,
            "relation-a-sens-unique",
            f"{VERBS[link.kind]} {ground.named(link.target)}, dont la fiche n’en dit rien",
            f"parlez-en à l’autre structure ; dans {link.target}, ajoutez un lien vers "
            f"{link.source}",
        )


def _holes(ground: Ground, said: Sequence[Said]) -> Iterator[Rupture]:
    """Places and days where the way stops: each prerequisite is needed, one relay is enough."""
    ready = [link for link in said if not ground.is_closed(link.target)]
    here = [link for link in ready if ground.zone(link.source) & ground.zone(link.target)]
    if said[0].kind == "prerequis":
        for link in here:
            yield from _left_out(ground, link, (link,))
            yield from _closed_days(ground, link, (link,))
    elif here:
        yield from _left_out(ground, here[0], here)
        yield from _closed_days(ground, here[0], here)


def _left_out(ground: Ground, link: Said, offers: Sequence[Said]) -> Iterator[Rupture]:
    offered = 0
    for offer in offers:
        offered |= ground.zone(offer.target)
    missing = ground.missing(ground.zone(link.source), offered)
    if missing is None:
        return
    alone = len(offers) == 1 and link.kind == "prerequis"
    yield _of(
        link,
        "zone-incomplete",
        f"demande d’avoir d’abord fait {ground.named(link.target)}, absent de {missing.words}"
        if alone
        else f"ne passe le relais à personne dans {missing.words}",
        "cherchez qui peut le faire dans ces communes",
        communes=missing.communes,
        habitants=missing.people,
    )


def _closed_days(ground: Ground, link: Said, offers: Sequence[Said]) -> Iterator[Rupture]:
    source = ground.services[link.source]
    targets = [ground.services[offer.target] for offer in offers]
    windows = [window for item in targets if (window := open_window(item)) is not None]
    hole = first_hole(open_window(source) or Window(), windows, ground.today)
    what = (
        f"{VERBS[link.kind]} {ground.named(link.target)}, fermé"
        if link.kind == "prerequis"
        else "ne passe le relais à personne"
    )
    advice = "cherchez qui répond ces jours-là, ou précisez les dates dans « etat_precisions »"
    if hole is not None:
        yield _of(
            link,
            "relation-hors-dates",
            f"{what} {hole_words(hole)}",
            advice,
            debut=hole.first,
            fin=hole.last,
        )
        return
    open_days = 0
    for target in targets:
        open_days |= season(target)
    if days := season(source) & ~open_days:
        first, last = (day_text(day) for day in season_hole(days))
        yield _of(link, "relation-hors-dates", f"{what} du {first} au {last}, chaque année", advice)


def _apart_in_time(ground: Ground, link: Said) -> Iterator[Rupture]:
    """What goes together is never open on the same day; what replaces comes after a hole."""
    source = open_window(ground.services[link.source]) or Window()
    target = open_window(ground.services[link.target])
    if target is None:
        return
    if link.kind in _TOGETHER and not ground.is_closed(link.target):
        if never_together(source, target):
            yield _of(
                link,
                "relation-hors-dates",
                f"{VERBS[link.kind]} {ground.named(link.target)}, mais les deux ne sont jamais "
                "ouverts en même temps",
                "vérifiez les dates dans « etat_precisions » des deux fiches",
            )
    elif link.kind == "remplace" and target.last and source.first:
        gap = (source.first - target.last).days
        if gap > 1 and source.first > ground.today:
            yield _of(
                link,
                "relation-hors-dates",
                f"remplace {ground.named(link.target)}, fermé après le {date_text(target.last)}, "
                f"et n’ouvre que le {date_text(source.first)}",
                "dites au public que faire entre ces deux dates, dans « etat_precisions »",
                debut=target.last,
                fin=source.first,
            )


def _of(link: Said, genre: str, message: str, advice: str, **more: object) -> Rupture:
    return Rupture(
        genre=genre,
        fiche=f"services/{link.source}",
        lien=link.kind,
        rang=link.rank,
        vers=link.target,
        message=message,
        conseil=advice,
        **more,  # type: ignore[arg-type]
    )
