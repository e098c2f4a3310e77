"""data·inclusion's own package as a judge: its models, strict; its score, on the day given."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pendulum
import pytest
from data_inclusion.schema import v1
from data_inclusion.schema.v1.score_qualite import score
from pydantic import TypeAdapter

REPOSITORY = Path(__file__).parents[3]
MODELS: Mapping[str, Any] = {"services": v1.Service, "structures": v1.Structure}
Row = dict[str, Any]


def judge(collection: str, content: bytes) -> Sequence[Any]:
    """The objects of a file as their models read them, warnings refused as errors are."""
    adapter = TypeAdapter(list[MODELS[collection]])  # type: ignore[misc]
    found = adapter.validate_json(content, strict=True, context={"ignore_warnings": False})
    for row in json.loads(content):
        assert row.keys() == MODELS[collection].model_fields.keys()
    return found


def judge_rows(collection: str, rows: Sequence[Row]) -> Sequence[Any]:
    """The same, for rows in memory."""
    return judge(collection, json.dumps(rows).encode())


def their_score(
    service: Any, day: date, monkeypatch: pytest.MonkeyPatch
) -> tuple[float, Mapping[str, float | None]]:
    """The score that their package gives on a day: it reads the clock, so the clock is set."""
    moment = pendulum.datetime(day.year, day.month, day.day, 12)
    monkeypatch.setattr(pendulum, "now", lambda *_: moment)
    return score(service)
