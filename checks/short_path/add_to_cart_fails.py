"""JRN-01: a product that cannot be put into the cart."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import because, got_to, said, stopped_by_shop


def tried(journey: Journey) -> bool:
    """The walk ended before anything could be put into the cart, for a reason that is not this button's."""
    added = got_to(journey, Reach.CART) or bool(journey.cart_signs)
    return added or stopped_by_shop(journey, Reach.PRODUCT)


@check("short-path/add-to-cart-fails", code="JRN-01", severity=Severity.BLOCKER, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=tried)
def add_to_cart_fails(journey: Journey) -> Iterator[Finding]:
    """A product can be put into the cart.

    Why it matters: This is the one button the shop lives by. Where it does nothing, or says nothing, nobody can buy.
    How to fix: Take a phone and a desktop computer, open a product that is in stock and press the button as a customer would. If
        nothing shows, look in the browser's console for a script error; see whether a size or colour must be chosen first without
        the page saying so; and let the shop answer with a message and a new count beside the cart.
    Bad: {reached: product, stop: shop, stopped_because: nothing changed after the button was pressed}
    Good: {reached: checkout}
    Rests on: A 1.2, 2(1) (buying is a long chain and must be convenient); E 3.2.3 (easy to order)
    References: Nielsen Norman Group, usability heuristic 1 "Visibility of system status" (1994, 2024). Ten seconds of waiting for
        any sign: house rule.
    """
    if stopped_by_shop(journey, Reach.PRODUCT) and not journey.cart_signs:
        yield fail("On a {device} the product could not be put into the cart: {because}", **said(journey),
                   because=because(journey))
