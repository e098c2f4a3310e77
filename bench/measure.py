"""Run one command and say what it cost: clock, processor and memory of all its processes."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAMPLING = 0.05
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    wall: float  # seconds
    cpu: float  # seconds, user and system, of the process and those it waited for
    memory: float  # MiB, the most that all its processes held together


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run `command` in `folder`; a failure stops the bench and shows what it said."""
    log = folder.parent / "bench.log"
    with log.open("wb") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        watch = _MemoryWatch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{log.read_text(errors='replace')[-2000:]}")
    memory = max(watch.most, usage.ru_maxrss) / _KIB_PER_MIB
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        median(cost.memory for cost in costs),
    )


class _MemoryWatch(threading.Thread):
    """Looks now and then at what a process and its descendants hold, in KiB.

    One process alone is counted exactly by the system when it ends; several are added up here,
    memory that they share being counted once (`Pss`).
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        """Until told to stop."""
        while not self._done.wait(SAMPLING):
            processes = list(_family(self._pid))
            if len(processes) > 1:
                self.most = max(self.most, sum(map(_proportional_size, processes)))

    def stop(self) -> None:
        """End the watch."""
        self._done.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it ended meanwhile, or this system has no /proc
        return


def _proportional_size(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
