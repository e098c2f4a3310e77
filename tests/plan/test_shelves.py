from datetime import date

import pytest

from generator.entries import Citation, Structure, Verification
from generator.freshness import service_freshness
from generator.model import Catalogue
from generator.plan.cards import make_card, order_key
from generator.plan.coverage import CoverageMap
from generator.plan.shelves import Shelves, category_order, group_by_category, shelve
from generator.plan.vocabulary import Labels
from generator.settings import Organisation, ServedTerritory, Settings, Windows

GARAGE = Structure(
    id="garage", nom="Garage du Velay", date_maj=date(2026, 1, 1), sources=(Citation(nom="Essai"),)
)
SETTINGS = Settings(
    nom="Essai",
    sous_titre="Essai",
    url="https://example.org/",
    territoire=ServedTerritory(nom="Haute-Loire", departements=("43",)),
    editeur=Organisation(nom="Essai"),
    hebergeur=Organisation(nom="Essai"),
)


TODAY = date(2026, 11, 2)


def in_order(services, coverage: CoverageMap):
    fresh = service_freshness(services, Windows(), TODAY)
    return sorted(services, key=lambda item: order_key(item, coverage, fresh))


def shelves_of(labels: Labels, coverage: CoverageMap, *services) -> Shelves:
    catalogue = Catalogue(services=services, structures=(GARAGE,), pages=(), settings=SETTINGS)
    return shelve(catalogue, labels, coverage, TODAY)


def test_an_ended_service_keeps_its_card_and_leaves_every_list(labels, coverage, service) -> None:
    shelves = shelves_of(labels, coverage, service(), service(id="fini", etat="termine"))

    assert set(shelves.cards) == {"pret-de-voiture", "fini"}
    assert [item.id for item in shelves.services] == ["pret-de-voiture"]
    listed = {
        item.id
        for shelf in (*shelves.by_facet.values(), shelves.by_territory, shelves.by_crossing)
        for services in shelf.values()
        for item in services
    }
    assert listed == {"pret-de-voiture"}


def test_a_service_is_once_in_its_great_theme(labels, coverage, service) -> None:
    both = ("mobilite--acceder-a-un-vehicule", "mobilite--preparer-un-permis")
    shelves = shelves_of(labels, coverage, service(thematiques=both))

    assert len(shelves.by_theme["mobilite"]) == 1
    assert set(shelves.by_theme) == {"mobilite", *both}


@pytest.mark.parametrize("publics", [("tous-publics",), ()])
def test_what_is_open_to_everyone_or_says_nothing_answers_every_public(
    labels, coverage, service, publics
) -> None:
    shelves = shelves_of(labels, coverage, service(publics=publics))

    assert set(shelves.by_facet["public"]) == set(labels.terms("publics"))


def test_a_service_that_names_no_situation_answers_them_all(labels, coverage, service) -> None:
    named = service(id="interim", statuts=("interimaire",))
    shelves = shelves_of(labels, coverage, service(), named)
    by_statut = shelves.by_facet["statut"]

    assert set(by_statut) == set(labels.terms("statuts"))
    assert {item.id for item in by_statut["interimaire"]} == {"pret-de-voiture", "interim"}
    assert {item.id for item in by_statut["apprenti"]} == {"pret-de-voiture"}
    assert set(shelves.named["statut"]) == {"interimaire"}


@pytest.mark.parametrize("facet", ["frais", "accueil", "type", "demande", "langue"])
def test_other_facets_want_the_code_to_be_named(labels, coverage, service, facet: str) -> None:
    shelves = shelves_of(labels, coverage, service())

    assert shelves.by_facet[facet] == {}


def test_who_can_ask_is_said_from_the_person_s_side(labels, coverage, service) -> None:
    both = service(mobilisable_par=("usagers", "professionnels"))
    shelves = shelves_of(labels, coverage, both)

    assert set(shelves.by_facet["demande"]) == {"moi-meme", "professionnel"}


def test_a_crossing_holds_what_answers_both(labels, coverage, service) -> None:
    house = service(id="toit", thematiques=("logement-hebergement--louer-un-logement",))
    shelves = shelves_of(labels, coverage, service(), house)

    assert [item.id for item in shelves.crossing("43", "mobilite")] == ["pret-de-voiture"]
    assert [item.id for item in shelves.crossing("43", "logement-hebergement")] == ["toit"]
    assert shelves.crossing("43", "sante") == ()


def test_local_comes_before_national_and_suspended_comes_last(coverage, service) -> None:
    services = [
        service(id="c", nom="C", zone_eligibilite=("43157",), etat="suspendu"),
        service(id="b", nom="B", zone_eligibilite=("france",)),
        service(id="a", nom="Z", zone_eligibilite=("43157",)),
        service(id="d", nom="A", zone_eligibilite=("france",)),
    ]
    ordered = in_order(services, coverage)

    assert [item.id for item in ordered] == ["a", "d", "b", "c"]


def test_equals_come_the_freshest_first_then_by_name(coverage, service) -> None:
    services = [
        service(id="a", nom="Ancien", date_maj=date(2025, 1, 1)),
        service(id="b", nom="B", date_maj=date(2026, 6, 1)),
        service(id="c", nom="a", date_maj=date(2026, 6, 1)),
        service(
            id="d",
            nom="Vérifié",
            date_maj=date(2024, 1, 1),
            verification=Verification(le=date(2026, 7, 1), par="Essai"),
        ),
    ]
    ordered = in_order(services, coverage)

    assert [item.id for item in ordered] == ["d", "c", "b", "a"]


def test_the_three_great_needs_open_the_list_of_themes(labels) -> None:
    order = category_order(labels)

    assert order[:2] == ("mobilite", "logement-hebergement")
    assert len(order) == len(set(order)) == 16


def test_groups_hold_each_service_once(labels, coverage, service) -> None:
    mixed = service(thematiques=("mobilite--preparer-un-permis", "se-former--trouver-sa-formation"))
    shelves = shelves_of(labels, coverage, mixed)
    groups = group_by_category((mixed,), labels, shelves.cards)

    assert [group.anchor for group in groups] == ["mobilite"]


def test_a_card_answers_what_for_whom_where_how_much_how(labels, coverage, service) -> None:
    full = service(
        statuts=("interimaire",),
        publics=("demandeurs-emploi",),
        frais="gratuit",
        modes_mobilisation=("telephoner", "se-presenter"),
        telephone="0471000000",
    )
    card = make_card(full, GARAGE, labels, coverage)

    assert card.audience == "Intérimaires et demandeurs d’emploi"
    assert card.place == "Haute-Loire"
    assert card.cost == "Gratuit"
    assert card.how == "Par téléphone ou sur place"
    assert card.contact is not None
    assert card.contact.url == "tel:+33471000000"
    assert card.badge is None
