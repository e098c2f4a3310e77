"""Load: the generator that runs → where it was taken from, "owner/repository@hash", or "".

pip keeps the address of what it installed from git (PEP 610); a checkout knows its own. Only a
repository of GitHub counts: it is what `uses:` can name.
"""

import json
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from generator.load.resources import PACKAGE

_MAX_SECONDS = 10
_GITHUB = re.compile(
    r"(?:https://(?:[^/@]+@)?github\.com/|git@github\.com:)([\w-]+/[\w.-]+?)(?:\.git)?/?"
)
_HASH = re.compile(r"[0-9a-f]{40}")


def load_origin() -> str:
    """Where this generator comes from, when it can be known."""
    address, commit = _installed() or _checked_out(PACKAGE.parent)
    repository = _GITHUB.fullmatch(address)
    return f"{repository[1]}@{commit}" if repository and _HASH.fullmatch(commit) else ""


def _installed() -> tuple[str, str] | None:
    try:
        said = json.loads(distribution("guichet-unique").read_text("direct_url.json") or "{}")
        return str(said["url"]), str(said["vcs_info"]["commit_id"])
    except (PackageNotFoundError, OSError, ValueError, LookupError, TypeError):
        return None


def _checked_out(folder: Path) -> tuple[str, str]:
    if not (folder / ".git").exists():
        return "", ""
    return _git(folder, "remote", "get-url", "origin"), _git(folder, "rev-parse", "HEAD")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 — the arguments are ours, and no shell reads them
            ["git", "-C", str(folder), *arguments],  # noqa: S607 — the user's own git
            capture_output=True,
            timeout=_MAX_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()
