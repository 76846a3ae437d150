"""What product pages of well-known shop software offer, and which links of a list are products."""

from decimal import Decimal

import pytest

from auditor.facts.cards import product_cards
from auditor.facts.forms import accessible_name
from auditor.facts.offers import offer
from tests.facts import templates
from tests.facts.pages import page


@pytest.mark.parametrize(("template", "name", "price", "currency", "availability", "button"), [
    (templates.WOOCOMMERCE, "Hoodie", "42.00", "GBP", "in_stock", "Add to cart"),
    (templates.DAWN, "Canvas Tote", "19.99", "USD", "sold_out", "Sold out"),
    (templates.MAGENTO, "Push It Messenger Bag", "32.00", "$", "in_stock", "Add to Cart"),
    (templates.OPENCART, "MacBook", "602.00", "$", "in_stock", "Add to Cart"),
    (templates.PRESTASHOP, "Hummingbird printed t-shirt", "22.94", "EUR", "in_stock", "Add to cart"),
    (templates.EVERSHOP, "Strutter shoes", "110.00", "$", None, "ADD TO CART"),
    (templates.OSCAR, "Owl Box", "19.95", "GBP", "sold_out", None),
    (templates.ZEN_CART, "Matrox G200 MMS", "249.99", "$", "in_stock", "Add to Cart"),
    (templates.ODOO, "Desk", "750.00", "$", None, "Add to cart"),
    (templates.EC_CUBE, "", "3080", "¥", None, "カートに入れる"),
    (templates.CHINESE, "纯棉短袖衬衫", "129.00", "¥", "in_stock", "加入购物车"),
    (templates.GERMAN, "Leinenhemd", "49.90", "EUR", "in_stock", "In den Warenkorb"),
], ids=["woocommerce", "dawn", "magento", "opencart", "prestashop", "evershop", "oscar", "zen-cart", "odoo", "ec-cube", "chinese", "german"])
def test_the_offer_of_a_product_page(template, name, price, currency, availability, button):
    found = offer(page(template, "products/this"))
    assert (found.name, found.price, found.currency, found.availability) == (name, Decimal(price), currency, availability)
    assert (accessible_name(found.add_to_cart) if found.add_to_cart is not None else None) == button


@pytest.mark.parametrize("html", [
    "", "<h1>About us</h1><p>Founded with £5</p>", "<main><h1>Cart</h1><p>Total £12.00</p><a href='/checkout'>Checkout</a></main>",
    templates.LIST,
])
def test_pages_that_offer_no_single_product(html):
    assert offer(page(html)) is None


def test_each_source_keeps_its_own_claim():
    found = offer(page(templates.DAWN, "products/tote"))
    assert [(claim.source, claim.price.amount, claim.availability) for claim in found.sources] == [
        ("visible", Decimal("19.99"), "sold_out"), ("jsonld", Decimal("19.99"), "sold_out"),
    ]


def test_sources_may_differ():
    html = """<main><h1>Mug</h1><p>£9</p><p>Out of stock</p><button>Add to cart</button></main><div itemscope
    itemtype="https://schema.org/Product"><span itemprop="name">Mug</span><div itemprop="offers" itemscope
    itemtype="https://schema.org/Offer"><meta itemprop="price" content="8"><meta itemprop="priceCurrency" content="GBP">
    <link itemprop="availability" href="https://schema.org/InStock"></div></div>"""
    found = offer(page(html))
    assert (found.claim("visible").price.amount, found.claim("visible").availability) == (Decimal(9), "sold_out")
    assert (found.claim("microdata").price.amount, found.claim("microdata").availability) == (Decimal(8), "in_stock")
    assert (found.price, found.availability) == (Decimal(9), "sold_out")


def test_of_several_products_in_the_data_the_one_of_this_page_counts():
    html = """<main><h1>Mug</h1></main><script type="application/ld+json">[{"@type":"Product","name":"Plate",
    "offers":{"price":5,"priceCurrency":"GBP"}},{"@type":"Product","name":"Mug","offers":{"price":9,"priceCurrency":"GBP"}}]</script>"""
    assert offer(page(html)).claim("jsonld").price.amount == Decimal(9)


def test_a_range_of_prices_keeps_both_ends():
    html = """<h1>Mug</h1><script type="application/ld+json">{"@type":"Product","name":"Mug","offers":{"@type":"AggregateOffer",
    "lowPrice":"5.00","highPrice":"9.00","priceCurrency":"EUR"}}</script>"""
    claim = offer(page(html)).claim("jsonld")
    assert (claim.price.amount, claim.highest.amount, claim.price.currency) == (Decimal("5.00"), Decimal("9.00"), "EUR")


def test_former_prices_are_kept_apart():
    found = offer(page(templates.MAGENTO))
    assert [str(price.amount) for price, _ in found.visible_prices] == ["32.00"]
    assert [str(price.amount) for price, _ in found.prior_prices] == ["45.00"]


def test_the_cards_of_a_list():
    cards = product_cards(page(templates.LIST))
    assert [(card.url, card.name, str(card.price.amount)) for card in cards] == [
        ("https://shop.example/catalogue/Emma_1/", "Emma", "9.99"),
        ("https://shop.example/catalogue/Middlemarch_1/", "Middlemarch", "12.50"),
        ("https://shop.example/catalogue/Villette_1/", "Villette", "8.00"),
    ]


def test_the_cards_of_related_products_cost_what_is_asked_now():
    cards = product_cards(page(templates.WOOCOMMERCE))
    assert [(card.name, str(card.price.amount)) for card in cards] == [("Cap", "16.00"), ("Belt", "55.00")]


@pytest.mark.parametrize("template", [templates.DAWN, templates.MAGENTO, templates.OPENCART, templates.PRESTASHOP, templates.OSCAR])
def test_the_product_itself_is_no_card(template):
    assert product_cards(page(template)) == ()


def test_a_list_of_one_is_a_list():
    html = templates.GRID.format(templates.POD.format("Emma", "9.99"))
    assert [card.name for card in product_cards(page(html))] == ["Emma"]
