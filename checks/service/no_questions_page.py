"""FAQ-01: a page that answers common questions."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site
from checks.policies import is_there, known, sells, without_link


@check("service/no-questions-page", code="FAQ-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.SERVICE,
       factor=Factor.CONTENT, applies=sells, measured=known(PageKind.FAQ))
def no_questions_page(site: Site) -> Iterator[Finding]:
    """A page answers the questions that customers ask most.

    Why it matters: Most questions are always the same. Who finds the answer at once buys at once, and your staff has time for
        the rest.
    How to fix: Collect the twenty questions that your mail and telephone bring most often: ordering, paying, delivery,
        returns, warranty, account. Answer each in two or three sentences on one page, and link to it ("Help" or "FAQ") from
        every page.
    Bad:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, terms]}]
    Good:
        pages: [{url: "https://shop.example/lamp", kind: product, links_to_kinds: [home, faq]}]
    Rests on: C 3.1 (answers to four questions of five); E 3.2.1 (the machine answers first)
    References: Opquast v4 (2020) rule 107; Baymard Institute, "Help and self-service" (2024). Major as the papers put it:
        house rule, to be calibrated.
    """
    if not is_there(site, PageKind.FAQ):
        yield fail("Not found by us: a page with answers to common questions", key="missing")
    elif pages := without_link(site, PageKind.FAQ):
        yield fail("Pages without a link to the page with answers: {count}, such as {example}", key="unlinked", pages=pages,
                   count=len(pages), example=pages[0], severity=Severity.MINOR)
