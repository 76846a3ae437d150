"""References of pages: all that there are, as fast reading finds them and as slow reading does."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from auditor.core.records import FILE_KINDS, PAGE_KINDS, LinkKind, Page, Region
from auditor.facts import links, stylesheets
from auditor.facts.references import candidates
from auditor.facts.tree import parse
from tests.facts import slow_links, templates
from tests.facts.shop_pages import product_page

HERE = "https://shop.example/c/kettles/one.html"
OLD = {LinkKind.ANCHOR, LinkKind.IMAGE, LinkKind.FORM, LinkKind.FRAME, LinkKind.CANONICAL, LinkKind.ALTERNATE, LinkKind.REFRESH,
       LinkKind.NEXT}


def named(html: str) -> list[tuple[str, str]]:
    """What a page refers to: kind, and address without the shop's."""
    return [(link.kind.value, link.target.removeprefix("https://shop.example")) for link in links.links_of(parse(html), HERE)]


REFERENCES = {
    # attributes a browser reads
    '<a href=" /a b ">': [("anchor", "/a%20b")],
    '<a href="x" download ping="/ping">': [("anchor", "/c/kettles/x")],
    '<map><area href="/x#y">': [("anchor", "/x#y")],
    "<a href='#top'><a href='javascript:go()'><a href='tel:1'><a>": [("anchor", "/c/kettles/one.html#top")],
    '<iframe src="/f"></iframe>': [("frame", "/f")],
    '<form action="/search"></form><form method=post action="/buy"></form>': [("form", "/search")],
    "<blockquote cite='/said'>x</blockquote>": [],
    # pictures
    '<img src="a.jpg" srcset="a.jpg 1x, b.jpg 2x">': [("image", f"/c/kettles/{name}.jpg") for name in "aab"],
    '<img srcset="/w_1,h_2/a.jpg 360w, /w_3,h_4/b.jpg 720w">': [("image", "/w_1,h_2/a.jpg"), ("image", "/w_3,h_4/b.jpg")],
    '<picture><source srcset="/a.avif" type="image/avif"><img src="/a.jpg"></picture>': [("image", "/a.avif"), ("image", "/a.jpg")],
    '<img src="data:image/gif;base64,R0l" data-src="/real.jpg">': [("image", "/real.jpg")],
    '<img src="/tiny.gif" data-src="/real.jpg">': [("image", "/tiny.gif"), ("image", "/real.jpg")],
    '<img data-src="//cdn.example/tote_{width}x.jpg">': [],
    '<img data-srcset="/a.jpg 100w,/b.jpg 200w" class=lazyload>': [("image", "/a.jpg"), ("image", "/b.jpg")],
    '<img data-lazy="/slide.jpg"><img data-original="p/1.webp?v=2"><img data-lazy-src="https://cdn.example/x">':
        [("image", "/slide.jpg"), ("image", "/c/kettles/p/1.webp?v=2"), ("image", "https://cdn.example/x")],
    '<img data-lazy="true" data-original="Copper kettle" data-lazy-src="">': [],
    '<input type=image src="/go.png"><input type=text src="/no.png">': [("image", "/go.png")],
    '<svg><use href="/sprite.svg#bag"/><use xlink:href="icons.svg#x"/><use href="#own"/><image href="/a.png"/></svg>':
        [("image", "/sprite.svg#bag"), ("image", "/c/kettles/icons.svg#x"), ("image", "/a.png")],
    '<div style="color:red;background:url(/hero.jpg)">x</div>': [("image", "/hero.jpg")],
    """<div style="background-image:URL(&quot;a%20b.jpg&quot;), url('c(1).png')">x</div>""": [("image", "/c/kettles/a%20b.jpg"), ("image", "/c/kettles/c(1).png")],
    '<div style="background:url(data:image/png;base64,AA);mask:url(#m)">': [],
    '<div data-bg="/b.jpg"></div><div data-bg="url(/c.jpg)"></div><div data-bg="#fff"></div><div data-background="dark"></div>': [("image", "/b.jpg"), ("image", "/c.jpg")],
    '<table background="old.gif">': [("image", "/c/kettles/old.gif")],
    '<a href="/1" style="background:url(/2.png)"><img src="/3.png"></a><a href="/4">': [("anchor", "/1"), ("image", "/2.png"), ("image", "/3.png"), ("anchor", "/4")],
    # film and sound
    '<video src="/v.mp4" poster="/v.jpg"></video>': [("media", "/v.mp4"), ("image", "/v.jpg")],
    '<video><source src="/v.webm"><track src="/v.vtt"></video><audio src="a.mp3"></audio>': [("media", "/v.webm"), ("media", "/v.vtt"), ("media", "/c/kettles/a.mp3")],
    '<object data="/size.pdf"></object><embed src="/x.svg">': [("media", "/size.pdf"), ("media", "/x.svg")],
    # what a page is made of
    '<link rel="stylesheet" href="/t.css"><script src="/t.js"></script><link rel="manifest" href="/m.json">': [("style", "/t.css"), ("script", "/t.js"), ("manifest", "/m.json")],
    '<link rel="shortcut icon" href="/favicon.ico"><link rel="apple-touch-icon" href="/touch.png">': [("icon", "/favicon.ico"), ("icon", "/touch.png")],
    '<link rel="preload" as="image" href="/a.jpg" imagesrcset="/a.jpg 1x, /b.jpg 2x">': [("preload", "/a.jpg"), ("preload", "/a.jpg"), ("preload", "/b.jpg")],
    '<link rel="preconnect" href="https://cdn.example"><link rel="dns-prefetch" href="//cdn.example"><link rel="alternate" type="application/rss+xml" href="/feed">': [],
    '<style>@import "more.css"; @font-face{src:url(f.eot?#x) format("embedded-opentype"),url(f.woff2)format("woff2"),url(f.svg#f) format("svg")} p{background:url(p.png)}</style>':
        [("style", "/c/kettles/more.css"), ("font", "/c/kettles/f.woff2"), ("image", "/c/kettles/p.png")],
    # told to machines
    '<link rel="canonical" href="/one"><link rel="alternate" hreflang="de" href="/de"><link rel="next" href="?p=2"><link rel="amphtml" href="/amp/one">':
        [("canonical", "/one"), ("alternate", "/de"), ("next", "/c/kettles/one.html?p=2"), ("amp", "/amp/one")],
    '<meta property="og:url" content="https://shop.example/one"><meta property="og:image" content="/1.jpg"><meta name="twitter:image" content="/2.jpg"><meta property="og:title" content="/no">':
        [("data", "/one"), ("preview", "/1.jpg"), ("preview", "/2.jpg")],
    '<meta http-equiv="Refresh" content="5; URL=\'/next\'">': [("refresh", "/next")],
    '<script type="application/ld+json">{"@type":"Product","@id":"https://shop.example/#p","url":"/one","image":["/1.jpg",{"@type":"ImageObject","url":"/2.jpg"}],"sameAs":"https://x.example/",'
    '"brand":{"logo":"https://shop.example/logo.png"},"potentialAction":{"target":"https://shop.example/s?q={q}","url":"/s?q={q}"}}</script>':
        [("data", "/one"), ("preview", "/1.jpg"), ("preview", "/2.jpg"), ("preview", "/logo.png")],
    '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":"https://shop.example/a"},{"item":{"@id":"https://shop.example/b","name":"B"}},{"item":{"@id":"#x"}}]}</script>':
        [("data", "/a"), ("data", "/b")],
    '<script type="application/ld+json">{"url": "/a",}</script><script type="application/ld+json">{</script><script type="application/ld+json">["\\ud800", 1, null]</script>': [("data", "/a")],
    '<script type="application/ld+json">{"url": "n/a", "image": "kettle", "logo": null}</script>': [],
}


