"""The shop as a graph of pages, in arrays: how many clicks each is from home, and how much the shop's own links say it matters.

Nodes are numbered from 0 without gaps. A million pages and fifty million links take 250 MB, and twice to four times that while
they are worked on: whatever grows with the links is done in blocks or in place.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Self

import numpy
from numpy import ndarray

BLOCK = 1 << 20
DAMPING = 0.85
FINEST = 2.0 ** -30  # of a float's 53 bits, 23 are left for sums: eight million pages


@dataclass(frozen=True, eq=False)
class Graph:
    """Who links to whom, once each and nobody to itself: the targets of `node` are `targets[starts[node]:starts[node + 1]]`.

    `starts` is int64[n + 1], `targets` int32[m], rising within each node.
    """

    starts: ndarray
    targets: ndarray

    @classmethod
    def of(cls, sources: ndarray, targets: ndarray, count: int) -> Self:
        """The graph of `count` nodes with these links, int[m] each, in any order; repeated ones and loops are left out."""
        links = _distinct(sources, targets, count)
        return cls(numpy.searchsorted(links, numpy.arange(count + 1) * count), _modulo(links, count))

    @classmethod
    def of_blocks(cls, blocks: Iterable[tuple[ndarray, ndarray]], count: int) -> Self:
        """The same from some sources' links at a time, each source within one block; ValueError where sources do not rise."""
        degrees, last = numpy.zeros(count, numpy.int64), -1
        kept = array("i")
        for sources, targets in blocks:
            links = _distinct(sources, targets, count)
            if len(links) and links[0] // count <= last:
                raise ValueError(f"the links of {links[0] // count} come after those of {last}")
            last = links[-1] // count if len(links) else last
            kept.frombytes(_modulo(links, count).tobytes())
            numpy.add.at(degrees, links // count, 1)
        return cls(_starts(degrees), numpy.frombuffer(kept, numpy.int32) if kept else numpy.zeros(0, numpy.int32))

    @property
    def count(self) -> int:
        """How many nodes there are."""
        return len(self.starts) - 1


def _distinct(sources: ndarray, targets: ndarray, count: int) -> ndarray:
    """Every link once and without loops as one number, `source * count + target`, rising."""
    links = numpy.multiply(sources, count, dtype=numpy.int64)
    links += targets
    links = links[numpy.not_equal(sources, targets)]
    links.sort()
    return links[numpy.append(True, links[1:] != links[:-1])] if len(links) else links


def _modulo(links: ndarray, count: int) -> ndarray:
    """`links % count` as int32, at a block's memory beside the result."""
    rest = numpy.empty(len(links), numpy.int32)
    for first in range(0, len(links), BLOCK):
        rest[first:first + BLOCK] = links[first:first + BLOCK] % count
    return rest


def _starts(degrees: ndarray) -> ndarray:
    return numpy.append(0, numpy.cumsum(degrees, dtype=numpy.int64))


def _blocks(starts: ndarray) -> Iterator[tuple[int, int]]:
    """Runs of nodes, first and after the last, with about a block of links each."""
    cuts = numpy.searchsorted(starts, numpy.arange(0, starts[-1] + BLOCK, BLOCK))
    return pairwise(numpy.unique(numpy.append(numpy.minimum(cuts, len(starts) - 1), len(starts) - 1)).tolist())


def _targets_of(graph: Graph, nodes: ndarray) -> Iterator[ndarray]:
    """All targets of these nodes, a block at a time."""
    firsts, sizes = graph.starts[nodes], graph.starts[nodes + 1] - graph.starts[nodes]
    ends = _starts(sizes)
    for first, last in _blocks(ends):
        offsets = numpy.repeat(firsts[first:last] - ends[first:last], sizes[first:last])
        yield graph.targets[offsets + numpy.arange(ends[first], ends[last])]


def depths(graph: Graph, home: int) -> ndarray:
    """Fewest clicks from home, int32[n]; -1 where no links lead."""
    found = numpy.full(graph.count, -1, numpy.int32)
    found[home] = clicks = 0
    edge = numpy.array([home])
    while len(edge):
        clicks += 1
        beyond = []
        for targets in _targets_of(graph, edge):
            new = numpy.unique(targets[found[targets] < 0])
            found[new] = clicks
            beyond.append(new)
        edge = numpy.concatenate(beyond) if beyond else edge[:0]
    return found


def importance(graph: Graph, counted: ndarray | None = None, tolerance: float = 1e-4, most_rounds: int = 100) -> ndarray:
    """PageRank within the shop, float32[n], 1 being the mean: how often someone stands here who follows links at random.

    Only nodes and links among the `counted`, bool[n], take part (all where None); the others have 0. Who stands on a page without
    links starts anywhere. `tolerance` is the mean change of a page at which the rounds end. All that is summed is a multiple of
    FINEST, so that no sum hangs on the order of nodes.
    Source: Page, Brin, Motwani, Winograd, "The PageRank citation ranking" (1999).
    """
    counted = numpy.ones(graph.count, bool) if counted is None else counted
    degrees = _links_to(graph, counted)
    rank, dead, count = counted.astype(float), counted & (degrees == 0), max(1, counted.sum())
    for _ in range(most_rounds):
        came = _passed_on(graph, counted, _rounded(rank / numpy.maximum(degrees, 1))) + rank[dead].sum() / count
        before, rank = rank, _rounded(1 - DAMPING + DAMPING * came) * counted
        if numpy.abs(rank - before).sum() <= tolerance * count:
            break
    return rank.astype(numpy.float32)


def _rounded(values: ndarray) -> ndarray:
    return numpy.round(values / FINEST) * FINEST


def _links_to(graph: Graph, counted: ndarray) -> ndarray:
    """By node, how many of its links lead to a counted one, int64[n]."""
    found = numpy.zeros(graph.count, numpy.int64)
    for first, last in _blocks(graph.starts):
        starts = graph.starts[first:last + 1] - graph.starts[first]
        some = numpy.flatnonzero(numpy.diff(starts))
        if len(some):
            targets = graph.targets[graph.starts[first]:graph.starts[last]]
            found[first + some] = numpy.add.reduceat(counted[targets], starts[some], dtype=numpy.int64)
    return found


def _passed_on(graph: Graph, counted: ndarray, shares: ndarray) -> ndarray:
    """By node, the sum of the shares of the counted nodes that link to it, float64[n]."""
    came, given = numpy.zeros(graph.count), shares * counted
    for first, last in _blocks(graph.starts):
        targets = graph.targets[graph.starts[first]:graph.starts[last]]
        weights = numpy.repeat(given[first:last], numpy.diff(graph.starts[first:last + 1]))
        came += numpy.bincount(targets, weights, graph.count)
    return came


def links_in(graph: Graph) -> ndarray:
    """How many nodes link to each, int64[n]."""
    return numpy.bincount(graph.targets, minlength=graph.count)


def links_out(graph: Graph) -> ndarray:
    """How many nodes each links to, int64[n]."""
    return numpy.diff(graph.starts)


def shortest_path(graph: Graph, depth: ndarray, target: int) -> list[int]:
    """The nodes from home to `target`, both included, by the graph's `depths`; [] where no links lead there.

    Of ways equally short it is the one with the lowest numbers, from the end on. Takes one look at each link at most.
    """
    by_depth = numpy.argsort(depth, kind="stable")
    levels = numpy.searchsorted(depth[by_depth], numpy.arange(depth[target] + 1))
    path = [target] if depth[target] >= 0 else []
    for first, last in pairwise(levels[::-1].tolist()):
        path.append(_first_source(graph, by_depth[last:first], path[-1]))
    return path[::-1]


def _first_source(graph: Graph, nodes: ndarray, target: int) -> int:
    """The first of these nodes that links to the target, which one of them must."""
    ends, seen = _starts(graph.starts[nodes + 1] - graph.starts[nodes]), 0
    for targets in _targets_of(graph, nodes):
        hits = numpy.flatnonzero(targets == target)
        if len(hits):
            return int(nodes[numpy.searchsorted(ends, seen + hits[0], side="right") - 1])
        seen += len(targets)
    raise ValueError(f"none of these nodes links to {target}")


def percentile(values: list[int], share: float) -> float | None:
    """The value below which `share` of the sorted values lie (nearest rank), None of nothing."""
    if not values:
        return None
    return float(sorted(values)[max(0, ceil(len(values) * share) - 1)])
