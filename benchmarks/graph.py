"""The link graph at scale: `python -m benchmarks.graph [PAGES] [LINKS_PER_PAGE]`, a million and fifty if nothing is said.

The graph is made up, and the same in every run: three fifths of a page's links are its template's (one of ten, drawn from three
hundred pages that are linked everywhere), the others lead to pages not far away. The baseline does the same with dicts and sets
on a fiftieth of the pages; its figures times fifty stand beside, and are marked so.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy

from auditor.core.graph import Graph, depths, importance, links_in, shortest_path

HUBS, TEMPLATES, AT_ONCE, SHRUNK, ROUNDS = 300, 10, 4096, 50, 20
Row = tuple[str, float, float]
Result = tuple[list[Row], float, float, str]


def blocks(pages: int, links: int) -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
    """Some pages and their targets, int32[pages, links], at a time."""
    choose = numpy.random.default_rng(1)
    framed = links * 3 // 5
    frames = numpy.stack([choose.permutation(HUBS)[:framed] for _ in range(TEMPLATES)])
    for first in range(0, pages, AT_ONCE):
        nodes = numpy.arange(first, min(first + AT_ONCE, pages))
        steps = choose.integers(1, 60, (len(nodes), links - framed)).cumsum(axis=1)
        near = (nodes[:, None] + steps - steps.shape[1] * 15) % pages
        yield nodes, numpy.concatenate([frames[nodes % TEMPLATES], near], axis=1).astype(numpy.int32)


def columns(pages: int, links: int) -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
    """The same as sources and targets."""
    return ((nodes.repeat(targets.shape[1]), targets.ravel()) for nodes, targets in blocks(pages, links))


def timed(rounds: list[Row], name: str, work: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    rounds.append((name, time.perf_counter() - wall, time.process_time() - cpu))
    return result


def by_arrays(pages: int, links: int) -> Result:
    """What each step took in seconds, wall and CPU; the peak in MB before and after; what came out."""
    took, idle = [], peak_mb()
    timed(took, "making the links up (not ours)", lambda: sum(map(len, (targets for _, targets in columns(pages, links)))))
    graph = timed(took, "building, with making up", lambda: Graph.of_blocks(columns(pages, links), pages))
    depth = timed(took, "depths", lambda: depths(graph, 0))
    rank = timed(took, "importance", lambda: importance(graph))
    counts = timed(took, "links in", lambda: links_in(graph))
    path = timed(took, "one shortest path", lambda: shortest_path(graph, depth, int(depth.argmax())))
    told = f"{len(graph.targets):,} links, depth {depth.max()}, {(depth < 0).sum():,} unreached, path of {len(path)}, " \
           f"most links in {counts.max():,}, importance {rank.min():.2f} to {rank.max():,.0f}"
    return took, idle, peak_mb(), told


def by_dicts(pages: int, links: int) -> Result:
    """The same with dicts and sets; importance in a set number of rounds."""
    took, idle = [], peak_mb()
    targets = timed(took, "building, with making up", lambda: {
        node: set(row.tolist()) - {node} for nodes, some in blocks(pages, links)
        for node, row in zip(nodes.tolist(), some, strict=True)})
    timed(took, "depths", lambda: walked(targets, 0))
    timed(took, f"importance, {ROUNDS} rounds", lambda: voted(targets))
    timed(took, "links in", lambda: counted(targets))
    return took, idle, peak_mb(), f"{sum(map(len, targets.values())):,} links"


def walked(targets: dict[int, set[int]], home: int) -> dict[int, int]:
    found, edge, clicks = {home: 0}, {home}, 0
    while edge:
        clicks += 1
        edge = {target for source in edge for target in targets[source] if target not in found}
        found.update(dict.fromkeys(edge, clicks))
    return found


def voted(targets: dict[int, set[int]]) -> dict[int, float]:
    rank = dict.fromkeys(targets, 1.0)
    for _ in range(ROUNDS):
        came = dict.fromkeys(targets, 0.15)
        for source, row in targets.items():
            share = 0.85 * rank[source] / len(row)
            for target in row:
                came[target] += share
        rank = came
    return rank


def counted(targets: dict[int, set[int]]) -> dict[int, int]:
    counts = dict.fromkeys(targets, 0)
    for row in targets.values():
        for target in row:
            counts[target] += 1
    return counts


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def apart(work: Callable, *arguments: int) -> Result:
    """The work in a process of its own, so that its peak is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def show(name: str, result: Result, times: int = 1) -> None:
    took, idle, peak, told = result
    print(f"\n{name}\n  {told}\n  {'':32}{'wall s':>9}{'CPU s':>9}")
    for step, wall, cpu in took:
        print(f"  {step:32}{wall * times:9.2f}{cpu * times:9.2f}")
    ours = [row for row in took if "not ours" not in row[0]]
    print(f"  {'all':32}{sum(row[1] for row in ours) * times:9.2f}{sum(row[2] for row in ours) * times:9.2f}"
          f"\n  peak {idle + (peak - idle) * times:,.0f} MB")


def main() -> None:
    pages, links = (*map(int, sys.argv[1:]), *(1_000_000, 50)[len(sys.argv) - 1:])
    show(f"arrays, {pages:,} pages", apart(by_arrays, pages, links))
    few = pages // SHRUNK
    show(f"dicts and sets, {few:,} pages, times {SHRUNK} (extrapolated)", apart(by_dicts, few, links), SHRUNK)


if __name__ == "__main__":
    main()
