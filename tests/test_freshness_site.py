"""The site and what it says of freshness: every figure computed again from the published entries.

The outside judge below knows nothing of the generator: it reads `api/v1` and `guichet.yaml`'s rule
as `docs/fraicheur.md` tells it, then the page, the table, the calendars and the feeds.
"""

import csv
import io
import json
import re
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from icalendar import Calendar

from tests.sites.building import Built, complete_site, real_site
from tests.sites.html_page import read_page

SITES = {"complete": complete_site, "real": real_site}
STATES = ("a-jour", "a-revoir", "perime", "retire")


@pytest.fixture(params=SITES, scope="module")
def built(request: pytest.FixtureRequest) -> Built:
    return SITES[request.param]()


def read(built: Built, name: str) -> Any:
    document = json.loads(built.files[f"api/v1/{name}.json"])
    return document[document["content_key"]]


def recomputed(entry: dict[str, Any], windows: dict[str, int], today: date) -> dict[str, Any]:
    """What the rule says of an entry."""
    check = entry.get("verification")
    reference = date.fromisoformat(check["le"] if check else entry["date_maj"])
    review, stale, gone = (
        reference + timedelta(days=windows[name])
        for name in ("a_revoir_jours", "perime_jours", "retrait_jours")
    )
    if promised := entry.get("prochaine_revue"):
        day = date.fromisoformat(promised)
        if check is None or day > reference:
            review = min(day, stale)
    etat = STATES[sum(day <= today for day in (review, stale, gone))]
    return {
        "fraicheur": etat,
        "verifie": check is not None,
        "reference": reference.isoformat(),
        "depuis": dict(zip(STATES, (reference, review, stale, gone), strict=True))[
            etat
        ].isoformat(),
        "revue_le": review.isoformat(),
        "perime_le": stale.isoformat(),
        "retire_le": gone.isoformat(),
    }


def test_every_state_of_the_feed_follows_from_the_published_entries(built: Built) -> None:
    said = read(built, "fraicheur")
    today = built.plan.today
    for collection in ("services", "structures"):
        entries = {row["id"]: row for row in read(built, collection)}
        wanted = {
            name: recomputed(row, said["fenetres"], today)
            for name, row in entries.items()
            if row.get("etat") != "termine"
        }
        found = {
            row["id"]: {key: row[key] for key in next(iter(wanted.values()))}
            for row in said[collection]
        }
        assert found == wanted


def test_each_structure_counts_its_services(built: Built) -> None:
    said = read(built, "fraicheur")
    for structure in said["structures"]:
        own = [row for row in said["services"] if row["structure"] == structure["id"]]
        assert structure["services"] == {
            "total": len(own),
            "verifies_a_temps": sum(row["verifie"] and row["fraicheur"] == "a-jour" for row in own),
            **{state: sum(row["fraicheur"] == state for row in own) for state in STATES},
        }


def test_every_figure_of_the_page_is_in_the_feed(built: Built) -> None:
    said = read(built, "fraicheur")
    page = read_page(built.pages["observatoire/fraicheur.html"])
    cells = [cell.text.strip() for cell in page.all("td")]
    names = [head.text for head in page.all("th") if head.attributes.get("scope") == "row"]
    by_name = {row["nom"]: row["services"] for row in said["structures"]}

    assert len(cells) == 6 * len(names)
    assert set(names) == {name for name, counts in by_name.items() if counts["total"]}
    for rank, name in enumerate(names):
        counts, row = by_name[name], cells[6 * rank : 6 * rank + 6]
        on_time, total = counts["verifies_a_temps"], counts["total"]
        assert [int(cell) for cell in row[:3]] == [
            counts[state] for state in ("a-revoir", "perime", "retire")
        ]
        share = max(1, round(100 * on_time / total)) if on_time else 0
        share = min(99, share) if on_time < total else share
        assert row[3] == f"{on_time} sur {total} ({share}\u00a0%)"
    facts = [item.text for item in page.all("dd")]
    services = said["services"]
    on_time = sum(row["verifie"] and row["fraicheur"] == "a-jour" for row in services)
    assert facts[0].startswith(f"{on_time} sur {len(services)}\u00a0")
    assert facts[1:] == [
        *(str(sum(row["fraicheur"] == state for row in services)) for state in STATES[1:]),
        str(sum(not row["verifie"] for row in services)),
    ]


def test_the_page_lists_every_entry_that_is_due(built: Built) -> None:
    said = read(built, "fraicheur")
    page = built.pages["observatoire/fraicheur.html"]
    for collection in ("services", "structures"):
        due = [row["id"] for row in said[collection] if row["fraicheur"] != "a-jour"]
        shown = [name for name in due if f'"../{collection}/{name}.html"' in page]
        assert shown == due or "dans le tableau à télécharger" in page


