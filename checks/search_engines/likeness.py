"""Pages with almost the same text, found without comparing each with each.

Hashes of 64 bits that differ in at most six agree in at least two of their eight bytes, so they are sorted by every pair of
bytes, and only those next to each other with that pair in common are compared. How many are next to each other is bounded:
where more than that share two bytes they are sorted by the others too, so that the most alike still lie side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy
from numpy import ndarray

from auditor.core.records import PageSummary

BITS, BYTES = 64, 8
MOST_NEIGHBOURS = 64
PAIR_SHIFT = numpy.uint64(48)


def alike(pages: Iterable[PageSummary], least: float) -> list[list[PageSummary]]:
    """Groups of pages whose texts are alike from page to page, `least` (0.9 and more) being the share of equal bits."""
    known = sorted(pages, key=lambda page: page.final_url)
    groups: dict[int, list[PageSummary]] = defaultdict(list)
    for page, leader in zip(known, leaders([page.text_hash for page in known], least), strict=True):
        groups[leader].append(page)
    return [group for group in groups.values() if len(group) > 1]


def leaders(hashes: list[int], least: float) -> list[int]:
    """For each 64-bit hash the number of its group; those are of one group that are alike, or alike to one in it."""
    distinct, places = numpy.unique(numpy.array(hashes, numpy.uint64), return_inverse=True)
    leader = numpy.arange(len(distinct))
    for first, second in combinations(range(BYTES), 2):
        for ones, others in neighbours(turned(distinct, first, second), leader, round((1 - least) * BITS)):
            leader = joined(leader, ones, others)
    return leader[places].tolist()


def turned(hashes: ndarray, first: int, second: int) -> ndarray:
    """The hashes (uint64[n]) with these two bytes in front of the others."""
    rest = [byte % BYTES for byte in range(second + 1, second + BYTES) if byte % BYTES != first]
    octets = hashes.astype(">u8").view(numpy.uint8).reshape(-1, BYTES)
    return numpy.ascontiguousarray(octets[:, [first, second, *rest]]).view(">u8").ravel().astype(numpy.uint64)


def neighbours(hashes: ndarray, leader: ndarray, most_bits: int) -> Iterator[tuple[ndarray, ndarray]]:
    """Places of hashes of different leaders that begin alike and differ in at most `most_bits` bits, many at a time."""
    order = numpy.argsort(hashes)
    hashes, leader = hashes[order], leader[order]
    pair, at = hashes >> PAIR_SHIFT, before_a_change(leader)
    for step in range(1, MOST_NEIGHBOURS + 1):
        at = at[at + step < len(hashes)]
        at = at[pair[at] == pair[at + step]]
        if not len(at):
            return
        apart = at[leader[at] != leader[at + step]]
        near = apart[numpy.bitwise_count(hashes[apart] ^ hashes[apart + step]) <= most_bits]
        if len(near):
            yield order[near], order[near + step]


def before_a_change(leader: ndarray) -> ndarray:
    """The places with a different leader among their neighbours to the right; without it a crowd is walked again and again."""
    changes, places = numpy.flatnonzero(leader[1:] != leader[:-1]), numpy.arange(len(leader))
    following = numpy.append(changes, len(leader) + MOST_NEIGHBOURS)[numpy.searchsorted(changes, places)]
    return places[following - places < MOST_NEIGHBOURS]


def joined(leader: ndarray, ones: ndarray, others: ndarray) -> ndarray:
    """The leaders (int64[n], each the lowest of its group) after these pairs were put into one group each."""
    apart = leader[ones] != leader[others]
    while apart.any():
        ones, others = ones[apart], others[apart]
        high = numpy.maximum(leader[ones], leader[others])
        low = numpy.minimum(leader[ones], leader[others])
        leader = leader.copy()
        numpy.minimum.at(leader, high, low)
        while not numpy.array_equal(leader, leader[leader]):
            leader = leader[leader]
        apart = leader[ones] != leader[others]
    return leader
