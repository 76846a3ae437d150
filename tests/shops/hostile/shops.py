"""Shops of which one page each misbehaves in one way, with what must be told of it."""

import asyncio
import gzip
import random
from collections.abc import Mapping

from msgspec import Struct

from tests.shops.hostile import answers
from tests.shops.hostile.answers import FOR_EVER_S, HEAD, PAGE, bomb, head, page, raw, redirect, text
from tests.shops.hostile.server import Deed, Visitor

GOOD = {"/good/1": page(PAGE + b"<p>Kettles for one cup, quiet ones.", b"Kettles"),
        "/good/2": page(PAGE + b"<p>Lamps that stand by themselves.", b"Lamps")}


class Ill(Struct, frozen=True):
    """A page that misbehaves, and the reason for which the audit must say that it was not read. `broken`: links to it are dead."""

    does: Deed
    reason: str
    broken: bool = False


CUT = "answer broke off"
SENT_NOWHERE = "redirect to no web address"
UNREADABLE = "answer could not be read"
OF_THE_WIRE = {
    "/stall": Ill(answers.stall, "timed out"),
    "/stall-in-body": Ill(answers.stall_in_body, "timed out"),
    "/drip": Ill(answers.drip, "timed out"),
    "/interim": Ill(answers.interim, "timed out"),
    "/reset": Ill(answers.reset, CUT),
    "/reset-at-once": Ill(answers.reset_at_once, "connection lost"),
    "/closed": Ill(raw(), "connection lost"),
    "/too-short-a-body": Ill(raw(head(Content_Type="text/html", Content_Length="900"), PAGE), CUT),
    "/chunks-cut": Ill(raw(head(Content_Type="text/html", Transfer_Encoding="chunked"), b"5\r\n<p>ab\r\n"), CUT),
    "/no-chunks": Ill(raw(head(Content_Type="text/html", Transfer_Encoding="chunked"), b"zz\r\n<p>ab\r\n"), UNREADABLE),
    "/noise": Ill(raw(answers.noise(1)), UNREADABLE),
    "/no-length": Ill(text(PAGE, Content_Length="-5"), UNREADABLE),
    "/not-gzip": Ill(text(PAGE, Content_Encoding="gzip"), UNREADABLE),
    "/not-brotli": Ill(text(PAGE, Content_Encoding="br"), UNREADABLE),
    "/long-header": Ill(raw(head(X_Long="a" * 5_000_000)), "headers too large"),
    "/header-lines": Ill(answers.header_lines, "headers too large"),
    "/cookies": Ill(text(b"", **{"X": "1\r\n" + "\r\n".join(f"Set-Cookie: c{number}={number}" for number in range(9000))}),
                    "headers too large"),
    "/to-file": Ill(redirect("file:///etc/passwd"), SENT_NOWHERE, broken=True),
    "/to-script": Ill(redirect("javascript:alert(1)"), SENT_NOWHERE, broken=True),
    "/to-data": Ill(redirect("data:text/html,<p>hello"), SENT_NOWHERE, broken=True),
    "/to-nothing": Ill(redirect("http://[::1"), UNREADABLE),
    "/to-no-port": Ill(redirect("http://shop:port/"), UNREADABLE),
}
# After the first of these a guest goes slowly to the end, so that they stand in a shop of their own.
OF_THE_DOOR = {
    "/walls/429": Ill(page(b"Slow down", status=429, Retry_After="1"), "answered 429"),
    "/walls/503": Ill(page(b"Later", status=503, Retry_After="1"), "answered 503"),
    "/walls/403": Ill(page(b"No", status=403), "answered 403"),
}
OF_THE_BODY = {
    "/endless": Ill(answers.endless, "body too large"),
    "/promised": Ill(raw(head(Content_Type="text/html", Content_Length="99999999999"), PAGE), "body too large"),
    "/bomb/gzip": Ill(bomb("gzip"), "body too large"),
    "/bomb/deflate": Ill(bomb("deflate"), "body too large"),
    "/bomb/br": Ill(bomb("br"), "body too large"),
    "/bomb/zstd": Ill(bomb("zstd"), "body too large"),
    "/title": Ill(page(b"", b"a" * 100_000_000), "body too large"),
}
LINKS = b"".join(b"<a href=http://x.example/%d>%d</a>" % (number, number) for number in range(120_000))
# Pages that are read, but not to their end.
ENDLESS = {
    "/links": (page(LINKS, b"Links"), "too much markup to be read to its end"),
    "/many-links": (page(LINKS[:600_000], b"Sixteen thousand links"), "too many links to follow them all"),
    "/attributes": (page(b"<p " + b"".join(b"a%d='<' " % number for number in range(500_000)) + b">" + PAGE, b"Attributes"),
                    "too much markup to be read to its end"),
    "/deep": (page(b"<div>" * 100_000 + PAGE, b"Deep"), "nested too deep to be read to its end"),
    "/deep-lists": (page(b"<ul><li><b><a href=/good/1>" * 30_000 + PAGE, b"Lists"), "nested too deep to be read to its end"),
}
# Pages that are read, though whoever reads them carelessly does not come to an end.
HEAVY = {
    "/title": page(PAGE, b"a b " * 600_000),
    "/heading": page(b"<h1>" + b"kettle | " * 150_000 + b"</h1>" + PAGE, b"Heading"),
    "/word": page(b"<p>" + b"a" * 1_500_000, b"Word"),
    "/spaces": page(b"<p>a" + b" \t\n" * 500_000 + b"b</p>", b"Spaces"),
    "/prices": page(b"<p>" + b"12,345.67 EUR 1-" * 20_000, b"Prices"),
    "/nulls": page(b"\0" * 1_000_000 + PAGE, b"Nu\0lls"),
    "/unclosed": page(b"<a href='/x" + b"<" * 90_000, b"Unclosed"),
    "/script": page(b"<script type='application/ld+json'>" + b"[" * 1_000_000 + b"</script>" + PAGE, b"Script"),
    "/styles": page(b"<style>" + b"/*" * 200_000 + b"url(" * 100_000 + b"</style>" + PAGE, b"Styles"),
    "/entities": page(b"&#x41;&amp;&" * 200_000, b"Entities"),
    "/address": page(b"<a href='/" + b"a" * 3_000_000 + b"'>Far</a>" + PAGE, b"Address"),
}
INVALID = ("http://", "http:///", "https://[::1", "http://a b/", "//", "///x", "http://x:port/", "http://x:99999/", "http:\\\\x", "%%%",
           "#%", "?", "javascript:void(0)", "data:text/html,x", "file:///etc/passwd", "ftp://x/", "mailto:a@b", "tel:+1", "\x01\x02",
           "http://user:pass@x.example/", "http://\u202ex.example/", "http://xn--a/", "http://" + "a" * 300 + ".example/", "./../../../..",
           "/%00", "/\ud800".encode("utf-8", "replace").decode(), "http://256.256.256.256/", "http://0x7f.1/", "intent://x", "blob:x")
