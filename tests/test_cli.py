"""The command as a user types it: statuses, streams, French, and never a traceback."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import __version__, commands
from generator.cli import main
from generator.diagnostics import CODES
from tests.command_line import run_guichet

REPOSITORY = Path(__file__).parents[1]
CASES = REPOSITORY / "tests/cases"
COMMANDS = (
    *("check", "build", "serve", "init", "doctor", "new", "explain", "preview", "diff", "fix"),
    *("booklet", "import", "export", "list", "watch-links"),
)
DAY = ("--date", "2026-11-21")
FINE, REFUSED, WRONG_USAGE, FAILURE = range(4)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in a folder that holds the minimal valid site."""
    site = tmp_path / "site-source"
    shutil.copytree(CASES / "base", site)

    def guichet(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
        done = run_guichet(arguments, site, **environment)

        assert "Traceback" not in done.stderr + done.stdout
        return done

    guichet.site = site  # type: ignore[attr-defined]
    return guichet


def site_of(run: Run) -> Path:
    folder = run.site  # type: ignore[attr-defined]
    assert isinstance(folder, Path)
    return folder


def lay(run: Run, case: str) -> None:
    shutil.copytree(CASES / case, site_of(run), dirs_exist_ok=True)


# check


def test_fine_content_says_so_in_one_line_of_stderr(run: Run) -> None:
    done = run("check", *DAY)

    assert done.returncode == FINE
    assert done.stdout == ""
    assert done.stderr == "3 fichiers lus\u00a0: aucune erreur\n"


def test_refused_content_is_reported_on_stdout(run: Run) -> None:
    lay(run, "together/twelve-entries")

    done = run("check", *DAY)

    assert done.returncode == REFUSED
    assert done.stdout == (CASES / "together/twelve-entries.expected.txt").read_text("utf-8")
    assert re.match("[0-9]+ fichiers lus\u00a0: [0-9]+ erreurs\u00a0; .* corriger 2\n", done.stderr)


def test_a_warning_refuses_only_when_strict(run: Run) -> None:
    shutil.copy(CASES / "refused/url-non-securisee.md", site_of(run) / "content/services")

    assert run("check", *DAY).returncode == FINE
    assert run("check", *DAY, "--strict").returncode == REFUSED
    assert "1 avertissement" in run("check", *DAY).stderr


@pytest.mark.parametrize("form", ["concise", "json", "jsonl", "github", "sarif"])
def test_each_format_says_the_same_mistakes(form: str, run: Run) -> None:
    lay(run, "together/one-entry")
    expected = len(json.loads(run("check", *DAY, "--format", "json").stdout))

    out = run("check", *DAY, "--format", form).stdout

    counts = {
        "concise": lambda: out.count("\n"),
        "json": lambda: len(json.loads(out)),
        "jsonl": lambda: len([json.loads(line) for line in out.splitlines()]),
        "github": lambda: out.count("\n::") + 1,
        "sarif": lambda: len(json.loads(out)["runs"][0]["results"]),
    }
    assert expected > 20
    assert counts[form]() == expected


def test_github_actions_get_annotations_by_themselves(run: Run) -> None:
    lay(run, "together/one-entry")

    assert run("check", *DAY, GITHUB_ACTIONS="true").stdout.startswith("::error file=content/")
    assert not run("check", *DAY, "--format", "text", GITHUB_ACTIONS="true").stdout.startswith("::")


def test_a_summary_is_added_to_a_file(run: Run) -> None:
    lay(run, "together/one-entry")
    summary = site_of(run) / "resume.md"
    summary.write_text("avant\n")

    run("check", *DAY, "--summary", "resume.md")

    text = summary.read_text("utf-8")
    assert text.startswith("avant\n## Vérification des fiches\n")
    assert "dix-fautes.md" in text


def test_files_that_changed_come_first(run: Run) -> None:
    lay(run, "together/twelve-entries")
    (site_of(run) / "changed").write_bytes(b"content/structures/onze.yaml\0README.md\0\xff\0")

    out = run("check", *DAY, "--format", "concise", "--changed", "changed").stdout

    paths = [line.split(":")[0] for line in out.splitlines()]
    assert paths[:5] == ["content/structures/onze.yaml"] * 5
    assert paths[5:] == sorted(paths[5:])


# the day


def test_the_day_is_given_by_option_else_by_environment(run: Run) -> None:
    before = str(1_700_000_000)  # 14 November 2023: every date of the site is in the future

    assert run("check", *DAY).returncode == FINE
    assert run("check", SOURCE_DATE_EPOCH=before).returncode == REFUSED
    assert run("check", *DAY, SOURCE_DATE_EPOCH=before).returncode == FINE
    assert "date-future" in run("check", "--date", "2023-11-14").stdout


@pytest.mark.parametrize("day", ["demain", "21/11/2026", "2026-02-30", "", "2026-13-01", "99999"])
def test_a_bad_day_is_wrong_usage(day: str, run: Run) -> None:
    done = run("check", "--date", day)

    assert done.returncode == WRONG_USAGE
    assert done.stdout == ""
    assert "n’est pas une date" in done.stderr


@pytest.mark.parametrize("epoch", ["demain", "1e9", "9" * 30, "-9" * 20, "0x10"])
def test_a_bad_epoch_is_wrong_usage(epoch: str, run: Run) -> None:
    done = run("check", SOURCE_DATE_EPOCH=epoch)

    assert done.returncode == WRONG_USAGE
    assert "n’est pas une date" in done.stderr


# wrong usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("chek",),
            "cette commande n’existe pas\u00a0: chek\u00a0; vouliez-vous dire «\u00a0check\u00a0»",
        ),
        (("verifier",), "cette commande n’existe pas\u00a0: verifier\n"),
        (
            ("check", "--fromat", "x"),
            "cette option n’existe pas\u00a0: --fromat\u00a0; vouliez-vous dire «\u00a0--format",
        ),
        (("check", "-z"), "cette option n’existe pas\u00a0: -z\n"),
        (
            ("check", "--format", "xml"),
            "valeurs possibles\u00a0: text, concise, json, jsonl, github, sarif",
        ),
        (("check", "--format"), "cette option attend une valeur\u00a0: --format"),
        (("check", "--strict=oui"), "cette option ne prend pas de valeur\u00a0: --strict"),
        (("check", "services"), "argument en trop\u00a0: services"),
        (
            ("check", "--root", "guichet.yaml"),
            "--root, «\u00a0guichet.yaml\u00a0» est un fichier, pas un dossier",
        ),
        (("check", "--root", "ailleurs"), "il n’y a pas de dossier «\u00a0content\u00a0»"),
        (("check", "--summary", "content"), "«\u00a0content\u00a0» est un dossier, pas un fichier"),
        (("check", "--summary", "ailleurs/resume.md"), "impossible d’écrire"),
        (("check", "--changed", "absent"), "«\u00a0absent\u00a0» n’existe pas"),
        (("serve", "--port", "huit"), "«\u00a0huit\u00a0» n’est pas un nombre"),
        (("serve", "--port", "99999"), "«\u00a099999\u00a0» est hors des limites"),
        (("new",), "il manque un argument\u00a0: service|structure"),
        (("new", "service"), "il manque un argument\u00a0: IDENTIFIANT"),
        (("new", "page", "a"), "valeurs possibles\u00a0: service, structure"),
        (("new", "service", "Garage Solidaire"), "ne peut pas être un identifiant"),
        (("new", "service", "../../evasion"), "ne peut pas être un identifiant"),
        (("new", "service", "index"), "ne peut pas être un identifiant"),
        (("new", "service", "a" * 81), "ne peut pas être un identifiant"),
        (("new", "structure", "a", "--root", "content"), "n’existe pas"),
        (("explain", "valeur-inconue"), "vouliez-vous dire «\u00a0valeur-inconnue\u00a0»"),
        (("explain", "xyz"), "aucune erreur ne porte le code «\u00a0xyz\u00a0»"),
        (("preview",), "il manque un argument\u00a0: FICHE…"),
        (("preview", "absente"), "aucune fiche ne s’appelle «\u00a0absente\u00a0»"),
        (("preview", "garage-solidaire", "--output", "a/b.html"), "impossible d’écrire"),
        (("build", "--output", "content"), "content"),
        (("build", "--output", "."), ""),
        (("build", "--output", "guichet.yaml"), "est un fichier, pas un dossier"),
    ],
)
def test_wrong_usage_is_one_french_sentence(
    arguments: tuple[str, ...],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(CASES / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))

    said = capsys.readouterr()
    assert stopped.value.code == WRONG_USAGE
    assert said.out == ""
    assert said.err.startswith("guichet\u00a0: ")
    assert words in said.err
    assert not ENGLISH.search(said.err)
    assert said.err.count("\n") <= 2


