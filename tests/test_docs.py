"""What the documents say is true: codes, examples, commands, options, paths."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from generator.cli import guichet
from generator.diagnostics import CODES, Diagnostic, Severity
from generator.load import load_explanations

REPOSITORY = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "generator/*.md", "schemas/*.md", "referentiels/*.md")
    for path in REPOSITORY.glob(pattern)
)
# Documents that name files of the repository, not examples of entries.
MAPS = [
    path for path in DOCUMENTS if path.name not in ("erreurs.md", "fiche.md", "donnees-ouvertes.md")
]
COMMANDS: dict[str, click.Command] = dict(guichet.commands)  # type: ignore[attr-defined]

GARAGE = (REPOSITORY / "tests/cases/base/content/services/garage-solidaire.md").read_text("utf-8")
SECTIONS = load_explanations(REPOSITORY / "docs")
_EXAMPLE = re.compile(r"^```(yaml|text) (faux|juste)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_documents_are_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "generator/README.md"):
        assert REPOSITORY / name in DOCUMENTS


# docs/erreurs.md


def test_every_code_has_its_section_in_the_order_of_the_codes() -> None:
    assert list(SECTIONS) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_section_says_what_the_code_means_and_shows_both_ways(code: str) -> None:
    section = SECTIONS[code]

    meaning = f"## {code}\n\n{CODES[code]}.\n".replace("\u00a0", " ")
    assert section.replace("\u00a0", " ").startswith(meaning)
    assert [verdict for _, verdict, _ in _EXAMPLE.findall(section)] == ["faux", "juste"]
    assert section.count("```") == 4


def _lay(site: Any, name: str, kind: str, example: str) -> None:
    """Put an example in a site, under `name` when it does not say which files it is about.

    YAML is a whole entry when it begins with « --- », else some fields of one; a text names files,
    with what they hold below, or with what is remarkable about them beside.
    """
    if kind == "yaml":
        whole = example if example.startswith("---") else _with_fields(GARAGE, example)
        site.lay(f"content/services/{name}.md", _under_its_own_name(whole, name))
        return
    if not example.startswith("# "):
        for line in example.splitlines():
            path, _, remark = line.partition("  ")
            text = GARAGE if path.endswith(".md") else _plain()
            site.lay(path, _remarkable(_under_its_own_name(text, Path(path).stem), remark))
        return
    for part in re.split(r"^# ", example, flags=re.MULTILINE)[1:]:
        path, _, content = part.partition("\n")
        base = site.root / path
        if path.startswith("content/services/"):
            whole = content if "\n---\n" in content else _with_fields(_plain(), content)
            whole = _under_its_own_name(whole, base.stem)
            base.with_suffix(".md").unlink(missing_ok=True)  # the example takes its place
        else:
            # a site may have no lexicon yet: the example is then the whole file
            whole = _with_fields(base.read_text("utf-8") if base.exists() else "", content)
        site.lay(path, whole)


def _under_its_own_name(entry: str, identifier: str) -> str:
    """The garage under another name: two entries that look alike would be told."""
    return entry.replace("nom: Garage solidaire\n", f"nom: {identifier.replace('-', ' ')}\n", 1)


def _plain() -> str:
    return GARAGE.split("---\n")[1]


def _with_fields(entry: str, fields: str) -> str:
    """An entry whose fields of the same names are replaced by those of an example."""
    names = {line.split(":")[0].strip("[]? ") for line in fields.splitlines() if line[:1].strip()}
    kept, skipping = [], False
    for line in entry.splitlines(keepends=True):
        if line[:1].strip():
            skipping = line.split(":")[0] in names
        if not skipping:
            kept.append(line)
    text = "".join(kept)
    return text.replace("---\n", f"---\n{fields}", 1) if text.startswith("---") else fields + text


def _remarkable(text: str, remark: str) -> bytes:
    size = re.search(r"([0-9]+)\s+kio", remark)
    if size:
        return text.encode() + b" Ici." * (int(size[1]) * 205 - len(text.encode()) // 5)
    return text.encode("cp1252" if "Windows-1252" in remark else "utf-8")


def _diagnostics(site: Any, code: str, verdict: str) -> list[Diagnostic]:
    ((kind, example),) = [
        (kind, text) for kind, found, text in _EXAMPLE.findall(SECTIONS[code]) if found == verdict
    ]
    _lay(site, f"{code}-{verdict}", kind, example)
    if "content/doublons.yaml" in example:  # its pairs name a second service
        first = (site.root / "content/services/garage-solidaire.md").read_text("utf-8")
        second = re.sub(r"^(nom|resume): .*$", r"\1: Louer un scooter", first, flags=re.MULTILINE)
        site.lay("content/services/location-scooters.md", second)
    return list(site.check().diagnostics)


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_gives_the_code(code: str, site: Any) -> None:
    found = [item for item in _diagnostics(site, code, "faux") if item.code == code]

    assert found
    warning = found[0].severity is Severity.WARNING
    assert warning == ("C’est un avertissement." in SECTIONS[code])


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_says_nothing(code: str, site: Any) -> None:
    assert _diagnostics(site, code, "juste") == []


def test_partners_read_french_typography() -> None:
    text = (REPOSITORY / "docs/erreurs.md").read_text("utf-8")
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)

    assert re.findall(r".{0,20}\w'\w.{0,20}", prose) == []
    assert re.findall(r".{0,20}(?:« | [»:;?!]).{0,20}", prose) == []


# commands and options


def _quoted(path: Path) -> Iterator[str]:
    """What a document shows as code: between backquotes, and each line of its blocks."""
    text = path.read_text("utf-8")
    for block in re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", _without_blocks(text))


def _without_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def test_every_command_shown_exists_with_its_options() -> None:
    shown = 0
    for path in DOCUMENTS:
        for code in _quoted(path):
            for name, rest in re.findall(r"(?:^|[ /])guichet ([a-z][a-z-]*)([^|#`]*)", code):
                assert name in COMMANDS, f"{path.name}: guichet {name}"
                options = _options(COMMANDS[name])
                for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest):
                    assert option in {*options, "--help", "-h"}, f"{path.name}: {name} {option}"
                shown += 1

    assert shown > 20


def _options(command: click.Command) -> set[str]:
    """The options of a command; those of its own commands too, when it is a group."""
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    own = {opt for param in command.params for opt in param.opts}
    return own.union(*map(_options, inner))


def test_every_command_and_option_of_the_readme_exists_and_none_is_forgotten() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `guichet ([a-z-]+)([^`]*)` \| (.*) \|$", readme, re.MULTILINE)

    assert {name for name, _, _ in rows} == set(COMMANDS)
    for name, _, said in rows:
        options = _options(COMMANDS[name])
        assert set(re.findall(r"--[a-z-]+", said)) <= options, name


def test_every_format_of_a_report_is_in_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8").replace("\\|", "|")
    (form,) = [param for param in COMMANDS["check"].params if param.name == "form"]

    assert isinstance(form.type, click.Choice)
    assert f"--format {'|'.join(form.type.choices)}" in readme


def test_every_make_target_shown_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    shown = {
        target
        for path in DOCUMENTS
        for code in _quoted(path)
        for target in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", code)
    }

    assert {"site", "test"} <= shown
    assert shown <= targets


# paths


def test_every_link_leads_to_a_file() -> None:
    followed = 0
    for path in DOCUMENTS:
        text = _without_blocks(path.read_text("utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target or target.startswith(("#", "mailto:")):
                continue
            assert (path.parent / target.partition("#")[0]).exists(), f"{path.name}: {target}"
            followed += 1

    assert followed > 20


# Made by a build, or by the reader.
MADE = (
    "site",
    ".venv",
    "api",
    "donnees",
    *("index.json", "openapi.json", "profile.json", "datapackage.json", "categories.json"),
    *("changements.json", "disparus.json", "sources.json", "fraicheur.json"),
    *("qualite.json", "contradictions.json", "qualite.csv", "contradictions.csv"),
    *("situations.json", "parcours.json", "evenements.json", "solutions.json", "agenda.json"),
    *("liens.json", "rapport.json", "ticket.md"),
    *("manques.json", "observatoire.json", "content/manques"),
    *("besoins-sans-reponse.json", "ruptures.json"),
    *("agenda.ics", "livrets", "liste", "mes-aides"),
    *("content/retires.yaml", "content/externes"),  # a territory may have none
    ".pre-commit-config.yaml",  # in the repository of another territory
    "hors-ligne",
    "observatoire",
    "recherche",
    "services",
    "structures",
    *("proposer", "corriger", "config.yml", "dist"),
    "http",
    "assets",
)


def test_every_path_named_exists() -> None:
    found = 0
    for path in MAPS:
        for code in re.findall(r"`([^`\n]+)`", path.read_text("utf-8")):
            name = code.rstrip("/")
            if not re.fullmatch(r"\.?[\w-]+(?:[./][\w.-]+)*", name) or not _is_path(code):
                continue
            if name.startswith(MADE) or name.endswith(".html"):
                continue
            folders = (REPOSITORY, path.parent, REPOSITORY / "generator", REPOSITORY / "tests")
            known = any((folder / name).exists() for folder in folders)
            assert known or any(REPOSITORY.glob(f"theme/**/{name}")), f"{path.name}: {code}"
            found += 1

    assert found > 30


def _is_path(code: str) -> bool:
    return "/" in code or code.endswith((".py", ".md", ".yaml", ".json", ".toml", ".yml"))
