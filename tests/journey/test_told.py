"""What a walk tells beside its steps: prices in lists, first changes, failures on the way, and prices on request."""

import pytest

from auditor.core.records.journey import Reach, Stop
from spiders.journey.sight import Candidate
from spiders.journey.steps.checkout import read_entrance
from spiders.journey.steps.product import listed_price
from spiders.journey.trail import Trail
from spiders.journey.walk import Hints
from tests.journey.pages import Pages, on, walked
from tests.journey.shop import running
from tests.shops.serving import serving

pytestmark = pytest.mark.slow

PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='160' height='160'/%3E"


def test_list_price_depth_and_first_change(tmp_path):
    with running(drawer=True) as shop:
        journey = walked(shop.url, tmp_path, hints=Hints(depth_of={f"{shop.url}p/0/": 2}.get))
    assert journey.reached is Reach.CHECKOUT
    assert (journey.listed_price, journey.product_price, journey.shortest_clicks) == ("€12.50", "€12.50", 2)
    assert all(step.changed_ms is None or 0 < step.changed_ms < 5000 for step in journey.steps)
    in_cart = next(step for step in journey.steps if step.reach is Reach.CART)
    assert 200 < in_cart.changed_ms < 2000, "the drawer comes 300 ms after the answer"
    assert journey.errors == ()


def test_what_the_shop_failed_with_is_told_once(tmp_path):
    with running(add_fails=True) as shop:
        journey = walked(shop.url, tmp_path)
    assert journey.errors == ("POST /cart/add/0 answered 500", "POST /cart/add/1 answered 500", "POST /cart/add/2 answered 500")


def test_scripts_of_the_shop_that_fail_are_told_and_those_of_others_are_not(tmp_path):
    pages = Pages({"/": '<h1>Lanterns</h1><img src="/gone.png"><img src="http://127.0.0.2:9/x.png"><script>lantern.light()</script>'})
    with serving(pages, pages.answer):
        journey = walked(f"{pages.url}/", tmp_path)
    assert set(journey.errors) == {"GET /gone.png answered 404", "A script failed: lantern is not defined"}


def on_request(language: str) -> Pages:
    words = {"en": "Price on request", "de": "Preis auf Anfrage", "ja": "価格はお問い合わせください", "zh": "价格面议"}[language]
    cards = "".join(
        f'<li><a href="/lathe-{at}"><img src="{PICTURE}" width="160" height="160" alt="">Lathe {at}</a><p>{words}</p></li>'
        for at in range(4))
    one = f'<main><h1>Lathe</h1><p>{words}</p><a href="/contact">Contact</a></main>'
    return Pages({"/": f'<main><h1>Machines</h1><ul>{cards}</ul></main>'}, lambda asked: one if "lathe" in asked.path else None)


@pytest.mark.parametrize("language", ["en", "de", "ja", "zh"])
def test_prices_on_request_end_the_walk_with_that_reason(language, tmp_path):
    pages = on_request(language)
    with serving(pages, pages.answer):
        journey = walked(f"{pages.url}/", tmp_path)
    assert (journey.reached, journey.stop) == (Reach.PRODUCT, Stop.OURS)
    assert journey.stopped_because.startswith("None of the 3 products that were tried went into the cart: Lathe is sold on request only (“")


CARDS = [
    ("£12.50", "£12.50"),
    ("<s>£15.00</s> £12.50", "£12.50"),
    ('<b style="font-size: 20px">£12.50</b> <i style="font-size: 12px">£1.25 / 100 g</i>', "£12.50"),
    ("<b>£12.50</b> <b>£15.00</b>", None),
    ("", None),
]


@pytest.mark.parametrize(("price", "listed"), CARDS)
def test_the_price_in_the_card_that_was_pressed(price, listed, tmp_path):
    async def read(trail: Trail) -> str | None:
        sight = (await trail.see()).sight
        link: Candidate = next(each for each in sight.shown if each.href.endswith("/p/1"))
        return listed_price(sight, link)

    cards = "".join(
        f'<li><a href="/p/{at}"><img src="{PICTURE}" width="160" height="160" alt="">Lantern {at}</a><p>{price}</p></li>'
        for at in range(3))
    assert on(Pages({"/": f"<main><h1>Lanterns</h1><ul>{cards}</ul></main>"}), tmp_path, read) == listed


UNLABELLED = """<div id="top"><a href="/">Pots</a> <a href="/c/mugs">Mugs</a><form action="/find"><input name="words">
<button>Search</button></form><form action="/news"><input type="email" name="e"><button>Subscribe</button></form></div>
<div><h1>Checkout</h1><form><label>Name <input name="name"></label><label>E-mail <input type="email" name="email"></label></form>
<form action="/news"><label>E-mail <input type="email" name="e"></label><button>Subscribe</button></form></div>"""


def test_fields_of_an_unlabelled_header_are_none_of_the_checkouts(tmp_path):
    async def fields(trail: Trail) -> tuple[str, ...]:
        return read_entrance((await trail.see()).sight).fields

    assert on(Pages({"/": UNLABELLED}), tmp_path, fields) == ("Name", "E-mail")
