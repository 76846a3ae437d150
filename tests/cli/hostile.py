"""A shop whose every text is written against whoever reads it: terminals, browsers, spreadsheets, file systems."""

import html
import json

from tests.serving import Answer, Served, page

MARK = "xss-mark"  # no element and no attribute of ours is called so
TEXTS = {
    "terminal": "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m",
    "terminal, one byte": "\x9b31mred\x9d0;owned\x9c",
    "element": f"<{MARK} onload=mark()>x</{MARK}><script>mark()</script>",
    "attribute": f"\"'><img src=x:x onerror=mark() {MARK}=1>",
    "end of title": f"</title></style></script></textarea><{MARK}><svg onload=mark()>",
    "end of comment": f"--><{MARK}><!--",
    "script": "</script><script>mark()</script>",
    "address": "javascript:mark()//%0amark()",
    "style": "</style>}*{background:url(http://evil.invalid/x)}",
    "template": "{{ 7 * 7 }}{% raw %}{0.__class__}{price}%s${7*7}",
    "console markup": "[bold red]red[/bold red][link=http://evil.invalid]x[/link]",
    "markdown": "[x](javascript:mark())![x](http://evil.invalid/x.png)",
    "formula": "=HYPERLINK(\"http://evil.invalid\",\"x\")", "formula, plus": "+1+cmd|' /C calc'!A0", "formula, at": "@SUM(1+1)",
    "formula, minus": "-2+3", "formula, tab": "\t=1", "formula, return": "\r=1",
    "direction": "\u202egnp.exe\u2066 \u200f", "lines": "one\r\nauditor: two\nthree\u2028four",
    "path": "../../../../etc/passwd", "path of Windows": "..\\..\\CON", "reserved": "CON.txt", "long": "A" * 1000,
    "zero": "a\x00b", "surrogate": "\ud800\udfff\udfff", "entity": "&lt;b&gt;&#x1b;[31m",
}
WAYS = {"terminal": "/%1b%5b31m", "markup": f"/%3C{MARK}%3E", "raw": f"/<{MARK}>", "path": "/..%2f..%2f..%2fetc%2fpasswd", "dots": "/a/../../b",
        "reserved": "/CON", "long": "/" + "a" * 1000, "quotes": "/\"'`", "fragment": f"/a#<{MARK}>", "query": "/b?x=\"><script>mark()</script>",
        "encoded": "/%ff%00%0d%0aX", "wide": "/\u202e\u4e2d"}


def written(text: str) -> str:
    """The text in HTML, where it stands for itself."""
    return html.escape(text.encode("utf-8", "replace").decode())


def product(name: str, text: str) -> Answer:
    """A product's page whose title, heading, price, options, data and links all say the text."""
    said, told = written(text), {"@context": "https://schema.org", "@type": "Product", "name": text, "sku": text, "image": text, "description": text,
                                 "brand": {"@type": "Brand", "name": text}, "aggregateRating": {"ratingValue": text, "reviewCount": "1e400"},
                                 "offers": {"@type": "Offer", "price": f"£1{text}", "priceCurrency": text, "availability": text, "url": text}}
    data = json.dumps(told).replace("</", "<\\/").encode("utf-8", "replace").decode()
    return page(
        f'<link rel=canonical href="{said}"><link rel=alternate hreflang="{said}" href="/{said}"><meta name=description content="{said}">'
        f'<meta property=og:site_name content="{said}"><script type="application/ld+json">{data}</script>'
        f'<nav aria-label="breadcrumb"><ol><li><a href=/>{said}</a><li>{said}</ol></nav><main><h1>{said}</h1><h4>{said}</h4><p class=price>£12.50 {said}</p>'
        f'<img src="/{said}.png" alt="{said}"><form action="/{said}" method=post><label>{said}<select name="{said}"><option>{said}</select></label>'
        f'<input placeholder="{said}" name="{said}"><button>Add to cart</button></form><a href="/gone/{name}">{said}</a><a href="{said}">{said}</a>'
        f'<a href="mailto:{said}">{said}</a><p>Tel. {said} Lorem ipsum {{{{ x }}}} © 2001 {said}</main>', title=f"{said} | {said}")


def routes(url: str) -> dict[str, Answer]:
    """The shop at an address: a home page, a product for each text, and a sitemap of addresses no better than they."""
    goods = {f"/goods/{number}.html": product(name, text) for number, (name, text) in enumerate(TEXTS.items())}
    cards = "".join(f'<li class=product><a href="{path}">{written(text)}</a> <span class=price>£12.50</span>'
                    for path, text in zip(goods, TEXTS.values(), strict=True))
    ways = "".join(f'<a href="{html.escape(way)}">{written(TEXTS["element"])}</a>' for way in WAYS.values())
    listed = "".join(f"<url><loc>{html.escape(url.rstrip('/') + way)}</loc></url>" for way in WAYS.values())
    return {
        "/": page(f"<header><nav>{ways}</nav></header><main><h1>{written(TEXTS['element'])}</h1><ul>{cards}</ul></main>", title=written(TEXTS["terminal, one byte"])),
        "/robots.txt": Answer(f"User-agent: {TEXTS['terminal']}\nSitemap: {url}sitemap.xml\nSitemap: {TEXTS['address']}\n".encode(), headers={"Content-Type": "text/plain"}),
        "/sitemap.xml": Answer(f"<urlset>{listed}</urlset>".encode(), headers={"Content-Type": "text/xml", "Server": "x"}), **goods}


__all__ = ["MARK", "TEXTS", "WAYS", "Served", "routes"]
