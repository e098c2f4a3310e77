"""What « Ma liste » reads of each service: a small file, which says what the page says."""

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.entries import Service
from generator.page_views import ServiceView
from generator.plan.my_list import listed_services
from tests.sites.building import Built, complete_site, real_site


def read(built: Built, identifier: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(built.files[f"liste/fiches/{identifier}.json"])
    return row


@pytest.mark.parametrize("site", [real_site, complete_site])
def test_each_service_and_each_former_name_has_one_file(site) -> None:
    built = site()
    services = {service.id for service in built.plan.catalogue.services}
    former = {one.id for one in built.plan.formerly_listed}
    files = {
        path.removeprefix("liste/fiches/").removesuffix(".json")
        for path in built.files
        if path.startswith("liste/fiches/")
    }

    assert files == services | former
    assert len(services) > 5
    assert not services & former


def test_a_file_says_what_the_page_says_and_nothing_empty() -> None:
    built = complete_site()
    views = [page.view for page in built.plan.pages if isinstance(page.view, ServiceView)]
    for view in views:
        row = read(built, view.id)
        assert row["nom"] == view.nom
        assert row["url"] == f"services/{view.id}.html"
        assert row.get("papers", []) == list(view.papers)
        assert row.get("steps", []) == list(view.steps)
        assert row.get("hours", []) == list(view.hours)
        assert all(value not in ("", None, [], {}) for value in row.values())
        assert len(json.dumps(row)) < 30_000

    assert len(views) > 5


def test_an_address_that_is_withheld_is_withheld_here_too() -> None:
    text = complete_site().files["liste/fiches/service-complet.json"].decode()

    assert "Brioude" in text
    assert "Secrète" not in text
    assert "secrète" not in text


def test_a_timetable_is_an_object_and_the_last_day_a_date() -> None:
    row = read(complete_site(), "service-complet")

    assert {"lundi", "semaines", "suite"} <= row["timetable"].keys()
    assert row["until"] == "2027-05-06"


def test_a_former_name_leads_to_the_service_of_today() -> None:
    built = complete_site()
    rows = [read(built, one.id) for one in built.plan.formerly_listed]

    assert rows
    assert all(row["gone"] is True for row in rows)
    assert {row["now"] for row in rows} <= {one.id for one in built.plan.catalogue.services}


def test_without_a_number_of_its_own_a_service_gives_that_of_its_structure_and_says_whose() -> None:
    plan = complete_site().plan
    full = next(page for page in plan.pages if page.url == "services/service-complet.html")
    view = full.view
    assert isinstance(view, ServiceView)
    silent = replace(view, places=(), contact=replace(view.contact, phone=None))

    def listed(shown: ServiceView) -> Any:
        return listed_services([replace(full, view=shown)], plan.catalogue, plan.cards)[0]

    own, other = listed(view), listed(silent)
    structure = next(
        one for one in plan.catalogue.structures if one.id == service_of(plan).structure
    )

    assert own.phone_note == ""
    assert other.phone_note == structure.nom
    assert other.phone != own.phone
    assert other.phone.label.replace("\u00a0", " ") == structure.telephone


def service_of(plan: Any) -> Service:
    return next(one for one in plan.catalogue.services if one.id == "service-complet")
