"""What a product page offers: name, price, availability, and how to put it into the cart, each with where it is said."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.cards import ProductCard, card_elements, parts_of_cards, product_cards
from auditor.facts.document import canonical, headline, title
from auditor.facts.fact import fact
from auditor.facts.forms import accessible_name
from auditor.facts.lexicon import concepts_named, folded, words_of_concepts
from auditor.facts.prices import MEANING, Price, Sighting, amount_of, asked, price_of, same_currency, visible_prices
from auditor.facts.structured import Item, last_part, linked_data, microdata, text_value, types_of, values
from auditor.facts.text import Piece, is_hidden, main_element, pieces
from auditor.facts.tree import roles, tree

__all__ = ["Claim", "Offer", "Price", "ProductCard", "offer", "price_of", "product_cards", "same_currency"]

IN_STOCK, SOLD_OUT = "in_stock", "sold_out"
AVAILABILITY = {
    "instock": IN_STOCK, "limitedavailability": IN_STOCK, "onlineonly": IN_STOCK, "instoreonly": IN_STOCK, "preorder": IN_STOCK,
    "presale": IN_STOCK, "backorder": IN_STOCK, "madetoorder": IN_STOCK, "outofstock": SOLD_OUT, "soldout": SOLD_OUT,
    "discontinued": SOLD_OUT,
}
PRODUCT_TYPES = frozenset({"Product", "ProductGroup", "IndividualProduct", "Book", "Vehicle"})
PRESSED = frozenset({"submit", "button", "image"})
PRESSABLE = ("button", "a", "input")
CART_ACTION = re.compile(r"/(?:cart|basket)/add|add[-_]?to[-_]?(?:cart|basket|bag)|cart\.php\?action=add|checkout/cart/add", re.I)
CHOICES = frozenset({"label", "option", "fieldset", "select"})
LONGEST_STATE = 80
STATE_WORDS = words_of_concepts("sold_out", "in_stock")


class Claim(Struct, frozen=True):
    """What one source says of the offer: `source` is jsonld, microdata or visible. `highest` where prices differ by variant."""

    source: str
    name: str = ""
    price: Price | None = None
    highest: Price | None = None
    availability: str | None = None
    element: HtmlElement | None = None


class Offer(Struct, frozen=True):
    """The offer of a product page. `price` and `availability` ("in_stock", "sold_out") are what the visitor sees, else what the
    data says, else None. `visible_prices` are those of the product itself, not crossed out; `add_to_cart` and `sold_out` are
    the elements that say so.
    """

    name: str
    price: Decimal | None
    currency: str
    availability: str | None
    sources: tuple[Claim, ...]
    visible_prices: tuple[tuple[Price, HtmlElement], ...]
    prior_prices: tuple[tuple[Price, HtmlElement], ...] = ()
    add_to_cart: HtmlElement | None = None
    sold_out: HtmlElement | None = None

    def claim(self, source: str) -> Claim | None:
        """What this source says: jsonld, microdata or visible."""
        return next((claim for claim in self.sources if claim.source == source), None)


def _data_price(item: Item, *properties: str) -> Price | None:
    for name in properties:
        amount = amount_of(text_value(item, name)) if name in item else None
        if amount is not None:
            written = text_value(item, "priceCurrency").strip()
            return Price(amount, MEANING.get(written, written.upper()))
    return None


def _offers_of(item: Item) -> Iterator[Item]:
    for each in values(item, "offers"):
        if isinstance(each, dict):
            yield each
            yield from (inner for inner in values(each, "offers") if isinstance(inner, dict))
    for variant in values(item, "hasVariant"):
        if isinstance(variant, dict):
            yield from _offers_of(variant)


def _priced(each: Item) -> list[Price]:
    specified = [part for part in values(each, "priceSpecification") if isinstance(part, dict)]
    found = [_data_price(each, "price", "lowPrice"), _data_price(each, "highPrice")]
    if found[0] is None:
        currency = text_value(each, "priceCurrency")
        found += [_data_price({"priceCurrency": currency, **part}, "price", "minPrice") for part in specified]
    return [price for price in found if price is not None]


def _stated(offers: list[Item]) -> str | None:
    """In stock when one variant is; sold out when all that say something are."""
    said = [AVAILABILITY.get(last_part(text_value(each, "availability")).lower()) for each in offers]
    return IN_STOCK if IN_STOCK in said else SOLD_OUT if SOLD_OUT in said else None


def _data_claim(source: str, item: Item) -> Claim:
    offers = list(_offers_of(item))
    found = [price for each in offers for price in _priced(each)]
    lowest = min(found, key=lambda price: price.amount, default=None)
    highest = max(found, key=lambda price: price.amount, default=None)
    return Claim(source, text_value(item, "name"), lowest, highest, _stated(offers))


def _path(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url).split("?")[0].split("#")[0].rstrip("/")


@fact
def _identity(page: Page) -> tuple[set[str], str]:
    """The paths and the folded name by which the page's product is known."""
    return {_path(page.final_url), _path(canonical(page))} - {""}, folded(headline(page)) or folded(title(page))


def own_product(page: Page, items: tuple[Item, ...]) -> Item | None:
    """The product that the page is about: by its address or name, or because it is the only one."""
    products = [item for item in items if not PRODUCT_TYPES.isdisjoint(types_of(item)) and ("offers" in item or "name" in item)]
    if not products:
        return None
    paths, called = _identity(page)
    for product in products:
        name = folded(text_value(product, "name"))
        if _path(text_value(product, "url")) in paths or (name and name == called):
            return product
    return products[0] if len(products) == 1 and not product_cards(page)[1:] else None


