"""Reads sitemap files: plain, gzipped, indexes of others, and lists of plain text."""

from collections.abc import Iterable, Iterator
from itertools import islice
from zlib import error

from msgspec import Struct
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap

from auditor.facts.links import resolve

GZIP = b"\x1f\x8b"
BLANK = b"\xef\xbb\xbf \t\r\n"
MOST_BYTES = 52_428_800
MOST_ADDRESSES = 50_000


class Listed(Struct, frozen=True):
    """What a sitemap file lists: pages, further sitemaps, and what is wrong with it."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str = ""


def read(body: bytes) -> Listed:
    """The addresses of one sitemap file. Never raises: what cannot be read is a `problem`."""
    try:
        plain = gunzip(body, max_size=MOST_BYTES) if body.startswith(GZIP) else body
        if not plain.lstrip(BLANK).startswith(b"<"):
            return read_lines(plain)
        return read_xml(plain)
    except (OSError, EOFError, ValueError, StopIteration, error) as trouble:
        return Listed(problem=f"it could not be read ({trouble})")


def read_xml(plain: bytes) -> Listed:
    sitemap = Sitemap(plain)
    if sitemap.type not in ("urlset", "sitemapindex"):
        return Listed(problem="it is no sitemap")
    addresses = tuple(known(entry.get("loc", "") for entry in islice(sitemap, MOST_ADDRESSES)))
    return Listed(sitemaps=addresses) if sitemap.type == "sitemapindex" else Listed(pages=addresses)


def read_lines(plain: bytes) -> Listed:
    lines = plain.decode("utf-8", "replace").split()[:MOST_ADDRESSES]
    addresses = tuple(known(lines))
    return Listed(pages=addresses, problem="" if addresses else "it lists no address")


def known(addresses: Iterable[str]) -> Iterator[str]:
    """The http(s) addresses in their one spelling, each once."""
    for address in dict.fromkeys(addresses):
        if resolved := resolve("", address.strip()):
            yield resolved[0]
