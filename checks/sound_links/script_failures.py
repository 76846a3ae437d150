"""LNK-05: what breaks on a page while a browser opens it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Browser, FailedRequest
from checks.words import device_word, page_word

WALLS = {401, 403, 405, 429, 503, 999}
CALLED_OFF = ("ERR_ABORTED", "ERR_BLOCKED")
THROWN = ("Uncaught", "EvalError", "TypeError", "ReferenceError", "SyntaxError", "RangeError")


def opened(browser: Browser) -> bool:
    """The page did not open in the browser."""
    return browser.failure is None and (browser.status is None or browser.status < 400)


@check("sound-links/script-failures", code="LNK-05", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=opened)
def script_failures(browser: Browser) -> Iterator[Finding]:
    """Pages load all their parts, and their scripts run through.

    Why it matters: A part that fails to load, or a script that breaks off, leaves buttons that do nothing and pages that freeze
        half-built, often only on some devices and without anybody in the shop noticing.
    How to fix: Open the page in a browser's developer tools, look at the tabs Console and Network, and mend what is shown in red:
        restore missing files, and give the first error of a script to whoever built the theme or the extension it names.
    Bad:
        failed_requests: [{url: https://shop.example/cart.js, status: 404}]
    Good:
        failed_requests: [{url: https://counter.example/hit, reason: "net::ERR_ABORTED", first_party: false}]
    Rests on: E 4.1 (frozen pages)
    References: Chrome for Developers, Lighthouse audit "errors-in-console" (2025). Only the shop's own files count. An error
        does not tell whose script it is, so a person must look: house rule.
    """
    said = {"page": page_word(browser.page_kind), "device": device_word(browser.device)}
    for request in dict.fromkeys(browser.failed_requests):
        if counts(request) and request.url not in browser.broken_images:
            yield fail("The {page} fails to load {address} on a {device}", key=urlsplit(request.url).path, **said,
                       address=request.url, status=request.status, because=request.reason)
    errors = list(dict.fromkeys(error for error in browser.console_errors if error.startswith(THROWN)))
    if errors:
        yield review("A script breaks off on the {page} on a {device}: {error}", key="script", **said,
                     error=errors[0][:200], errors=errors[:20])


def counts(request: FailedRequest) -> bool:
    """Whether a failed request is the shop's defect: not another's file, not called off by the page itself, not a wall."""
    called_off = any(reason in request.reason for reason in CALLED_OFF)
    failed = request.status is None or (request.status >= 400 and request.status not in WALLS)
    return request.first_party and failed and not called_off and not request.url.endswith("/favicon.ico")
