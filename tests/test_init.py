"""`guichet init`: another territory has a repository of its own, valid, and over nothing."""

import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import commands
from generator.diagnostics import GeneratorError, UsageError
from generator.editor_steps import write_editor_files
from generator.fix_steps import make_mender, mend_all
from generator.init_steps import Interview, laid_text
from generator.load import (
    load_origin,
    load_referentiels,
    load_schemas,
    load_skeleton,
    read_content,
)
from generator.model import Artifact
from generator.new_territory import UNKNOWN_GENERATOR, NewTerritory
from generator.owner_steps import write_owners
from generator.parse import make_context, parse_document
from generator.render import render_skeleton
from generator.write import Laid, write_repository
from tests.command_line import REPOSITORY, run_guichet
from tests.sites.building import build

TODAY = date(2026, 11, 21)
SKELETON = load_skeleton(REPOSITORY / "skeleton")
REFERENTIELS = load_referentiels(REPOSITORY / "referentiels")
DEPARTEMENTS = sorted(
    code for code, area in REFERENTIELS.areas.items() if area.kind == "departement"
)
GENERATOR = "essai/guichet-unique@" + "a" * 40
FLAGS = ("--departement", "43", "--structure", "Maison de l’essai", "--date", "2026-11-21")


def territory(departements: tuple[str, ...], **other: str) -> NewTerritory:
    answers = {
        "nom": "Guichet d’essai",
        "territoire": "Territoire d’essai",
        "structure": "Maison de l’essai",
        **other,
    }
    return NewTerritory(
        departements=departements,
        organisme="maison-de-l-essai",
        url="https://guichet.example.org/",
        couleur=None,
        depot="https://github.com/essai/fiches",
        generateur=GENERATOR,
        version="0.1.0",
        jour=TODAY,
        **answers,
    )


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    return Interview(TODAY, tmp_path_factory.mktemp("fiches"))


# what is written


def test_every_departement_of_france_gives_entries_that_nothing_is_said_of() -> None:
    schemas = load_schemas(REPOSITORY / "schemas")
    context = make_context(schemas, REFERENTIELS, TODAY)
    assert len(DEPARTEMENTS) >= 101
    for code in DEPARTEMENTS:
        for file in render_skeleton(SKELETON, territory((code,))):
            collection = _collection(file.path)
            if not collection:
                continue
            read, _ = read_content(file.content, file.path, collection)
            assert read.value is not None, (code, file.path, read.diagnostics)
            outcome = parse_document(read.value, context)
            assert (outcome.value is not None, outcome.diagnostics) == (True, ()), (code, file.path)


def _collection(path: str) -> str:
    if path in ("guichet.yaml", "content/lexique.yaml"):
        return path.rpartition("/")[2].partition(".")[0]
    parts = path.split("/")
    return parts[1] if parts[0] == "content" and len(parts) == 3 else ""


def test_a_repository_passes_the_strictest_check(tmp_path: Path) -> None:
    write_repository(tmp_path / "depot", render_skeleton(SKELETON, territory(("976",))))
    checked = commands.check(tmp_path / "depot", TODAY)

    assert (checked.refused, commands.is_doubtful(checked)) == (False, False), checked.diagnostics


def test_a_repository_gives_a_site(tmp_path: Path) -> None:
    write_repository(tmp_path / "depot", render_skeleton(SKELETON, territory(("2A", "974"))))
    pages = build(tmp_path / "depot", TODAY).pages

    assert "Guichet d’essai" in pages["index.html"]
    assert {"services/exemple-service.html", "structures/maison-de-l-essai.html"} <= set(pages)


def test_each_kind_of_entry_has_a_commented_example_that_says_so() -> None:
    examples = {path: text for path, text in SKELETON.items() if "/exemple-" in path}

    assert {path.split("/")[1] for path in examples} == set(commands.KINDS.values()) - {
        "structures"
    }
    for text in examples.values():
        assert "# Ceci est un exemple" in text
        assert '"Exemple\u00a0: ' in text


def test_every_mark_of_the_skeleton_is_filled_and_no_machine_is_told() -> None:
    for file in render_skeleton(SKELETON, territory(("43",))):
        assert b"%%" not in file.content, file.path
        assert str(REPOSITORY).encode() not in file.content


def test_the_workflows_are_those_of_this_repository() -> None:
    ours = {path.name for path in (REPOSITORY / ".github/workflows").glob("*.yml")}
    theirs = {path.rpartition("/")[2] for path in SKELETON if "/workflows/" in path}

    assert theirs == ours


