"""Pages with almost the same text, found without comparing each with each.

Hashes of 64 bits that differ in at most six agree in at least two of their eight bytes, so they are sorted by every pair of
bytes, and only those next to each other with that pair in common are compared. How many are next to each other is bounded:
where more than that share two bytes they are sorted by the others too, so that the most alike still lie side by side.

Of texts that have half in common, as many do that share a template, one pair in fifty thousand agrees in 60 bits by chance, which
makes one group of all in a large shop. So a second hash, of the same text by other permutations, must agree as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy
from numpy import ndarray

BITS, BYTES, MOST_BITS = 64, 8, 6
MOST_NEIGHBOURS = 64
PAIR_SHIFT = numpy.uint64(48)


def in_groups(places: Sequence[int], leader: list[int]) -> dict[int, int]:
    """The leader of each place, where others have the same one."""
    sizes = Counter(leader)
    return {place: one for place, one in zip(places, leader, strict=True) if sizes[one] > 1}


def leaders(hashes: list[tuple[int, int]], least: float) -> list[int]:
    """For each pair of 64-bit hashes (the second 0 where unknown) the number of its group.

    Those are of one group that are alike, or alike to one in it.
    """
    known = numpy.array(hashes, numpy.uint64).reshape(-1, 2)
    distinct, firsts, places = numpy.unique(known[:, 0], return_index=True, return_inverse=True)
    checks = known[firsts, 1]
    leader = numpy.arange(len(distinct))
    for first, second in combinations(range(BYTES), 2):
        for ones, others in neighbours(turned(distinct, first, second), leader):
            sure = differing(distinct, checks, ones, others) <= 2 * round((1 - least) * BITS)
            leader = joined(leader, ones[sure], others[sure])
    return leader[places].tolist()


def differing(hashes: ndarray, checks: ndarray, ones: ndarray, others: ndarray) -> ndarray:
    """In how many of 128 bits pairs differ; where a second hash is unknown, twice those of the first."""
    first = numpy.bitwise_count(hashes[ones] ^ hashes[others])
    both = (checks[ones] != 0) & (checks[others] != 0)
    return first + numpy.where(both, numpy.bitwise_count(checks[ones] ^ checks[others]), first)


def turned(hashes: ndarray, first: int, second: int) -> ndarray:
    """The hashes (uint64[n]) with these two bytes in front of the others."""
    rest = [byte % BYTES for byte in range(second + 1, second + BYTES) if byte % BYTES != first]
    octets = hashes.astype(">u8").view(numpy.uint8).reshape(-1, BYTES)
    return numpy.ascontiguousarray(octets[:, [first, second, *rest]]).view(">u8").ravel().astype(numpy.uint64)


def neighbours(hashes: ndarray, leader: ndarray) -> Iterator[tuple[ndarray, ndarray]]:
    """Places of hashes of different leaders that begin alike and differ in at most six bits, many at a time."""
    order = numpy.argsort(hashes)
    hashes, leader = hashes[order], leader[order]
    pair, at = hashes >> PAIR_SHIFT, before_a_change(leader)
    for step in range(1, MOST_NEIGHBOURS + 1):
        at = at[at + step < len(hashes)]
        at = at[pair[at] == pair[at + step]]
        if not len(at):
            return
        apart = at[leader[at] != leader[at + step]]
        near = apart[numpy.bitwise_count(hashes[apart] ^ hashes[apart + step]) <= MOST_BITS]
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
