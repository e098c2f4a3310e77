"""Stage 1, load: the name of a folder that ships with the generator → where it is.

In a wheel, theme, schemas, reference data and documentation are inside the package; in a checkout
(and in an editable installation, which copies nothing) they are beside it.
"""

from pathlib import Path

from generator.diagnostics import GeneratorError

PACKAGE = Path(__file__).parents[1]


def resource_folder(name: str) -> Path:
    """The folder called "theme", "schemas", "referentiels" or "docs"."""
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise GeneratorError(
        f"il manque le dossier « {name} » du générateur : réinstallez « guichet-unique »."
    )
