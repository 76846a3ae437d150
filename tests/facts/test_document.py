"""What documents say of themselves, well and badly."""

import pytest

from auditor.facts import document
from tests.facts import templates
from tests.facts.pages import page


def head(markup: str, headers: dict[str, str] | None = None):
    return page(f"<html><head>{markup}</head><body></body></html>", "a/b", headers=headers)


def test_title_is_the_first_outside_of_pictures():
    assert document.title(page("<body><svg><title>Icon</title></svg></body>")) == ""
    assert document.title(head("<title> Tea \n pots </title><title>Other</title>")) == "Tea pots"
    assert document.title(head("")) == ""


@pytest.mark.parametrize(("markup", "text"), [
    ('<meta name="description" content=" Fine  pots ">', "Fine pots"), ('<meta NAME="Description" content="Pots">', "Pots"),
    ('<meta property="og:description" content="Pots">', ""), ("<meta name=description>", ""),
])
def test_description(markup, text):
    assert document.description(head(markup)) == text


def test_headings_in_order_with_pictures_and_without_hidden_ones():
    html = """<h1><img alt="Logo shop"></h1><h2 hidden>No</h2><div style="display:none"><h2>No</h2></div><h3>Three</h3>
    <div role="heading" aria-level="4">Four</div><h1>Second</h1>"""
    assert [(each.level, each.text) for each in document.headings(page(html))] == [(1, "Logo shop"), (3, "Three"), (4, "Four"), (1, "Second")]
    assert document.first_heading(page(html)).text == "Logo shop"
    assert document.first_heading(page("<h2>Two</h2>")) is None
    assert document.headline(page("<h1> </h1><h1>Real</h1>")) == "Real"


@pytest.mark.parametrize(("markup", "url"), [
    ('<link rel="canonical" href="/pots">', "https://shop.example/pots"),
    ('<link rel="canonical" href="">', ""),
    ('<link rel="Canonical" href="https://other.example/x#part">', "https://other.example/x"),
    ('<base href="https://cdn.example/y/"><link rel="canonical" href="z">', "https://cdn.example/y/z"),
    ('<link rel="alternate" href="/pots">', ""),
    ('<link rel="canonical" href="javascript:void(0)">', ""),
    ('<link rel="canonical" href="http://[bad">', ""),
])
def test_canonical(markup, url):
    assert document.canonical(head(markup)) == url


@pytest.mark.parametrize(("markup", "header", "expected", "hidden"), [
    ("", "", set(), False),
    ('<meta name="robots" content="NOINDEX, Follow">', "", {"noindex", "follow"}, True),
    ('<meta name="robots" content="none">', "", {"none", "noindex", "nofollow"}, True),
    ('<meta name="googlebot" content="noindex">', "", {"noindex"}, True),
    ('<meta name="bingbot" content="noindex">', "", set(), False),
    ('<meta name="robots" content="max-image-preview:large">', "", {"max-image-preview"}, False),
    ("", "noindex", {"noindex"}, True),
    ("", "otherbot: noindex", set(), False),
    ("", "otherbot: noindex, googlebot: nofollow, noarchive", {"nofollow", "noarchive"}, False),
    ("", "otherbot: noindex\nnofollow", {"nofollow"}, False),
    ("", "googlebot: nofollow\nnoindex, unavailable_after: 1 Jan 2031", {"nofollow", "noindex", "unavailable_after"}, True),
    ("", "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", {"unavailable_after", "noindex"}, True),
])
def test_robots(markup, header, expected, hidden):
    asked = head(markup, {"x-robots-tag": header} if header else None)
    assert document.robots(asked) == expected
    assert document.noindex(asked) is hidden


@pytest.mark.parametrize(("markup", "header", "asked"), [
    ("", "", False), ('<meta name="robots" content="noindex, nofollow">', "", True), ('<meta name="robots" content="none">', "", True),
    ('<meta name="googlebot" content="nofollow">', "", False), ('<meta name="StorefrontAuditor" content="nofollow">', "", True),
    ("", "nofollow", True), ("", "googlebot: nofollow", False), ("", "googlebot: nofollow\nStorefrontAuditor: none", True),
    ("<a rel=nofollow href=/x>x</a>", "noindex", False)])
def test_nofollow_is_asked_of_all_or_of_us(markup, header, asked):
    assert document.nofollow(head(markup, {"x-robots-tag": header} if header else None)) is asked


@pytest.mark.parametrize(("written", "tag"), [
    ("en", "en"), ("EN-us", "en-US"), ("en_GB", "en-GB"), (" de ", "de"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"),
    ("de-DE-1996", "de-DE-1996"), ("zh-cmn-Hans-CN", "zh-cmn-Hans-CN"), ("english", ""), ("", ""), ("x", ""), ("{{ lang }}", ""),
    ("en-US.UTF-8", ""), ("-", ""),
])
def test_language(written, tag):
    assert document.language(page(f'<html lang="{written}"><body>x</body></html>')) == tag


def test_a_language_that_is_missing_is_not_one_that_is_wrong():
    assert document.written_language(page("<html><body>x</body></html>")) is None
    assert document.written_language(page("<html lang=''><body>x</body></html>")) == ""


def test_hreflangs_viewport_charset():
    asked = head('<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" href="/feed"><meta charset="GBK">'
                 '<meta name="viewport" content="width=device-width">')
    assert document.hreflangs(asked) == (("de", "https://shop.example/de"),)
    assert document.viewport(asked) == "width=device-width"
    assert document.charset_declared(asked) == "gbk"
    assert document.charset_declared(head("", {"content-type": "text/html; charset=UTF-8"})) == "utf-8"
    assert document.charset_declared(head('<meta http-equiv="Content-Type" content="text/html; charset=big5">')) == "big5"


@pytest.mark.parametrize(("html", "trail"), [
    (templates.WOOCOMMERCE, ("Home", "Clothing")),
    (templates.OSCAR, ("Home", "Owl Box")),
    (templates.PRESTASHOP, ("Home", "Hummingbird printed t-shirt")),
    ('<nav aria-label="Breadcrumb"><a href="/">Home</a> › <a href="/c">Tea »</a></nav>', ("Home", "Tea")),
    ("<p>none</p>", ()),
    ("""<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home"},
     {"@type":"ListItem","item":{"@id":"/tea","name":"Tea"}}]}</script>""", ("Home", "Tea")),
])
def test_breadcrumb(html, trail):
    assert document.breadcrumb(page(html)) == trail


def test_landmarks():
    assert document.landmarks(page("<header></header><div role=main></div><nav></nav>")) == {"banner", "main", "navigation"}
