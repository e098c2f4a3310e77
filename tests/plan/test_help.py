from dataclasses import replace

import pytest

from generator.entries import Citation, Structure
from generator.model import Catalogue
from generator.page_views import ListView
from generator.plan.help import helpers_for, make_help_desk
from generator.settings import Organisation
from tests.plan.test_shelves import GARAGE, SETTINGS
from tests.sites.building import real_site

HAUTE_LOIRE = ("43157", "200073419", "43", "region-84", "france")


def structure(name: str, *territoires: str, **ways: str) -> Structure:
    return replace(
        GARAGE,
        id=name,
        nom=name,
        territoires=territoires,
        sources=(Citation(nom="Essai"),),
        **({"telephone": None, "courriel": None, "site_web": None} | ways),
    )


@pytest.fixture
def desk(referentiels):
    def make(*structures: Structure, **settings: object):
        chosen = replace(SETTINGS, interlocuteurs=tuple(s.id for s in structures), **settings)
        catalogue = Catalogue(services=(), structures=structures, pages=(), settings=chosen)
        return make_help_desk(catalogue, referentiels)

    return make


def names(desk, zones: tuple[str, ...]) -> list[str]:
    return [helper.nom for helper in helpers_for(desk, zones)]


SITE = {"site_web": "https://www.example.org/"}


def test_the_narrowest_territory_that_covers_the_place_answers(desk) -> None:
    made = desk(
        structure("pays", "france", **SITE),
        structure("departement", "43", **SITE),
        structure("ailleurs", "71", **SITE),
        structure("agglomeration", "200073419", **SITE),
    )

    assert names(made, HAUTE_LOIRE) == ["agglomeration"]
    assert names(made, ("43", "region-84", "france")) == ["departement"]
    assert names(made, ("69123", "69", "region-84", "france")) == ["pays"]


def test_an_organisation_that_cannot_be_reached_is_not_named(desk) -> None:
    made = desk(structure("muette", "43"), structure("pays", "france", telephone="3949"))

    assert names(made, HAUTE_LOIRE) == ["pays"]


def test_among_those_of_one_territory_the_narrowest_comes_first(desk) -> None:
    made = desk(structure("large", "43", "france", **SITE), structure("etroite", "43", **SITE))

    assert names(made, HAUTE_LOIRE) == ["etroite"]


def test_without_anybody_the_site_s_contact_then_its_publisher_answers(desk) -> None:
    publisher = Organisation(nom="Éditeur", telephone="04 71 00 00 00")
    contact = Organisation(nom="Accueil", courriel="accueil@example.org")

    assert names(desk(editeur=publisher, contact=contact), HAUTE_LOIRE) == ["Accueil"]
    assert names(desk(editeur=publisher), HAUTE_LOIRE) == ["Éditeur"]
    assert names(desk(editeur=Organisation(nom="Muet")), HAUTE_LOIRE) == []


@pytest.mark.parametrize(
    ("settings", "url", "fields"),
    [
        (
            {"contact": Organisation(nom="A", courriel="a@b.fr"), "depot": "https://g.fr/x"},
            "mailto:a@b.fr",
            ("subject", "body"),
        ),
        ({"depot": "https://g.fr/x/"}, "https://g.fr/x/issues/new", ("title", "body")),
        ({"depot": None}, "contribuer/", ()),
    ],
)
def test_a_need_is_reported_to_who_reads(desk, settings, url: str, fields) -> None:
    made = desk(**settings)

    assert (made.report_url, made.report_fields) == (url, fields)


def test_an_empty_list_says_what_to_do_and_no_other_does() -> None:
    views = [page.view for page in real_site().plan.pages if isinstance(page.view, ListView)]
    empty = [view for view in views if not view.count]

    assert len(empty) > 20
    assert all(view.help is None for view in views if view.count)
    for view in empty:
        assert view.help is not None
        assert view.help.lists
        assert all(link.count != 0 for link in view.help.lists)
        assert view.help.helpers
        assert "Besoin%20sans%20r%C3%A9ponse" in view.help.report.url


def test_an_unknown_name_is_left_out_of_the_desk(referentiels) -> None:
    settings = replace(SETTINGS, interlocuteurs=("inconnue",))
    catalogue = Catalogue(services=(), structures=(), pages=(), settings=settings)

    assert make_help_desk(catalogue, referentiels).helpers == ()
