"""Plan: two rows of one entry → what changed, field by field, each in a French sentence.

`TELLERS` is the list of what is told, in the order in which a page would tell it; what it names
nowhere is either `SILENT` or told by its title, as a field of tomorrow will be.
"""

from collections.abc import Callable, Iterator

from generator.news import FieldChange, Row
from generator.plan import change_amounts, change_lists, change_places, change_texts
from generator.plan.change_words import Speaker, lowered, quoted, text, whole_change
from generator.plan.wording import NBSP

Teller = Callable[[str, Row, Row, Speaker], Iterator[FieldChange]]

# What moves without anything changing for the person: dates of upkeep, sources, words of search,
# and what is only another way to write the address. The state is told first, by its own rule.
SILENT = frozenset(
    (
        *("etat", "date_maj", "verification", "prochaine_revue", "mots_cles", "sources"),
        *("lien_source", "provenance", "anciens_ids", "code_insee", "latitude", "longitude"),
        *("complement_adresse", "code_postal", "commune", "logo"),
    )
)


def field_changes(before: Row, after: Row, speaker: Speaker, titles: Row) -> Iterator[FieldChange]:
    """Every field that says something else than before; `titles` are those of the schema."""
    for field, tell in TELLERS:
        if before.get(field) != after.get(field) or field == "adresse":
            yield from tell(field, before, after, speaker)
    for field in sorted({*before, *after} - TOLD - SILENT):
        if before.get(field) != after.get(field):
            title = text(titles, field) or field
            yield whole_change(field, before, after, f"{quoted(lowered(title))} a été revu")


_HOW = {
    "telephoner": "par téléphone",
    "envoyer-un-courriel": "par courriel",
    "se-presenter": "sur place",
    "utiliser-lien-mobilisation": "en ligne",
}
_PLACE = {
    "a-distance": ("se fait aussi à distance", "ne se fait plus à distance"),
    "en-presentiel": ("se fait aussi sur place", "ne se fait plus sur place"),
}
_WHO = {
    "usagers": ("on peut maintenant demander soi-même", "on ne peut plus demander soi-même"),
    "professionnels": (
        "un professionnel peut maintenant demander pour la personne",
        "un professionnel ne peut plus demander pour la personne",
    ),
}


def _number(name: str) -> Teller:
    return change_texts.said(
        f"le numéro {name} est indiqué",
        f"le numéro {name} a changé",
        f"le numéro {name} n’est plus indiqué",
    )


_NAME = change_texts.said("s’appelle {}", "s’appelle maintenant {}", "n’a plus de nom")
_ACRONYM = change_texts.said("a pour sigle {}", "a maintenant pour sigle {}", "n’a plus de sigle")
_SENTENCE = change_texts.said(
    f"est présenté ainsi{NBSP}: {{}}",
    f"la présentation devient{NBSP}: {{}}",
    "la présentation a été retirée",
)
_DELAY = change_texts.said(
    f"le délai est indiqué{NBSP}: {{}}",
    "le délai passe de {avant} à {}",
    "le délai n’est plus indiqué",
)
_NEEDS = change_lists.terms(
    "thematiques",
    f"répond aussi à ce besoin{NBSP}: ",
    f"ne répond plus à ce besoin{NBSP}: ",
)
_NETWORKS = change_lists.terms(
    "reseaux-porteurs",
    f"fait maintenant partie d’un réseau{NBSP}: ",
    f"ne fait plus partie d’un réseau{NBSP}: ",
)
_WAYS = {
    code: (f"on peut aussi demander {way}", f"on ne peut plus demander {way}")
    for code, way in _HOW.items()
}
_PAPERS = change_lists.items("papier à préparer en plus", "papier qui n’est plus demandé")
_ACCESS = change_places.link(
    "lien sur l’accessibilité du lieu", "le lien sur l’accessibilité du lieu"
)

TELLERS: tuple[tuple[str, Teller], ...] = (
    ("nom", _NAME),
    ("sigle", _ACRONYM),
    ("structure", change_texts.provider),
    ("type", change_texts.coded("types", "est maintenant classé comme", "n’a plus de type")),
    ("resume", _SENTENCE),
    ("thematiques", _NEEDS),
    ("publics", change_lists.publics),
    ("publics_precisions", change_texts.several("les précisions sur les publics")),
    ("statuts", change_lists.terms("statuts", "s’adresse aussi ", "ne s’adresse plus ", "aux ")),
    ("frais", change_amounts.cost),
    ("frais_precisions", change_texts.several("les précisions sur les frais")),
    ("montant", change_amounts.amount),
    ("conditions_acces", change_texts.several("les conditions d’accès")),
    ("eligibilite", change_lists.conditions),
    ("zone_eligibilite", change_places.zone("couvre maintenant", "ne couvre plus")),
    ("territoires", change_places.zone("intervient maintenant sur", "n’intervient plus sur")),
    ("adresse", change_places.address),
    ("lieux", change_places.places),
    ("modes_accueil", change_lists.ways(_PLACE)),
    ("horaires_accueil", change_places.hours),
    ("telephone", change_places.phone),
    ("courriel", change_places.mail),
    ("contact_nom_prenom", change_texts.unsaid("la personne à contacter a changé")),
    ("referent", change_texts.unsaid("le contact pour les professionnels a changé")),
    ("site_web", change_places.link("site web", "le site web")),
    ("mobilisable_par", change_lists.ways(_WHO)),
    ("modes_mobilisation", change_lists.ways(_WAYS)),
    ("lien_mobilisation", change_places.link("lien pour demander", "le lien pour demander")),
    ("mobilisation_precisions", change_texts.several("les précisions pour demander")),
    ("justificatifs", _PAPERS),
    ("demarches", change_lists.steps),
    ("delai", _DELAY),
    ("delai_jours", change_amounts.days),
    (
        "volume_horaire_hebdomadaire",
        change_amounts.duration("heure par semaine", "heures par semaine"),
    ),
    ("nombre_semaines", change_amounts.duration("semaine", "semaines")),
    ("langues", change_lists.terms("langues", "accueille aussi ", "n’accueille plus ", "en ")),
    ("etat_precisions", change_amounts.state_details),
    ("relations", change_lists.relations),
    ("reseaux_porteurs", _NETWORKS),
    ("siret", _number("SIRET")),
    ("siren", _number("SIREN")),
    ("accessibilite_lieu", _ACCESS),
    ("falc", change_texts.falc),
    ("description", change_texts.description),
)
TOLD = frozenset(field for field, _ in TELLERS)