@pytest.mark.parametrize("html", REFERENCES)
def test_references(html):
    assert named(html) == REFERENCES[html]


def test_every_kind_leads_somewhere():
    assert set(LinkKind) == PAGE_KINDS | FILE_KINDS
    assert not PAGE_KINDS & FILE_KINDS
    assert {LinkKind.IMAGE, LinkKind.FONT, LinkKind.PREVIEW} <= FILE_KINDS


def test_regions_and_words():
    html = ('<header><nav><a href="/1"> A  <b>B</b></a></nav></header><main><div class="breadcrumb"><a href="/2" aria-label="Home"></a></div>'
            '<header><a href="/3"><img src="/i.png" alt="Bag"></a></header></main><div id="footer"><nav><a href="/4" rel="nofollow me">D</a></nav></div>')
    found = links.links_of(parse(html), HERE)
    assert [(link.region, link.text, link.nofollow) for link in found if link.kind is LinkKind.ANCHOR] == [
        (Region.MENU, "A B", False), (Region.MAIN, "Home", False), (Region.MAIN, "Bag", False), (Region.FOOTER, "D", True)]


# https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute, and Web Platform Tests' parse-a-srcset-attribute
SRCSETS = {
    "": [], ",": [], " , , ": [], "a": ["a"], "a,": ["a"], "a,,": ["a"], "\ta 1x\n": ["a"], "a 1x, b 2x": ["a", "b"], "a 1x,b 2x": ["a", "b"],
    "a, b": ["a", "b"], "a,b": ["a,b"], "a 100w, b 1.5x ,c": ["a", "b", "c"], "a 1q, b": ["b"], "two words.jpg 2x, b": ["b"],
    "a (x, y), b 2x": ["b"], "a (x, b": [], "data:,a 1x, b": ["data:,a", "b"], "a 100w 50h, b": ["a", "b"], "a 1e3x": ["a"], "a\u00a01x": ["a\u00a01x"],
    "a_{width}x.jpg 1x, b": ["b"],
}


