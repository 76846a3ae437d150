"""Chromium is found in order, starts or says why not, speaks to nobody unasked, and never outlives us."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.async_api import Browser, Error, async_playwright

from auditor.core.errors import AuditorError
from spiders.browser import chromium
from tests.running import run_async

FORM = b"<!doctype html><title>Order</title><form><input name=email type=email><input type=password></form>"


def script(path: Path, *lines: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def browser_of(path: Path, version: str) -> str:
    return script(path, f"echo Chromium {version} built on nothing")


@pytest.fixture
def bare(monkeypatch, tmp_path) -> Path:
    """A machine without any browser: its home, with a `bin` that is all its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("AUDITOR_CHROMIUM", raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    return tmp_path


@pytest.fixture
def form_page() -> Iterator[ThreadingHTTPServer]:
    """A page with a form on every address of loopback; `asked` holds the headers of every request."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append(self.headers)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(FORM)

        def log_message(self, *said):
            pass

    server = ThreadingHTTPServer(("127.0.0.2", 0), Page)
    server.asked = []
    near = ThreadingHTTPServer(("127.0.0.1", server.server_port), Page)
    for each in (server, near):
        threading.Thread(target=each.serve_forever, daemon=True).start()
    yield server
    for each in (server, near):
        each.shutdown()
        each.server_close()


class TestFinding:
    def test_a_bare_machine_has_none(self, bare):
        assert chromium.find() is None
        with pytest.raises(AuditorError, match="apt-get install chromium"):
            chromium.launch_options()

    def test_the_systems_comes_before_playwrights(self, bare):
        kept = browser_of(bare / ".cache/ms-playwright/chromium-1255/chrome-linux64/chrome", "159.0.8154.6")
        assert chromium.find() == chromium.Chromium(kept, "159.0.8154.6")
        system = browser_of(bare / "bin/google-chrome", "150.0.1.2")
        assert chromium.find() == chromium.Chromium(system, "150.0.1.2")

    def test_one_that_does_not_answer_is_passed_over(self, bare):
        script(bare / "bin/chromium", "echo install me with snap >&2", "exit 1")
        second = browser_of(bare / "bin/chromium-browser", "150.0.1.2")
        assert chromium.find().path == second

    def test_the_named_one_wins(self, bare, monkeypatch):
        browser_of(bare / "bin/chromium", "150.0.1.2")
        named = browser_of(bare / "mine/browser", "151.0.0.1")
        monkeypatch.setenv("AUDITOR_CHROMIUM", named)
        assert chromium.find().path == named

    def test_a_named_one_that_is_none_is_a_mistake(self, bare, monkeypatch):
        browser_of(bare / "bin/chromium", "150.0.1.2")
        monkeypatch.setenv("AUDITOR_CHROMIUM", str(bare / "nothing"))
        with pytest.raises(AuditorError, match="AUDITOR_CHROMIUM names"):
            chromium.find()


class TestSandbox:
    @pytest.mark.parametrize(
        ("user", "environment", "told", "on"),
        [
            (1000, "", None, True),
            (1000, "off", None, False),
            (1000, "off", True, True),
            (0, "", None, False),
            (0, "", True, True),
            (1000, "", False, False),
        ],
    )
    def test_is_on_unless_root_or_told_otherwise(self, monkeypatch, user, environment, told, on):
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.setenv("AUDITOR_SANDBOX", environment)
        here = chromium.Chromium("/a/chromium", "150.0.1.2")
        assert chromium.launch_options(here, sandbox=told)["chromium_sandbox"] is on

    def test_where_it_cannot_start_a_sentence_says_why(self, tmp_path):
        words = "[1:1:1122/033206.5:FATAL:zygote.cc:1] No usable sandbox! You can try another way.", "open /sys: no such file"
        broken = script(tmp_path / "chromium", *(f"echo '{line}' >&2" for line in words), "exit 1")
        with pytest.raises(AuditorError, match=r"sandbox cannot start here: No usable sandbox; .*AUDITOR_SANDBOX=off"):
            run_async(chromium.trial(chromium.Chromium(broken, "150.0.1.2")))

    def test_another_failure_is_told_in_chromiums_words(self, tmp_path):
        broken = script(tmp_path / "chromium", "echo 'libnss3.so: cannot open shared object file' >&2", "exit 127")
        with pytest.raises(AuditorError, match=r"did not start: libnss3.so: cannot open shared object file;"):
            run_async(chromium.trial(chromium.Chromium(broken, "150.0.1.2")))


class TestNames:
    def test_on_a_desk(self):
        said = chromium.user_agent("156.0.8078.79", contact="https://audit.example/about")
        assert "(X11; Linux x86_64)" in said
        assert "Chrome/156.0.0.0 Safari/537.36 StorefrontAuditor/" in said
        assert said.endswith(" (+https://audit.example/about)")
        assert "Headless" not in said

    def test_on_a_telephone(self):
        assert "Android" in chromium.user_agent("156.0.8078.79", mobile=True)
        assert "Chrome/156.0.0.0 Mobile Safari/537.36" in chromium.user_agent("156.0.8078.79", mobile=True)

    def test_are_chromiums_own_but_for_headless_and_us(self, form_page):
        async def visit(browser: Browser) -> str:
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{form_page.server_port}/")
            return browser.version

        version = run_async(with_browser(visit))
        own = form_page.asked[0]["User-Agent"].replace("Headless", "")
        assert chromium.user_agent(version).startswith(own + " StorefrontAuditor/")


async def with_browser(use, **options):
    async with async_playwright() as playwright:
        browser = await chromium.launch(playwright, **options)
        return await use(browser)


class TestStarting:
    def test_the_browser_of_this_machine_opens_a_page(self):
        assert run_async(chromium.trial()).version == chromium.find().version

    def test_kept_on_loopback_it_reaches_no_other_address(self, form_page):
        async def visit(browser: Browser) -> None:
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{form_page.server_port}/")
            with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
                await page.goto(f"http://127.0.0.2:{form_page.server_port}/")

        run_async(with_browser(visit, loopback_only=True))
        assert {headers["Host"] for headers in form_page.asked} == {f"127.0.0.1:{form_page.server_port}"}

    def test_by_itself_it_asks_no_host(self, form_page, tmp_path):
        log = tmp_path / "net.json"
        real = chromium.find()
        logging = script(tmp_path / "chromium", f'exec "{real.path}" "$@" --log-net-log={log}')

        async def visit(browser: Browser) -> None:
            page = await browser.new_page()
            await page.goto(f"http://127.0.0.1:{form_page.server_port}/")
            await page.fill("input[name=email]", "jane@shop.example")
            await page.wait_for_timeout(1500)
            await browser.close()

        run_async(with_browser(visit, chromium=chromium.Chromium(logging, real.version)))
        assert hosts_looked_up(json.loads(log.read_text())) == set()


def hosts_looked_up(log: dict) -> set[str]:
    look_up = log["constants"]["logEventTypes"]["HOST_RESOLVER_MANAGER_JOB"]
    asked = (event.get("params", {}) for event in log["events"] if event["type"] == look_up)
    return {params["host"] for params in asked if "host" in params}


STAYS = """
import asyncio
from playwright.async_api import async_playwright
from spiders.browser.chromium import launch

async def stay():
    async with async_playwright() as playwright:
        browser = await launch(playwright, loopback_only=True)
        page = await browser.new_page()
        print("open", flush=True)
        await page.evaluate("while (true);")

asyncio.run(stay())
"""


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for the name of a socket, as pytest's own under xdist does not."""
    with TemporaryDirectory(prefix="ending-") as folder:
        yield Path(folder)


class TestEnding:
    @pytest.mark.parametrize("end", [os.kill, os.killpg], ids=["alone", "with Playwright's driver"])
    def test_it_never_outlives_us(self, short_path, end):
        own = {**os.environ, "TMPDIR": str(short_path)}  # Chromium's profile lies there, so its command line says so
        us = subprocess.Popen(
            [sys.executable, "-c", STAYS], env=own, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert us.stdout.readline() == "open\n"
        assert running_under(short_path)
        end(us.pid, signal.SIGKILL)
        us.wait()
        assert all_gone(short_path, within_s=10), running_under(short_path)


def running_under(folder: Path) -> list[str]:
    """The command lines of processes that name the folder."""
    return [line for path in Path("/proc").glob("[0-9]*/cmdline") if str(folder) in (line := read(path))]


def read(path: Path) -> str:
    try:
        return path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def all_gone(folder: Path, within_s: float) -> bool:
    until = time.monotonic() + within_s
    while running_under(folder) and time.monotonic() < until:
        time.sleep(0.1)
    return not running_under(folder)
