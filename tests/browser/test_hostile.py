"""A hostile page costs itself alone when it is measured: in bounded time, told as what it is, and with nothing of this machine in its hands."""

import time
from urllib.parse import quote, unquote

import pytest

from auditor.core.records import Browser
from spiders.browser import load, visit, watchdog
from spiders.browser.measure import MeasureOptions, measure
from spiders.browser.sample import Target
from tests.browser.hostile import BODY, PAGES, TO_A_FILE
from tests.running import run_async
from tests.serving import Answer, Served, page, redirect, serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile")]  # its pages are loaded once for all tests

EACH_S, LOOK_S, CLOSE_S = 3, 2, 1
NAMES = [*(name for name in PAGES if name not in ("windows", "crowded")), TO_A_FILE]


def shop_of(path: str) -> Answer | None:
    name = unquote(path[1:]).partition("?")[0]
    if name in PAGES:
        return page(BODY + PAGES[name])
    if name == TO_A_FILE:
        return redirect("file:///etc/passwd")
    if name == "file.zip":
        return Answer(b"PK", headers={"Content-Type": "application/zip", "Content-Disposition": "attachment"})
    return page(BODY) if name == "plain" else page("told") if name.startswith("told/") else None


@pytest.fixture(scope="module")
def seen(tmp_path_factory) -> tuple[dict[str, tuple[Browser, float]], Served]:
    """What each page came to and how long it took, a plain one at last; and the shop, with what was asked of it."""
    async def gather(url: str) -> list[tuple[Browser, float]]:
        targets = [Target(f"{url}{quote(name)}", "other") for name in (*NAMES, "plain")]
        done, before = [], time.monotonic()
        async for one in measure(targets, tmp_path_factory.mktemp("audit"), options):
            done.append((one, time.monotonic() - before))
            before = time.monotonic()
        return done

    options = MeasureOptions(runs=1, throttled=False, timeout_s=EACH_S, loopback_only=True, devices=("mobile",))
    with serving(shop_of) as shop, pytest.MonkeyPatch.context() as patch:
        for name, value in {"ANSWER_WITHIN_S": 3, "PAINT_WITHIN_S": 1, "NETWORK_PATIENCE_S": 0.5, "QUIET_S": 0.2, "LOOK_WITHIN_S": LOOK_S}.items():
            patch.setattr(load, name, value)
        patch.setattr(visit, "CLOSE_WITHIN_S", CLOSE_S)
        patch.setattr(watchdog, "MOST_BYTES", 700_000_000)
        return {unquote(one.url.split("/", 3)[3]): (one, took_s) for one, took_s in run_async(gather(shop.url))}, shop


@pytest.mark.parametrize("name", NAMES)
def test_each_costs_bounded_time_and_itself_alone(seen, name):
    assert seen[0][name][1] < EACH_S + LOOK_S + CLOSE_S + 8
    assert seen[0]["plain"][0].failure is None


@pytest.mark.parametrize(("name", "failure"), {
    **dict.fromkeys(("windows of windows", "dialogs", "prints", "holds back", "downloads", "asks", "reads files", "never quiet")),
    "wanders": load.RESTLESS, "reloads": load.RESTLESS, "never yields": load.HUNG, "eats memory": load.HUNGRY, TO_A_FILE: "ERR_UNSAFE_REDIRECT",
}.items())
def test_what_is_told_of_it(seen, name, failure):
    one = seen[0][name][0]
    assert (one.failure, one.final_url.startswith("file:")) == (failure, False)


def test_no_file_is_read(seen):
    by_name, shop = seen
    told = {unquote(path) for _, path in shop.requests if path.startswith("/told/")}
    assert "/told/nothing" in told
    assert not [what for what in told if "root:" in what]
    assert not by_name["reads files"][0].final_url.startswith("file:")


def test_nothing_is_granted(seen):
    told = {unquote(path).removeprefix("/told/") for _, path in seen[1].requests if path.startswith("/told/")}
    assert not told & {"place", "notifications granted", "camera", "clipboard granted", "file"}
    assert told & {"no place", "notifications denied", "no camera", "clipboard denied"}


def test_complaints_are_kept_to_a_few(seen):
    assert len(seen[0]["shouts"][0].console_errors) <= 20
