"""The quality of services: official marks, what each gain is worth, and what to write."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from generator.data_inclusion import project
from generator.entries import Provenance, Service
from generator.plan.quality import WORDS, judge, plan_quality, structure_qualities
from generator.plan.quality_page import points, quality_page
from generator.quality import CRITERIA, mean_score, score
from generator.quality_view import QualityView
from tests.plan.conftest import SERVICE
from tests.render.data_inclusion.judging import judge_rows, their_score
from tests.render.data_inclusion.test_data_inclusion_score import EMPTY, SERVICES
from tests.sites.building import complete_site

TODAY = date(2026, 11, 21)
WHOLE: dict[str, Any] = {
    "adresse": "1 rue",
    "publics": ["jeunes"],
    "thematiques": ["mobilite--preparer-un-permis"],
    "telephone": "0471000000",
    "courriel": "accueil@exemple.fr",
    "frais": "gratuit",
    "date_maj": TODAY.isoformat(),
    "description": "x" * 500,
}
# Criterion → the fields that meet it and that no other criterion of the row depends on.
MENDED = {
    "adresse_bien_definie": ("adresse",),
    "au_moins_un_public": ("publics",),
    "au_moins_une_thematique": ("thematiques",),
    "date_maj_recente": ("date_maj",),
    "frais_bien_definis": ("frais",),
    "description_bien_definie": ("description",),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(row=SERVICES)
def test_a_gain_is_what_their_package_gives_once_the_entry_is_mended(
    row: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = judge(SERVICE, row, TODAY)
    counted = [round(item.valeur, 2) for item in found.criteres if item.valeur is not None]
    exact = sum(counted) / len(counted)
    for item in found.criteres:
        fields = MENDED.get(item.code, ())
        if item.gain and fields:
            mended = row | {name: WHOLE[name] for name in fields}
            mark, _ = their_score(judge_rows("services", [mended])[0], TODAY, monkeypatch)

            assert mark == pytest.approx(exact + item.gain, abs=0.0051), item.code


@given(row=SERVICES)
def test_what_lacks_has_a_remedy_and_what_is_met_has_none(row: dict[str, Any]) -> None:
    found = judge(SERVICE, row, TODAY)

    assert tuple(item.code for item in found.criteres) == CRITERIA == tuple(WORDS)
    for item in found.criteres:
        assert bool(item.remede) == (item.gain > 0) == (item.atteint is False)
        assert (item.atteint is None) == (item.valeur is None)
    gains = [item.gain for item in found.missing]
    assert gains == sorted(gains, reverse=True)
    assert found.score == score(row, TODAY)[0]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"modes_mobilisation": ["telephoner"]}, "modes_mobilisation_bien_definis", "qui peut"),
        ({"mobilisable_par": ["usagers"]}, "modes_mobilisation_bien_definis", "comment demander"),
        ({"frais": "payant"}, "frais_bien_definis", "dites combien"),
        ({"frais": None}, "frais_bien_definis", "gratuit ou payant"),
        ({"description": "x" * 20}, "description_bien_definie", "Complétez"),
        ({"description": "x" * 3_000}, "description_bien_definie", "Raccourcissez"),
        ({"date_maj": "2024-01-01"}, "date_maj_recente", "date_maj"),
    ],
)
def test_a_remedy_is_about_this_very_entry(changes: dict[str, Any], code: str, words: str) -> None:
    found = judge(SERVICE, EMPTY | changes, TODAY)

    assert words in next(item.remede for item in found.criteres if item.code == code)


def test_what_an_import_filled_in_has_to_be_confirmed() -> None:
    origin = Provenance(nom="Dora", source="dora", completes=("publics", "frais"))
    service = replace(SERVICE, publics=("jeunes",), provenance=origin)

    remedies = {item.code: item.remede for item in judge(service, EMPTY, TODAY).criteres}

    assert "completes" in remedies["au_moins_un_public"]
    assert "completes" not in remedies["frais_bien_definis"]  # it is not even there


def test_every_service_that_data_inclusion_is_given_is_judged_and_no_other() -> None:
    plan = complete_site().plan
    found = plan_quality(plan.catalogue, plan.schemas, plan.referentiels, plan.today)
    rows = dict(project(plan.catalogue, plan.schemas, plan.referentiels)[0])

    assert found == plan.quality
    assert found.keys() == rows.keys()
    assert {name: mark.score for name, mark in found.items()} == {
        name: score(row, plan.today)[0] for name, row in rows.items()
    }


def test_a_structure_has_the_mean_of_its_services() -> None:
    rows = {"a": EMPTY, "b": EMPTY | WHOLE}
    services = tuple(replace(SERVICE, id=name, structure="caf") for name in (*rows, "fini"))
    marks = {name: judge(SERVICE, row, TODAY) for name, row in rows.items()}

    means = structure_qualities(services, marks)

    assert means == {"caf": mean_score(list(marks.values()))}
    assert mean_score([]) is None


@pytest.mark.parametrize(
    ("gain", "words"),
    [(0.1429, "+ 14 points"), (0.01, "+ 1 point"), (0.001, "moins d’un point")],
)
def test_a_gain_is_told_out_of_a_hundred(gain: float, words: str) -> None:
    assert points(gain).replace("\u00a0", " ") == words


def test_the_page_tells_each_service_once_with_those_that_lack_the_same() -> None:
    plan = complete_site().plan
    view = quality_page(plan.catalogue, plan.quality).view

    assert isinstance(view, QualityView)
    told = [entry.url for group in view.groups for entry in group.entries]
    lacking = [name for name, mark in plan.quality.items() if mark.missing]
    assert len(told) == len(set(told)) == len(lacking) > 0


def test_the_page_of_a_site_without_services_says_so() -> None:
    plan = complete_site().plan
    empty: tuple[Service, ...] = ()
    view = quality_page(replace(plan.catalogue, services=empty), {}).view

    assert isinstance(view, QualityView)
    assert (view.figures, view.chart, view.keepers, view.groups) == ((), None, None, ())
