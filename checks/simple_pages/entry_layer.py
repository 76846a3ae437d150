"""VIS-02: a layer that lies over the home page when a customer arrives."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, review
from auditor.core.records import Browser, Element, PageKind
from checks.words import device_word


def opened(browser: Browser) -> bool:
    """The home page did not open in the browser."""
    return browser.failure is None and (browser.status is None or browser.status < 400)


@check("simple-pages/entry-layer", code="VIS-02", severity=Severity.NOTE, stage=Stage.DISCOVER, team=Team.DESIGN,
       factor=Factor.USABILITY, on={PageKind.HOME}, measured=opened)
def entry_layer(browser: Browser) -> Iterator[Finding]:
    """Nothing lies over the home page when a customer arrives.

    Why it matters: The first thing a newcomer meets is then not the goods but something to be cleared away. A notice that
        asks for consent may be the law; an invitation to a newsletter is not.
    How to fix: Look at the picture. Keep a consent notice small, at the edge, with refusing as easy as accepting. Show
        invitations, coupons and chat only after the customer has looked around, and let them be closed with one press.
    Bad: {consent_layer: "#cookie-banner"}
    Good: {fcp_ms: 900}
    Rests on: B visual experience 2 (nothing that distracts)
    References: Opquast v4 (2020) rules 149, 156 and 157. Never counted: whether the layer is owed by law, a person must see.
    """
    if browser.consent_layer:
        yield review("A layer lies over the home page when a customer arrives on a {device}", at=Element(browser.consent_layer),
                     shot=browser.screenshot, key=browser.device, device=device_word(browser.device), layer=browser.consent_layer)
