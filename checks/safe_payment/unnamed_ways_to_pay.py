"""PAY-06: how one can pay is not told before the checkout."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site


def has_products(site: Site) -> bool:
    """No page of a product was seen."""
    return site.has_kind(PageKind.PRODUCT)


def has_words(site: Site) -> bool:
    """The product pages as first sent are empty; scripts make them."""
    return any(page.tells_payment is not None for page in site.of_kind(PageKind.PRODUCT))


@check("safe-payment/unnamed-ways-to-pay", code="PAY-06", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, applies=has_products, measured=has_words, preview=True)
def unnamed_ways_to_pay(site: Site) -> Iterator[Finding]:
    """The ways to pay are named before the checkout.

    Why it matters: Whoever can pay in one way only wants to know early whether the shop takes it, and does not fill a cart to
        find out. The signs of known ways to pay are also a sign that somebody vouches for the shop.
    How to fix: Name the ways to pay in the footer of every page, in words or with pictures that have an alt text, or link to a
        page that lists them.
    Bad: {pages: [{url: "https://shop.example/kettle", kind: product, tells_payment: false}]}
    Good: {pages: [{url: "https://shop.example/kettle", kind: product, tells_payment: true}]}
    Rests on: C 2.2(3); B visual experience (reliable payment is a key element)
    References: Opquast v4 (2020) rule 47. PAY-02 counts the ways that the checkout itself offers.
    """
    if pages := tuple(page.final_url for page in site.of_kind(PageKind.PRODUCT) if page.tells_payment is False):
        yield fail("Not found by us: how one can pay. Product pages that do not tell: {count}, such as {example}", key="unnamed",
                   pages=pages, count=len(pages), example=pages[0])