def test_the_table_says_what_the_feed_says(built: Built) -> None:
    text = built.files["donnees/fraicheur.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    said = read(built, "fraicheur")
    feed = {
        (collection, row["id"]): row
        for collection in ("services", "structures")
        for row in said[collection]
    }

    assert {(row["collection"], row["id"]) for row in rows} == set(feed)
    assert [row["revue_le"] for row in rows] == sorted(row["revue_le"] for row in rows)
    for row in rows:
        told = feed[row["collection"], row["id"]]
        assert (row["verifie"] == "true") == told["verifie"]
        for name in ("fraicheur", "reference", "depuis", "revue_le", "perime_le", "retire_le"):
            assert row[name] == told[name]


def test_an_agenda_tells_each_change_to_come_and_calls_what_is_late(built: Built) -> None:
    said, today = read(built, "fraicheur"), built.plan.today
    rows = [*said["services"], *said["structures"]]
    calendar = Calendar.from_ical(built.files["observatoire/revues.ics"].decode())
    events = list(calendar.walk("VEVENT"))
    told = {(str(event["UID"]).partition("@")[0], event["DTSTART"].dt) for event in events}
    for row in rows:
        last = {}
        for name, state in (
            ("revue_le", "a-revoir"),
            ("perime_le", "perime"),
            ("retire_le", "retire"),
        ):
            last[date.fromisoformat(row[name])] = state
        for day, state in last.items():
            if today <= day <= today + timedelta(days=366):
                assert (f"revues-{state}-{day}", day) in told
    late = [event for event in events if str(event["UID"]).startswith("revues-en-retard")]
    assert len(late) == any(row["fraicheur"] != "a-jour" for row in rows)
    for event in late:
        day = event["DTSTART"].dt
        assert (day.weekday(), day.day <= 7) == (0, True)
        assert today < day <= today + timedelta(days=37)
    assert len({uid for uid, _ in told}) == len(events)
    assert all(event["TRANSP"] == "TRANSPARENT" for event in events)


def test_each_structure_has_its_agenda_and_its_feed(built: Built) -> None:
    said = read(built, "fraicheur")
    for structure in said["structures"]:
        name = structure["id"]
        own = [row for row in said["services"] if row["structure"] == name]
        due = {row["url"] for row in (*own, structure) if row["fraicheur"] != "a-jour"}
        feed = feedparser.parse(built.files[f"observatoire/revues/{name}.atom"])
        Calendar.from_ical(built.files[f"observatoire/revues/{name}.ics"].decode())

        assert not feed.bozo
        assert {entry.link for entry in feed.entries} == due
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)


def test_what_is_withdrawn_leaves_every_list_and_keeps_its_page() -> None:
    built = complete_site()
    gone = {name for name, fresh in built.plan.freshness.items() if fresh.etat == "retire"}
    name = "service-oublie"
    found = [
        json.loads(content)
        for path, content in built.files.items()
        if re.fullmatch(r"recherche/[0-9a-f]+/fiches/\d+\.json", path)
    ]
    linking = {
        path
        for path, page in built.pages.items()
        if f"services/{name}.html" in page and path != f"services/{name}.html"
    }

    assert gone == {name}
    assert name not in {row["url"].split("/")[-1][:-5] for rows in found for row in rows}
    assert all(
        name not in listed for found in built.plan.lists.values() for listed in found.values()
    )
    assert linking <= {
        "structures/structure-complete.html",
        "observatoire/fraicheur.html",
        "observatoire/qualite.html",
        "observatoire/contradictions.html",
        "observatoire/partenaires/structure-complete.html",
        "changements/index.html",
        f"corriger/{name}/index.html",
    }
    page = built.pages[f"services/{name}.html"]
    assert "Cette fiche n’est plus dans nos listes" in page
    assert 'content="noindex"' in page
    assert name in {row["id"] for row in read(built, "services")}
    assert f"/{name}.html" not in built.files["sitemap.xml"].decode()


def test_what_is_out_of_date_comes_after_the_others_and_says_so() -> None:
    built = complete_site()
    stale = {name for name, fresh in built.plan.freshness.items() if fresh.etat == "perime"}
    (name,) = stale
    closed = {
        service.id
        for service in built.plan.catalogue.services
        if service.etat in ("suspendu", "budget-epuise")
    }
    for lists in built.plan.lists.values():
        for listed in lists.values():
            if name in listed:
                assert set(listed[listed.index(name) + 1 :]) <= closed
    assert built.plan.cards[name].badge.label == "À vérifier"
    page = built.pages[f"services/{name}.html"]
    assert "Cette fiche est périmée" in page
    assert f'href="../corriger/{name}/">Corriger cette fiche</a>' in page


def test_the_search_numbers_what_is_out_of_date_after_the_others() -> None:
    built = complete_site()
    (path,) = [path for path in built.files if re.fullmatch(r"recherche/\w+/sommaire\.json", path)]
    summary = json.loads(built.files[path])
    rows = json.loads(built.files[path.replace("sommaire", "fiches/0")])
    names = [row["url"].removeprefix("services/").removesuffix(".html") for row in rows]
    fresh = built.plan.freshness

    first, last = summary["stale_from"], summary["closed_from"]
    assert first < last
    assert all(fresh[name].trusted for name in names[:first])
    assert [fresh[name].etat for name in names[first:last]] == ["perime"]
