"""STK-01: products that do not say whether they are there."""

from collections.abc import Iterator

from lxml import etree

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page, PageKind
from auditor.facts.offers import offer
from auditor.facts.text import main_element
from checks.product_truth.buying import has_offer

PLACES = etree.XPath(".//*[contains(@class, 'stock') or contains(@id, 'stock') or contains(@class, 'vailab')"
                     " or contains(@id, 'vailab') or contains(@class, 'inventory')]")


@check("product-truth/no-stock-state", code="STK-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=has_offer,
       headline="{pages} products do not say whether they can be had")
def no_stock_state(page: Page) -> Iterator[Finding]:
    """Every product says whether it is in stock.

    Why it matters: Whoever needs a thing by Friday wants to know that it is there before filling in an address. An order
        that cannot be sent costs a refund and a customer.
    How to fix: Print the state of the stock field beside the button: “In stock”, “Only 3 left”, “Sold out, back on 4 May”.
    Bad:
        <main><h1>Copper kettle</h1><p>£80.00</p><button>Add to basket</button></main>
    Good:
        <main><h1>Copper kettle</h1><p>£80.00</p><p>In stock</p><button>Add to basket</button></main>
    Rests on: A 2(1)
    References: Opquast checklist v4, rule 33 (2020). Google Merchant Center, Product data specification, availability
        (2025).
    """
    found = offer(page)
    if found.claim("visible").availability:
        return
    if PLACES(main_element(page)):
        yield review("The place for the stock state holds none that we could read")
    elif found.availability:
        yield fail("The stock state stands in the data for search engines alone, and not on the page", severity=Severity.MINOR)
    elif found.add_to_cart is not None:
        yield fail("The product can be put into the basket, but whether it is in stock was not found on its page",
                   severity=Severity.MINOR, at=found.add_to_cart)
    else:
        yield fail("Neither a stock state nor a way to buy was found on the product's page")
