"""PRV-01: a page about personal data, linked from everywhere."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, without_link


@check("privacy/no-privacy-page", code="PRV-01", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.LEGAL,
       factor=Factor.CONTENT, measured=known(PageKind.PRIVACY))
def no_privacy_page(site: Site) -> Iterator[Finding]:
    """A page of its own says how personal data is protected, and every page links to it.

    Why it matters: Whoever gives an address and a card number wants to know what becomes of them. A shop that does not say so
        looks careless, and in many countries it breaks the law.
    How to fix: Write a page that names what is collected and to what end, who sees it, how long it is kept and how to ask for
        it to be deleted. Link to it by name ("Privacy") in the footer of every page, and beside every form that asks for an
        address, the checkout's too.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, privacy]}]
    Rests on: E 3.2.5 (a dedicated page); A 2(1)
    References: Opquast v4 (2020) rule 14; GDPR (2016) articles 12 and 13; PIPL (2021) article 17. A template counts when at
        least half of its pages lack the link: house rule.
    """
    if not is_there(site, PageKind.PRIVACY):
        yield fail("Not found by us: a page that says how personal data is protected", key="missing")
    elif pages := without_link(site, PageKind.PRIVACY, everywhere=True):
        yield fail("Pages without a link to the privacy page: {count}, such as {example}", key="unlinked", pages=pages,
                   count=len(pages), example=pages[0])
