"""PRC-01: the price that customers see and the price that search engines are told."""

from collections.abc import Iterator
from decimal import Decimal

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page, PageKind
from auditor.facts.offers import Claim, Offer, offer, same_currency
from checks.product_truth.taxes import by_tax

CENT = Decimal("0.01")


def two_prices(page: Page) -> bool:
    """The page names its price in one place only."""
    found = offer(page)
    return found is not None and bool(found.visible_prices) and any(claim.price for claim in found.sources[1:])


@check("product-truth/prices-differ", code="PRC-01", severity=Severity.BLOCKER, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, applies=two_prices)
def prices_differ(page: Page) -> Iterator[Finding]:
    """The price on the page is the price that search engines are told.

    Why it matters: A customer who comes for the price in a search result and meets another feels deceived and leaves. Search
        engines compare the two, and strike off products whose prices differ.
    How to fix: Let the page and its Product data take the price from one and the same field, and empty the page cache whenever
        a price changes.
    Bad:
        <main><h1>Kettle</h1><p>£80.00</p><button>Add to basket</button></main><script type="application/ld+json">
        {"@type": "Product", "name": "Kettle", "offers": {"@type": "Offer", "price": "70.00", "priceCurrency": "GBP"}}</script>
    Good:
        <main><h1>Kettle</h1><p>£80.00</p><button>Add to basket</button></main><script type="application/ld+json">
        {"@type": "Product", "name": "Kettle", "offers": {"@type": "Offer", "price": "80.00", "priceCurrency": "GBP"}}</script>
    Rests on: A 1.1, 2(1); C 2.1(3)
    References: Google Merchant Center, Product data specification, price (2025).
    """
    found = offer(page)
    for claim in found.sources[1:]:
        if claim.price and claim.price.currency and not any(same_currency(claim.price.currency, price.currency)
                                                            for price, _ in found.visible_prices):
            yield review("The page shows {shown}, and tells search engines {told}: another currency", key="currency",
                         **both(found, claim))
        elif claim.price and not agrees(found, claim):
            yield difference(found, claim)


def agrees(found: Offer, claim: Claim) -> bool:
    """Whether a price that is seen is the one told, or lies in the range told."""
    top = claim.highest.amount if claim.highest else claim.price.amount
    return any(claim.price.amount - CENT <= price.amount <= top + CENT for price, _ in found.visible_prices)


def difference(found: Offer, claim: Claim) -> Finding:
    """A defect; a doubt where more than one price is seen, or the tax explains it."""
    seen = {price.amount for price, _ in found.visible_prices}
    told = claim.price.amount
    taxed = any(by_tax(amount, told) for amount in seen)
    at = [element for _, element in found.visible_prices]
    is_former = any(price.amount == told for price, _ in found.prior_prices)
    if not is_former and (taxed or len(seen) > 1):
        return review("The page shows {shown}, and tells search engines {told}", key="amount", at=at, **both(found, claim))
    return fail("The page shows {shown}, but tells search engines {told}", key="amount", at=at, **both(found, claim))


def both(found: Offer, claim: Claim) -> dict[str, str]:
    shown = dict.fromkeys(f"{price.amount} {price.currency}" for price, _ in found.visible_prices)
    return {"shown": ", ".join(shown), "told": f"{claim.price.amount} {claim.price.currency}".strip()}
