"""JRN-02: a cart or a checkout that cannot be reached."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import because, got_to, said, stopped_by_shop


def something_in_cart(journey: Journey) -> bool:
    """Nothing came into the cart, something other than the shop stopped the walk, or a log-in did, which has its own check."""
    if got_to(journey, Reach.CHECKOUT):
        return True
    if journey.guest_checkout is False:
        return False
    added = got_to(journey, Reach.CART) or bool(journey.cart_signs)
    return added and stopped_by_shop(journey, Reach.PRODUCT, Reach.CART)


@check("short-path/checkout-unreachable", code="JRN-02", severity=Severity.BLOCKER, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=something_in_cart)
def checkout_unreachable(journey: Journey) -> Iterator[Finding]:
    """The way from the product through the cart to the checkout is open.

    Why it matters: A customer with something in the cart has already decided. Losing them now, at the door of the checkout, costs
        the whole sale.
    How to fix: Put a product into the cart and go on as a customer who has no account: the cart must be one press away, and the
        checkout one press from there. Mend what stops you: a link without an address, a session that forgets the cart, a script
        error, a log-in wall.
    Bad: {reached: cart, stop: shop, stopped_because: the cart was empty again}
    Good: {reached: checkout}
    Rests on: A 1.2, 2(1); E 3.2.3
    References: Opquast v4 (2020) rule 40; Baymard Institute, "Cart and checkout usability" (2024)
    """
    if stopped_by_shop(journey, Reach.PRODUCT):
        yield fail("On a {device} the way from the product to the cart ended: {because}", **said(journey),
                   because=because(journey))
    elif stopped_by_shop(journey, Reach.CART):
        yield fail("On a {device} the checkout could not be reached from the cart: {because}", **said(journey),
                   because=because(journey))