def test_what_other_commands_write_is_up_to_date_at_once(tmp_path: Path) -> None:
    interview = Interview(TODAY, tmp_path / "fiches")
    interview.accept("structure", "Maison de l'essai : accueil")
    interview.lay()
    mended = mend_all(tmp_path / "fiches", (), make_mender(TODAY))
    owners = tmp_path / "fiches/.github/CODEOWNERS"
    written = write_owners(tmp_path / "fiches", owners, TODAY, is_check=True)

    assert mended
    assert [item for item in mended if item.is_changed] == []
    assert written is not None
    assert not written.is_changed
    assert write_editor_files(tmp_path / "fiches", ".venv/bin/guichet", is_check=True) == ((), ())


# the command


def test_options_are_enough_and_the_result_is_checked(tmp_path: Path) -> None:
    done = run_guichet(("init", "fiches", *FLAGS, "--generateur", GENERATOR), tmp_path)
    checked = run_guichet(
        ("check", "--strict", "--root", "fiches", "--date", "2026-11-21"), tmp_path
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "fichiers écrits dans « fiches »" in done.stderr.replace("\u00a0", " ")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert f"uses: {GENERATOR} # v" in (tmp_path / "fiches/.github/workflows/check.yml").read_text()


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path) -> None:
    done = run_guichet(("init", "fiches"), tmp_path)

    assert done.returncode == 2
    assert "--departement" in done.stderr
    assert not (tmp_path / "fiches").exists()


def test_a_generator_that_nobody_knows_is_said(interview: Interview, tmp_path: Path) -> None:
    assert interview.knows_its_generator == (load_origin() != "")
    written = (".github/workflows/check.yml", ".pre-commit-config.yaml", "README.md")
    said = laid_text(Laid(written=written, kept=()), tmp_path, is_complete=False)

    assert f"remplacez « {UNKNOWN_GENERATOR[:31]}" in said
    assert "dans « .github/workflows », README.md, .pre-commit-config.yaml" in said


def test_a_readme_that_was_there_is_left_and_the_next_steps_are_told(tmp_path: Path) -> None:
    written = (".github/workflows/check.yml", ".pre-commit-config.yaml")
    laid = Laid(written=written, kept=("README.md",))
    said = laid_text(laid, tmp_path, is_complete=False)

    assert "dans « .github/workflows », .pre-commit-config.yaml (ou" in said
    assert "La suite est dans README.md" not in said
    for step in ("« GitHub Actions »", "« correction »", "jeton en lecture seule", "empreinte"):
        assert step in said


def test_questions_are_asked_again_until_the_answer_is_right(tmp_path: Path) -> None:
    typed = "Haute Loir\nhaute-loire\n\nMaison de l’essai\n#ffd700\n\nessai/fiches\n\n"
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "init", "fiches", "--date", "2026-11-21"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        _, said = process.communicate(timeout=60)
    os.close(ours)
    written = yaml.safe_load((tmp_path / "fiches/guichet.yaml").read_text("utf-8"))

    assert process.returncode == 0, said
    assert "vouliez-vous dire « Haute-Loire »" in said.replace("\u00a0", " ")
    assert "#897400" in said  # a darker one
    assert written["territoire"] == {"nom": "Haute-Loire", "departements": ["43"]}
    assert written["url"] == "https://essai.github.io/fiches/"
    assert "couleur_principale" not in written


# the answers


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        ("departement", "Haute Loir", "vouliez-vous dire « Haute-Loire » (43) ?"),
        ("departement", "Bretagne", "donnez ses départements, 22, 29, 35, 56"),
        ("departement", "Le Puy-en-Velay", "écrivez son département, « Haute-Loire »"),
        ("departement", "20", "écrivez « 2A » ou « 2B »"),
        ("departement", "99", "n’est pas un département de France"),
        ("departement", " , ", "au moins un département"),
        ("nom", "ab", "au moins 3 signes"),
        ("nom", "x" * 81, "au plus 80 signes"),
        ("nom", "Guichet \u202e", "signe invisible"),
        ("structure", "  ", "il faut une réponse"),
        ("structure", "X", "au moins 3 signes"),
        ("couleur", "jaune", "écrivez par exemple « #1B4B5A »"),
        ("couleur", "#FFD700", "vouliez-vous dire « #897400 »"),
        ("depot", "essai", "adresse"),
        ("depot", "javascript:alert(1)", "adresse"),
        ("url", "guichet.example.org", "« https://guichet.example.org/ » ?"),
        ("url", "ftp://guichet.example.org", "adresse"),
    ],
)
def test_a_wrong_answer_is_told_what_to_write(
    question: str, typed: str, said: str, interview: Interview
) -> None:
    with pytest.raises(UsageError) as refused:
        interview.accept(question, typed)

    assert said in str(refused.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("43", ("43",)),
        ("1", ("01",)),
        ("2a ; corse du nord, 2A", None),
        ("corse-du-sud, HAUTE CORSE", ("2A", "2B")),
        ("La Réunion", ("974",)),
        ("cote d’or", ("21",)),
    ],
)
def test_a_departement_is_known_by_its_code_or_its_name(
    typed: str, codes: tuple[str, ...] | None, interview: Interview
) -> None:
    if codes is None:
        with pytest.raises(UsageError):
            interview.accept("departement", typed)
        return
    interview.accept("departement", typed)

    assert interview._answers["departement"] == codes


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("essai/fiches", "https://essai.github.io/fiches/"),
        ("git@github.com:Essai/fiches.git", "https://essai.github.io/fiches/"),
        ("https://github.com/essai/essai.github.io", "https://essai.github.io/"),
        ("https://git.example.org/essai/fiches", "https://example.org/guichet/"),
        ("", "https://example.org/guichet/"),
    ],
)
def test_the_site_is_where_its_repository_publishes_it(
    typed: str, url: str, tmp_path: Path
) -> None:
    asked = Interview(TODAY, tmp_path)
    asked.accept("depot", typed)

    assert asked.proposal("url") == url


