"""A hostile page on the way costs a walk its time and no more: it ends, says so, and gives no file of this machine away."""

import asyncio
import time
from urllib.parse import quote, unquote

import pytest

from auditor.core.records.journey import Journey, Stop
from spiders.browser import watchdog
from spiders.journey import walk as walking
from spiders.journey.walk import Hints, WalkOptions, walk
from tests.browser.hostile import BODY, PAGES, TO_A_FILE
from tests.running import run_async
from tests.serving import Answer, page, redirect, serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile-walk")]  # all walks are made once, for all tests

LONGEST_S = 3
SIDE_BY_SIDE = 4
NAMES = ["windows", "dialogs", "downloads", "wanders", "pushes states", "never yields", "eats memory", "reads files", TO_A_FILE]


def shop_of(path: str) -> Answer | None:
    name = unquote(path[1:]).partition("?")[0]
    if name in PAGES:
        return page(BODY + PAGES[name])
    return redirect("file:///etc/passwd") if name == TO_A_FILE else page(BODY) if name == "plain" else None


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> tuple[dict[str, tuple[Journey, float]], list[str]]:
    """How each walk ended whose home page is one of these, and how long it took; and what was asked of the shop."""
    places = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(url: str, name: str) -> tuple[str, tuple[Journey, float]]:
        async with places:
            began = time.monotonic()
            options = WalkOptions(devices=("desktop",), loopback_only=True)
            (journey,) = await walk(url + quote(name), Hints(), tmp_path_factory.mktemp("walk"), options)
            return name, (journey, time.monotonic() - began)

    async def every(url: str) -> dict[str, tuple[Journey, float]]:
        return dict(await asyncio.gather(*(one(url, name) for name in NAMES)))

    with serving(shop_of) as shop, pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "LONGEST_S", LONGEST_S)
        patch.setattr(watchdog, "MOST_BYTES", 400_000_000)
        return run_async(every(shop.url)), [unquote(path) for _, path in shop.requests]


@pytest.mark.parametrize("name", NAMES)
def test_the_walk_ends_in_time_and_blames_nobody(walked, name):
    journey, took_s = walked[0][name]
    assert took_s < LONGEST_S + 20  # several are walked side by side
    assert journey.stop in (Stop.OURS, Stop.SHOP)
    assert journey.stopped_because


def test_no_file_is_read(walked):
    assert not [path for path in walked[1] if "root:" in path]
    assert not [step for journey, _ in walked[0].values() for step in journey.steps if step.url.startswith("file:")]
