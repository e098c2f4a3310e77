"""Plan: what entries say differently → `observatoire/contradictions.html`, kind by kind."""

from collections.abc import Iterator, Mapping, Sequence

from generator.contradictions import DISAGREE, ONE_SIDED, SAME_AID, Contradiction
from generator.model import Catalogue
from generator.parcours import Rupture
from generator.plan import urls
from generator.plan.contact import correct_link
from generator.plan.observatory_frame import observatory_page
from generator.plan.wording import capitalised, counted, date_text
from generator.quality_view import (
    ContradictionGroup,
    ContradictionLine,
    ContradictionsView,
    ExemptLine,
)
from generator.site_plan import Page
from generator.view_parts import Link

MAX_LINES = 100  # of a kind; a list that nobody would read to its end is data
_MUTUAL = ("cumulable_avec", "incompatible_avec")
_INTRO = (
    "La même aide dite deux fois, deux montants, un texte qui contredit un champ\u00a0: une "
    "personne lira l’un ou l’autre. Seuls les partenaires savent lequel est vrai."
)
# Code → heading, anchor, what it means. In the order of what misleads the most.
_KINDS: Mapping[str, tuple[str, str, str]] = {
    DISAGREE: (
        "Deux fiches d’une même aide, qui diffèrent",
        "desaccords",
        "Même page ou presque même nom, mêmes communes, et pourtant deux réponses.",
    ),
    SAME_AID: (
        "Ressemblances à vérifier",
        "doublons",
        "Une seule aide, dite plusieurs fois\u00a0? Seules les structures peuvent le dire.",
    ),
    "montant-contredit": (
        "Montants",
        "montants",
        "Le texte et le champ ne donnent pas le même maximum.",
    ),
    "age-contredit": (
        "Âges",
        "ages",
        "Le texte et la règle de «\u00a0Est-ce pour moi\u00a0?\u00a0» ne répondent pas pareil.",
    ),
    "frais-contredits": ("Prix", "prix", "Gratuit d’un côté, payant de l’autre."),
    "accueil-contredit": ("Accueil", "accueil", "À distance d’un côté, sur place de l’autre."),
    "etat-contredit": (
        "Services finis",
        "etats",
        "Le texte dit que c’est fini, le champ que c’est ouvert.",
    ),
    "echeance-passee": (
        "Dates limites passées",
        "echeances",
        "On s’inscrivait jusqu’à un jour qui est passé.",
    ),
    "zone-contredite": (
        "Territoires",
        "territoires",
        "Deux endroits de la fiche ne couvrent pas les mêmes communes.",
    ),
    "cumul-contredit": (
        "Cumul",
        "cumul",
        "Le texte interdit ce qu’un lien permet, ou le contraire.",
    ),
    ONE_SIDED: (
        "Cumul dit d’un seul côté",
        "un-seul-cote",
        "Une fiche parle de l’autre, qui n’en dit rien\u00a0: les deux doivent le savoir.",
    ),
}


def contradictions_page(catalogue: Catalogue, found: Sequence[Contradiction]) -> Page:
    """Every contradiction by kind; the page exists when there is none, to say so."""
    links = _links(catalogue)
    groups = tuple(_groups(found, links, catalogue))
    view = ContradictionsView(
        heading="Contradictions",
        intro=_INTRO,
        count=_count(groups),
        groups=groups,
        exempt=tuple(_exempt(catalogue, links)),
        json_url=urls.CONTRADICTIONS_JSON,
        csv_url=urls.CONTRADICTIONS_CSV,
    )
    return observatory_page(urls.CONTRADICTIONS, "pages/contradictions.html", view)


def all_contradictions(
    catalogue: Catalogue, ruptures: Sequence[Rupture]
) -> tuple[Contradiction, ...]:
    """Those of the catalogue, and the cumulations that the other entry says nothing of."""
    return (*catalogue.contradictions, *map(_one_sided, filter(_is_one_sided, ruptures)))


