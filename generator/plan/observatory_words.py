"""Plan: a need, an audience, a place, a state → the French words that the observatory prints."""

import re
from datetime import date

from generator.model import Term, Territory
from generator.observatory import MANQUE, NON_RECENSE, SERVI, SERVI_SANS_DEDIE
from generator.plan.vocabulary import Labels
from generator.plan.wording import NBSP, capitalised, counted, date_text, month_text, number_text
from generator.shares import percent

STATES = {
    SERVI: "servi",
    MANQUE: "manque confirmé",
    NON_RECENSE: "non recensé",
    SERVI_SANS_DEDIE: "sans aide dédiée",
}
SIGNS = {MANQUE: "✕", NON_RECENSE: "?"}

# « Aucune réponse … »: what is not a verb has its own turn.
_ANSWERS = {
    "": "",
    "mobilite": "pour se déplacer",
    "logement-hebergement": "pour se loger",
    "remobilisation": "pour reprendre confiance",
    "famille": "pour la vie de famille",
    "difficultes-financieres": "en cas de difficultés financières",
    "difficultes-administratives-ou-juridiques": "pour ses démarches et ses droits",
    "sante": "pour se soigner",
    "numerique": "pour se servir du numérique",
    "equipement-et-alimentation": "pour s’équiper ou se nourrir",
    "lecture-ecriture-calcul": "pour lire, écrire ou compter",
    "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives": (
        "pour être accompagné dans ses démarches administratives"
    ),
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete": (
        "pour être accompagné vers la citoyenneté"
    ),
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits": (
        "pour être accompagné vers ses droits"
    ),
    "difficultes-financieres--situation-dendettement-surendettement": (
        "en cas d’endettement ou de surendettement"
    ),
    "equipement-et-alimentation--aide-menagere": "pour être aidé dans le ménage",
    "equipement-et-alimentation--alimentation": "pour se nourrir",
    "equipement-et-alimentation--electromenager": "pour s’équiper en électroménager",
    "equipement-et-alimentation--habillement": "pour s’habiller",
    "famille--garde-denfants": "pour faire garder ses enfants",
    "famille--prise-en-charge-personne-dependante": (
        "pour la prise en charge d’une personne dépendante"
    ),
    "famille--soutien-a-la-parentalite-et-a-leducation": (
        "pour être soutenu comme parent et dans l’éducation"
    ),
    "famille--soutien-aidants": "pour être soutenu comme aidant",
    "remobilisation--activites-sportives-et-culturelles": (
        "pour pratiquer des activités sportives et culturelles"
    ),
    "remobilisation--benevolat-action-citoyenne": ("pour le bénévolat et l’action citoyenne"),
    "remobilisation--bien-etre-confiance-en-soi": "pour le bien-être et la confiance en soi",
    "remobilisation--lien-social": "pour rompre l’isolement",
    "sante--acces-aux-soins": "pour accéder aux soins",
    "sante--addictions": "en cas d’addiction",
    "sante--sante-mentale": "pour la santé mentale",
    "sante--sante-sexuelle": "pour la santé sexuelle",
    "trouver-un-emploi--maintien-dans-lemploi": "pour se maintenir dans l’emploi",
}
# What is said to lack; of « manque », when something exists and is not enough.
_LACKS = {MANQUE: "aucune réponse", NON_RECENSE: "aucune réponse connue"}
_NOT_ENOUGH = "pas assez de réponses"
_VERB = re.compile(r"(?:Se |S’)?\w+(?:er|ir|re|oir)\b")
_SHORT = (
    ("Communauté de communes", "CC"),
    ("Communauté d’agglomération", "CA"),
    ("Communauté d'agglomération", "CA"),
    ("Communauté urbaine", "CU"),
)
SHORT_NAMES = (
    f"CC{NBSP}: communauté de communes. CA{NBSP}: communauté d’agglomération. "
    f"CU{NBSP}: communauté urbaine."
)
_IN = {"la": "dans la ", "le": "dans le ", "l’": "dans l’", "les": "dans les ", "": "à "}


def need_term(code: str, labels: Labels) -> Term:
    """A great theme or a thématique."""
    return labels.terms("thematiques" if "--" in code else "categories")[code]


