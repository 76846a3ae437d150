"""Reads sitemap files: plain, gzipped, indexes of others, feeds, and lists of plain text."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zlib import error

from lxml import etree
from msgspec import Struct
from scrapy.utils.gz import gunzip

from auditor.facts.links import resolve

GZIP = b"\x1f\x8b"
BLANK = b"\xef\xbb\xbf \t\r\n"
WIDE = (b"\xff\xfe", b"\xfe\xff")
MOST_BYTES = 52_428_800
MOST_ADDRESSES = 50_000
ENTRIES = {"urlset": "url", "sitemapindex": "sitemap", "rss": "item", "RDF": "item", "feed": "entry"}
# libxml2 would drop a parameter that begins with a lone ampersand; in CDATA it is right as it is.
LONE = re.compile(rb"<!\[CDATA\[(?:[^\]]|\](?!\]>))*+|&(?!(?:#\d+|#[xX][0-9a-fA-F]+|\w+);)")
HARMLESS = ("ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY")
UNFINISHED = (*ENTRIES.values(), "loc", "link")  # where a file broke off within one of these, its address may be half of one

Naming = tuple[str, str | None]


class Listed(Struct, frozen=True):
    """What a sitemap file lists: pages, further sitemaps, and what is wrong with it.

    `images` are those of the pages, `alternates` the pages in other languages; all are absolute, each once.
    """

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str = ""
    images: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()


class Found:
    """The addresses read so far, each once, in the order of the file."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.known: dict[str, dict[str, None]] = {"places": {}, "images": {}, "alternates": {}}

    def add(self, named: Iterable[Naming]) -> None:
        for what, address in named:
            if address and (resolved := resolve(self.url, address.strip())):
                self.known[what][resolved[0]] = None

    def listed(self, root: str, problem: str) -> Listed:
        places, images, alternates = map(tuple, self.known.values())
        pages, sitemaps = ((), places) if root == "sitemapindex" else (places, ())
        return Listed(pages, sitemaps, problem, images, alternates)


def read(body: bytes, url: str = "") -> Listed:
    """The addresses of the sitemap file that `url` answered with. Never raises: what cannot be read is a `problem`."""
    try:
        plain = gunzip(body, max_size=MOST_BYTES) if body.startswith(GZIP) else body
    except (OSError, EOFError, ValueError, error) as trouble:
        return Listed(problem=f"it could not be read ({trouble})")
    text = plain if plain.startswith(WIDE) else plain.lstrip(BLANK)
    return read_xml(text, url) if text.startswith((b"<", *WIDE)) else read_lines(text, url)


def read_xml(text: bytes, url: str) -> Listed:
    """What an XML file lists. Where it breaks off, what stands before is kept: an address cut short leads nowhere."""
    mended = text if text.startswith(WIDE) else LONE.sub(lambda match: b"&amp;" if match[0] == b"&" else match[0], text)
    events = etree.iterparse(BytesIO(mended), events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
                             load_dtd=False, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = local(next(events)[1])
    except (etree.XMLSyntaxError, StopIteration):
        return Listed(problem="it is no sitemap")
    if root not in ENTRIES:
        return Listed(problem="it is no sitemap")
    found = Found(url)
    problem = read_entries(events, root, found)
    return found.listed(root, problem or ("it has & where &amp; is due" if mended != text else ""))


def read_entries(events: Iterator[tuple[str, etree._Element]], root: str, found: Found) -> str:
    """Add what the entries name to `found`; the answer is what is wrong with the file, or ""."""
    last: tuple[Naming, ...] = ()
    try:
        for count, element in enumerate(each_entry(events, ENTRIES[root])):
            found.add(last)
            if count == MOST_ADDRESSES:
                return f"it lists more than {MOST_ADDRESSES:,} addresses"
            last = tuple(named_in(element))
    except etree.XMLSyntaxError as trouble:
        return f"it could not be read ({trouble.msg})"
    fatal = next((one.message for one in events.error_log if one.level_name == "FATAL" and one.type_name not in HARMLESS), "")
    if fatal.partition(" in tag ")[2].partition(" ")[0].rpartition(":")[2] not in UNFINISHED:
        found.add(last)
    return f"it could not be read to its end ({fatal})" if fatal else ""


def each_entry(events: Iterator[tuple[str, etree._Element]], name: str) -> Iterator[etree._Element]:
    """The elements of that name, each emptied once it was read, so that memory does not grow with the file."""
    for event, element in events:
        if event == "end" and local(element) == name:
            yield element
            parent = element.getparent()
            element.clear()
            if parent is not None:
                del parent[:-1]


def named_in(entry: etree._Element) -> Iterator[Naming]:
    """What one entry names: its `<loc>`, or a feed's `<link>`, and images and languages, whatever their namespaces."""
    feed = local(entry) in ("item", "entry")
    for part in entry:
        name, href = local(part), part.get("href")
        if name == "loc" or (feed and name == "link" and not href):
            yield "places", text_of(part)
        elif name == "link" and part.get("rel", "alternate") == "alternate":
            yield "places" if feed else "alternates", href
        elif name == "image":
            yield from (("images", text_of(image)) for image in part if local(image) == "loc")


def text_of(element: etree._Element) -> str | None:
    """What stands in an element; None for nothing, or for half a character (`&#xD800;`)."""
    try:
        return element.text
    except UnicodeDecodeError:
        return None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace or its undeclared prefix."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def read_lines(text: bytes, url: str) -> Listed:
    found = Found(url)
    words = text.decode("utf-8", "replace").split()
    found.add(("places", word) for word in words[:MOST_ADDRESSES])
    listed = found.listed("urlset", "")
    return listed if listed.pages else Listed(problem="it lists no address")
