"""SPD-05: how long the server takes to begin its answer."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Browser
from checks.speed.curve import GOOD, said, seen, weight_of, worth


@check("speed/slow-server", code="SPD-05", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=seen("ttfb_ms"),
       headline="The server is slow to answer, in {count} measurements")
def slow_server(browser: Browser) -> Iterator[Finding | Grade]:
    """The server answers promptly.

    Why it matters: Nothing can be shown before the server's first word. Whatever it takes to think is added to every page, for
        every customer.
    How to fix: Turn on the shop system's page cache, put a content delivery network in front, and ask the host or developer which
        database queries or extensions take longest. If it is slow only at busy hours, the server is too small.
    Bad: {ttfb_ms: 2400}
    Good: {ttfb_ms: 210}
    Rests on: E 3.2.4; A 1.4 (site performance is part of the experience)
    References: web-vitals library (2026): time to first byte good up to 0.8 s, poor from 1.8 s. The curve between these is
        Lighthouse's log-normal: house rule. The way from our machine to the server is part of it.
    """
    score = worth(browser, "ttfb_ms")
    yield grade(score)
    if score < GOOD:
        yield fail("The server takes {seconds} s before it begins to answer for the {page}",
                   severity=weight_of(score, Severity.MINOR), seconds=round(browser.ttfb_ms / 1000, 1), ttfb_ms=browser.ttfb_ms,
                   **said(browser))