@pytest.mark.parametrize("srcset", SRCSETS)
def test_srcset(srcset):
    assert list(candidates(srcset)) == SRCSETS[srcset]


STYLES = {
    "a{background:url(a.png)}": [("image", "a.png")],
    "a{background:url( 'a b.png' )}": [("image", "a b.png")],
    'a{background:url("a\\"b.png")}': [("image", 'a"b.png')],
    "a{background:url(a\\ b.png)}": [("image", "a b.png")],
    "a{background:url(\\2f x.png)}": [("image", "/x.png")],
    "/* url(no.png) */ a{b:url(yes.png)}": [("image", "yes.png")],
    "/* url(no.png)": [], '/**/a{b:url(yes.png)}/* "': [("image", "yes.png")],
    "a{content:'url(no.png)'} b{content:\"it's\"} c{d:url(yes.png)}": [("image", "yes.png")],
    "a{b:url()} c{d:url( )} e{f:url(#mask)} g{h:url(data:image/png;base64,AA/+=)}": [],
    "@import 'a.css' screen; @import url(b.css); @IMPORT URL('c.css') layer(x);": [("style", "a.css"), ("style", "b.css"), ("style", "c.css")],
    "a{background:image-set('a.png' 1x, url(b.png) 2x)}": [("image", "b.png")],
    "@font-face{src:local('A'),url(a.woff2?v=1)format('woff2'),url(a.ttf)}": [("font", "a.woff2?v=1"), ("font", "a.ttf")],
    "a{b:url(unclosed.png": [], "a{b:url(data:image/svg+xml;utf8,<svg xmlns='x' fill='url(#a)'/>)} c{d:url(yes.png)}": [("image", "yes.png")],
    "a{b:URL(x.GIF)}": [("image", "x.GIF")],
}


@pytest.mark.parametrize("text", STYLES)
def test_stylesheets(text):
    assert [(kind.value, href) for kind, href in stylesheets.addresses_in(text)] == STYLES[text]


def test_addresses_of_a_stylesheet_start_from_it():
    text = "@import '/x.css'; a{b:url(../i/a.png)} c{d:url(../i/a.png)} e{f:url(//cdn.example/b.png)} g{h:url(mailto:x)}"
    assert links.css_references(text, "https://shop.example/css/t.css") == (
        (LinkKind.STYLE, "https://shop.example/x.css"), (LinkKind.IMAGE, "https://shop.example/i/a.png"), (LinkKind.IMAGE, "https://cdn.example/b.png"))


MANIFESTS = {
    b'{"start_url": "../?pwa", "icons": [{"src": "i.png"}, {"src": "i.png"}, {"src": ""}, {}, 3]}': ("https://shop.example/?pwa", ("https://shop.example/app/i.png",)),
    b'\xef\xbb\xbf{"start_url": "/"}': ("https://shop.example/", ()), b"{": (None, ()), b"[]": (None, ()), b'{"start_url": 3, "icons": {}}': (None, ()),
    b"<html>": (None, ()), b"\xff\xfe": (None, ()), b"[" * 5000: (None, ()),
}


@pytest.mark.parametrize("body", MANIFESTS, ids=lambda body: repr(body[:20]))
def test_manifests(body):
    assert links.manifest_references(body, "https://shop.example/app/m.json") == MANIFESTS[body]


@pytest.mark.parametrize("html", [product_page(1), product_page(2), templates.WOOCOMMERCE, templates.DAWN], ids=["page", "second page", "WooCommerce", "Dawn"])
def test_whole_pages_read_as_slow_reading_does(html):
    html = html.replace("background:url", "background:none")
    fast = links.links_of(parse(html), HERE)
    assert tuple(link for link in fast if link.kind in OLD) == slow_links.links_of(parse(html), HERE)
    assert fast == links.links_of(parse(html), HERE)


def test_a_second_page_of_the_shop_has_its_own_links():
    for number in range(3):
        url = f"https://shop.example/p/{number}/"
        html = product_page(number).replace("background:url", "background:none").replace('href="/c/', 'href="c/')
        assert tuple(link for link in links.links_of(parse(html), url) if link.kind in OLD) == slow_links.links_of(parse(html), url)


