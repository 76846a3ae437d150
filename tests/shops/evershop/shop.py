"""EverShop as a process: Node with its helpers, in a folder of its own."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.shops.evershop.database import environment

HERE = Path(__file__).parent
COMMAND = "node_modules/@evershop/evershop/dist/bin/evershop.js"
PATIENCE_S = 60


@contextmanager
def open_shop(folder: Path, database: Path, port: int) -> Iterator[str]:
    """The shop's address once it answers."""
    url = f"http://127.0.0.1:{port}/"
    here = {"PORT": str(port), "EVERSHOP_HOME_URL": url, "NODE_OPTIONS": f"--require {HERE / 'loopback.cjs'}"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(["node", COMMAND, "start"], cwd=folder, env=os.environ | environment(database) | here,
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(process, url, folder / "log")
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # its helpers too
        process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen, url: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(url).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"EverShop did not start, exit code {process.poll()}: {log.read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]
