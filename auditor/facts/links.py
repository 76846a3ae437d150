"""Every reference of a page, found in one walk over its tree."""

import re
from codecs import BOM_UTF8
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

import msgspec
from lxml.html import HtmlElement
from w3lib.html import strip_html5_whitespace
from w3lib.url import safe_url_string

from auditor.core.records import Failure, Link, LinkKind, Page, Region
from auditor.facts import stylesheets
from auditor.facts.fact import fact
from auditor.facts.references import may_be_painted, references
from auditor.facts.tree import markup, tree, unread_rest

LANDMARKS = {"header": Region.HEADER, "nav": Region.MENU, "main": Region.MAIN, "footer": Region.FOOTER, "head": Region.HEAD}
ROLES = {"banner": Region.HEADER, "navigation": Region.MENU, "main": Region.MAIN, "contentinfo": Region.FOOTER}
NAMED = (
    (re.compile(r"\bbread-?crumbs?\b", re.I), Region.MAIN),
    (re.compile(r"\b(site-|page-)?footer\b", re.I), Region.FOOTER),
    (re.compile(r"\b(mega-?menu|main-?menu|nav-?bar|main-?nav(igation)?|side_categories)\b", re.I), Region.MENU),
    (re.compile(r"\b(site-|page-)header\b", re.I), Region.HEADER),
)
UNNAMED = ("a", "li", "html", "body")
INNER = {(Region.FOOTER, Region.MENU), (Region.FOOTER, Region.HEADER), (Region.MAIN, Region.HEADER), (Region.MAIN, Region.FOOTER)}
SESSION = re.compile(r"(?<=[?&])(?:sid|zenid|oscsid|ocsessid|phpsessid|jsessionid)=[^&#]*&?|;jsessionid=[^?/#]*", re.I)
PATH = r"/[\w/!$'()*+,:=@%~-]*(?:\.(?![./?#]|$)[\w/!$'()*+,:=@%~-]*)*(?:\?(?:[\w/!$()*+,.:;=?@%~&-]*[\w/!$()*+,.:;=@%~-]))?"
FRAGMENT = r"(?:#([\w/!$'()*+,.:;=?@%~&-]*))?"
OWN = re.compile(rf"((?!//){PATH}){FRAGMENT}", re.A)
PORT = r"(?::(?!(?:80|443)/)(?:[1-9]\d{1,3}|[1-5]\d{4}))?"
WHOLE = re.compile(rf"(https?://[a-z0-9](?:[a-z0-9-]|\.(?=[a-z0-9]))*{PORT}{PATH}){FRAGMENT}", re.A)


MOST_LINKS = 10_000  # distinct addresses on one page, and references in all; no customer looks at the others
MOST_REFERENCES = 100_000
LONGEST_NAMES = 2_000
LONGEST_HREF = 8_000  # no server takes a longer address


@fact
def links(page: Page) -> tuple[Link, ...]:
    """Every reference of the page, in its order. Addresses other than http and https are left out."""
    return links_of(tree(page), page.final_url, may_be_painted(markup(page)))


def links_of(root: HtmlElement, url: str, painted: bool = True) -> tuple[Link, ...]:
    """Every reference in a tree whose page was fetched from `url`, as far as MOST_LINKS; `<base href>` counts.

    What is `painted` behind elements is looked for unless it is known that there is no such thing.
    """
    base = base_of(root, url)
    top = origin(base)
    regions: dict[HtmlElement, Region | None] = {}
    found: list[Link] = []
    distinct: set[str] = set()
    for element, named in references(root, painted):
        region = region_of(element, regions) or Region.MAIN
        nofollow = "nofollow" in (element.get("rel") or "")
        for kind, href, text in named:
            # Most addresses do not hang on the page's own: resolved from the top of the shop, one answer serves every page.
            if len(href) > LONGEST_HREF:
                continue
            address = resolved(top if href.startswith(("/", "https://", "http://")) else base, href)
            if address:
                found.append(Link(address[0], kind, region, text, address[1], nofollow))
                distinct.add(address[0])
        if len(found) > MOST_LINKS and is_overfull(len(distinct), len(found)):
            break
    return tuple(found)


def is_overfull(distinct: int, all_in_all: int) -> bool:
    """Whether `links` left out what stood behind so many."""
    return distinct > MOST_LINKS or all_in_all >= MOST_REFERENCES


@fact
def unread_part(page: Page) -> Failure | None:
    """Why a page was not read to its end or not all of its links, None where all of it was."""
    found = links(page)
    crowded = len(found) > MOST_LINKS and is_overfull(len({link.url for link in found}), len(found))
    return unread_rest(page) or (Failure.TOO_MANY_LINKS if crowded else None)


