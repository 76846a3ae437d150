"""SPD-02: how long the main thing on a page takes to show."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Browser
from checks.speed.curve import GOOD, said, seen, weight_of, worth


@check("speed/slow-main-content", code="SPD-02", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=seen("lcp_ms"),
       headline="The main picture or text comes late, in {count} measurements")
def slow_main_content(browser: Browser) -> Iterator[Finding | Grade]:
    """The main picture or text of a page shows quickly.

    Why it matters: Until the largest picture or block of text is there, the customer looks at an unfinished page. Each
        further second makes more of them leave, and with them goes every chance to sell to them again.
    How to fix: Save the page's main picture in the size at which it is shown and in a modern format (WebP or AVIF), do not
        load it lazily, and name it in the page's head (<link rel="preload" as="image">). Then remove or postpone scripts and
        style sheets that hold up the first view, and let a cache answer the page itself.
    Bad: {lcp_ms: 4600}
    Good: {lcp_ms: 1800}
    Rests on: E 3.2.4; D III.2; A 1.4
    References: Lighthouse 13.4 curve for largest contentful paint (2026): good up to 2.5 s, poor from 4.0 s on a phone, 1.2 and
        2.4 s on a desktop computer. A laboratory measure: it is not Google's field data of real customers.
    """
    score = worth(browser, "lcp_ms")
    yield grade(score)
    if score < GOOD:
        yield fail("The {page} takes {seconds} s to show its main picture or text on a {device}", at=browser.lcp_element or (),
                   shot=browser.screenshot, severity=weight_of(score, Severity.MAJOR), seconds=round(browser.lcp_ms / 1000, 1),
                   lcp_ms=browser.lcp_ms, **said(browser))
