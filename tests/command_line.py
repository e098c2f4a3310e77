"""The `guichet` command as a process of its own, without paying its imports each time.

Half of what a command costs is importing. A server that has imported everything is forked for each
command: arguments, folder, environment, streams and status are those of a real process. What
depends on how Python itself starts, a name in `PYTHON…` say, is started in full.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli import main

REPOSITORY = Path(__file__).parents[1]
PATIENCE = 120  # seconds, on a machine that does many things
_MODULES = ("generator.cli", "generator.pipeline", "generator.write", "generator.served_site")
_OURS = ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING", "COLUMNS", "NO_COLOR")


def run_guichet(
    arguments: Sequence[str | bytes], folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`guichet ARGUMENTS` in a folder → what it printed and its status."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
    variables = {**inherited, "PYTHONPATH": str(REPOSITORY), **environment}
    if any(name.startswith("PYTHON") for name in environment):
        return _started(arguments, folder, variables)
    return _forked(arguments, folder, variables)


def _started(
    arguments: Sequence[str | bytes], folder: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env=dict(variables),
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


@cache
def _server() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_MODULES))
    return context


def _forked(
    arguments: Sequence[str | bytes], folder: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    words = [os.fsdecode(argument) for argument in arguments]
    with TemporaryDirectory(prefix="guichet-") as streams:
        out, err = Path(streams, "out"), Path(streams, "err")
        process = _server().Process(
            target=_run, args=(words, str(folder), dict(variables), str(out), str(err))
        )
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(words, PATIENCE)
        status = process.exitcode
        process.close()
        return subprocess.CompletedProcess(words, status, _text(out), _text(err))


def _text(path: Path) -> str:
    return path.read_text("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")


def _run(words: list[str], folder: str, variables: dict[str, str], out: str, err: str) -> None:
    """What the forked process does: become the command."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, out, os.O_WRONLY | os.O_CREAT),
        (2, err, os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(path, flags), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace", closefd=False)
    sys.argv = ["guichet", *words]
    try:
        main(words)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
