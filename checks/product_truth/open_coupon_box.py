"""PRC-08: a field for a code that lies open in the cart."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import at


def looked(journey: Journey) -> bool:
    """Whether the cart has a field for a code was not seen."""
    return journey.cart is not None and journey.cart.coupon_open is not None


@check("product-truth/open-coupon-box", code="PRC-08", severity=Severity.MINOR, stage=Stage.BUY, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=looked)
def open_coupon_box(journey: Journey) -> Iterator[Finding]:
    """The cart does not wave an empty field for codes at customers who have none.

    Why it matters: An open field says that others pay less. Customers leave to look for a code, and many of them do not come
        back.
    How to fix: Hide the field behind a quiet link such as “Have a code?”, and open it by itself for those who come with one.
    Bad: {reached: checkout, cart: {coupon_open: true}}
    Good: {reached: checkout, cart: {coupon_open: false}}
    Rests on: B e-commerce point 4 (coupons that are convenient); A 2(1)
    References: Baymard Institute, "Checkout usability" (2024): 70 % of shops have such a field; behind a link it tempts fewer
        away
    """
    if journey.cart.coupon_open:
        yield fail("In the cart on a {device} an empty field for a code lies open", **at(journey, Reach.CART, "open"))
