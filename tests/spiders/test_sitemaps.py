"""Sitemap files as shops write them: right, wrong, and broken off."""

import gzip
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders import sitemaps
from spiders.sitemaps import Listed, read

URL = "https://shop.example/maps/map.xml"
PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
A, B, C = (f"https://shop.example/{letter}" for letter in "abc")


def urlset(inner: str, attributes: str = PROTOCOL) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {attributes}>{inner}</urlset>'.encode()


PLAIN = urlset(f"<url><loc>{A}</loc><lastmod>2024-01-01</lastmod></url><url><loc>\n {B} \n</loc></url>")
IMAGES = "<image:image><image:loc>https://cdn.example/1.jpg</image:loc><image:title>x</image:title></image:image><image:image><image:loc>/2.jpg</image:loc></image:image>"
FILES = {
    "plain": (PLAIN, Listed((A, B))),
    "gzip": (gzip.compress(PLAIN), Listed((A, B))),
    "BOM": (b"\xef\xbb\xbf" + PLAIN, Listed((A, B))),
    "blank lines first": (b"\n\n  " + PLAIN, Listed((A, B))),
    "UTF-16": (f'<?xml version="1.0" encoding="UTF-16"?><urlset><url><loc>{A}</loc></url></urlset>'.encode("utf-16"), Listed((A,))),
    "no namespace": (urlset(f"<url><loc>{A}</loc></url>", ""), Listed((A,))),
    "another namespace": (urlset(f"<url><loc>{A}</loc></url>", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'), Listed((A,))),
    "a prefix": (f'<s:urlset xmlns:s="x"><s:url><s:loc>{A}</s:loc></s:url></s:urlset>'.encode(), Listed((A,))),
    "twice": (urlset(f"<url><loc>{A}</loc></url>" * 2), Listed((A,))),
    "http beside https": (urlset(f"<url><loc>http://shop.example/a</loc></url><url><loc>{A}</loc></url>"), Listed(("http://shop.example/a", A))),
    "relative": (urlset("<url><loc>/a</loc></url><url><loc>b</loc></url>"), Listed((A, "https://shop.example/maps/b"))),
    "no address": (urlset("<url><loc>mailto:a@b.c</loc></url><url><loc/></url><url/>"), Listed()),
    "images": (urlset(f"<url><loc>{A}</loc>{IMAGES}</url>", f'{PROTOCOL} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'),
               Listed((A,), images=("https://cdn.example/1.jpg", "https://shop.example/2.jpg"))),
    "images, prefix undeclared": (urlset(f"<url>{IMAGES}<loc>{A}</loc></url>"), Listed((A,), images=("https://cdn.example/1.jpg", "https://shop.example/2.jpg"))),
    "languages": (urlset(f'<url><loc>{A}</loc><xhtml:link rel="alternate" hreflang="de" href="{B}"/><xhtml:link rel="alternate" media="handheld" href="{C}"/></url>', f'{PROTOCOL} xmlns:xhtml="http://www.w3.org/1999/xhtml"'),
                  Listed((A,), alternates=(B, C))),
    "news and video": (urlset(f"<url><loc>{A}</loc><n:news xmlns:n='n'><n:publication><n:name>X</n:name></n:publication></n:news><v:video xmlns:v='v'><v:player_loc>{B}</v:player_loc></v:video></url>"), Listed((A,))),
    "escaped": (urlset(f"<url><loc>{A}?x=1&amp;y=2</loc></url>"), Listed((f"{A}?x=1&y=2",))),
    "CDATA": (urlset(f"<url><loc><![CDATA[{A}?x=1&y=2]]></loc></url>"), Listed((f"{A}?x=1&y=2",))),
    "lone ampersands": (urlset(f"<url><loc>{A}?x=1&y=2</loc></url>"), Listed((f"{A}?x=1&y=2",), problem="it has & where &amp; is due")),
    "comment and style sheet": (b'<?xml version="1.0"?><?xml-stylesheet href="s.xsl"?><!-- x -->' + PLAIN.split(b"\n", 1)[1], Listed((A, B))),
    "index": (f"<sitemapindex {PROTOCOL}><sitemap><loc>{A}.xml.gz</loc></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>".encode(), Listed(sitemaps=(f"{A}.xml.gz", f"{B}.xml"))),
    "RSS": (f"<rss><channel><link>{C}</link><item><title>x</title><link>{A}</link></item><item><link> {B}</link></item></channel></rss>".encode(), Listed((A, B))),
    "Atom": (f'<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{C}"/><entry><link href="{A}"/><link rel="enclosure" href="{C}"/></entry><entry><link rel="alternate" href="/b"/></entry></feed>'.encode(), Listed((A, B))),
    "lines": (f"{A}\r\n{B}\n\n".encode(), Listed((A, B))),
    "lines after a BOM": (b"\xef\xbb\xbf" + A.encode(), Listed((A,))),
    "nothing": (b"", Listed(problem="it lists no address")),
    "a web page": (b"<!doctype html><html><body><a href=/x>x</a></body></html>", Listed(problem="it is no sitemap")),
    "one sign": (b"<", Listed(problem="it is no sitemap")),
}


@pytest.mark.parametrize("name", FILES)
def test_files(name):
    body, listed = FILES[name]
    assert read(body, URL) == listed


BROKEN = {
    "within an address": PLAIN[:PLAIN.index(b"shop.example/b") + 6],
    "within an entry": urlset(f"<url><loc>{A}</loc></url><url><loc>{B}")[:-9],
    "after an entry": PLAIN[:PLAIN.index(b"<url><loc>\n")],
    "gzip": gzip.compress(urlset(f"<url><loc>{A}</loc></url>" + "".join(f"<url><loc>{B}{number * 7919}</loc></url>" for number in range(3000))))[:-900],
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_stands_before_the_break_is_kept(name):
    listed = read(BROKEN[name], URL)
    assert listed.pages[0] == A
    assert listed.problem.startswith("it could not be read to its end (")
    assert all(page[len(B):].isdigit() and int(page[len(B):]) % 7919 == 0 for page in listed.pages[1:])


def test_undeclared_entities_take_no_other_entry_away():
    assert set(read(urlset(f"<url><loc>{B}?&nbsp;</loc></url><url><loc>{A}</loc></url>"), URL).pages) >= {A}


def test_bombs():
    entity = b'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)) + b"]>"
    began = time.process_time()
    assert len("".join(read(entity + b"<urlset><url><loc>https://shop.example/&j;</loc></url></urlset>", URL).pages)) < 100
    outside = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>https://shop.example/&x;</loc></url></urlset>'
    assert not [page for page in read(outside, URL).pages if page not in ("https://shop.example/", "https://shop.example/&x;")]
    assert "could not be read" in read(gzip.compress(b"<urlset>" + b" " * (sitemaps.MOST_BYTES + 1)), URL).problem
    assert read(b"<urlset>" + b"<url>" * 20_000, URL).pages == ()
    assert time.process_time() - began < 5


def many(count: int) -> bytes:
    return urlset("".join(f"<url><loc>https://shop.example/p/{number}-copper-kettle/</loc><lastmod>2024-05-01</lastmod><priority>0.5</priority></url>" for number in range(count)))


def test_the_largest_file_in_time_and_memory():
    body = many(sitemaps.MOST_ADDRESSES)
    began = time.process_time()
    listed = read(body, URL)
    took = time.process_time() - began
    assert len(listed.pages) == sitemaps.MOST_ADDRESSES
    assert not listed.problem
    assert took < 2
    tracemalloc.start()
    read(body, URL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_more_than_the_protocol_allows():
    listed = read(many(sitemaps.MOST_ADDRESSES + 5), URL)
    assert len(listed.pages) == sitemaps.MOST_ADDRESSES
    assert listed.problem == "it lists more than 50,000 addresses"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.lists(st.sampled_from((
    b"<urlset>", b"<url>", b"<loc>", b"</loc>", b"</url>", b"https://shop.example/a", b"&", b"&x;", b"<![CDATA[", b"]]>", b"\x00", b"\xff\xfe", b"<image:image>", b"<x:loc>", b"<rss>",
    b"<item>", b"<link href='/'/>", b"<link>", b"<!--", b"<?x", b"<!DOCTYPE u [", b"\x1f\x8b", b"\xef\xbb\xbf", b" ")), max_size=14).map(b"".join))
def test_nothing_raises(body):
    assert isinstance(read(body, URL), Listed)
