"""A page in one line, for the checks of the whole site."""

import re

from auditor.core.records import Page, PageKind, PageSummary
from auditor.facts.document import canonical, description, headline, language, noindex, title
from auditor.facts.fact import fact
from auditor.facts.lexicon import names, said_in
from auditor.facts.offers import offer
from auditor.facts.payments import tells_payment
from auditor.facts.text import text_hashes, word_count

PARTS = re.compile(r"\s[|–—:·•»-]\s|\s?\|\s?")


@fact
def says_not_found(page: Page) -> bool:
    """Whether title or heading say, in the page's language or in English, that something is not there."""
    labels = [headline(page), *PARTS.split(title(page))]
    terms = (names("not_found", label) for label in labels)
    return any(term is not None and said_in("not_found", term, language(page)) for term in terms)


def summarise(page: Page, template: str) -> PageSummary:
    """The summary of a page; its links, and the kinds they lead to, are counted by whoever knows the site."""
    is_product = page.kind is PageKind.PRODUCT
    sold = offer(page) if is_product else None
    first, second = text_hashes(page)
    return PageSummary(
        url=page.url, final_url=page.final_url, status=page.status, kind=page.kind, template=template, depth=page.depth,
        title=title(page), description=description(page), heading=headline(page), canonical=canonical(page),
        noindex=noindex(page), language=language(page), in_sitemap=page.in_sitemap, words=word_count(page),
        text_hash=first, text_check=second, links_out=len({link.url for link in page.links}),
        product_name=sold.name if sold else "", says_not_found=says_not_found(page),
        tells_payment=tells_payment(page) if is_product else None,
    )
