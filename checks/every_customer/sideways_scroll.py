"""MOB-01: pages that are wider than a phone."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Browser
from checks.words import page_word


def on_phone(browser: Browser) -> bool:
    """The page was measured on a desktop computer."""
    return browser.device == "mobile"


def width_seen(browser: Browser) -> bool:
    """The page did not open in the browser, or its width could not be measured there."""
    return browser.failure is None and (browser.status is None or browser.status < 400) and browser.scroll_width is not None


@check("every-customer/sideways-scroll", code="MOB-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, applies=on_phone, measured=width_seen)
def sideways_scroll(browser: Browser, *, slack_px: int = 4) -> Iterator[Finding]:
    """Pages fit the width of a phone.

    Why it matters: A page that must be pushed from side to side is tiresome to read, and buttons at its right edge are not
        seen at all. Most customers come with a phone.
    How to fix: Look for what sticks out, usually a picture, a table or a box with a width in pixels, and give it max-width:
        100%, or let it scroll inside its own frame. The page's head needs <meta name="viewport"
        content="width=device-width">.
    Bad:
        scroll_width: 980
        profile: {device: mobile, width: 412, height: 823, scale: 1.75, latency_ms: 562, down_kbps: 1474, up_kbps: 675, cpu: 4}
    Good:
        scroll_width: 412
        profile: {device: mobile, width: 412, height: 823, scale: 1.75, latency_ms: 562, down_kbps: 1474, up_kbps: 675, cpu: 4}
    Rests on: D III.2 (usability); A 2(2)
    References: WCAG 2.2 (2023) criterion 1.4.10 (reflow). Measured at the width of a common phone, with some pixels of slack:
        house rule.
    """
    width = int(browser.profile.width)
    if browser.scroll_width > width + slack_px:
        yield fail("The {page} is {over} pixels wider than the screen of a phone", key=browser.device, shot=browser.screenshot,
                   page=page_word(browser.page_kind), over=browser.scroll_width - width, scroll_width=browser.scroll_width,
                   screen_width=width)
