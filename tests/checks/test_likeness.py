"""Pages with almost the same text are found, all of them where few are alike, and fast where many are."""

import random
import time

import numpy
import pytest

from auditor.core.records import PageKind, PageSummary, Site
from auditor.facts.text import hashes_of
from checks.search_engines.duplicate_pages import alike
from checks.search_engines.likeness import leaders

DRAW = random.Random(3)
ENGLISH = ["".join(DRAW.choices("etaoinshrdlucmfgypwbvk", k=DRAW.randint(2, 9))) for _ in range(3000)]
CHINESE = ["".join(chr(DRAW.randrange(0x4E00, 0x6E00)) for _ in range(DRAW.randint(1, 3))) for _ in range(3000)]
OFTEN = [1 / (rank + 3) for rank in range(3000)]
MOST_BITS, LIKE = 4, 0.85


def groups(hashes) -> set[frozenset[int]]:
    """The groups of more than one, by the places of their members."""
    found: dict[int, set[int]] = {}
    for place, leader in enumerate(leaders([(int(each), 0) for each in hashes], 0.9)):
        found.setdefault(leader, set()).add(place)
    return {frozenset(group) for group in found.values() if len(group) > 1}


def flipped(text_hash: int, bits: int) -> int:
    return text_hash ^ sum(1 << bit for bit in DRAW.sample(range(64), bits))


def test_groups_go_from_page_to_page_by_address():
    def page(name: str, text_hash: int) -> PageSummary:
        return PageSummary(f"/{name}", f"/{name}", 200, PageKind.PRODUCT, "", words=90, text_hash=text_hash)

    pages = (page("a", 0), page("b", 0x3F), page("c", 0x3F), page("d", 0xFFF), page("e", 1 << 63 | 0xFF00))
    shop = Site("/", pages)
    assert [[each.url for each in group] for group in alike(shop, 0.9)] == [["/a", "/b", "/c", "/d"]]
    assert [[each.url for each in group] for group in alike(shop, 0.95)] == [["/b", "/c"]]
    assert [*alike(Site("/", ()), 0.9)] == []


@pytest.mark.parametrize("bits", range(7))
def test_every_pair_of_at_most_six_bits_is_found(bits):
    hashes = [DRAW.getrandbits(64) for _ in range(2000)]
    copies = [flipped(text_hash, bits) for text_hash in hashes[:200]]
    assert groups(hashes + copies) == {frozenset({place, 2000 + place}) for place in range(200)}


def test_seven_bits_are_too_many():
    hashes = [DRAW.getrandbits(64) for _ in range(200)]
    assert groups(hashes + [flipped(text_hash, 7) for text_hash in hashes]) == set()


@pytest.mark.parametrize("hashes", [
    pytest.param(numpy.full(20_000, 7), id="all equal"),
    pytest.param(numpy.arange(20_000), id="all in few buckets"),
])
def test_many_alike_are_one_group_and_take_no_longer(hashes):
    started = time.process_time()
    assert [len(group) for group in groups(hashes)] == [20_000]
    assert time.process_time() - started < 3


def test_many_that_share_two_bytes_and_are_not_alike_take_no_longer():
    started = time.process_time()
    assert max(map(len, groups(0xBEEF << 48 | DRAW.getrandbits(48) for _ in range(20_000))), default=0) < 4
    assert time.process_time() - started < 3


def test_copies_are_found_among_many_with_most_bits_in_common():
    """As in a shop where half of each text is the same: half of the bits are too."""
    hashes = [DRAW.getrandbits(64) & 0xF0F0F0F0FF0F0F0F for _ in range(20_000)]
    found = leaders([(each, 0) for each in [*hashes, *(flipped(text_hash, 2) for text_hash in hashes[:200])]], 0.9)
    assert sum(leader == copy for leader, copy in zip(found[:200], found[-200:], strict=True)) >= 198


def test_a_second_hash_makes_sure():
    assert len(set(leaders([(0, 1), (0b111, 1), (0b111111, 0xFF01), (0b11 << 30, 0xFFF1)], 0.94))) == 3
    assert len(set(leaders([(0, 1), (0b111111, 0b11)], 0.94))) == 1


@pytest.mark.parametrize(("words", "between"), [(ENGLISH, " "), (CHINESE, "")], ids=["English", "Chinese"])
@pytest.mark.parametrize("shared", [0, 60], ids=["without template", "with template"])
def test_texts_with_one_word_in_a_hundred_changed_are_alike_and_others_are_not(words, between, shared):
    def text(count: int) -> list[str]:
        return DRAW.choices(words, OFTEN, k=count)

    template = text(shared)
    texts = [template + text(100) for _ in range(300)]
    hashes = [hashes_of(between.join(each)) for each in texts]
    for each in texts:
        each[shared + DRAW.randrange(100)] = DRAW.choice(words)
    copies = [hashes_of(between.join(each)) for each in texts]
    alike = [[(first ^ one).bit_count() + (second ^ other).bit_count() <= 2 * MOST_BITS for one, other in copies]
             for first, second in hashes]
    assert sum(row[place] for place, row in enumerate(alike)) >= LIKE * 300
    assert sum(map(sum, alike)) - sum(row[place] for place, row in enumerate(alike)) == 0
