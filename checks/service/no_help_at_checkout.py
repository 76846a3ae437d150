"""CON-05: a checkout where nobody can be asked."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Reach
from checks.walk import at


def looked(journey: Journey) -> bool:
    """The door of the checkout was not seen."""
    return journey.door is not None and journey.door.help_near is not None


@check("service/no-help-at-checkout", code="CON-05", severity=Severity.MINOR, stage=Stage.BUY, team=Team.SERVICE,
       factor=Factor.USABILITY, measured=looked, preview=True)
def no_help_at_checkout(journey: Journey) -> Iterator[Finding]:
    """Help is at hand in the checkout.

    Why it matters: The last questions come at the checkout: can I send it back, which card, when does it arrive? Who has to
        leave the page for an answer often does not return to it.
    How to fix: Put a telephone number, a chat or a link to help and contact beside the form, and let it open without losing
        what was typed. Checkouts without the shop's menu often lose the help with it.
    Bad: {reached: checkout, door: {help_near: false}}
    Good: {reached: checkout, door: {help_near: true}}
    Rests on: C 1.2(1), 2.1(3); A 2(3)
    References: WCAG 2.2, criterion 3.2.6 "Consistent help" (2023)
    """
    if journey.door.help_near is False:
        yield fail("Not found by us: help or a contact, at the checkout on a {device}", **at(journey, Reach.CHECKOUT, "help"))
