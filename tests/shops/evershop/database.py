"""PostgreSQL as a process of the test's own: it listens on a socket in a folder, nowhere else."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "evershop"
NAME = "postgres"
PROGRAMS = ("initdb", "postgres", "pg_isready", "psql")
PATIENCE_S = 30
INITIAL = ("--username", USER, "--auth", "trust", "--no-sync", "--no-locale", "--encoding", "UTF8")
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=")


@contextmanager
def open_database(data: Path, socket: Path) -> Iterator[None]:
    """Serves the database in `data`, a new one where there is none; the folder of both must be open to all."""
    socket.mkdir()
    data.mkdir(exist_ok=True)
    _give_away(data, socket)
    if not any(data.iterdir()):
        _run("initdb", "--pgdata", data, *INITIAL)
    settings = [part for setting in HASTE for part in ("-c", setting)]
    server = subprocess.Popen([tool("postgres"), "-D", data, "-k", socket, *settings], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, **_as_whom())
    try:
        _wait(server, socket)
        yield
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def psql(socket: Path, sql: str) -> str:
    """What a statement answers, without heading or margin."""
    command = [tool("psql"), "--host", socket, "--username", USER, "--dbname", NAME, "-XtAc", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def environment(socket: Path) -> dict[str, str]:
    """By which EverShop finds the database."""
    return {"DB_HOST": str(socket), "DB_PORT": "5432", "DB_USER": USER, "DB_NAME": NAME, "DB_PASSWORD": "", "DB_SSLMODE": "disable"}


def tool(name: str) -> str | None:
    """Debian keeps the server's programs out of the way, a folder a version."""
    debians = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(debians[-1]) if debians else None)


def _wait(server: subprocess.Popen, socket: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    ready = [tool("pg_isready"), "--quiet", "--host", socket]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start, exit code {server.poll()}")
        time.sleep(0.1)


def _run(name: str, *arguments: object) -> None:
    subprocess.run([tool(name), *arguments], check=True, stdout=subprocess.DEVNULL, **_as_whom())


def _as_whom() -> dict:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": "/"} if os.geteuid() == 0 else {}


def _give_away(*folders: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        for folder in folders:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, owner.pw_uid, owner.pw_gid)
    folders[0].chmod(0o700)
