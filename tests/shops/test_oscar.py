"""The real shop stands: what a visitor needs answers, and what is not there does not."""

import json
import re
import urllib.error
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

import pytest
from lxml import etree, html

from tests.shops import oscar
from tests.shops.oscar import goods

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("oscar")]

TRUTH = json.loads((Path(oscar.__file__).parent / "truth.json").read_text(encoding="utf-8"))
TEAPOT = "/catalogue/brown-betty-teapot_24/"


@pytest.fixture(scope="module")
def shop():
    with oscar.running() as url:
        yield url


@pytest.fixture
def visitor() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def page(visitor: OpenerDirector, url: str, form: dict | None = None) -> html.HtmlElement:
    with visitor.open(url, urlencode(form).encode() if form else None) as response:
        tree = html.parse(response, base_url=response.url).getroot()
    tree.make_links_absolute()
    return tree


def heading(tree: html.HtmlElement) -> str:
    return " ".join(tree.xpath("string(//h1)").split())


def test_home_leads_to_every_department(shop, visitor):
    tree = page(visitor, shop)
    assert tree.base_url == urljoin(shop, "/catalogue/")
    links = {link.get("href") for link in tree.xpath("//nav//a[contains(@class, 'dropdown-item')]")}
    assert len([link for link in links if "/category/" in link]) == TRUTH["categories"]["departments"]
    assert str(TRUTH["products"]["browsable"]) in tree.xpath("string(//form[@method='get'])")


def test_a_category_lists_its_products_with_prices(shop, visitor):
    tree = page(visitor, urljoin(shop, "/catalogue/category/kitchen/tea-coffee_4/"))
    assert heading(tree) == "Tea & Coffee"
    assert len(tree.xpath("//article[@class='product_pod']")) == 11
    assert all(re.fullmatch(r"£\d+\.\d\d", price) for price in tree.xpath("//p[@class='price_color']/text()"))


def test_a_product_shows_pictures_that_are_there(shop, visitor):
    tree = page(visitor, urljoin(shop, TEAPOT))
    assert heading(tree) == "Brown Betty Teapot"
    pictures = tree.xpath("//div[@id='product_gallery']//img/@src")
    assert len(pictures) >= 4
    for picture in pictures:
        with urlopen(picture) as response:
            assert (response.status, response.headers.get_content_type()) == (200, "image/jpeg")


@pytest.mark.parametrize("path", ["/nowhere/", "/catalogue/nothing_9999/", "/media/none.jpg", "/static/none.css"])
def test_what_is_not_there_answers_404(shop, path):
    with pytest.raises(urllib.error.HTTPError) as answer:
        urlopen(urljoin(shop, path))
    assert answer.value.code == 404


def test_search_finds_by_a_word_of_the_title(shop, visitor):
    tree = page(visitor, urljoin(shop, "/search/?q=teapot"))
    assert tree.xpath("string((//article//h3)[1])").strip() == "Brown Betty Teapot"
    assert "0 results" in page(visitor, urljoin(shop, "/search/?q=submarine")).text_content()


def test_a_guest_gets_from_product_to_address(shop, visitor):
    product = page(visitor, urljoin(shop, TEAPOT))
    form = product.get_element_by_id("add_to_basket_form")
    added = page(visitor, form.action, dict(form.fields))
    assert "Brown Betty Teapot has been added" in " ".join(added.text_content().split())
    basket = page(visitor, urljoin(shop, "/basket/"))
    door = page(visitor, basket.xpath("//a[contains(., 'checkout')]/@href")[0])
    assert heading(door).endswith("Who are you?")
    guest = next(form for form in door.forms if form.method == "POST")
    address = page(visitor, door.base_url, dict(guest.fields) | {"username": "a@shop.example", "options": "anonymous"})
    assert heading(address).endswith("Shipping address")
    assert len(address.xpath("//select[@name='country']/option[@value!='']")) >= 1


def test_a_sold_out_product_cannot_be_bought(shop, visitor):
    tree = page(visitor, urljoin(shop, "/search/?q=egg+poacher"))
    tree = page(visitor, tree.xpath("//article//h3/a/@href")[0])
    assert tree.xpath("//p[contains(@class, 'outofstock')]")
    assert not tree.xpath("//form[@id='add_to_basket_form']")


def test_robots_and_sitemap_name_this_very_host(shop, visitor):
    with urlopen(urljoin(shop, "/robots.txt")) as response:
        assert f"Sitemap: {shop}sitemap.xml" in response.read().decode()
    with urlopen(urljoin(shop, "/sitemap.xml")) as response:
        places = [place.text for place in etree.parse(response).iter("{*}loc")]
    assert len(places) == TRUTH["sitemap"]["addresses"]
    assert all(place.startswith(shop) for place in places)


def test_goods_are_many_different_and_described():
    all_goods = goods.goods()
    assert len(all_goods) == len({good.title for good in all_goods}) == 200
    words = [len(re.sub(r"<[^>]+>", " ", good.description).split()) for good in all_goods]
    assert 60 <= min(words) <= max(words) <= 160


def test_the_server_ends_with_its_caller():
    with oscar.running() as url:
        pass
    with pytest.raises(urllib.error.URLError):
        urlopen(url)
