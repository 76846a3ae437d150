"""Market, platform, and the summary of a page."""

import pytest

from auditor.core.records import PageKind
from auditor.facts.market import Signals, market_of, marks_in, signals
from auditor.facts.platforms import PLATFORMS, platform_of
from auditor.facts.summary import says_not_found, summarise
from tests.facts import templates
from tests.facts.pages import page


@pytest.mark.parametrize(("domains", "languages", "currencies", "marks", "market"), [
    ("", "en-GB", "GBP", "", "GB"), ("", "de", "EUR", "", "DE"), ("at", "de", "EUR", "", "AT"), ("", "de fr", "EUR", "", "EU"),
    ("eu", "en", "EUR", "", "EU"), ("", "en", "USD", "", None), ("", "en-US", "$", "", "US"), ("", "zh-Hant", "$", "", "TW"),
    ("cn", "zh-CN", "¥", "", "CN"), ("", "ja", "¥", "", "JP"), ("", "", "EUR", "FR", "FR"), ("de", "en", "GBP", "", None),
    ("", "", "", "", None), ("uk", "en", "", "", None), ("", "zh", "¥", "CN", "CN"), ("", "zh-HK", "HKD", "", "HK"),
    ("", "es", "EUR", "", "ES"), ("", "es-MX", "MXN", "", "MX"), ("nonsense", "xx", "???", "", None), ("", "de en", "EUR", "", "DE"),
])
def test_a_market_takes_two_kinds_of_sign(domains, languages, currencies, marks, market):
    found = Signals(*(frozenset(each.split()) for each in (domains, languages, currencies, marks)))
    assert market_of(found) == market
    assert market_of([found, Signals()]) == market


@pytest.mark.parametrize(("text", "country"), [
    ("沪ICP备12345678号-1", "CN"), ("統一編號 12345678", "TW"), ("特定商取引法に基づく表記", "JP"), ("USt-IdNr. DE123456789", "DE"),
    ("SIRET 123 456 789 00012", "FR"), ("CIF: B-12345678", "ES"), ("Registered in England and Wales no. 123", "GB"), ("P.IVA 01234567890", "IT"),
    ("Company number", None), ("", None), ("made in DE", None),
])
def test_legal_marks(text, country):
    assert marks_in(text) == ({country} if country else set())


def test_the_signs_of_one_page():
    found = signals(page(f'<html lang="de">{templates.GERMAN}</html>', "https://laden.de/hemd"))
    assert (found.domains, found.languages, found.currencies) == ({"de"}, {"de"}, {"EUR"})
    assert market_of(found) == "DE"


@pytest.mark.parametrize(("html", "headers", "name"), [
    ('<script src="//cdn.shopify.com/s/x.js"></script><script>window.Shopify = {}</script>', {}, "Shopify"),
    ('<link href="/wp-content/plugins/woocommerce/x.css"><body class="woocommerce-page">', {}, "WooCommerce"),
    ('<script type="text/x-magento-init">{}</script><link href="/static/version17/frontend/x.css">', {}, "Magento"),
    ('<meta name="generator" content="PrestaShop"><script>var prestashop = {};</script>', {}, "PrestaShop"),
    ('<a href="index.php?route=common/home">x</a><script src="catalog/view/javascript/jquery.js"></script>', {}, "OpenCart"),
    ('<meta name="generator" content="Zen Cart v1.5"><a href="/index.php?main_page=login">x</a>', {}, "Zen Cart"),
    ('<form id="add_to_basket_form"></form><link href="/static/oscar/css/styles.css">', {}, "django-oscar"),
    ('<div class="basket-mini"></div><a href="/catalogue/category/books_1/">B</a><a href="/basket/">v</a>', {}, "django-oscar"),
    ('<meta name="generator" content="Odoo"><script src="/web/assets/1/x.js"></script>', {}, "Odoo"),
    ("<p>x</p>", {"x-shopid": "1", "set-cookie": "_shopify_y=1"}, "Shopify"),
    ("<p>We moved from Shopify to cdn.shopify.com</p>", {}, None),
    ('<a href="/products/tea">Tea</a><a href="/products/pots">Pots</a>', {}, None),
    ("", {}, None),
])
def test_a_platform_takes_two_signs(html, headers, name):
    assert platform_of(page(html, headers=headers)) == name


def test_platforms_have_names_of_their_own():
    assert len({platform.name for platform in PLATFORMS}) == len(PLATFORMS)


@pytest.mark.parametrize(("html", "gone"), [
    ("<title>Page not found | Shop</title>", True), ("<title>Shop</title><h1>404</h1>", True), ("<h1>Not Found</h1>", True),
    ("<html lang=de><h1>Seite nicht gefunden</h1></html>", True), ("<html lang=de><h1>Page not found</h1></html>", True),
    ("<html lang=en><h1>Dios no existe</h1></html>", False), ("<title>Teapot 404 ml</title>", False), ("<h1>Tea</h1><p>Page not found</p>", False),
    ("", False),
])
def test_pages_that_say_that_something_is_not_there(html, gone):
    assert says_not_found(page(html)) is gone


def test_a_page_in_one_line():
    html = f"""<html lang="en_gb"><head><title>Owl Box | Shop</title><meta name="description" content="A box"><link rel="canonical" href="/owl">
    <meta name="robots" content="noindex"></head>{templates.OSCAR}</html>"""
    line = summarise(page(html, "owl?x=1", kind=PageKind.PRODUCT), "product")
    assert (line.title, line.description, line.heading, line.product_name) == ("Owl Box | Shop", "A box", "Owl Box", "Owl Box")
    assert (line.canonical, line.noindex, line.language, line.template) == ("https://shop.example/owl", True, "en-GB", "product")
    assert line.words > 15
    assert line.text_hash
    assert not line.says_not_found


def test_only_products_have_a_products_name():
    assert summarise(page(templates.OSCAR, kind=PageKind.OTHER), "x").product_name == ""
