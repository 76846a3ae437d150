"""REV-01: what other customers say of a product."""

import re
from collections.abc import Iterator

from lxml import etree

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.fact import fact
from auditor.facts.lexicon import says
from auditor.facts.structured import items, of_type
from auditor.facts.text import visible_text
from auditor.facts.tree import class_names, tree
from auditor.facts.vendors import vendors_loaded
from checks.product_truth.buying import has_offer

NAMED = etree.XPath("//*[@class or @id or @data-widget-type]")
TRACES = re.compile(r"review|rating|testimonial|yotpo|stamped|loox|okendo|trustpilot|bewertung|rezension|opinion"
                    r"|feefo|bazaarvoice|judgeme|jdgm"
                    r"|pingjia|comment", re.I)
WORDS = re.compile(r"评价|评论|買家|评分|評價|評論|レビュー|口コミ|クチコミ|\bstars?\b|sterne|étoiles|estrellas", re.I)


@check("living-content/no-reviews", code="REV-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.MARKETING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=has_offer)
def no_reviews(page: Page) -> Iterator[Finding]:
    """Product pages hold what other customers say.

    Why it matters: Nearly everybody reads what other buyers wrote before ordering a thing they have never held. Without it
        they look for it elsewhere, and buy there.
    How to fix: Switch on the shop's reviews or a review service, show them on the product's page with number and
        distribution, and ask each buyer for one by mail two weeks after delivery.
    Bad:
        <main><h1>Copper kettle</h1><p>£80.00</p><button>Add to basket</button></main>
    Good:
        <main><h1>Copper kettle</h1><p>£80.00</p><button>Add to basket</button><h2>Reviews</h2><p>Be the first to review
        it.</p></main>
    Rests on: B consultant service; C 1.3.1; E 3.2.5
    References: Baymard Institute, User ratings and reviews (2024).
    """
    if has_traces(page) or of_type(page, "Review", "AggregateRating") or any("aggregateRating" in item for item in items(page)):
        return
    yield fail("No place for other customers' reviews was found on the product's page")


@fact
def has_traces(page: Page) -> bool:
    """Words, parts or services that have to do with reviews."""
    text = visible_text(page)
    if says("reviews", text) or WORDS.search(text) or vendors_loaded(page, "reviews"):
        return True
    if any(map(TRACES.search, class_names(page))):
        return True
    return any(TRACES.search(" ".join(each.attrib.values())) for each in NAMED(tree(page)))
