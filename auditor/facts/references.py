"""What one element of a page refers to: the kind, the address as it is written, and the words a person reads for it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from lxml import etree
from lxml.html import HtmlElement

from auditor.core.records import LinkKind
from auditor.facts import structured, stylesheets
from auditor.facts.remembering import remembered

Reference = tuple[LinkKind, str, str]
Reader = Callable[[HtmlElement], list[Reference]]

BLANK = " \t\n\r\x0c"
NO_ADDRESS = ("javascript:", "mailto:", "tel:", "data:", "blob:", "about:")
LONGEST_TEXT = 200
RELATIONS = {
    "canonical": LinkKind.CANONICAL, "alternate": LinkKind.ALTERNATE, "next": LinkKind.NEXT, "prev": LinkKind.NEXT,
    "amphtml": LinkKind.AMP, "stylesheet": LinkKind.STYLE, "manifest": LinkKind.MANIFEST, "preload": LinkKind.PRELOAD,
    "modulepreload": LinkKind.PRELOAD, "icon": LinkKind.ICON, "apple-touch-icon": LinkKind.ICON,
    "apple-touch-icon-precomposed": LinkKind.ICON, "mask-icon": LinkKind.ICON,
}
NAMES = {
    "og:url": LinkKind.DATA,
    **dict.fromkeys(("og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url", "og:video:secure_url",
                     "twitter:image", "twitter:image:src"), LinkKind.PREVIEW),
}
LAZY = ("data-original", "data-lazy-src", "data-lazy")
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
LATER = frozenset({*LAZY, *SETS})
BACKGROUNDS = ("background", "data-bg", "data-background", "data-background-image")
# Attributes that are no part of HTML hold whatever a script likes: `true`, `#fff`, a template with {width}.
PICTURE = re.compile(r"(?:(?:https?:)?//?[^\s{}<>]+|[^\s{}<>:]+\.(?:avif|gif|jpe?g|png|svg|webp)(?:[?#][^\s{}<>]*)?)", re.I)
TEMPLATE = re.compile(r"\{[^{}]*\}|%7B", re.I)
CANDIDATE = re.compile(r"[ \t\n\r\x0c,]*([^ \t\n\r\x0c,][^ \t\n\r\x0c]*)")
DESCRIPTORS = re.compile(r"([^,(]*(?:\([^)]*\)?[^,(]*)*),?")
DESCRIPTOR = re.compile(r"[ \t\n\r\x0c]*(?:(?:\d+[wh]|[\d.]+(?:e[+-]?\d+)?x)(?:[ \t\n\r\x0c]+|$))*", re.I)
REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.I)
PAINTED = etree.XPath("//@style[contains(., 'url(') or contains(., 'URL(')] | "
                      "//@background | //@data-bg | //@data-background | //@data-background-image")
# One of these stands in the markup, in lower case, of whatever PAINTED finds.
PAINTS = (re.compile(rb"url[(&]"), re.compile(rb"data-b"), re.compile(rb"background\s*="))
DATA = {"url": LinkKind.DATA, "item": LinkKind.DATA, "image": LinkKind.PREVIEW, "logo": LinkKind.PREVIEW,
        "thumbnailUrl": LinkKind.PREVIEW}
MEANT = frozenset({"url", "contentUrl", "@id"})  # what these stand for hangs on what they stand in
TELLING = MEANT | DATA.keys()
HTTP = re.compile(r"https?://[^\s{}<>]+|/[^\s{}<>]*", re.I)


def may_be_painted(markup: bytes) -> bool:
    """Whether anything may be painted behind elements of a page, by its markup in lower case: to spare most pages the search."""
    return any(pattern.search(markup) for pattern in PAINTS)


def references(root: HtmlElement, painted: bool = True) -> Iterator[tuple[HtmlElement, list[Reference]]]:
    """The elements of a tree that refer to something, in the order of the page, and what each refers to."""
    behind = {attribute.getparent() for attribute in PAINTED(root)} if painted else ()
    for element in root.iter("*") if behind else root.iter(*READERS):
        reader = READERS.get(element.tag)
        named = reader(element) if reader else []
        if behind and element in behind:
            named = [*named, *backgrounds(element)]
        if named:
            yield element, named


def written(kind: LinkKind, href: str | None, text: str = "") -> list[Reference]:
    href = (href or "").strip(BLANK)
    return [(kind, href, text)] if href and not href.startswith(NO_ADDRESS) else []


def anchor(element: HtmlElement) -> list[Reference]:
    href = (element.get("href") or "").strip(BLANK)
    return [(LinkKind.ANCHOR, href, words_of(element))] if href and not href.startswith(NO_ADDRESS) else []


def picture(element: HtmlElement) -> list[Reference]:
    """Of `<img>`, `<source>` in a `<picture>`, and `<input type=image>`: what a browser or a lazy script would show."""
    has = dict(element.items())
    sources = [has.get("src", ""), untemplated(has.get("data-src", ""))] if element.tag != "source" else []
    if not LATER.isdisjoint(has):
        sources += [has[name] for name in LAZY if name in has and PICTURE.fullmatch(has[name].strip(BLANK))]
        sources += [each for name in SETS if name in has for each in candidates(has[name])]
    text = " ".join((has.get("aria-label") or has.get("alt") or has.get("title") or "").split())[:LONGEST_TEXT]
    return [(LinkKind.IMAGE, href, text) for source in sources
            if (href := source.strip(BLANK)) and not href.startswith(NO_ADDRESS)]


def untemplated(href: str) -> str:
    return "" if href and TEMPLATE.search(href) else href


def candidates(srcset: str) -> Iterator[str]:
    """The addresses of a `srcset`, by the algorithm of the HTML standard: what a browser would skip is left out."""
    at = 0
    while match := CANDIDATE.match(srcset, at):
        at = match.end()
        if match[1].endswith(","):
            yield match[1].rstrip(",")
            continue
        described = DESCRIPTORS.match(srcset, at)
        at = described.end()
        if DESCRIPTOR.fullmatch(described[1]) and not TEMPLATE.search(match[1]):
            yield match[1]


def frame(element: HtmlElement) -> list[Reference]:
    return written(LinkKind.FRAME, element.get("src") or element.get("data-src"))


def source(element: HtmlElement) -> list[Reference]:
    parent = element.getparent()
    return media(element) if parent is not None and parent.tag in ("video", "audio") else picture(element)


def media(element: HtmlElement) -> list[Reference]:
    played = written(LinkKind.MEDIA, element.get("src") or untemplated(element.get("data-src") or ""))
    return played + written(LinkKind.IMAGE, element.get("poster"))


def embedded(element: HtmlElement) -> list[Reference]:
    return written(LinkKind.MEDIA, element.get("data" if element.tag == "object" else "src"))


def button(element: HtmlElement) -> list[Reference]:
    return picture(element) if (element.get("type") or "").lower() == "image" else []


def drawn(element: HtmlElement) -> list[Reference]:
    """Of SVG's `<use>` and `<image>`: another file, not a part of this page."""
    href = (element.get("href") or element.get("xlink:href") or "").strip(BLANK)
    return [] if href.startswith("#") else written(LinkKind.IMAGE, href)


