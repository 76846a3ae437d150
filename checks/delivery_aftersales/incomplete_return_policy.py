"""RET-02: what a page about returns has to say."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Page, PageKind
from auditor.facts.forms import forms
from auditor.facts.policies import policy_text, returns_items
from auditor.facts.text import words_in
from checks.privacy.missing_clauses import is_readable, unfilled

ITEMS = {
    "days": "how many days there are", "start": "from when they count", "condition": "in what condition goods are taken back",
    "exclusions": "what cannot be returned", "payer": "who pays for the parcel", "how": "how and where to send it",
    "refund": "when the money comes back", "exchange": "whether goods can be exchanged",
}
FORM_WORDS, FORM_FIELDS = 150, 3


def is_policy(page: Page) -> bool:
    """The page is a form to fill in, and not the policy."""
    filled_in = any(form.method == "post" and len(form.fields) >= FORM_FIELDS for form in forms(page))
    return not filled_in or words_in(policy_text(page)) >= FORM_WORDS


@check("delivery-aftersales/incomplete-return-policy", code="RET-02", severity=Severity.MAJOR, stage=Stage.RETURN,
       team=Team.LEGAL, factor=Factor.CONTENT, on={PageKind.RETURNS}, applies=is_policy, measured=is_readable)
def incomplete_return_policy(page: Page, *, enough: int = 6, some: int = 4) -> Iterator[Finding | Grade]:
    """The page about returns answers what customers ask before they buy.

    Why it matters: Who buys without touching wants to know how to give back. Terms that leave open days, costs or the way
        back keep people from buying, and bring in the same questions by mail day after day.
    How to fix: Say in short paragraphs how many days there are and from when, in what condition and what is excepted, who
        pays for the parcel, where to send it, when the money comes back, and whether goods can be exchanged.
    Bad:
        <main><h1>Returns</h1><p>Not happy? No problem at all. Our friendly team will always find a good answer for you.
        Just get in touch with us and tell us what is wrong with it.</p></main>
    Good:
        <main><h1>Returns</h1><p>You may return your goods within 30 days from the day you receive the parcel. They must be
        unused and in the original packaging. Opened tea cannot be returned. We pay the return shipping. Send the parcel to
        the address on the label, which you can print from your account. We refund the money within 7 days after the parcel
        arrives. If you want another size, we exchange the goods.</p></main>
    Rests on: C 2.3(3), 2.1(3); A 1.1; B e-commerce point 4
    References: Opquast checklist v4, rules 50 to 53 (2020). Directive 2011/83/EU, articles 6 and 9 to 14 (2011). China, Law
        on the Protection of Consumer Rights, article 25 (2013). The thresholds are a house rule.
    """
    told = returns_items(page)
    yield grade(len(told.covered) / enough)
    if len(told.covered) < enough:
        yield fail("The page about returns does not say {missing}", key="items", items=list(told.missing),
                   covered=len(told.covered), missing=", ".join(ITEMS[item] for item in told.missing),
                   severity=Severity.MINOR if len(told.covered) >= some else None)
    for gap in unfilled(policy_text(page)):
        yield fail("The page about returns still holds the template's “{gap}”", key=gap, gap=gap)
