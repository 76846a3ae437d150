"""PAY-02: too few ways to pay."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from auditor.facts.payments import CARDS, payment_name
from checks.walk import at


def saw_payments(journey: Journey) -> bool:
    """The door of the checkout does not show yet how one can pay."""
    return journey.door is not None and bool(journey.door.payments or journey.door.wallets)


@check("safe-payment/few-ways-to-pay", code="PAY-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.MARKETING,
       factor=Factor.FUNCTION, measured=saw_payments, preview=True)
def few_ways_to_pay(journey: Journey, *, least: int = 2) -> Iterator[Finding]:
    """There are several ways to pay.

    Why it matters: Whoever does not find the way to pay that they trust and have at hand leaves with a full cart. Which ways
        these are differs from country to country.
    How to fix: Offer, beside cards, the wallet and the bank payment that your country's customers use most, and name all ways
        before the checkout, for example in the footer.
    Bad: {reached: checkout, door: {payments: [visa, mastercard]}}
    Good: {reached: checkout, door: {payments: [visa, prepayment], wallets: [paypal]}}
    Rests on: C 2.2(3) (a safe environment and several methods); A 1.4
    References: Opquast v4 (2020) rules 47 and 57. Cards count as one way, whoever issues them: house rule.
    """
    ways = dict.fromkeys((*journey.door.payments, *journey.door.wallets))
    kinds = {"card" if way in CARDS else way for way in ways}
    if len(kinds) < least:
        yield fail("Only one kind of payment was found by us at the checkout on a {device}: {ways}",
                   **at(journey, Reach.CHECKOUT, "ways"), ways=", ".join(map(payment_name, ways)))
