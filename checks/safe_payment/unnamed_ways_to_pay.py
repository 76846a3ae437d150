"""PAY-06: how one can pay is not told before the checkout."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.lexicon import says
from auditor.facts.payments import ways_to_pay
from auditor.facts.text import visible_text


def has_words(page: Page) -> bool:
    """The page as first sent is empty; scripts make it."""
    return bool(visible_text(page))


@check("safe-payment/unnamed-ways-to-pay", code="PAY-06", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=has_words, preview=True,
       headline="{pages} product pages do not tell how one can pay")
def unnamed_ways_to_pay(page: Page) -> Iterator[Finding]:
    """The ways to pay are named before the checkout.

    Why it matters: Whoever can pay in one way only wants to know early whether the shop takes it, and does not fill a cart to
        find out. The signs of known ways to pay are also a sign that somebody vouches for the shop.
    How to fix: Name the ways to pay in the footer of every page, in words or with pictures that have an alt text, or link to a
        page that lists them.
    Bad: <main><h1>Kettle</h1><p>£80.00</p><button>Add to basket</button></main><footer><a href="/about">About us</a></footer>
    Good:
        <main><h1>Kettle</h1><p>£80.00</p><button>Add to basket</button></main><footer><img src="/pay/visa.svg" alt="Visa">
        <a href="/payment">Ways to pay</a></footer>
    Rests on: C 2.2(3); B visual experience (reliable payment is a key element)
    References: Opquast v4 (2020) rule 47. PAY-02 counts the ways that the checkout itself offers.
    """
    if not ways_to_pay(page) and not says("payment_info", visible_text(page)):
        yield fail("Not found by us: how one can pay, on this product page")
