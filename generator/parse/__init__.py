"""Stage 2 — parse: documents → typed entries, or every reason why not. Pure."""

from generator.parse.document import (
    Context,
    find_allowed_hosts,
    make_context,
    parse_document,
    prepare_context,
)
from generator.parse.history import parse_months
from generator.parse.imports import (
    CHANGED,
    COMPLETED,
    LOST,
    Imported,
    ImportedEntry,
    Origin,
    Remark,
    SetAside,
)
from generator.parse.imports.data_inclusion import Choices, missing_structure, read_data_inclusion
from generator.parse.imports.feed import Feed, FeedEntry, read_feed, source_name
from generator.parse.imports.hsds import HsdsChoices, read_hsds
from generator.parse.imports.hsds_relations import with_relations, without_lost_relations
from generator.parse.imports.identifiers import name_entries
from generator.parse.imports.kinds import DATA_INCLUSION, HSDS, refuse_other_kind
from generator.parse.imports.settling import as_document, settle
from generator.parse.imports.values import LINE_ENDS
from generator.parse.outgoing import find_outgoing_links
from generator.parse.previous import parse_previous

__all__ = [
    "CHANGED",
    "COMPLETED",
    "DATA_INCLUSION",
    "HSDS",
    "LINE_ENDS",
    "LOST",
    "Choices",
    "Context",
    "Feed",
    "FeedEntry",
    "HsdsChoices",
    "Imported",
    "ImportedEntry",
    "Origin",
    "Remark",
    "SetAside",
    "as_document",
    "find_allowed_hosts",
    "find_outgoing_links",
    "make_context",
    "missing_structure",
    "name_entries",
    "parse_document",
    "parse_months",
    "parse_previous",
    "prepare_context",
    "read_data_inclusion",
    "read_feed",
    "read_hsds",
    "refuse_other_kind",
    "settle",
    "source_name",
    "with_relations",
    "without_lost_relations",
]
