"""PAY-05: whether browsers are told to come back over an encrypted connection only."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site
from checks.safe_payment.addresses import is_public

DAY = 86_400
MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d+)", re.I)


def header_seen(site: Site) -> bool:
    """The home page was not seen over an encrypted connection, which alone may carry the header."""
    return site.strict_transport is not None


@check("safe-payment/no-strict-transport", code="PAY-05", severity=Severity.MINOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, applies=is_public, measured=header_seen)
def no_strict_transport(site: Site, *, least_days: int = 180) -> Iterator[Finding]:
    """Browsers are told to use the encrypted connection only.

    Why it matters: A customer who types the shop's name without https:// is unprotected for a moment, long enough in a café's
        wireless network to be led to a copy of the shop.
    How to fix: Let the server send the header "Strict-Transport-Security: max-age=31536000" with every encrypted answer, once you
        are sure that all of the shop works over https. Many hosts have a switch for it, called HSTS.
    Bad: {url: "https://shop.example/", strict_transport: ""}
    Good: {url: "https://shop.example/", strict_transport: "max-age=31536000; includeSubDomains"}
    Rests on: C 2.2(3); A 2(1)
    References: RFC 6797 (2012) section 6.1. At least 180 days, a shorter time is a note: house rule.
    """
    age = MAX_AGE.search(site.strict_transport or "")
    days = int(age[1]) // DAY if age else 0
    if not days:
        yield fail("Browsers are not told to use the encrypted connection only", key="missing", header=site.strict_transport)
    elif days < least_days:
        yield fail("Browsers are told to use the encrypted connection only, but for no more than {days} days", key="short",
                   days=days, header=site.strict_transport, severity=Severity.NOTE)
