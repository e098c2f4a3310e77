"""Render: a workbook opened in memory, the same bytes for the same day (door: xlsxwriter)."""

from datetime import UTC, date, datetime, time
from importlib.util import find_spec
from typing import Any

IS_THERE = find_spec("xlsxwriter") is not None


class Memory(bytearray):
    """What a workbook is written to: bytes, in memory."""

    def write(self, content: bytes) -> int:
        """Keep some bytes."""
        self.extend(content)
        return len(content)

    def flush(self) -> None:
        """Nothing waits."""


def open_workbook(today: date, **properties: str) -> tuple[Memory, Any]:
    """Where the bytes come, and the workbook to fill and to close."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - optional, and imported here alone

    target = Memory()
    workbook: Any = Workbook(target, {"in_memory": True})
    created = datetime.combine(today, time(), UTC).replace(tzinfo=None)
    workbook.set_properties({**properties, "created": created})
    return target, workbook
