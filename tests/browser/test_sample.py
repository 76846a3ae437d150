"""The sample holds every kind of page that matters, is small, and does not depend on the order of the crawl."""

import random

from auditor.core.records import PageKind
from spiders.browser.sample import choose


def shop() -> list[tuple[str, PageKind]]:
    pages = [("http://shop.test/", PageKind.HOME), ("http://shop.test/basket", PageKind.CART)]
    pages += [(f"http://shop.test/p/{number:03}", PageKind.PRODUCT) for number in range(101)]
    pages += [(f"http://shop.test/c/{letter}", PageKind.CATEGORY) for letter in "abcde"]
    pages += [(f"http://shop.test/c/a?page={number}", PageKind.CATEGORY) for number in range(9)]
    pages += [("http://shop.test/terms", PageKind.TERMS), ("http://shop.test/privacy", PageKind.PRIVACY)]
    pages += [("http://shop.test/search?q=tea", PageKind.SEARCH), ("http://shop.test/blog/1", PageKind.ARTICLE)]
    pages += [("http://shop.test/login", PageKind.ACCOUNT), ("http://shop.test/checkout", PageKind.CHECKOUT)]
    return pages


def test_every_kind_that_matters_spread_over_the_shop():
    assert [target.url.removeprefix("http://shop.test") for target in choose(shop())] == [
        "/", "/c/a", "/c/e", "/p/000", "/p/050", "/search?q=tea", "/basket", "/privacy", "/blog/1", "/login"]


def test_kinds_come_before_second_helpings():
    kinds = [target.page_kind for target in choose(shop(), at_most=6)]
    assert kinds == [PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT, PageKind.SEARCH, PageKind.CART, PageKind.PRIVACY]


def test_order_of_the_crawl_does_not_matter():
    pages = shop()
    random.Random(1).shuffle(pages)
    assert choose(pages) == choose(shop()) == choose(shop() + shop())


def test_small_shops():
    assert choose([]) == []
    assert [target.url for target in choose([("http://a.test/?id=1", "product"), ("http://a.test/", "home")])] == [
        "http://a.test/", "http://a.test/?id=1"]
