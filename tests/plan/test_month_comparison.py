"""Two months compared: only what both know, and never a gap that hid behind a wider one."""

from dataclasses import replace
from datetime import date

import pytest

from generator.history import (
    AreaLine,
    Entries,
    GapRecord,
    Grid,
    Snapshot,
    StructureMonth,
    area_trend,
    months_before,
    months_between,
    snapshot_at,
    trend,
)
from generator.model import Territory
from generator.observatory import CoverageGap
from generator.plan.history import with_since
from generator.plan.month_comparison import compare

EPCI, OTHER, DEPARTEMENT = "200000001", "200000002", "43"
LINE = AreaLine(habitants=100, services=(1, 1), habitants_servis=(100, 100))


def month(mois: str, *gaps: GapRecord, served: int = 100, areas: tuple[str, ...] = ()) -> Snapshot:
    return Snapshot(
        mois=mois,
        jour=date(int(mois[:4]), int(mois[5:]), 20),
        departements=(DEPARTEMENT,),
        habitants=300,
        fiches=Entries(services=10, ouverts=8, verifies=4),
        themes=("", "mobilite"),
        publics=("", "public/jeunes"),
        ensemble=Grid(services=((2, 1), (1, 1)), habitants_servis=((300, 300), (served, 50))),
        territoires=dict.fromkeys(areas or (EPCI, OTHER, DEPARTEMENT), LINE),
        manques=gaps,
    )


def with_services(item: Snapshot, *names: str, mobility: int = 1) -> Snapshot:
    """The same month, with these open services."""
    row = StructureMonth(services=len(names), verifies=0, ouverts=names)
    grid = replace(item.ensemble, services=((2, 1), (mobility, 1)))
    return replace(item, structures={"caf": row}, ensemble=grid)


def gap(
    theme: str = "mobilite", public: str = "", area: str = EPCI, etat: str = "non-recense"
) -> GapRecord:
    return GapRecord(theme=theme, public=public, territoire=area, etat=etat, habitants=100)


def parents(code: str) -> tuple[str, ...]:
    return () if code == DEPARTEMENT else (DEPARTEMENT,)


def changes(before: Snapshot, now: Snapshot) -> tuple[list[GapRecord], list[GapRecord]]:
    found = compare(before, now, lambda _: True, parents)
    return list(found.closed), list(found.opened)


def test_a_gap_closes_and_another_opens() -> None:
    closed, opened = changes(month("2026-10", gap()), month("2026-11", gap("sante")))

    assert [item.theme for item in closed] == ["mobilite"]
    assert [item.theme for item in opened] == ["sante"]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (gap(), gap("mobilite--acheter-une-voiture")),
        (gap(), gap(public="public/jeunes")),
        (gap(area=DEPARTEMENT), gap(area=EPCI)),
        (gap("", area=DEPARTEMENT), gap("mobilite--acheter-une-voiture", "public/jeunes", EPCI)),
    ],
    ids=("great theme", "everybody", "département", "all at once"),
)
def test_what_hid_behind_a_wider_gap_is_not_new(wide: GapRecord, narrow: GapRecord) -> None:
    closed, opened = changes(month("2026-10", wide), month("2026-11", narrow))

    assert opened == []
    assert closed == [wide]


def test_a_gap_that_grows_wider_has_not_closed() -> None:
    closed, opened = changes(month("2026-10", gap()), month("2026-11", gap(area=DEPARTEMENT)))

    assert closed == []
    assert opened == [gap(area=DEPARTEMENT)]


def test_something_general_closes_a_gap_even_without_anything_dedicated() -> None:
    general = gap(public="public/jeunes", etat="servi-sans-dedie")

    closed, opened = changes(
        month("2026-10", gap(public="public/jeunes")), month("2026-11", general)
    )

    assert [item.etat for item in closed] == ["non-recense"]
    assert opened == []


def test_losing_what_was_general_opens_a_gap() -> None:
    general = gap(public="public/jeunes", etat="servi-sans-dedie")

    closed, opened = changes(
        month("2026-10", general), month("2026-11", gap(public="public/jeunes"))
    )

    assert closed == []
    assert [item.etat for item in opened] == ["non-recense"]


def test_a_territory_that_was_not_served_is_not_compared() -> None:
    before = replace(month("2026-10", areas=(EPCI,)), departements=("71",))

    found = compare(before, month("2026-11", gap(area=OTHER)), lambda _: True, parents)

    assert found.opened == ()
    assert found.served == ()
    assert not found.same_ground


