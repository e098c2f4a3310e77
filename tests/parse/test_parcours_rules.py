"""Parse: what the steps of a parcours say against themselves, where they say it."""

from generator.parse.parcours_rules import find_parcours_breaches

FASTT, OTHER = {"structure": "fastt"}, {"structure": "b"}
FIRST = {"nom": "Faire le point", "acteurs": [FASTT]}


def _said(*steps: object) -> list[tuple[str, tuple[str | int, ...], bool]]:
    found = find_parcours_breaches({"etapes": list(steps)})
    return [(breach.code, breach.field, breach.warning) for breach in found]


def test_two_steps_have_two_names() -> None:
    again = {"nom": "Faire  LE point", "services": ["garantie-visale"]}

    assert _said(FIRST, again) == [("valeur-en-double", ("etapes", 1, "nom"), False)]


def test_a_structure_acts_once_in_a_step() -> None:
    twice = {
        "nom": "Louer",
        "acteurs": [FASTT, OTHER, FASTT],
    }
    field = ("etapes", 1, "acteurs", 2, "structure")

    assert _said(FIRST, twice) == [("valeur-en-double", field, False)]
    assert _said(FIRST, {**FIRST, "nom": "Louer"}) == []


def test_a_step_that_nobody_does_is_a_warning() -> None:
    assert _said(FIRST, {"nom": "Louer"}) == [("etape-sans-acteur", ("etapes", 1, "nom"), True)]


def test_a_value_of_the_wrong_type_is_left_to_the_schema() -> None:
    assert _said(3, {"nom": ["a"], "services": "x"}, {"nom": "a", "acteurs": [3, {}]}) == []
    assert list(find_parcours_breaches({"etapes": "x"})) == []
