"""Finds Chromium, starts it quietly and says who we are; every part that needs a browser comes through here.

Two words of the environment are heard: AUDITOR_CHROMIUM names the browser to use, and AUDITOR_SANDBOX=off starts it
without its sandbox.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed_version
from pathlib import Path

import msgspec
from playwright.async_api import Browser, Error, Playwright, async_playwright

from auditor.core.errors import AuditorError
from spiders.browser.watchdog import watch

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")

# Playwright's own switches quiet most of Chromium; these are what it leaves (seen in net logs of Debian's 156).
QUIET = (
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--gaia-url=https://nobody.invalid",  # accounts.google.com itself must stay open to shops that sign in by it
)

# Hosts that only the browser itself asks, never a shop's page. Form pages are reported to the second one.
BROWSERS_OWN_HOSTS = (
    "nobody.invalid",
    "content-autofill.googleapis.com",
    "update.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    "clients2.google.com",
    "mtalk.google.com",
    "android.clients.google.com",
    "*.gvt1.com",
)

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")

# With a proxy all goes through it, to this machine too, and nothing is looked up or sent past it.
PROXIED = (
    "--proxy-server=socks5://127.0.0.1:{port}",
    "--proxy-bypass-list=<-loopback>",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # the same, by its older name
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# Playwright starts Chromium with this, and without what keeps a page in other browsers from flooding them with new addresses.
UNPROTECTED = "--disable-ipc-flooding-protection"

DESKTOP = "X11; Linux x86_64"
MOBILE = "Linux; Android 11; moto g power (2022)"  # the telephone that Lighthouse emulates

SANDBOX_FAILED = (
    "Chromium's sandbox cannot start here: {because}; allow unprivileged user namespaces or install Debian's "
    "chromium-sandbox, or go without it by --no-sandbox or AUDITOR_SANDBOX=off."
)
NOT_STARTED = "Chromium at {path} did not start: {because}; AUDITOR_CHROMIUM=/path/to/chromium names another."
NOT_FOUND = (
    "No Chromium was found; install one (on Debian as root, `apt-get install chromium`), or name it with "
    "AUDITOR_CHROMIUM=/path/to/chromium."
)
NO_DRIVER = "Playwright's driver does not start: {because}; on Debian, install libatomic1 as root."
NOT_A_CHROMIUM = "AUDITOR_CHROMIUM names {path}, which does not answer --version as Chromium does."


class Chromium(msgspec.Struct, frozen=True):
    """A browser on this machine. `version` is its full number, as in 156.0.8078.79."""

    path: str
    version: str


def find() -> Chromium | None:
    """The browser to use: the one AUDITOR_CHROMIUM names, else the system's, else Playwright's own, else None."""
    if named := os.environ.get("AUDITOR_CHROMIUM"):
        if found := _ask(named):
            return found
        raise AuditorError(NOT_A_CHROMIUM.format(path=named))
    return next(filter(None, map(_ask, _candidates())), None)


async def launch(
    playwright: Playwright,
    *,
    chromium: Chromium | None = None,
    sandbox: bool | None = None,
    loopback_only: bool = False,
    proxy_port: int | None = None,
) -> Browser:
    """A headless Chromium that ends with this process. Where it cannot start, an AuditorError says why.

    `proxy_port` is where on this machine its way out is (`proxy.py`). A tab that eats up memory is ended (`watchdog.py`).
    """
    options = launch_options(chromium, sandbox=sandbox, loopback_only=loopback_only, proxy_port=proxy_port)
    with _said_plainly(options["executable_path"]):
        browser = await playwright.chromium.launch(**options)
    watch(browser)
    return browser


def launch_options(
    chromium: Chromium | None = None, *, sandbox: bool | None = None, loopback_only: bool = False,
    proxy_port: int | None = None,
) -> dict:
    """The arguments of Playwright's `chromium.launch`. The sandbox is on unless running as root or told otherwise."""
    chromium = chromium or find()
    if chromium is None:
        raise AuditorError(NOT_FOUND)
    return {
        "executable_path": chromium.path,
        "headless": True,
        "chromium_sandbox": _sandbox_wanted() if sandbox is None else sandbox,
        "args": [*QUIET, *_reach(loopback_only, proxy_port)],
        "ignore_default_args": [UNPROTECTED],
    }


async def trial(chromium: Chromium | None = None) -> Chromium:
    """The browser, once it has started and opened a page; an AuditorError says why it could not."""
    options = launch_options(chromium)
    _try_driver()
    async with async_playwright() as playwright:
        with _said_plainly(options["executable_path"]):
            browser = await playwright.chromium.launch(**options)
            page = await browser.new_page()
            await page.goto("data:text/html,<title>ready</title>")
            return Chromium(options["executable_path"], browser.version)


def user_agent(browser_version: str, *, mobile: bool = False, contact: str = "") -> str:
    """Chromium's own name without "Headless", then ours. Playwright fits the client hints to it.

    `contact` is an address or URL where a shop owner reaches whoever runs the audit.
    """
    major = browser_version.partition(".")[0]
    device, kind = (MOBILE, " Mobile") if mobile else (DESKTOP, "")
    us = f"StorefrontAuditor/{installed_version('storefront-auditor')}" + (f" (+{contact})" if contact else "")
    return (
        f"Mozilla/5.0 ({device}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major}.0.0.0{kind} Safari/537.36 {us}"
    )


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    yield from sorted(map(str, kept.glob("chromium-*/chrome-linux*/chrome")), reverse=True)


def _ask(path: str) -> Chromium | None:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.search(r"\d{1,5}(\.\d{1,5}){3}", answer.stdout)
    return Chromium(path, number[0]) if number and answer.returncode == 0 else None


def _try_driver() -> None:
    """Playwright itself raises a bare Exception where its driver lacks a library of the system's."""
    answer = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True)
    if answer.returncode:
        raise AuditorError(NO_DRIVER.format(because=answer.stderr.rpartition("libraries: ")[2].strip()))


def _sandbox_wanted() -> bool:
    return os.geteuid() != 0 and os.environ.get("AUDITOR_SANDBOX") != "off"


def _reach(loopback_only: bool, proxy_port: int | None) -> list[str]:
    """The switches that say which hosts may be asked. ~NOTFOUND answers before any look-up."""
    if proxy_port and not loopback_only:
        return [switch.format(port=proxy_port) for switch in PROXIED]
    if not loopback_only:
        return ["--host-resolver-rules=" + ", ".join(f"MAP {host} ~NOTFOUND" for host in BROWSERS_OWN_HOSTS)]
    rules = ["MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in LOOPBACK_HOSTS)]
    return ["--no-proxy-server", "--host-resolver-rules=" + ", ".join(rules)]


@contextmanager
def _said_plainly(path: str) -> Iterator[None]:
    try:
        yield
    except Error as error:
        because = _last_words(error.message)
        template = SANDBOX_FAILED if "sandboxing failed" in error.message else NOT_STARTED
        raise AuditorError(template.format(path=path, because=because)) from error


def _last_words(message: str) -> str:
    """Why it failed, in a sentence: what Chromium calls fatal, else the last it wrote, else what Playwright says."""
    first = message.partition("\n")[0]
    written = [] if "Timeout" in first else re.findall(r"\[err\] (.*)", message)
    fatal = [line for line in written if ":FATAL:" in line]
    words = re.sub(r"^\[\S*\] ", "", [first, *written, *fatal][-1])
    return re.split(r"[.!] ", words)[0].strip(" .!")


if __name__ == "__main__":
    try:
        print(asyncio.run(trial()).path)
    except AuditorError as error:
        sys.exit(str(error))
