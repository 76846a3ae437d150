"""JRN-03: a long way from the home page to the checkout."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Journey
from checks.walk import along, said


def arrived(journey: Journey) -> bool:
    """The walk did not arrive at the checkout, so that its clicks cannot be counted."""
    return journey.clicks_to_checkout is not None


@check("short-path/many-clicks", code="JRN-03", severity=Severity.MINOR, stage=Stage.BUY, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=arrived)
def many_clicks(journey: Journey, *, few: int = 5, many: int = 7) -> Iterator[Finding | Grade]:
    """The checkout is few clicks away from the home page.

    Why it matters: Buying online is more complicated than in a shop. Each click on the way is one more place to turn back.
    How to fix: Walk the way yourself and look for pages between that ask nothing of the customer: a page that only confirms what
        went into the cart, a category that only lists other categories. Put products and the best-selling categories on the home
        page, and a button to the checkout beside the message that something went into the cart.
    Bad: {reached: checkout, clicks_to_checkout: 9}
    Good: {reached: checkout, clicks_to_checkout: 5}
    Rests on: A 1.2 (the fewest clicks); B visual experience 2
    References: Baymard Institute, "Cart and checkout usability" (2024). Five clicks are category, product, into the cart, cart,
        checkout; more than five a note, more than seven minor, the grade falls to nothing at ten: house rule, to be calibrated.
    """
    clicks = journey.clicks_to_checkout
    yield grade(along(((few, 1.0), (2 * few, 0.0)), clicks))
    if clicks > few:
        yield fail("It takes {clicks} clicks from the home page to the checkout on a {device}", **said(journey), clicks=clicks,
                   severity=None if clicks > many else Severity.NOTE)
