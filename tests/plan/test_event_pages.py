"""The pages of the events, and what other pages tell of them."""

from collections.abc import Iterable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from generator.entries import Citation, Lieu
from generator.evenements import (
    Atelier,
    Evenement,
    EventsView,
    Permanence,
    Seance,
    Stand,
)
from generator.plan.coverage import CoverageMap
from generator.plan.event_page import EventSurroundings, make_event_view
from generator.plan.event_pages import event_pages, make_event_card
from generator.plan.occurrences import make_rendezvous
from generator.plan.rendezvous import Meetings, plan_meetings
from generator.plan.vocabulary import Labels

TODAY = date(2026, 11, 22)
N = "\u00a0"
BRIOUDE = Lieu(nom="Halle aux grains", commune="Brioude", code_insee="43040")


def event(identifier: str, **changes: Any) -> Evenement:
    """An event with what is required."""
    given: dict[str, Any] = {
        "nom": f"Forum {identifier}",
        "resume": "Un forum.",
        "type": "forum",
        "date_maj": date(2026, 1, 1),
        "sources": (Citation(nom="Affiche"),),
    }
    return Evenement(id=identifier, **{**given, **changes})


def on(*days: date, **changes: Any) -> dict[str, Any]:
    """The dates of an event."""
    return {"seances": tuple(Seance(jour=day, **changes) for day in days)}


def planned(coverage: CoverageMap, *events: Evenement) -> Meetings:
    catalogue: Any = SimpleNamespace(evenements=events)
    return plan_meetings(catalogue, coverage, TODAY)


def lists(coverage: CoverageMap, labels: Labels, events: Iterable[Evenement]) -> dict[str, Any]:
    """By address, the views of the two lists."""
    catalogue: Any = SimpleNamespace(
        evenements=tuple(events),
        structures=(),
        lexique=SimpleNamespace(termes=()),
        settings=SimpleNamespace(
            url="https://example.org/guichet/", contact=None, depot=None,
            editeur=SimpleNamespace(courriel=None),
        ),
    )  # fmt: skip
    shelves: Any = SimpleNamespace(cards={})
    meetings = plan_meetings(catalogue, coverage, TODAY)
    pages = event_pages(meetings, catalogue, shelves, labels, coverage)
    return {page.url: page.view for page in pages if isinstance(page.view, EventsView)}


def test_what_is_to_come_is_listed_month_by_month_then_what_comes_back_then_what_waits(
    coverage: CoverageMap, labels: Labels
) -> None:
    found = lists(
        coverage,
        labels,
        (
            event("a-avril", **on(date(2027, 4, 1))),
            event("b-mars", **on(date(2027, 3, 30), date(2027, 5, 2))),
            event("c-attente", quand="Au printemps"),
            event("d-hebdo", permanences=(Permanence(horaires="Tu 09:00-12:00"),)),
            event("e-passe", **on(date(2025, 3, 30))),
        ),
    )["evenements/"]

    assert [(group.heading, [card.nom for card in group.cards]) for group in found.groups] == [
        ("Mars 2027", ["Forum b-mars"]),
        ("Avril 2027", ["Forum a-avril"]),
        ("Permanences et rendez-vous réguliers", ["Forum d-hebdo"]),
        ("Date à préciser", ["Forum c-attente"]),
        ("Passés récemment", ["Forum e-passe"]),
    ]
    assert found.empty == ""
    assert found.calendar_address == "https://example.org/guichet/agenda.ics"


def test_when_nothing_is_announced_the_list_says_so_and_shows_what_was(
    coverage: CoverageMap, labels: Labels
) -> None:
    found = lists(coverage, labels, (event("a", **on(date(2025, 3, 30))),))["evenements/"]

    assert found.empty == "Aucun rendez-vous n’est annoncé pour le moment."
    assert found.calendar is None
    assert found.other.count == 1


def test_the_archive_goes_back_year_by_year_and_says_when_a_year_is_only_a_bound(
    coverage: CoverageMap, labels: Labels
) -> None:
    found = lists(
        coverage,
        labels,
        (
            event("a", **on(date(2007, 12, 14))),
            event("b", **on(date(2025, 3, 30))),
            event("c", quand="Un mardi", au_plus_tard=date(2025, 5, 15)),
        ),
    )["evenements/archives/"]

    assert [(group.heading, [card.nom for card in group.cards]) for group in found.groups] == [
        ("2025 ou avant", ["Forum c"]),
        ("2025", ["Forum b"]),
        ("2007", ["Forum a"]),
    ]
    assert len({group.anchor for group in found.groups}) == 3


def test_a_site_without_events_has_no_page_of_events(coverage: CoverageMap, labels: Labels) -> None:
    assert lists(coverage, labels, ()) == {}


