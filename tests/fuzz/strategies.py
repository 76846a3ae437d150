"""Things as shops write them, and then spoilt: cut, spliced, repeated, nested, filled with what nobody expects.

Random bytes alone end at the first sign that is not due, so each kind is made by a small grammar of its own.
"""

import gzip
import json
from collections.abc import Callable, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from auditor.core.registry import all_checks
from tests.facts import templates

# Pages of well-known shop software, and what each check gives as bad and good.
EXAMPLES = tuple(
    [text for name, text in vars(templates).items() if name.isupper() and isinstance(text, str)]
    + [text for check in all_checks() if check.subject == "page" for text in (check.doc.bad, check.doc.good)])
ODD = (
    "", " ", "\x00", "\ud800", "\ufeff", "\u202e", "\u2066", "\u00a0", "\u2028", "\x1b[31m", "\x85", "İ", "ß", "ﬁ", "９９９", "²", "①", "१२",
    "1e400", "-1e400", "NaN", "Infinity", "-0", "1e-400", "9" * 30, "9" * 5000, "0x1F", "true", "null", "'", '"', "<", ">", "&", "&#0;",
    "&#xD800;", "&#x110000;", "\\", "\\ud800", "%", "%00", "%ff", "%zz", "{", "}", "{0}", "{price.__class__}", "[", "]", "(", ")", "*",
    "?", "#", "//", "../", ";", ",", "=", "@", "$", "€", "-", "\r\n", "\t", "]]>", "-->", "<!--", "</script>", "a" * 300, "漢字" * 100,
    "👩\u200d👩\u200d👧", "e\u0301" * 50, "𐏿",
)
WORDS = (
    "£12.50", "1.299,00 €", "$1,299", "¥9800", "NT$ 500", "12 results", "Add to cart", "Sold out", "In stock", "was £20", "-20 %", "8折",
    "Privacy policy", "returns within 14 days", "カート", "加入购物车", "Next", "Lamp", "info@shop.example", "info [at] shop.example",
    "Tel. +44 20 7946 0000", "12 High Street, London", "© 2019 Shop", "2024-02-30", "2024-13-45T99:99:99Z", "Free shipping over $50",
    "Cookies", "Page 1 of 99", "14 Tage", "SKU: A-1", "4.5 out of 5", "inkl. MwSt.", "Lorem ipsum", "%s {{ name }}", "Total\t£12.50",
)
odd = st.sampled_from(ODD)
chunk = st.one_of(st.sampled_from(WORDS), odd, st.text(max_size=12), st.text("0123456789.,  €$-", max_size=20))
words = st.lists(chunk, max_size=8).map("".join)


ACCIDENTS: tuple[Callable[[str, int, int, str], str], ...] = (
    lambda whole, start, end, odd: whole[:start],
    lambda whole, start, end, odd: whole[start:],
    lambda whole, start, end, odd: whole[:start] + whole[end:],
    lambda whole, start, end, odd: whole[:end] + whole[start:],
    lambda whole, start, end, odd: whole[:start] + whole[start:end] * 30 + whole[end:],
    lambda whole, start, end, odd: whole[:start] + odd + whole[end:],
    lambda whole, start, end, odd: whole[:start] + odd + whole[start:],
    lambda whole, start, end, odd: whole[:start] + whole[start:end][::-1] + whole[end:],
    lambda whole, start, end, odd: whole[:start] + whole[start:end].swapcase() + whole[end:],
)
LONGEST = 40_000


@st.composite
def spoilt(draw: st.DrawFn, made: SearchStrategy[str]) -> str:
    """A text after at most four accidents."""
    whole = draw(made)
    for accident in draw(st.lists(st.sampled_from(ACCIDENTS), max_size=4)):
        start, end = sorted((draw(st.integers(0, len(whole))), draw(st.integers(0, len(whole)))))
        whole = accident(whole, start, end, draw(odd))[:LONGEST]
    return whole


def some(*parts: str, most: int = 12) -> SearchStrategy[str]:
    """Parts in any order, each any number of times."""
    return st.lists(st.one_of(st.sampled_from(parts), chunk), max_size=most).map("".join)


