"""`guichet export cms`: settings and schemas → two files beside which the CMS is put."""

from datetime import date
from pathlib import Path

from generator.characters import is_web_address
from generator.diagnostics import UsageError
from generator.form_fields import form_of
from generator.load import load_referentiels, load_schemas, load_settings, resource_folder
from generator.parse import make_context, parse_document
from generator.render import CMS_VERSION, render_cms, render_cms_page
from generator.settings import Settings
from generator.write import put_entry

__all__ = ["CMS_VERSION", "write_cms"]

_KINDS = {"services": "service", "structures": "structure"}
_ANY_DAY = date(2000, 1, 1)  # nothing in the settings is compared with the day


def write_cms(root: Path, output: Path, relay: str | None) -> tuple[Path, Path]:
    """Write the configuration and its page in a folder; their paths."""
    if relay is not None and not is_web_address(f"{relay.rstrip('/')}/"):
        raise UsageError(f"« {relay} » n’est pas une adresse web : « https://… »")
    schemas = load_schemas(resource_folder("schemas"))
    settings = _settings(root)
    forms = {name: form_of(kind, schemas) for name, kind in _KINDS.items()}
    config, page = output / "config.yml", output / "index.html"
    put_entry(config, render_cms(settings, forms, relay))
    put_entry(page, render_cms_page())
    return config, page


def _settings(root: Path) -> Settings:
    document = load_settings(root).value
    if document is None:
        raise UsageError("guichet.yaml manque ou ne se lit pas : lancez « guichet check »")
    schemas = load_schemas(resource_folder("schemas"))
    referentiels = load_referentiels(resource_folder("referentiels"))
    found = parse_document(document, make_context(schemas, referentiels, _ANY_DAY)).value
    if not isinstance(found, Settings):
        raise UsageError("guichet.yaml est refusé : lancez « guichet check »")
    if not found.depot:
        raise UsageError("guichet.yaml ne dit pas où est le dépôt : ajoutez « depot: https://… »")
    return found
