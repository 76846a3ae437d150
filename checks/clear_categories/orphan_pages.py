"""NAV-08: pages that the sitemap knows and no link leads to."""

from collections import Counter
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageSummary, Site


def has_sitemap(site: Site) -> bool:
    """No page of the shop stands in a sitemap."""
    return any(page.in_sitemap for page in site.pages)


def links_seen(site: Site) -> bool:
    """The crawl ended early, or most links are made by a script, so that a missing link proves nothing."""
    listed = Counter(page.depth is not None for page in site.pages if page.in_sitemap)
    return site.complete and listed[True] >= listed[False]


@check("clear-categories/orphan-pages", code="NAV-08", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.USABILITY, applies=has_sitemap, measured=links_seen,
       headline="{count} pages are reached by no link from the home page")
def orphan_pages(site: Site) -> Iterator[Finding]:
    """Every page of the shop can be reached by links from the home page.

    Why it matters: A page without a link to it is invisible to anyone who walks through the shop. If it is a product, nobody who
        browses will ever buy it.
    How to fix: Put the page into its category or link to it where it belongs. If it is not meant to be found any more, take it
        out of the sitemap and remove it.
    Bad:
        pages:
          - {url: "https://shop.example/", kind: home, depth: 0, in_sitemap: true}
          - {url: "https://shop.example/lost", in_sitemap: true}
    Good:
        pages:
          - {url: "https://shop.example/", kind: home, depth: 0, in_sitemap: true}
          - {url: "https://shop.example/found", depth: 2, in_sitemap: true}
    Rests on: B visual experience 2-3; D III.1 (structure made for people)
    References: Google Search Central, "Make your links crawlable" (2025); Opquast v4 (2020) rule 97. Links that only a script
        makes are not followed.
    """
    for page in site.pages:
        if page.in_sitemap and page.depth is None and stands_for_itself(page):
            yield fail("Not found by us: any link that leads to “{title}”", url=page.final_url, pages=(page.final_url,),
                       title=page.title or page.heading or page.final_url, kind=str(page.kind))


def stands_for_itself(page: PageSummary) -> bool:
    """Whether the page names no other address as its own."""
    return not page.canonical or page.canonical in (page.url, page.final_url)
