"""What there is to review → its sections, in French sentences, whatever they are printed as. Pure.

Every text here may hold words of an entry: it is plain text, which the writers escape.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import CODES, Diagnostic, Severity
from generator.diff_cells import cell_lines
from generator.french_words import date_words
from generator.parcours import Rupture
from generator.proposal import (
    OUTCOMES,
    Effects,
    EntryChange,
    NeedMove,
    NewLink,
    Proposal,
)
from generator.proposal_words import (
    change_lines,
    many,
    places_words,
    sentence,
    share_words,
)

MAX_CELLS = 40
_NOUNS = {
    "services": "service",
    "structures": "structure",
    "situations": "situation",
    "parcours": "parcours",
    "evenements": "événement",
    "manques": "manque",
    "pages": "page",
}
# What happened → one entry, several entries.
_COUNTED = {
    "disparu": ("supprimée sans trace", "supprimées sans trace"),
    "retire": ("retirée", "retirées"),
    "termine": ("terminée", "terminées"),
    "suspendu": ("suspendue", "suspendues"),
    "budget-epuise": ("au budget épuisé", "au budget épuisé"),
    "renomme": ("renommée", "renommées"),
    "modifie": ("modifiée", "modifiées"),
    "retour": ("de nouveau disponible", "de nouveau disponibles"),
    "nouveau": ("nouvelle", "nouvelles"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look at."""

    title: str
    file: str = ""
    lines: tuple[str, ...] = ()
    links: tuple[NewLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Things of one kind."""

    heading: str
    note: str = ""
    items: tuple[Item, ...] = ()
    lines: tuple[str, ...] = ()  # after the items, one a line
    left: int = 0  # things that are not told here


def heading_lines(proposal: Proposal) -> tuple[str, ...]:
    """What the proposal does, and whether it can be published: two or three sentences."""
    if proposal.illisible:
        return (f"La proposition ne peut pas être lue : {proposal.illisible}.",)
    told = [_counts(proposal.fiches)] if proposal.effets is not None else []
    refused = len(proposal.refusees) + len(proposal.ecartees)
    if refused:
        told.append(f"{many(refused, 'fichier')} avec une faute : voyez plus bas.")
    if proposal.erreurs:
        verb = "erreurs empêchent" if proposal.erreurs > 1 else "erreur empêche"
        told.append(f"{proposal.erreurs} {verb} la publication.")
    else:
        told.append("Rien n’empêche la publication.")
    told.append(
        f"Comparaison de « {proposal.base} » et de « {proposal.head} », au "
        f"{date_words(proposal.jour)}. Rien n’a été ouvert ni publié."
    )
    return tuple(told)


def _counts(changes: Sequence[EntryChange]) -> str:
    """« 3 fiches changent : 2 nouvelles, 1 modifiée. »."""
    if not changes:
        return "Aucune fiche ne change."
    found = Counter(change.genre for change in changes)
    parts = [
        f"{found[genre]} {words[found[genre] > 1]}"
        for genre, words in _COUNTED.items()
        if found[genre]
    ]
    many = len(changes) > 1
    return f"{len(changes)} fiche{'s changent' if many else ' change'} : {', '.join(parts)}."


def sections(proposal: Proposal) -> Iterator[Section]:
    """What there is to say, the most pressing first; nothing of what did not change."""
    effects = proposal.effets
    if effects is None and not proposal.illisible:
        yield Section(
            heading="Ce que la proposition change",
            note="Les deux états ne peuvent pas être comparés : corrigez d’abord ce qui suit.",
        )
    yield from _faults(proposal)
    ours = tuple(change for change in proposal.fiches if not change.origine)
    theirs = tuple(change for change in proposal.fiches if change.origine)
    if ours:
        yield Section(heading="Les fiches", items=tuple(map(_entry, ours)))
    if effects is not None:
        yield from _effects(effects)
    yield from _warnings(proposal)
    if theirs:
        titles = tuple(f"{OUTCOMES[one.genre].label} : {one.nom}" for one in theirs)
        note = "Elles viennent d’un autre guichet : leurs changements se discutent avec lui."
        yield Section(heading="Les fiches d’autres guichets", note=note, lines=titles)


def _faults(proposal: Proposal) -> Iterator[Section]:
    brought = (item for item in proposal.diagnostics if item.severity is Severity.ERROR)
    errors = (*brought, *proposal.restantes)
    files = (*proposal.refusees, *proposal.ecartees)
    if not errors and not files:
        return
    note = ""
    if files:
        note = (
            "Une fiche refusée est comparée comme si elle n’avait pas changé ; si elle cite "
            "seulement une fiche qui n’est plus là, elle l’est sans cette citation. "
            "Une fiche nouvelle qui est refusée est laissée de côté."
        )
    yield Section(
        heading="Ce qui empêche la publication",
        note=note,
        items=tuple(map(_diagnostic, errors)),
        lines=tuple(f"{path} : laissé de côté" for path in proposal.ecartees),
    )


def _warnings(proposal: Proposal) -> Iterator[Section]:
    told = _told_already(proposal.effets)
    warnings = [
        item
        for item in proposal.diagnostics
        if item.severity is not Severity.ERROR and not item.message.endswith(told)
    ]
    mended = proposal.repares
    note = ""
    if mended:
        note = f"{many(mended, 'remarque')} d’avant {'ont' if mended > 1 else 'a'} disparu."
    if warnings or note:
        items = tuple(map(_diagnostic, warnings))
        yield Section(heading="Avertissements nouveaux", note=note, items=items)


def _told_already(effects: Effects | None) -> tuple[str, ...]:
    """What contradictions and breaks say is not said again as a warning."""
    if effects is None:
        return ()
    return (
        *(item.message for item in effects.contradictions),
        *(item.message for item in effects.ruptures),
    )


def _diagnostic(item: Diagnostic) -> Item:
    return Item(
        title=f"{CODES.get(item.code, item.code)} (ligne {item.span.start.line})",
        file=item.path,
        lines=tuple(filter(None, (sentence(item.message), sentence(item.hint)))),
    )


def _entry(change: EntryChange) -> Item:
    """One entry: what it is, what changes of it, for whom, how good it is."""
    noun = _NOUNS.get(change.collection, "")
    about = ", ".join(part for part in (noun, change.structure) if part)
    return Item(
        title=f"{OUTCOMES[change.genre].label} : {change.nom}{f' ({about})' if about else ''}",
        file=change.fichier,
        lines=tuple(change_lines(change)),
        links=change.liens,
    )


def _effects(effects: Effects) -> Iterator[Section]:
    people = [*_total(effects), *map(_need, effects.besoins)]
    if people:
        yield Section(heading="Pour les habitants", lines=tuple(people))
    broken = [_break(item) for item in effects.ruptures]
    mended = [f"Réparé : {item.fiche} {item.message}." for item in effects.ruptures_fermees]
    if broken or mended:
        yield Section(
            heading="Parcours et liens entre services", items=tuple(broken), lines=tuple(mended)
        )
    cells = tuple(cell_lines(effects.cellules))
    if cells:
        yield Section(
            heading="L’observatoire",
            note="Ce que la carte des besoins dirait autrement, les pertes d’abord.",
            lines=cells[:MAX_CELLS],
            left=max(len(cells) - MAX_CELLS, 0),
        )
    if effects.contradictions or effects.contradictions_levees:
        yield Section(
            heading="Ressemblances et contradictions",
            items=tuple(
                Item(
                    title=f"{CODES.get(item.code, item.code)} : {item.fiche}",
                    lines=(sentence(item.message), sentence(item.conseil)),
                )
                for item in effects.contradictions
            ),
            lines=tuple(
                f"Levée : {item.fiche} : {item.message}." for item in effects.contradictions_levees
            ),
        )


def _total(effects: Effects) -> Iterator[str]:
    reach = effects.portee
    if reach.gagnees:
        places = places_words(reach.gagnees, reach.habitants_gagnes, reach.noms_gagnees)
        yield f"Au moins une réponse de plus dans {places}."
    if reach.perdues:
        places = places_words(reach.perdues, reach.habitants_perdus, reach.noms_perdues)
        yield f"Au moins une réponse de moins dans {places}."
    before, after = effects.qualite_avant, effects.qualite_apres
    if before is not None and after is not None and before != after:
        shares = share_words(before), share_words(after)
        yield f"La qualité moyenne des fiches passe de {shares[0]} à {shares[1]}."


def _need(move: NeedMove) -> str:
    reach, parts = move.portee, []
    if reach.perdues:
        places = places_words(reach.perdues, reach.habitants_perdus, reach.noms_perdues)
        parts.append(f"n’a plus de réponse dans {places}")
    if reach.gagnees:
        places = places_words(reach.gagnees, reach.habitants_gagnes, reach.noms_gagnees)
        parts.append(f"a une réponse de plus dans {places}")
    return f"Situation « {move.titre} », besoin « {move.besoin} » : {' et '.join(parts)}."


def _break(item: Rupture) -> Item:
    who = f" ({many(item.habitants, 'habitant')})" if item.habitants else ""
    subject = f"{item.sujet} " if item.sujet else ""
    return Item(
        title=f"Rupture : {item.fiche}",
        lines=(sentence(f"{subject}{item.message}{who}"), sentence(item.conseil)),
    )
