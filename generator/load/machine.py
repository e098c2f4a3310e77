"""Load: this machine and a folder of entries → the facts that `guichet doctor` judges."""

import json
import locale
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from ctypes.util import find_library
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from generator.diagnostics import UsageError
from generator.load.files import COLLECTIONS, ENTRY_SUFFIXES, read_plain_file
from generator.load.resources import PACKAGE
from generator.machine import Machine, Repository

_MAX_SECONDS = 10
_MAX_BYTES = 1024 * 1024  # of a file that we write: a schema for editors is long
_LOCKED = re.compile(r"(?m)^([A-Za-z0-9._-]+)==(\S+)( *;)?")
_ASKED = re.compile(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PANGO = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")


def load_machine(modules: Collection[str], wanted: Collection[str]) -> Machine:
    """The facts of this machine; `wanted` says which costly ones: "pdf", "tests"."""
    lock = PACKAGE.parent / "requirements.lock"
    terminal = getattr(sys.stdout, "encoding", None) or locale.getpreferredencoding(False)
    locked = _locked(lock.read_text("utf-8")) if lock.is_file() else {}
    asked = _asked()
    return Machine(
        python=(sys.version_info.major, sys.version_info.minor, sys.version_info.micro),
        paquets=_installed({*locked, *asked}),
        attendus=locked,
        minimums=asked,
        modules={name: find_spec(name) is not None for name in modules},
        encodage_fichiers=sys.getfilesystemencoding(),
        encodage_terminal=terminal,
        git=_run("git", "--version"),
        navigateur=_browser() if "tests" in wanted else "",
        npm=shutil.which("npm") or "" if "tests" in wanted else "",
        pango="pdf" in wanted and all(map(find_library, _PANGO)),
    )


def _normal(name: str) -> str:
    """A package's name as indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked(text: str) -> dict[str, frozenset[str]]:
    """Name → versions; a package for some systems only may be absent, so it is not asked for."""
    found: dict[str, frozenset[str]] = {}
    for name, release, condition in _LOCKED.findall(text):
        if not condition:
            found[_normal(name)] = found.get(_normal(name), frozenset()) | {release}
    return found


def _installed(names: Collection[str]) -> dict[str, str]:
    found = {}
    for name in names:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _asked() -> dict[str, str]:
    try:
        lines = requires("guichet-unique") or ()
    except PackageNotFoundError:
        return {}
    found = (_ASKED.match(line) for line in lines if "extra ==" not in line)
    return {_normal(item[1]): item[2] for item in found if item}


def _browser() -> str:
    names = (os.environ.get("CHROMIUM", ""), *_BROWSERS)
    return next((found for name in names if name and (found := shutil.which(name))), "")


def load_repository(root: Path, examples: Collection[str]) -> Repository:
    """The facts of a folder of entries; `examples` are the paths of those of the skeleton."""
    if not root.is_dir():
        raise UsageError(f"il n’y a pas de dossier « {root} »")
    inside = _git(root, "rev-parse", "--is-inside-work-tree") == "true"
    return Repository(
        libre=shutil.disk_usage(root).free,
        inscriptible=os.access(root, os.W_OK),
        est_git=inside,
        origine=_git(root, "remote", "get-url", "origin") if inside else "",
        identite=bool(inside and _git(root, "config", "user.email")),
        est_generateur=(root / "generator/cli.py").is_file() and (root / "action.yml").is_file(),
        collections={name: _entries(root / "content" / name) for name in COLLECTIONS},
        exemples=tuple(path for path in examples if (root / path).is_file()),
        workflows=_texts(root / ".github/workflows"),
        formulaires=_texts(root / ".github/ISSUE_TEMPLATE"),
        editeurs=_texts(root / ".vscode/schemas", (".json",)),
        schemas_publies=_published(root / "site/api/v1/schemas"),
    )


def _entries(folder: Path) -> int:
    if not folder.is_dir():
        return 0
    return sum(path.suffix in ENTRY_SUFFIXES for path in folder.iterdir())


def _texts(folder: Path, suffixes: tuple[str, ...] = (".yml", ".yaml")) -> Mapping[str, str]:
    if not folder.is_dir():
        return {}
    found = sorted(path for path in folder.iterdir() if path.suffix in suffixes)
    contents = ((path.name, read_plain_file(path, _MAX_BYTES)) for path in found)
    return {name: raw.decode("utf-8", "replace") for name, raw in contents if raw is not None}


def _published(folder: Path) -> dict[str, str]:
    """File → version of each schema that the last build published."""
    found = {}
    for path in sorted(folder.glob("*.schema.json")) if folder.is_dir() else ():
        raw = read_plain_file(path)
        try:
            found[path.name] = str(json.loads(raw or b"{}").get("x-version", ""))
        except (ValueError, AttributeError):
            found[path.name] = ""
    return found


def _git(root: Path, *arguments: str) -> str:
    return _run("git", "-C", str(root), *arguments)


def _run(*command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 — the arguments are ours, and no shell reads them
            command,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_MAX_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()