def need_name(code: str, labels: Labels) -> str:
    """A need on its own: "Logement et hébergement"; "Tous les besoins" for all of them."""
    return need_term(code, labels).label if code else "Tous les besoins"


def audience_term(code: str, labels: Labels) -> Term:
    """« public/jeunes » or « statut/interimaire » → its term."""
    kind, _, name = code.partition("/")
    return labels.terms(f"{kind}s")[name]


def audience_name(code: str, labels: Labels) -> str:
    """An audience on its own; "Tout le monde" for everybody."""
    return audience_term(code, labels).label if code else "Tout le monde"


def for_audience(code: str, labels: Labels) -> str:
    """« pour les intérimaires », « pour tous les publics »."""
    if not code:
        return ""
    label = audience_term(code, labels).label
    lowered = f"{label[:1].lower()}{label[1:]}"
    return "pour tous les publics" if lowered == "tous publics" else f"pour les {lowered}"


def the_audience(code: str, labels: Labels) -> str:
    """« les intérimaires »; "" when it is everybody."""
    label = audience_term(code, labels).label if code else ""
    lowered = f"{label[:1].lower()}{label[1:]}"
    return "" if lowered in ("", "tous publics") else f"les {lowered}"


def about_need(code: str, labels: Labels) -> str:
    """« pour se loger », « pour acheter un logement », « en cas d’addiction »."""
    if code in _ANSWERS:
        return _ANSWERS[code]
    label = need_term(code, labels).label
    if _VERB.match(label):
        return f"pour {label[:1].lower()}{label[1:]}".replace(" ma ", " sa ")
    return f"au besoin «{NBSP}{label}{NBSP}»"


def in_place(area: Territory) -> str:
    """« en Haute-Loire », « dans le Doubs », « dans la CC des Sucs »."""
    if area.kind == "departement":
        if "-et-" in area.nom or area.nom.startswith(("Haute-", "Basse-")):
            return f"en {area.nom}"
        return f"{_IN[area.article]}{area.nom}"
    if area.nom.startswith(("Communauté", "Métropole", "Eurométropole")):
        return f"dans la {short_name(area)}"
    return f"dans l’intercommunalité {area.nom}"


def short_name(area: Territory) -> str:
    """« CC des Sucs »: what fits in a table."""
    for long, short in _SHORT:
        if area.nom.startswith(long):
            return f"{short}{area.nom[len(long) :]}"
    return area.nom


def missing(
    theme: str,
    audience: str,
    etat: str,
    labels: Labels,
    area: Territory | None = None,
    *,
    some: bool = False,
) -> str:
    """« Les saisonniers n’ont aucune réponse pour se loger dans la CC des Sucs ».

    `some`: whether something exists there all the same, which a partner says is not enough.
    """
    need, who = about_need(theme, labels), the_audience(audience, labels)
    place = in_place(area) if area is not None else ""
    if etat == SERVI_SANS_DEDIE:
        words = ["Aucune aide", need, "n’est pensée", for_audience(audience, labels), place]
    else:
        lack = _NOT_ENOUGH if some and etat == MANQUE else _LACKS[etat]
        words = [capitalised(f"{who} n’ont {lack}" if who else lack), need, place]
    return " ".join(word for word in words if word)


def since_text(etat: str, since: date | None, first: date | None = None) -> str:
    """Since when it is known, in a few words; `first`: the day of the first of all the surveys."""
    if since is None:
        return ""
    if etat == MANQUE:
        return f"confirmé le {date_text(since)}"
    if since == first:
        return f"premier relevé{NBSP}: {month_text(since)}"
    return f"dans nos relevés depuis {month_text(since)}"


def state_text(etat: str, communes: int, whole: int) -> str:
    """« servi », « manque confirmé dans 2 communes »: a gap of a part is not that of the whole."""
    if etat == MANQUE and communes < whole:
        return f"{STATES[etat]} dans {counted(communes, 'commune')}"
    return STATES[etat]


def people_text(habitants: int) -> str:
    """« 17 000 habitants »."""
    return counted(habitants, "habitant")


def share_text(part: int, whole: int) -> str:
    """« 83 % »: never 100 when somebody is left, never 0 when somebody is there."""
    return f"{number_text(percent(part, whole))}{NBSP}%"
