"""Stage 2 — parse: documents → typed entries, or every reason why not. Pure."""

from generator.parse.answers import (
    read_address,
    read_colour,
    read_departements,
    read_generator,
    read_line,
    read_repository,
)
from generator.parse.document import (
    Context,
    entry_data,
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
from generator.parse.imports.table_places import told_at_cells
from generator.parse.imports.tables import read_entries
from generator.parse.imports.values import LINE_ENDS
from generator.parse.mends import (
    Mend,
    Mender,
    mend_lines,
    order_keys,
    quote_line,
    tidy_numbers,
)
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
    "Mend",
    "Mender",
    "Origin",
    "Remark",
    "SetAside",
    "as_document",
    "entry_data",
    "find_allowed_hosts",
    "find_outgoing_links",
    "make_context",
    "mend_lines",
    "missing_structure",
    "name_entries",
    "order_keys",
    "parse_document",
    "parse_months",
    "parse_previous",
    "prepare_context",
    "quote_line",
    "read_address",
    "read_colour",
    "read_data_inclusion",
    "read_departements",
    "read_entries",
    "read_feed",
    "read_generator",
    "read_hsds",
    "read_line",
    "read_repository",
    "refuse_other_kind",
    "settle",
    "source_name",
    "tidy_numbers",
    "told_at_cells",
    "with_relations",
    "without_lost_relations",
]
