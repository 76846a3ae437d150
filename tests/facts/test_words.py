"""Words that are looked for before a pattern is tried."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.words import caseless, wordings
from checks.living_content.leftovers import LEFT_OVER, TEMPLATE_TEXTS
from checks.product_truth.buying import NO_PUBLIC_PRICE


@given(st.data())
def test_a_plain_word_stands_in_all_that_its_pattern_matches(data):
    word = data.draw(st.sampled_from(sorted(NO_PUBLIC_PRICE.patterns)))
    matched = data.draw(st.from_regex(NO_PUBLIC_PRICE.patterns[word], fullmatch=True))
    assert word in caseless(matched)
    assert NO_PUBLIC_PRICE.stand_in(f"The lamp: {matched}")


@given(st.from_regex(LEFT_OVER, fullmatch=True))
def test_one_of_the_templates_texts_stands_in_all_that_is_left_over(matched):
    assert any(text in caseless(matched) for text in TEMPLATE_TEXTS)


@pytest.mark.parametrize("text", ["PRİCE", "prıce", "price", "PRICE"])
def test_caseless_is_as_wide_as_a_pattern_that_ignores_case(text):
    assert re.search("price", text, re.I)
    assert "price" in caseless(text)


def test_wordings_ask_the_pattern_too():
    asked = wordings({"request": r"price on request"}, "devis gratuit")
    assert asked.stand_in("Price on Request")
    assert asked.stand_in("Devis GRATUIT")
    assert not asked.stand_in("We answer every request for a price")
