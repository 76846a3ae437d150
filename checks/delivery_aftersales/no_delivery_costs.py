"""DLV-03: what delivery costs, on the page about delivery."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.lexicon import says
from auditor.facts.prices import prices_of
from auditor.facts.text import main_element, main_text, word_count

RULE = re.compile(
    r"free|flat rate|no extra|included|calculated (?:at|in|during)|depends? on|by weight|per kilo"
    r"|kostenlos|kostenfrei|gratis|pauschale?|nach gewicht|gratuit|offert|offerte|forfait|selon le poids"
    r"|gratuito|tarifa plana|según el peso|包邮|免运费|免费|按重量|到付|首重|免運|依重量|運費到付"
    r"|送料無料|無料|全国一律|着払い", re.I)


def has_text(page: Page) -> bool:
    """The page's text could not be read."""
    return word_count(page) >= 10


@check("delivery-aftersales/no-delivery-costs", code="DLV-03", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.LOGISTICS,
       factor=Factor.CONTENT, on={PageKind.SHIPPING}, measured=has_text)
def no_delivery_costs(page: Page) -> Iterator[Finding]:
    """The page about delivery says what delivery costs.

    Why it matters: Costs that turn up at the end are the commonest reason why baskets are left behind. Most customers look
        for them before they put anything in.
    How to fix: Publish a table of where to, by whom, how long and how much, with the sum from which delivery is free; where
        the cost goes by weight, give the rule and two examples.
    Bad:
        <main><h1>Delivery</h1><p>We pack every parcel with care and hand it to our carrier, who brings it to you.</p></main>
    Good:
        <main><h1>Delivery</h1><p>Delivery within the country costs £4.90, and nothing from £50.00 on. It takes two to three
        working days.</p></main>
    Rests on: C 2.2(4); A 1.3
    References: Opquast checklist v4, rule 35 (2020). Baymard Institute, Reasons for cart abandonment (2024).
    """
    text = main_text(page)
    if not prices_of(text) and not says("free_shipping", text) and not RULE.search(text):
        yield fail("The page about delivery names no cost, and no rule for it", at=main_element(page))
