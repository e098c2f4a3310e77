"""French text → words without accents, as the search separates them: shared by the stages, pure.

The first steps of `render/french.py`, which adds the stems: the lexicon is judged, the pages are
read and the index is written with the same idea of what a word is.
"""

import re
import unicodedata
from datetime import date

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

# Left out on purpose: « sans » (sans permis), « car » (the coach), « ete » (summer jobs),
# « c » and « d » (driving licences; elisions are removed before), « or ».
# theme/assets/js/lib/stop-words.js holds the same list.
_STOP_WORDS = """
    a afin ai ainsi alors apres as au aucun aucune aujourd aupres aussi autre autres aux avais avait
    avant avec avez avoir avons ayant besoin bonjour ca ce ceci cela celle celles celui cet cette
    ceux chaque cherche chez comme comment dans de depuis des devez dois doit doivent donc dont du
    durant elle elles en entre es est et etaient etait etant etc etes etre eux faire fait faites
    font hui il ils j je jusque l la le les leur leurs lors lorsque lui m ma mais me meme memes
    merci mes moi moins mon n ne ni nos notre nous on ont ou par parce parmi pas pendant peut
    peuvent peux plus pour pouvez puis puisque qu quand que quel quelle quelles quels qui quoi s sa
    se selon sera seront ses si soi soient soit sommes son sont suis sur svp t ta te tel telle
    telles tels tes toi ton tous tout toute toutes tres tu un une veut veux via voici voila vos
    votre voudrais voulez vous y
    bjr chui e g jai jcherche jpeux jsui jsuis jveux jy pr slt stp sui
    """
STOP_WORDS = frozenset(_STOP_WORDS.split())

_COMBINING = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("[’‘ʼ`´]")
_ELISION = re.compile(
    r"(^|[^a-z0-9])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|quelqu|entr)'", re.ASCII
)
_WORD = re.compile(r"[a-z](?:\.[a-z])+(?![a-z0-9])|[a-z0-9]+", re.ASCII)


def fold(text: str) -> str:
    """Lower case, without accents, ligatures opened, one kind of apostrophe."""
    folded = _COMBINING.sub("", unicodedata.normalize("NFKD", text).lower())
    return _APOSTROPHE.sub("'", folded.replace("œ", "oe").replace("æ", "ae"))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order: « C.A.F. d’Étupes » → caf, etupes."""
    apart = _ELISION.sub(r"\1 ", fold(text))
    return [word.replace(".", "") for word in _WORD.findall(apart)]


def meaningful_words(text: str) -> tuple[str, ...]:
    """The words that the search keeps: « permis de conduire » → permis, conduire."""
    return tuple(word for word in words(text) if word not in STOP_WORDS)


def date_words(day: date) -> str:
    """21 novembre 2026, 1er mars 2026."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"
