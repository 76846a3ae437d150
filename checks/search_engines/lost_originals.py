"""SEO-10: pages that name an original which search engines cannot list."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageSummary, Site, Target
from checks.search_engines.addresses import UNLISTED, name_of_page

GONE = (404, 410)


def originals_named(site: Site) -> bool:
    """No page was seen that names an original."""
    return any(page.canonical for page in site.pages)


@check("search-engines/lost-originals", code="SEO-10", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=originals_named,
       headline="{count} addresses are named as the original of a page and cannot be listed by search engines")
def lost_originals(site: Site) -> Iterator[Finding]:
    """The original that a page names can be listed by search engines.

    Why it matters: By its canonical link a page asks search engines to list another address in its place. Where that address is
        gone, is sent on, asks to be left out or names a third one, they list the wrong page or none.
    How to fix: Let the canonical link hold the final address of a page that is there, may be listed and names itself. These
        links are mostly built in one template, so that one correction mends them all.
    Bad:
        pages:
          - {url: "https://shop.example/lamp?colour=red", canonical: "https://shop.example/lamp"}
          - {url: "https://shop.example/lamp", noindex: true}
    Good:
        pages:
          - {url: "https://shop.example/lamp?colour=red", canonical: "https://shop.example/lamp"}
          - {url: "https://shop.example/lamp", canonical: "https://shop.example/lamp"}
    Rests on: D III.1; E 4.1
    References: RFC 6596 (2012) section 3; Google Search Central, "How to specify a canonical URL" and "Fix canonicalization
        issues" (2025). A redirect or a third address is minor: house rule.
    """
    for target in site.canonicals:
        yield from unlisted(target)
    for page, copies in by_original(site):
        if page.noindex and not urlsplit(page.final_url).query:
            yield fail("An original asks search engines to leave it out; pages that name it: {count}", key="noindex",
                       **told(page.final_url, copies))
        elif page.canonical and name_of_page(page.canonical) not in names(page):
            yield fail("An original itself names another, {other}; pages that name it: {count}", key="chain",
                       severity=Severity.MINOR, other=page.canonical, **told(page.final_url, copies))


def unlisted(target: Target) -> Iterator[Finding]:
    """What is wrong with an original by its answer; refusals, and hosts that did not answer, tell nothing."""
    copies = tuple(dict.fromkeys(source.url for source in target.sources))
    if target.loops:
        yield fail("An original is sent on in a circle; pages that name it: {count}", key="gone", **told(target.target, copies))
    elif target.status is not None and (target.status in GONE or target.status >= 500):
        yield fail("An original is not there (answer {status}); pages that name it: {count}", key="gone", status=target.status,
                   **told(target.target, copies))
    elif target.status is not None and target.status < 300 and is_sent_on(target):
        yield fail("An original is sent on to {other}; pages that name it: {count}", key="redirect", severity=Severity.MINOR,
                   other=target.hops[-1], **told(target.target, copies))


def is_sent_on(target: Target) -> bool:
    """Whether the address ends as another; one that only gains a cookie, https or a slash comes back to itself."""
    return bool(target.hops) and name_of_page(target.hops[-1]) != name_of_page(target.target)


def by_original(site: Site) -> Iterator[tuple[PageSummary, tuple[str, ...]]]:
    """The pages that others, which may be listed, name as their original, with the addresses of those others."""
    copies: dict[tuple, list[str]] = defaultdict(list)
    for page in site.pages:
        if page.canonical not in ("", page.url, page.final_url) and not page.noindex and page.kind not in UNLISTED:
            original = name_of_page(page.canonical)
            if original not in names(page):
                copies[original].append(page.final_url)
    for page in site.pages:
        if copies and page.kind not in UNLISTED and (addresses := copies.pop(name_of_page(page.final_url), ())):
            yield page, tuple(addresses)


def names(page: PageSummary) -> set[tuple]:
    return {name_of_page(page.url), name_of_page(page.final_url)}


def told(address: str, copies: tuple[str, ...]) -> dict[str, Any]:
    return {"url": address, "pages": copies, "count": len(copies), "copies": list(copies[:20])}
