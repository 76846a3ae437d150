"""SPD-06: how much a page asks the customer to download."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Browser
from checks.speed.curve import GOOD, said, seen, weight_of, worth


@check("speed/heavy-page", code="SPD-06", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=seen("bytes"),
       headline="Pages are heavy, in {count} measurements")
def heavy_page(browser: Browser) -> Iterator[Finding | Grade]:
    """Pages are light enough for a mobile connection.

    Why it matters: Every megabyte takes seconds on a mobile connection and eats into the customer's data plan.
    How to fix: Begin with pictures: the size at which they are shown, a modern format, and lazy loading below the first screen.
        Then films that start by themselves, then scripts and fonts that the page does not use. Turn on compression (gzip or
        Brotli) for text.
    Bad: {bytes: 6500000}
    Good: {bytes: 900000}
    Rests on: E 3.2.4; D III.2
    References: Lighthouse 13.4 audit "total-byte-weight" (2026): good up to 2667 KiB, poor from 4000 KiB.
    """
    score = worth(browser, "bytes")
    yield grade(score)
    if score < GOOD:
        yield fail("The {page} makes a {device} download {megabytes} MB", severity=weight_of(score, Severity.MINOR),
                   megabytes=round(browser.bytes / 1e6, 1), bytes=browser.bytes, requests=browser.requests, **said(browser))
