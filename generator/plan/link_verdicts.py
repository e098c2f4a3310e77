"""Plan: what came of a visit → what it means: fine, moved, doubtful, to be looked at, failed.

When in doubt, somebody is asked to look: a link wrongly called dead costs a reader the page, a
suspicion costs a click.
"""

import re
from urllib.parse import urlsplit

from generator.characters import fold
from generator.links import A_VERIFIER, DEPLACE, ECHEC, REPOND, SUSPECT, Answer, Finding

# What stops a program, and perhaps not a browser.
_NO_PROOF = frozenset(("chaine", "boucle-temoins"))

_HOME = re.compile(r"/?(?:(?:fr|fr-fr|accueil|home|index)(?:\.[a-z]{3,5})?/?)?\Z", re.IGNORECASE)
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|connexion|auth|sso|cas|identification)\b", re.IGNORECASE)
_LOST_PATH = re.compile(
    r"/(?:erreur-?|error-?)?404\b|/(?:page-)?(?:introuvable|non-trouvee|not-?found)\b",
    re.IGNORECASE,
)
# Titles and first headings, folded. They begin with the words, or say « page » before them: an
# article about something « introuvable » is a page like another.
_LOST = re.compile(
    r"(?:^|\| ?)(?:oups |oops |desole )?(?:erreur |error )?404\b|"
    r"\b(?:erreur|error) 404\b|\b404 (?:not found|page|erreur|error)\b|^not found\b|"
    r"\bpage (?:introuvable|inexistante|absente|not found)\b|"
    r"\bpage (?:que vous (?:cherchez|recherchez|demandez) |demandee |recherchee )?"
    r"(?:n est pas|n a pas ete|non) (?:disponible|trouvee|accessible)\b|"
    r"\bpage (?:\w+ ){0,4}n existe (?:pas|plus)\b|\b(?:contenu|offre|annonce) expiree?\b"
)
_FOR_SALE = re.compile(
    r"\b(?:ce|nom de|this) (?:nom de )?domaine?(?: name)? (?:\w+ ){0,4}"
    r"(?:a vendre|for sale|expired?)\b|\bdomain(?: name)? (?:is )?for sale\b|\bparked domain\b"
)
_AT_WORK = re.compile(
    r"\b(?:site|page) (?:est )?en (?:maintenance|travaux|construction)\b|^maintenance(?: \||$)"
)
_WALL = re.compile(
    r"^just a moment\b|^attention required\b|^access denied\b|^acces refuse\b|^request rejected\b|"
    r"^pardon our interruption\b|\bcaptcha\b|\b(?:un|are you a) robot\b|^security check\b|"
    r"\bverif\w+ (?:de|que) (?:votre navigateur|vous etes humain)\b"
)
# To whoever asks without a browser, an account or patience.
_TURNED_AWAY = frozenset((401, 403, 405, 406, 407, 418, 421, 425, 429, 451, 999))
_PERMANENT = frozenset((301, 308))


def judge_visit(url: str, answer: Answer) -> Finding:
    """What the answer to `url` means."""
    if not answer.status:
        etat = A_VERIFIER if answer.failure in _NO_PROOF else ECHEC
        to = answer.final if answer.hops else ""
        return Finding(etat=etat, motif=answer.failure, vers=to)
    title = fold(answer.title.replace("|", " xxpipexx ")).replace("xxpipexx", "|")
    etat, motif = _by_status(answer, title)
    if etat == REPOND:
        etat, motif = _by_page(url, answer, title)
    to = answer.final if answer.hops else ""
    if etat == DEPLACE:
        to = _with_fragment(to, url)
    return Finding(etat=etat, motif=motif, statut=answer.status, vers=to)


def _by_status(answer: Answer, title: str) -> tuple[str, str]:
    status = answer.status
    if answer.wall or _WALL.search(title) or status in _TURNED_AWAY:
        return A_VERIFIER, "refuse"
    if 200 <= status < 300:
        return REPOND, ""
    if status in (404, 410):
        return ECHEC, "absente" if status == 404 else "supprimee"
    if status >= 500:
        return ECHEC, "panne"
    return A_VERIFIER, "inattendue"


def _by_page(url: str, answer: Answer, title: str) -> tuple[str, str]:
    asked, found = urlsplit(url), urlsplit(answer.final)
    if answer.hops:
        if _LOST_PATH.search(found.path):
            return SUSPECT, "introuvable"
        if _LOGIN.search(found.path) and not _LOGIN.search(asked.path):
            return A_VERIFIER, "connexion"
        if _HOME.match(found.path) and not (_HOME.match(asked.path) and not asked.query):
            return SUSPECT, "accueil"
    if _FOR_SALE.search(title):
        return SUSPECT, "a-vendre"
    if _LOST.search(title):
        return SUSPECT, "introuvable"
    if _AT_WORK.search(title):
        return A_VERIFIER, "travaux"
    if answer.hops and set(answer.hops) <= _PERMANENT and _is_worth_writing(url, answer.final):
        same = _site(found.hostname) == _site(asked.hostname)
        return DEPLACE, "deplacee" if same else "autre-site"
    return REPOND, ""


def _is_worth_writing(url: str, final: str) -> bool:
    """Not what a site adds for one visit: a session, a language, a trace of where one came from."""
    asked, found = urlsplit(url), urlsplit(final)
    if (found.query and not asked.query) or found.scheme != "https" or ";" in found.path:
        return False
    return _core(url) != _core(final)


def _core(url: str) -> tuple[str, str, str, str]:
    """What makes an address: a reader loses nothing to a « www. » or to a last slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return parts.scheme, host, parts.path.rstrip("/"), parts.query


def _with_fragment(final: str, url: str) -> str:
    fragment = urlsplit(url).fragment
    return f"{final}#{fragment}" if fragment and "#" not in final else final


def _site(host: str | None) -> str:
    """« www.caf.fr » and « caf.fr » are one site; « boris.beta.gouv.fr » is not « gouv.fr »."""
    labels = (host or "").lower().removeprefix("www.").split(".")
    most = 3 if labels[-2:-1] in (["gouv"], ["beta"], ["asso"], ["co"]) else 2
    return ".".join(labels[-most:])