def _is_one_sided(item: Rupture) -> bool:
    return item.genre == "relation-a-sens-unique" and item.lien in _MUTUAL


def _one_sided(item: Rupture) -> Contradiction:
    return Contradiction(
        code=ONE_SIDED,
        fiche=item.fiche,
        champ=("relations", item.lien or "", item.rang or 0),
        message=f"cette aide {item.message}",
        conseil=item.conseil,
        vers=f"services/{item.vers}",
    )


def _links(catalogue: Catalogue) -> Mapping[str, Link]:
    """« services/visale » → its name and its page; `note`: whose it is, and where."""
    structures = {entry.id: entry for entry in catalogue.structures}
    found = {
        f"structures/{entry.id}": Link(
            label=entry.nom, url=urls.structure_url(entry.id), note=entry.commune or ""
        )
        for entry in catalogue.structures
    }
    for entry in catalogue.services:
        keeper = structures.get(entry.structure)
        whose = keeper.nom if keeper else ""
        where = entry.commune or (keeper.commune if keeper else "") or ""
        note = ", ".join(filter(None, (whose, "" if where.removeprefix("Le ") in whose else where)))
        found[f"services/{entry.id}"] = Link(
            label=entry.nom, url=urls.service_url(entry.id), note=note
        )
    return found


def _count(groups: Sequence[ContradictionGroup]) -> str:
    alike = sum(group.count for group in groups if group.anchor == _KINDS[SAME_AID][1])
    others = sum(group.count for group in groups) - alike
    told = (
        (others, counted(others, "contradiction")),
        (alike, counted(alike, "ressemblance à vérifier", "ressemblances à vérifier")),
    )
    return " et ".join(words for number, words in told if number)


def _groups(
    found: Sequence[Contradiction], links: Mapping[str, Link], catalogue: Catalogue
) -> Iterator[ContradictionGroup]:
    for code, (heading, anchor, note) in _KINDS.items():
        these = [item for item in found if item.code == code]
        crowds = _crowds(these) if code == SAME_AID else [[item] for item in these]
        if crowds:
            yield ContradictionGroup(
                heading=heading,
                anchor=anchor,
                note=note,
                count=len(crowds),
                lines=tuple(_line(crowd, links, catalogue) for crowd in crowds[:MAX_LINES]),
            )


def _crowds(pairs: Sequence[Contradiction]) -> list[list[Contradiction]]:
    """The pairs that hold together: A with B and B with C are three entries to look at at once."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for pair in pairs:
        above[top(pair.vers)] = top(pair.fiche)
    crowds: dict[str, list[Contradiction]] = {}
    for pair in pairs:
        crowds.setdefault(top(pair.fiche), []).append(pair)
    return list(crowds.values())


def _line(
    crowd: Sequence[Contradiction], links: Mapping[str, Link], catalogue: Catalogue
) -> ContradictionLine:
    """One disagreement; or all the pairs of entries that look alike, each entry named once."""
    first = crowd[0]
    names = dict.fromkeys(name for item in crowd for name in (item.fiche, item.vers) if name)
    others = tuple(links[name] for name in names if name != first.fiche)
    several = len(others) > 1
    text = f"{len(names)} fiches semblent dire la même chose" if several else first.message
    return ContradictionLine(
        entry=links[first.fiche],
        others=others,
        text=f"{capitalised(text)}.",
        advice=f"{capitalised(first.conseil)}.",
        report=correct_link(catalogue, first.fiche),
    )


def _exempt(catalogue: Catalogue, links: Mapping[str, Link]) -> Iterator[ExemptLine]:
    for line in catalogue.doublons.pas_un_doublon:
        known = tuple(
            links[name]
            for identifier in line.fiches
            for name in (f"services/{identifier}", f"structures/{identifier}")
            if name in links
        )
        day = f" (vu le {date_text(line.vu_le)})" if line.vu_le else ""
        yield ExemptLine(entries=known, reason=f"{line.motif}{day}")
