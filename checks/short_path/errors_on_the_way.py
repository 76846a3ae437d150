"""JRN-04: what broke while a customer walked to the checkout."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Journey, Stop
from checks.walk import said

ANSWERED = re.compile(r" answered (\d{3})$")
GONE = {404, 410}
WALLS = {401, 403, 405, 429, 503, 999}
SERVER = 500
SCRIPT = "A script failed"


def went_on(journey: Journey) -> bool:
    """The walk did not begin, or the shop ended it, of which other checks tell."""
    return journey.reached is not None and journey.stop is not Stop.SHOP


@check("short-path/errors-on-the-way", code="JRN-04", severity=Severity.MINOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=went_on, preview=True)
def errors_on_the_way(journey: Journey) -> Iterator[Finding]:
    """Nothing breaks on the way to the checkout.

    Why it matters: A request that fails, or a script that breaks off between product and checkout, may leave the customer
        before a button that does nothing. Even where this walk got through, another customer or device may not.
    How to fix: Walk the same way with a browser's developer tools open, look at Console and Network, and mend what is shown in
        red, beginning with what happens after a button is pressed.
    Bad: {reached: checkout, errors: [GET /cart/advice answered 500]}
    Good: {reached: checkout}
    Rests on: E 4.1 (frozen pages)
    References: Nielsen Norman Group, usability heuristic 5 "Error prevention" (1994, 2024). An error of a script does not tell
        whose it is, so a person must look: house rule.
    """
    errors = [error for error in dict.fromkeys(journey.errors) if not is_wall(error)]
    broken = [error for error in errors if is_broken(error)]
    doubtful = [error for error in errors if error not in broken]
    if broken:
        yield fail("On the way to the checkout on a {device} something of the shop's failed: {error}", error=broken[0],
                   errors=broken, **{**said(journey), "key": "broken"})
    if doubtful:
        yield review("On the way to the checkout on a {device} something may have failed: {error}", error=doubtful[0],
                     errors=doubtful, **{**said(journey), "key": "doubtful"})


def status_of(error: str) -> int | None:
    found = ANSWERED.search(error)
    return int(found[1]) if found else None


def is_wall(error: str) -> bool:
    """Whether the shop may only have kept out what it took for a robot."""
    return status_of(error) in WALLS


def is_broken(error: str) -> bool:
    """Whether it is the shop's defect beyond doubt. Scripts may be another's, and other answers may be meant so."""
    status = status_of(error)
    if status is None:
        return not error.startswith(SCRIPT)
    return status >= SERVER or status in GONE
