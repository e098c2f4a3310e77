"""`schemas/` and `guichet.yaml` → `.github/ISSUE_TEMPLATE/`: proposing and correcting by an issue.

`python docs/make_issue_forms.py` writes the forms; `--check` says whether they are up to date.
"""

import sys
from pathlib import Path

from generator.issue_templates import FOLDER, issue_forms
from generator.load import load_schemas, load_settings

ROOT = Path(__file__).parents[1]


def made_forms() -> dict[str, str]:
    """Path in the repository → text of each file."""
    settings = load_settings(ROOT).value
    return issue_forms(load_schemas(ROOT / "schemas"), settings.data if settings else {})


if __name__ == "__main__":
    folder = ROOT / FOLDER
    texts = {ROOT / path: text for path, text in made_forms().items()}
    if "--check" in sys.argv:
        there = {path: path.read_text("utf-8") for path in sorted(folder.glob("*"))}
        sys.exit(0 if there == texts else f"{FOLDER} est périmé")
    folder.mkdir(exist_ok=True)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