def test_wrong_usage_leaves_its_status_to_the_shell(run: Run) -> None:
    done = run("chek")

    assert (done.returncode, done.stdout) == (WRONG_USAGE, "")
    assert done.stderr.endswith("\nAide\u00a0: guichet --help\n")


def test_arguments_that_are_no_text_are_wrong_usage(run: Run) -> None:
    for arguments in ((b"check", b"--root", b"\xff\xfe"), (b"\xe9",), (b"explain", b"\xff")):
        assert run(*arguments).returncode == WRONG_USAGE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_poor_terminal_still_gets_the_report(encoding: str, run: Run) -> None:
    lay(run, "together/one-entry")

    done = run("check", *DAY, PYTHONIOENCODING=encoding)

    assert done.returncode == REFUSED
    assert "[valeur-inconnue]" in done.stdout


# help

ENGLISH = re.compile(
    r"\b(?:Usage:|Error|Options:|Commands:|Show this|Try|No such|Missing|Invalid|is not|does not"
    r"|DIRECTORY|FILE|TEXT|INTEGER|COMMAND|ARGS|default|required)\b"
)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_first_page_of_help_names_every_command(option: str, run: Run) -> None:
    done = run(option)

    assert done.returncode == FINE
    assert done.stderr == ""
    assert done.stdout.startswith("Utilisation\u00a0: guichet [OPTIONS] COMMANDE")
    assert tuple(re.findall(r"^  ([a-z][a-z-]*)  ", done.stdout, re.MULTILINE)) == COMMANDS
    assert not ENGLISH.search(done.stdout)