@pytest.mark.parametrize(
    "typed", ["essai/guichet", "essai/guichet@v1", "essai/guichet@" + "g" * 40]
)
def test_a_generator_is_named_by_a_hash_only(typed: str, interview: Interview) -> None:
    with pytest.raises(UsageError, match="empreinte"):
        interview.accept_generator(typed)


_HOSTILE = st.one_of(
    st.text(min_size=3, max_size=60),
    st.sampled_from(
        (
            "nom: &a [*a]",
            "# un titre",
            "${{ github.token }}",
            "%%nom%% %%inconnu%%",
            "</script><img src=x onerror=alert(1)>",
            "'; touch canari; #",
            "“{%- x -%}” | $(id) `id`",
            "- [ ] *gras* [lien](javascript:alert(1))",
        )
    ),
)


@settings(max_examples=20)
@given(nom=_HOSTILE, structure=_HOSTILE)
def test_an_answer_is_a_value_whatever_it_holds(nom: str, structure: str) -> None:
    try:
        said = {"nom": _accepted("nom", nom), "structure": _accepted("structure", structure)}
    except UsageError:
        return
    plain = {file.path: file.content for file in render_skeleton(SKELETON, territory(("43",)))}
    files = {
        file.path: file.content for file in render_skeleton(SKELETON, territory(("43",), **said))
    }
    written = yaml.safe_load(files["guichet.yaml"])
    entry = yaml.safe_load(files["content/structures/maison-de-l-essai.yaml"])

    assert (written["nom"], written["editeur"]["nom"]) == (said["nom"], said["structure"])
    assert entry["nom"] == said["structure"]
    for path, content in files.items():
        if path.startswith((".github/", "content/services/")):
            assert content == plain[path]
    assert not re.search(rb"(?<!\\)<[a-z/]", files["README.md"])


_JUDGE = Interview(TODAY, Path("nulle-part"))


def _accepted(question: str, typed: str) -> str:
    _JUDGE.accept(question, typed)
    return str(_JUDGE._answers[question])


# nothing is written over


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Le mien\n")
    (tmp_path / ".git").mkdir()
    laid = write_repository(tmp_path, render_skeleton(SKELETON, territory(("43",))))

    assert (tmp_path / "README.md").read_text() == "Le mien\n"
    assert laid.kept == ("README.md",)
    assert "Déjà là, et laissés comme ils sont : « README.md »." in laid_text(
        laid, tmp_path, is_complete=True
    )
    assert (tmp_path / "guichet.yaml").is_file()


@pytest.mark.parametrize("name", ["guichet.yaml", "content"])
def test_a_guichet_is_never_started_over(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    done = run_guichet(("init", *FLAGS), tmp_path)

    assert done.returncode == 2
    assert "il y a déjà un guichet" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_link_leads_nothing_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches/.github").symlink_to(tmp_path / "ailleurs")
    done = run_guichet(("init", "fiches", *FLAGS), tmp_path)

    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "fiches").iterdir()] == [".github"]
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_a_failure_half_way_takes_everything_back(tmp_path: Path) -> None:
    files = (
        Artifact(path="un/deux.txt", content=b"2"),
        Artifact(path=f"un/{'x' * 300}.txt", content=b"3"),  # no disk takes such a name
    )
    with pytest.raises(UsageError, match="un nom est trop long"):
        write_repository(tmp_path / "fiches", files)

    assert list(tmp_path.iterdir()) == []


def test_a_repository_that_would_be_refused_is_not_written(tmp_path: Path) -> None:
    broken = Interview(TODAY, tmp_path / "fiches")
    broken._skeleton = {**SKELETON, "content/services/exemple-service.md": "---\nnom: Seul\n---\n"}
    with pytest.raises(GeneratorError, match=r"exemple-service\.md"):
        broken.lay()

    assert list(tmp_path.iterdir()) == []
