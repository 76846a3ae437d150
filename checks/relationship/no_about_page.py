"""BRD-02: a page about who runs the shop."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, sells


@check("relationship/no-about-page", code="BRD-02", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.MARKETING,
       factor=Factor.CONTENT, applies=sells, measured=known(PageKind.ABOUT, PageKind.IMPRINT))
def no_about_page(site: Site) -> Iterator[Finding]:
    """A page tells who runs the shop.

    Why it matters: Online nobody sees the seller. A page with people, place and history turns an address on the web into
        somebody one can trust.
    How to fix: Write a page "About us" with who you are, since when, from where, and what you do differently, with a picture
        of the people or the house. Link to it from the footer.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, about]}]
    Rests on: B 2 (customers see no seller); D III.2 (brand)
    References: Opquast v4 (2020) rules 94 and 99 to 101. An imprint serves as well: house rule.
    """
    if not is_there(site, PageKind.ABOUT, PageKind.IMPRINT):
        yield fail("Not found by us: a page that tells who runs the shop", key="missing")