def test_no_argument_shows_the_help(run: Run) -> None:
    done = run()

    assert done.returncode == WRONG_USAGE
    assert done.stdout == ""
    assert done.stderr.rstrip() == run("--help").stdout.rstrip()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help_in_french(command: str, run: Run) -> None:
    done = run(command, "--help")

    assert done.returncode == FINE
    assert done.stdout.startswith(f"Utilisation\u00a0: guichet {command} ")
    assert "Options\u00a0:" in done.stdout
    assert "-h, --help" in done.stdout
    assert "Afficher cette aide." in done.stdout
    assert not ENGLISH.search(done.stdout)
    assert not re.search(r"« | [»:;?!](?:\s|$)", done.stdout)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"guichet {__version__}\n"


def test_help_waits_for_no_heavy_library() -> None:
    heavy = ("jsonschema", "lunr", "jinja2", "rich", "markdown_it", "yaml", "phonenumbers")
    script = (
        "import sys\nfrom generator.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n"
        f"    print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert done.stdout
    assert done.stderr.strip() == ""


# broken content or folders


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "fichier-illisible"),
        (b"", "fichier-vide"),
        (b"\xff\xfe\x00", "encodage"),
        (b"nom: [\n", "yaml-illisible"),
        (b"- a\n", "yaml-illisible"),
        (b"nom: 12\nurl: a\n", "champ-manquant"),
    ],
)
def test_settings_that_cannot_be_used_are_reported_as_an_entry(
    content: bytes | None, code: str, run: Run
) -> None:
    path = site_of(run) / "guichet.yaml"
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    done = run("build", *DAY)

    assert done.returncode == REFUSED
    assert done.stdout.startswith("guichet.yaml:")
    assert f"[{code}]" in done.stdout
    assert not (site_of(run) / "site").exists()


