"""The numbers that an audit tells of a shop: pages, links, click depth."""

from collections import Counter, defaultdict

import numpy

from auditor.core.audit import ClickDepth, DeepPage, Links, Pages, Unread
from auditor.core.audit import Shop as AuditShop
from auditor.core.graph import percentile
from auditor.core.records import PageKind, Site
from auditor.core.store.schema import PAGE_ROLES
from auditor.facts.naming import host_name
from auditor.facts.shop import Shop

DEEPEST = 10
MOST_TOLD = 20


def shop_of(site: Site) -> AuditShop:
    """What the shop is called and what kind of shop it is, if it is one."""
    is_shop = site.has_kind(PageKind.PRODUCT, PageKind.CART)
    return AuditShop(site.url, site.platform, site.languages, site.market, is_shop, site.name or host_name(site.url))


def pages_of(shop: Shop, site: Site) -> Pages:
    """How many pages there are, of which kinds, and how deep they lie."""
    every = shop.crawled.every
    asked = numpy.isin(every["role"], PAGE_ROLES) & ~shop.crawled.is_page
    failed = int((asked & ((every["failure"] > 0) | (every["status"] >= 400))).sum())
    counts = Counter(page.kind for page in site.pages)
    by_kind = {str(kind): counts[kind] for kind in PageKind if counts[kind]}
    return Pages(len(site.pages), failed, by_kind, click_depth(site), deepest(site))


def links_of(site: Site) -> Links:
    """How many addresses were linked to, and how many of them are broken."""
    broken = {target.target.partition("#")[0] for target in (*site.broken, *site.broken_images)}
    return Links(site.targets_checked, len(broken))


def unread_of(shop: Shop) -> tuple[Unread, ...]:
    """What could not be read or judged, by reason, the most of them first."""
    urls: dict[str, list[str]] = defaultdict(list)
    for url, reason in shop.crawled.unread():
        urls[reason].append(url)
    told = [Unread(reason, len(some), tuple(some[:MOST_TOLD])) for reason, some in urls.items()]
    return tuple(sorted(told, key=lambda one: (-one.count, one.reason)))


def click_depth(site: Site) -> ClickDepth:
    """Clicks from home: over all pages, and of products."""
    reached = [page.depth for page in site.pages if page.depth is not None]
    products = [page.depth for page in site.of_kind(PageKind.PRODUCT) if page.depth is not None]
    most = max(reached, default=-1)
    return ClickDepth(
        percentile(reached, 0.5), percentile(reached, 0.9), most if reached else None,
        tuple(reached.count(depth) for depth in range(most + 1)), tuple(products.count(depth) for depth in range(most + 1)),
        len(site.pages) - len(reached))


def deepest(site: Site) -> tuple[DeepPage, ...]:
    """The products that are most clicks from home."""
    products = [page for page in site.of_kind(PageKind.PRODUCT) if page.depth is not None]
    ordered = sorted(products, key=lambda page: (-page.depth, page.url))[:DEEPEST]
    return tuple(DeepPage(page.final_url, page.product_name or page.heading or page.title, page.depth) for page in ordered)
