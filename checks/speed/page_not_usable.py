"""SPD-01: pages that show nothing within half a minute."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Browser, Failure
from checks.speed.curve import said

LONGEST_S = 30
WITHIN = re.compile(r"within (\d+) s")


def timed_out(browser: Browser) -> bool:
    """Whether the browser gave up after half a minute or more; a shorter patience proves nothing."""
    waited = WITHIN.search(browser.failure or "")
    return browser.failure == Failure.TIMED_OUT or bool(waited and int(waited[1]) >= LONGEST_S)


def opened_or_waited(browser: Browser) -> bool:
    """The page did not open in the browser for another reason than its slowness."""
    opened = browser.failure is None and (browser.status is None or browser.status < 400)
    return timed_out(browser) or (opened and browser.fcp_ms is not None)


@check("speed/page-not-usable", code="SPD-01", severity=Severity.BLOCKER, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=opened_or_waited)
def page_not_usable(browser: Browser, *, longest_ms: float = 1000 * LONGEST_S) -> Iterator[Finding]:
    """Every page shows something within half a minute.

    Why it matters: After thirty seconds of an empty screen an ordinary visitor has given up, and will hardly try again.
    How to fix: Find out first whether the server answers at all: look into its error log and at its load. Then look for a script
        or style sheet at the top of the page that waits for another company's server, and take it out or load it later.
    Bad: {failure: timed out}
    Good: {fcp_ms: 1200}
    Rests on: E 3.2.4 (a page that has not opened within 30 seconds has lost its visitor)
    References: Lighthouse 13.4 (2026) gives up waiting for the first paint after 30 s as well. Measured on a slowed-down
        connection like that of a phone.
    """
    if timed_out(browser):
        yield fail("The {page} did not open on a {device}: {failure}", shot=browser.screenshot, failure=browser.failure,
                   **said(browser))
    elif browser.fcp_ms > longest_ms:
        yield fail("The {page} shows nothing for {seconds} s on a {device}", shot=browser.screenshot,
                   seconds=round(browser.fcp_ms / 1000), fcp_ms=browser.fcp_ms, **said(browser))
