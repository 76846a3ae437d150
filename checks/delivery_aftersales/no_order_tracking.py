"""TRK-01: a way to see where an order is."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, sells


@check("delivery-aftersales/no-order-tracking", code="TRK-01", severity=Severity.MAJOR, stage=Stage.RECEIVE, team=Team.LOGISTICS,
       factor=Factor.FUNCTION, applies=sells, measured=known(PageKind.TRACKING))
def no_order_tracking(site: Site) -> Iterator[Finding]:
    """Customers can look up where their order is, without logging in.

    Why it matters: After paying, waiting in the dark is the worst part of buying online. Whoever cannot look up the order
        writes or telephones, and remembers the worry.
    How to fix: Offer a page "Track your order" that asks for the order's number and the e-mail address, and link to it from
        the footer. Most shop systems and carriers have one ready to be switched on.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, tracking]}]
    Rests on: C 1.3.2, 2.2(2) (looking up the shipment); B 3-4
    References: Baymard Institute, "Order tracking and returns" (2024); Opquast v4 (2020) rule 65. Only behind a log-in is
        minor: house rule. A link that is only sent by e-mail is not seen by us.
    """
    if is_there(site, PageKind.TRACKING):
        return
    if is_there(site, PageKind.ACCOUNT):
        yield fail("Not found by us: a way to look up an order without logging in", key="log-in", severity=Severity.MINOR)
    else:
        yield fail("Not found by us: a way to look up an order", key="missing")
