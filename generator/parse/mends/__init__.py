"""Parse: what an entry says otherwise than our files write it → its text, mended by small edits."""

from generator.parse.mends.find import Mend, Mender
from generator.parse.mends.lines import mend_lines
from generator.parse.mends.numbers import tidy_numbers
from generator.parse.mends.order import order_keys
from generator.parse.mends.quotes import quote_line

__all__ = ["Mend", "Mender", "mend_lines", "order_keys", "quote_line", "tidy_numbers"]
