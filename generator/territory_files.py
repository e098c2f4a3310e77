"""What the forge and the editors of a territory read: issue forms, workflows, schemas.

`guichet init` writes them; `guichet doctor` compares them with those of this version.
"""

from collections.abc import Mapping
from typing import Any

from generator import __version__
from generator.issue_templates import FOLDER, issue_forms
from generator.model import Schemas
from generator.render import render_editor_files, render_workflow

WORKFLOWS = ".github/workflows"
FORMS = FOLDER
EDITORS = ".vscode"
_COMMAND = ".venv/bin/guichet"  # where README.md of the skeleton installs it
_MADE = (
    "# Produit par le générateur à partir de ses schémas : ne le modifiez pas à la main.\n"
    "# « guichet doctor --show {path} » écrit celui de la version installée.\n"
)


def form_files(schemas: Schemas, settings: Mapping[str, Any]) -> dict[str, str]:
    """Path in the repository → text of each issue form."""
    return {
        path: _MADE.format(path=path) + text.partition("\n")[2]  # its own first line is for ours
        for path, text in issue_forms(schemas, settings).items()
    }


def editor_files(schemas: Schemas) -> dict[str, str]:
    """Path in the repository → text of what editors read."""
    made = render_editor_files(schemas, _COMMAND)
    return {f"{EDITORS}/{name}": text for name, text in made}


def workflow_files(skeleton: Mapping[str, str], generator: str) -> dict[str, str]:
    """Path in the repository → text of each workflow, with the generator that it takes."""
    return {
        path: render_workflow(text, generator, __version__)
        for path, text in skeleton.items()
        if path.startswith(f"{WORKFLOWS}/")
    }


def within(files: Mapping[str, str], folder: str) -> dict[str, str]:
    """The files of a folder, by their names."""
    return {
        path.removeprefix(f"{folder}/"): text
        for path, text in files.items()
        if path.startswith(f"{folder}/")
    }
