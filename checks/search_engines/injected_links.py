"""SEO-05: links that an intruder has put into the page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page
from auditor.facts.links import resolve
from auditor.facts.tree import text_within, tree
from checks.search_engines.hosts import name_of

OFF_SCREEN = re.compile(
    r"(?:left|top|right|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|em|rem|%)?\s*(?:;|$|!)|(?:^|;)\s*height\s*:\s*[01]px")
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
SPAM = re.compile(
    r"\b(?:viagra|cialis|levitra|tramadol|xanax|online casino|casino (?:bonus|online|slots?)|slot gacor|slot online"
    r"|judi (?:bola|online)|togel|sportsbook|essay writing service|payday loans?"
    r"|replica (?:watches|handbags)|porn|xxx videos?|escorts?)\b"
    r"|赌场|賭場|博彩|娱乐城|娛樂城|六合彩|时时彩|色情|成人视频|成人视頻|成人電影|オンラインカジノ|無修正", re.I)
OF_THE_TRADE = re.compile(r"consent|cookie|gdpr|privacy|social|share|payment|lang|country|region|currency", re.I)
COMMON = re.compile(
    r"(?:^|\.)(?:facebook|instagram|twitter|x|youtube|tiktok|pinterest|linkedin|weibo|google|apple|microsoft|whatsapp|line|paypal"
    r"|trustpilot|vimeo|github|wikipedia)\.[a-z.]+$")


@check("search-engines/injected-links", code="SEO-05", severity=Severity.BLOCKER, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.BRAND)
def injected_links(page: Page, *, least: int = 5) -> Iterator[Finding]:
    """No stranger has hidden links in the shop's pages.

    Why it matters: Hidden links to casinos or pills mean that somebody has broken into the shop. Search engines drop such a
        shop or warn visitors off it, and whoever can write links can also read customers' data.
    How to fix: Treat it as a break-in: take a copy, change every password and key, bring software and extensions up to
        date, restore templates and database from a clean copy, remove unknown accounts, then ask Google Search Console for
        a review.
    Bad:
        <main><h1>Teas</h1></main><div style="position:absolute; left:-9999px">
        <a href="https://a.example/">online casino</a> <a href="https://b.example/">slot gacor</a>
        <a href="https://c.example/">buy viagra</a> <a href="https://d.example/">cialis</a>
        <a href="https://e.example/">casino bonus</a></div>
    Good:
        <main><h1>Teas</h1></main><footer><a href="https://www.facebook.com/harbourteas">Facebook</a>
        <a href="https://growers.example/">Our growers</a></footer>
    Rests on: D III.1 (tricks are not what search engines reward)
    References: Google Search Central, Spam policies, Hacked content and Hidden text and links (2025).
    """
    foreign = list(foreign_links(page))
    if len(foreign) < least:
        return
    spam = [link for _, link in foreign if SPAM.search(text_within(link))]
    if len(spam) >= least:
        yield fail("The page holds {count} links with the words of casinos, pills or sex to other sites; the shop was probably "
                   "broken into", key="spam", count=len(spam), at=spam, targets=sorted({link.get("href") for link in spam})[:10])
        return
    for pattern, key in ((OFF_SCREEN, "off-screen"), (NOT_SHOWN, "not-shown")):
        hidden = {host: link for host, link in foreign if is_hidden(link, pattern)}
        if len(hidden) >= least:
            yield review("The page holds hidden links to {count} other sites: {hosts}. Did you put them there?", key=key,
                         count=len(hidden), hosts=", ".join(sorted(hidden)[:5]), at=list(hidden.values()))


def foreign_links(page: Page) -> Iterator[tuple[str, HtmlElement]]:
    """Links to sites that are neither the shop, nor of the shop's name, nor known to all."""
    own = name_of(urlsplit(page.final_url).hostname)
    for link in tree(page).iter("a"):
        href = link.get("href") or ""
        if not href.strip().lower().startswith(("http://", "https://", "//")):
            continue
        found = resolve(page.final_url, href)
        host = urlsplit(found[0]).hostname if found else None
        if host and name_of(host) != own and not COMMON.search(host):
            yield host, link


def is_hidden(link: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Hidden by its own or an outer element's style, and not in a list of cookies, languages or the like."""
    chain = [link, *link.iterancestors()]
    if any(OF_THE_TRADE.search(f"{node.get('id') or ''} {node.get('class') or ''}") for node in chain):
        return False
    return any(pattern.search((node.get("style") or "").lower()) for node in chain)
