"""CON-07: a page that tells how to reach the shop."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, without_link


@check("service/no-contact-page", code="CON-07", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.SERVICE,
       factor=Factor.CONTENT, measured=known(PageKind.CONTACT, PageKind.IMPRINT))
def no_contact_page(site: Site) -> Iterator[Finding]:
    """A page tells how to reach the shop, one click away from every page.

    Why it matters: Behind a shop without an address nobody is at home. Customers check who answers if something goes wrong
        before they trust it with their money.
    How to fix: Write a contact page with telephone, e-mail or form, postal address and hours, and link to it by that name
        ("Contact") in the header or footer of every page.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, contact]}]
    Rests on: C 1.2(1), 3.2-3.4; E 4.2
    References: Opquast v4 (2020) rules 100 to 104; WCAG 2.2 (2023) criterion 3.2.6. An imprint serves as well: house rule.
    """
    if not is_there(site, PageKind.CONTACT, PageKind.IMPRINT):
        yield fail("Not found by us: a page that tells how to reach the shop", key="missing")
    elif pages := without_link(site, PageKind.CONTACT, PageKind.IMPRINT):
        yield fail("Pages without a link to a way to reach the shop: {count}, such as {example}", key="unlinked", pages=pages,
                   count=len(pages), example=pages[0], severity=Severity.MINOR)
