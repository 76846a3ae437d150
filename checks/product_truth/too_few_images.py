"""PDP-02: products shown from one side only."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade, review
from auditor.core.records import Page, PageKind
from auditor.facts.images import gallery_images
from auditor.facts.offers import own_product
from auditor.facts.structured import items, values
from checks.product_truth.buying import has_offer


@check("product-truth/too-few-images", code="PDP-02", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=has_offer,
       headline="{pages} products are shown in too few pictures")
def too_few_images(page: Page, *, least: int = 3) -> Iterator[Finding | Grade]:
    """Products are shown from several sides.

    Why it matters: More than half of all customers look at the pictures first, since they cannot touch the thing. One
        picture leaves its size, its back and its details to the imagination, and what was imagined wrongly comes back.
    How to fix: Show each product in at least three pictures: the whole, a detail, and in use beside something of known
        size. Begin with the products that sell best.
    Bad:
        <main><h1>Copper kettle</h1><img src="/kettle.jpg" alt="Copper kettle"><p>£80.00</p><button>Add to
        basket</button></main>
    Good:
        <main><h1>Copper kettle</h1><img src="/kettle-front.jpg" alt="Copper kettle"><img src="/kettle-inside.jpg"
        alt="Inside">
        <img src="/kettle-hand.jpg" alt="In the hand"><p>£80.00</p><button>Add to basket</button></main>
    Rests on: A 1.1; C 1.3.1, 2.1(1); B promotion 6
    References: Baymard Institute, Product page UX: image gallery (2024).
    """
    shown = gallery_images(page)
    product = own_product(page, items(page)) or {}
    told = len(values(product, "image"))
    count = max(len(shown), told)
    yield grade(count / least)
    if count == 0 and "<img" not in page.html and "background-image" not in page.html:
        yield review("The page as first sent holds no picture; a script may put them there")
    elif count < least:
        yield fail("The product is shown in {count} of at least {least} pictures", count=count, least=least,
                   severity=Severity.MINOR if count == least - 1 else None, at=[image.element for image in shown])
