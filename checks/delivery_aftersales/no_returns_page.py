"""RET-01: a page about returns, one click from everywhere."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, sells, without_link


@check("delivery-aftersales/no-returns-page", code="RET-01", severity=Severity.MAJOR, stage=Stage.RETURN, team=Team.SERVICE,
       factor=Factor.CONTENT, applies=sells, measured=known(PageKind.RETURNS))
def no_returns_page(site: Site) -> Iterator[Finding]:
    """The terms of return are one click away from every page.

    Why it matters: Goods bought unseen may not fit. Customers look for the terms of return before they buy, and if they do
        not find them they buy where they do.
    How to fix: Write one page about returns, exchanges and refunds: how many days, in what condition, who pays, to what
        address, when the money comes back. Link to it by that name ("Returns") in the footer of every page and on the
        product's page.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, returns]}]
    Rests on: C 2.3(3); A 1.1 (goods may differ from the picture)
    References: Opquast v4 (2020) rules 42 and 50 to 53; Baymard Institute, "Cart abandonment rate statistics" (2024): 18 %
        left over the terms of return
    """
    if not is_there(site, PageKind.RETURNS):
        yield fail("Not found by us: a page about returns and refunds", key="missing")
    elif pages := without_link(site, PageKind.RETURNS):
        yield fail("Pages without a link to the terms of return: {count}, such as {example}", key="unlinked", pages=pages,
                   count=len(pages), example=pages[0])