def test_a_card_tells_the_first_day_that_is_held(labels: Labels) -> None:
    forum = event(
        "a",
        lieux=(BRIOUDE,),
        seances=(
            Seance(jour=date(2027, 3, 16), etat="annule"),
            Seance(jour=date(2027, 3, 23), debut="09:00"),
            Seance(jour=date(2027, 3, 30)),
        ),
        publics=("jeunes", "demandeurs-emploi"),
    )
    card = make_event_card(make_rendezvous(forum, TODAY), labels)

    assert card.when == f"Mardi 23{N}mars 2027, à partir de 9{N}h"
    assert card.more == f"et 1{N}autre date"
    assert card.place == "Halle aux grains, Brioude"
    assert card.audience == "Jeunes et demandeurs d’emploi"
    assert card.badge is None


def test_a_card_of_a_cancelled_event_says_so(labels: Labels) -> None:
    forum = event("a", etat="annule", **on(date(2027, 3, 16)))
    card = make_event_card(make_rendezvous(forum, TODAY), labels)

    assert card.badge is not None
    assert card.badge.label == "Annulé"


def test_a_card_of_a_desk_tells_its_hours_and_its_next_day(labels: Labels) -> None:
    desk = event("a", permanences=(Permanence(horaires="Th[1] 14:00-17:00"),), lieux=(BRIOUDE,))
    card = make_event_card(make_rendezvous(desk, TODAY), labels)

    assert card.when == f"Le premier jeudi du mois{N}: 14{N}h{N}–{N}17{N}h"
    assert card.more == f"Prochaine fois{N}: jeudi 3{N}décembre 2026"


def test_structures_and_services_tell_what_is_to_come_and_structures_what_was(
    coverage: CoverageMap,
) -> None:
    found = planned(
        coverage,
        event(
            "a",
            organisateurs=("caf",),
            stands=(Stand(structure="agire", services=("velo",)), Stand(nom="Ailleurs")),
            ateliers=(Atelier(nom="CV", structures=("caf", "cap"), services=("cv",)),),
            services=("visale",),
            **on(date(2027, 3, 16)),
        ),
        event("b", organisateurs=("caf",), services=("visale",), **on(date(2025, 3, 16))),
    )

    assert set(found.by_structure) == {"caf", "agire", "cap"}
    assert set(found.by_service) == {"velo", "cv", "visale"}
    assert [link.url for link in found.by_structure["caf"]] == ["evenements/a.html"]
    assert [link.url for link in found.past_by_structure["caf"]] == ["evenements/b.html"]
    assert [link.note for link in found.soon] == [f"Mardi 16{N}mars 2027"]


def test_a_page_tells_the_next_few_the_soonest_first(coverage: CoverageMap) -> None:
    events = (
        event(f"e{rank}", organisateurs=("caf",), **on(TODAY + timedelta(days=rank)))
        for rank in range(9, 0, -1)
    )
    found = planned(coverage, *events)

    assert [link.label for link in found.by_structure["caf"]] == [
        f"Forum e{rank}" for rank in (1, 2, 3, 4)
    ]
    assert found.soon == found.by_structure["caf"]


def test_an_event_is_told_where_it_says_or_in_the_departement_of_its_places(
    coverage: CoverageMap,
) -> None:
    there = planned(coverage, event("a", lieux=(BRIOUDE,), **on(TODAY))).by_list
    said = planned(
        coverage, event("a", lieux=(BRIOUDE,), zone_eligibilite=("247100290",), **on(TODAY))
    ).by_list

    assert "territoires/43.html" in there
    assert "territoires/71.html" not in there
    assert "territoires/247100290.html" in said
    assert "territoires/43.html" not in said
    assert planned(coverage, event("a", **on(TODAY))).by_list == {}


def test_the_page_keeps_apart_what_is_gone_and_what_is_to_come(
    coverage: CoverageMap, labels: Labels
) -> None:
    forum = event("a", **on(date(2026, 1, 5), TODAY, TODAY + timedelta(days=1), debut="09:00"))
    settings: Any = SimpleNamespace(
        contact=None, depot=None, editeur=SimpleNamespace(courriel=None)
    )
    around = EventSurroundings(
        cards={}, structures={}, labels=labels, coverage=coverage, settings=settings
    )
    view = make_event_view(make_rendezvous(forum, TODAY), around)
    old = make_event_view(make_rendezvous(forum, date(2028, 1, 1)), around)

    assert [line.when for line in view.past_dates] == [f"Lundi 5{N}janvier 2026, à partir de 9{N}h"]
    assert [line.when for line in view.dates] == [
        f"Du dimanche 22 au lundi 23{N}novembre 2026, à partir de 9{N}h"
    ]
    assert (view.badge.label, view.calendar_url) == ("À venir", "evenements/a.ics")
    assert (old.badge.label, old.calendar_url, old.past) == ("Passé", "", True)
