"""What a cart shows, read from its words."""

import pytest

from spiders.journey.sight import PRICE
from spiders.journey.signs import mentions, names_shipping_cost

SHIPPING_COSTS = [
    ("Shipping\n£4.90", True),
    ("Delivery: €4.90", True),
    ("Free delivery on orders over £50", True),
    ("Versandkosten 4,90 €", True),
    ("运费：¥10", True),
    ("送料無料", True),
    ("Shipping is worked out later", False),
    ("Delivery & returns", False),
    ("Total £20.00", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "told"), SHIPPING_COSTS)
def test_shipping_costs_are_told_by_amount_or_as_free(text, told):
    assert names_shipping_cost(text) is told


NAMES = [
    ("1 × Storm Lantern €12.50", "Storm Lantern", True),
    ("STORM LANTERN", "Storm Lantern", True),
    ("The Harbour Storm Lantern with…", "The Harbour Storm Lantern with Brass Fittings", True),
    ("Lantern, storm, brass fittings", "Storm Lantern Brass Fittings", True),
    ("防风灯笼 ¥12.50", "防风灯笼", True),
    ("Garden Lantern", "Storm Lantern", False),
    ("anything", "", False),
]


@pytest.mark.parametrize(("text", "product", "named"), NAMES)
def test_products_are_known_by_name(text, product, named):
    assert mentions(text, product) is named


PRICES = [
    ("$49.00 \n1", "$49.00"),
    ("€1 234,50", "€1 234,50"),
    ("£24.00 120 ml", "£24.00"),
    ("CHF 1'234.50", "CHF 1'234.50"),
    ("¥12,800", "¥12,800"),
]


@pytest.mark.parametrize(("text", "price"), PRICES)
def test_a_price_ends_before_the_next_figure(text, price):
    assert PRICE.search(text)[0] == price
