"""SPD-03: whether a page's parts jump about while it loads."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Browser
from checks.speed.curve import GOOD, said, seen, weight_of, worth


@check("speed/jumping-content", code="SPD-03", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=seen("cls"),
       headline="Content jumps while pages load, in {count} measurements")
def jumping_content(browser: Browser) -> Iterator[Finding | Grade]:
    """Nothing jumps about while the page loads.

    Why it matters: When the page shifts under the finger, customers lose the line they read, or press something they never
        meant to press.
    How to fix: Give every picture, film and advertisement its width and height (or an aspect-ratio) in the page, keep room
        for banners and notices that come late, and do not insert anything above what is already shown. Load fonts with
        font-display: optional or with a substitute of the same width.
    Bad: {cls: 0.31}
    Good: {cls: 0.02}
    Rests on: E 3.2.4; D III.2 (performance)
    References: Lighthouse 13.4 curve for cumulative layout shift (2026): good up to 0.1, poor from 0.25.
    """
    score = worth(browser, "cls")
    yield grade(score)
    if score < GOOD:
        yield fail("The {page} jumps about while it loads on a {device}", at=browser.cls_element or (), shot=browser.screenshot,
                   severity=weight_of(score, Severity.MINOR), cls=round(browser.cls, 3), **said(browser))
