"""A site that uses every field of every schema: each value that is published shows on a page."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.model import Document
from tests.sites.building import complete_site
from tests.sites.hostile import SCHEMAS
from tests.sites.html_page import read_page

FieldName = str  # "lieux.adresse": keys from the root of an entry, without the ranks of lists

# What the feed and the search use, and a page does not print as it is.
NOT_PRINTED = {
    "services": {
        *("structure", "type", "mots_cles", "anciens_ids", "prochaine_revue", "modes_mobilisation"),
        *("code_insee", "latitude", "longitude", "provenance.completes"),
        *("lieux.code_insee", "lieux.latitude", "lieux.longitude", "lieux.adresse_masquee"),
        *(
            f"eligibilite.exemples.{name}"
            for name in (
                *("attendu", "raison", "personne.age", "personne.statut", "personne.publics"),
                *("personne.commune", "personne.ressources", "personne.permis"),
                *("personne.distance_km", "personne.contrat"),
            )
        ),
        *(f"montant.{name}" for name in ("periodicite", "sens", "unite")),
    },
    "structures": {
        *("siret", "siren", "code_insee", "latitude", "longitude", "logo", "anciens_ids"),
        *("referent.role", "referent.courriel", "referent.compte"),
        *("provenance.completes", "prochaine_revue"),
    },
    # A situation decides by codes; its pages show who answers.
    "situations": {
        *("date_maj", "mots_cles", "ordre"),
        *(f"besoins.{name}" for name in ("role", "ordre", "delai_jours", "services")),
        *(
            f"besoins.recherche.{name}"
            for name in ("thematiques", "types", "statuts", "publics", "frais", "modes_accueil")
        ),
        *(f"personne.{name}" for name in ("age", "statut", "contrat", "distance_km")),
    },
    "parcours": {
        *("pilote", "mots_cles", "ordre"),
        *(f"etapes.{name}" for name in ("role", "ordre", "services", "acteurs.structure")),
    },
    "evenements": {
        *("type", "organisateurs", "services", "etat", "au_plus_tard"),
        *("lieux.code_insee", "lieux.latitude", "lieux.longitude", "lieux.adresse_masquee"),
        *("stands.structure", "stands.services", "ateliers.structures", "ateliers.services"),
    },
    "manques": {"confirme_par"},
    "pages": {"ordre"},
    "lexique": {
        "termes.sources.consulte_le",
        *("mots_simples.ecrit", "mots_simples.formes", "mots_simples.plutot"),
    },
    # The identifier is the address; needs are told by lists and cards.
    "retires": {*("retires.id", "retires.collection", "retires.thematiques", "retires.depuis")},
    "doublons": {"pas_un_doublon.fiches"},  # their names are
    "guichet": {
        *("territoire.departements", "couleur_principale", "couleur_secondaire", "branche"),
        *("domaines_autorises", "contours", "url", "depot", "interlocuteurs"),
        "contact.directeur_publication",
        "hebergeur.directeur_publication",
    },
}
# What is printed in other words; each is looked for on the page.
IN_WORDS = {
    "mobilite--acceder-a-un-vehicule": "Accéder à un véhicule",
    "logement-hebergement--louer-un-logement": "Louer un logement",
    "jeunes": "Jeunes",
    "actifs": "Actifs",
    "interimaire": "Intérimaires",
    "saisonnier": "Travailleurs saisonniers",
    "payant": "Payant",
    "150": "150",
    "1200.5": "1 200,50 €",
    "en-presentiel": "En présentiel",
    "a-distance": "À distance",
    "43157": "Le Puy-en-Velay",
    "200073419": "Communauté d’agglomération du Puy-en-Velay",
    "25": "Doubs",
    "43": "Haute-Loire",
    "25056": "Besançon",
    "region-84": "Région Auvergne-Rhône-Alpes",
    "france": "Toute la France",
    "usagers": "Vous pouvez demander vous-même",
    "professionnels": "Un professionnel qui vous accompagne peut demander pour vous",
    "We 13:00-18:00": "Mercredi : 13 h – 18 h",
    "Tu 08:15-11:45": "Mardi : 8 h 15 – 11 h 45",
    "Mo-Fr 09:00-12:00,14:00-17:30; PH off": "Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h 30",
    "17.5": "17,50 heures par semaine",
    "12": "pendant 12 semaines",
    "fr": "Français",
    "en": "Anglais",
    "demandeurs-emploi": "Demandeurs d’emploi",
    "sans-emploi": "Personnes sans emploi",
    "gratuit": "Gratuit",
    "conseillee": "Inscription conseillée",
    "09:00": "9 h",
    "10:00": "10 h",
    "11:00": "11 h",
    "17:30": "17 h 30",
    "Tu 09:00-12:00; PH off": "Mardi : 9 h – 12 h",
    'Th[1] 14:00-17:00 "sur rendez-vous"': (
        "Le premier jeudi du mois : 14 h – 17 h (sur rendez-vous)"
    ),
    "Mo-Fr 08:30-12:30": "Du lundi au vendredi : 8 h 30 – 12 h 30",
    "trouver-un-emploi--repondre-a-des-offres-demploi": "Répondre à des offres d’emploi",
    "ar": "Arabe",
    "06-01": "1er juin",
    "09-30": "30 septembre",
    "mission-locale": "Mission Locale",
    "82.5": "82,5 %",
    "service-prerequis": "Service préalable",
    "service-complement": "Service complémentaire",
    "service-relais": "Service relais",
    "service-cumulable": "Service cumulable",
    "service-incompatible": "Service incompatible",
    "service-remplace": "Service remplacé",
}
# The state of a service and its conditions of eligibility have words of their own.
IN_OTHER_WORDS = {
    "etat": "Selon la saison",
    "seances.etat": "Annulé",
    "permanences.du": "Du lundi 4 janvier au mardi 29 juin 2027",
    "eligibilite.toutes.age.min": "entre 18 et 25 ans",
    "eligibilite.toutes.age.max": "entre 18 et 25 ans",
    "eligibilite.toutes.toutes.permis": "Permis : permis B",
    "eligibilite.toutes.toutes.distance_km.min": "au moins 10 km",
    "eligibilite.toutes.toutes.distance_km.max": "au plus 80 km",
    "eligibilite.une.ressources.max": "au plus 930 €",
    "eligibilite.une.ressources.base": "Quotient familial",
    "eligibilite.une.ressources.periode": "par mois",
    "eligibilite.une.contrat": "contrat de mission d’intérim",
    "eligibilite.une.statuts": "apprentis",
    "eligibilite.une.publics": "femmes",
    "eligibilite.une.zone": "habiter ici : Haute-Loire",
    "eligibilite.une.une.age.max": "avoir 30 ans ou moins",
    "eligibilite.une.une.sauf.age.min": "avoir 62 ans ou plus",
    "eligibilite.sauf.statuts": "Sauf : situation : agents publics",
}
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
PLACES = {
    "services": "services/{}.html",
    "structures": "structures/{}.html",
    "situations": "situations/{}.html",
    "parcours": "parcours/{}.html",
    "evenements": "evenements/{}.html",
    "manques": "manques/{}.html",
    "pages": "pages/{}.html",
    "lexique": "lexique/index.html",
    "retires": "services/location-scooters.html",
    "doublons": "observatoire/contradictions.html",
}


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[FieldName, str, Any]]:
    """Field, value and exact place of each scalar of an entry."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, (list, tuple)):
        for rank, item in enumerate(value):
            yield from leaves(item, (*path, rank))
    else:
        yield ".".join(part for part in path if isinstance(part, str)), str(value), path


