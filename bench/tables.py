"""Figures → Markdown tables, ready for `docs/performance.md`."""

from collections.abc import Iterable

Row = tuple[str, ...]


def print_table(title: str, heads: Row, rows: Iterable[Row]) -> None:
    """A heading and a table."""
    print(f"\n### {title}\n")
    for row in (heads, ("---",) * len(heads), *rows):
        print(f"| {' | '.join(row)} |", flush=True)


def kb(count: int) -> str:
    """Bytes as kilobytes."""
    return f"{count / 1000:.1f} kB"
