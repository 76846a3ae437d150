"""PRC-02: what delivery costs is told before the checkout."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey
from checks.walk import said


def looked(journey: Journey) -> bool:
    """The walk did not see the cart, so nothing can be said about the cost of delivery."""
    return journey.shipping_cost_told is not None


@check("product-truth/untold-shipping-cost", code="PRC-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.LOGISTICS,
       factor=Factor.CONTENT, measured=looked)
def untold_shipping_cost(journey: Journey) -> Iterator[Finding]:
    """The cost of delivery is told before the customer gives an address.

    Why it matters: Extra costs that come up late are the commonest reason to abandon a purchase, and they feel like a
        trick.
    How to fix: Show the cost of delivery, or from what sum on it is free, on the product's page and in the cart. If it
        depends on the place, give a small table or let the customer enter a postcode in the cart.
    Bad: {reached: checkout, shipping_cost_told: false}
    Good: {reached: checkout, shipping_cost_told: true}
    Rests on: A 1.1, 2(1) (a real price advantage); A 1.3
    References: Baymard Institute, "Cart abandonment rate statistics" (2024): 48 % left over extra costs, 21 % because they
        could not see the total beforehand; Opquast v4 (2020) rules 35 and 46
    """
    if not journey.shipping_cost_told:
        yield fail("Not found by us: what delivery costs, anywhere on the way to the checkout on a {device}", **said(journey))
