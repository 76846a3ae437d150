"""The walk through a second shop that nobody here wrote: an application of scripts with a drawer as its cart."""

import pytest

from auditor.core.records.journey import Reach
from spiders.journey.signs import ANSWER, BADGE, DRAWER, LINE
from spiders.journey.walk import Hints, WalkOptions, walk
from tests.running import run_async
from tests.shops import evershop

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(evershop.missing()), reason=f"without {evershop.missing()}")]


def test_walks_evershop_to_its_checkout_on_both_devices(tmp_path):
    truth = evershop.truth()
    with evershop.running() as shop:
        journeys = run_async(walk(shop.url, Hints(), tmp_path, WalkOptions(loopback_only=True)))
        assert (shop.count("order"), shop.count("cart_item")) == (0, 0)
    assert [journey.device for journey in journeys] == ["mobile", "desktop"]
    for journey in journeys:
        assert (journey.stop, journey.stopped_because, journey.detours) == (None, "", ())
        assert [step.reach for step in journey.steps] == list(Reach)
        assert [step.clicks for step in journey.steps] == truth["clicks"][journey.device]
        assert set(journey.cart_signs) == {BADGE, DRAWER, ANSWER.format(status=200), LINE}
        assert (journey.guest_checkout, journey.checkout_steps, journey.cart_emptied) == (True, None, True)
        assert journey.product_price == journey.cart_price == truth["prices"][journey.steps[2].action.removeprefix("Opened the product ")]
        assert list(journey.fields) == truth["fields"]
        assert all((tmp_path / step.screenshot).is_file() for step in journey.steps)
