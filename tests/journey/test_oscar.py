"""The walk through a shop that nobody here wrote."""


import pytest

from auditor.core.records.journey import Reach
from spiders.journey.walk import Hints, WalkOptions, walk
from tests.running import run_async
from tests.shops.oscar import running


@pytest.mark.slow
def test_walks_oscar_to_its_checkout_on_both_devices(tmp_path):
    with running() as url:
        journeys = run_async(walk(url, Hints(), tmp_path, WalkOptions(loopback_only=True)))
    assert [journey.device for journey in journeys] == ["mobile", "desktop"]
    for journey in journeys:
        assert (journey.stop, journey.stopped_because) == (None, "")
        assert [step.reach for step in journey.steps] == list(Reach)
        assert journey.clicks_to_checkout == 5
        assert (journey.guest_checkout, journey.cart_emptied, journey.shipping_cost_told) == (True, True, True)
        assert journey.product_price == journey.cart_price
        assert journey.fields_visible == 2
        assert all((tmp_path / step.screenshot).is_file() for step in journey.steps)
