"""Load: `docs/erreurs.md` → the section that explains one code."""

import re
from pathlib import Path

from generator.diagnostics import GeneratorError


def load_explanations(docs: Path) -> dict[str, str]:
    """Every section of the page of mistakes, by code."""
    path = docs / "erreurs.md"
    if not path.is_file():
        raise GeneratorError(f"il manque la page des erreurs : {path}")
    sections = re.split(r"^## +", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0].strip(" `"): f"## {section}".rstrip() for section in sections}
