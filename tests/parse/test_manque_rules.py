"""Parse: what a confirmed gap says against itself, where it says it."""

from generator.parse.manque_rules import find_manque_breaches


def _said(**data: object) -> list[tuple[str, tuple[str | int, ...], bool]]:
    return [(one.code, one.field, one.warning) for one in find_manque_breaches(data)]


def test_a_gap_is_filled_after_it_was_seen() -> None:
    assert _said(constate_le="2026-03-02", comble_le="2026-03-01") == [
        ("dates-inversees", ("comble_le",), False)
    ]
    assert _said(constate_le="2026-03-02", comble_le="2026-03-02") == []


def test_what_fills_a_gap_is_dated() -> None:
    assert _said(comble_par=["pret"]) == [("champ-manquant", ("comble_par",), False)]
    assert _said(comble_par=["pret"], comble_le="2026-03-01") == []


def test_a_service_does_not_fill_a_gap_for_which_it_is_not_enough() -> None:
    said = _said(comble_le="2026-03-01", comble_par=["a", "b"], ne_suffisent_pas=["b"])

    assert said == [("valeur-en-double", ("comble_par", 1), False)]


def test_a_great_theme_already_holds_its_thematiques() -> None:
    said = _said(thematiques=["mobilite", "mobilite--preparer-un-permis"])

    assert said == [("theme-deja-compris", ("thematiques", 1), True)]


def test_a_value_of_the_wrong_type_is_left_to_the_schema() -> None:
    assert _said(thematiques=3, constate_le=["x"], comble_le={}, comble_par="x") == [
        ("champ-manquant", ("comble_par",), False)
    ]
    assert _said(comble_le="2026-03-01", comble_par=[3, {}], ne_suffisent_pas=[3]) == []
