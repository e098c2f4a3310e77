"""Plan: breaks → the page of breaks, for the meetings of partners."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.model import Catalogue
from generator.parcours import Rupture, RuptureGroup, RuptureLine, RupturesView
from generator.plan import urls
from generator.plan.page import make_page
from generator.plan.rupture_ground import Ground
from generator.plan.wording import NBSP, counted, listed, number_text
from generator.site_plan import Page
from generator.view_parts import Link

MAX_NAMED = 4
MAX_LINES = 200  # of a kind; a list that nobody would read to its end is data
_HEADING = "Ruptures de parcours"
_INTRO = (
    "Là où un chemin s’arrête pour quelqu’un\u00a0: une étape que personne ne fait, un relais "
    "fermé, des communes oubliées, des dates qui ne se suivent pas."
)
# genre → heading, anchor, what it means
_KINDS = {
    "etape-sans-reponse": (
        "Étapes sans réponse",
        "etapes",
        "Une étape indispensable d’un parcours n’a personne pour la faire.",
    ),
    "relation-fermee": (
        "Relais fermés",
        "fermes",
        "Une fiche envoie vers un service terminé, suspendu, ou dont le budget est épuisé.",
    ),
    "relation-hors-dates": (
        "Trous dans le calendrier",
        "dates",
        "Pendant un temps, personne ne prend la suite.",
    ),
    "zone-incomplete": (
        "Communes oubliées",
        "communes",
        "Le chemin existe, mais pas pour tous ceux à qui il est promis.",
    ),
    "relation-hors-zone": (
        "Liens hors de la zone",
        "zones",
        "Deux services se citent et n’ont aucune commune en commun.",
    ),
    "relation-a-sens-unique": (
        "Relais à confirmer",
        "relais",
        "Une structure compte sur une autre, dont la fiche n’en dit rien.",
    ),
}


def ruptures_page(ruptures: Sequence[Rupture], catalogue: Catalogue, ground: Ground) -> Page:
    """Every break by kind; the page exists when there is none, to say so."""
    names = {f"services/{entry.id}": entry.nom for entry in catalogue.services}
    names |= {f"parcours/{entry.id}": entry.nom for entry in catalogue.parcours}
    groups = tuple(
        _group(genre, tuple(found), names, ground)
        for genre, found in groupby(ruptures, key=lambda item: item.genre)
    )
    view = RupturesView(
        heading=_HEADING,
        intro=_INTRO,
        groups=groups,
        json_url=urls.RUPTURES_JSON,
        count=counted(len(ruptures), "rupture") if ruptures else "",
    )
    return make_page(
        urls.RUPTURES,
        "pages/ruptures.html",
        view,
        breadcrumb=(Link(label="Les parcours", url=urls.PARCOURS),),
        section="parcours",
    )


def _group(
    genre: str, found: Sequence[Rupture], names: Mapping[str, str], ground: Ground
) -> RuptureGroup:
    heading, anchor, note = _KINDS[genre]
    return RuptureGroup(
        heading=heading,
        anchor=anchor,
        note=note,
        count=len(found),
        lines=tuple(_line(item, names, ground) for item in found[:MAX_LINES]),
    )


def _line(item: Rupture, names: Mapping[str, str], ground: Ground) -> RuptureLine:
    collection, _, identifier = item.fiche.partition("/")
    url = urls.parcours_url if collection == "parcours" else urls.service_url
    target = names.get(f"services/{item.vers}") if item.vers else None
    return RuptureLine(
        entry=Link(label=names[item.fiche], url=url(identifier)),
        target=Link(label=target, url=urls.service_url(item.vers)) if target else None,
        text=f"{item.sujet} {item.message}.".lstrip(),
        advice=f"{item.conseil}.",
        places=_places(item, ground),
    )


def _places(item: Rupture, ground: Ground) -> str:
    """« 8 400 habitants : CC du Pays de Lafayette (11), CC Brioude (1) »."""
    if not item.communes:
        return ""
    rows = ground.coverage.referentiels.communes
    areas = ground.coverage.referentiels.areas
    counts = Counter(rows[code][1] for code in item.communes)
    del counts[""]
    ordered = sorted(counts, key=lambda code: (-counts[code], areas[code].nom))
    named = [f"{areas[code].nom} ({counts[code]})" for code in ordered]
    people = f"{number_text(item.habitants)} habitants"
    where = listed(tuple(named), limit=MAX_NAMED)
    return people + (f"{NBSP}: {where}" if where else "")