NAMED = "".join(f"<a href='{url}'>a</a><img src='{url}' srcset='{url} 1x, {url} 2x'><link rel=canonical href='{url}'>"
                f"<form action='{url}'></form><meta property=og:url content='{url}'>" for url in INVALID)
UMLAUTS = "<p>Ein Wasserkocher für größere Küchen, schön und zuverlässig.</p>"
SHORT = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % (len(HEAD % b"Cut") + 40)


async def smuggled(visitor: Visitor) -> None:
    """A page with a second answer behind its end, on a connection that stays open: nobody asked for that one."""
    await visitor.send(SHORT + HEAD % b"Cut" + b"a" * 40 + SHORT + HEAD % b"Cut" + b"b" * 40)
    await asyncio.sleep(FOR_EVER_S)


# Pages that lie or are odd, with the title by which each must be known.
ODD = {
    "/base": (page(b"<base href=http://elsewhere.example/><a href=x>x</a>" + PAGE, b"Base"), "Base"),
    "/base-odd": (page(b"<base href='http://[::1'><base href='javascript:1'><a href=/good/1>x</a>" + PAGE, b"Odd base"), "Odd base"),
    "/invalid": (page(NAMED.encode() + PAGE, b"Invalid"), "Invalid"),
    "/smuggled": (smuggled, "Cut"),
    "/charset/lie": (text((HEAD % b"L\xfcge").replace(b"html lang=en", b"html") + UMLAUTS.encode("latin-1")), "Lüge"),
    "/charset/none": (page(UMLAUTS.encode(), "Käse".encode(), kind="text/html; charset=nonsense"), "Käse"),
    "/charset/punycode": (page(UMLAUTS.encode() * 2000, "Grün".encode(), kind="text/html; charset=punycode"), "Grün"),
    "/charset/hex": (page(UMLAUTS.encode(), b"Blau", kind="text/html; charset=hex"), "Blau"),
    "/charset/utf-7": (page(b"+ADw-h1+AD4-", b"+ADw-b+AD4-", kind="text/html; charset=utf-7"), "+ADw-b+AD4-"),
    "/charset/wide": (text("\ufeff<title>Weit</title><meta charset=utf-8><p>Weit".encode("utf-16")), "Weit"),
    "/raw-type": (page(PAGE, b"Raw", kind="text/html; x=\xff\xfe", Server="\xfc", Vary="\xe4"), "Raw"),
    "/refresh": (page(b"<meta http-equiv=refresh content='0; url=/refresh'>" + PAGE, b"Refresh"), "Refresh"),
}
WAYS = {
    "/loop": redirect("/loop2"), "/loop2": redirect("/loop"), "/raw": redirect("/caf\xe9"), "/caf%E9": page(PAGE, b"Cafe"),
    "/elsewhere": redirect("http://other.example/"), "/private": redirect("http://10.0.0.1/"),
}


