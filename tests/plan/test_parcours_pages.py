"""The pages of pathways, and what the page of a service says of what is around it."""

from dataclasses import replace
from datetime import date

import pytest

from generator.entries import Citation, Relations, Structure
from generator.model import Catalogue
from generator.parcours import Acteur, Etape, Parcours, ParcoursView, RupturesView
from generator.plan.near_services import MAX_SHOWN, NearServices
from generator.plan.parcours_pages import plan_pathways
from generator.plan.ruptures_page import MAX_LINES
from generator.plan.shelves import shelve
from generator.plan.steps import moments, whole_duration
from tests.plan.conftest import SERVICE
from tests.plan.test_shelves import GARAGE, SETTINGS

TODAY = date(2026, 11, 21)
SOURCES = (Citation(nom="Essai"),)


def step(nom: str, **said) -> Etape:
    return Etape(nom=nom, **said)


def pathway(*steps: Etape, **said) -> Parcours:
    return replace(
        Parcours(
            id="chemin",
            nom="Un chemin",
            resume="D’une étape à l’autre.",
            zone_eligibilite=("43",),
            etapes=steps,
            etat="actif",
            date_maj=date(2026, 11, 1),
            sources=SOURCES,
        ),
        **said,
    )


@pytest.fixture
def plan(labels, coverage):
    def run(*entries: Parcours, services=(SERVICE,), structures=(GARAGE,)):
        catalogue = Catalogue(
            services=tuple(services),
            structures=structures,
            pages=(),
            settings=SETTINGS,
            parcours=entries,
        )
        cards = shelve(catalogue, labels, coverage, TODAY).cards
        return plan_pathways(catalogue, cards, labels, coverage, TODAY)

    return run


def names(entry: Parcours) -> list[list[str]]:
    return [[item.nom for _, item in together] for together in moments(entry)]


def test_steps_follow_their_order_then_their_rank() -> None:
    assert names(pathway(step("Un"), step("Deux"), step("Trois"))) == [["Un"], ["Deux"], ["Trois"]]
    assert names(pathway(step("Un", ordre=3), step("Deux"), step("Trois", ordre=2))) == [
        ["Deux", "Trois"],
        ["Un"],
    ]


def test_the_whole_takes_the_longest_of_each_moment_when_every_needed_step_says() -> None:
    one, two = step("Un", duree_jours=2, ordre=1), step("Deux", duree_jours=5, ordre=1)
    last = step("Trois", duree_jours=10, ordre=2)

    assert whole_duration(pathway(one, two, last)) == 15
    assert whole_duration(pathway(one, two, step("Trois", ordre=2))) is None
    assert whole_duration(pathway(one, two, step("Trois", ordre=2, role="utile"))) == 5


def test_steps_are_numbered_in_the_order_in_which_they_are_lived(plan) -> None:
    entry = pathway(
        step("Louer", services=(SERVICE.id,), ordre=2),
        step("Le point", acteurs=(Acteur(structure="garage", fait="écoute"),), ordre=1),
    )
    (view,) = [page.view for page in plan(entry).pages if isinstance(page.view, ParcoursView)]
    (first,), (second,) = (moment.steps for moment in view.moments)

    assert (first.number, first.nom, first.anchor) == (1, "Le point", "etape-1")
    assert (first.actors[0].link.url, first.actors[0].does) == ("structures/garage.html", "écoute")
    assert (second.number, second.services[0].card.nom) == (2, "Prêt de voiture")


def test_a_break_is_said_at_its_own_step(plan) -> None:
    entry = pathway(step("Deux", ordre=2), step("Un", services=(SERVICE.id,), ordre=1))
    (view,) = [page.view for page in plan(entry).pages if isinstance(page.view, ParcoursView)]

    assert [item.breaks for moment in view.moments for item in moment.steps] == [
        (),
        ("cette étape ne dit pas qui la fait",),
    ]


def test_a_site_that_links_nothing_has_no_page_of_pathways(plan) -> None:
    assert plan().pages == ()
    linked = replace(SERVICE, relations=Relations(complement_de=("autre",)))
    found = plan(services=(linked, replace(SERVICE, id="autre")))

    assert [page.url for page in found.pages] == ["parcours/", "parcours/ruptures/"]
    assert found.ruptures == ()


def test_a_long_list_of_breaks_ends_in_the_data(plan) -> None:
    count = MAX_LINES + 5
    steps = tuple(step(f"Étape {rank}") for rank in range(count))
    found = plan(pathway(*steps))
    (view,) = [page.view for page in found.pages if isinstance(page.view, RupturesView)]

    assert len(found.ruptures) == count
    assert (view.groups[0].count, len(view.groups[0].lines)) == (count, MAX_LINES)


def around(labels, coverage, *services, parcours=()):
    catalogue = Catalogue(services=services, structures=(GARAGE,), pages=(), settings=SETTINGS)
    return NearServices(services, parcours, shelve(catalogue, labels, coverage, TODAY).cards)


def test_closed_neighbours_come_last_and_a_crowd_is_folded(labels, coverage) -> None:
    crowd = [
        replace(
            SERVICE,
            id=f"s{rank:02}",
            nom=f"Aide {rank:02}",
            etat="suspendu" if rank < 3 else "actif",
            relations=Relations(complement_de=(SERVICE.id,)),
        )
        for rank in range(30)
    ]
    (group,) = around(labels, coverage, SERVICE, *crowd).groups(SERVICE.id)

    assert group.heading == "Avec"
    assert [item.card.id for item in group.services] == [f"s{rank:02}" for rank in range(3, 11)]
    assert len(group.services) == MAX_SHOWN
    assert [link.url for link in group.folded][-3:] == [
        f"services/s{rank:02}.html" for rank in range(3)
    ]


def test_nine_neighbours_are_not_worth_folding_one(labels, coverage) -> None:
    crowd = [
        replace(SERVICE, id=f"s{rank}", relations=Relations(complement_de=(SERVICE.id,)))
        for rank in range(MAX_SHOWN + 1)
    ]
    (group,) = around(labels, coverage, SERVICE, *crowd).groups(SERVICE.id)

    assert (len(group.services), group.folded) == (MAX_SHOWN + 1, ())


def test_a_service_names_each_pathway_once_at_its_first_step(labels, coverage) -> None:
    entry = pathway(
        step("Le point"),
        step("Louer", services=(SERVICE.id,)),
        step("Encore", services=(SERVICE.id,)),
    )
    (link,) = around(labels, coverage, SERVICE, parcours=(entry,)).pathways(SERVICE.id)

    assert (link.label, link.url) == ("Un chemin", "parcours/chemin.html#etape-2")
    assert link.note == "étape 2 sur 3\u00a0: Louer"


def test_a_structure_that_is_not_there_is_left_out_of_a_step(plan) -> None:
    entry = pathway(step("Un", acteurs=(Acteur(structure="perdue"),)), step("Deux"))
    other = Structure(id="autre", nom="Autre", date_maj=TODAY, sources=SOURCES)
    (view,) = [
        page.view
        for page in plan(entry, structures=(GARAGE, other)).pages
        if isinstance(page.view, ParcoursView)
    ]

    assert view.moments[0].steps[0].actors == ()
