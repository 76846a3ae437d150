"""Whole walks through a tiny shop: how far they come, what they tell, and that nothing is ever ordered."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.async_api import Error

from auditor.core.records.journey import Journey, Reach, Stop
from spiders.journey.ends import Ended
from spiders.journey.walk import Hints, WalkOptions, walk
from tests.journey.pages import walked
from tests.journey.shop import WORDS, Shop, running
from tests.running import run_async

pytestmark = pytest.mark.slow

DESKTOP, MOBILE = ("desktop",), ("mobile",)


def journeys(shop: Shop | str, folder: Path, devices=DESKTOP, **options) -> list[Journey]:
    """The walks on some devices: of one device and without options in the Chromium that stays open."""
    url = shop if isinstance(shop, str) else shop.url
    if len(devices) == 1 and not options:
        found = [walked(url, folder, *devices)]
    else:
        found = run_async(walk(url, Hints(), folder, WalkOptions(devices=devices, loopback_only=True, **options)))
    if isinstance(shop, Shop):
        assert shop.orders == []
        assert shop.left_in_carts == 0
    return found


LANGUAGES = [("en", MOBILE + DESKTOP), ("de", MOBILE), ("zh", DESKTOP)]


@pytest.mark.parametrize(("language", "devices"), LANGUAGES)
def test_reaches_the_checkout(language, devices, tmp_path):
    with running(language=language, buy_now=True) as shop:
        found = journeys(shop, tmp_path, devices)
        assert shop.added == 2 * len(devices)  # once more after the line was taken out on trial
    assert [journey.device for journey in found] == list(devices)
    for journey in found:
        assert (journey.stop, journey.stopped_because, journey.detours) == (None, "", ())
        assert [step.reach for step in journey.steps] == list(Reach)
        assert (journey.clicks_to_checkout, journey.fields_visible, journey.guest_checkout) == (5, 5, True)
        assert journey.cart_emptied is True
        assert len(journey.cart_signs) >= 3
        assert journey.product_price == journey.cart_price
        assert journey.shipping_cost_told is True
        assert (journey.cart.removed, journey.cart.restored, journey.cart.changed) == (True, True, None)
        assert journey.door.order_button == WORDS[language]["place"]


def test_steps_are_told_in_a_customers_words_with_pictures(tmp_path):
    with running() as shop:
        (journey,) = journeys(shop, tmp_path)
    assert [step.action for step in journey.steps] == [
        "Opened the shop", "Opened the category Lanterns", "Opened the product Storm Lantern",
        "Pressed Add to basket, then Basket (1)", "Pressed Proceed to checkout",
    ]
    assert [urlsplit(step.url).path for step in journey.steps] == ["/", "/c/0/", "/p/0/", "/cart", "/checkout"]
    assert [step.pressed for step in journey.steps] == ["Lanterns", "Storm Lantern", "Add to basket", "Proceed to checkout", ""]
    for step in journey.steps:
        with Image.open(tmp_path / step.screenshot) as image:
            assert image.size == (1350, 940)
        if step.box:
            assert 0 <= step.box.x < step.box.x + step.box.width <= 1350
            assert 0 <= step.box.y < step.box.y + step.box.height <= 940
        assert 0 < step.took_ms < 10_000


def test_layers_menus_and_choices_cost_clicks_and_sold_out_is_a_detour(tmp_path):
    with running(language="de", consent=True, burger=True, sizes=True, sold_out_first=True, pay_on_cart=True, card_frame=True) as shop:
        (journey,) = journeys(shop, tmp_path, MOBILE)
    assert journey.reached is Reach.CHECKOUT
    assert journey.steps[0].in_the_way == ("a consent layer",)
    assert [step.clicks for step in journey.steps] == [1, 2, 1, 3, 1]
    assert journey.detours == ("Sturmlaterne is sold out",)


def test_a_product_known_to_be_buyable_is_preferred(tmp_path):
    with running(sold_out_first=True) as shop:
        hints = Hints(products=(f"{shop.url}p/2/",))
        (journey,) = run_async(walk(shop.url, hints, tmp_path, WalkOptions(devices=DESKTOP)))
    assert journey.product_url == f"{shop.url}p/2/"
    assert journey.detours == ()


def test_a_drawer_is_the_cart_where_it_leads_to_the_checkout(tmp_path):
    with running(drawer=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert journey.reached is Reach.CHECKOUT
    assert journey.clicks_to_checkout == 4
    assert "a cart opened over the page" in journey.cart_signs
    assert journey.cart_emptied is True


def test_a_server_error_on_adding_is_the_shops_reason(tmp_path):
    with running(add_fails=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop) == (Reach.PRODUCT, Stop.SHOP)
    assert "after Add to basket was pressed the shop answered 500" in journey.stopped_because
    assert len(journey.detours) == 3


def test_a_cart_that_forgets_is_the_shops_reason(tmp_path):
    with running(forgets=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop) == (Reach.PRODUCT, Stop.SHOP)
    assert "the cart says that it is empty" in journey.stopped_because
    assert journey.cart_signs


def test_a_log_in_wall_is_not_the_checkout(tmp_path):
    with running(login_wall=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop, journey.guest_checkout) == (Reach.CART, Stop.SHOP, False)
    assert "asks to log in or register" in journey.stopped_because
    assert journey.clicks_to_checkout is None


def test_where_only_paying_leads_on_the_walk_ends(tmp_path):
    with running(pay_on_cart=True, no_checkout=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop) == (Reach.CART, Stop.OURS)
    assert journey.stopped_because == "The cart offers only Pay now to go on with, which the walk never presses."


@pytest.mark.parametrize(("language", "word"), [("de", "Bestellen"), ("zh", "下单")])
def test_a_word_that_may_order_is_no_way_on_and_no_fault_of_the_shop(language, word, tmp_path):
    with running(language=language, way_on=word) as shop:
        (journey,) = journeys(shop, tmp_path)
        assert ("GET", "/checkout") not in shop.requests
    assert (journey.reached, journey.stop) == (Reach.CART, Stop.OURS)
    assert journey.stopped_because == f"The cart offers only {word} to go on with, which the walk never presses."


def test_a_redirect_to_an_ordering_address_never_leaves(tmp_path):
    with running(place_redirect=True) as shop:
        (journey,) = journeys(shop, tmp_path)
        assert ("GET", "/checkout") in shop.requests
    assert (journey.reached, journey.stop) == (Reach.CART, Stop.OURS)
    assert "/checkout/place" in journey.stopped_because


def test_an_order_by_script_never_leaves(tmp_path):
    with running(script_orders=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop) == (Reach.CART, Stop.OURS)
    assert "/orders" in journey.stopped_because


def test_robots_txt_is_heard_and_the_owner_may_overrule_it(tmp_path):
    def allowed(url: str) -> bool:
        return "/cart" not in url and "/checkout" not in url

    with running() as shop:
        (journey,) = journeys(shop, tmp_path, allowed=allowed)
        assert not [path for _, path in shop.requests if not allowed(path)]
        (own,) = journeys(shop, tmp_path, allowed=allowed, own_shop=True)
    assert (journey.reached, journey.stop, journey.cart_emptied) == (Reach.PRODUCT, Stop.ROBOTS, None)
    assert own.reached is Reach.CHECKOUT


def test_a_wall_is_told_as_one(tmp_path):
    with running(wall=True) as shop:
        (journey,) = journeys(shop, tmp_path)
    assert (journey.reached, journey.stop, journey.cart_emptied) == (None, Stop.WALL, None)
    assert "403" in journey.stopped_because


def test_a_shop_that_is_down_is_no_exception(tmp_path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        (journey,) = journeys(f"http://127.0.0.1:{nobody.getsockname()[1]}/", tmp_path)
    assert (journey.reached, journey.stop) == (None, Stop.OURS)
    assert "ERR_CONNECTION_REFUSED" in journey.stopped_because


@pytest.mark.parametrize("trouble", [TimeoutError(), Error("Target crashed"), Ended(Stop.SHOP, "It ends here.")], ids=lambda it: type(it).__name__)
def test_the_cart_is_emptied_whatever_ended_the_walk(trouble, tmp_path, monkeypatch):
    async def end(*_) -> None:
        raise trouble

    monkeypatch.setattr("spiders.journey.steps.checkout.open_checkout", end)
    with running() as shop:
        (journey,) = journeys(shop, tmp_path)
        assert shop.added == 2
    assert (journey.reached, journey.cart_emptied) == (Reach.CART, True)
