"""Pages with almost the same text, found without comparing each with each.

Hashes are 64-bit SimHashes. Two that differ in at most six bits agree in at least one of seven bands, so only hashes that share
a band are compared; pages with one and the same hash are taken together first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from auditor.core.records import PageSummary

BITS = 64
BANDS = ((0, 10), (10, 9), (19, 9), (28, 9), (37, 9), (46, 9), (55, 9))


def alike(pages: Iterable[PageSummary], least: float) -> list[list[PageSummary]]:
    """Groups of pages whose texts are alike from page to page, `least` (0.9 and more) being the share of equal bits."""
    by_hash: dict[int, list[PageSummary]] = defaultdict(list)
    for page in pages:
        by_hash[page.text_hash].append(page)
    leader = {text_hash: text_hash for text_hash in by_hash}
    for one, other in neighbours(leader, round((1 - least) * BITS)):
        leader[first(leader, max(one, other))] = first(leader, min(one, other))
    groups: dict[int, list[PageSummary]] = defaultdict(list)
    for text_hash, members in by_hash.items():
        groups[first(leader, text_hash)] += members
    return [sorted(group, key=lambda page: page.final_url) for group in groups.values() if len(group) > 1]


def neighbours(hashes: Iterable[int], most_bits: int) -> Iterator[tuple[int, int]]:
    """Pairs of hashes that differ in at most `most_bits` bits (six at most)."""
    known = tuple(hashes)
    for start, width in BANDS:
        buckets: dict[int, list[int]] = defaultdict(list)
        for text_hash in known:
            buckets[(text_hash >> start) & ((1 << width) - 1)].append(text_hash)
        for bucket in buckets.values():
            yield from (pair for pair in combinations(bucket, 2) if (pair[0] ^ pair[1]).bit_count() <= most_bits)


def first(leader: dict[int, int], text_hash: int) -> int:
    """The hash that stands for the whole group."""
    while leader[text_hash] != text_hash:
        leader[text_hash] = text_hash = leader[leader[text_hash]]
    return text_hash
