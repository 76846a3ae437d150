"""CON-02: a contact page by which nobody can be reached."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.contact import channels
from auditor.facts.forms import fields
from auditor.facts.text import main_element, visible_text, words_in

SAMPLE = re.compile(r"@(?:example|yourstore|yourshop|yourdomain|domain|email|mysite|test)\.[a-z]+$"
                    r"|^(?:\D*)1?23-?45-?67?|555-?01\d\d$", re.I)
TOWN = re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,5}\s[A-ZÄÖÜÉ][a-zäöüßé-]{2,}")
LEAST_WORDS = 3


def has_words(page: Page) -> bool:
    """The page as first sent is empty; scripts make it."""
    return words_in(visible_text(page)) >= LEAST_WORDS


@check("service/hollow-contact-page", code="CON-02", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.SERVICE,
       factor=Factor.CONTENT, on={PageKind.CONTACT}, measured=has_words)
def hollow_contact_page(page: Page) -> Iterator[Finding]:
    """The contact page says how and where the shop can be reached.

    Why it matters: Before they pay a stranger, customers look whether somebody can be reached if things go wrong. A contact
        page without mail, telephone, form or address confirms the fear that it should have taken away.
    How to fix: Put an e-mail address, a telephone number with its hours and a short form on the page, and the postal
        address of the company below them.
    Bad:
        <main><h1>Contact</h1><p>We love to hear from you. Follow us and you will never miss a thing.</p></main>
    Good:
        <main><h1>Contact</h1><p>Write to <a href="mailto:tea@harbour.shop">tea@harbour.shop</a> or call
        <a href="tel:+442079460000">+44 20 7946 0000</a>.</p><address>Harbour Teas, 12 Dock Street, London E1
        8JN</address></main>
    Rests on: C 1.2(1), 3.2-3.4; E 4.2; A 2(1)
    References: Opquast checklist v4, rules 100 and 102 (2020). Directive 2011/83/EU, article 6(1)(c) (2011).
    """
    found = channels(page)
    others = [field for field in fields(page) if field.type in ("textarea", "email")]
    if not (found.mails or found.phones or found.forms or others):
        weaker = Severity.MINOR if found.chats or found.messengers else None
        yield fail("No e-mail address, telephone number or form was found on the contact page", key="channel", severity=weaker,
                   at=main_element(page))
    if not found.address and not TOWN.search(visible_text(page)):
        yield fail("No postal address was found on the contact page", key="address", severity=Severity.MINOR)
    for sample in (each for each in (*found.mails, *found.phones) if SAMPLE.search(each)):
        yield fail("The contact page still holds the template's “{sample}”", key=sample, sample=sample)