TAGS = st.sampled_from(("a", "img", "nav", "header", "footer", "main", "div", "li", "ul", "form", "iframe", "area", "link", "base", "span", "table", "td"))
ADDRESSES = st.sampled_from((
    "/x", "/x?sid=1&a=b", "#top", "#", "", " /y ", "z/../q", "./w?", "//cdn.example/p", "HTTPS://Shop.Example:443/A", "https://shop.example/x#y", "http://other.example:8080/a%20b",
    "mailto:a@b", "javascript:x", "data:,x", "?p=2", "/a b", "/é", "https://[bad", "/x;jsessionid=3?y", "/x&", "/..", "/a/./b", "/a//b", "/a.b.html", "https://shop.example",
    "/x?a=1&", "/'q'?'", "https://xn--mnchen-3ya.example/x", "https://a_b.example/x", "https://shop.example./x", "https:/x", "https://u:p@shop.example/x"))
ATTRIBUTE = st.sampled_from((
    "class=site-footer", "class='mega-menu x'", "id=breadcrumb", "role=navigation", "role=main", "role=banner", "aria-label='page footer'", "rel=nofollow", "rel=next",
    "rel='canonical alternate'", "hreflang=de", "alt=' a  b '", "title=t", "aria-label=l", "method=post", "class=x", "aria-label=' '"))
PIECES = st.lists(st.tuples(TAGS, ADDRESSES, st.lists(ATTRIBUTE, max_size=3), st.sampled_from(("", "Bag", " a\n b ", "&amp;", "<b>x</b>")), st.booleans()), max_size=15)


def markup(pieces) -> str:
    """Elements with an address each, some of them closed."""
    attributes = {"img": "src", "iframe": "src", "form": "action"}
    return "".join(f'<{tag} {attributes.get(tag, "href")}="{address}" {" ".join(more)}>{words}{f"</{tag}>" if closed else ""}'
                   for tag, address, more, words, closed in pieces)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES, st.sampled_from((HERE, "http://Shop.example:80/a", "http://127.0.0.1:8000/p/1", "https://shop.example:444")))
def test_any_page_reads_as_slow_reading_does(pieces, url):
    html = markup(pieces)
    assert links.links_of(parse(html), url) == slow_links.links_of(parse(html), url)


@settings(max_examples=1500, deadline=None)
@given(st.text(st.sampled_from("ab/.?#&=:;%,@!'()*+~_-$2SEé \t[]\\|\"<>"), max_size=12) | st.text(max_size=8), st.sampled_from(("", "/", "//", "https://shop.example", "http://a.b:8", "https://")))
@example("/?sid=3", "https://shop.example")
def test_any_address_resolves_as_slow_resolving_does(tail, head):
    base = "https://shop.example/" if head == "/" else HERE
    assert links.resolve(base, head + tail) == slow_links.resolve(base, head + tail)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text(st.sampled_from("url(\"')/*\\@import fontace{};,.#x\n"), max_size=80), st.binary(max_size=60))
def test_nothing_raises(text, body):
    links.css_references(text, HERE)
    list(candidates(text))
    links.manifest_references(body, HERE)
    quoted = text.replace('"', "&quot;")
    links.links_of(parse(f'<style>{text}</style><img srcset="{quoted}" data-lazy="{quoted}"><p style="url({quoted})" data-bg="{quoted}"><script type="application/ld+json">{text}</script>{text}'), HERE)


@pytest.mark.parametrize("unit", ["url(", "url('", 'url("', "/*", "/**", '"', "'", "\\", "@import ", "(", ",", "a,", "a (", "a 1x,", "1", "1x ", ".", "/.", "/a", "{", "url(\\", "{a", "e", "%7B", " ", "@import \\"])
def test_long_texts_do_not_hang(unit):
    long = unit * (100_000 // len(unit))
    began = time.process_time()
    stylesheets.addresses_in(long)
    list(candidates(long))
    links.links_of(parse(f"<img data-src='/{long}' data-lazy='{long}' srcset='a {long}'><a href='/{long}'><i data-bg='{long}'>"), HERE)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("markup", [
    '<p style="background: url(/a.png)">', '<p style="background:url&#40;/a.png&#41;">', '<P STYLE="background: URL(/a.png)">',
    '<table background="/a.png">', '<table BACKGROUND = "/a.png">', '<p data-bg="/a.png">', '<p data-background="/a.png">',
    '<p data-background-image="/a.png">', '<p style="color: red">nothing</p>', "<style>p { background: red }</style>"])
def test_what_is_painted_is_found_by_its_markup(markup):
    page = Page(url=HERE, final_url=HERE, status=200, html=f"<body>{markup}</body>")
    assert links.links(page) == links.links_of(parse(page.html), HERE)
