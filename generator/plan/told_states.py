"""Plan: a French sentence → what it says of the price, of the place and of the end of a service.

Only phrases that leave no doubt; a sentence with a condition (« si », « sauf », « pour les ») says
nothing here.
"""

import re
from datetime import date

from generator.french_words import MONTHS

_I = re.IGNORECASE  # any of these words may open a sentence
_DOUBT = re.compile(
    r"\b(?:si|sauf|quand|lorsque?|selon|parfois|souvent|peut|peuvent|certain\w*|pour (?:les|ceux)"
    r"|à condition|sous conditions?|une fois|après|avant|pas|non|ni|aucun\w*|ou|mais|premi\w+"
    r"|dès)\b",
    _I,
)
_FREE = re.compile(
    r"\b(?:service|aide|accompagnement|atelier|accueil|rendez-vous|location|prêt|formation|entretien"
    r"|conseil|permanence|accès|transport|bus|trajet|garde|garantie)s?\b[^,:()]*?"
    r"\b(?:gratuite?s?|gratuitement|sans frais)\b|\b(?:c'est|il est|elle est|entièrement"
    r"|totalement) gratuite?s?\b",
    _I,
)
_NOT_THE_SERVICE = re.compile(r"\b(?:numéro|appel|parking|essai|devis|wifi|site|application)\b", _I)
_PAID = re.compile(
    r"\b(?:service|location|atelier|accompagnement|prêt|formation|transport|accueil)s? "
    r"(?:est |sont )?payante?s?\b|\b(?:vous payez|il faut payer|vous paierez)\b"
    r"|\b(?:coûte|tarif :|prix :) ?\d",
    _I,
)
_ONLINE = re.compile(
    r"\b(?:uniquement|seulement|entièrement|exclusivement|totalement|100 ?%) (?:à distance|en ligne"
    r"|par téléphone|par internet)\b|\btout se fait (?:à distance|en ligne|par téléphone)\b",
    _I,
)
_ON_SITE = re.compile(
    r"\b(?:uniquement|seulement|exclusivement) (?:sur place|en présentiel|dans nos locaux)\b"
    r"|\b(?:il faut|vous devez) (?:venir|se présenter|vous présenter) (?:sur place|en personne)\b",
    _I,
)
_THING = (
    r"\b(?:(?:ce|cet|cette|ces|l[ae]|les) |l')(?:aide|service|dispositif|action|projet|programme"
    r"|prime|allocation|atelier|permanence|accompagnement|guichet|prêt|expérimentation|opération)s?\b"
)
_ENDED = re.compile(
    rf"{_THING}[^,:()]*?\b(?:n'existe(?:nt)? plus|n'est plus (?:proposée?|disponible|ouverte?"
    r"|accessible)|a pris fin|a été (?:supprimée?|suspendue?|arrêtée?|abandonnée?)"
    r"|est (?:terminée?|suspendue?|supprimée?|close?|arrêtée?|abandonnée?)"
    r"|ne prend plus (?:de|d') ?(?:demande|dossier|inscription)s?|est épuisée?)\b"
    r"|\b(?:le budget|l'enveloppe|les crédits)[^,:()]*? (?:est|sont) épuisée?s?\b",
    _I,
)
_MAYBE_ENDED = re.compile(
    r"\b(?:si|quand|lorsque?|dès|après|une fois|avant|peut|pourrait|sera|seront|votre|vos|ancien\w*"
    r"|remplacée?|pas|jusqu')\b",
    _I,
)
_ASKED = re.compile(
    r"\b(?:inscri\w+|candidat\w+|demandes?|dossiers?|dépôts?|déposer|ouverte?s?|possible|valable"
    r"|disponible|proposée?s?|limite)\b",
    _I,
)
_PAST = re.compile(
    r"\b(?:étai\w+|existai\w+|avai\w+|a été|fut|ancien\w*|signés?|née?s?|prolong\w+)\b", _I
)
_DAY = re.compile(
    rf"\b(?:jusqu'au|au plus tard le|date limite\b\W*(?:le )?) ?(\d{{1,2}}|1er) "
    rf"({'|'.join(MONTHS)}) (20\d\d)\b",
    _I,
)


def says_free(sentence: str) -> str:
    """The words that say that the service is free, if some do."""
    return _sure(_FREE, sentence, _DOUBT, _NOT_THE_SERVICE)


def says_paid(sentence: str) -> str:
    """The words that say that the person pays."""
    return _sure(_PAID, sentence, _DOUBT, _NOT_THE_SERVICE)


def says_only_online(sentence: str) -> str:
    """The words that say that nobody comes."""
    return _sure(_ONLINE, sentence, _DOUBT)


def says_only_on_site(sentence: str) -> str:
    """The words that say that one has to come."""
    return _sure(_ON_SITE, sentence, _DOUBT)


def says_ended(sentence: str) -> str:
    """The words that say that the service is over or stopped."""
    return _sure(_ENDED, sentence, _MAYBE_ENDED)


def past_deadline(sentence: str, today: date) -> tuple[str, date] | None:
    """The last day to ask, when a sentence tells one that is over."""
    if "20" not in sentence or not _ASKED.search(sentence) or _PAST.search(sentence):
        return None
    for match in _DAY.finditer(sentence):
        number = 1 if match[1].lower() == "1er" else int(match[1])
        try:
            day = date(int(match[3]), MONTHS.index(match[2].lower()) + 1, number)
        except ValueError:
            continue
        if day < today:
            return match[0].strip(), day
    return None


def _sure(pattern: re.Pattern[str], sentence: str, *doubts: re.Pattern[str]) -> str:
    match = pattern.search(sentence)
    if match is None or any(doubt.search(sentence) for doubt in doubts):
        return ""
    return match[0].strip()
