"""`guichet export editors`: the schemas of this installation → the files of « .vscode »."""

from pathlib import Path

from generator.load import load_optional, load_schemas, resource_folder
from generator.render import render_editor_files
from generator.write import put_entry

_OURS = "schemas"  # made again each time; the rest belongs to whoever works there


def write_editor_files(
    root: Path, command: str, *, is_check: bool = False
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write what is missing or late; what was, or would be, and what somebody else wrote."""
    schemas = load_schemas(resource_folder("schemas"))
    late, kept = [], []
    for name, text in render_editor_files(schemas, command):
        path = root / ".vscode" / name
        found = load_optional(str(path))
        if found == text.encode("utf-8"):
            continue
        if found is not None and not name.startswith(f"{_OURS}/"):
            kept.append(path)
            continue
        late.append(path)
        if not is_check:
            put_entry(path, text)
    return tuple(late), tuple(kept)
