"""Stage 5 — write: artifacts → the site's folder. The only code that writes the disk."""

from generator.write.entry import append_output, put_entry, write_entry, write_output
from generator.write.externals import put_source
from generator.write.month import put_month
from generator.write.output_folder import check_output
from generator.write.repository import Laid, check_place, write_repository
from generator.write.scratch import scratch_copy, scratch_folder
from generator.write.site import Publication, write_site

__all__ = [
    "Laid",
    "Publication",
    "append_output",
    "check_output",
    "check_place",
    "put_entry",
    "put_month",
    "put_source",
    "scratch_copy",
    "scratch_folder",
    "write_entry",
    "write_output",
    "write_repository",
    "write_site",
]