def wayward(path: str, headers: Mapping[str, str]) -> Deed:
    """A shop of redirects: in circles, for ever, to itself with a new cookie each time, and to others."""
    if path.startswith("/ladder/"):
        return redirect(f"/ladder/{int(path.rpartition('/')[2]) + 1}")
    if path == "/cookie":
        return redirect(path, Set_Cookie=f"n={len(headers.get('cookie', '')) + 1}; Path=/")
    return shop({"/ladder/0": page(), "/cookie": page(), **WAYS})(path, headers)


def linked(paths: Mapping[str, object]) -> Deed:
    """A home page that links to all of them."""
    return page(PAGE + b"".join(b'<a href="%s">To %s</a> ' % (path.encode(), path.encode()) for path in paths), b"Home")


def shop(pages: Mapping[str, Deed]):
    """Routes for a shop of some pages beside good ones; whatever else is asked for is not there."""
    known = {"/": linked({**GOOD, **pages}), **GOOD, **pages}
    return lambda path, headers: known.get(path) or page(b"<h1>Not found</h1>", b"Not found", status=404)


def moody(pages: Mapping[str, Deed], seed: str, often: float):
    """The same shop on a machine that is overloaded now and then: 503 to some requests, by chance."""
    chance, calm = random.Random(seed), shop(pages)

    def route(path: str, headers: Mapping[str, str]) -> Deed:
        return page(b"Busy", status=503) if chance.random() < often and path != "/robots.txt" else calm(path, headers)

    return route


RULES = b"User-agent: *\nDisallow: /private\n"
MANY = b"".join(b"User-agent: agent%d\n" % number for number in range(20_000))
MANY_RULES = b"".join(b"Disallow: /%d\n" % number for number in range(12_000))
CUT_HERE = b"#" * (512 * 1024 - len(RULES) - len("\nDisallow: /good"))


def rules(body: bytes, status: int = 200) -> Deed:
    return text(body, status, "text/plain")


