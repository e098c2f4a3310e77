"""A whole tour: content, visits, what is remembered, what is told."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.characters import french_spaces
from generator.diagnostics import GeneratorError, UsageError
from generator.link_commands import watching_links
from generator.link_reporters import MARKER, MAX_MARKDOWN, REPORTS
from generator.link_steps import Tour, watch_links
from generator.link_words import ETAT_WORDS
from generator.links import (
    A_VERIFIER,
    CASSE,
    DEPLACE,
    ECHEC,
    REPOND,
    SUSPECT,
    Link,
    LinkUse,
    Memory,
)
from generator.load import load_link_memory
from generator.plan import plan_link_report
from tests.conftest import Site
from tests.links.troubled_server import TroubledServer, manners, serving

MONDAY = date(2026, 11, 2)
ENTRY = """---
nom: {name}
structure: maison-mobilite
resume: Faire réparer sa voiture à petit prix pour continuer à aller travailler.
thematiques:
  - mobilite--entretenir-reparer-son-vehicule
zone_eligibilite:
  - "43"
etat: actif
date_maj: 2026-02-18
lien_source: "{url}"
sources:
  - nom: Le site
    url: "{url}"
---

Le garage prête ses outils.
"""


@pytest.fixture
def server() -> Iterator[TroubledServer]:
    with serving() as running:
        yield running


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "memoire" / "liens.json"


def lay(site: Site, *paths: str, name: str = "Garage des liens") -> None:
    for rank, path in enumerate(paths):
        url = path if "://" in path else f"http://garage.example{path}"
        site.lay(f"content/services/lien-{rank}.md", ENTRY.format(name=name, url=url))


def tour(site: Site, server: TroubledServer, state: Path | None, day: date = MONDAY) -> Tour:
    return watch_links(site.root, day, manners(server, retries=0), state=state)


def told(found: Tour) -> dict[str, str]:
    return {
        line.url.removeprefix("http://garage.example"): line.memory.etat
        for line in found.report.lines
        if line.memory is not None
    }


def test_a_link_is_called_broken_at_the_second_tour_a_week_later(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/page", "/statut/404", "/vers-accueil", "/statut/403")
    first = told(tour(site, server, state))
    sooner = told(tour(site, server, state, MONDAY + timedelta(days=6)))
    second = told(tour(site, server, state, MONDAY + timedelta(days=7)))
    same = {"/page": REPOND, "/vers-accueil": SUSPECT, "/statut/403": A_VERIFIER}

    assert first == sooner == {**same, "/statut/404": ECHEC}
    assert second == {**same, "/statut/404": CASSE}


def test_without_a_memory_nothing_is_called_broken(site: Site, server: TroubledServer) -> None:
    lay(site, "/statut/404")

    for week in range(3):
        assert told(tour(site, server, None, MONDAY + timedelta(weeks=week))) == {
            "/statut/404": ECHEC
        }


def test_the_memory_is_the_same_bytes_for_the_same_answers(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/page", "/statut/404", "/vers-accents", "/vers-connexion")
    tour(site, server, state)
    first = state.read_bytes()
    tour(site, server, state)

    assert state.read_bytes() == first
    assert first.decode("ascii").endswith("}\n")
    assert list(json.loads(first)["liens"]) == sorted(json.loads(first)["liens"])


def test_what_is_written_is_what_is_read(site: Site, server: TroubledServer, state: Path) -> None:
    lay(site, "/page#ici", "/statut/404", "/vers-accents", "/vers-connexion", "/coupe")
    found = tour(site, server, state)

    assert load_link_memory(state) == {line.url: line.memory for line in found.report.lines}


def test_content_is_never_edited(site: Site, server: TroubledServer, state: Path) -> None:
    lay(site, "/deplacee", "/statut/404", "/vers-accueil")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    for week in range(2):
        tour(site, server, state, MONDAY + timedelta(weeks=week))

    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before


def test_a_link_that_is_written_no_more_is_forgotten(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/page", "/document")
    tour(site, server, state)
    (site.root / "content/services/lien-1.md").unlink()
    tour(site, server, state)

    assert set(load_link_memory(state)) == {"http://garage.example/page"}


def test_nothing_is_forgotten_while_a_file_cannot_be_read(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/page", "/statut/404")
    tour(site, server, state)
    site.lay("content/services/lien-1.md", b"---\n\xff\n---\n")
    tour(site, server, state)

    assert len(load_link_memory(state)) == 2


def test_the_links_of_one_entry_or_of_one_structure_are_visited_alone(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/page", "/document")
    tour(site, server, state)
    server.seen.clear()
    known = manners(server)
    found = watch_links(site.root, MONDAY, known, state=state, only=("lien-1",))

    assert set(told(found)) == {"/document"}
    assert server.seen == {"HEAD /document": 1}
    assert len(load_link_memory(state)) == 2
    assert len(told(watch_links(site.root, MONDAY, known, only=("maison-mobilite",)))) == 2


def test_a_site_can_be_left_alone(site: Site, server: TroubledServer) -> None:
    lay(site, "/page", "http://autre.example/page")
    found = watch_links(
        site.root,
        MONDAY,
        manners(server, "garage.example:80", "autre.example:80"),
        skipped=("Autre.example",),
    )

    assert set(told(found)) == {"/page"}


def test_when_nobody_answers_it_is_we_who_are_deaf(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, *(f"http://{name}.example/coupe" for name in ("un", "deux", "trois")))
    known = manners(server, *(f"{name}.example:80" for name in ("un", "deux", "trois")), retries=0)
    with pytest.raises(GeneratorError, match="aucun des 3 sites"):
        watch_links(site.root, MONDAY, known, state=state)

    assert not state.exists()


def test_the_links_seen_longest_ago_come_first(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/document?b", "/document?a")
    watch_links(site.root, MONDAY, manners(server), state=state, only=("lien-1",))
    server.order.clear()
    tour(site, server, state, MONDAY + timedelta(days=1))

    assert server.order == ["HEAD /document?b", "HEAD /document?a"]


# what is told


def report(site: Site, server: TroubledServer, form: str, *weeks: int) -> str:
    state = site.root.parent / "liens.json"
    for week in weeks or (0,):
        found = tour(site, server, state, MONDAY + timedelta(weeks=week))
    return REPORTS[form](found.report)


def test_the_text_says_who_why_since_when_and_where(site: Site, server: TroubledServer) -> None:
    lay(site, "/statut/404", "/deplacee")

    assert report(site, server, "text", 0, 1) == french_spaces(
        "Maison de la mobilité\n"
        "  cassé : http://garage.example/statut/404\n"
        "      page absente (404) ; en échec depuis le 2 novembre 2026\n"
        "      content/services/lien-0.md:11 lien_source\n"
        "      content/services/lien-0.md:14 sources.0.url\n"
        "\n"
    )


def test_the_json_tells_everything(site: Site, server: TroubledServer) -> None:
    lay(site, "/statut/404", "/page")
    whole = json.loads(report(site, server, "json"))
    broken, fine = whole["liens"]

    assert whole["version"] == 1
    assert whole["jour"] == "2026-11-02"
    assert whole["compte"][ECHEC] == whole["compte"][REPOND] == 1
    assert fine["url"] == "http://garage.example/page"
    assert broken | {"utilisations": None} == {
        "url": "http://garage.example/statut/404",
        "etat": ECHEC,
        "raison": "page absente (404)",
        "statut": 404,
        "vers": None,
        "depuis": "2026-11-02",
        "vu_le": "2026-11-02",
        "repondait_le": None,
        "premier_echec": "2026-11-02",
        "importance": 4,
        "utilisations": None,
    }
    assert broken["utilisations"][0] == {
        "fichier": "content/services/lien-0.md",
        "ligne": 11,
        "champ": "lien_source",
        "collection": "services",
        "id": "lien-0",
        "nom": "Garage des liens",
        "structure": "maison-mobilite",
        "page": "https://www.example.org/guichet/services/lien-0.html",
    }


def head(text: str) -> list[str]:
    return text.splitlines()[:3]


def test_the_issue_says_first_what_there_is_to_do(site: Site, server: TroubledServer) -> None:
    lay(site, "/page", "/statut/404", "/statut/403", "/vers-accueil")
    first = report(site, server, "markdown", 0)
    second = report(site, server, "markdown", 1)
    third = report(site, server, "markdown", 2)

    assert head(first) == [MARKER, "<!-- a-faire: 1 -->", "<!-- nouveaux: 1 -->"]
    assert head(second) == [MARKER, "<!-- a-faire: 2 -->", "<!-- nouveaux: 1 -->"]
    assert head(third) == [MARKER, "<!-- a-faire: 2 -->", "<!-- nouveaux: 0 -->"]
    assert (
        second.index("**cassé**")
        < second.index("**suspect**")
        < second.index("## À vérifier à la main (1)")
    )
    assert "[Archives](<https://web.archive.org/web/*/http://garage.example/statut/404>)" in second


HOSTILE = (
    "@maintainers fixes #12, gh-3 <img src=x onerror=alert(1)> **gras** [ici](https://mal.example) "
    "`code` | ~ <!-- fin --> </details>"
)


def test_what_an_entry_says_stays_words_in_the_issue(site: Site, server: TroubledServer) -> None:
    lay(site, "/statut/404", "/vers-accueil", name=f"'{HOSTILE}'")
    text = report(site, server, "markdown", 0, 1)
    html = MarkdownIt("commonmark").render(text)

    assert HOSTILE.split(maxsplit=1)[0] not in text
    assert "<img" not in html
    assert 'mal.example"' not in html
    assert "<strong>gras" not in html
    assert "#12" not in html.replace("#<!-- -->12", "")
    assert "gh-3" not in html.lower().replace("gh<!-- -->-3", "")
    assert text.count("<!-- a-faire:") == 1


def test_what_an_entry_says_never_drives_a_terminal(site: Site, server: TroubledServer) -> None:
    lay(site, "/statut/404", name='"Garage \\e[31m rouge"')
    site.lay(
        "content/structures/maison-mobilite.yaml",
        'nom: "Maison \\e[2J"\nsite_web: "http://garage.example/coupe"\n',
    )

    for form in REPORTS:
        assert "\x1b" not in report(site, server, form)


def test_an_issue_is_never_too_long_for_its_host(site: Site, server: TroubledServer) -> None:
    lay(site, *(f"/statut/404?{'a' * 900}{rank}" for rank in range(60)))
    for rank in range(60):
        path = site.root / f"content/services/lien-{rank}.md"
        path.write_text(path.read_text("utf-8").replace("Garage", f"Garage {rank}"), "utf-8")
    text = report(site, server, "markdown")

    assert len(text.encode()) <= MAX_MARKDOWN + 200
    assert "voir le rapport complet" in text


# the command


def ask(*arguments: object, day: date = MONDAY) -> Result:
    return CliRunner().invoke(
        watching_links,
        [str(item) for item in arguments],
        obj=lambda _: day,
        standalone_mode=False,
        catch_exceptions=True,
    )


def test_a_tour_is_read_again_without_asking_anything(
    site: Site, server: TroubledServer, state: Path
) -> None:
    lay(site, "/statut/404", "/page")
    for week in range(2):
        tour(site, server, state, MONDAY + timedelta(weeks=week))
    server.seen.clear()
    later = MONDAY + timedelta(weeks=3)
    asked = ("--root", site.root, "--state", state, "--offline")
    kept = state.read_bytes()
    plain, strict = ask(*asked, day=later), ask(*asked, "--strict", "--format", "json", day=later)

    assert not server.seen
    assert state.read_bytes() == kept
    assert plain.return_value.status == 0
    assert french_spaces("cassé : http://garage.example/statut/404") in plain.return_value.said
    assert plain.return_value.noted == "2 adresses : 1 cassé, 1 qui répond."
    assert strict.return_value.status == 1
    assert json.loads(strict.return_value.said)["compte"][CASSE] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--offline",), "--state"),
        (("--only", "nulle-part"), "nulle-part"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: tuple[str, ...], words: str, site: Site
) -> None:
    answer = ask("--root", site.root, *arguments)

    assert isinstance(answer.exception, UsageError)
    assert words in str(answer.exception)


GOOD = {"etat": "echec", "depuis": "2026-11-02", "vu_le": "2026-11-02"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"version": 2, "liens": {}}',
        '{"version": 1}',
        '{"version": 1, "liens": []}',
        '{"version": 1, "version": 1, "liens": {}}',
        "[" * 100_000,
        *(
            json.dumps({"version": 1, "liens": {"https://a.fr/": row}})
            for row in (
                None,
                {},
                {**GOOD, "etat": "mort"},
                {**GOOD, "inconnu": 1},
                {**GOOD, "vu_le": "hier"},
                {**GOOD, "vu_le": 20261102},
                {**GOOD, "statut": "404"},
                {**GOOD, "statut": True},
                {**GOOD, "statut": -1},
                {**GOOD, "vers": "a" * 5_000},
                {**GOOD, "vers": "\x1b[2J"},
                {**GOOD, "depuis": "2026-11-03"},
                {**GOOD, "premier_echec": "2027-01-01"},
            )
        ),
        json.dumps({"version": 1, "liens": {"\x1b": GOOD}}),
    ],
)
def test_a_memory_that_cannot_be_trusted_is_refused(
    content: str, site: Site, tmp_path: Path
) -> None:
    path = tmp_path / "liens.json"
    path.write_text(content, "utf-8")
    answer = ask("--root", site.root, "--state", path, "--offline")

    assert isinstance(answer.exception, UsageError)
    assert str(path) in str(answer.exception)
    assert "\x1b" not in str(answer.exception)


def test_a_visit_is_never_dated_before_the_last_one(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "liens.json"
    path.write_text(json.dumps({"version": 1, "liens": {"https://a.fr/": GOOD}}), "utf-8")
    answer = ask("--root", site.root, "--state", path, "--offline", day=date(2026, 11, 1))

    assert isinstance(answer.exception, UsageError)
    assert "2026-11-02" in str(answer.exception)


def test_every_state_has_its_words() -> None:
    assert set(ETAT_WORDS) == {CASSE, SUSPECT, DEPLACE, ECHEC, A_VERIFIER, REPOND, ""}


WORDS = st.text(st.sampled_from("ab @#[](){}<>*_`~|\\!-+.:/&'\"\n1é"), min_size=1, max_size=40)


@given(WORDS, WORDS)
def test_no_name_changes_the_shape_of_the_issue(name: str, structure: str) -> None:
    use = LinkUse(
        path="content/services/a.md",
        line=3,
        champ="lien_source",
        collection="services",
        id="a",
        nom=name,
        structure="s",
        weight=4,
    )
    memory = Memory(etat=SUSPECT, depuis=MONDAY, vu_le=MONDAY, motif="accueil", statut=200)
    url = "https://exemple.fr/a"
    shown = plan_link_report(
        [Link(url=url, uses=(use,))], {url: memory}, {"s": structure}, "https://ici.fr/", MONDAY
    )
    tokens = MarkdownIt("js-default").parse(REPORTS["markdown"](shown))
    kinds = [token.type for token in tokens if token.type.endswith("_open")]
    inside = [child.type for token in tokens for child in token.children or ()]

    assert kinds.count("heading_open") == 1
    assert kinds.count("bullet_list_open") == 3
    assert kinds.count("list_item_open") == 3
    assert inside.count("link_open") == 2
    assert inside.count("strong_open") == 2
    assert not {"em_open", "image", "html_inline", "s_open"} & set(inside)