def encoded(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    return texts.map(lambda made: made.encode("utf-8", "surrogatepass"))


TAGS = (
    "div", "p", "a", "img", "ul", "li", "main", "nav", "header", "footer", "h1", "h2", "form", "input", "button", "label", "select",
    "option", "textarea", "script", "style", "del", "s", "table", "td", "base", "meta", "link", "iframe", "svg", "use", "template", "title",
    "video", "source", "details", "article", "aside", "address", "time", "dl", "dt", "dd", "font", "frameset", "plaintext", "math",
    "noscript", "object", "area", "body", "html",
)
NAMES = (
    "href", "src", "srcset", "class", "id", "style", "type", "name", "value", "content", "property", "http-equiv", "rel", "role", "alt",
    "aria-label", "aria-labelledby", "aria-level", "for", "action", "method", "lang", "hreflang", "itemprop", "itemscope", "itemtype", "itemid",
    "itemref", "hidden", "width", "height", "data-src", "data-bg", "data-cfemail", "charset", "autocomplete", "placeholder", "title", "sizes",
    "colspan", "datetime", "media", "xml:lang", "xlink:href", "onclick", "pattern", "maxlength", "open",
)
VALUES = (
    "/x", "#", "#top", "https://shop.example/cart?add=1", "javascript:alert(1)", "mailto:a@b.example?subject=x", "tel:+44", "//", "http://[", "http://:x@",
    "price", "old-price was", "product card", "breadcrumb", "footer", "site-header", "search", "submit", "email", "password", "main", "navigation",
    "https://schema.org/Product", "https://schema.org/Offer", "name", "price", "offers", "priceCurrency", "availability", "og:title", "og:type",
    "product", "description", "robots", "noindex, nofollow", "viewport", "width=device-width, user-scalable=no, maximum-scale=1e9", "refresh",
    "0; url=/x", "canonical", "alternate", "next", "stylesheet", "manifest", "de-DE", "x-default", "zh-Hant-TW", "display:none",
    "background:url(/a.png)", "1x, /b.png 2x", "/a.jpg 1e400w", "application/ld+json", "get", "post", "100%", "-1", "7a414246",
)
attribute = st.tuples(st.sampled_from(NAMES), st.one_of(st.sampled_from(VALUES), words), st.sampled_from("'\" ")).map(
    lambda made: f" {made[0]}={made[2]}{made[1]}{made[2]}")


@st.composite
def element(draw: st.DrawFn, inner: SearchStrategy[str]) -> str:
    tag = draw(st.sampled_from(TAGS))
    attributes = "".join(draw(st.lists(attribute, max_size=4)))
    return f"<{tag}{attributes}>{draw(inner)}" + draw(st.sampled_from((f"</{tag}>", f"</{tag}>", "", "/>", "</x>")))


markup = st.recursive(words, lambda inner: st.lists(element(inner), min_size=1, max_size=4).map("".join), max_leaves=14)
TYPES = ("Product", "ProductGroup", "Offer", "AggregateOffer", "AggregateRating", "Review", "BreadcrumbList", "ListItem", "Organization", "ItemList",
         "WebSite", "FAQPage", "Article", "https://schema.org/Product", "")
KEYS = (
    "@type", "@graph", "@id", "@value", "name", "offers", "price", "lowPrice", "highPrice", "priceCurrency", "availability", "url", "image", "item",
    "itemListElement", "position", "aggregateRating", "ratingValue", "bestRating", "reviewCount", "hasVariant", "priceSpecification",
    "mainEntity", "sku", "gtin13", "brand", "contactPoint", "telephone", "email", "logo", "datePublished", "potentialAction", "priceValidUntil",
    "description", "review", "author",
)
plain_value = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(TYPES), words, st.sampled_from((
    10 ** 400, -1, "12.50", "1e400", "https://shop.example/goods/lamp.html", "/x", "http://[", "https://schema.org/InStock", "2024-02-30")))
pairs = st.lists(st.tuples(st.sampled_from(KEYS), plain_value), max_size=4).map(dict)
json_value = st.one_of(plain_value, pairs, st.lists(st.one_of(plain_value, pairs), max_size=3), st.dictionaries(st.sampled_from(KEYS), pairs, max_size=3))
product = st.fixed_dictionaries(
    {"@type": st.just("Product"), "name": st.one_of(st.just("Lamp"), json_value), "offers": json_value},
    optional={"url": json_value, "aggregateRating": json_value, "image": json_value, "hasVariant": json_value, "review": json_value})
json_text = st.one_of(json_value, product, st.lists(product, max_size=3)).map(json.dumps)
block = json_text.map(lambda told: f'<script type="application/ld+json">{told}</script>')
made_page = st.tuples(st.lists(st.one_of(markup, block), min_size=1, max_size=4).map("".join), st.booleans()).map(
    lambda made: f"<!doctype html><html lang=en><head><title>Lamp</title></head><body>{made[0]}</body></html>" if made[1] else made[0])
page = st.one_of(made_page, st.sampled_from(EXAMPLES), st.lists(st.sampled_from(EXAMPLES), max_size=3).map("".join))

address = some(
    "http://", "https://", "HTTPS://", "//", "shop.example", "xn--", "[::1]", "[", "127.0.0.1", "user:pass@", ":80", ":99999", ":", "/", "/a/../b",
    "/./", "?", "?a=b", "&amp;", "&b[]=c", "#top", "sid=", ";jsessionid=1", "utm_source=x", "page=2", "sort=price", "javascript:", "data:", "mailto:",
    "café.example", "例え.jp", "..", ".", "%2e", "%25", "\\", "index.php", "add-to-cart", "http:", "１２７.0.0.1", "%E0%A4%A", most=9)
