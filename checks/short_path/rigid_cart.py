"""INT-04: a cart that cannot be edited, or that forgets."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import at

DEFECTS = {
    "changed": "In the cart on a {device} the quantity could not be changed",
    "kept": "On a {device} the cart forgot a change of the quantity when its page was loaded again",
    "removed": "In the cart on a {device} the product could not be taken out",
    "restored": "On a {device} a product that was taken out of the cart could not be put in again",
}


def tried(journey: Journey) -> bool:
    """Nothing was tried in the cart."""
    return journey.cart is not None and any(getattr(journey.cart, each) is not None for each in DEFECTS)


@check("short-path/rigid-cart", code="INT-04", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=tried)
def rigid_cart(journey: Journey) -> Iterator[Finding]:
    """The cart can be edited, and keeps what was put into it.

    Why it matters: People use the cart to compare and to make up their minds. Who cannot change a quantity or take something
        out does not order less, but nothing at all; and a cart that forgets has to be filled twice.
    How to fix: Give every line of the cart a field or two buttons for the quantity and a button to remove it, and let both work
        without a script too. Store each change on the server at once, tied to a cookie that lasts for some weeks.
    Bad: {reached: checkout, cart: {changed: true, kept: false, removed: true}}
    Good: {reached: checkout, cart: {changed: true, kept: true, removed: true, restored: true}}
    Rests on: A 1.2, 2(1); E 3.2.3 (easy to order)
    References: Nielsen Norman Group, usability heuristic 3 "User control and freedom" (1994, 2024); Opquast v4 (2020) rule 37
    """
    for ability, message in DEFECTS.items():
        if getattr(journey.cart, ability) is False:
            yield fail(message, **at(journey, Reach.CART, ability))
