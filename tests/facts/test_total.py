"""Facts answer for any document, without an exception and without end."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.facts import (
    cards,
    contact,
    document,
    forms,
    images,
    lexicon,
    market,
    navigation,
    offers,
    platforms,
    policies,
    prices,
    structured,
    summary,
    text,
)
from tests.facts import templates
from tests.facts.pages import page

FACTS: tuple[Callable[[Any], Any], ...] = (
    document.title, document.description, document.headings, document.first_heading, document.canonical, document.robots,
    document.noindex, document.language, document.hreflangs, document.viewport, document.base_url, document.charset_declared,
    document.breadcrumb, document.landmarks, text.main_element, text.main_text, text.visible_text, text.word_count, text.text_hash,
    text.paragraphs, structured.items, structured.broken_blocks, prices.visible_prices, cards.product_cards, offers.offer,
    images.content_images, images.gallery_images, forms.fields, forms.forms, forms.search_form, forms.unlabelled_fields,
    navigation.menu_entries, navigation.has_menu, navigation.has_search, navigation.next_page, navigation.page_links,
    navigation.result_count, contact.channels, policies.policy_text, policies.privacy_points, policies.returns_items,
    market.signals, platforms.platform_of, summary.says_not_found,
)
OF_TEXT: tuple[Callable[[str], Any], ...] = (
    lexicon.concepts_named, lexicon.slug_concepts, lexicon.clauses, lexicon.is_vague, lexicon.payments_named, lexicon.normal,
    prices.prices_of, prices.amount_of, text.words_in, text.hash_of, text.detected_language, policies.placeholders,
    policies.days_named, policies.returns_told, contact.mails_in, contact.phones_in, contact.address_in, contact.unscrambled,
    market.marks_in, navigation.count_of, document.language_tag, images.picture_key, structured.read_json,
    lambda any_text: lexicon.says("cart", any_text), lambda any_text: lexicon.names("privacy", any_text),
)
ODD = {
    "nothing": "", "blank": " \n ", "control characters": "\x00\x01\x0b<p>\x7f", "no end": "<", "unclosed": "<div><p><table><tr><td><a href=",
    "deep": "<div>" * 3000 + "deep", "deep list": "<ul><li>" * 1500, "frameset": "<frameset><frame src=x></frameset>",
    "only a comment": "<!-- x -->", "processing instruction": "<?xml version='1.0'?><?php echo 1 ?><p>x", "bad addresses":
    "<base href='http://['><a href='http://[::1'>x</a><link rel=canonical href='//'><img src='http://'><form action='http://:x'>"
    "<input type=search></form><iframe src='http://[bad'></iframe>", "surrogate": "<p>\ud800 £5</p>", "svg": "<svg><title>x</title><a href=x>y</a></svg>",
    "nested forms": "<form><form><input></form><input></form>", "empty attributes": "<a href><img src alt srcset=','><input type name id>"
    "<label for></label><html lang>", "broken data": "<script type='application/ld+json'>{</script><div itemscope itemprop itemtype></div>",
    "long word": "<p>" + "a" * 50_000, "many digits": "<main><p>" + "1 " * 20_000, "many signs": "<main><p>" + "£" * 5_000,
    "scopes in scopes": "<div itemscope itemtype='https://schema.org/Product'>" * 200,
}
SECONDS = 2.0


@pytest.mark.parametrize("html", ODD.values(), ids=ODD)
def test_odd_documents(html):
    odd = page(html)
    began = time.process_time()
    for fact in FACTS:
        fact(odd)
    summary.summarise(odd, "odd")
    assert time.process_time() - began < SECONDS


TAGS = st.sampled_from(("div", "p", "a", "img", "ul", "li", "main", "nav", "h1", "form", "input", "button", "label", "script", "del", "table"))
ATTRIBUTES = st.sampled_from((
    "", " href='/x'", " href='#'", " src='/a_1.jpg'", " class='product price old-price'", " hidden", " type=search", " role=main",
    " itemscope itemtype='https://schema.org/Product'", " itemprop=name", " aria-label='Add to cart'", " id=a", " aria-labelledby=a",
    " style='display:none'", " rel=next", " class=breadcrumb",
))
WORDS = st.sampled_from(("", "£12.50", "Add to cart", "Sold out", "Privacy", "12 results", "カート", "1.299,00 €", "\u00a0", "&amp;", "next"))
MARKUP = st.lists(st.tuples(TAGS, ATTRIBUTES, WORDS, st.booleans()), max_size=30).map(
    lambda parts: "".join(f"<{tag}{attributes}>{words}{f'</{tag}>' if closed else ''}" for tag, attributes, words, closed in parts))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKUP)
def test_any_markup(html):
    made = page(html)
    for fact in FACTS:
        fact(made)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(any_text):
    for fact in OF_TEXT:
        fact(any_text)


@pytest.mark.parametrize("unit", ["a", "A", "1", "1 ", "a@", "e mail ", "sell ", "(", "£", "Aa", "+1 ", "[", "{{", "加", "not ", "in ", "14 ", ".", "-"])
def test_long_texts_do_not_hang(unit):
    long = unit * (60_000 // len(unit))
    began = time.process_time()
    for fact in OF_TEXT:
        fact(long)
    assert time.process_time() - began < 3 * SECONDS


def test_a_page_is_asked_once():
    one = page(templates.DAWN)
    assert offers.offer(one) is offers.offer(one)
    assert text.pieces(one) is text.pieces(one)
