"""PAY-01: pages that are sent without encryption."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.safe_payment.addresses import is_encrypted, is_public

SENSITIVE = {PageKind.HOME, PageKind.CART, PageKind.CHECKOUT, PageKind.ACCOUNT}


def pages_seen(site: Site) -> bool:
    """No page was seen."""
    return bool(site.pages)


@check("safe-payment/not-encrypted", code="PAY-01", severity=Severity.BLOCKER, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, applies=is_public, measured=pages_seen)
def not_encrypted(site: Site) -> Iterator[Finding]:
    """Every page comes over an encrypted connection.

    Why it matters: Without encryption anyone in between can read along and change the page, passwords and addresses included.
        Browsers say "Not secure" beside the shop's name, and many customers stop there.
    How to fix: Get a certificate (most hosts give one free of charge and renew it by themselves), send every address that begins
        with http:// on to https:// with a permanent redirect (301), and correct the links in pages and templates.
    Bad:
        url: http://shop.example/
        pages: [{url: "http://shop.example/", kind: home}]
    Good:
        url: https://shop.example/
        pages: [{url: "http://shop.example/", final_url: "https://shop.example/", kind: home}]
        http_redirects_to_https: true
    Rests on: C 2.2(3) (a safe environment); A 1.4, 2(1)
    References: Opquast v4 (2020) rules 192 to 195; RFC 9110 (2022) section 4.2.2. A blocker where home page, cart, checkout or
        account are concerned, else major: house rule.
    """
    bare = [page for page in site.pages if not is_encrypted(page.final_url)]
    if bare:
        yield fail("Pages sent without encryption: {count}, such as {example}", key="bare", count=len(bare),
                   pages=tuple(page.final_url for page in bare), example=bare[0].final_url,
                   severity=None if any(page.kind in SENSITIVE for page in bare) else Severity.MAJOR)
    elif site.http_redirects_to_https is False:
        yield fail("The shop can still be opened without encryption: http:// is not sent on to https://", key="no-redirect",
                   severity=Severity.MAJOR)
