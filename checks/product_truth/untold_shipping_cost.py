"""PRC-02: what the order will cost in full is told before the customer gives an address."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Journey
from auditor.facts.prices import price_of, same_currency
from checks.walk import said

PLACES = ("cart", "door")
UNTOLD = "Not found by us: what delivery costs, anywhere on the way to the checkout on a {device}"
UNTOLD_AND_GROWN = UNTOLD + "; the sum grew from {cart} in the cart to {door}"


def looked(journey: Journey) -> bool:
    """The walk did not see the cart, so nothing can be said about the cost of delivery."""
    return journey.shipping_cost_told is not None


@check("product-truth/untold-shipping-cost", code="PRC-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.LOGISTICS,
       factor=Factor.CONTENT, measured=looked)
def untold_shipping_cost(journey: Journey) -> Iterator[Finding]:
    """What delivery costs, and the sum to pay, are told before the customer gives an address.

    Why it matters: Extra costs that come up late are the commonest reason to abandon a purchase, and they feel like a trick.
    How to fix: Show the cost of delivery, or from what sum on it is free, on the product's page and in the cart. If it depends
        on the place, give a small table or let the customer enter a postcode in the cart.
    Bad: {reached: checkout, shipping_cost_told: false}
    Good: {reached: checkout, shipping_cost_told: true}
    Rests on: A 1.1, 2(1) (a real price advantage); A 1.3
    References: Baymard Institute, "Cart abandonment rate statistics" (2024): 48 % left over extra costs, 21 % because they
        could not see the total beforehand; Opquast v4 (2020) rules 35 and 46
    """
    if not journey.shipping_cost_told:
        sums = grown(journey)
        yield fail(UNTOLD_AND_GROWN if sums else UNTOLD, **said(journey), **sums)
    elif journey.cart and journey.door and not (journey.cart.total or journey.door.total):
        yield review("Not found by us: the sum to pay, in the cart and at the door of the checkout on a {device}",
                     **{**said(journey), "key": "sum"})


def grown(journey: Journey) -> dict[str, str]:
    """The sums in the cart and at the door, where the second is greater; nothing where it is not, or was not seen."""
    told = {name: place.total for name, place in zip(PLACES, (journey.cart, journey.door), strict=True) if place and place.total}
    sums = [price_of(total) for total in told.values()]
    if len(sums) < len(PLACES) or None in sums:
        return {}
    return told if sums[1].amount > sums[0].amount and same_currency(sums[0].currency, sums[1].currency) else {}
