"""Which pages search engines are asked to list, and which addresses are one page in another order."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from auditor.core.records import PageKind, PageSummary

UNLISTED = {PageKind.CART, PageKind.CHECKOUT, PageKind.ACCOUNT, PageKind.SEARCH}
PAGE_KEYS = {"page", "p", "pg", "paged", "seite", "pagina", "pageno", "page_no", "pagenum", "start", "offset", "page-number"}
PAGE_PATH = re.compile(r"/(?:page|seite|pagina)[/-]?\d+/?$", re.I)
ORDER_KEYS = re.compile(r"sort|order|orderby|sort_by|dir|direction|limit|show|per_?page|view|mode|layout|currency|lang|language|"
                        r"sid|zenid|ocsessid|phpsessid|utm_\w+|ref|variant", re.I)


def is_listed(page: PageSummary) -> bool:
    """Whether the page stands in search results for itself: not left out, no copy by its own word, no further page of a list."""
    its_own = not page.canonical or page.canonical.rstrip("/") in (page.url.rstrip("/"), page.final_url.rstrip("/"))
    return page.kind not in UNLISTED and not page.noindex and its_own and not is_further_page(page.final_url)


def is_further_page(url: str) -> bool:
    """Whether the address is the second or a later page of a list."""
    if "?" not in url and not PAGE_PATH.search(url):
        return False
    parts = urlsplit(url)
    return bool(PAGE_PATH.search(parts.path)) or any(key.lower() in PAGE_KEYS for key, _ in parse_qsl(parts.query))


def plain(url: str) -> str:
    """The address without what only orders or tracks: one page has one plain address."""
    if "?" not in url and "#" not in url:
        return url
    parts = urlsplit(url)
    kept = [f"{key}={value}" for key, value in parse_qsl(parts.query) if not ORDER_KEYS.fullmatch(key)]
    return urlunsplit(parts._replace(query="&".join(kept), fragment=""))


def name_of_page(url: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What is equal of two addresses of one page: not scheme, www, last slash, escapes, order of parameters, or fragment."""
    parts = urlsplit(url)
    queried = tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return (parts.netloc.lower().removeprefix("www."), unquote(parts.path).rstrip("/"), queried)
