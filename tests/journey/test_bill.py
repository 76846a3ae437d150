"""What a cart says of money is read as a customer reads it."""

import pytest

from auditor.facts.prices import amount_of
from spiders.journey.bill import total_of
from spiders.journey.sight import PRICE


@pytest.mark.parametrize(("text", "total", "amount"), [
    ("Total £18", "£18", 18), ("Total: $1,234.50", "$1,234.50", 1234.5), ("Gesamtsumme 1.234,50 EUR", "1.234,50 EUR", 1234.5),
    ("Total TTC : 1 234,50 €", "1 234,50 €", 1234.5), ("Total\u00a0: 1\u202f234,50\u00a0€", "1\u202f234,50\u00a0€", 1234.5),
    ("Total (2 articles) 123,00 €", "123,00 €", 123), ("合計 12,345円", "12,345円", 12345), ("总计：￥1299.00", "￥1299.00", 1299),
    ("Subtotal £10\nTotal £13.95", "£13.95", 13.95), ("Subtotal £10", "£10", 10), ("Nothing here", None, None),
])
def test_the_sum_of_a_cart(text, total, amount):
    found = total_of(text)
    assert found == total
    assert found is None or float(amount_of(found)) == pytest.approx(amount)


def test_a_count_is_no_part_of_a_price():
    assert PRICE.findall("Mug 2 123,00 € and 1\u00a0234,50 €") == ["123,00 €", "1\u00a0234,50 €"]
