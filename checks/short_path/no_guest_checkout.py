"""INT-01: a checkout that demands an account."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey
from checks.walk import said


def looked(journey: Journey) -> bool:
    """The checkout was not seen, so nothing can be said about buying without an account."""
    return journey.guest_checkout is not None


@check("short-path/no-guest-checkout", code="INT-01", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.DESIGN,
       factor=Factor.FUNCTION, measured=looked)
def no_guest_checkout(journey: Journey) -> Iterator[Finding]:
    """One can buy without making an account.

    Why it matters: Being made to register first is among the commonest reasons to abandon a purchase. The customer came for the
        goods, and a password is one more thing to think up, confirm and forget.
    How to fix: Turn on guest checkout in the shop's settings and make it the first choice, above the log-in. Offer the account
        after the order is placed, when one password field is all that it still takes.
    Bad: {reached: checkout, guest_checkout: false}
    Good: {reached: checkout, guest_checkout: true}
    Rests on: A 1.2, 2(1) (without needless registration)
    References: Baymard Institute, "Checkout usability" (2024): 26 % abandoned because they had to make an account; Opquast v4
        (2020) rule 29
    """
    if not journey.guest_checkout:
        yield fail("Not found by us: a way to buy without an account, on a {device}", **said(journey))
