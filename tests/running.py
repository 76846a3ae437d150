"""Runs the command line as its users do: in a process of its own."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from msgspec import Struct

AUDITOR = [sys.executable, "-c", "from auditor.cli.main import main; main()"]
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


def auditor(*arguments: object, timeout_s: float = 120, cwd: Path | None = None) -> Run:
    """Run `auditor` with arguments and wait for its end."""
    command = [*AUDITOR, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, cwd=cwd, check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def crawled(url: str, folder: Path, *arguments: object) -> list[dict[str, Any]]:
    """Crawl a shop and list its pages."""
    run = auditor("crawl", url, "--out", folder, "--quiet", *LOOKING_ONLY, *arguments)
    assert run.code in (0, 3), run.err
    return auditor("pages", folder, "--json").json


def audited(url: str, folder: Path, *arguments: object) -> dict[str, Any]:
    """Audit a shop without a browser and read audit.json."""
    run = auditor("audit", url, "--out", folder, "--quiet", *LOOKING_ONLY, *arguments)
    assert run.code == 0, run.err
    return json.loads((folder / "audit.json").read_text())
