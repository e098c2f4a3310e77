"""The months as data: each document obeys its schema, and says what the page says."""

import csv
import io
import json
from typing import Any

from jsonschema import Draft202012Validator

from tests.sites.building import complete_site


def document(path: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(complete_site().files[f"api/v1/{path}"])
    return held


def schema(name: str) -> dict[str, Any]:
    return document(f"schemas/feed/{name}.schema.json")


def test_each_month_and_their_list_obey_their_schema() -> None:
    listed = document("observatoire/historique.json")
    Draft202012Validator(schema("observatoire_historique")).validate(listed)
    assert [row["mois"] for row in listed["observatoire_historique"]] == [
        *("2026-08", "2026-10", "2026-11")
    ]
    judge = Draft202012Validator(schema("observatoire_mois"))
    for row in listed["observatoire_historique"]:
        judge.validate(document(f"observatoire/{row['mois']}.json"))


def test_a_month_that_is_kept_is_published_as_it_is() -> None:
    kept = complete_site().plan.history[0]

    answer = document(f"observatoire/{kept.mois}.json")

    assert answer["observatoire_mois"]["jour"] == kept.jour.isoformat() == "2026-08-28"


def test_the_month_of_today_counts_what_the_rest_of_the_feed_counts() -> None:
    month = document("observatoire/2026-11.json")["observatoire_mois"]
    services = document("services.json")["services"]

    assert month["fiches"]["services"] == sum(item["etat"] != "termine" for item in services)
    assert month["fiches"]["structures"] == document("structures.json")["total"]
    for code, line in month["territoires"].items():
        assert len(line["services"]) == len(month["besoins"]), code
        assert max(line["habitants_servis"]) <= line["habitants"], code


def test_the_table_has_a_line_a_month_a_place_a_need_and_an_audience() -> None:
    text = complete_site().files["donnees/observatoire-historique.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    month = document("observatoire/2026-11.json")["observatoire_mois"]
    needs, audiences = len(month["besoins"]), len(month["publics"])

    found = {(row["mois"], row["territoire"], row["besoin"], row["public"]) for row in rows}
    assert len(found) == len(rows) == 3 * needs * (audiences + len(month["territoires"]))
    whole = {row["public"]: row for row in rows if row["mois"] == "2026-11" and not row["besoin"]}
    assert int(whole[""]["services"]) >= month["ensemble"]["services"][0][1]


def test_a_month_stays_small() -> None:
    last = complete_site().plan.history[-1]

    content = complete_site().files[f"api/v1/observatoire/{last.mois}.json"]

    assert len(content) < 1000 * len(last.territoires)
