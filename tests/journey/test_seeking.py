"""What is typed into a search box to find a product."""

import pytest

from spiders.journey.seeking import misspelt, queries, telling_words
from spiders.journey.steps.product import number_in

TELLING = [
    ("Storm Lantern", "Storm Lantern"),
    ("The Harbour Storm Lantern, 20 cm", "Harbour Storm Lantern"),
    ("Bowl with a very speckled surface", "very speckled surface"),
    ("Teekanne für vier", "Teekanne"),
    ("防风灯笼", "防风灯笼"),
    ("手工吹制玻璃防风灯笼 20cm", "防风灯笼"),
    ("真鍮の嵐ランタン", "ランタン"),
    ("5-20", "5-20"),
]


@pytest.mark.parametrize(("name", "words"), TELLING)
def test_the_most_telling_words_stand_together_in_the_name(name, words):
    assert telling_words(name) == words
    assert words in name


MISSPELT = [("Storm Lantern", "Storm Lanyern"), ("Mug", None), ("防风灯笼", None), ("Émaillé", "Émaollé")]


@pytest.mark.parametrize(("words", "wrong"), MISSPELT)
def test_one_letter_is_wrong_in_the_longest_word(words, wrong):
    assert misspelt(words) == wrong


def test_what_is_typed_in_which_order():
    assert [kind for kind, _ in queries("Storm Lantern", "SL-20")] == ["name", "number", "typo", "nonsense"]
    assert [kind for kind, _ in queries("防风灯笼", None)] == ["name", "nonsense"]


NUMBERS = [
    ("Storm Lantern\nSKU: SL-2041\n£12.50", "SL-2041"),
    ("SKU\nSL2041", "SL2041"),
    ("Art.-Nr. 10.2041", "10.2041"),
    ("货号：A2041", "A2041"),
    ("商品番号 K-2041", "K-2041"),
    ("Model: Harbour", None),
    ("Size: 2041", None),
    ("Delivery within 2041 hours", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_the_number_by_which_a_page_calls_its_product(text, number):
    assert number_in(text) == number
