"""The trap guard on whole shops, crawled in memory: every product is found, no trap is followed, each is named."""

import pytest

from auditor.core.records import TrapCause
from spiders.traps import Traps
from tests.serving import Answer
from tests.shops.traps import shops
from tests.shops.traps.markup import list_page, name_of, product_page, slug_of
from tests.spiders.simulated import HOME, Crawl, crawl


def names(numbers) -> set[str]:
    return {name_of(number).title() for number in numbers}


def causes(done: Crawl) -> set[TrapCause]:
    return {trap.cause for trap in done.traps.traps()}


@pytest.mark.parametrize("in_flight", [1, 16])
def test_nine_products_under_three_thousand_addresses(in_flight):
    done = crawl(shops.nine_products, most=400, in_flight=in_flight)
    assert done.ended
    assert done.products == names(range(9))
    assert {TrapCause.SWITCHES, TrapCause.SORTING, TrapCause.FACETS} <= causes(done)
    for cause in (TrapCause.SWITCHES, TrapCause.SORTING, TrapCause.FACETS):
        assert 1000 <= done.trap(cause).combinations <= 10_000
    assert "Disallow: /*?sort=" in done.trap(TrapCause.SORTING).robots


def test_eight_hundred_categories_with_filters_in_the_path():
    done = crawl(shops.many_categories(), most=25_000)
    assert done.ended
    assert done.products == names(range(2000))
    real = 1 + 40 + 800 + 2 * 2000
    assert len(done.rows) < 1.1 * (real + 800 * len(shops.FILTERS))  # each filter by itself, no combination
    trap = done.trap(TrapCause.PATH_FACETS)
    assert 500_000 <= trap.combinations <= 5_000_000
    assert set(trap.names) == set(shops.FILTERS)
    assert causes(done) == {TrapCause.PATH_FACETS}


def test_a_product_that_one_filter_of_the_last_category_alone_leads_to():
    done = crawl(shops.many_categories(categories=30, products=600, departments=3, hidden=(29,)), most=3000)
    assert done.ended
    assert done.products == names(range(600))
    assert len(done.rows) < 1.2 * (34 + 1200 + 30 * len(shops.FILTERS))


def test_session_ids_in_the_first_answer():
    done = crawl(shops.first_session(60), most=130)
    assert done.ended
    assert done.products == names(range(60))
    assert done.trap(TrapCause.SESSIONS).pattern.endswith("?visit=*")


def test_session_ids_in_the_path_of_every_answer():
    done = crawl(shops.session_in_each_path(40), most=90)
    assert done.ended
    assert done.products == names(range(40))
    assert done.trap(TrapCause.SESSIONS).combinations is None


def test_page_numbers_without_end():
    done = crawl(shops.endless_pages, most=260)
    assert done.ended
    assert done.products == names(range(200))
    assert done.trap(TrapCause.PAGINATION).pattern == "/?page=*"


def test_a_calendar_without_end():
    done = crawl(shops.calendar, most=120)
    assert done.ended
    assert done.products == names(range(20))
    assert done.trap(TrapCause.CALENDAR).combinations is None
    assert done.trap(TrapCause.CALENDAR).pattern.startswith("/events/")


def test_relative_links_that_go_deeper_and_deeper():
    done = crawl(shops.relative_links, most=60)
    assert done.ended
    assert done.products == names(range(12))
    assert done.trap(TrapCause.PATHS).combinations is None


def test_twins_of_case_and_slash():
    done = crawl(shops.twins, most=360)
    assert done.ended
    assert done.products == names(range(300))
    assert {TrapCause.CASE, TrapCause.SLASH} == causes(done)
    assert done.trap(TrapCause.SLASH).combinations == pytest.approx(600, rel=0.1)


@pytest.mark.parametrize("in_flight", [1, 16])
def test_nothing_of_an_honest_shop_is_cut(in_flight):
    done = crawl(shops.honest, most=6000, in_flight=in_flight)
    assert done.ended
    assert done.products == names(range(5000))
    assert len(done.rows) == len(done.met)
    assert done.traps.traps() == ()


def test_products_under_many_categories_and_query_ids_are_each_found():
    done = crawl(many_folders, most=1200)
    assert done.ended
    assert done.products == names(range(300))
    assert done.trap(TrapCause.DUPLICATES).names == ("path",)


def many_folders(path: str):
    """300 products, each linked to with the number of each of 20 categories that it stands in."""
    _, query = shops.split(path)
    if query.get("route") == "product/product":
        return product_page(int(query["product_id"]))
    if query.get("route") != "product/category":
        return list_page("Home", (), "".join(f'<a href="/index.php?route=product/category&path={at}">{at}</a>' for at in range(20)))
    base = f"/index.php?route=product/product&path={query['path']}&product_id="
    return list_page("Category", ((f"{base}{number}", number) for number in range(300)))


def test_a_parameter_without_a_telling_name_that_brings_news_late_is_followed():
    done = crawl(late_news, most=200)
    assert done.ended
    assert names([7]) <= done.products


def late_news(path: str):
    """60 boxes in a row that look the same, and a product that only the last of them leads to."""
    segments, query = shops.split(path)
    if segments:
        return product_page(7) if segments == [slug_of(7)] else None
    box = int(query.get("box", 0))
    shown = [(f"/{slug_of(7)}", 7)] if box == 60 else []
    return list_page(f"Box {name_of(box)}", shown, f'<a href="/?box={box + 1}">Next</a>' if box < 60 else "")


def test_products_that_differ_by_numbers_alone_are_all_asked_for():
    done = crawl(bolts, most=200)
    assert len(done.rows) == 101


def bolts(path: str):
    """100 bolts whose pages differ by their sizes alone, under numbers."""
    segments, _ = shops.split(path)
    if not segments:
        return list_page("Home", ((f"/p/{number}", number) for number in range(100)))
    return Answer(product_page(0).body.replace(name_of(0).title().encode(), f"Bolt {segments[1]} mm".encode()))


def test_a_killed_crawl_knows_what_it_knew():
    done = crawl(shops.many_categories(categories=30, products=600, departments=3), most=1500)
    assert not done.ended
    again = Traps()
    again.replay(done.rows, done.met)
    unseen = [url for url in done.met if url not in set(done.fetched)]
    same = [again.admits(url) == done.traps.admits(url) for url in unseen]
    assert len(same) > 500
    assert sum(same) >= 0.98 * len(same)


@pytest.mark.parametrize(("url", "one"), [
    ("a?b=1&a=2", "a?a=2&b=1"), ("a?utm_source=x", "a"), ("a?gclid=1&id=5&fbclid=2", "a?id=5"), ("a?b=2&b=1", "a?b=2&b=1"),
    ("a?ref=shelf", "a?ref=shelf"), ("a?UTM_Medium=x&size=m", "a?size=m"), ("a?wc-ajax", "a?wc-ajax")])
def test_the_one_spelling(url, one):
    assert Traps().spell(HOME + url) == HOME + one


def test_spellings_are_reported_where_two_were_met():
    traps = Traps()
    for query in ("b=1&a=2", "b=2&a=2", "a=2&b=1", "a=1&utm_source=mail"):
        traps.spell(f"{HOME}?{query}")
    found = {trap.cause: trap for trap in traps.traps()}
    assert found[TrapCause.ORDER].held_back == 1
    assert found[TrapCause.TRACKING].names == ("utm_source",)
