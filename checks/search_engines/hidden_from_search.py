"""SEO-02: pages that tell search engines to leave them out, or that they are another page."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, start_tag
from auditor.core.records import LinkKind, Page, PageKind
from auditor.facts.document import noindex
from auditor.facts.tree import tree
from checks.search_engines.hosts import name_of

FOUND_BY_SEARCH = frozenset({PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT, PageKind.ARTICLE})
POLICIES = frozenset({PageKind.PRIVACY, PageKind.TERMS, PageKind.RETURNS, PageKind.SHIPPING, PageKind.FAQ, PageKind.CONTACT,
                      PageKind.ABOUT})
PART_OF_LIST = re.compile(r"/page/\d+|/p\d+/?$|/(?:filter|tag|tags|sort|print|amp)/", re.I)


@check("search-engines/hidden-from-search", code="SEO-02", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, on=FOUND_BY_SEARCH | POLICIES)
def hidden_from_search(page: Page) -> Iterator[Finding]:
    """Search engines may show the pages that customers should find.

    Why it matters: A first contact is mostly a search. A page that asks to be left out, or that calls a different page its
        original, is not shown to anybody, however good it is.
    How to fix: Take “noindex” out of the page's robots tag and out of the X-Robots-Tag header (it often stays behind from
        the time before the shop opened), and let the canonical link name the page's own address.
    Bad:
        <html><head><meta name="robots" content="noindex,follow"><title>Kettles</title></head><body><h1>Kettles</h1></body></html>
    Good:
        <html><head><meta name="robots" content="index,follow"><link rel="canonical" href="/kettles"><title>Kettles</title></head>
        <body><h1>Kettles</h1></body></html>
    Rests on: D III.1
    References: Google Search Central, Block indexing with noindex; Consolidate duplicate URLs (2025). Lighthouse, audits
        is-crawlable and canonical (2025).
    """
    parts = urlsplit(page.final_url)
    if noindex(page) and page.kind in FOUND_BY_SEARCH and not parts.query and not PART_OF_LIST.search(parts.path):
        yield fail("The page asks search engines to leave it out", key="noindex", at=robots_lines(page))
    named = sorted({link.url for link in page.links if link.kind is LinkKind.CANONICAL})
    if len(named) > 1:
        yield fail("The page names {count} different addresses as its original, so search engines heed none", key="several",
                   count=len(named), addresses=named)
    elif named:
        yield from wrong_original(page, named[0])


def wrong_original(page: Page, address: str) -> Iterator[Finding]:
    """A page that is no copy, and calls an address elsewhere its original."""
    own, other = urlsplit(page.final_url), urlsplit(address)
    if name_of(other.hostname) != name_of(own.hostname):
        yield fail("The page tells search engines that its original is on another site, {host}", key="canonical",
                   host=other.hostname, address=address, at=f'<link rel="canonical" href="{address}">')
    elif is_root(other) and not is_root(own) and page.kind is not PageKind.HOME:
        yield fail("The page tells search engines that the home page is its original", key="canonical", address=address,
                   at=f'<link rel="canonical" href="{address}">')


def is_root(parts: SplitResult) -> bool:
    return parts.path in ("", "/") and not parts.query


def robots_lines(page: Page) -> list[str]:
    """The tag and the header that speak to search engines, as written."""
    tags = [start_tag(tag) for tag in tree(page).iter("meta") if (tag.get("name") or "").lower() in ("robots", "googlebot")]
    return tags + [f"X-Robots-Tag: {line}" for line in page.headers.get("x-robots-tag", "").splitlines()]
