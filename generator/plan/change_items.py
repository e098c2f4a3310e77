"""Plan: one change → its sentences, for the page, the feeds and the page of its entry."""

from generator.news import KINDS, Change, FeedItem
from generator.plan.change_words import shortened
from generator.plan.urls import service_url, structure_url
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, capitalised, counted

MAX_PHRASES = 6
_PAGES = {"services": service_url, "structures": structure_url}


def feed_item(change: Change, labels: Labels) -> FeedItem:
    """A change as a reader of feeds shows it."""
    themes = labels.terms("thematiques")
    known = (themes[code].label for code in change.thematiques if code in themes)
    return FeedItem(
        change=change,
        title=shortened(f"{change.nom}{NBSP}: {first_phrase(change)}{_others(change)}", 250),
        url=_PAGES[change.collection](change.fiche),
        lines=change_lines(change),
        tags=(KINDS[change.genre].label, *known),
    )


def change_lines(change: Change) -> tuple[str, ...]:
    """A change in sentences, with their capital and their stop; past some, how many others."""
    phrases = [change.phrase] if change.phrase else []
    phrases += [field.phrase for field in change.champs]
    if change.ancien_id:
        phrases.append("la fiche a une nouvelle adresse sur ce site")
    lines = [_sentence(phrase) for phrase in phrases[:MAX_PHRASES]]
    if len(phrases) > MAX_PHRASES:
        number = len(phrases) - MAX_PHRASES
        lines.append(f"Et {counted(number, 'autre changement', 'autres changements')}.")
    return tuple(lines)


def first_phrase(change: Change) -> str:
    """« le plafond passe de 800 à 1 000 € », what a page says in a line."""
    if change.champs and change.genre != "termine":  # its sentence repeats its subject
        return shortened(change.champs[0].phrase)
    return KINDS[change.genre].label.lower()


def _others(change: Change) -> str:
    number = len(change.champs) - 1
    return f" ({counted(number, 'autre changement', 'autres changements')})" if number > 0 else ""


def _sentence(phrase: str) -> str:
    end = "" if phrase.endswith((".", "!", "?", "…")) else "."
    return f"{capitalised(phrase)}{end}"
