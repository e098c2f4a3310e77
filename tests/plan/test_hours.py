import pytest

from generator.plan.hours import opening_hours_lines

N = "\u00a0"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (None, ()),
        ("24/7", ("Tous les jours, jour et nuit",)),
        ("Mo-Fr 09:00-12:00", (f"Du lundi au vendredi{N}: 9{N}h{N}–{N}12{N}h",)),
        (
            "Mo-Fr 09:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off",
            (
                f"Du lundi au vendredi{N}: 9{N}h{N}–{N}12{N}h, 14{N}h{N}–{N}17{N}h{N}30",
                f"Samedi{N}: 9{N}h{N}–{N}12{N}h",
                f"Jours fériés{N}: fermé",
            ),
        ),
        ("Tu,Th 08:30-12:00", (f"Mardi, jeudi{N}: 8{N}h{N}30{N}–{N}12{N}h",)),
        (
            'Th[1,3] 14:00-17:00 "sonnez; merci"; Fr[-1] 09:00-12:00',
            (
                f"Le premier et le troisième jeudi du mois{N}: 14{N}h{N}–{N}17{N}h (sonnez; merci)",
                f"Le dernier vendredi du mois{N}: 9{N}h{N}–{N}12{N}h",
            ),
        ),
        (
            "week 1-53/2 Mo 09:00-12:00; week 2-53/2 Tu 14:00-16:00",
            (
                f"Lundi, semaines impaires{N}: 9{N}h{N}–{N}12{N}h",
                f"Mardi, semaines paires{N}: 14{N}h{N}–{N}16{N}h",
            ),
        ),
        ("09:00-12:00", (f"Tous les jours{N}: 9{N}h{N}–{N}12{N}h",)),
    ],
)
def test_hours_are_said_in_french(text: str | None, lines: tuple[str, ...]) -> None:
    assert opening_hours_lines(text) == lines


@pytest.mark.parametrize(
    "rule", ["week 1-20 Mo 09:00-12:00", "Mo[1]-Fr[2] 09:00-12:00", "PH[1] off", 'Su "x']
)
def test_a_rule_that_says_more_is_printed_as_written(rule: str) -> None:
    assert opening_hours_lines(rule) == (rule,)
