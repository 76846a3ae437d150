"""INT-03: how many steps the checkout has."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Journey
from checks.walk import along, said

CURVE = ((5, 1.0), (7, 0.6), (10, 0.0))


def told(journey: Journey) -> bool:
    """The checkout did not show how many steps it has."""
    return journey.checkout_steps is not None


@check("short-path/many-checkout-steps", code="INT-03", severity=Severity.MINOR, stage=Stage.BUY, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=told)
def many_checkout_steps(journey: Journey, *, few: int = 5, many: int = 7) -> Iterator[Finding | Grade]:
    """The checkout has few steps.

    Why it matters: A customer who has clicked through six pages and still does not see the end begins to doubt and leaves.
    How to fix: Put the address, delivery and payment together where they fit on one page, leave out steps that have only one
        choice, and show at the top which step of how many this is.
    Bad: {reached: checkout, checkout_steps: 9}
    Good: {reached: checkout, checkout_steps: 4}
    Rests on: A 1.2, 2(2) (fewer and simpler steps)
    References: Baymard Institute, "Checkout optimization" (2024): 5.1 steps on average. More than five a note, more than seven
        minor, with a grade that falls to nothing at ten: house rule, to be calibrated.
    """
    steps = journey.checkout_steps
    yield grade(along(CURVE, steps))
    if steps > few:
        yield fail("The checkout has {steps} steps on a {device}", **said(journey), steps=steps,
                   severity=None if steps > many else Severity.NOTE)