# By name: what robots.txt answers, and whether /good/1 and /private may be asked for.
ROBOTS = {
    "it is huge": (rules(RULES + b"# no end\n" * 3_000_000), (True, False)),
    "it has no end": (answers.endless, (True, True)),
    "it is cut within a rule": (rules(RULES + CUT_HERE + b"\nDisallow: /good/9/and/only/that\n" + b"#" * 1000), (True, False)),
    "it is sent to a file": (redirect("file:///etc/passwd"), (True, True)),
    "it breaks off": (rules(b"User-agent: *\nDisallow: /private\r\x00\xff\xfeDisallow: /good"), (True, False)),
}
# The same, by the text alone.
ROBOTS_TEXTS = {
    "it is HTML": ("<pre>User-agent: *<br>Disallow: /</pre>", (True, True)),
    "it is noise": (answers.noise(2).decode("latin-1"), (True, True)),
    "it names thousands of others": ((RULES + MANY + MANY_RULES).decode(), (True, False)),
    "its rules are full of stars": (RULES.decode() + "Disallow: /" + "*a" * 100_000, (True, False)),
    "it contradicts itself": ("User-agent: *\nDisallow: /\nAllow: /\nDisallow: /private\nAllow: /private$", (True, True)),
    "it forbids others": ("User-agent: *\nDisallow: /\n\nUser-agent: StorefrontAuditor\nDisallow: /private", (True, False)),
    "it forbids us among others": ("User-agent: a\nUser-agent: storefrontauditor\nUser-agent: b\nDisallow: /private", (True, False)),
    "it forbids others alone": ("User-agent: Googlebot\nUser-agent: Otherbot\nDisallow: /", (True, True)),
}
SILENT = {"it fails": rules(b"", 500), "it stalls": answers.stall}


def urlset(*urls: bytes) -> bytes:
    return b"<urlset>" + b"".join(b"<url><loc>%s</loc></url>" % url for url in urls) + b"</urlset>"


def index(*urls: bytes) -> bytes:
    return b"<sitemapindex>" + b"".join(b"<sitemap><loc>%s</loc></sitemap>" % url for url in urls) + b"</sitemapindex>"


LAUGHS = (b'<!DOCTYPE urlset [<!ENTITY a "' + b"ha" * 1000 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 30) for level in range(8)) + b"]>")
SITEMAPS = {
    "/maps/good.xml": text(urlset(b"/lonely"), kind="text/xml"),
    "/maps/bomb.xml.gz": text(gzip.compress(b"<urlset>" + bytes(answers.BOMB)), kind="application/gzip"),
    "/maps/packed.xml": bomb("gzip"),
    "/maps/laughs.xml": text(LAUGHS + b"<urlset><url><loc>/&i;</loc></url></urlset>", kind="text/xml"),
    "/maps/file.xml": text(b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset><url><loc>/&f;</loc></url></urlset>',
                           kind="text/xml"),
    "/maps/loop.xml": text(index(b"/maps/loop.xml", b"/maps/loop2.xml"), kind="text/xml"),
    "/maps/loop2.xml": text(index(b"/maps/loop.xml"), kind="text/xml"),
    "/maps/others.xml": text(urlset(*(b"http://%d.example/" % number for number in range(2000))), kind="text/xml"),
    "/maps/deep.xml": text(b"<urlset>" + b"<url>" * 100_000, kind="text/xml"),
    "/maps/long.xml": text(urlset(b"/" + b"a" * 10_000_000), kind="text/xml"),
    "/maps/noise.xml": text(answers.noise(3), kind="text/xml"),
    "/maps/html.xml": page(),
    "/maps/endless.xml": answers.endless,
    "/maps/half.xml": raw(head(Content_Type="text/xml", Content_Length="5000"), b"<urlset><url><loc>/half"),
}


def with_sitemaps(path: str, headers: Mapping[str, str]) -> Deed:
    """A shop whose robots.txt names all of these, and a chain of indexes that never ends."""
    if path == "/robots.txt":
        return rules(b"".join(b"Sitemap: %s\n" % name.encode() for name in (*SITEMAPS, "/chain/0")))
    if path.startswith("/chain/"):
        return text(index(b"/chain/%d" % (int(path.rpartition("/")[2]) + 1)), kind="text/xml")
    return SITEMAPS.get(path) or shop({"/lonely": page(PAGE, b"Lonely")} if path == "/lonely" else {})(path, headers)
