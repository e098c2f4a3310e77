"""The months of the observatory: what the command wrote is read again; nothing else is believed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.history import (
    AreaLine,
    Entries,
    GapRecord,
    Grid,
    Snapshot,
    StructureMonth,
)
from generator.load import load_referentiels
from generator.model import Outcome, RawMonth
from generator.parse import parse_months
from generator.render import render_month
from tests.sites.building import REPOSITORY

TODAY = date(2026, 11, 22)
COUNTS = st.integers(0, 10**9)
CODES = st.from_regex(r"[a-z0-9]{1,6}(?:-{1,2}[a-z0-9]{1,6})?", fullmatch=True)
REFERENTIELS = load_referentiels(REPOSITORY / "referentiels")
DEPARTEMENTS = st.sampled_from(("01", "25", "2A", "43", "974"))
AREAS = DEPARTEMENTS | st.from_regex(r"2[0-9]{8}", fullmatch=True)
NAMES = st.sampled_from(("bus", "garantie-visale", "velo-2"))
SHARES = st.none() | st.integers(0, 100).map(lambda part: part / 100)


def raw(text: str, mois: str = "2026-11") -> RawMonth:
    return RawMonth(path=f"observatoire/{mois}.json", mois=mois, data=json.loads(text), text=text)


def parsed(*months: RawMonth) -> Outcome[tuple[Snapshot, ...]]:
    return parse_months(months, TODAY, REFERENTIELS)


@st.composite
def months(draw: st.DrawFn) -> Snapshot:
    themes = ("", *draw(st.lists(CODES, unique=True, max_size=4)))
    names = draw(st.lists(CODES, unique=True, max_size=4))
    publics = ("", *(f"{draw(st.sampled_from(('public', 'statut')))}/{name}" for name in names))

    def row(length: int, limit: int = 10**9) -> tuple[int, ...]:
        return tuple(draw(st.lists(st.integers(0, limit), min_size=length, max_size=length)))

    def grid(limit: int) -> tuple[tuple[int, ...], ...]:
        return tuple(row(len(publics), limit) for _ in themes)

    areas = {
        code: AreaLine(
            habitants=people, services=row(len(themes)), habitants_servis=row(len(themes), people)
        )
        for code in draw(st.lists(AREAS, unique=True, max_size=4))
        for people in (draw(COUNTS),)
    }
    people, services = draw(COUNTS), draw(COUNTS)
    parts = st.integers(0, services)
    gaps = {
        (theme, public, state, area): (
            draw(st.integers(0, line.habitants)) if draw(st.booleans()) else line.habitants
        )
        for area, line in areas.items()
        for theme in draw(st.lists(CODES | st.just(""), unique=True, max_size=3))
        for public in draw(st.lists(st.sampled_from(publics), unique=True, max_size=2))
        for state in (draw(st.sampled_from(("manque", "non-recense", "servi-sans-dedie"))),)
    }
    return Snapshot(
        mois="2026-11",
        jour=draw(st.dates(date(2026, 11, 1), date(2026, 11, 30))),
        departements=tuple(draw(st.lists(DEPARTEMENTS, unique=True, max_size=3))),
        habitants=people,
        fiches=Entries(
            services=services,
            **{name: draw(parts) for name in ("ouverts", "verifies", "perimes")},
            qualite=draw(SHARES),
        ),
        themes=themes,
        publics=publics,
        ensemble=Grid(services=grid(10**9), habitants_servis=grid(people)),
        territoires=areas,
        manques=tuple(
            GapRecord(theme=theme, public=public, etat=state, territoire=area, habitants=people)
            for (theme, public, state, area), people in sorted(gaps.items())
        ),
        structures={
            name: StructureMonth(
                services=held,
                verifies=draw(st.integers(0, held)),
                qualite=draw(SHARES),
                ouverts=draw(
                    st.none() | st.lists(NAMES, unique=True, max_size=min(held, 3)).map(tuple)
                ),
            )
            for name in draw(st.lists(st.sampled_from(("caf", "fastt", "garage-2")), unique=True))
            for held in (draw(st.integers(0, 9)),)
        },
    )


@settings(max_examples=40)  # each draws thousands of figures
@given(month=months())
def test_what_is_written_is_read_again(month: Snapshot) -> None:
    outcome = parsed(raw(render_month(month)))

    assert outcome.diagnostics == ()
    assert outcome.value == (month,)


MONTH = Snapshot(
    mois="2026-11",
    jour=TODAY,
    departements=("43",),
    habitants=228_654,
    fiches=Entries(services=3, ouverts=2, qualite=0.5),
    themes=("", "mobilite"),
    publics=("", "public/jeunes"),
    ensemble=Grid(services=((3, 2), (1, 0)), habitants_servis=((9, 9), (9, 0))),
    territoires={"43": AreaLine(habitants=9, services=(3, 1), habitants_servis=(9, 9))},
    manques=(GapRecord(theme="mobilite", public="", territoire="43", etat="manque", habitants=4),),
    structures={"caf": StructureMonth(services=2, verifies=1, ouverts=("bus",))},
)
TEXT = render_month(MONTH)


@pytest.mark.parametrize(
    ("before", "after", "said", "underlined"),
    [
        ('"verifies":1', '"verifies":-1', "nombre entier", "-1"),
        ("[3,2]", '[3,"x"]', "nombre entier", '"x"'),
        ("[3,2]", "[3]", "autant que de colonnes", "["),
        ("[3,2]", "[3,true]", "nombre entier", "true"),
        ('"mobilite"]', '"<script>"]', "illisible", '"<script>"'),
        ('"public/jeunes"', '"jeunes"', "illisible", '"jeunes"'),
        ('"2026-11-22"', '"2026-12-22"', "jour de ce mois", '"2026-12-22"'),
        ('"mois": "2026-11"', '"mois": "2026-10"', "un autre mois", '"2026-10"'),
        ('"etat":"manque"', '"etat":"rien"', "attend manque ou", '"rien"'),
        ('{"43":4}', '{"44":4}', "plus haut dans le fichier", "4"),
        ('"qualite": 0.5', '"qualite": 5', "entre 0 et 1", "5"),
        ('["bus"]', '["<b>"]', "identifiant d’un service", '"<b>"'),
        ('["bus"]', '"bus"', "liste d’identifiants", '"bus"'),
        ('"caf":', '"../caf":', "identifiant", "{"),
        ('"43": {"habitants"', '"zz": {"habitants"', "code", "{"),
        ('"format": 1', '"format": 2', "de la forme 1", "2"),
        ('["43"]', '["quarante"]', "département", '"quarante"'),
        ('["43"]', '["999"]', "département", '"999"'),
        ('["43"]', '["20"]', "département", '"20"'),
        ('["43"]', '["43","43"]', "deux fois", '"43"]'),
        ('"43": {"habitants"', '"999": {"habitants"', "d’un territoire", "{"),
        ('"43": {"habitants"', '"999999999": {"habitants"', "d’un territoire", "{"),
        ('"ouverts": 2', '"ouverts": 1000000', "compte 1000000, et «\u00a0services", "1000000"),
        (
            '"verifies": 0',
            '"verifies": 50',
            "compte 50, et «\u00a0services\u00a0» seulement 3",
            "50",
        ),
        ('"perimes": 0', '"perimes": 4', "compte 4", "4"),
        ('"verifies":1', '"verifies":5', "compte 5, et «\u00a0services\u00a0» seulement 2", "5"),
        ('"services":2', '"services":0', "«\u00a0verifies\u00a0» compte 1", "1"),
        ('["bus"]', '["a","b","c"]', "«\u00a0ouverts\u00a0» compte 3", "["),
        ('["bus"]', '["bus","bus"]', "deux fois", '"bus"]'),
        ("[9,0]", "[228655,0]", "seulement 228654", "228655"),
        ('"habitants_servis":[9,9]', '"habitants_servis":[9,10]', "seulement 9", "10"),
        ('{"43":4}', '{"43":10}', "seulement 9", "10"),
        ('"territoires":[],"en_partie":{"43":4}', '"territoires":[]', "où il est", "["),
        ('"territoires":[],', '"territoires":["43"],', "deux fois", "4"),
        (
            '"territoires":[],"en_partie":{"43":4}',
            '"territoires":["43","43"]',
            "deux fois",
            '"43"]',
        ),
        ('"format": 1', '"format": 1,"auteur": 7', "clé est inconnue", "7"),
        ('"perimes": 0', '"perimes": 0,"perdus": 1', "clé est inconnue", "1"),
        ('"verifies":1', '"verifies":1,"note":"<b>"', "clé est inconnue", '"<b>"'),
        ('"etat":"manque"', '"etat":"manque","nom":"x"', "clé est inconnue", '"x"'),
        ('"43": {"habitants"', '"43": {"part":2,"habitants"', "clé est inconnue", "2"),
    ],
)
def test_what_is_wrong_is_named_where_it_stands(
    before: str, after: str, said: str, underlined: str
) -> None:
    assert before in TEXT
    text = TEXT.replace(before, after, 1)

    (fault,) = parsed(raw(text)).diagnostics

    assert fault.code == "mois-illisible"
    assert said in fault.message
    line = text.split("\n")[fault.span.start.line - 1]
    assert line[fault.span.start.column - 1 :].startswith(underlined)


def test_a_month_that_has_not_come_is_set_aside() -> None:
    later = replace(MONTH, mois="2026-12", jour=date(2026, 12, 1))

    outcome = parsed(raw(render_month(later), "2026-12"))

    assert outcome.value == ()
    assert "n’est pas encore venu" in outcome.diagnostics[0].message


KEYS = st.sampled_from(
    ("format", "mois", "jour", "fiches", "besoins", "publics", "ensemble", "territoires", "manques")
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(key=KEYS, value=ANYTHING)
def test_a_file_that_holds_anything_never_stops_the_check(key: str, value: object) -> None:
    data: Mapping[str, Any] = {**json.loads(TEXT), key: value}
    text = json.dumps(data)

    outcome = parsed(raw(text))

    assert len(outcome.value) + len(outcome.diagnostics) == 1


@given(value=ANYTHING)
def test_a_file_that_is_something_else_is_set_aside(value: object) -> None:
    text = json.dumps(value)

    assert len(parsed(raw(text)).diagnostics) == 1


def test_no_text_of_a_file_goes_into_a_message() -> None:
    text = TEXT.replace('"format": 1', '"format": 1,"<img src=x>": 7')

    (fault,) = parsed(raw(text)).diagnostics

    assert "<img" not in fault.message
    assert "habitants, fiches" in fault.message  # what is expected there


def test_an_intercommunalite_of_the_past_is_still_read() -> None:
    merged = "200000016"
    assert merged not in REFERENTIELS.areas

    assert parsed(raw(TEXT.replace('"43"', f'"{merged}"').replace(f'["{merged}"]', '["43"]'))).value
