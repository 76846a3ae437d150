"""SEO-06: the same text under several addresses."""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import PageKind, PageSummary, Site
from checks.search_engines.addresses import is_listed
from checks.search_engines.likeness import in_groups, leaders

LEAST_WORDS = 50
Shelf = tuple[PageKind, str]


def texts_seen(site: Site) -> bool:
    """No page was seen with enough text to compare."""
    return any(map(is_comparable, site.pages))


def is_comparable(page: PageSummary) -> bool:
    return is_listed(page) and page.words >= LEAST_WORDS


def alike(site: Site, least: float) -> Iterator[list[PageSummary]]:
    """Groups of pages of one kind and language with almost the same text."""
    places: dict[Shelf, array] = defaultdict(lambda: array("q"))
    hashes: dict[Shelf, list[tuple[int, int]]] = defaultdict(list)
    for place, page in enumerate(site.pages):
        if is_comparable(page):
            places[page.kind, page.language].append(place)
            hashes[page.kind, page.language].append((page.text_hash, page.text_check))
    chosen = {shelf: in_groups(places[shelf], leaders(hashes[shelf], least)) for shelf in places}
    groups: dict[tuple[Shelf, int], list[PageSummary]] = defaultdict(list)
    for place, page in enumerate(site.pages if any(chosen.values()) else ()):
        shelf = page.kind, page.language
        if place in chosen.get(shelf, ()):
            groups[shelf, chosen[shelf][place]].append(page)
    yield from groups.values()


@check("search-engines/duplicate-pages", code="SEO-06", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.MARKETING,
       factor=Factor.CONTENT, measured=texts_seen)
def duplicate_pages(site: Site, *, least_likeness: float = 0.93) -> Iterator[Finding]:
    """Each text stands under one address only.

    Why it matters: Search engines list only one of several pages with the same text, and not always the one you want. Customers
        who open two of them wonder what the difference is.
    How to fix: If it is one page under several addresses (sorting, filters, two categories), name the right address in the head
        of all of them: <link rel="canonical" href="...">. If these are different products, write what sets each one apart, or
        make them one product with a choice of colour or size.
    Bad:
        pages:
          - {url: "https://shop.example/a", kind: product, heading: Lamp, words: 90, text_hash: 81985529216486895}
          - {url: "https://shop.example/b", kind: product, heading: Lamp, words: 90, text_hash: 81985529216486894}
    Good:
        pages:
          - {url: "https://shop.example/a", kind: product, heading: Lamp, words: 90, text_hash: 81985529216486895}
          - {url: "https://shop.example/b", kind: product, heading: Desk, words: 90, text_hash: 9223372036854775807}
    Rests on: D III.1; E 4.1 (repeated, thin content)
    References: Google Search Central, "Consolidate duplicate URLs" (2025); Li and König, "b-Bit minwise hashing" (2010).
        0.93 of equal bits, which texts have that share nine tenths of their runs of eight letters; where headings differ a
        person decides: house rule, to be calibrated.
    """
    for group in alike(site, least_likeness):
        by_name: dict[str, list[PageSummary]] = defaultdict(list)
        for page in group:
            by_name[" ".join((page.heading or page.title).casefold().split())].append(page)
        for same in by_name.values():
            if len(same) > 1:
                yield fail("{count} addresses show the same page", key="same", **told(same))
        if len(by_name) > 1:
            firsts = [same[0] for same in by_name.values()]
            yield review("{count} pages have almost the same text: do customers see what sets them apart?", key="alike",
                         **told(firsts))


def told(group: list[PageSummary]) -> dict[str, Any]:
    addresses = tuple(page.final_url for page in group)
    return {"url": addresses[0], "pages": addresses, "count": len(group), "others": list(addresses[1:21])}
