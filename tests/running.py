"""Runs the command line in a process of its own, forked from one that has read the program already.

Scrapy's reactor runs once per process, so that every audit needs its own; reading the program again for each would take longer than
auditing a small shop does. What a process of its own costs besides is shown by `tests/cli/test_start.py`.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from auditor.cli import readers
from auditor.cli.main import main

AUDITOR = [sys.executable, "-c", "from auditor.cli.main import main; main()"]
FORKING = get_context("forkserver")
FORKING.set_forkserver_preload([__name__])
FEW = 200
LOOKING_ONLY = ("--no-browser", "--no-journey")


class Run(Struct, frozen=True):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run_async(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine on a thread of its own, since pytest-playwright may keep a loop running on this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def auditor(*arguments: object, timeout_s: float = 120, cwd: Path | None = None,
            within: Callable[[], AbstractContextManager[Any]] = nullcontext) -> Run:
    """Run `auditor` with arguments, `within` a world that a test makes up, and wait for its end."""
    with TemporaryDirectory() as folder:
        said = [Path(folder) / name for name in ("out", "err")]
        process = FORKING.Process(target=_run, args=(arguments, said, dict(os.environ), cwd or Path.cwd(), within))
        process.start()
        process.join(timeout_s)
        process.kill()
        process.join()
        assert process.exitcode != -SIGKILL, f"auditor {arguments} took longer than {timeout_s} s"
        return Run(process.exitcode, *(file.read_text() for file in said))


def _run(arguments: tuple[object, ...], said: list[Path], environment: dict[str, str], cwd: Path,
         within: Callable[[], AbstractContextManager[Any]]) -> None:
    """What the forked process does. Small shops are read in it: to start readers for them would take longer."""
    for file, own in zip(said, (sys.__stdout__, sys.__stderr__), strict=True):
        with file.open("wb") as opened:
            os.dup2(opened.fileno(), own.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["auditor", *map(str, arguments)]
    readers.ENOUGH = FEW
    with within():
        main()


def crawled(url: str, folder: Path, *arguments: object) -> list[dict[str, Any]]:
    """Crawl a shop and list its pages."""
    run = auditor("crawl", url, "--out", folder, "--quiet", *LOOKING_ONLY, *arguments)
    assert run.code in (0, 3), run.err
    return auditor("pages", folder, "--json").json


def audited(url: str, folder: Path, *arguments: object, **how: Any) -> dict[str, Any]:
    """Audit a shop without a browser and read audit.json."""
    run = auditor("audit", url, "--out", folder, "--quiet", *LOOKING_ONLY, *arguments, **how)
    assert run.code == 0, run.err
    return json.loads((folder / "audit.json").read_text())
