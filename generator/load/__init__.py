"""Stage 1 — load: files → documents, schemas, reference data, theme. The only code that reads."""

from generator.load.explanations import load_explanations
from generator.load.path_list import load_path_list
from generator.load.referentiels import load_referentiels
from generator.load.resources import resource_folder
from generator.load.schemas import load_schemas
from generator.load.source import load_content, read_content
from generator.load.theme import load_theme

__all__ = [
    "load_content",
    "load_explanations",
    "load_path_list",
    "load_referentiels",
    "load_schemas",
    "load_theme",
    "read_content",
    "resource_folder",
]
