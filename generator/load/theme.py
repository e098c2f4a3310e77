"""Load: the theme's folder → `Theme`, templates as text and assets as bytes."""

from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.model import Theme


def load_theme(folder: Path) -> Theme:
    """Read every template and asset under `folder`, named by its path inside it."""
    templates = folder / "templates"
    assets = folder / "assets"
    if not templates.is_dir() or not assets.is_dir():
        raise GeneratorError(f"le thème est incomplet : il manque un dossier dans {folder}")
    return Theme(
        templates={name: path.read_text(encoding="utf-8") for name, path in _files(templates)},
        assets={name: path.read_bytes() for name, path in _files(assets)},
    )


def _files(folder: Path) -> list[tuple[str, Path]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)