robots = some(
    "User-agent: *\n", "User-agent: StorefrontAuditor\n", "Disallow: /\n", "Disallow:\n", "Allow: /*.html$\n", "Disallow: /*?*\n", "*" * 40,
    "Crawl-delay: 1e400\n", "Crawl-delay: -1\n", "Request-rate: 1/5m 0900-2561\n", "Visit-time: 9999-0000\n", "Sitemap: /sitemap.xml\n",
    "Sitemap: http://[\n", "Host: x\n", "# ", "\r", "$", "%", "<html>", most=20)
sitemap = some(
    '<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0' encoding='utf-32'?>", "<!DOCTYPE urlset [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>",
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', "<urlset>", "</urlset>", "<sitemapindex>", "</sitemapindex>", "<url>", "</url>",
    "<sitemap>", "</sitemap>", "<loc>", "</loc>", "https://shop.example/a", "&a;", "&c;", "&", "&amp;", "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>",
    "<rss><channel><item><link>", "</link></item>", "<feed><entry><link href='/x'/>", "<image:image><image:loc>/i.png</image:loc>",
    "<xhtml:link rel='alternate' hreflang='de' href='/de'/>", "<lastmod>2024-99-99</lastmod>", most=24)
sheet = some(
    "@import ", "@import url(", "url(", "url( '", '"', "'", ")", "a.png", "b.woff2", "/* ", " */", "\\", "\\41 ", "\\110000", "\\d800 ", "\n", "{", "}",
    "@font-face{src:", " format('woff2')", "data:image/png;base64,", "a{background:", ";", "<!--", most=20)
srcset = some("/a.png", " 1x", " 2.5e3x", " 100w", ",", ", ", " (", ")", "data:image/png,", "  ", " 1e400x", "{width}", most=16)
manifest = st.one_of(
    st.dictionaries(st.sampled_from(("start_url", "icons", "name", "src")), json_value, max_size=4),
    st.fixed_dictionaries({"icons": st.lists(st.one_of(json_value, st.fixed_dictionaries({"src": json_value})), max_size=4), "start_url": json_value})
).map(json.dumps)
HEADERS = (
    "Content-Type: text/html; charset=", "Content-Type: ", "Set-Cookie: a=b; expires=", "Set-Cookie: ", "Link: </x>; rel=canonical", "Link: <", "Date: ",
    "Last-Modified: ", "Retry-After: ", "Strict-Transport-Security: max-age=", "X-Robots-Tag: noindex, unavailable_after: ", "X-Robots-Tag: bot: none, ",
    "Cache-Control: max-age=", "Content-Length: ", "Content-Language: ", "Server: ", "Vary: ", "Content-Encoding: ",
)
header_value = st.one_of(words, st.sampled_from((
    "Tue, 15 Nov 1994 08:12:31 GMT", "Tue, 99 Zzz 99999 99:99:99 +9999", "utf-8", "31536000; includeSubDomains", "0", "1e400", "-1", "9" * 5000)))
header_lines = st.lists(st.tuples(st.sampled_from(HEADERS), header_value).map("".join), max_size=8).map("\n".join)
CHARSETS = ("utf-8", "utf-16", "utf-7", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "cp1252", "iso-2022-jp", "hz", "utf-32", "x-user-defined",
            "idna", "rot13", "base64", "unicode_escape", "zlib", "undefined", "'", "\x00", "")


@st.composite
def body(draw: st.DrawFn) -> bytes:
    """A content type on a line of its own, then HTML in one charset that declares another, with bytes that fit neither."""
    declared, meta, real = (draw(st.sampled_from(CHARSETS)) for _ in range(3))
    inner = f'<!doctype html><meta charset="{meta}"><p>{draw(words)} 漢字 ñ カート</p>'
    try:
        made = inner.encode(real, "replace")
    except (LookupError, UnicodeError, ValueError, AssertionError):
        made = inner.encode("utf-8", "replace")
    start, end = draw(st.sampled_from((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00"))), draw(st.binary(max_size=20))
    return f"text/html; charset={declared}\n".encode() + start + made + end


@st.composite
def packed(draw: st.DrawFn) -> bytes:
    """A sitemap as bytes, at times packed, and broken where gzip is most easily broken."""
    plain = draw(encoded(spoilt(sitemap)))
    if draw(st.booleans()):
        return draw(st.sampled_from((b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n"))) + plain
    whole = gzip.compress(plain, 1)
    at = draw(st.integers(0, len(whole)))
    return draw(st.sampled_from((whole, whole[:at], whole + whole, whole[:at] + b"\x00" + whole[at:], whole + b"junk")))


def kinds() -> dict[str, tuple[SearchStrategy[bytes], int]]:
    """By the kind of thing: how to make one, and how many are tried in `make test`."""
    texts: Sequence[tuple[str, SearchStrategy[str], int]] = (
        ("address", address, 150), ("data", json_text, 30), ("headers", header_lines, 25), ("manifest", manifest, 80), ("page", page, 60),
        ("robots", robots, 100), ("sheet", sheet, 150), ("srcset", srcset, 150), ("words", words, 60))
    made = {name: (encoded(spoilt(strategy)), few) for name, strategy, few in texts}
    return made | {"body": (body(), 60), "sitemap": (packed(), 100)}
