"""One change of an entry → its French sentences, whatever they are printed as. Pure."""

from collections.abc import Iterator, Sequence

from generator.links import CASSE, ECHEC, SUSPECT
from generator.proposal import EntryChange, Marks, NewLink, Reach

MAX_MISSING = 3
_NARROW = "\u202f"
_LINKS = {
    CASSE: "la veille des liens la connaît cassée",
    SUSPECT: "la veille des liens doute de sa page",
    ECHEC: "elle n’a pas répondu à la dernière visite",
}


def change_lines(change: EntryChange) -> Iterator[str]:
    """The sentences of one change."""
    if change.phrase:
        yield sentence(change.phrase)
    if change.remplace_par:
        yield f"La fiche « {change.remplace_par} » prend la suite."
    if change.ancien_id:
        yield f"Elle s’appelait « {change.ancien_id} »."
    for field in change.champs:
        yield sentence(field.phrase)
    if change.portee:
        yield from _reach(change.portee)
    if change.qualite is not None:
        yield from _quality(change.qualite)


def link_words(link: NewLink) -> str:
    """Where the new address is, and what is known of it."""
    known = _LINKS.get(link.etat, "")
    return f"nouvelle adresse dans « {link.champ} »{f', {known}' if known else ''}"


def _reach(reach: Reach) -> Iterator[str]:
    """« Ne répond plus dans 257 communes (228 654 habitants). »."""
    if reach.gagnees:
        start = "Répond maintenant dans" if reach.avant == 0 else "Répond en plus dans"
        yield f"{start} {places_words(reach.gagnees, reach.habitants_gagnes, reach.noms_gagnees)}."
    if reach.perdues:
        nowhere = "Ne répond plus nulle part : " if reach.apres == 0 else "Ne répond plus dans "
        yield f"{nowhere}{places_words(reach.perdues, reach.habitants_perdus, reach.noms_perdues)}."


def places_words(codes: Sequence[str], people: int, names: Sequence[str]) -> str:
    """« 2 communes (1 200 habitants) : Brioude, Langeac »."""
    named = f" : {', '.join(names)}" if names else ""
    return f"{many(len(codes), 'commune')} ({many(people, 'habitant')}){named}"


def _quality(marks: Marks) -> Iterator[str]:
    if marks.apres is None:
        return
    missing = [_bare(remedy) for remedy, _ in marks.manque[:MAX_MISSING]]
    lacking = f" Pour mieux faire : {' ; '.join(missing)}." if missing else ""
    if marks.avant is None:
        yield f"Qualité : {share_words(marks.apres)}.{lacking}"
    elif marks.avant != marks.apres:
        before, after = share_words(marks.avant), share_words(marks.apres)
        yield f"La qualité passe de {before} à {after}.{lacking}"
    else:
        yield f"La qualité reste de {share_words(marks.apres)}.{lacking}"


def number(value: int) -> str:
    """1200 → 1 200."""
    return f"{value:,}".replace(",", _NARROW)


def many(value: int, noun: str) -> str:
    """1 commune, 1 200 communes."""
    return f"{number(value)} {noun}{'s' if value > 1 else ''}"


def share_words(value: float) -> str:
    """0.71 → 71 %."""
    return f"{round(100 * value)} %"


def _bare(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def sentence(words: str) -> str:
    """Words with their capital and their stop."""
    if not words:
        return ""
    end = "" if words.rstrip("\u00a0 »")[-1:] in (".", "!", "?", "…") else "."
    return f"{words[:1].upper()}{words[1:]}{end}"
