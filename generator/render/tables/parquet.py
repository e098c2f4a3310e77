"""Render: rows → Parquet, typed column by column, when pyarrow is there."""

from importlib.util import find_spec
from typing import Any

from generator.render.tables.rows import Filled
from generator.site_plan import SitePlan

IS_THERE = find_spec("pyarrow") is not None


def parquet_file(plan: SitePlan, filled: Filled) -> bytes | None:
    """One table; nested values are JSON text, as in the CSV file."""
    if not IS_THERE:
        return None
    import pyarrow as pa  # noqa: PLC0415 - optional, and it takes a second to load
    from pyarrow import parquet  # noqa: PLC0415

    kinds: dict[str, Any] = {
        "text": pa.string(),
        "json": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "list": pa.list_(pa.string()),
    }
    arrays, fields = [], []
    for rank, column in enumerate(filled.table.columns):
        values = [row[rank] for row in filled.rows]
        kind = kinds[column.kind]
        if column.kind == "json":
            values = [row[rank] or None for row in filled.texts]
        if column.kind == "date":
            arrays.append(pa.array(values, pa.string()).cast(kind))
        else:
            arrays.append(pa.array(values, kind))
        told = {"title": column.title, "description": column.description}
        fields.append(pa.field(column.name, kind, metadata=told))
    about = {
        "title": plan.settings.nom,
        "license": "etalab-2.0",
        "attribution": plan.settings.editeur.nom,
        "source": plan.settings.url,
        "created": plan.today.isoformat(),
    }
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=about))
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())
