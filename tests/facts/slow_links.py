"""The links of a page by the straight way: every element asked for its region, every address resolved by the libraries.

Slow, and good for comparing alone. It knows the kinds that were there before pages were read for their files.
"""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from w3lib.html import strip_html5_whitespace
from w3lib.url import safe_url_string

from auditor.core.records import Link, LinkKind, Region

LANDMARKS = {"header": Region.HEADER, "nav": Region.MENU, "main": Region.MAIN, "footer": Region.FOOTER, "head": Region.HEAD}
ROLES = {"banner": Region.HEADER, "navigation": Region.MENU, "main": Region.MAIN, "contentinfo": Region.FOOTER}
NAMED = (
    (re.compile(r"\bbread-?crumbs?\b", re.I), Region.MAIN),
    (re.compile(r"\b(site-|page-)?footer\b", re.I), Region.FOOTER),
    (re.compile(r"\b(mega-?menu|main-?menu|nav-?bar|main-?nav(igation)?|side_categories)\b", re.I), Region.MENU),
    (re.compile(r"\b(site-|page-)header\b", re.I), Region.HEADER),
)
INNER = {(Region.FOOTER, Region.MENU), (Region.FOOTER, Region.HEADER), (Region.MAIN, Region.HEADER), (Region.MAIN, Region.FOOTER)}
RELATIONS = {"canonical": LinkKind.CANONICAL, "alternate": LinkKind.ALTERNATE, "next": LinkKind.NEXT, "prev": LinkKind.NEXT}
SOURCES = {"img": LinkKind.IMAGE, "iframe": LinkKind.FRAME, "frame": LinkKind.FRAME}
LONGEST_TEXT = 200
SESSION = re.compile(r"(?<=[?&])(?:sid|zenid|oscsid|ocsessid|phpsessid|jsessionid)=[^&#]*&?|;jsessionid=[^?/#]*", re.I)


def links_of(root: HtmlElement, url: str) -> tuple[Link, ...]:
    """Every reference in a tree whose page was fetched from `url`; `<base href>` counts."""
    base = base_of(root, url)
    regions: dict[HtmlElement, Region | None] = {}
    found: list[Link] = []
    for element in root.iter("*"):
        region = region_of(element, regions) or Region.MAIN
        for kind, href, text in references(element):
            address = resolve(origin(base) if href.startswith("/") and not href.startswith("//") else base, href)
            if address:
                target, fragment = address
                nofollow = "nofollow" in (element.get("rel") or "")
                found.append(Link(target, kind, region, text, fragment, nofollow))
    return tuple(found)


def base_of(root: HtmlElement, url: str) -> str:
    """The address that the page's relative links start from: that of the first `<base href>`, where it is an address at all."""
    href = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    try:
        base = urljoin(url, strip_html5_whitespace(href))
        return base if urlsplit(base).hostname else url
    except ValueError:
        return url


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def resolve(base: str, href: str) -> tuple[str, str | None] | None:
    """The absolute http(s) address that `href` means on a page at `base`, and its fragment (None without `#`); else None."""
    try:
        address, fragment = urldefrag(urljoin(base, href))
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return normal(address), fragment if "#" in href else None
    except ValueError:
        return None


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


def region_of(element: HtmlElement, known: dict[HtmlElement, Region | None]) -> Region | None:
    """The part of the page an element stands in: its own landmark, else its parent's, else None."""
    parent = element.getparent()
    outer = known.get(parent) if parent is not None else None
    own = landmark(element)
    region = outer if own is None or (outer, own) in INNER else own
    known[element] = region
    return region


def landmark(element: HtmlElement) -> Region | None:
    own = ROLES.get(element.get("role") or "") or LANDMARKS.get(element.tag)
    words = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}".strip()
    if not words or element.tag in ("a", "li", "html", "body"):
        return own
    return landmark_by_name(words) or own


def landmark_by_name(words: str) -> Region | None:
    return next((region for pattern, region in NAMED if pattern.search(words)), None)


def references(element: HtmlElement) -> Iterator[tuple[LinkKind, str, str]]:
    """What one element refers to: kind, address as written, words."""
    tag = element.tag
    if tag in ("a", "area"):
        yield from written(LinkKind.ANCHOR, element.get("href"), element)
    elif tag in SOURCES:
        yield from written(SOURCES[tag], element.get("src") or element.get("data-src"), element)
        yield from candidates(element)
    elif tag == "source" and element.get("srcset"):
        yield from candidates(element)
    elif tag == "link":
        for relation in (element.get("rel") or "").lower().split():
            if relation in RELATIONS and (relation != "alternate" or element.get("hreflang")):
                yield from written(RELATIONS[relation], element.get("href"), element)
    elif tag == "form" and (element.get("method") or "get").lower() == "get":
        yield from written(LinkKind.FORM, element.get("action"), element)
    elif tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        match = re.search(r"url\s*=\s*['\"]?([^'\";]+)", element.get("content") or "", re.I)
        yield from written(LinkKind.REFRESH, match and match[1], element)


def written(kind: LinkKind, href: str | None, element: HtmlElement) -> Iterator[tuple[LinkKind, str, str]]:
    href = strip_html5_whitespace(href or "")
    if href and not href.startswith(("javascript:", "mailto:", "tel:", "data:")):
        yield kind, href, words_of(element) if kind in (LinkKind.ANCHOR, LinkKind.IMAGE) else ""


def candidates(element: HtmlElement) -> Iterator[tuple[LinkKind, str, str]]:
    """The addresses of a `srcset`."""
    for candidate in re.split(r",\s+|,(?=https?:)", element.get("srcset") or ""):
        yield from written(LinkKind.IMAGE, candidate.strip().split(" ")[0], element)


def words_of(element: HtmlElement) -> str:
    """What a person reads or hears for a link or picture: its text, else label, alternative text or title."""
    text = " ".join("".join(element.itertext()).split())
    if not text:
        images = [image.get("alt") or "" for image in element.iter("img")]
        text = next((word for word in (element.get("aria-label"), *images, element.get("title")) if word), "")
    return " ".join(text.split())[:LONGEST_TEXT]
