"""PDP-01: products without a price."""

from collections.abc import Iterator

from lxml import etree

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page, PageKind
from auditor.facts.offers import offer
from auditor.facts.prices import prices_of
from auditor.facts.text import main_element, text_of, visible_text
from checks.product_truth.buying import has_offer, has_public_price

PLACES = etree.XPath(
    ".//*[contains(@class, 'price') or contains(@class, 'Price') or contains(@id, 'price') or @itemprop='price']")
LONGEST = 30


def is_priced(page: Page) -> bool:
    """The price is given on request, or the product cannot be bought at present."""
    found = offer(page)
    return has_public_price(page) and (found is None or found.add_to_cart is not None or bool(found.visible_prices))


@check("product-truth/no-price", code="PDP-01", severity=Severity.BLOCKER, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, applies=is_priced, measured=has_offer,
       headline="{pages} products show no price")
def no_price(page: Page) -> Iterator[Finding]:
    """Every product shows its price with the currency.

    Why it matters: Nobody puts a thing into the basket whose price is not to be seen; and a number without a currency
        leaves a customer from abroad guessing what will be taken from the card.
    How to fix: Show the price with its currency (£80, 80 €, ¥80) beside the button, as text that the server sends. If the
        price is given on request, say so in its place.
    Bad:
        <main><h1>Copper kettle</h1><p>Made by hand.</p><button>Add to basket</button></main>
    Good:
        <main><h1>Copper kettle</h1><p class="price">£80.00</p><button>Add to basket</button></main>
    Rests on: A 2(1), 1.1; C 1.3.1
    References: Opquast checklist v4, rules 31 and 32 (2020). Directive 98/6/EC on price indications (1998).
    """
    found = offer(page)
    if found.visible_prices or found.prior_prices:
        return
    places = PLACES(main_element(page))
    bare = [place for place in places if any(map(str.isdigit, text_of(place))) and len(text_of(place)) <= LONGEST]
    if prices_of(visible_text(page)):
        yield review("No price was found beside the product, though the page speaks of prices")
    elif bare:
        yield fail("The price {text} stands without its currency", severity=Severity.MAJOR, text=text_of(bare[0]), at=bare[0])
    elif found.price is not None or places:
        yield review("The page as first sent shows no price; a script may put it there")
    else:
        yield fail("The product can be bought, but no price was found on its page", at=found.add_to_cart)
