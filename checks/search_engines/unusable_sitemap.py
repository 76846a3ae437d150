"""SEO-03: what the shop gives search engines to find its pages by."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site, Sitemap

ABSENT = (404, 410)


def asked(site: Site) -> bool:
    """Neither robots.txt nor a sitemap gave an answer that can be judged."""
    if robots_fail(site) or any(map(is_given, site.sitemaps)):
        return True
    answered = any(sitemap.status in ABSENT for sitemap in site.sitemaps) or (site.robots and site.robots.status is not None)
    return bool(answered) and not unsure(site)


@check("search-engines/unusable-sitemap", code="SEO-03", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=asked)
def unusable_sitemap(site: Site) -> Iterator[Finding]:
    """The shop has a working sitemap and robots.txt.

    Why it matters: A sitemap tells search engines of every page, the new products too. A robots.txt that makes the server fail
        keeps some search engines away altogether.
    How to fix: Most shop systems make a sitemap by themselves: turn it on, name its full address in robots.txt on a line
        "Sitemap: https://...", and hand it in at the search engines' webmaster pages. Open both addresses to see
        that they answer.
    Bad:
        robots: {url: "https://shop.example/robots.txt", status: 200}
    Good:
        robots: {url: "https://shop.example/robots.txt", status: 200}
        sitemaps: [{url: "https://shop.example/sitemap.xml", status: 200, entries: 40}]
    Rests on: D III.1 (findable when the customer looks for it)
    References: sitemaps.org protocol 0.9 (2008); RFC 9309 (2022) section 2.3.1.4; Opquast v4 (2020) rules 212 and 213
    """
    if site.robots and robots_fail(site):
        yield fail("robots.txt makes the server fail (answer {status}), which keeps search engines away", url=site.robots.url,
                   key="robots", status=site.robots.status)
    named = {url for url in site.robots.sitemaps if url in site.robots.text} if site.robots else set()
    if not any(is_usable(sitemap) for sitemap in site.sitemaps) and not unsure(site):
        yield fail("Not found by us: a sitemap", key="missing")
    for sitemap in site.sitemaps:
        if sitemap.url in named and sitemap.status in ABSENT:
            yield fail("robots.txt names a sitemap that is not there (answer {status})", url=sitemap.url, key="absent",
                       status=sitemap.status)
        elif sitemap.problem and is_given(sitemap) and not is_guess(sitemap, named):
            yield fail("The sitemap cannot be used as it is: {problem}", url=sitemap.url, key="problem", problem=sitemap.problem)


def robots_fail(site: Site) -> bool:
    return site.robots is not None and site.robots.status is not None and site.robots.status >= 500


def is_given(sitemap: Sitemap) -> bool:
    return sitemap.status is not None and sitemap.status < 300


def is_guess(sitemap: Sitemap, named: set[str]) -> bool:
    """Whether the address is only the usual one, which nobody promised."""
    return sitemap.url not in named and urlsplit(sitemap.url).path == "/sitemap.xml"


def is_usable(sitemap: Sitemap) -> bool:
    return is_given(sitemap) and not sitemap.problem


def unsure(site: Site) -> bool:
    """Whether a sitemap may be there behind a wall, or was not answered."""
    return any(sitemap.status is None or (sitemap.status >= 300 and sitemap.status not in ABSENT) for sitemap in site.sitemaps)
