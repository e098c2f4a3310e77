"""Render: feeds that any reader takes: Atom (RFC 4287, feedparser), JSON Feed by its rules."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator.news import Change, FieldChange, PreviousFeed
from generator.plan.changes import published_rows
from generator.plan.coverage import CoverageMap
from generator.plan.news import plan_news
from generator.render.news import render_changes, render_feeds, render_gone
from generator.site_plan import SitePlan
from tests.sites.building import TODAY, complete_site

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    "</title><script>alert(1)</script>",
    "]]></content></entry></feed>",
    "<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "&amp; \" ' < > é 😀",
    "{{ 7 * 7 }} {% raw %}",
)


def told() -> SitePlan:
    """A site with news: an old and hostile history, and what is new today."""
    plan = complete_site().plan
    old = tuple(
        Change(
            le=date(2026, 11, 1 + rank),
            genre="modifie",
            collection="services",
            fiche="service-complet",
            nom=text,
            champs=(FieldChange(champ="nom", phrase=text),),
            thematiques=("mobilite--preparer-un-permis",),
            zone_eligibilite=("43",),
        )
        for rank, text in enumerate(HOSTILE)
    )
    rows = {**published_rows(plan.catalogue)}
    rows["services"] = {k: v for k, v in rows["services"].items() if k != "service-complet"}
    previous = PreviousFeed(
        source="avant", le=TODAY, since=date(2026, 1, 1), rows=rows, changes=old
    )
    coverage = CoverageMap(plan.referentiels, plan.settings.territoire.departements)
    news = plan_news(plan.catalogue, previous, plan.schemas, coverage, TODAY)
    return replace(plan, news=news)


PLAN = told()
FILES = {artifact.path: artifact.content for artifact in render_feeds(PLAN)}


def suffixed(end: str) -> Iterator[tuple[str, bytes]]:
    found = [(path, content) for path, content in FILES.items() if path.endswith(end)]
    assert len(found) == len(PLAN.news.feeds) > 90
    yield from found


def is_absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return parts.scheme == "https" and bool(parts.hostname)


def is_moment(text: str | None) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text or "")) and bool(
        datetime.fromisoformat(text or "")
    )


TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d-\d\d)?:[!-~]+")


def test_atom_follows_the_rules_of_validators() -> None:
    for path, content in suffixed(".atom"):
        feed = ET.fromstring(content)  # noqa: S314 - ours
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            assert len(feed.findall(f"{ATOM}{name}")) == 1, path
        assert TAG.fullmatch(feed.findtext(f"{ATOM}id") or "")
        assert is_moment(feed.findtext(f"{ATOM}updated"))
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == PLAN.settings.url + path
        assert is_absolute(links["alternate"])
        entries = feed.findall(f"{ATOM}entry")
        identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(identifiers)) == len(identifiers)
        moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert moments == sorted(moments, reverse=True)
        assert all(map(is_moment, moments))
        if moments:
            assert feed.findtext(f"{ATOM}updated") == moments[0]
        for entry in entries:
            assert TAG.fullmatch(entry.findtext(f"{ATOM}id") or "")
            assert entry.findtext(f"{ATOM}title")
            (link,) = entry.findall(f"{ATOM}link")
            assert link.get("rel") == "alternate"
            assert is_absolute(link.get("href"))
            (said,) = entry.findall(f"{ATOM}content")
            assert said.get("type") == "html"
            assert not list(said)
        allowed = {"id", "title", "subtitle", "updated", "link", "author", "rights", "generator",
                   "entry"}  # fmt: skip
        assert {child.tag.removeprefix(ATOM) for child in feed} <= allowed


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_feedparser_reads_each_feed_without_a_remark() -> None:
    for path, content in suffixed(".atom"):
        read = feedparser.parse(content)
        assert not read.bozo, path
        assert read.version == "atom10"
        assert "<script" not in "".join(item.content[0].value for item in read.entries)
    whole = feedparser.parse(FILES["donnees/changements.atom"])

    assert whole.feed.language == "fr"
    assert len(whole.entries) == len(PLAN.news.changes) == len(HOSTILE) + 1


def test_json_feed_follows_its_rules() -> None:
    for path, content in suffixed(".json"):
        feed = json.loads(content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == PLAN.settings.url + path
        assert is_absolute(feed["home_page_url"])
        assert feed["language"] == "fr"
        assert all(author["name"] for author in feed["authors"])
        known = {"version", "title", "description", "home_page_url", "feed_url", "language",
                 "authors", "items"}  # fmt: skip
        assert set(feed) == known
        identifiers = [item["id"] for item in feed["items"]]
        assert len(set(identifiers)) == len(identifiers)
        for item in feed["items"]:
            assert TAG.fullmatch(item["id"])
            assert is_absolute(item["url"])
            assert item["content_html"]
            assert item["content_text"]
            assert is_moment(item["date_published"])
            assert all(isinstance(tag, str) for tag in item["tags"])
            extra = {key for key in item if key.startswith("_")}
            assert extra == {"_guichet"}
            assert is_absolute(item["_guichet"]["about"])


def test_both_forms_tell_the_same() -> None:
    for path, content in suffixed(".atom"):
        feed = ET.fromstring(content)  # noqa: S314 - ours
        items = json.loads(FILES[f"{path.removesuffix('.atom')}.json"])["items"]
        told_in_atom = [
            (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}title"),
             entry.findtext(f"{ATOM}content"))
            for entry in feed.findall(f"{ATOM}entry")
        ]  # fmt: skip

        assert told_in_atom == [(it["id"], it["title"], it["content_html"]) for it in items]


def test_hostile_words_stay_words() -> None:
    whole = ET.fromstring(FILES["donnees/changements.atom"])  # noqa: S314 - ours
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in whole.findall(f"{ATOM}entry")]
    html = [entry.findtext(f"{ATOM}content") or "" for entry in whole.findall(f"{ATOM}entry")]

    for text in HOSTILE:
        assert any(text in title for title in titles), text
    for said in html:
        tags = set(re.findall(r"<[^>]*>", said))
        assert tags <= {"<ul>", "</ul>", "<li>", "</li>", "<p>", "</p>"}


def test_the_interface_tells_all_with_both_values() -> None:
    (changes,) = render_changes(PLAN)
    document = json.loads(changes.content)

    assert document["total"] == len(document["changements"]) == len(HOSTILE) + 1
    assert document["depuis"] == "2026-01-01"
    for path in (artifact.path for artifact in render_gone(PLAN)):
        assert path == "api/v1/disparus.json" or path.startswith(
            ("api/v1/services/", "api/v1/structures/")
        )