def full_documents() -> dict[str, Document]:
    """The entry of each collection that says the most."""
    fullest: dict[str, Document] = {}
    for document in complete_site().documents:
        kept = fullest.get(document.collection)
        if kept is None or len(document.text) > len(kept.text):
            fullest[document.collection] = document
    return fullest


def schema_fields(schema: Any) -> Iterator[FieldName]:
    """Every field that a schema describes, but for the values inside the conditions."""
    for name, property_ in schema["properties"].items():
        inner = property_.get("items", property_)
        if "properties" in inner:
            yield from (f"{name}.{field}" for field in schema_fields(inner))
        else:
            yield name


@pytest.mark.parametrize("collection", NOT_PRINTED)
def test_every_field_of_the_schema_is_used(collection: str) -> None:
    schema = complete_site().plan.schemas.documents[SCHEMAS[collection]]
    document = full_documents()[collection]
    used = {field for field, _, _ in leaves(dict(document.data))}
    used |= {field.partition(".")[0] for field in used}  # what another schema describes
    if document.body:
        used.add("description")
    described = set(schema_fields(schema))
    conditions = {"eligibilite.toutes", "eligibilite.une", "eligibilite.sauf"}

    assert described - conditions <= used


def test_every_kind_of_condition_is_used() -> None:
    schema = complete_site().plan.schemas.documents["service.schema.json"]
    kinds = set(schema["$defs"]["condition"]["properties"])  # type: ignore[index]
    text = json.dumps(full_documents()["services"].data["eligibilite"])

    assert {kind for kind in kinds if f'"{kind}"' in text} == kinds


