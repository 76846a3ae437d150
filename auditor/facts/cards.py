"""Product cards: the links of a list that show a product's picture and price."""

import re
from collections import Counter

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.document import absolute
from auditor.facts.fact import fact
from auditor.facts.forms import accessible_name
from auditor.facts.lexicon import concepts_named
from auditor.facts.prices import Price, Sighting, asked, visible_prices
from auditor.facts.text import main_element
from auditor.facts.tree import text_within

LINKS = etree.XPath(".//a[@href]")
TITLES = etree.XPath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6")
PICTURES = ("img", "picture")
CLIMB = 8
FEWEST_LIKE = 2
CARD = re.compile(r"\b(?:product|item|card|pod|tile|goods|thumb)", re.I)
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:\?|$)", re.I)
ACTIONS = frozenset({"add_to_cart", "buy_now", "wishlist", "compare", "cart", "delete", "login", "checkout"})


class ProductCard(Struct, frozen=True):
    """A product as a list shows it. `url` is absolute, `image` as written (or ""), `price` the lowest that is not crossed out."""

    url: str
    name: str
    price: Price | None
    image: str
    element: HtmlElement


def _holder(element: HtmlElement, limit: HtmlElement) -> HtmlElement | None:
    """The smallest element around a price that also has a link and a picture."""
    for _ in range(CLIMB):
        element = element.getparent()
        if element is None or element is limit or element.tag in ("body", "main", "table", "form"):
            return None
        if element.find(".//a") is not None and any(element.find(f".//{tag}") is not None for tag in PICTURES):
            return element
    return None


def _alike(element: HtmlElement) -> str:
    return f"{element.tag}.{(element.get('class') or '').split(' ')[0]}"


def _stands_alone(element: HtmlElement) -> bool:
    """Whether an element that no other is like can still be a card: of a list with one product."""
    if element.find(".//h1") is not None:
        return False
    marked = element.tag in ("li", "article") or CARD.search(element.get("class") or "") is not None
    return marked and any(link.find(".//img") is not None for link in _product_links(element))


def _product_links(card: HtmlElement) -> list[HtmlElement]:
    found = [card] if card.tag == "a" else LINKS(card)
    return [link for link in found if not PICTURE_FILE.search(link.get("href") or "") and not _acts(link)]


def _acts(link: HtmlElement) -> bool:
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return True
    return not ACTIONS.isdisjoint(concepts_named(accessible_name(link)))


@fact
def card_elements(page: Page) -> dict[HtmlElement, tuple[Sighting, ...]]:
    """The elements that are product cards, with the prices in each."""
    limit = main_element(page)
    held: dict[HtmlElement, list[Sighting]] = {}
    for sighting in visible_prices(page):
        holder = _holder(sighting.element, limit)
        if holder is not None:
            held.setdefault(holder, []).append(sighting)
    outer = {ancestor for element in held for ancestor in element.iterancestors()}
    inner = {element: seen for element, seen in held.items() if element not in outer}
    looks = Counter(map(_alike, inner))
    return {
        element: tuple(seen) for element, seen in inner.items()
        if (looks[_alike(element)] >= FEWEST_LIKE and element.find(".//h1") is None) or _stands_alone(element)
    }


@fact
def parts_of_cards(page: Page) -> set[HtmlElement]:
    """The elements that are product cards or stand in one."""
    return {part for card in card_elements(page) for part in card.iter()}


def _name(card: HtmlElement, links: list[HtmlElement]) -> str:
    titles = [" ".join(text_within(title).split()) for title in TITLES(card)]
    named = next((title for title in titles if title), "")
    return named or max((accessible_name(link) for link in links), key=len, default="")


def _card(page: Page, element: HtmlElement, seen: tuple[Sighting, ...]) -> ProductCard | None:
    links = _product_links(element)
    target = next(filter(None, (absolute(page, link.get("href")) for link in links)), "")
    if not target:
        return None
    lowest = min((each.price for each in asked(seen)), key=lambda price: price.amount, default=None)
    image = next(element.iter("img"), None)
    source = "" if image is None else image.get("data-src") or image.get("src") or ""
    return ProductCard(target, _name(element, links), lowest, source, element)


@fact
def product_cards(page: Page) -> tuple[ProductCard, ...]:
    """The product cards of the main part of the page, in order, one per element."""
    found = (_card(page, element, seen) for element, seen in card_elements(page).items())
    return tuple(card for card in found if card is not None)
