"""PRC-11: a price that changes between the list, the product's page and the cart."""

from collections.abc import Iterator
from decimal import Decimal

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Journey, Reach
from auditor.facts.prices import Price, price_of, same_currency
from checks.product_truth.taxes import by_tax
from checks.walk import at

PACK = 10


def two_prices(journey: Journey) -> bool:
    """The walk did not see the product's price in two places."""
    others = (journey.listed_price, journey.cart_price)
    return product_price(journey) is not None and any(price_of(text or "") for text in others)


@check("product-truth/moving-price", code="PRC-11", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.CONTENT, measured=two_prices, preview=True)
def moving_price(journey: Journey) -> Iterator[Finding]:
    """The price stays the same from the list to the cart.

    Why it matters: The price is a promise. Who meets a higher one in the cart feels lured, even where tax or an option explains
        it.
    How to fix: Take the price from one and the same field in lists, on the product's page and in the cart, empty page caches
        whenever it changes, and say beside the first price what may still be added to it.
    Bad: {reached: checkout, product_price: £18.00, cart_price: £21.00}
    Good: {reached: checkout, listed_price: £18.00, product_price: £18.00, cart_price: £18.00}
    Rests on: A 1.1 (bait prices), 2(1)
    References: Opquast v4 (2020) rules 31 and 39. PRC-01 compares one page with its data; this compares three pages of the
        walk. What options, another currency or tax may explain is left to a person: house rule.
    """
    here = product_price(journey)
    listed, paid = price_of(journey.listed_price or ""), price_of(journey.cart_price or "")
    if listed and listed.amount != here.amount:
        yield differs(journey, "the list", listed, Reach.PRODUCT)
    if paid and paid.amount != here.amount:
        yield differs(journey, "the cart", paid, Reach.CART)


def product_price(journey: Journey) -> Price | None:
    return price_of(journey.product_price or "")


def differs(journey: Journey, where: str, other: Price, reach: Reach) -> Finding:
    """A defect where nothing explains the difference to the customer's harm, else a doubt."""
    here = product_price(journey)
    dearer = other.amount > here.amount if reach is Reach.CART else other.amount < here.amount
    explained = bool(journey.chosen) or not same_currency(here.currency, other.currency) or by_tax(here.amount, other.amount)
    tell = fail if dearer and not explained and not several(here.amount, other.amount) else review
    return tell("On a {device} the product costs {shown} on its page and {other} in {where}", **at(journey, reach, where),
                shown=f"{here.amount} {here.currency}", other=f"{other.amount} {other.currency}", where=where)


def several(one: Decimal, other: Decimal) -> bool:
    """Whether one price is a small multiple of the other: a pack, or more than one piece in the cart."""
    low, high = sorted((one, other))
    return bool(low) and high % low == 0 and high // low <= PACK
