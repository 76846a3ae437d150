"""What cards and carts show, read from their words."""

import pytest

from spiders.journey.finders import is_advert, is_offer
from spiders.journey.sight import PRICE, Card
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


CARDS = [
    ("Storm Lantern\n£24.00", True, True, False),
    ("HP 200 Pump\nPrice on request", False, True, False),
    ("Kreiselpumpe HP 200\nPreis auf Anfrage", False, True, False),
    ("离心泵 HP 200\n价格面议", False, True, False),
    ("Lanterns", False, False, False),
    ("Border Spade\n£24.00\nSponsored", True, True, True),
    ("Anzeige\nSpaten\n24,00 €", True, True, True),
    ("铁锹\n¥240\n广告", True, True, True),
    ("Ad Astra Lantern\n£24.00", True, True, False),
]


@pytest.mark.parametrize(("lines", "priced", "offers", "advertises"), CARDS)
def test_cards_tell_what_they_are(lines, priced, offers, advertises):
    card = Card(place=0, text=" ".join(lines.split()), lines=lines, priced=priced, pictured=True)
    assert (is_offer(card), is_advert(card)) == (offers, advertises)


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
