"""PRV-02: what a privacy page has to say, by the paper's five points."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Page, PageKind
from auditor.facts.languages import detected_language
from auditor.facts.lexicon import lexicon_language
from auditor.facts.policies import placeholders, policy_text, privacy_points
from auditor.facts.text import main_element, words_in

POINTS = {
    "email_secrecy": "that e-mail addresses are kept secret", "orders": "how orders are handled",
    "aggregation": "whether data go into statistics", "purpose": "what the data are used for",
    "recipients": "who may see the data",
}
LEAST_READ = 20
IN_PASSING = re.compile(r"your store|example\.(?:com|org)")


def is_readable(page: Page) -> bool:
    """The policy has no text that could be read, or is in a language that we do not read."""
    text = policy_text(page)
    written = detected_language(text)
    return words_in(text) >= LEAST_READ and (not written or lexicon_language(written) is not None)


@check("privacy/missing-clauses", code="PRV-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.LEGAL, factor=Factor.CONTENT,
       on={PageKind.PRIVACY}, measured=is_readable)
def missing_clauses(page: Page, *, stub: int = 150) -> Iterator[Finding | Grade]:
    """The privacy page says what happens to personal data, point by point.

    Why it matters: Before customers type in name and address they want to know who will see them and what for. A page that
        leaves this open, or holds a few fine words, costs the trust that it was written to win.
    How to fix: Write a paragraph on each of the five points: that e-mail addresses stay secret; how an order's data are
        handled; whether they go into statistics; for what purpose; who else gets to see it. Fill in every gap of the
        template.
    Bad:
        <main><h1>Privacy policy</h1><p>Your privacy is important to us. We handle everything that you tell us with the
        greatest care and keep to the law at all times. If you have questions, write to us.</p></main>
    Good:
        <main><h1>Privacy policy</h1><p>We use your data for one purpose alone: to process the order that you place with us.
        We need your name and postal address for the parcel, and your e-mail address so that we can tell you when it leaves.
        We never sell, rent or share your e-mail address, and whoever gets our letter about new teas can leave it with one
        click. When you order, name and address go to the carrier, and the sum to the bank that you have chosen; these third
        parties may use them for nothing else. Nobody else is given anything. We count visits with a program on our own
        server, and only as anonymous statistics: we see how many people read a page, and not who they are. Invoices are
        kept for ten years because the law wants it, everything else is deleted after two. You may ask at any time what we
        know of you, have it put right, or have it deleted; a letter or a mail is enough, and we answer within a week. If
        you think that we do wrong, you can complain to the authority that watches over us.</p></main>
    Rests on: E 3.2.5; A 2(1)
    References: Regulation (EU) 2016/679, articles 12 and 13 (2016). China, Personal Information Protection Law, article 17
        (2021).
    """
    text, told = policy_text(page), privacy_points(page)
    if words_in(text) < stub:
        yield grade(0)
        yield fail("The privacy page holds no more than {count} words", key="stub", count=words_in(text), at=main_element(page))
    yield grade(len(told.covered) / len(POINTS))
    if told.missing:
        yield fail("The privacy page does not say {missing}", key="points", points=list(told.missing), covered=len(told.covered),
                   missing=", ".join(POINTS[point] for point in told.missing),
                   severity=Severity.MINOR if len(told.missing) == 1 else None)
    for gap in unfilled(text):
        yield fail("The privacy page still holds the template's “{gap}”", key=gap, gap=gap)


def unfilled(text: str) -> list[str]:
    """The gaps of a policy's template, without words that a sentence may hold as well."""
    return [gap for gap in placeholders(text) if not IN_PASSING.fullmatch(gap)][:5]
