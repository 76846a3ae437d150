"""PRC-03: reductions that do not come out."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.offers import offer
from auditor.facts.text import text_of

PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)\s?[%％]")
TENTHS = re.compile(r"(?<![\d.,满滿])(\d(?:\.\d)?)\s?折")
SAID_OF_ELSE = re.compile(
    r"\b(?:up to|extra|additional|code|coupon|newsletter|vat|tax|first order|cotton|bis zu|mwst|gutschein|zusätzlich|jusqu|tva"
    r"|hasta|iva|cupón)|最大|最高|税|券|码|綿|棉|起", re.I)
LONGEST, CLIMB = 40, 4


def reduced(page: Page) -> bool:
    """The product has no crossed-out price."""
    found = offer(page)
    return found is not None and bool(found.prior_prices) and bool(found.visible_prices)


@check("product-truth/false-discount", code="PRC-03", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.MARKETING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, applies=reduced)
def false_discount(page: Page, *, tolerance: float = 1) -> Iterator[Finding]:
    """Reductions are worked out truly.

    Why it matters: Customers do the sum. A reduction that does not come out makes every other price of the shop look
        doubtful, and authorities fine it as misleading.
    How to fix: Work the percentage out of the two prices that are shown, rounded down, and show a crossed-out price only
        where it is higher than the present one.
    Bad:
        <main><h1>Kettle</h1><p><del>£100.00</del> <b>£80.00</b> <i>-50%</i></p><button>Add to basket</button></main>
    Good:
        <main><h1>Kettle</h1><p><del>£100.00</del> <b>£80.00</b> <i>-20%</i></p><button>Add to basket</button></main>
    Rests on: A 1.1, 2(1)
    References: Directive 98/6/EC, article 6a, and CJEU C-330/23 Aldi Süd (2024). China, 规范促销行为暂行规定 (2020).
    """
    found = offer(page)
    now, before = {price.amount for price, _ in found.visible_prices}, {price.amount for price, _ in found.prior_prices}
    if len(now) != 1 or len(before) != 1:
        return
    (asked,), (prior,), element = now, before, found.prior_prices[0][1]
    currency = found.visible_prices[0][0].currency
    if prior <= asked:
        yield fail("The crossed-out price, {prior} {currency}, is no higher than the price asked, {asked} {currency}",
                   key="order", prior=str(prior), asked=str(asked), currency=currency, at=element)
        return
    true = (1 - asked / prior) * 100
    said = [percent for text in words_beside(element) for percent in percents(text)]
    if said and all(abs(percent - true) > Decimal(str(tolerance)) for percent in said):
        yield fail("The page promises {said} % off, but from {prior} to {asked} {currency} it is {true} %", key="percent",
                   said=str(said[0]), true=str(round(true, 1)), prior=str(prior), asked=str(asked), currency=currency, at=element)


def words_beside(element: HtmlElement) -> Iterator[str]:
    """The short texts around a price, from the nearest outwards, up to the first that says a percentage."""
    for outer in list(element.iterancestors())[:CLIMB]:
        texts = [text for part in outer.iter("*") if not len(part) and len(text := text_of(part)) <= LONGEST]
        if any(True for text in texts for _ in percents(text)):
            yield from texts
            return


def percents(text: str) -> Iterator[Decimal]:
    """The reductions that a text promises, in per cent."""
    if SAID_OF_ELSE.search(text):
        return
    for match in PERCENT.finditer(text):
        yield Decimal(match[1].replace(",", "."))
    for match in TENTHS.finditer(text):
        yield 100 - Decimal(match[1]) * 10
