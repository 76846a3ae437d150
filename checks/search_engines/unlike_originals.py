"""SEO-12: products that name another product as their original."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, PageSummary, Site
from checks.search_engines.addresses import name_of_page

BITS = 64
WORD = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff]")


def products_named(site: Site) -> bool:
    """No product was seen that names itself or another product that was seen as its original."""
    return any(map(names_itself, site.of_kind(PageKind.PRODUCT))) or any(copies(site))


def names_itself(page: PageSummary) -> bool:
    return bool(page.canonical) and name_of_page(page.canonical) in (name_of_page(page.url), name_of_page(page.final_url))


def copies(site: Site) -> Iterator[tuple[PageSummary, PageSummary]]:
    """Products that name another product that was seen as their original, with that."""
    pointing = {page.final_url: page for page in site.of_kind(PageKind.PRODUCT) if page.canonical and not page.noindex
                and not names_itself(page)}
    wanted = {name_of_page(page.canonical) for page in pointing.values()}
    known = {name: page for page in site.of_kind(PageKind.PRODUCT) if (name := name_of_page(page.final_url)) in wanted}
    for page in pointing.values():
        if original := known.get(name_of_page(page.canonical)):
            yield page, original


@check("search-engines/unlike-originals", code="SEO-12", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.CONTENT, measured=products_named,
       headline="{count} products name quite another product as their original")
def unlike_originals(site: Site, *, least_likeness: float = 0.8) -> Iterator[Finding]:
    """The original that a product names is the same product.

    Why it matters: By its canonical link a product asks search engines to list another address in its place. If that is quite
        another product, this one is not found by anybody who searches for it.
    How to fix: Let each product name its own address as canonical, or that of the same product in its main colour or size. Such
        faults mostly come from a copied product whose canonical address was copied too.
    Bad:
        pages:
          - {url: "https://shop.example/desk", kind: product, heading: Oak desk, words: 90, text_hash: 4294967295,
             canonical: "https://shop.example/lamp"}
          - {url: "https://shop.example/lamp", kind: product, heading: Copper lamp, words: 90, text_hash: 0}
    Good:
        pages:
          - {url: "https://shop.example/lamp-red", kind: product, heading: Copper lamp in red, words: 90, text_hash: 4294967295,
             canonical: "https://shop.example/lamp"}
          - {url: "https://shop.example/lamp", kind: product, heading: Copper lamp, words: 90, text_hash: 0}
    Rests on: D III.1; E 4.1
    References: RFC 6596 (2012) section 3; Google Search Central, "How to specify a canonical URL" (2025). That the names share no
        word and the texts are unlike: house rule, to be calibrated.
    """
    for page, original in copies(site):
        if likeness(page, original) < least_likeness and not words_of(page) & words_of(original):
            yield fail("The product “{name}” names quite another one as its original: “{other}”", url=page.final_url,
                       pages=(page.final_url,), name=name_of(page), other=name_of(original), original=original.final_url)


def likeness(one: PageSummary, other: PageSummary) -> float:
    """The share of equal bits of the two texts' hashes."""
    return 1 - (one.text_hash ^ other.text_hash).bit_count() / BITS


def name_of(page: PageSummary) -> str:
    return page.product_name or page.heading or page.title


def words_of(page: PageSummary) -> set[str]:
    return set(WORD.findall(name_of(page).casefold()))