def relation(element: HtmlElement) -> list[Reference]:
    href, found = element.get("href"), []
    for name in (element.get("rel") or "").lower().split():
        if name in RELATIONS and (name != "alternate" or element.get("hreflang")):
            found += written(RELATIONS[name], href)
            if name == "preload":
                found += [each for one in candidates(element.get("imagesrcset") or "") for each in written(LinkKind.PRELOAD, one)]
    return found


def form(element: HtmlElement) -> list[Reference]:
    return written(LinkKind.FORM, element.get("action")) if (element.get("method") or "get").lower() == "get" else []


def meta(element: HtmlElement) -> list[Reference]:
    name = (element.get("property") or element.get("name") or "").lower()
    if name in NAMES:
        return written(NAMES[name], element.get("content"))
    if (element.get("http-equiv") or "").lower() == "refresh" and (match := REFRESH.search(element.get("content") or "")):
        return written(LinkKind.REFRESH, match[1])
    return []


def script(element: HtmlElement) -> list[Reference]:
    if "ld+json" in (element.get("type") or "").lower():
        return [(kind, href, "") for kind, href in told(read_data(element.text or ""))]
    return written(LinkKind.SCRIPT, element.get("src"))


def style(element: HtmlElement) -> list[Reference]:
    return [(kind, href, "") for kind, href in in_sheet(element.text or "")]


in_sheet = remembered(64, longest=1_000_000)(stylesheets.addresses_in)  # the sheet in a page's head is that of every other page


def backgrounds(element: HtmlElement) -> list[Reference]:
    """What is painted behind an element: by its style, by attributes of old, or by a script that reads lazy ones."""
    found = [(kind, href, "") for kind, href in stylesheets.addresses_in(element.get("style") or "")]
    for value in filter(None, map(element.get, BACKGROUNDS)):
        hrefs = [href for _, href in stylesheets.addresses_in(value)] or [value.strip(BLANK)]
        found += [(LinkKind.IMAGE, href, "") for href in hrefs if PICTURE.fullmatch(href)]
    return found


def read_data(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return structured.read_json(text)


def told(data: Any) -> Iterator[tuple[LinkKind, str]]:
    """The addresses in JSON-LD that should answer: pages and pictures, not identifiers, profiles or templates of a search."""
    waiting = [("", data)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend((key, each) for each in reversed(value))
        elif isinstance(value, dict):
            waiting.extend([(key_of(name, key, value) if name in MEANT else name, each) for name, each in reversed(value.items())
                            if name in TELLING or not isinstance(each, str)])
        elif isinstance(value, str) and key in DATA and HTTP.fullmatch(value := value.strip()):
            yield DATA[key], value


def key_of(name: str, outer: str, item: dict[str, Any]) -> str:
    """What a property stands for: the `url` of a picture is a picture, the `@id` of a breadcrumb's item its page."""
    pictured = DATA.get(outer) is LinkKind.PREVIEW or item.get("@type") == "ImageObject"
    if name in ("url", "contentUrl") and pictured:
        return "image"
    crumb = name == "@id" and outer == "item" and "url" not in item and "#" not in str(item["@id"])
    return "item" if crumb and str(item["@id"]).startswith("http") else name


def words_of(element: HtmlElement) -> str:
    """What a person reads or hears for a link or picture: its text, else label, alternative text or title."""
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False) if len(element) else element.text
    words = " ".join((text or "").split())
    if not words:
        images = [image.get("alt") or "" for image in element.iter("img")]
        named = next((word for word in (element.get("aria-label"), *images, element.get("title")) if word), "")
        words = " ".join(named.split())
    return words[:LONGEST_TEXT]


READERS: dict[str, Reader] = {
    "a": anchor, "area": anchor, "img": picture, "source": source, "input": button, "iframe": frame, "frame": frame,
    "video": media, "audio": media, "track": media, "object": embedded, "embed": embedded, "use": drawn, "image": drawn,
    "link": relation, "form": form, "meta": meta, "script": script, "style": style,
}