def test_empty_content_is_no_mistake(run: Run) -> None:
    shutil.rmtree(site_of(run) / "content")
    (site_of(run) / "content").mkdir()

    assert run("check", *DAY).returncode == FINE


def test_a_generator_without_its_files_is_a_failure(run: Run, tmp_path: Path) -> None:
    """Its schemas, theme or reference data are missing: nothing that an author can mend."""
    shutil.copytree(REPOSITORY / "generator", tmp_path / "copy/generator")

    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--root", str(site_of(run))],
        cwd=tmp_path / "copy",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == FAILURE
    assert done.stderr.startswith("guichet\u00a0: ")
    assert "Traceback" not in done.stderr


# build


def test_a_site_is_built_then_left_alone_by_a_refused_entry(run: Run) -> None:
    done = run("build", *DAY)
    pages = site_of(run) / "site"
    before = {path: path.read_bytes() for path in pages.rglob("*") if path.is_file()}
    lay(run, "together/one-entry")
    refused = run("build", *DAY)

    assert done.returncode == FINE
    assert done.stdout == ""
    assert re.search("site construit en [0-9]+,[0-9] s ", done.stderr)
    assert (pages / "services/garage-solidaire.html").is_file()
    assert refused.returncode == REFUSED
    assert "le site n’a pas été touché" in refused.stderr
    assert "[valeur-inconnue]" in refused.stdout
    assert {path: path.read_bytes() for path in pages.rglob("*") if path.is_file()} == before


def test_a_strict_build_refuses_a_warning(run: Run) -> None:
    shutil.copy(CASES / "refused/url-non-securisee.md", site_of(run) / "content/services")

    assert run("build", *DAY, "--strict").returncode == REFUSED
    assert not (site_of(run) / "site").exists()
    assert run("build", *DAY).returncode == FINE


def test_a_folder_with_the_files_of_others_is_refused_whole(run: Run) -> None:
    folder = site_of(run) / "public"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"souvenir")

    done = run("build", *DAY, "--output", "public")

    assert done.returncode == WRONG_USAGE
    assert done.stderr.startswith("guichet\u00a0: ")
    assert [path.name for path in folder.iterdir()] == ["photo.jpg"]


# new, explain, preview


@pytest.mark.parametrize("kind", commands.KINDS)
def test_a_new_entry_says_what_is_left_to_fill(kind: str, run: Run) -> None:
    done = run("new", kind, "pret-de-velos", *DAY)
    path = site_of(run) / f"content/{commands.KINDS[kind]}/pret-de-velos.md"
    checked = run("check", *DAY, "--format", "json")

    assert done.returncode == FINE
    assert Path(done.stdout.strip()) == path.relative_to(site_of(run))
    assert checked.returncode == REFUSED
    schema = json.loads((REPOSITORY / f"schemas/{kind}.schema.json").read_bytes())
    left = {"nom", "titre", "date_maj", "etat"}
    said = json.loads(checked.stdout)
    undated = [item for item in said if item["code"] == "evenement-sans-date"]
    said = [item for item in said if item not in undated]
    assert len(undated) == (kind == "evenement")  # one of three ways to say when
    assert {item["code"] for item in said} == {"valeur-vide"}
    assert {item["field"][0] for item in said} == set(schema["required"]) - left
    text = path.read_text("utf-8")
    assert all(f"{name}:" in text for name in schema["properties"] if name != "description")


