"""Parse: what an event says against itself, at the very value that contradicts."""

from collections.abc import Callable

import pytest

from generator.load import read_content
from generator.parse import Context, parse_document

Said = Callable[[str], list[tuple[str, tuple[str | int, ...]]]]
WEEKLY = 'permanences:\n  - horaires: "Tu 09:00-12:00"\n'


@pytest.fixture
def said(context: Context) -> Said:
    def judge(lines: str) -> list[tuple[str, tuple[str | int, ...]]]:
        text = (
            "nom: Forum de l’emploi\nresume: Des stands pour préparer sa recherche.\n"
            f"type: forum\n{lines}\ndate_maj: 2026-02-18\nsources:\n  - nom: Affiche\n"
        )
        outcome, _ = read_content(text.encode(), "content/evenements/forum.yaml", "evenements")
        assert outcome.value is not None
        return [(it.code, it.field) for it in parse_document(outcome.value, context).diagnostics]

    return judge


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        (
            f"{WEEKLY}    sauf: [2027-04-13, 2027-04-14]",
            "sauf-sans-effet",
            ("permanences", 0, "sauf", 1),
        ),
        (
            f"{WEEKLY}    du: 2027-01-05\n    sauf: [2026-12-29]",
            "sauf-sans-effet",
            ("permanences", 0, "sauf", 0),
        ),
        (
            f"{WEEKLY}    jusqu_a: 2027-01-05\n    sauf: [2027-01-12]",
            "sauf-sans-effet",
            ("permanences", 0, "sauf", 0),
        ),
        (
            'permanences:\n  - horaires: "Mo 09:00-12:00; PH off"\n    sauf: [2027-03-29]',
            "sauf-sans-effet",
            ("permanences", 0, "sauf", 0),
        ),
        (
            'permanences:\n  - horaires: "Mo-Fr 22:00-02:00"',
            "heures-inversees",
            ("permanences", 0, "horaires"),
        ),
        (
            'permanences:\n  - horaires: "Mo 09:00-12:00; Fr 22:00-26:00"',
            "heures-inversees",
            ("permanences", 0, "horaires"),
        ),
        (
            "seances:\n  - {jour: 2027-03-16, debut: 09:00}\n  - {jour: 2027-03-16, debut: 09:00}",
            "valeur-en-double",
            ("seances", 1, "jour"),
        ),
        (
            "quand: En mai\nlieux:\n  - nom: Mairie\n  - nom: MAIRIE",
            "valeur-en-double",
            ("lieux", 1, "nom"),
        ),
        (
            "seances:\n  - jour: 2027-03-17\ninscription: {jusqu_a: 2027-03-18}",
            "dates-inversees",
            ("inscription", "jusqu_a"),
        ),
        (
            "quand: En mai\nau_plus_tard: 2027-05-31\ninscription: {jusqu_a: 2027-06-01}",
            "dates-inversees",
            ("inscription", "jusqu_a"),
        ),
    ],
)
def test_a_contradiction_is_said_where_it_stands(
    lines: str, code: str, field: tuple[str | int, ...], said: Said
) -> None:
    assert said(lines) == [(code, field)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(f"{WEEKLY}    sauf: [2027-04-13]", id="a day that is left out"),
        pytest.param(f"{WEEKLY}    sauf: [2025-04-14]", id="an old date, when no day begins it"),
        pytest.param(f"{WEEKLY}    sauf: [2046-04-14]", id="a date too far to be laid out"),
        pytest.param(
            'permanences:\n  - horaires: "Fr 22:00-24:00, Sa 00:00-02:00"', id="a night told twice"
        ),
        pytest.param('permanences:\n  - horaires: "24/7"', id="day and night"),
        pytest.param(
            'permanences:\n  - horaires: "Mo 09:00-12:00 \\"de 9:00-8:00\\""', id="a comment"
        ),
        pytest.param(
            "seances:\n  - {jour: 2027-03-16, debut: 09:00}\n  - {jour: 2027-03-16, debut: 10:00}",
            id="twice the same day",
        ),
        pytest.param(
            f"seances:\n  - jour: 2027-03-16\n{WEEKLY}"
            "inscription: {modalite: libre, jusqu_a: 2028-03-18}",
            id="what has no end",
        ),
        pytest.param(
            "seances:\n  - {jour: 2027-03-15, jusqu_a: 2027-03-16}\n"
            "inscription: {jusqu_a: 2027-03-16}",
            id="until the last day",
        ),
    ],
)
def test_what_agrees_says_nothing(lines: str, said: Said) -> None:
    assert said(lines) == []
