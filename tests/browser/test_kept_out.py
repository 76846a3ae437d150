"""A shop that keeps the browser out: that is said, nothing is measured of it, and it is soon left alone."""

import pytest

from auditor.core.records import Failure
from spiders.browser.measure import MeasureOptions, measure
from spiders.browser.sample import Target
from tests.facts.test_walls import CLOUDFLARE
from tests.running import run_async
from tests.serving import Answer, page, serving

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("measuring")]

HTML = {"Content-Type": "text/html"}
ROUTES = {"/0": page("<h1>Kettles</h1>"), "/1": Answer(CLOUDFLARE.encode(), 200, HTML), "/2": page("no", status=403),
          "/3": page("no", status=429), "/4": page("no", status=503), "/5": page("<h1>Never asked for</h1>")}


def test_walls_are_not_measured(tmp_path):
    async def records(urls: list[str]) -> list:
        options = MeasureOptions(runs=1, devices=("desktop",), throttled=False, loopback_only=True)
        return [one async for one in measure([Target(url, "product") for url in urls], tmp_path, options)]

    with serving(ROUTES) as shop:
        told = run_async(records([f"{shop.url}{number}" for number in range(6)]))
    assert [one.failure for one in told] == [None, Failure.WALL, *(f"the shop kept the browser out ({n})" for n in (403, 429, 503))]
    assert [one.lcp_ms is None for one in told] == [False, True, True, True, True]
    assert shop.asked("/5") == 0