@pytest.mark.parametrize("collection", NOT_PRINTED)
def test_every_value_shows_on_a_page(collection: str) -> None:
    document = full_documents()[collection]
    shown = words_of(collection, document)
    checked, lost = 0, []
    for field, value, place in leaves(dict(document.data)):
        if field in NOT_PRINTED[collection] or is_withheld(document, place):
            continue
        checked += 1
        if not any(expected in shown for expected in expected_words(field, value)):
            lost.append((field, value))

    few = dict.fromkeys(("pages", "situations", "parcours", "evenements"), 1) | {
        "retires": 2,
        "doublons": 1,
    }
    assert checked > few.get(collection, 10)
    assert lost == []


def words_of(collection: str, document: Document) -> str:
    """The words and links of the page of an entry, or of all the pages for the settings."""
    pages = complete_site().pages
    if collection in PLACES:
        chosen = [pages[PLACES[collection].format(document.id)]]
    else:
        names = ("index", "mentions-legales/index", "accessibilite/index", "contribuer/index")
        chosen = [pages[f"{name}.html"] for name in names]
    read = [read_page(text) for text in chosen]
    links = (address for page in read for _, _, address in page.addresses())
    text = " ".join((*(page.words for page in read), *links))
    return re.sub(r"\s", " ", text)


def is_withheld(document: Document, place: tuple[str | int, ...]) -> bool:
    """The address of a place that keeps it private."""
    if place[0] != "lieux" or place[-1] not in ("adresse", "complement_adresse"):
        return False
    place_data: Any = document.data["lieux"]
    return str(place_data[place[1]].get("adresse_masquee")) == "true"


def expected_words(field: FieldName, value: str) -> Iterator[str]:
    """How a value may be written on a page."""
    if field in IN_OTHER_WORDS:
        yield IN_OTHER_WORDS[field]
        return
    yield " ".join(value.split())
    if value in IN_WORDS:
        yield IN_WORDS[value]
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value):
        yield f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"


def test_markdown_is_drawn_with_what_it_allows() -> None:
    page = read_page(complete_site().pages["pages/page-complete.html"])
    drawn = [element.tag for element in page.elements if "rich-text" in element.within]

    for tag in ("p", "em", "strong", "code", "a", "ol", "li", "blockquote", "table", "hr", "pre"):
        assert tag in drawn
    assert "style" not in {name for element in page.elements for name in element.attributes}


def test_a_link_that_says_another_host_is_unmasked() -> None:
    page = read_page(complete_site().pages["services/service-complet.html"])

    assert "service-public.fr (tromperie.example.org)" in page.words


def test_the_colours_of_the_territory_are_those_of_the_style_sheet() -> None:
    (css,) = (text for path, text in complete_site().files.items() if path.endswith("site.css"))

    assert b"--brand: #7a1f5c" in css
    assert b"#C9761E" in css


def test_an_easy_to_read_text_keeps_its_lines() -> None:
    page = complete_site().pages["services/service-complet.html"]

    assert "<p>Une phrase simple.<br>Une autre phrase simple.</p>" in page
    assert "<p>Un autre paragraphe simple.</p>" in page


def test_an_address_that_is_withheld_is_not_printed() -> None:
    words = read_page(complete_site().pages["services/service-complet.html"]).words

    assert "Secrète" not in words
    assert "43100 Brioude" in words
    assert "L’adresse n’est pas publiée" in words.replace("\u202f", " ")
