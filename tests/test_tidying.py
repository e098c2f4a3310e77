"""A value as somebody typed it becomes the one our files hold; what is doubtful stays as it is."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.tidying import (
    tidy_boolean,
    tidy_code,
    tidy_date,
    tidy_day,
    tidy_figures,
    tidy_lines,
    tidy_mail,
    tidy_markdown,
    tidy_number,
    tidy_phone,
    tidy_postcode,
    tidy_text,
)

PUBLICS = (("jeunes", "Jeunes"), ("demandeurs-emploi", "Demandeurs d’emploi"), ("a", "Jeunes"))
CODES = (("oui", "Oui"), ("a-verifier", "À vérifier"), ("payant", "Payant"))


def tidy_answer(text: str) -> str:
    return tidy_code(text, CODES)


READ = (
    (tidy_phone, "+33471000000", "04 71 00 00 00"),
    (tidy_phone, "+33 (0)4 71 00 00 00", "04 71 00 00 00"),
    (tidy_phone, "0033471000000", "04 71 00 00 00"),
    (tidy_phone, "04.71.00.00.00", "04 71 00 00 00"),
    (tidy_phone, "Tél. : 04-71-00-00-00", "04 71 00 00 00"),
    (tidy_phone, "tel:+33471000000", "04 71 00 00 00"),
    (tidy_phone, "39 49", "3949"),
    (tidy_phone, "0800123456", "08 00 12 34 56"),
    (tidy_mail, " mailto:Accueil@Exemple.FR ", "Accueil@exemple.fr"),
    (tidy_date, "18/11/2026", "2026-11-18"),
    (tidy_date, "18.11.2026", "2026-11-18"),
    (tidy_date, "2026/11/8", "2026-11-08"),
    (tidy_date, "2026-11-18T00:00:00", "2026-11-18"),
    (tidy_date, "1er mars 2026", "2026-03-01"),
    (tidy_date, "mercredi 18 Novembre 2026", "2026-11-18"),
    (tidy_date, "le 18 août 2026", "2026-08-18"),
    (tidy_day, "14/07", "07-14"),
    (tidy_day, "14 juillet", "07-14"),
    (tidy_number, "1 200,50", "1200.50"),
    (tidy_number, "1.200,50", "1200.50"),
    (tidy_number, "1\u202f200", "1200"),
    (tidy_number, "-3,5", "-3.5"),
    (tidy_boolean, "Oui", "true"),
    (tidy_boolean, "faux", "false"),
    (tidy_figures, "130 030 133 00016", "13003013300016"),
    (tidy_postcode, "43 000", "43000"),
    (tidy_postcode, "1000", "01000"),
    (tidy_answer, "OUI", "oui"),
    (tidy_answer, "À vérifier", "a-verifier"),
    (tidy_answer, "A verifier", "a-verifier"),
    (tidy_answer, "À vérifier (a-verifier)", "a-verifier"),
    (tidy_text, "  L'aide  est là : oui ", "L’aide est là\u00a0: oui"),
    (tidy_text, "Attention: qui?", "Attention\u00a0: qui\u00a0?"),
    (tidy_text, "«mot»", "«\u00a0mot\u00a0»"),
    (tidy_text, "l'«aide»", "l’«\u00a0aide\u00a0»"),
    (tidy_text, "200 € ou 5 %", "200\u00a0€ ou 5\u00a0%"),
    (tidy_text, "e\u0301te\u0301", "été"),
    (tidy_lines, "l'une\n  l'autre  ", "l’une\nl’autre"),
    (tidy_markdown, "L'un : oui  \nsuite.  \n", "L’un\u00a0: oui  \nsuite.\n"),
    (tidy_markdown, "- l'[autre](https://x.fr/l'a)", "- l’[autre](https://x.fr/l'a)"),
)

# Nothing here has one meaning only, or it is right already.
DOUBTFUL = (
    (tidy_phone, "04 71 00 00 00 poste 12"),
    (tidy_phone, "06 11 22 33 44 ou 04 71 00 00 00"),
    (tidy_phone, "04 71 00 00 0"),
    (tidy_phone, "+41 22 000 00 00"),
    (tidy_phone, "0 800 123 456"),
    (tidy_mail, "a@b@c"),
    (tidy_date, "30/02/2026"),
    (tidy_date, "18/11/26"),
    (tidy_date, "2026-11-18 09:30"),
    (tidy_date, "mi-novembre 2026"),
    (tidy_day, "31/02"),
    (tidy_number, "12 €"),
    (tidy_number, "12 34"),
    (tidy_number, "1200.50"),
    (tidy_boolean, "peut-être"),
    (tidy_figures, "FR 12"),
    (tidy_postcode, "123"),
    (tidy_answer, "presque"),
    (tidy_text, "18:30"),
    (tidy_text, "5'30"),
    (tidy_text, "Yahoo! Mail"),
    (tidy_text, "https://exemple.fr/page?"),
    (tidy_text, "Rock 'n' roll"),
    (tidy_markdown, "```\nl'x  : y\n```"),
    (tidy_markdown, "`l'code  : ici`"),
    (tidy_markdown, "    l'code  : ici"),
    (tidy_markdown, "| l'a  | b |\n| :---  | --- |"),
    (tidy_markdown, "[1]: https://exemple.fr/l'a"),
)
TIDY = sorted({tidy for tidy, *_ in (*READ, *DOUBTFUL)}, key=lambda tidy: tidy.__name__)
_AWKWARD = st.text(" \u00a0\u202f:;?!«»'’abé)(*_`<>&;.@/[]|-\n#10,+", max_size=30)


@pytest.mark.parametrize(("tidy", "typed", "held"), READ)
def test_what_can_be_read_in_one_way_is_written_so(
    tidy: Callable[[str], str], typed: str, held: str
) -> None:
    assert tidy(typed) == held


@pytest.mark.parametrize(("tidy", "typed"), DOUBTFUL)
def test_what_is_doubtful_or_right_stays(tidy: Callable[[str], str], typed: str) -> None:
    assert tidy(typed) == typed


def test_a_label_that_two_codes_bear_is_no_code() -> None:
    assert tidy_code("Jeunes", (("a", "Jeunes"), ("b", "Jeunes"))) == "Jeunes"
    assert tidy_code("Jeunes", PUBLICS) == "jeunes"


@pytest.mark.parametrize("tidy", TIDY)
@settings(max_examples=25)
@given(text=st.one_of(_AWKWARD, st.text(max_size=20)))
def test_what_is_tidy_stays_so(tidy: Callable[[str], str], text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once


@pytest.mark.parametrize("tidy", [tidy_text, tidy_lines, tidy_markdown])
@settings(max_examples=60)
@given(text=_AWKWARD)
def test_a_text_keeps_its_words_and_its_signs(tidy: Callable[[str], str], text: str) -> None:
    assert _bare(tidy(text)) == _bare(text)


def _bare(text: str) -> str:
    return "".join(text.replace("’", "'").split())