def css_references(text: str, url: str) -> tuple[tuple[LinkKind, str], ...]:
    """The addresses in the style sheet at `url`, each once: further sheets (STYLE), pictures (IMAGE) and fonts (FONT)."""
    found = ((kind, resolve(url, href)) for kind, href in stylesheets.addresses_in(text))
    return tuple(dict.fromkeys((kind, address[0]) for kind, address in found if address))


def manifest_references(body: bytes, url: str) -> tuple[str | None, tuple[str, ...]]:
    """The start page and the icons that the web app manifest at `url` names; (None, ()) where it cannot be read."""
    try:
        manifest = msgspec.json.decode(body.removeprefix(BOM_UTF8))
    except (ValueError, RecursionError):
        return None, ()
    if not isinstance(manifest, dict):
        return None, ()
    start, icons = manifest.get("start_url"), manifest.get("icons")
    sources = [icon.get("src") for icon in icons if isinstance(icon, dict)] if isinstance(icons, list) else []
    found = [resolve(url, source) for source in sources if source and isinstance(source, str)]
    begun = resolve(url, start) if isinstance(start, str) else None
    return begun and begun[0], tuple(dict.fromkeys(address[0] for address in found if address))


def base_of(root: HtmlElement, url: str) -> str:
    """The address that the page's relative links start from: that of the first `<base href>`, where it is an address at all."""
    href = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    if not href or len(href) > LONGEST_HREF:
        return url
    try:
        base = urljoin(url, strip_html5_whitespace(href))
        return base if urlsplit(base).hostname else url
    except ValueError:
        return url


@lru_cache(maxsize=4096)
def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def resolve(base: str, href: str) -> tuple[str, str | None] | None:
    """The absolute http(s) address that `href` means on a page at `base`, and its fragment (None without `#`); else None."""
    return resolved(base, href) if len(href) <= LONGEST_HREF else None


@lru_cache(maxsize=8192)
def resolved(base: str, href: str) -> tuple[str, str | None] | None:
    """What `resolve` answers, of a text that is not too long to be kept."""
    try:
        return plain(base, href) or thorough(base, href)
    except ValueError:
        return None


def plain(base: str, href: str) -> tuple[str, str | None] | None:
    """What `resolve` answers, for an address that is in its one spelling already, as most are: ten times as fast. Else None."""
    match = (OWN if href.startswith("/") else WHOLE).fullmatch(href)
    if not match or ("?" in href and SESSION.search(href)):
        return None
    if href.startswith("/"):
        start = plain_origin(base)
        return (start + match[1], match[2]) if start else None
    return match[1], match[2]


@lru_cache(maxsize=4096)
def plain_origin(url: str) -> str | None:
    """The origin of an address without its slash; None where it is not in its one spelling."""
    start = origin(url)
    return start[:-1] if WHOLE.fullmatch(start) else None


def thorough(base: str, href: str) -> tuple[str, str | None] | None:
    href.encode()  # a ValueError for halves of characters, which scripts and JSON can write and nobody can send
    address, fragment = urldefrag(urljoin(base, href))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return normal(address), fragment if "#" in href else None


def normal(url: str) -> str:
    """The address in its one spelling: escaped, host in lower case, no default port, a path, no session's number.

    Raises ValueError for one that is none.
    """
    parts = urlsplit(SESSION.sub("", safe_url_string(url)).rstrip("?&"))
    host = (parts.hostname or "").lower()
    if not host:
        raise ValueError(f"{url} names no host")
    host = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port not in (None, default) else ""
    return parts._replace(netloc=host + port, path=parts.path or "/", fragment="").geturl()


def region_of(element: HtmlElement, known: dict[HtmlElement | None, Region | None]) -> Region | None:
    """The part of the page an element stands in: its own landmark, else its parent's, else None. `known` remembers the others."""
    path = [element]
    while (parent := path[-1].getparent()) is not None and parent not in known:
        path.append(parent)
    region = known.get(parent)
    for each in reversed(path):
        own = landmark(each)
        if own is not None and (region, own) not in INNER:
            region = own
        known[each] = region
    return region


def landmark(element: HtmlElement) -> Region | None:
    tag, get = element.tag, element.get
    own = (ROLES.get(role) if (role := get("role")) else None) or LANDMARKS.get(tag)
    if tag in UNNAMED:
        return own
    name, words, label = get("id"), get("class"), get("aria-label")
    if name or label:
        words = f"{name or ''} {words or ''} {label or ''}"
    return (landmark_by_name(words[:LONGEST_NAMES]) if words else None) or own


@lru_cache(maxsize=8192)
def landmark_by_name(words: str) -> Region | None:
    return next((region for pattern, region in NAMED if pattern.search(words)), None)
