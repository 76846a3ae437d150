"""The ways to reach a shop that its pages offer."""

import pytest

from auditor.facts.contact import address_in, channels, is_own_account, mails_in, phones_in, unscrambled
from auditor.facts.vendors import vendors_at, vendors_loaded
from tests.facts.pages import page


@pytest.mark.parametrize(("text", "mails"), [
    ("Write to help@shop.co.uk.", ("help@shop.co.uk",)), ("sales [at] shop.de", ("sales [at] shop.de",)), ("a@b", ()), ("@handle", ()),
    ("info@例子.com", ("info@例子.com",)), ("", ()),
])
def test_mail_addresses(text, mails):
    assert mails_in(text) == mails


@pytest.mark.parametrize(("text", "phones"), [
    ("Call us: 020 7946 0000", ("020 7946 0000",)), ("Tel. 030 / 1234567", ("030 / 1234567",)), ("+49 30 1234567", ("+49 30 1234567",)),
    ("电话：400-820-8820", ("400-820-8820",)), ("Service client : +33 1 23 45 67 89", ("+33 1 23 45 67 89",)),
    ("Order 12345678 for £10", ()), ("ISBN 978-3-16-148410-0", ()), ("2024-01-01 2025", ()), ("Tel. 123", ()), ("", ()),
])
def test_telephone_numbers(text, phones):
    assert phones_in(text) == phones


@pytest.mark.parametrize("text", [
    "12 High Street, London", "Musterstraße 12, 10115 Berlin", "221B Baker Street", "12, rue de Rivoli, 75001 Paris", "Calle Mayor 5, Madrid",
    "上海市浦东新区世纪大道100号", "台北市信義區信義路五段7號", "東京都渋谷区神南1-2-3", "〒150-0041", "Falmouth TR11 0XX",
])
def test_postal_addresses(text):
    assert address_in(text)


@pytest.mark.parametrize("text", ["", "Our shop opens at 9", "iPhone 15 Pro Max", "100 ways to Drive", "新しい商品", "Size M 38"])
def test_texts_without_an_address(text):
    assert address_in(text) == ""


def test_every_channel_of_a_page():
    html = """<a href="mailto:help@shop.example?subject=Hi">Write</a><a href="tel:+44%2020">Call</a><a href="https://wa.me/4420">WhatsApp</a>
    <span data-cfemail="543531143635377a373b39"></span><form method="post" action="/contact"><input type="email" name="from">
    <textarea name="text"></textarea><button>Send</button></form><script src="https://embed.tawk.to/x/default"></script>
    <address>12 High Street, London</address><a href="https://www.instagram.com/harbourlane">Instagram</a>
    <a href="https://www.facebook.com/sharer.php?u=x">Share</a>"""
    found = channels(page(html))
    assert found.kinds == ("mail", "phone", "form", "chat", "messenger")
    assert found.mails == ("help@shop.example", "ae@bac.com")
    assert found.phones == ("+44 20",)
    assert (found.chats, found.messengers, found.address) == (("tawk",), ("whatsapp",), "12 High Street")
    assert found.social == ("https://www.instagram.com/harbourlane",)


def test_reviews_and_newsletters_are_no_contact():
    html = """<form method="post"><input type="email"><textarea name="review"></textarea><button>Write a review</button></form>
    <form method="post"><input type="email"><button>Subscribe</button></form><p>Fine pots</p>"""
    assert channels(page(html)).kinds == ()


def test_contact_points_of_the_data_count():
    html = """<script type="application/ld+json">{"@type":"Organization","contactPoint":{"@type":"ContactPoint","telephone":"+1-401-555-1212",
    "email":"a@shop.example"}}</script>"""
    assert channels(page(html)).kinds == ("mail", "phone")


@pytest.mark.parametrize(("url", "own"), [
    ("https://www.facebook.com/harbourlane", True), ("https://facebook.com/", False), ("https://twitter.com/shopify", False),
    ("https://twitter.com/intent/tweet?url=x", False), ("https://www.facebook.com/profile.php?id=1", True), ("https://x.com/@lane", True),
])
def test_accounts_of_the_shop_itself(url, own):
    assert is_own_account(url) is own


@pytest.mark.parametrize("code", ["", "zz", "5", "54"])
def test_scrambled_addresses_that_are_none(code):
    assert unscrambled(code) == ""


def test_vendors_by_their_hosts():
    assert vendors_at("https://js.stripe.com/v3/") == (("payment", "stripe"),)
    assert vendors_at("https://www.paypal.com/sdk/js?client-id=x") == (("payment", "paypal"),)
    assert vendors_at("https://www.paypal.com/us/home") == ()
    assert vendors_at("https://notstripe.com/") == vendors_at("http://[bad") == ()
    assert vendors_loaded(page('<script src="//cdn.livechatinc.com/t.js"></script>'), "chat") == {"livechat"}