def test_a_new_entry_passes_once_filled_with_its_own_examples(run: Run) -> None:
    run("new", "service", "pret-de-velos", *DAY)
    path = site_of(run) / "content/services/pret-de-velos.md"
    text = path.read_text("utf-8")
    for name, value in {
        "structure": "maison-mobilite",
        "resume": "Un vélo prêté pour aller travailler.",
        "thematiques": "[mobilite--acceder-a-un-vehicule]",
        "zone_eligibilite": '["43"]',
        "sources": "[{nom: Site de la Maison de la mobilité}]",
    }.items():
        text = re.sub(rf"^{name}:$", f"{name}: {value}", text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")

    assert run("check", *DAY).returncode == FINE


@pytest.mark.parametrize("name", ["garage-solidaire.md", "a.yaml", "a.yml", "b.md"])
def test_a_new_entry_never_overwrites_one(name: str, run: Run) -> None:
    folder = site_of(run) / "content/services"
    path = folder / name
    if name == "b.md":
        path.symlink_to("nulle-part.md")
    elif not path.exists():
        path.write_text("mien")
    before = sorted(folder.iterdir())

    done = run("new", "service", path.stem)

    assert done.returncode == WRONG_USAGE
    assert "existe déjà" in done.stderr
    assert sorted(folder.iterdir()) == before
    assert path.is_symlink() or path.read_text("utf-8").startswith(("mien", "---\nnom: Garage"))


def test_explain_lists_the_codes_with_what_they_mean(run: Run) -> None:
    done = run("explain")

    assert done.returncode == FINE
    assert re.findall(r"^  ([a-z][a-z-]*)  ", done.stdout, re.MULTILINE) == list(CODES)
    assert "Cette valeur n’est pas dans la liste" in done.stdout


@pytest.mark.parametrize("code", ["valeur-inconnue", "couleur-illisible"])
def test_explain_shows_one_section(code: str, run: Run) -> None:
    done = run("explain", code)

    assert done.returncode == FINE
    assert done.stdout.startswith(f"## {code}\n")
    assert done.stdout.count("\n## ") == 0
    assert "Juste" in done.stdout


class _Outside(HTMLParser):
    """What a page would run or fetch by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "base"):
            self.found.append(tag)
        for name, value in attrs:
            fetched = name in ("src", "srcset", "poster") or (name == "href" and tag != "a")
            if name.startswith("on") or (fetched and not (value or "").startswith(("data:", "#"))):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize(
    "entries",
    [
        ("garage-solidaire",),
        ("content/services/garage-solidaire.md",),
        ("content/services/garage-solidaire.md", "content/structures/maison-mobilite.yaml"),
    ],
)
def test_a_preview_is_one_file_that_needs_nothing(entries: tuple[str, ...], run: Run) -> None:
    done = run("preview", *entries, *DAY, "--output", "vue.html")
    page = (site_of(run) / "vue.html").read_text("utf-8")

    assert done.returncode == FINE
    assert done.stdout == ""
    assert "Garage solidaire" in done.stderr
    assert "Garage solidaire" in page
    assert _Outside(page).found == []
    assert not re.search(r"@import|url\((?!['\"]?(?:data:|#))", page)


def test_a_preview_of_refused_content_says_to_check_first(run: Run) -> None:
    lay(run, "together/one-entry")

    done = run("preview", "garage-solidaire", *DAY)

    assert done.returncode == REFUSED
    assert "guichet check" in done.stderr
    assert not (site_of(run) / "apercu.html").exists()


def test_a_reader_that_stops_reading_is_no_failure(run: Run) -> None:
    """`guichet check | head -1`, with more to say than a pipe holds."""
    entry = CASES / "together/one-entry/content/services/dix-fautes.md"
    for number in range(20):
        shutil.copy(entry, site_of(run) / f"content/services/faute-{number}.md")

    with subprocess.Popen(
        [sys.executable, "-m", "generator", "check", *DAY],
        cwd=site_of(run),
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first.startswith("content/services/faute-0.md:2:6: ")
    assert process.returncode in (FINE, REFUSED)
    assert "Error" not in said
    assert "Exception" not in said
