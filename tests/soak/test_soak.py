"""A small soak, so that the large one does not rot."""

from collections import Counter

import pytest

from tests.soak.__main__ import soaked
from tests.soak.kinds import KINDS, QUICK
from tests.soak.mix import Mix, name_of, number_of


def test_a_small_shop_killed_twice_comes_out_right(tmp_path):
    wrong, table = soaked(Mix(200, every=8, kinds=QUICK), tmp_path, kills=2, timeout_s=5)
    assert wrong == []
    assert (table["kills"], table["that misbehave"]) == (2, 25)


@pytest.mark.parametrize(("pages", "every"), [(1000, 50), (500, 3)])
def test_clicks_lead_to_every_page(pages, every):
    mix = Mix(pages, every=every)
    linked = Counter(other for number in mix.sound() for other in mix.links(number))
    assert set(linked) == set(range(1, pages))
    assert {name for _, name, _ in mix.ills()} <= set(KINDS)


def test_names_are_numbers():
    assert [number_of(name_of(number)) for number in range(5000)] == list(range(5000))
    assert number_of("lanterns") is None