def _buys(element: HtmlElement) -> bool:
    if "add_to_cart" in concepts_named(accessible_name(element)):
        return True
    if element.tag == "a":
        return CART_ACTION.search(element.get("href") or "") is not None
    form = next(element.iterancestors("form"), None)
    submits = element.get("type") in (None, "submit", "image")
    return submits and form is not None and CART_ACTION.search(form.get("action") or "") is not None


def _is_button(element: HtmlElement) -> bool:
    return (
        element.tag == "button" or (element.tag == "a" and element.get("href") is not None)
        or (element.tag == "input" and element.get("type") in PRESSED) or element.get("role") == "button"
    )


@fact
def add_to_cart(page: Page) -> HtmlElement | None:
    """The button or link that puts the product of this page into the cart; those of product cards do not count."""
    every = tree(page).iter() if "button" in roles(page) else tree(page).iter(*PRESSABLE)
    buttons = (element for element in every if _is_button(element))
    return next((element for element in buttons if _buys(element) and element not in parts_of_cards(page)), None)


def _zone(page: Page, anchors: list[HtmlElement], seen: list[Sighting]) -> list[Sighting]:
    """The sightings next to the product's button or headline: in the smallest element around it that has any."""
    around = [(sighting, {sighting.element, *sighting.element.iterancestors()}) for sighting in seen]
    for anchor in anchors:
        for outer in anchor.iterancestors():
            near = [sighting for sighting, holders in around if outer in holders]
            if asked(near):
                return near
            if outer is main_element(page):
                break
    return seen


def _state(text: str) -> str | None:
    named = concepts_named(text)
    return SOLD_OUT if "sold_out" in named else IN_STOCK if "in_stock" in named else None


@fact
def _visible_states(page: Page) -> tuple[tuple[str, HtmlElement], ...]:
    """What the page says of its stock, outside of cards and of the choices of variants."""
    told = ((_state(piece.text), piece.element) for piece in _pieces_on_stock(page))
    return tuple((state, each) for state, each in told if state and not _is_listed(page, each) and not _is_choice(each))


def _pieces_on_stock(page: Page) -> list[Piece]:
    """The short pieces of the main part with a word for stock: all are folded at once, and most pages have few such words."""
    short = [piece for piece in pieces(page) if piece.main and len(piece.text) <= LONGEST_STATE]
    plain = folded("\0".join(piece.text for piece in short))
    words = [word for word in STATE_WORDS if word in plain]
    if not words:
        return []
    return [piece for piece, text in zip(short, plain.split("\0"), strict=True) if any(word in text for word in words)]


def _is_listed(page: Page, element: HtmlElement) -> bool:
    """Whether an element stands in a product card, or in an entry beside one: a card without price is known by its neighbours."""
    if element in parts_of_cards(page):
        return True
    cards = card_elements(page)
    entries = (each for each in element.iterancestors("li", "article") if each.getparent() is not None)
    return any(_holds_card(beside, cards) for entry in entries for beside in entry.getparent().iterchildren(entry.tag)
               if beside is not entry and beside.get("class") == entry.get("class"))


def _holds_card(element: HtmlElement, cards: object) -> bool:
    return any(each in cards for each in element.iter("li", "article", "div"))


def _is_choice(element: HtmlElement) -> bool:
    return element.tag in CHOICES or any(each.tag in CHOICES for each in element.iterancestors())


def _visible_claim(page: Page, near: list[Sighting]) -> tuple[Claim, HtmlElement | None]:
    states = _visible_states(page)
    gone = next((element for state, element in states if state == SOLD_OUT), None)
    there = next((element for state, element in states if state == IN_STOCK), None)
    availability = SOLD_OUT if gone is not None else IN_STOCK if there is not None else None
    shown = [each.price for each in asked(near)]
    first = shown[0] if shown else None
    alike = [price for price in shown if first and price.currency == first.currency]
    highest = max(alike, key=lambda price: price.amount, default=None)
    return Claim("visible", headline(page), first, highest, availability, there if gone is None else gone), gone


def _sells(page: Page, button: HtmlElement | None, own: list[Sighting]) -> bool:
    """Whether a page without data sells one thing: by its button; or by headline, price and stock, where variants are chosen."""
    if button is not None:
        return bool(own or headline(page))
    return bool(own and headline(page)) and bool(_visible_states(page))


@fact
def offer(page: Page) -> Offer | None:
    """The offer of a product page; None where the page does not look like one product's."""
    data = [
        _data_claim(source, item)
        for source, found in (("jsonld", linked_data(page)), ("microdata", microdata(page)))
        if (item := own_product(page, found)) is not None
    ]
    button = add_to_cart(page)
    own = [sighting for sighting in visible_prices(page) if sighting.element not in parts_of_cards(page)]
    if not data and not _sells(page, button, own):
        return None
    anchors = [each for each in (button, *tree(page).iter("h1")) if each is not None and not is_hidden(each)]
    near = _zone(page, anchors, own)
    visible, gone = _visible_claim(page, near)
    return _offer((visible, *data), near, button, gone)


def _offer(claims: tuple[Claim, ...], near: list[Sighting], button: HtmlElement | None, gone: HtmlElement | None) -> Offer:
    price = next((claim.price for claim in claims if claim.price is not None), None)
    coded = next((claim.price.currency for claim in claims[1:] if claim.price and claim.price.currency), "")
    currency = coded if price and coded and same_currency(price.currency, coded) else price.currency if price else coded
    return Offer(
        name=next((claim.name for claim in claims if claim.name), ""),
        price=price.amount if price else None,
        currency=currency,
        availability=next((claim.availability for claim in claims if claim.availability), None),
        sources=claims,
        visible_prices=tuple((each.price, each.element) for each in asked(near)),
        prior_prices=tuple((each.price, each.element) for each in near if each.crossed or each not in asked(near)),
        add_to_cart=button,
        sold_out=gone,
    )
