"""The real shop: django-oscar with its own templates, a seeded catalogue and a real WSGI server, on loopback."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[3]


@contextmanager
def running(folder: Path | None = None) -> Iterator[str]:
    """The shop's address, such as `http://127.0.0.1:40123/`, while it runs; `folder` keeps the prepared shop."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.shops.oscar.serve"]
    if folder:
        command += ["--folder", str(folder.resolve())]
    server = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        if not address:
            raise RuntimeError(f"the oscar shop did not start, exit code {server.wait()}")
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=30)
