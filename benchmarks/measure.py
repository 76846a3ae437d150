"""What a command costs: time, CPU and memory of itself and all it starts, read from /proc from outside."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

EVERY_S = 0.2
KB = 1024
PROC = Path("/proc")


class Usage(Struct, frozen=True):
    """`cpu_s` is user and system time of the whole tree. `pss` shares pages between processes, `rss` counts them in each: bytes
    at the highest of all samples. `timed_out` tells that the command was ended at its limit; `code` is its exit code.
    """

    wall_s: float
    cpu_s: float
    pss: int
    rss: int
    code: int
    timed_out: bool = False


def measured(command: list[str], limit_s: float, output: Path, environment: dict[str, str]) -> Usage:
    """Run a command until it ends or its time is up, in the folder of the file `output`, to which goes what it says."""
    with output.open("wb") as said:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, stdout=said, stderr=said, cwd=output.parent, env=os.environ | environment, start_new_session=True)
        sampler = Sampler(process.pid, begun + limit_s)
        sampler.start()
        try:
            _, status, spent = os.wait4(process.pid, 0)
            wall_s = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            sampler.ended.set()
            sampler.join()
            end(process.pid)
    cpu_s = max(spent.ru_utime + spent.ru_stime, sampler.cpu_s)
    return Usage(wall_s, cpu_s, sampler.pss, sampler.rss, process.returncode, sampler.timed_out)


class Sampler(threading.Thread):
    """Watches a tree of processes, and ends it when its time is up."""

    def __init__(self, root: int, until: float) -> None:
        super().__init__(daemon=True)
        self.root, self.until = root, until
        self.ended = threading.Event()
        self.pss = self.rss = 0
        self.cpu_s = 0.0
        self.timed_out = False

    def run(self) -> None:
        while not self.ended.wait(EVERY_S):
            family = list(tree(self.root))
            self.pss = max(self.pss, sum(memory(each, "Pss:") for each in family))
            self.rss = max(self.rss, sum(memory(each, "Rss:") for each in family))
            self.cpu_s = max(self.cpu_s, sum(map(cpu_seconds, family)))
            if time.monotonic() > self.until:
                self.timed_out = True
                end(self.root)


def end(group: int) -> None:
    """End whatever is left of a command and of all it started."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    with suppress(OSError):
        for listed in (PROC / str(root) / "task").glob("*/children"):
            for child in listed.read_text().split():
                yield from tree(int(child))


def memory(process: int, which: str) -> int:
    """`Pss:` or `Rss:` of a process, in bytes; 0 when it has ended."""
    with suppress(OSError):
        for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith(which):
                return int(line.split()[1]) * KB
    return 0


def cpu_seconds(process: int) -> float:
    """User and system time of a process and of its children that have ended."""
    with suppress(OSError):
        fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0
