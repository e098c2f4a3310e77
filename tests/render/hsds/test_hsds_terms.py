"""One field at a time: what each says in HSDS."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.entries import EtatPrecisions, Lieu, Montant, Periode, Service
from generator.render.hsds import render_hsds
from generator.render.hsds.phones import international
from generator.render.hsds.sentences import in_season
from generator.render.hsds.services import age_bounds
from generator.render.hsds.uris import uri
from generator.site_plan import SitePlan
from tests.render.hsds import judge

PLAN = judge.plan_of("complete")
BASE = next(entry for entry in PLAN.catalogue.services if entry.id == "service-complet")
SUMMER = EtatPrecisions(periode=Periode(debut="06-01", fin="09-30"))


def plan_with(**changes: Any) -> SitePlan:
    entry: Service = replace(BASE, **changes)
    others = (item for item in PLAN.catalogue.services if item.id != BASE.id)
    return replace(PLAN, catalogue=replace(PLAN.catalogue, services=(entry, *others)))


def whole(plan: SitePlan) -> dict[str, Any]:
    """The complete service, with its places, as its own file gives it; judged."""
    found = judge.documents(render_hsds(plan))
    (row,) = [row for row in found["services.json"]["contents"] if row["x_id"] == BASE.id]
    row = found[f"services/{row['id']}.json"]
    assert judge.faults("service.json", row) == []
    return row


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("actif", "active"),
        ("a-confirmer", "active"),
        ("suspendu", "temporarily closed"),
        ("budget-epuise", "inactive"),
        ("termine", "defunct"),
    ],
)
def test_a_state_is_one_of_the_four(state: str, status: str) -> None:
    row = whole(plan_with(etat=state))

    assert row["status"] == status
    (kept,) = [item for item in row["attributes"] if item["link_type"] == "etat"]
    assert kept["taxonomy_term"]["code"] == state


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-06-01", "active"), ("2026-09-30", "active"), ("2026-10-01", "temporarily closed")],
)
def test_a_season_is_open_on_its_days(day: str, status: str) -> None:
    plan = plan_with(etat="saisonnier", etat_precisions=SUMMER)

    assert whole(replace(plan, today=date.fromisoformat(day)))["status"] == status


def test_a_season_may_run_over_the_new_year() -> None:
    winter = Periode(debut="12-01", fin="03-15")

    assert in_season(winter, date(2027, 1, 1))
    assert in_season(winter, date(2026, 12, 1))
    assert not in_season(winter, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("04 71 00 00 00", "+33471000000"),
        ("+33 4 71 00 00 00", "+33471000000"),
        ("+33 (0)4 71 00 00 00", "+33471000000"),
        ("0262 12 34 56", "+262262123456"),
        ("0690 12 34 56", "+590690123456"),
        ("39 49", "3949"),
        ("115", "115"),
    ],
)
def test_a_number_is_dialled_from_anywhere(written: str, dialled: str) -> None:
    assert international(written) == dialled


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.caf.fr/page", "https://www.caf.fr/page"),
        ("https://www.caf.fr/été?q=à#é", "https://www.caf.fr/%C3%A9t%C3%A9?q=%C3%A0#%C3%A9"),
        ("https://www.caf.fr/100%", "https://www.caf.fr/100%25"),
        ("https://www.caf.fr/%C3%A9", "https://www.caf.fr/%C3%A9"),
        ("https://www.caf.fr/a|b[c]{d}^e", "https://www.caf.fr/a%7Cb%5Bc%5D%7Bd%7D%5Ee"),
        ("https://café.example/", "https://xn--caf-dma.example/"),
    ],
)
def test_an_address_becomes_a_uri(address: str, expected: str) -> None:
    assert uri(address) == expected
    assert judge.formats().conforms(uri(address).replace("xn--", "xn"), "uri")


def test_what_the_person_receives_is_no_cost() -> None:
    assert BASE.montant is not None
    assert BASE.montant.sens == "recu"
    assert "cost_options" not in whole(PLAN)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Montant(max=20, unite="€"), [(None, 20, None)]),
        (Montant(min=20, max=20, unite="€/heure"), [(None, 20, "par heure")]),
        (
            Montant(min=5, max=10, unite="€", periodicite="mensuelle", precisions="Selon l’âge"),
            [("Au moins", 5, "par mois, Selon l’âge"), ("Au plus", 10, "par mois, Selon l’âge")],
        ),
        (Montant(min=5, unite="€"), [("Au moins", 5, None)]),
        (Montant(max=10, unite="%"), []),
        (Montant(precisions="Sur devis"), []),
    ],
)
def test_what_the_person_pays_is_a_cost_in_euros(
    amount: Montant, expected: list[tuple[Any, Any, Any]]
) -> None:
    row = whole(plan_with(montant=replace(amount, sens="paye")))
    told = [
        (item.get("option"), item["amount"], item.get("amount_description"))
        for item in row.get("cost_options", ())
    ]

    assert told == expected
    assert {item["currency"] for item in row.get("cost_options", ())} <= {"EUR"}


@pytest.mark.parametrize(
    ("rules", "bounds"),
    [
        ({"toutes": ({"age": {"min": 18, "max": 25}},)}, (18, 25)),
        ({"toutes": ({"age": {"min": 18}}, {"toutes": ({"age": {"max": 30}},)})}, (18, 30)),
        ({"toutes": ({"age": {"min": 18}}, {"age": {"min": 21}})}, (21, None)),
        ({"une": ({"age": {"max": 25}}, {"statuts": ("apprenti",)})}, (None, None)),
        ({"toutes": ({"une": ({"age": {"max": 25}},)},)}, (None, None)),
        ({"sauf": ({"age": {"min": 62}},)}, (None, None)),
        (None, (None, None)),
    ],
)
def test_an_age_is_a_bound_only_when_it_is_asked_of_everyone(rules: Any, bounds: Any) -> None:
    assert age_bounds(rules) == bounds


def test_an_address_that_lacks_a_part_is_not_made_up() -> None:
    place = Lieu(adresse="Place de la Mairie", commune="Brioude", code_insee="43040")
    (row, *_) = whole(plan_with(adresse=None, commune=None, code_insee=None, lieux=(place,)))[
        "service_at_locations"
    ]

    assert "addresses" not in row["location"]
    assert row["location"]["x_adresse"] == {"adresse": place.adresse, "commune": "Brioude"}
    assert row["location"]["external_identifier"] == "43040"


@pytest.mark.parametrize(
    ("postcode", "departement"),
    [("43100", "Haute-Loire"), ("20000", "Corse-du-Sud"), ("97400", "La Réunion")],
)
def test_a_departement_is_found_without_the_code_of_the_commune(
    postcode: str, departement: str
) -> None:
    place = Lieu(adresse="1 rue de la Poste", code_postal=postcode, commune="Ville")
    row = whole(plan_with(adresse=None, commune=None, code_insee=None, lieux=(place,)))
    (address,) = row["service_at_locations"][0]["location"]["addresses"]

    assert address["state_province"] == departement
    assert address["country"] == "FR"


def test_a_service_without_a_place_is_received_at_its_structure_s() -> None:
    places = {"adresse": None, "commune": None, "code_insee": None, "lieux": ()}
    row = whole(plan_with(**places, modes_accueil=("en-presentiel",)))
    (link,) = row["service_at_locations"]

    assert link["location"] == row["organization"]["locations"][0]
    remote = whole(plan_with(**places, modes_accueil=("a-distance",)))
    assert [item["location"]["location_type"] for item in remote["service_at_locations"]] == [
        "virtual"
    ]


def test_who_assured_is_named_and_their_mail_is_not_made_up() -> None:
    row = whole(PLAN)

    assert row["assured_date"] == "2026-10-05"
    assert row["x_verification"]["par"] == "La vérificatrice d’essai"
    assert "assurer_email" not in row


def test_a_service_that_says_nothing_more_has_nothing_more() -> None:
    plan = judge.plan_of("minimal")
    (row,) = judge.documents(render_hsds(plan))["services.json"]["contents"]

    assert None not in row.values()
    assert [] not in row.values()
    assert not {"phones", "email", "schedules", "languages", "minimum_age", "alert"} & set(row)


def test_a_no_break_space_stays_in_its_step() -> None:
    steps = ("Appelez au 39\u00a039.", "Venez à 9\u00a0h\u202f: c’est ouvert.")
    process = whole(plan_with(demarches=steps, delai="2\u00a0jours"))["application_process"]

    assert process.startswith(f"1. {steps[0]}\n2. {steps[1]}")
    assert process.endswith("2\u00a0jours")


def test_a_service_that_was_withdrawn_still_answers() -> None:
    found = judge.documents(render_hsds(PLAN))
    (gone,) = [it for it in PLAN.news.gone if it.collection == "services" and it.genre == "retire"]
    rows = {row["x_id"]: row for name, row in found.items() if name.startswith("services/")}
    row = rows[gone.id]

    assert judge.faults("service.json", row) == []
    assert row["status"] == "defunct"
    assert row["name"] == gone.nom
    assert row["last_modified"] == "2026-02-18T00:00:00.000Z"
    assert row["x_remplace_par"] == rows["service-complet"]["id"]
    assert row["id"] not in [item["id"] for item in found["services.json"]["contents"]]
