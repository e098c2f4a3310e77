"""Plan: places, hours and contacts of two publications → the sentences that tell them.

What an entry no longer publishes of a place or a contact is never repeated: it may have been
withdrawn to protect someone. `without_withdrawn` takes it out of the older changes as well.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.news import FieldChange, Row
from generator.plan.change_lists import moves
from generator.plan.change_words import Speaker, codes, named, objects, quoted, text, without
from generator.plan.hours import opening_hours_lines
from generator.plan.wording import NBSP, at_town, host_of, phone_link, phone_text

Teller = Callable[[str, Row, Row, Speaker], Iterator[FieldChange]]

# What is left to say of a place or a contact once it was withdrawn.
NEUTRAL: Mapping[str, str] = {
    "adresse": "l’adresse a changé",
    "telephone": "le numéro de téléphone a changé",
    "courriel": "l’adresse de courriel a changé",
}
_ADDRESS = ("adresse", "complement_adresse", "code_postal", "commune")


def zone(added: str, removed: str) -> Teller:
    """A list of territories, those of yesterday under the codes of today."""

    def tell(field: str, before: Row, after: Row, speaker: Speaker) -> Iterator[FieldChange]:
        former = speaker.coverage.referentiels.former_communes
        old, new = (
            tuple(dict.fromkeys(former.get(code, code) for code in codes(row, field)))
            for row in (before, after)
        )

        if set(old) != set(new) and (wider := _inside(old, new, speaker)):
            names = named([_to(speaker.territory(code)) for code in new])
            phrase = f"{wider} {names}"
            yield FieldChange(champ=field, phrase=phrase, avant=list(old), apres=list(new))
            return
        words = (f"{added} ", f"{removed} ")
        yield from moves(field, (old, new), words, speaker.territory)

    return tell


def _inside(old: Sequence[str], new: Sequence[str], speaker: Speaker) -> str:
    """« se réduit » when other codes name a part of the communes, « s’étend » the other way."""
    if set(old) < set(new) or set(new) < set(old):  # what comes or goes says it better
        return ""
    was, is_now = (_communes(zone_codes, speaker) for zone_codes in (old, new))
    return "se réduit" if is_now < was and is_now else "s’étend" if was < is_now and was else ""


def _communes(zone_codes: Sequence[str], speaker: Speaker) -> set[str]:
    rows = speaker.coverage.referentiels.communes
    found: set[str] = set()
    for code in zone_codes:
        if code in rows:
            found.add(code)
        else:
            within = speaker.coverage.referentiels.communes_of(code)
            found.update(rows if code == "france" else within)
    return found


def _to(name: str) -> str:
    """La Haute-Loire → à la Haute-Loire; le Jura → au Jura; les Vosges → aux Vosges."""
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return at_town(name)


def address(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """The address as a whole; the one that is withdrawn is not said again."""
    old, new = address_line(before), address_line(after)
    if old == new:
        return
    if new:
        words = "nouvelle adresse" if old else "l’adresse est maintenant indiquée"
        yield FieldChange(champ=field, phrase=f"{words}{NBSP}: {new}", apres=new)
    else:
        yield FieldChange(champ=field, phrase="l’adresse n’est plus publiée")


def address_line(row: Row) -> str:
    """An entry's own address on one line."""
    street = ", ".join(
        part for part in (text(row, "complement_adresse"), text(row, "adresse")) if part
    )
    town = " ".join(part for part in (text(row, "code_postal"), text(row, "commune")) if part)
    return ", ".join(part for part in (street, town) if part)


def places(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """Places of delivery: which come, which go, which change; never where they are."""
    old = {_place_name(place): place for place in objects(before, field)}
    new = {_place_name(place): place for place in objects(after, field)}
    groups = (
        ("se fait maintenant aussi", without(new, old)),
        ("ne se fait plus", without(old, new)),
        (
            "les renseignements pratiques ont changé",
            tuple(k for k in new if k in old and new[k] != old[k]),
        ),
    )
    for words, found in groups:
        if found:
            yield FieldChange(champ=field, phrase=f"{words}{NBSP}: {named(found)}")


def _place_name(place: Row) -> str:
    town = text(place, "commune")
    return text(place, "nom") or (at_town(town) if town else "un lieu sans nom")


def hours(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """Opening hours, in French."""
    old, new = text(before, field), text(after, field)
    if old == new:
        return
    phrase = "les horaires ne sont plus indiqués"
    if new:
        lines = "; ".join(opening_hours_lines(new)).replace("; ", f"{NBSP}; ")
        words = "nouveaux horaires" if old else "les horaires sont indiqués"
        phrase = f"{words}{NBSP}: {lines[:1].lower()}{lines[1:]}"
    yield FieldChange(champ=field, phrase=phrase, avant=old or None, apres=new or None)


def phone(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """A number, however it is written."""
    old, new = text(before, field), text(after, field)
    if (phone_link(old) if old else "") == (phone_link(new) if new else ""):
        return
    if not new:
        yield FieldChange(champ=field, phrase="le numéro de téléphone n’est plus publié")
        return
    words = "nouveau numéro de téléphone" if old else "le numéro de téléphone est indiqué"
    phrase = f"{words}{NBSP}: {phone_text(new)}"
    yield FieldChange(champ=field, phrase=phrase, avant=old or None, apres=new)


def mail(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
    """An address of mail."""
    old, new = text(before, field), text(after, field)
    if old == new:
        return
    if not new:
        yield FieldChange(champ=field, phrase="l’adresse de courriel n’est plus publiée")
        return
    words = "nouvelle adresse de courriel" if old else "l’adresse de courriel est indiquée"
    yield FieldChange(champ=field, phrase=f"{words}{NBSP}: {new}", avant=old or None, apres=new)


def link(noun: str, subject: str) -> Teller:
    """A web address, told by its host."""

    def tell(field: str, before: Row, after: Row, _: Speaker) -> Iterator[FieldChange]:
        old, new = text(before, field), text(after, field)
        if old == new:
            return
        if not new:
            phrase = f"{subject} n’est plus indiqué"
        else:
            host = quoted(host_of(new))
            phrase = f"nouveau {noun}, sur {host}" if old else f"{subject} est indiqué, sur {host}"
        yield FieldChange(champ=field, phrase=phrase, avant=old or None, apres=new or None)

    return tell


def without_withdrawn(change: FieldChange, today: Row | None) -> FieldChange:
    """An older change without the place or the contact that its entry does not publish today."""
    neutral = NEUTRAL.get(change.champ)
    if neutral is None or (change.apres is None and change.avant is None):
        return change
    now = (
        ""
        if today is None
        else address_line(today)
        if change.champ == "adresse"
        else text(today, change.champ)
    )
    if now and change.apres == now:
        return change
    return replace(change, phrase=neutral, avant=None, apres=None)
