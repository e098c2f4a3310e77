"""A reminder is a mail ready to send: who keeps entries is asked in words, and nothing escapes."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from generator.entries import Citation, Referent, Structure
from generator.freshness import Watched, freshness
from generator.plan.plain_advice import plain_advice
from generator.plan.reminders import LONGEST, reminder
from generator.settings import Windows
from tests.plan.conftest import SERVICE
from tests.plan.test_catalogue import SETTINGS

DAY = date(2030, 1, 1)  # everything is out of date by then
GARAGE = Structure(
    id="garage", nom="Garage", date_maj=date(2026, 11, 1), sources=(Citation(nom="Essai"),)
)
MAILED = replace(GARAGE, referent=Referent(role="Accueil", courriel="accueil@example.org"))


def due(*names: str) -> tuple[Watched, ...]:
    entries = [replace(SERVICE, id=f"fiche-{rank}", nom=nom) for rank, nom in enumerate(names)]
    return tuple(
        Watched(entry=one, fresh=freshness(one, Windows(), DAY), keeper=GARAGE) for one in entries
    )


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=60))
def test_a_mail_is_one_address_one_subject_one_body_and_never_too_long(names: list[str]) -> None:
    link = reminder(MAILED, due(*names), "observatoire/partenaires/garage.html", SETTINGS)
    assert link is not None
    parts = urlsplit(link.url)
    told = parse_qs(parts.query)

    assert (parts.scheme, unquote(parts.path)) == ("mailto", "accueil@example.org")
    assert set(told) == {"subject", "body"}
    assert "\n" not in told["subject"][0]
    assert "observatoire/partenaires/garage.html" in told["body"][0]
    assert len(link.url) <= LONGEST
    assert link.url.isascii()


def test_what_does_not_fit_is_counted() -> None:
    link = reminder(MAILED, due(*(f"Une fiche très longue {n}" for n in range(60))), "m", SETTINGS)

    assert link is not None
    body = unquote(link.url)
    shown = body.count("Une fiche très longue")
    assert 0 < shown < 60
    assert f"et {60 - shown} autres fiches" in body.replace("\u00a0", " ")


def test_without_a_mail_the_phone_then_the_site_then_nothing() -> None:
    item = due("Visale")
    phone = reminder(replace(GARAGE, telephone="0471000000"), item, "m", SETTINGS)
    site = reminder(replace(GARAGE, site_web="https://example.org/"), item, "m", SETTINGS)

    assert phone is not None
    assert phone.url == "tel:+33471000000"
    assert site is not None
    assert site.url == "https://example.org/"
    assert reminder(GARAGE, item, "m", SETTINGS) is None


def test_an_advice_says_no_name_of_a_field() -> None:
    asked = (
        "Dites comment demander («\u00a0modes_mobilisation\u00a0»), et qui («\u00a0publics\u00a0»)"
    )

    assert plain_advice(asked) == "Dites comment demander, et qui"
    assert plain_advice("et « frais » dit « gratuit »") == "et «\u00a0prix\u00a0» dit « gratuit »"
    assert plain_advice("c’est fait (retirez ce champ de «\u00a0completes\u00a0»)") == "c’est fait"
