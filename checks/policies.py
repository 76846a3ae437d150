"""Whether a page that customers look for, such as the privacy page, is there and is linked from everywhere."""

from collections import defaultdict
from collections.abc import Callable

from auditor.core.records import PageKind, PageSummary, Site

SHOP_KINDS = (PageKind.PRODUCT, PageKind.CART, PageKind.CHECKOUT)
CLOSED_OFF = {PageKind.CHECKOUT, PageKind.ACCOUNT}


def sells(site: Site) -> bool:
    """Neither product, cart nor checkout was seen, so nothing seems to be sold here."""
    return site.has_kind(*SHOP_KINDS)


def is_there(site: Site, *kinds: PageKind) -> bool:
    """Whether a page of one of these kinds was read, or is linked to where we could not or might not read it."""
    return site.has_kind(*kinds) or any(links_to(page, *kinds) for page in site.pages)


def known(*kinds: PageKind) -> Callable[[Site], bool]:
    """A predicate: can it be told whether such a page is there?"""
    def measured(site: Site) -> bool:
        """Too little of the shop, or of its links, was seen to say that something is missing."""
        return any(page.links_to_kinds for page in site.pages) and (site.complete or is_there(site, *kinds))

    return measured


def without_link(site: Site, *kinds: PageKind, everywhere: bool = False) -> tuple[str, ...]:
    """The addresses of pages without a link to such a page, of templates most of whose pages have none.

    Pages of these kinds themselves do not count, nor what links to no page at all, such as the content of a layer; the checkout
    and the account, which many shops keep free of links, only where it must be `everywhere`.
    """
    templates: dict[str, list[PageSummary]] = defaultdict(list)
    for page in site.pages:
        if page.kind not in kinds and page.links_to_kinds and (everywhere or page.kind not in CLOSED_OFF):
            templates[page.template].append(page)
    return tuple(
        page.final_url for pages in templates.values() for page in pages
        if not links_to(page, *kinds) and 2 * sum(links_to(each, *kinds) for each in pages) < len(pages))


def links_to(page: PageSummary, *kinds: PageKind) -> bool:
    return any(kind in page.links_to_kinds for kind in kinds)
