"""Render: the help desk of the plan → the file that the search reads when it has no answer."""

import json
from dataclasses import asdict
from hashlib import blake2b

from generator.model import Artifact
from generator.view_parts import HelpDesk, Helper

FOLDER = "recherche"


def render_help(desk: HelpDesk) -> Artifact:
    """`recherche/interlocuteurs-<digest>.json`, fetched only when nothing answers."""
    value = {
        "territory": desk.territory,
        "departements": desk.departements,
        "helpers": [_helper(helper) for helper in desk.helpers],
        "fallback": desk.fallback and _helper(desk.fallback),
        "report": {"url": desk.report_url, "fields": desk.report_fields},
    }
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    content = text.encode()
    digest = blake2b(content, digest_size=6).hexdigest()
    return Artifact(path=f"{FOLDER}/interlocuteurs-{digest}.json", content=content)


def _helper(helper: Helper) -> dict[str, object]:
    return {name: value for name, value in asdict(helper).items() if value}
