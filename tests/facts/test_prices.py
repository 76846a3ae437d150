"""Prices as shops write them."""

from decimal import Decimal

import pytest

from auditor.facts.prices import amount_of, asked, price_of, prices_of, same_currency, visible_prices
from tests.facts.pages import page


@pytest.mark.parametrize(("text", "amount", "currency"), [
    ("£12.50", "12.50", "GBP"), ("1.299,00 €", "1299.00", "EUR"), ("1 299,00 €", "1299.00", "EUR"), ("¥1,980", "1980", "¥"),
    ("1,980円", "1980", "JPY"), ("￥1980", "1980", "¥"), ("NT$1,980", "1980", "TWD"), ("12,50 zł", "12.50", "PLN"),
    ("5.000 €", "5000", "EUR"), ("CHF 12.–", "12", "CHF"), ("$1.000", "1000", "$"), ("From £10.00", "10.00", "GBP"),
    ("USD 20", "20", "USD"), ("20 USD", "20", "USD"), ("199元", "199", "元"), ("HK$ 1,299.00", "1299.00", "HKD"),
    ("Rs. 1,299.00", "1299.00", "Rs"), ("1.299,- €", "1299", "EUR"), ("12.99$", "12.99", "$"), ("199,00 kr.", "199.00", "kr"),
    ("RM59.90", "59.90", "MYR"), ("3 for £10", "10", "GBP"), ("￥1,980（税込）", "1980", "¥"), ("12€50", "12.50", "EUR"),
    ("1'299.00 CHF", "1299.00", "CHF"), ("₹1,29,999.00", "129999.00", "INR"), ("R$ 1.299,90", "1299.90", "BRL"),
    ("特價：$1,280", "1280", "$"), ("1 234,56 грн", "1234.56", "UAH"), ("iPhone 12 $999", "999", "$"), ("Preis: 19,99€*", "19.99", "EUR"),
    ("1,234,567.89 USD", "1234567.89", "USD"), ("299.000₫", "299000", "VND"), ("S$10", "10", "SGD"), ("€ 12", "12", "EUR"),
])
def test_a_price_of_a_text(text, amount, currency):
    found = price_of(text)
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "Free", "12 items", "Form 12", "-£5.00", "€uro", "$", "1-2 days", "krill 20", "24 kronor?", "№ 5"])
def test_no_price_in_a_text(text):
    assert price_of(text) is None


def test_all_prices_of_a_range():
    assert [price.amount for price in prices_of("£10.00 – £20.00")] == [Decimal("10.00"), Decimal("20.00")]


@pytest.mark.parametrize(("text", "amount"), [("19.99", "19.99"), ("1.299,00", "1299.00"), ("none", None), ("", None), ("12", "12")])
def test_amounts_of_structured_data(text, amount):
    assert amount_of(text) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("$", "CAD", True), ("USD", "$", True), ("GBP", "GBP", True), ("GBP", "EUR", False), ("¥", "CNY", True), ("$", "GBP", False),
])
def test_currencies_that_can_be_the_same(one, other, same):
    assert same_currency(one, other) is same


@pytest.mark.parametrize(("html", "shown", "crossed"), [
    ("<p>£12.50</p>", ["12.50"], []),
    ("<p><span>£</span>12.50</p>", ["12.50"], []),
    ("<p><span>$</span> <span>12</span>.<span>50</span></p>", ["12.50"], []),
    ("<p>£12<sup>50</sup></p>", ["12.50"], []),
    ("<p><del>£20</del> <ins>£15</ins></p>", ["15"], ["20"]),
    ("<p><span class='old-price'>£20</span> <span>£15</span></p>", ["15"], ["20"]),
    ("<p>RRP £20</p><p>£15</p>", ["15"], []),
    ("<p><span>RRP:</span> <b>£20</b> <span>Now</span> <b>£15</b></p>", ["15"], []),
    ("<p>Regular price £20</p>", ["20"], []),
    ("<p>$98.00</p><p>Ex Tax: $80.00</p>", ["98.00"], []),
    ("<p>Free delivery on orders over £50</p>", [], []),
    ("<p>Save £5</p><p>£5 off</p><p>10 or more £88.00</p>", [], []),
    ("<p hidden>£12</p><p style='display:none'>£13</p>", [], []),
    ("<p>We were founded with a capital of £100 in a garage, and have never looked back since that day.</p>", [], []),
    ("<script>var price = '£12';</script>", [], []),
    ("<select><option>£3</option></select>", [], []),
])
def test_the_prices_that_a_page_shows(html, shown, crossed):
    seen = visible_prices(page(f"<main>{html}</main>"))
    assert [str(each.price.amount) for each in asked(seen)] == shown
    assert [str(each.price.amount) for each in seen if each.crossed] == crossed
