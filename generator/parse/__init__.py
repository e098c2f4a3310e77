"""Stage 2 — parse: documents → typed entries, or every reason why not. Pure."""

from generator.parse.document import (
    Context,
    find_allowed_hosts,
    make_context,
    parse_document,
)

__all__ = ["Context", "find_allowed_hosts", "make_context", "parse_document"]
