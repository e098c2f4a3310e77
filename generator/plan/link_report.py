"""Plan: links and what is remembered of them → what to tell, to whom, in which order."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.links import ETATS, REPOND, Link, LinkGroup, LinkLine, LinkReport, LinkUse, Memory
from generator.plan import urls

_PAGES = {
    "services": urls.service_url,
    "structures": urls.structure_url,
    "situations": urls.situation_url,
    "parcours": urls.parcours_url,
    "evenements": urls.event_url,
    "manques": urls.manque_url,
    "pages": urls.editorial_url,
}
_RANKS = {etat: rank for rank, etat in enumerate(ETATS)}
_THE_GUICHET = "Le guichet"


def plan_link_report(
    links: Sequence[Link],
    memory: Mapping[str, Memory],
    names: Mapping[str, str],
    site: str,
    today: date,
) -> LinkReport:
    """`names` is by structure; `site` is the public address of the site."""
    lines = sorted((_line(link.url, link.uses, memory, site) for link in links), key=_order)
    by_structure: dict[str, list[LinkLine]] = {}
    for line in lines:
        if line.memory is not None and line.memory.etat != REPOND:
            for structure in dict.fromkeys(use.structure for use in line.uses):
                own = tuple(use for use in line.uses if use.structure == structure)
                by_structure.setdefault(structure, []).append(
                    _line(line.url, own, memory, site),
                )
    groups = [
        LinkGroup(
            structure=structure,
            nom=names.get(structure, structure) or _THE_GUICHET,
            lines=tuple(sorted(own, key=_order)),
        )
        for structure, own in by_structure.items()
    ]
    counts = dict.fromkeys((*ETATS, ""), 0)
    for line in lines:
        counts[line.memory.etat if line.memory is not None else ""] += 1
    return LinkReport(
        jour=today,
        lines=tuple(lines),
        groups=tuple(sorted(groups, key=_group_order)),
        counts=counts,
    )


def _line(url: str, uses: tuple[LinkUse, ...], memory: Mapping[str, Memory], site: str) -> LinkLine:
    return LinkLine(
        url=url,
        memory=memory.get(url),
        weight=Link(url=url, uses=uses).weight,
        uses=uses,
        pages=tuple(_page(use, site) for use in uses),
    )


def _page(use: LinkUse, site: str) -> str:
    address = _PAGES.get(use.collection)
    return f"{site.rstrip('/')}/{address(use.id)}" if address is not None and site else ""


def _order(line: LinkLine) -> tuple[int, int, str]:
    rank = _RANKS[line.memory.etat] if line.memory is not None else len(ETATS)
    return rank, -line.weight, line.url


def _group_order(group: LinkGroup) -> tuple[int, int, str, str]:
    """Who has the worst link to mend comes first, then who has most to lose."""
    rank, _, _ = _order(group.lines[0])
    return rank, -sum(line.weight for line in group.lines), group.nom, group.structure
