"""Plan: relays, breaks and contradictions of a structure → the lines of its mirror."""

from collections.abc import Iterator, Sequence

from generator.contradictions import Contradiction
from generator.mirror_view import MirrorGroup, MirrorLine
from generator.parcours import Rupture
from generator.plan import urls
from generator.plan.partner_ground import PartnerGround, Step
from generator.plan.plain_advice import plain_advice
from generator.plan.relation_graph import Said
from generator.plan.wording import NBSP, counted, number_text
from generator.view_parts import Link

MAX_LINES = 20  # of a kind
ONE_WAY = "relation-a-sens-unique"  # who is cited says nothing of it


def mirror_groups(structure: str, ground: PartnerGround) -> Iterator[MirrorGroup]:
    """What concerns a structure and others; a kind that has nothing is not said."""
    promised = [
        *(_promised(link, ground) for link in ground.promised.get(structure, ())),
        *(_step(step) for step in ground.steps.get(structure, ())),
    ]
    yield from _group(
        "Contradictions",
        "contradictions",
        "Ce que ces fiches disent autrement que leurs propres champs, ou que d’autres fiches.",
        [_contradiction(item, ground) for item in ground.contradictions.get(structure, ())],
        Link(label="toutes les contradictions", url=urls.CONTRADICTIONS),
    )
    yield from _group(
        "Ruptures de parcours",
        "ruptures",
        "Là où un chemin qui passe par ces fiches s’arrête pour quelqu’un.",
        [_break(item, ground) for item in ground.breaks.get(structure, ())],
        Link(label="toutes les ruptures", url=urls.RUPTURES),
    )
    yield from _group(
        "Relais promis",
        "relais-promis",
        "Ce que ces fiches et les parcours annoncent\u00a0: après elles, quelqu’un prend la suite.",
        promised,
    )
    yield from _group(
        "Relais reçus",
        "relais-recus",
        "Les fiches d’autres structures qui envoient vers celles-ci.",
        [_received(link, ground) for link in ground.received.get(structure, ())],
    )


def _group(
    heading: str,
    anchor: str,
    note: str,
    lines: Sequence[MirrorLine],
    more: Link | None = None,
) -> Iterator[MirrorGroup]:
    if not lines:
        return
    left = len(lines) - MAX_LINES
    others = counted(left, "autre") if left > 0 else ""
    yield MirrorGroup(
        heading=f"{heading} ({len(lines)})",
        anchor=anchor,
        note=note,
        lines=tuple(lines[:MAX_LINES]),
        others=f"Et {others}{NBSP}: voyez"
        if others and more
        else f"Et {others}."
        if others
        else "",
        more=more if left > 0 else None,
    )


def service_link(name: str, ground: PartnerGround) -> Link:
    """The page of a service."""
    return Link(label=ground.services[name].nom, url=urls.service_url(name))


def entry_link(entry: str, ground: PartnerGround) -> Link | None:
    """The page of « services/visale », « parcours/partir »."""
    collection, _, identifier = entry.partition("/")
    if collection == "services" and identifier in ground.services:
        return service_link(identifier, ground)
    if collection == "parcours" and identifier in ground.pathways:
        return Link(label=ground.pathways[identifier].nom, url=urls.parcours_url(identifier))
    if collection == "structures" and identifier in ground.structures:
        return Link(label=ground.structures[identifier].nom, url=urls.structure_url(identifier))
    return None


def _whose(service: str, ground: PartnerGround) -> str:
    return ground.structures[ground.services[service].structure].nom


def _promised(link: Said, ground: PartnerGround) -> MirrorLine:
    return MirrorLine(
        entry=service_link(link.source, ground),
        text="passe le relais à",
        other=service_link(link.target, ground),
        note=_whose(link.target, ground),
    )


def _received(link: Said, ground: PartnerGround) -> MirrorLine:
    return MirrorLine(
        entry=service_link(link.source, ground),
        text="passe le relais à",
        other=service_link(link.target, ground),
        note=f"promis par {_whose(link.source, ground)}",
    )


def _step(step: Step) -> MirrorLine:
    fait = f", «{NBSP}{step.fait}{NBSP}»" if step.fait else ""
    return MirrorLine(
        entry=Link(label=step.parcours.nom, url=urls.parcours_url(step.parcours.id)),
        text=f"étape {number_text(step.rank + 1)}, {step.etape.nom}{fait}",
        note="transmet\u00a0: " + ", ".join(step.etape.transmet) if step.etape.transmet else "",
    )


def _break(item: Rupture, ground: PartnerGround) -> MirrorLine:
    entry = entry_link(item.fiche, ground)
    people = (
        counted(item.habitants, "habitant concerné", "habitants concernés")
        if item.habitants
        else ""
    )
    advice = (
        "parlez-en à l’autre structure, pour que sa fiche cite celle-ci"
        if item.genre == ONE_WAY
        else plain_advice(item.conseil)
    )
    return MirrorLine(
        entry=entry or Link(label=item.fiche, url=urls.RUPTURES),
        text=f"{item.sujet} {item.message}".lstrip(),
        note=people,
        advice=advice,
    )


def _contradiction(item: Contradiction, ground: PartnerGround) -> MirrorLine:
    return MirrorLine(
        entry=entry_link(item.fiche, ground) or Link(label=item.fiche, url=urls.OBSERVATORY),
        text=plain_advice(item.message),
        advice=plain_advice(item.conseil),
    )
