"""The table of numbers answers as a dict would, at a tenth of its size."""

import sys

from hypothesis import given
from hypothesis import strategies as some

from auditor.core.store import numbers as module
from auditor.core.store.numbers import Numbers

KEYS = some.one_of(some.text(max_size=3), some.tuples(some.text(max_size=2), some.text(max_size=2)))


@given(some.lists(some.tuples(KEYS, some.integers(1, 2**63 - 1))), some.lists(KEYS))
def test_answers_as_a_dict_does(put, asked):
    numbers, known = Numbers(size=4), {}
    for key, number in put:
        numbers.put(key, number)
        known[key] = number
        assert numbers.get(key) == number
    assert [numbers.get(key) for key in (*known, *asked)] == [known.get(key, 0) for key in (*known, *asked)]


def test_keeps_what_it_knows_while_it_grows():
    numbers = Numbers()
    for number in range(1, 50_001):
        numbers.put(f"https://shop.example/{number}", number)
    assert [numbers.get(f"https://shop.example/{number}") for number in range(1, 50_001)] == list(range(1, 50_001))
    assert numbers.get("https://shop.example/0") == 0
    assert sum(map(sys.getsizeof, vars(numbers).values())) < 50_000 * 16 * 2.1


def test_forgets_all_when_it_has_the_most(monkeypatch):
    monkeypatch.setattr(module, "MOST", 10)
    numbers = Numbers(size=4)
    for number in range(1, 12):
        numbers.put(f"{number}", number)
    assert [numbers.get(f"{number}") for number in range(1, 12)] == [0] * 10 + [11]
