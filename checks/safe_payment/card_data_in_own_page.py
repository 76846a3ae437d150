"""PAY-03: card numbers that are typed into the shop's own page."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import at


def saw_fields(journey: Journey) -> bool:
    """Where card numbers are typed was not seen; the walk stops at the door of the checkout."""
    return journey.door is not None and journey.door.card_here is not None


@check("safe-payment/card-data-in-own-page", code="PAY-03", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=saw_fields, preview=True)
def card_data_in_own_page(journey: Journey) -> Iterator[Finding]:
    """Card numbers are typed into a frame of the payment provider's, not into the shop's page.

    Why it matters: What is typed into the shop's own page can be read by every script on it, also by one that somebody smuggled
        in. In a frame of the provider's it cannot, and the shop has far less to prove.
    How to fix: Use the hosted fields or the payment page of your provider in place of fields of your own for number, date and
        code.
    Bad: {reached: checkout, door: {card_here: true}}
    Good: {reached: checkout, door: {card_here: false}}
    Rests on: C 2.2(3); A 1.2 (payment by third parties)
    References: PCI Security Standards Council, SAQ A and SAQ A-EP (2025). Where a field is seen says nothing of whether the
        shop keeps to that standard, which no look from outside can tell.
    """
    if journey.door.card_here:
        yield fail("At the checkout on a {device} card numbers are typed into the shop's own page",
                   **at(journey, Reach.CHECKOUT, "card"))
