"""One link and what is remembered of it → French sentences. Pure."""

from collections.abc import Mapping
from datetime import date

from generator.french_words import date_words
from generator.links import A_VERIFIER, CASSE, DEPLACE, ECHEC, REPOND, SUSPECT, Memory

# Why a link does not simply answer → how to say it after its address.
MOTIFS: Mapping[str, str] = {
    "nom": "aucun site à cette adresse",
    "refus": "le site refuse la connexion",
    "coupure": "le site coupe la connexion",
    "delai": "le site ne répond pas à temps",
    "certificat": "son certificat n’est pas valable : le navigateur arrête le lecteur",
    "chaine": "son certificat est incomplet : un navigateur s’en accommode peut-être",
    "protege": "la connexion protégée échoue",
    "illisible": "sa réponse est illisible",
    "reseau": "le réseau n’y mène pas",
    "prive": "elle mène à un réseau privé : elle n’a pas été demandée",
    "renvoi": "elle renvoie vers une adresse que le guichet ne demande pas",
    "boucle": "elle renvoie sans fin vers elle-même",
    "boucle-temoins": "elle renvoie sans fin à qui refuse les témoins (cookies)",
    "absente": "page absente",
    "supprimee": "page supprimée",
    "panne": "le site est en panne",
    "refuse": "le site ne répond pas aux robots",
    "inattendue": "réponse inattendue",
    "connexion": "elle mène à une page où il faut s’identifier",
    "travaux": "le site dit être en travaux",
    "accueil": "elle renvoie à la page d’accueil du site",
    "introuvable": "la page dit elle-même qu’elle n’existe pas",
    "a-vendre": "le nom du site semble à vendre",
    "deplacee": "la page a changé d’adresse",
    "autre-site": "la page a changé d’adresse, vers un autre site",
}

# State → (one, several, what to do).
ETAT_WORDS = {
    CASSE: (
        "cassé",
        "cassés",
        "cherchez la nouvelle adresse, ou retirez le lien, et voyez si l’aide existe encore.",
    ),
    SUSPECT: (
        "suspect",
        "suspects",
        "ouvrez-le : est-ce encore la bonne page ?",
    ),
    DEPLACE: (
        "déplacé",
        "déplacés",
        "ouvrez la nouvelle adresse, puis écrivez-la dans la fiche.",
    ),
    ECHEC: (
        "en échec (à confirmer)",
        "en échec (à confirmer)",
        "rien à faire avant la prochaine visite : un site a ses mauvais jours.",
    ),
    A_VERIFIER: (
        "à vérifier à la main",
        "à vérifier à la main",
        "un robot n’en saura pas plus : ouvrez-le de temps en temps.",
    ),
    REPOND: ("qui répond", "qui répondent", ""),
    "": ("pas encore visitée", "pas encore visitées", ""),
}


def why(memory: Memory) -> str:
    """« page absente (404) », « elle renvoie à la page d’accueil du site »."""
    said = MOTIFS.get(memory.motif, "")
    if memory.statut and (memory.statut >= 300 or not said):
        said = f"{said} ({memory.statut})" if said else f"réponse {memory.statut}"
    return said


def when(memory: Memory) -> str:
    """« en échec depuis le 1er novembre 2026 ; répondait le 25 octobre 2026 »."""
    parts = []
    if memory.premier_echec is not None:
        parts.append(f"en échec depuis le {date_words(memory.premier_echec)}")
    elif memory.etat != REPOND:
        parts.append(f"depuis le {date_words(memory.depuis)}")
    if memory.repondait_le is not None and memory.etat not in (REPOND, DEPLACE):
        parts.append(f"répondait le {date_words(memory.repondait_le)}")
    return " ; ".join(parts)


def counted(counts: Mapping[str, int]) -> str:
    """« 85 adresses : 1 cassé, 2 suspects, 82 qui répondent »."""
    total = sum(counts.values())
    parts = [
        f"{number} {ETAT_WORDS[etat][number > 1]}" for etat, number in counts.items() if number
    ]
    said = f"{total} adresse{'s' if total > 1 else ''}"
    return f"{said} : {', '.join(parts)}" if parts else said


def day_words(day: date) -> str:
    """The day of a report, as a French reader writes it."""
    return date_words(day)
