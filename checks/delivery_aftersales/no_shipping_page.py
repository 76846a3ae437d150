"""DLV-01: a page about delivery and what it costs."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, sells, without_link


@check("delivery-aftersales/no-shipping-page", code="DLV-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.LOGISTICS,
       factor=Factor.CONTENT, applies=sells, measured=known(PageKind.SHIPPING))
def no_shipping_page(site: Site) -> Iterator[Finding]:
    """A page tells how goods are delivered and what that costs.

    Why it matters: Cost and time of delivery belong to the price. Customers who cannot find them before they order suspect
        the worst and leave.
    How to fix: Write one page with a small table: where you deliver to, by whom, how long it takes, what it costs, and from
        what sum on it is free. Link to it by that name ("Delivery") in the footer of every page.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, shipping]}]
    Rests on: A 1.3; C 2.2(4), 2.3(1)
    References: Opquast v4 (2020) rules 34, 35 and 46; Baymard Institute, "Footer links for shipping and returns" (2024):
        missing in one shop of five
    """
    if not is_there(site, PageKind.SHIPPING):
        yield fail("Not found by us: a page about delivery and its cost", key="missing")
    elif pages := without_link(site, PageKind.SHIPPING):
        yield fail("Pages without a link to the page about delivery: {count}, such as {example}", key="unlinked", pages=pages,
                   count=len(pages), example=pages[0], severity=Severity.MINOR)
