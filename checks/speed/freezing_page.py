"""SPD-04: how long scripts keep a page from answering."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Browser
from checks.speed.curve import GOOD, said, seen, weight_of, worth


@check("speed/freezing-page", code="SPD-04", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=seen("tbt_ms"),
       headline="Pages do not answer while they load, in {count} measurements")
def freezing_page(browser: Browser) -> Iterator[Finding | Grade]:
    """The page answers at once while it loads.

    Why it matters: As long as scripts keep the device busy, pressing a button does nothing. The customer presses again, or
        believes that the shop is frozen.
    How to fix: List the scripts on the page and take out what nobody uses (old trackers, second chat windows, sliders). Load
        the rest with defer or only when needed, and let consent, chat and statistics start after the page is shown.
    Bad: {tbt_ms: 900}
    Good: {tbt_ms: 90}
    Rests on: E 4.1 (frozen pages); E 3.2.4
    References: Lighthouse 13.4 curve for total blocking time (2026): good up to 200 ms, poor from 600 ms on a phone, 150 and
        350 ms on a desktop computer.
    """
    score = worth(browser, "tbt_ms")
    yield grade(score)
    if score < GOOD:
        yield fail("The {page} does not answer for {seconds} s in all while it loads on a {device}", shot=browser.screenshot,
                   severity=weight_of(score, Severity.MINOR), seconds=round(browser.tbt_ms / 1000, 2), tbt_ms=browser.tbt_ms,
                   **said(browser))
