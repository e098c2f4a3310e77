"""The search page, in a real browser: what is found, in which order, and why.

The site is built from `fixtures/recherche`, made to be searched.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.search_page import SearchPage

NO_BREAK = "\u00a0"

LE_PUY = "43157"
LE_PUY_AGGLOMERATION = "200073419"
BESANCON = "25056"


# Words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Véhicule", "Location de véhicules"),  # accent, capital, plural
        ("vehicules", "Location de véhicules"),
        ("d’enfants", "Garde d’enfants en urgence"),  # elision
        ("garde d'enfant", "Garde d’enfants en urgence"),
        ("logement des saisonnières", "Logement des saisonniers"),  # feminine
        ("étrangers", "Hébergement des personnes exilées"),
        ("loca pass", "Avance Loca-Pass"),  # hyphen
        ("Loca-Pass", "Avance Loca-Pass"),
        ("locapass", "Avance Loca-Pass"),  # written as one
        ("co voiturage", "Covoiturage domicile-travail"),  # written as two
        ("autoécole", "Auto-école sociale"),
        ("covoit", "Covoiturage domicile-travail"),  # unfinished
        ("logeme", "Logement des saisonniers"),  # unfinished, and longer than its stem
        ("logemant", "Logement des saisonniers"),  # misspelt
        ("nounou", "Garde d’enfants en urgence"),  # what people call it, in the entry
        ("appart", "Logement des saisonniers"),  # … or in everyday words
        ("CADA", "Hébergement des personnes exilées"),  # written C.A.D.A. in the entry
        ("besancon", "Hébergement des personnes exilées"),  # place
        ("zzzz permis", "Aide au permis de conduire"),  # a word nobody knows
    ],
)
def test_typed_words_find_the_service(search: SearchPage, typed: str, expected: str) -> None:
    search.open()

    search.type(typed)

    expect(search.titles.first).to_have_text(expected)


def test_services_that_hold_every_word_come_first(search: SearchPage) -> None:
    search.open("?q=bourse+permis")

    expect(search.titles.first).to_have_text("Bourse au permis")
    expect(search.status).to_contain_text("dont 1 avec tous les mots")


def test_matched_words_are_marked(search: SearchPage) -> None:
    search.open("?q=vehicule")

    assert search.page.locator("mark").all_inner_texts() == ["véhicules", "voiture", "véhicule"]


def test_a_correction_and_an_unknown_word_are_said(search: SearchPage) -> None:
    search.open("?q=logemant+qwrtz")

    expect(search.status).to_contain_text(f"«{NO_BREAK}logement{NO_BREAK}» au lieu de")
    expect(search.status).to_contain_text(f"Aucun service ne parle de «{NO_BREAK}qwrtz{NO_BREAK}»")


def test_an_ended_service_is_not_found(search: SearchPage) -> None:
    search.open("?q=bicyclette")

    expect(search.status).to_contain_text("Aucun résultat")


# Place and filters


def test_a_commune_inherits_from_its_epci_its_departement_its_region_and_france(
    search: SearchPage,
) -> None:
    search.open(f"?theme=mobilite&lieu={LE_PUY}")

    assert search.titles.all_inner_texts() == [
        "Garage solidaire",
        "Covoiturage domicile-travail",
        "Aide au permis de conduire",
        "Bourse au permis",
        "Location de véhicules",
        "Auto-école sociale",  # suspended
    ]
    assert search.reasons() == [
        "Couvre votre commune",
        "Couvre votre intercommunalité (Communauté d’agglomération du Puy-en-Velay)",
        "Couvre votre département (Haute-Loire)",
        "Couvre votre région (Auvergne-Rhône-Alpes)",
        "Couvre toute la France",
        "Couvre votre département (Haute-Loire)",
    ]


def test_a_place_out_of_the_zone_hides_the_service(search: SearchPage) -> None:
    search.open(f"?theme=mobilite&lieu={BESANCON}")

    assert search.titles.all_inner_texts() == ["Location de véhicules"]


def test_an_epci_shows_what_covers_a_part_of_it(search: SearchPage) -> None:
    search.open(f"?theme=mobilite&lieu={LE_PUY_AGGLOMERATION}")

    assert "Couvre une partie de ce territoire" in search.reasons()


def test_a_public_filter_keeps_what_is_open_to_everyone(search: SearchPage) -> None:
    search.open("?public=jeunes")

    expect(search.titles.first).to_have_text("Aide au permis de conduire")  # names them
    shown = search.titles.all_inner_texts()
    assert "Covoiturage domicile-travail" in shown  # tous-publics
    assert "Bourse au permis" in shown  # names nobody
    assert "Garde d’enfants en urgence" not in shown  # familles


def test_a_situation_filter_puts_first_what_names_it(search: SearchPage) -> None:
    search.open("?theme=mobilite&statut=interimaire")

    expect(search.titles.first).to_have_text("Location de véhicules")
    assert search.reasons()[0] == "Pour les intérimaires"
    assert "Logement des saisonniers" not in search.titles.all_inner_texts()


def test_a_precise_theme_that_the_form_does_not_offer_is_added(search: SearchPage) -> None:
    search.open("?theme=mobilite--preparer-un-permis")

    expect(search.titles).to_have_count(3)


def test_unknown_values_of_the_address_are_ignored(search: SearchPage) -> None:
    search.open("?q=permis&theme=constructor&public=zz&statut=__proto__")

    expect(search.titles).to_have_count(3)
    assert search.page.locator("[name=theme]:checked").count() == 0
