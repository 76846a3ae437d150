"""What real shops that are prepared once and served often share: keeping what was prepared, and ending with the caller."""

import fcntl
import hashlib
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@contextmanager
def served_by(module: str, folder: Path | None = None) -> Iterator[str]:
    """The line that `python -m module` prints once its shop answers, while it runs; `folder` keeps what it prepares."""
    command = [sys.executable, "-W", "ignore", "-m", module]
    if folder:
        command += ["--folder", str(folder.resolve())]
    server = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"{module} did not start, exit code {server.wait()}")
        yield line
    finally:
        server.terminate()
        server.communicate(timeout=30)


def kept(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`folder`/`name`, filled by `make` now if it is not there; one process makes it, the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    ready = folder / name
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            unfinished = folder / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(ready)
    return ready


def version_of(sources: Iterable[Path], *names: str) -> str:
    """Changes with the bytes of the sources and with the names."""
    digest = hashlib.sha256("\n".join(names).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def end_with_the_caller() -> None:
    """Exits on SIGTERM, and when the process that started us is gone or shuts the pipe it gave us as stdin."""
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _end(number: int, _frame) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one would cut the tidying short
    sys.exit(0)


def _watch(caller: int) -> None:
    stdin = [sys.stdin] if sys.stdin and stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode) else []
    while os.getppid() == caller:
        readable, _, _ = select.select(stdin, [], [], 1)
        if readable and not os.read(sys.stdin.fileno(), 4096):
            break
    os.kill(os.getpid(), signal.SIGTERM)
