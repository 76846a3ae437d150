"""STK-02: a stock state that differs between text, button and data."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page, PageKind
from auditor.facts.offers import Offer, offer
from auditor.facts.text import main_text

WORDS = {"in_stock": "in stock", "sold_out": "sold out"}
TO_ORDER = re.compile(
    r"back-?\s?order|pre-?\s?order|made to order|special order|vorbestell|nachlieferung|auf bestellung|précommande|sur commande"
    r"|reserva|preventa|bajo pedido|预售|预订|预定|預購|預訂|予約|取り寄せ|受注生産", re.I)
IN_DATA = re.compile(r"schema\.org/(?:BackOrder|PreOrder|PreSale|MadeToOrder)", re.I)


def two_states(page: Page) -> bool:
    """The page speaks of its stock in one place at most."""
    found = offer(page)
    said = [claim.availability for claim in found.sources if claim.availability] if found else []
    return len(said) > 1 or (bool(said) and found.add_to_cart is not None)


@check("product-truth/stock-states-differ", code="STK-02", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, on={PageKind.PRODUCT}, applies=two_states)
def stock_states_differ(page: Page) -> Iterator[Finding]:
    """The page says the same of its stock everywhere.

    Why it matters: When the text says “sold out” and the button still sells, or a search result promises what the page
        denies, customers are let down after they have decided to buy.
    How to fix: Let the text, the button and the availability in the Product data all read one stock field; where goods that
        are not there may be ordered, say so and when they come.
    Bad:
        <main><h1>Kettle</h1><p>£80.00</p><p>Sold out</p></main><script type="application/ld+json">{"@type": "Product",
        "name": "Kettle", "offers": {"price": "80", "priceCurrency": "GBP", "availability": "https://schema.org/InStock"}}</script>
    Good:
        <main><h1>Kettle</h1><p>£80.00</p><p>In stock</p></main><script type="application/ld+json">{"@type": "Product",
        "name": "Kettle", "offers": {"price": "80", "priceCurrency": "GBP", "availability": "https://schema.org/InStock"}}</script>
    Rests on: A 2(1)
    References: Google Merchant Center, Product data specification, availability (2025). Opquast checklist v4, rule 64
        (2020).
    """
    found = offer(page)
    visible = found.claim("visible")
    told = {claim.availability for claim in found.sources[1:] if claim.availability}
    if visible.availability == "sold_out" and sells(found) and "badge" in (found.sold_out.get("class") or ""):
        return  # themes keep such a badge on every page and hide it by style
    if visible.availability and told and visible.availability not in told:
        say = review if is_to_order(page) or (visible.availability == "sold_out" and sells(found)) else fail
        yield say("The page says “{seen}”, and tells search engines “{told}”", key="data", at=element_of(found),
                  seen=WORDS[visible.availability], told=WORDS[told.pop()])
    elif found.availability == "sold_out" and sells(found) and not is_to_order(page):
        say = fail if visible.availability and told else review
        yield say("The product is said to be sold out, and its button still puts it into the basket", key="button",
                  at=found.add_to_cart)


def is_to_order(page: Page) -> bool:
    """Whether the page speaks of goods that are made or fetched when somebody orders them."""
    return TO_ORDER.search(main_text(page)) is not None or IN_DATA.search(page.html) is not None


def sells(found: Offer) -> bool:
    """Whether the button can be pressed as far as its markup says."""
    button = found.add_to_cart
    return button is not None and button.get("disabled") is None and button.get("aria-disabled") != "true" \
        and "disabled" not in (button.get("class") or "")


def element_of(found: Offer) -> list[HtmlElement]:
    element = found.claim("visible").element
    return [] if element is None else [element]
