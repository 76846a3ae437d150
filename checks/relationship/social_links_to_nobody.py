"""COM-01: links to social networks lead to the shop's own account."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import LinkKind, Page

NETWORKS = {
    "facebook.com": "Facebook", "instagram.com": "Instagram", "twitter.com": "X", "x.com": "X", "youtube.com": "YouTube",
    "tiktok.com": "TikTok", "pinterest.com": "Pinterest", "linkedin.com": "LinkedIn", "weibo.com": "Weibo",
    "xiaohongshu.com": "小红书", "douyin.com": "抖音",
    "bilibili.com": "bilibili", "threads.net": "Threads", "vimeo.com": "Vimeo", "tumblr.com": "Tumblr",
}
SAMPLES = """
    shopify woothemes woocommerce wordpress automattic prestashop opencart magento bigcommerce envato themeforest wix squarespace
    yourpage yourshop yourstore yourusername yourname youraccount username example test page profile account"""
MAKERS = frozenset(SAMPLES.split())
PATH_WORDS = frozenset({"", "#", "home", "index", "login", "en", "de", "fr", "es", "ja", "zh"})


@check("relationship/social-links-to-nobody", code="COM-01", severity=Severity.NOTE, stage=Stage.RETURN, team=Team.MARKETING,
       factor=Factor.BRAND)
def social_links_to_nobody(page: Page) -> Iterator[Finding]:
    """Links to social networks lead to the shop's own accounts.

    Why it matters: A customer who taps the icon wants to meet the brand. A network's front page, or the account of the
        maker of the shop's software, tells them that nobody is there.
    How to fix: Enter the full address of your own account in the theme's settings, or remove the icon of a network you do
        not use.
    Bad:
        <footer><a href="https://www.facebook.com/shopify">Facebook</a> <a href="https://twitter.com/">Twitter</a></footer>
    Good:
        <footer><a href="https://www.facebook.com/harbourteas">Facebook</a> <a href="https://x.com/harbourteas">X</a></footer>
    Rests on: D III.3; A 2(3); E 3.2.1
    References: Shopify, Dawn theme settings, whose sample accounts are Shopify's own (2025).
    """
    shop = urlsplit(page.final_url).hostname or ""
    for link in page.links:
        network = network_of(link.url) if link.kind is LinkKind.ANCHOR else None
        if not network or shop.endswith(urlsplit(link.url).hostname or ""):
            continue
        account = account_of(link.url)
        if account is None:
            yield fail("The link to {network} leads to no account, only to {network} itself", key=link.url, network=network,
                       target=link.url, at=f'<a href="{link.url}">{link.text}</a>')
        elif account in MAKERS and account not in shop:
            yield fail("The link to {network} leads to the account “{account}”, which is not the shop's", key=link.url,
                       network=network, account=account, target=link.url, at=f'<a href="{link.url}">{link.text}</a>')


@lru_cache(maxsize=1 << 14)
def network_of(url: str) -> str | None:
    host = re.sub(r"^(www|m|web|mobile|[a-z]{2}|[a-z]{2}-[a-z]{2})\.", "", urlsplit(url).hostname or "")
    return NETWORKS.get(host)


def account_of(url: str) -> str | None:
    """The name of the account an address leads to, in letters and digits; None for a network's front page."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.lower().split("/") if step not in PATH_WORDS]
    if not steps:
        return None if not parts.query else "?"
    return re.sub(r"[^\w]", "", steps[0]) or "?"
