"""PAY-04: a payment step that says nothing of safety."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import at


def asks_to_pay(journey: Journey) -> bool:
    """The door of the checkout does not show yet how one pays."""
    door = journey.door
    return door is not None and bool(door.payments or door.card_here)


@check("safe-payment/silent-on-safety", code="PAY-04", severity=Severity.MINOR, stage=Stage.BUY, team=Team.CONTENT,
       factor=Factor.CONTENT, measured=asks_to_pay, preview=True)
def silent_on_safety(journey: Journey) -> Iterator[Finding]:
    """Where one pays, the shop says how the payment is protected.

    Why it matters: A quarter of those who turn back at the payment say that they did not trust the shop with their card. One
        quiet sentence at the right place is cheap.
    How to fix: Say beside the choice of payment that the connection is encrypted, who handles the payment, and what happens if
        something goes wrong. Seals help only where they are real and lead to their issuer.
    Bad: {reached: checkout, door: {payments: [visa, paypal]}}
    Good: {reached: checkout, door: {payments: [visa, paypal], trust: [encrypted]}}
    Rests on: C 2.2(3); A 2(1) (a safe environment builds trust)
    References: Baymard Institute, "Cart abandonment rate statistics" (2024): 25 % did not trust the shop with their card;
        Opquast v4 (2020) rule 203
    """
    if not journey.door.trust:
        yield fail("Not found by us: a word on how the payment is protected, at the checkout on a {device}",
                   **at(journey, Reach.CHECKOUT, "trust"))
