"""Stage 1 — load: files → documents, schemas, reference data, theme. The only code that reads."""

from generator.load.explanations import load_explanations
from generator.load.external_lines import read_documents
from generator.load.feed import load_feed
from generator.load.guarded import Bounds
from generator.load.imported import list_taken, load_bytes, load_entries, load_json, load_optional
from generator.load.issue import Issue, load_issue
from generator.load.link_memory import load_link_memory
from generator.load.machine import load_machine, load_repository
from generator.load.origin import load_origin
from generator.load.path_list import load_path_list
from generator.load.previous import load_previous
from generator.load.raw_entries import RawEntry, load_raw_entries
from generator.load.referentiels import load_referentiels
from generator.load.resources import resource_folder
from generator.load.revision import load_revision
from generator.load.schemas import load_schemas
from generator.load.skeleton import load_skeleton
from generator.load.source import load_content, load_settings, read_content
from generator.load.table import load_table
from generator.load.theme import load_theme
from generator.load.visits import Manners, visit_all

__all__ = [
    "Bounds",
    "Issue",
    "Manners",
    "RawEntry",
    "list_taken",
    "load_bytes",
    "load_content",
    "load_entries",
    "load_explanations",
    "load_feed",
    "load_issue",
    "load_json",
    "load_link_memory",
    "load_machine",
    "load_optional",
    "load_origin",
    "load_path_list",
    "load_previous",
    "load_raw_entries",
    "load_referentiels",
    "load_repository",
    "load_revision",
    "load_schemas",
    "load_settings",
    "load_skeleton",
    "load_table",
    "load_theme",
    "read_content",
    "read_documents",
    "resource_folder",
    "visit_all",
]
