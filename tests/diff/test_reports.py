"""What is printed of a proposal: bounded, escaped, valid; and the files that show it."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.diff_json import report_json
from generator.diff_reporters import (
    MAX_MARKDOWN,
    report_github,
    report_markdown,
    report_text,
)
from generator.diff_steps import MAX_PREVIEWS, put_previews
from generator.markdown_text import markdown_address, markdown_code, markdown_words
from generator.news import FieldChange
from generator.proposal import OUTCOMES, EntryChange, Proposal
from tests.command_line import run_guichet
from tests.conftest import REPOSITORY
from tests.diff.proposals import GARAGE, Two, plain
from tests.entry_strategies import HOSTILE_TEXTS

DAY = date(2026, 11, 21)
SCHEMA = json.loads((REPOSITORY / "schemas/rapports/proposition.schema.json").read_bytes())
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def proposal(*changes: EntryChange) -> Proposal:
    return Proposal(base="git:main", head=".", jour=DAY, fiches=changes)


def change(nom: str, number: int = 0) -> EntryChange:
    return EntryChange(
        collection="services",
        id=f"aide-{number}",
        nom=nom,
        fichier=f"content/services/aide-{number}.md",
        genre="modifie",
        champs=(FieldChange(champ="resume", phrase=f"est présenté ainsi : {nom}"),),
        structure=nom,
    )


def walked(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *walked(token.children or []))]


OURS = {"inline", "text", "code_inline", "softbreak"} | {
    f"{name}_{side}"
    for name in ("heading", "paragraph", "bullet_list", "list_item", "link", "strong")
    for side in ("open", "close")
}


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_text_stays_text_in_the_summary(text: str) -> None:
    found = walked(READER.parse(report_markdown(proposal(change(text)))))
    raw = [token.content for token in found if token.type.startswith("html")]

    assert {token.type for token in found if not token.type.startswith("html")} <= OURS
    assert set(raw) <= {"<!-- -->"}  # what cuts a mention
    assert not [token for token in found if token.type == "link_open"]


@given(st.text(st.sampled_from("ab @#`*_[]()<>!\\|~:/.-+=&\n1gh\u00a0"), max_size=40))
def test_words_in_markdown_are_read_as_they_were_written(text: str) -> None:
    written = markdown_words(text)
    (block,) = READER.parseInline(written)
    read = "".join(token.content for token in block.children or [] if token.type == "text")

    assert read == re.sub(r"[ \n]+", " ", text).strip()
    assert not re.search(r"[@#](?!<!-- -->)", written)
    assert {token.type for token in block.children or []} <= {"text", "text_special", "html_inline"}


@given(st.text(st.sampled_from("ab`<>\\ )]\"'\n"), max_size=30))
def test_an_address_never_leaves_its_link(text: str) -> None:
    (block,) = READER.parseInline(markdown_address(f"https://example.org/{text}"))
    kinds = [token.type for token in block.children or []]

    assert kinds == ["link_open", "code_inline", "link_close"]
    assert "\n" not in markdown_code(text)


def test_summary_is_bounded_and_counts_what_it_leaves_out() -> None:
    many = tuple(change(f"Aide {number} {'x' * 1_200}", number) for number in range(1_000))
    text = report_markdown(proposal(*many))

    assert len(text.encode()) < MAX_MARKDOWN + 1_000
    shown = text.count("#### Fiche modifiée")
    assert f"**Et {1_000 - shown} autres" in text


def test_a_very_long_text_is_cut_and_every_sentence_is_there() -> None:
    fields = tuple(FieldChange(champ="nom", phrase=f"champ {rank}") for rank in range(90))
    long = EntryChange(
        collection="services", id="a", nom="é" * 9_000, fichier="a", genre="nouveau", champs=fields
    )

    assert len(report_markdown(proposal(long))) < 10_000
    assert "champ 89" in report_json(proposal(long))
    assert "Et 30 autres changements" in plain(report_markdown(proposal(long)))


def test_notes_are_as_many_as_github_shows_and_stay_on_their_line() -> None:
    notes = report_github(proposal(*(change("a\n::error::b", number) for number in range(12))))

    assert notes.count("::notice file=content/services/aide-") == 10
    assert all(line.startswith("::notice ") for line in notes.splitlines())


def test_terminal_shows_what_cannot_be_seen() -> None:
    text = report_text(proposal(change("\x1b[2J\u202egnp")))

    assert "\x1b" not in text
    assert "\\u202e" in text


def test_outcomes_are_those_of_the_schema() -> None:
    genres = SCHEMA["properties"]["fiches"]["items"]["properties"]["genre"]["enum"]

    assert set(genres) == set(OUTCOMES)
    Draft202012Validator.check_schema(SCHEMA)


def test_command_explains_refuses_and_draws(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.replace("etat: actif", "etat: suspendu")
    two.service("autre", nom="Autre <b>aide</b>")
    summary, folder = tmp_path / "resume.md", tmp_path / "apercus"
    arguments = ("diff", "base", "head", "--root", str(REPOSITORY), "--date", "2026-11-21")
    files = ("--summary", str(summary), "--preview", str(folder))
    done = run_guichet([*arguments, "--format", "json", *files], tmp_path)
    told = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert "2 fiches changées, 2 aperçus dessinés" in done.stderr
    Draft202012Validator(SCHEMA).validate(told)
    assert [fiche["genre"] for fiche in told["fiches"]] == ["suspendu", "nouveau"]
    assert told["publiable"]
    assert "Service suspendu" in summary.read_text("utf-8")
    names = {path.name for path in folder.iterdir()}
    assert names == {"services-garage-solidaire.html", "services-autre.html", "apercu.html"}
    page = (folder / "services-garage-solidaire.html").read_text("utf-8")
    assert "<script" not in page
    assert "Ce que la page dit aujourd’hui" in page
    assert "Autre &lt;b&gt;aide&lt;/b&gt;" in (folder / "services-autre.html").read_text("utf-8")
    identifiers = re.findall(r'\sid="([^"]+)"', (folder / "apercu.html").read_text("utf-8"))
    assert len(identifiers) == len(set(identifiers))


def test_command_says_when_a_proposal_is_refused_or_wrongly_named(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.replace("etat: actif", "etat: ouvert")
    refused = run_guichet(["diff", "base", "head", "--root", str(REPOSITORY)], tmp_path)
    unknown = run_guichet(["diff", "absent", "head", "--root", str(REPOSITORY)], tmp_path)

    assert refused.returncode == 1
    assert "1 erreur empêche la publication" in plain(refused.stdout)
    assert GARAGE in refused.stdout
    assert unknown.returncode == 2
    assert "Traceback" not in unknown.stderr


def test_nothing_is_drawn_when_nothing_changes(tmp_path: Path) -> None:
    compared = Two(tmp_path).compared()

    assert put_previews(compared, REPOSITORY, tmp_path / "apercus") == 0
    assert not (tmp_path / "apercus").exists()
    assert MAX_PREVIEWS > 20


def test_each_fault_is_annotated_and_so_is_what_is_deleted(tmp_path: Path) -> None:
    two = Two(tmp_path)
    two.service("autre", both=True, nom="Autre garage")
    (two.head / "content/services/autre.md").unlink()
    notes = report_github(two.proposal())

    assert "::notice file=content/services/autre.md,title=Fiche supprimée sans trace" in notes
    assert "::error file=content/retires.yaml,line=1" in notes


def test_a_summary_never_says_where_the_machine_keeps_a_folder(tmp_path: Path) -> None:
    two = Two(tmp_path)
    assert str(tmp_path) not in report_markdown(two.proposal())
    for path in sorted(two.head.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    assert str(tmp_path) not in report_markdown(two.proposal())


def test_a_fault_that_was_there_is_still_told(tmp_path: Path) -> None:
    two = Two(tmp_path)
    for side in (two.base, two.head):
        text = (side / GARAGE).read_text("utf-8")
        (side / GARAGE).write_text(text.replace("etat: actif", "etat: ouvert"), "utf-8")
    two.service("autre", nom="Autre garage", etat="actif")
    found = two.proposal()

    assert (found.erreurs, len(found.restantes)) == (1, 1)
    assert GARAGE in report_markdown(found)
