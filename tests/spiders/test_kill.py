"""A killed audit ends like an undisturbed one, and a running one listens on no port and holds its folder."""

import os
import random
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import AUDITOR, LOOKING_ONLY, auditor
from tests.serving import Answer, Served, page, redirect, serving

PAGES = 240
KILLS = 5


def shop_of_many(path: str) -> Answer | None:
    """A tree of pages with pictures, dead links, redirects and fragments; every answer follows from its path."""
    time.sleep(0.004)
    if path == "/":
        return page("".join(f"<a href=/{number}>{number}</a>" for number in range(1, 12)), title="Home")
    name = path.strip("/")
    if name.startswith("to"):
        return redirect(f"/{name[2:]}")
    if not name.isdigit() or int(name) > PAGES:
        return Answer(b"png", headers={"Content-Type": "image/png"}) if name.endswith("0.png") else None
    number = int(name)
    links = "".join(f"<a href=/{number * 3 + branch}>{number * 3 + branch}</a>" for branch in range(3))
    odd = f"<a href=/to{number + 1}>to</a><a href=/gone{number}>gone</a><a href=/#at{number % 7}>at</a>"
    name = "".join("abcdefghij"[int(digit)] for digit in str(number))  # else its pages were one text, and addresses without end
    body = f"<h1>Page {number}</h1><p>All about {name}.</p>{links}{odd if number % 9 == 0 else ''}<img src=/{number}.png>"
    return page(body, title=f"Page {number}")


def outcome(folder: Path) -> tuple[list, set[str]]:
    pages = auditor("pages", folder, "--json").json
    findings = auditor("report", folder, "--json").json["findings"]
    return pages, {finding["fingerprint"] for finding in findings}


@contextmanager
def started(*arguments: object):
    process = subprocess.Popen(
        [*AUDITOR, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def await_requests(shop: Served, more: int, process: subprocess.Popen) -> bool:
    """Wait until so many more requests came; False where the process ended before."""
    until = len(shop.requests) + more
    while len(shop.requests) < until and process.poll() is None:
        time.sleep(0.005)
    return process.poll() is None


def test_an_audit_killed_five_times_ends_like_an_undisturbed_one(tmp_path):
    chance = random.Random(os.environ.get("AUDITOR_SEED", "kill"))
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    with serving(shop_of_many) as shop:
        assert auditor("audit", shop.url, "--out", whole, "--quiet", *LOOKING_ONLY).code == 0
        begun = ("audit", shop.url, "--out", killed, "--quiet", *LOOKING_ONLY)
        unfinished = 0
        for _ in range(KILLS):
            with started(*begun) as process:
                unfinished += await_requests(shop, chance.randint(1, 100), process)
            begun = ("resume", killed)
        done = auditor("resume", killed, "--quiet", timeout_s=120)
        assert done.code == 0, done.err
        assert unfinished >= 2
        assert outcome(killed) == outcome(whole)


def link_of(file: Path) -> str:
    """What an open file of another process is, or "" when it was closed meanwhile."""
    try:
        return os.readlink(file)
    except FileNotFoundError:
        return ""


def listening(pid: int) -> set[str]:
    """The sockets of a process that wait for connections, over TCP."""
    inodes = {name.removeprefix("socket:[").removesuffix("]") for name in map(link_of, Path(f"/proc/{pid}/fd").iterdir())
              if name.startswith("socket:[")}
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1] for row in rows if row[3] == "0A" and row[9] in inodes}


def test_an_audit_listens_on_no_port_and_holds_its_folder(tmp_path):
    def slow(path: str) -> Answer | None:
        time.sleep(0.2)
        return shop_of_many(path)

    with serving(slow) as shop, started("audit", shop.url, "--out", tmp_path, "--quiet", *LOOKING_ONLY) as process:
        until = time.monotonic() + 20
        while len(shop.requests) < 20 and time.monotonic() < until:
            assert process.poll() is None
            assert listening(process.pid) == set()
            time.sleep(0.02)
        assert len(shop.requests) >= 20
        second = auditor("audit", shop.url, "--out", tmp_path, "--force", "--quiet", *LOOKING_ONLY)
    assert second.code == 2
    assert "Another audit is at work" in second.err


@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupted_audit_says_so_and_goes_on(times, tmp_path):
    def slow(path: str) -> Answer | None:
        time.sleep(0.05)
        return shop_of_many(path)

    with serving(slow) as shop:
        process = subprocess.Popen([*AUDITOR, "audit", shop.url, "--out", str(tmp_path), "--quiet", *LOOKING_ONLY],
                                   stderr=subprocess.PIPE, text=True)
        while len(shop.requests) < 30:
            time.sleep(0.02)
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 3
        assert f"auditor resume {tmp_path}" in told
        assert "Traceback" not in told
        assert (tmp_path / "report.html").exists() is (times == 1)
        done = auditor("resume", tmp_path, "--quiet")
    assert done.code == 0, done.err
    assert len([one for one in auditor("pages", tmp_path, "--json").json if one["status"] == 200]) >= PAGES


def test_a_limit_outlives_a_kill(tmp_path):
    with serving(shop_of_many) as shop:
        with started("audit", shop.url, "--out", tmp_path, "--quiet", "--max-pages", 60, *LOOKING_ONLY) as process:
            until = time.monotonic() + 20
            while len(shop.requests) < 30 and time.monotonic() < until and process.poll() is None:
                time.sleep(0.01)
        done = auditor("resume", tmp_path, "--json")
    assert done.code == 0, done.err
    assert done.json["pages"]["fetched"] == 60
    assert [limit["name"] for limit in done.json["limits"]] == ["max-pages"]
