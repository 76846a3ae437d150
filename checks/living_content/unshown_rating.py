"""REV-03: ratings that only search engines get to see."""

from collections.abc import Iterator
from decimal import Decimal

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.prices import amount_of
from auditor.facts.structured import Item, items, text_value, types_of, values
from checks.living_content.no_reviews import has_traces

GOODS = frozenset({"Product", "ProductGroup", "IndividualProduct", "Book"})


def is_rated(page: Page) -> bool:
    """The data name no rating."""
    return bool(ratings(page))


def ratings(page: Page) -> list[Item]:
    """The ratings that the page's data give its products."""
    goods = [item for item in items(page) if not GOODS.isdisjoint(types_of(item))]
    return [rating for item in goods for rating in values(item, "aggregateRating") if isinstance(rating, dict)]


@check("living-content/unshown-rating", code="REV-03", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.MARKETING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, applies=is_rated)
def unshown_rating(page: Page) -> Iterator[Finding]:
    """Ratings told to search engines are real and stand on the page.

    Why it matters: Stars in a search result that nobody finds on the page are taken for a lie, by customers and by search
        engines, which then take away all stars and may penalise the shop.
    How to fix: Write a rating into the Product data only where customers' reviews of this product stand on its page, with
        the same average and number; take it out where there are none.
    Bad:
        <main><h1>Kettle</h1><p>£80.00</p></main><script type="application/ld+json">{"@type": "Product", "name": "Kettle",
        "aggregateRating": {"ratingValue": "4.9", "reviewCount": "127"}}</script>
    Good:
        <main><h1>Kettle</h1><p>£80.00</p><p>4.9 of 5 stars, 127 reviews</p></main><script
        type="application/ld+json">{"@type":
        "Product", "name": "Kettle", "aggregateRating": {"ratingValue": "4.9", "reviewCount": "127"}}</script>
    Rests on: A 1.1; B consultant service; E 3.2.5
    References: Google Search Central, Review snippet guidelines (2025). Directive 2005/29/EC, annex I, 23b and 23c (2022).
    """
    rating = ratings(page)[0]
    average = amount_of(text_value(rating, "ratingValue"))
    best = amount_of(text_value(rating, "bestRating")) or Decimal(5)
    told = [count for name in ("reviewCount", "ratingCount") if (count := amount_of(text_value(rating, name))) is not None]
    if average is not None and average > best:
        yield fail("Search engines are told a rating of {average}, where {best} is the best", key="range", average=str(average),
                   best=str(best))
    if told and max(told) == 0 and average:
        yield fail("Search engines are told a rating of {average} from no review at all", key="none", average=str(average))
    elif not has_traces(page):
        yield fail("Search engines are told a rating of {average}, and no rating was found on the page", key="hidden",
                   average=str(average or ""))
