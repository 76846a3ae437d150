"""Menus, pages of lists, and numbers of results."""

import pytest

from auditor.facts import navigation
from tests.facts.pages import page

MEGA = """<header><nav aria-label="Main"><ul><li><a href="/men">Men</a><ul><li><a href="/men/shoes">Shoes</a></li><li><a href="/men/hats">Hats
</a></li></ul></li><li><button>Women</button><ul><li><a href="/women/shoes">Shoes</a></li></ul></li><li><a href="/sale">Sale</a></li></ul>
<ul><li><a href="/login">Log in</a></li><li><a href="/cart">Cart</a></li><li><a href="/contact">Contact</a></li><li><a href="/faq">FAQ</a></li>
</ul></nav></header><footer><nav><ul><li><a href="/a">A</a></li><li><a href="/b">B</a></li><li><a href="/c">C</a></li><li><a href="/d">D</a></li>
</ul></nav></footer>"""


def test_only_the_first_level_of_the_main_menu_counts():
    assert [(entry.label, entry.href.removeprefix("https://shop.example"), entry.below) for entry in navigation.menu_entries(page(MEGA))] == [
        ("Men", "/men", 2), ("Women", "", 1), ("Sale", "/sale", 0)]


@pytest.mark.parametrize(("html", "labels"), [
    ('<nav><a href="/tea">Tea</a><a href="/pots">Pots</a></nav>', ["Tea", "Pots"]),
    ('<div class="main-menu"><ul><li><a href="/tea">Tea</a></li><li><a href="/pots">Pots</a></li></ul></div>', ["Tea", "Pots"]),
    ('<div role="navigation"><ul><li><a href="/tea">Tea</a></li></ul></div>', ["Tea"]),
    ('<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/tea">Tea</a></li></ol></nav>', []),
    ('<nav class="pagination"><ul><li><a href="?p=1">1</a></li><li><a href="?p=2">2</a></li></ul></nav>', []),
    ('<nav><ul><li><a href="/tea"><img alt="Tea" src="t"></a></li><li><a href="/pots">Pots</a></li></ul></nav>', ["Tea", "Pots"]),
    ('<nav><ul><li><a href="/tea">Tea</a></li><li><a href="/tea">Tea</a></li></ul></nav>', ["Tea"]),
    ("<p>none</p>", []),
])
def test_menus_of_other_shapes(html, labels):
    assert [entry.label for entry in navigation.menu_entries(page(html))] == labels


@pytest.mark.parametrize(("html", "menu", "search"), [
    (MEGA, True, False),
    ("<h1>Not Found</h1><p>The requested resource was not found on this server.</p>", False, False),
    ('<header><a href="/">a</a><a href="/b">b</a><a href="/c">c</a></header>', True, False),
    ('<form action="/search"><input name="q"></form>', False, True),
    ('<button aria-label="Search"></button>', False, True),
    ("", False, False),
])
def test_what_an_error_page_offers(html, menu, search):
    assert (navigation.has_menu(page(html)), navigation.has_search(page(html))) == (menu, search)


@pytest.mark.parametrize(("html", "following"), [
    ('<link rel="next" href="?page=2">', "https://shop.example/tea?page=2"),
    ('<a rel="next nofollow" href="/tea?page=2">x</a>', "https://shop.example/tea?page=2"),
    ('<ul class="pagination"><li><a href="?page=2">2</a></li><li><a href="?page=2">next</a></li></ul>', "https://shop.example/tea?page=2"),
    ('<div class="pager"><a href="?p=2">下一页</a></div>', "https://shop.example/tea?p=2"),
    ('<a href="/next-day">Next day delivery</a>', ""),
    ('<ul class="pagination"><li><a href="?page=1">previous</a></li></ul>', ""),
])
def test_the_next_page_of_a_list(html, following):
    assert navigation.next_page(page(html, "tea")) == following


def test_the_other_pages_of_a_list():
    html = '<ul class="pagination"><li><a href="/tea">1</a><a href="?p=2">Page 2</a><a href="?p=3">3</a><a href="?p=2">›</a></ul>'
    assert navigation.page_links(page(html, "tea")) == ("https://shop.example/tea?p=2", "https://shop.example/tea?p=3")


@pytest.mark.parametrize(("line", "count"), [
    ("Showing 1–24 of 1,203 results", 1203), ("200 results - showing 1 to 20", 200), ("Showing 1 to 9 of 123 (14 Pages)", 123),
    ("共123件商品", 123), ("12 Produkte", 12), ("全123件", 123), ("1-16 sur 120", 120), ("1-20件 (全123件)", 123), ("0 products", 0),
    ("48 artículos", 48), ("Showing all 12 results", 12), ("12 reviews", None), ("Page 1 of 10", None), ("3 items in your cart", None),
    ("", None), ("Established 1998", None), ("£12 products", None),
])
def test_the_number_of_results(line, count):
    assert navigation.result_count(page(f"<main><p>{line}</p></main>")) == count