def test_a_gap_that_has_no_name_any_more_did_not_close() -> None:
    found = compare(month("2026-10", gap("disparu")), month("2026-11"), lambda _: False, parents)

    assert found.closed == ()


def test_who_is_served_changes_where_it_changes() -> None:
    found = compare(month("2026-10", served=40), month("2026-11"), lambda _: True, parents)

    assert [(item.theme, item.public, item.avant, item.apres) for item in found.served] == [
        ("mobilite", "", 40, 100)
    ]


def test_one_more_aid_never_adds_a_need_without_answer() -> None:
    before = with_services(month("2026-10", gap()), mobility=0)
    now = with_services(
        month("2026-11", gap("mobilite--acheter-une-voiture"), gap("mobilite--louer-une-voiture")),
        "bus",
    )

    assert before.grands_besoins == now.grands_besoins == ("mobilite",)
    assert (before.besoins_sans_reponse, now.besoins_sans_reponse) == (1, 0)


def test_the_aids_that_opened_and_those_that_did_not_stay_are_named() -> None:
    before = with_services(month("2026-10"), "bus", "velo")
    found = compare(before, with_services(month("2026-11"), "bus", "taxi"), lambda _: True, parents)

    assert (found.started, found.stopped) == (("taxi",), ("velo",))


def test_a_month_that_names_no_aid_lets_nobody_say_which_opened() -> None:
    before = replace(month("2026-10"), structures={"caf": StructureMonth(services=1, verifies=0)})
    found = compare(before, with_services(month("2026-11"), "bus"), lambda _: True, parents)

    assert (found.started, found.stopped) == (None, None)


def test_another_ground_opens_no_aid() -> None:
    before = replace(with_services(month("2026-10")), departements=("71",))
    found = compare(before, with_services(month("2026-11"), "bus"), lambda _: True, parents)

    assert found.started is None


def test_what_a_partner_confirms_is_told_by_its_entry_not_by_cells() -> None:
    confirmed = gap(etat="manque")

    assert changes(month("2026-10", confirmed), month("2026-11")) == ([], [])
    assert changes(month("2026-10"), month("2026-11", confirmed)) == ([], [])


# since when


def told(since: date | None = None, etat: str = "non-recense") -> CoverageGap:
    area = Territory(
        code=EPCI, nom="CC des Sucs", kind="epci", population=100, parents=(DEPARTEMENT,)
    )
    return CoverageGap(
        theme="mobilite",
        audience="",
        area=area,
        etat=etat,
        communes=1,
        habitants=100,
        services=0,
        since=since,
    )


def test_a_gap_dates_from_the_first_month_without_a_break() -> None:
    history = (
        month("2026-06", gap()),
        month("2026-07"),
        month("2026-09", gap(area=DEPARTEMENT)),
        month("2026-10", gap()),
        month("2026-11", gap()),
    )

    (found,) = with_since([told()], history)

    assert found.since == date(2026, 9, 20)


def test_a_confirmed_gap_keeps_the_day_of_its_confirmation() -> None:
    (found,) = with_since([told(date(2024, 1, 5))], (month("2026-11", gap()),))

    assert found.since == date(2024, 1, 5)


def test_what_was_served_by_general_aids_is_missing_since_they_are_gone() -> None:
    general = gap(etat="servi-sans-dedie")

    (found,) = with_since([told()], (month("2026-10", general), month("2026-11", gap())))

    assert found.since == date(2026, 11, 20)


# months


def test_a_trend_has_every_month_and_says_those_that_are_unknown() -> None:
    history = (month("2026-08"), month("2026-11"))

    points = trend(history, lambda item: item.fiches.ouverts)

    assert [(point.mois, point.valeur) for point in points] == [
        ("2026-08", 8),
        ("2026-09", None),
        ("2026-10", None),
        ("2026-11", 8),
    ]
    assert [point.valeur for point in area_trend(history, EPCI)] == [1, None, None, 1]
    assert [point.valeur for point in area_trend(history, "44")] == [None] * 4


def test_a_trend_tells_five_years_at_most() -> None:
    points = trend((month("1999-01"), month("2026-11")), lambda item: item.habitants)

    assert len(points) == 60
    assert points[0].valeur is None


def test_months_are_counted_over_the_years() -> None:
    assert months_before("2026-02", 3) == "2025-11"
    assert months_between("2025-11", "2026-02") == 3
    assert snapshot_at((month("2026-03"), month("2026-08")), "2026-07") == month("2026-03")
    assert snapshot_at((month("2026-08"),), "2026-07") is None
