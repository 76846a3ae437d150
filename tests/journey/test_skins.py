"""Every skin is walked on both devices, exactly as far as its truth says, and nothing is ever ordered or left in a cart."""

import pytest

from auditor.core.records.journey import Journey
from tests.journey.pages import walked
from tests.shops.serving import Asked
from tests.shops.skins import SKINS, Truth, running, truth


def told(journey: Journey) -> Truth:
    """A journey in the words of a truth."""
    return Truth(
        reached=journey.reached or "", clicks=sum(step.clicks for step in journey.steps), stop=journey.stop or "",
        because=journey.stopped_because or "; ".join(journey.detours),
        in_the_way=tuple(layer for step in journey.steps for layer in step.in_the_way),
        detours=len(journey.detours), guest=journey.guest_checkout, fields=journey.fields_visible, steps=journey.checkout_steps)


def assert_true(journey: Journey, expected: Truth) -> None:
    seen = told(journey)
    assert expected.because in seen.because, journey
    named = [name for name in Truth.__struct_fields__ if name != "because" and getattr(expected, name) is not None]
    assert {name: getattr(seen, name) for name in named} == {name: getattr(expected, name) for name in named}, journey


@pytest.mark.slow
@pytest.mark.parametrize(("name", "device"), [(name, device) for name in SKINS for device in truth(name)])
def test_a_skin_is_walked_as_far_as_its_truth(name, device, tmp_path):
    with running(name) as shop:
        journey = walked(f"{shop.url}/", tmp_path, device)
        assert shop.orders == []
        assert shop.left_in_carts == 0
    assert journey.device == device
    assert_true(journey, truth(name)[device])


@pytest.mark.parametrize("name", SKINS)
def test_a_skin_writes_an_order_down(name):
    """Or else its silence about orders would prove nothing."""
    with running(name) as shop:
        for method, path in shop.example_orders:
            before = len(shop.orders)
            shop.answer(Asked(method, path, {}, {}, "", ""))
            assert len(shop.orders) == before + 1
