"""Render: French text → the terms that the search index holds.

One list of steps, the same as `theme/assets/js/lib/french.js` takes in the browser: fold (lower
case, no accent) → separate into words (no elision, hyphens and apostrophes apart) → drop stop words
→ unify gender and number → stem. Accents go before the stem: otherwise « vehicule » and
« véhicule » would be two terms. `tests/fixtures/french-tokens.json` is checked on both sides.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import snowballstemmer

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
    """
STOP_WORDS = frozenset(_STOP_WORDS.split())

_COMBINING = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("[’‘ʼ`´]")
_ELISION = re.compile(
    r"(^|[^a-z0-9])(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu|quelqu|entr)'", re.ASCII
)
_WORD = re.compile(r"[a-z](?:\.[a-z])+(?![a-z0-9])|[a-z0-9]+", re.ASCII)
# What Snowball leaves apart once accents are gone: salariée, étrangère, conductrice, vélos.
_ENDINGS = (
    (re.compile(r"(...)ees?\Z"), r"\1e"),
    (re.compile(r"(...)er(?:es?|s)\Z"), r"\1er"),
    (re.compile(r"(...)trices?\Z"), r"\1teur"),
    (re.compile(r"(..)oises?\Z"), r"\1oi"),
    (re.compile(r"(..[iou])s\Z"), r"\1"),
)
_SNOWBALL = snowballstemmer.stemmer("french")


def fold(text: str) -> str:
    """Lower case, without accents, ligatures opened, one kind of apostrophe."""
    folded = _COMBINING.sub("", unicodedata.normalize("NFKD", text).lower())
    return _APOSTROPHE.sub("'", folded.replace("œ", "oe").replace("æ", "ae"))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order: « C.A.F. d’Étupes » → caf, etupes."""
    apart = _ELISION.sub(r"\1 ", fold(text))
    return [word.replace(".", "") for word in _WORD.findall(apart)]


@cache
def stem(word: str) -> str:
    """The stem of a word already folded."""
    return str(_SNOWBALL.stemWord(_unify(word)))


def terms(text: str) -> list[str]:
    """The terms of a text: what the index holds of it."""
    return terms_of(words(text))


def terms_of(folded: Iterable[str]) -> list[str]:
    """Words already folded → their terms, stop words left out."""
    return [stem(word) for word in folded if word not in STOP_WORDS]


def _unify(word: str) -> str:
    for ending, replacement in _ENDINGS:
        word = ending.sub(replacement, word)
    return word
