"""One audit in many lives: killed at random, and taken up again until it ends."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from msgspec import Struct

from auditor.core.store.store import reading_only
from benchmarks.measure import Sampler, end
from tests.running import AUDITOR, LOOKING_ONLY
from tests.soak.mix import Mix
from tests.soak.shop import Served

LOOK_EVERY_S = 0.01
NO_LIMIT_S = 1e9


class Life(Struct, frozen=True):
    """From a start to a kill, or to the end: seconds, bytes of memory at most (of all its processes), and the exit code."""

    took_s: float
    pss: int
    code: int

    @property
    def was_killed(self) -> bool:
        return self.code < 0


def live(command: tuple[object, ...], said: Path, until: Callable[[], bool]) -> Life:
    """Run the auditor to its end, or until it is time to kill it and all that it started."""
    began = time.monotonic()
    with said.open("ab") as file:
        process = subprocess.Popen([*AUDITOR, *map(str, command)], stdout=file, stderr=file, start_new_session=True)
    sampler = Sampler(process.pid, began + NO_LIMIT_S)
    sampler.start()
    try:
        while process.poll() is None and not until():
            time.sleep(LOOK_EVERY_S)
    finally:
        end(process.pid)
        process.wait()
        sampler.ended.set()
        sampler.join()
    return Life(time.monotonic() - began, sampler.pss, process.returncode)


def lives(mix: Mix, shop: Served, folder: Path, kills: int) -> Iterator[Life]:
    """An audit that is killed when it has asked for so many pages, by chance; the last time when it judges them."""
    chance = Random(mix.seed)
    at = sorted(chance.randint(1, mix.pages) for _ in range(kills - 1))
    ends = [*(lambda count=count: shop.asked.value >= count for count in at), *([lambda: is_judging(folder)] if kills else [])]
    command = begun(shop.url, folder)
    for until in (*ends, never):
        yield live(command, folder.with_suffix(".said"), until)
        command = ("resume", folder, "--quiet")


def begun(url: str, folder: Path) -> tuple[object, ...]:
    """The command that begins an audit."""
    return ("audit", url, "--out", folder, "--quiet", "--config", folder.parent / "auditor.toml", *LOOKING_ONLY)


def never() -> bool:
    return False


def is_judging(folder: Path) -> bool:
    """Whether the crawl has come to its end."""
    with suppress(sqlite3.Error), closing(reading_only(folder)) as db:
        done = db.execute("SELECT value FROM meta WHERE name = 'done'").fetchone()
        return done is not None and "crawl" in done[0]
    return False


def whole(shop: Served, folder: Path) -> Life:
    """An audit that nobody disturbs."""
    return live(begun(shop.calm_url, folder), folder.with_suffix(".said"), never)


def size_of(folder: Path) -> int:
    """The bytes of an audit's folder."""
    return sum(os.path.getsize(file) for file in folder.rglob("*") if file.is_file())
