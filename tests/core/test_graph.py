"""Click depth, importance, counts of links and paths over arrays; percentiles."""

from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as any_

from auditor.core import graph as graphs
from auditor.core.graph import Graph, depths, importance, links_in, links_out, percentile, shortest_path

EMPTY = numpy.array([], int)
PAIRS = any_.integers(1, 12).flatmap(lambda count: any_.tuples(
    any_.just(count), any_.lists(any_.tuples(*[any_.integers(0, count - 1)] * 2), max_size=60)))


def made(count: int, *links: tuple[int, int]) -> Graph:
    sources, targets = numpy.array(links, dtype=numpy.int32).reshape(-1, 2).T
    return Graph.of(sources, targets, count)


def by_hand(count, links):
    """The targets by source, and the clicks from node 0 as a plain walk finds them."""
    targets = [sorted({target for source, target in links if source == node != target}) for node in range(count)]
    found, waiting = {0: 0}, [0]
    for node in waiting:
        for target in targets[node]:
            if target not in found:
                found[target] = found[node] + 1
                waiting.append(target)
    return targets, [found.get(node, -1) for node in range(count)]


def by_matrix(targets, damping):
    count = len(targets)
    rows = numpy.array([[1 / len(row) if node in row else 0 if row else 1 / count for node in range(count)] for row in targets])
    rank = numpy.ones(count)
    for _ in range(300):
        rank = 1 - damping + damping * rank @ rows
    return rank


@pytest.fixture(params=[1, 3, 1 << 21])
def block(request, monkeypatch):
    monkeypatch.setattr(graphs, "BLOCK", request.param)


@pytest.mark.usefixtures("block")
def test_links_stand_once_and_loops_are_left_out():
    graph = made(4, (2, 1), (0, 3), (0, 1), (0, 3), (1, 1), (2, 1))
    assert graph.starts.tolist() == [0, 2, 2, 3, 3]
    assert graph.targets.tolist() == [1, 3, 1]
    assert (graph.starts.dtype, graph.targets.dtype) == (numpy.int64, numpy.int32)
    assert links_in(graph).tolist() == [0, 2, 0, 1]
    assert links_out(graph).tolist() == [2, 0, 1, 0]


@pytest.mark.usefixtures("block")
def test_a_graph_of_blocks():
    graph = Graph.of_blocks([(numpy.array([0, 0, 0, 1]), numpy.array([3, 1, 3, 1])), (EMPTY, EMPTY), (numpy.array([3]), numpy.array([0]))], 5)
    assert graph.starts.tolist() == [0, 2, 2, 2, 3, 3]
    assert graph.targets.tolist() == [1, 3, 0]


def test_blocks_come_in_order():
    with pytest.raises(ValueError, match="links of 1 come after those of 1"):
        Graph.of_blocks([(numpy.array([1]), numpy.array([0])), (numpy.array([1]), numpy.array([2]))], 3)


@pytest.mark.parametrize("graph", [made(1), Graph.of_blocks([], 1)])
def test_a_page_without_links(graph):
    assert depths(graph, 0).tolist() == [0]
    assert importance(graph).tolist() == [1]
    assert shortest_path(graph, depths(graph, 0), 0) == [0]


@pytest.mark.usefixtures("block")
def test_depths_are_the_fewest_clicks():
    graph = made(8, (1, 2), (2, 3), (1, 3), (3, 4), (4, 1), (7, 6), (5, 1))
    assert depths(graph, 1).tolist() == [-1, 0, 1, 1, 2, -1, -1, -1]


@pytest.mark.usefixtures("block")
@pytest.mark.parametrize(("target", "path"), [(4, [0, 1, 4]), (3, [0, 3]), (0, [0]), (5, [])])
def test_a_shortest_path(target, path):
    graph = made(6, (0, 2), (0, 1), (2, 4), (1, 4), (0, 3), (3, 2), (5, 0))
    assert shortest_path(graph, depths(graph, 0), target) == path


def test_a_chain_is_as_deep_as_it_is_long():
    graph = Graph.of(numpy.arange(499), numpy.arange(1, 500), 500)
    assert depths(graph, 0).tolist() == list(range(500))
    assert shortest_path(graph, depths(graph, 0), 499) == list(range(500))


@given(PAIRS)
def test_all_agrees_with_what_is_worked_out_by_hand(drawn):
    count, links = drawn
    targets, found = by_hand(count, links)
    graph = made(count, *links)
    blocks = ((numpy.full(len(row), node), numpy.array(row, dtype=numpy.int32)) for node, row in enumerate(targets))
    rows = Graph.of_blocks(blocks, count)
    assert [row.tolist() for row in numpy.split(graph.targets, graph.starts[1:-1])] == targets
    assert (rows.starts.tolist(), rows.targets.tolist()) == (graph.starts.tolist(), graph.targets.tolist())
    assert depths(graph, 0).tolist() == found
    for path in (shortest_path(graph, depths(graph, 0), node) for node in range(count) if found[node] >= 0):
        assert [found[node] for node in path] == list(range(len(path)))
        assert all(after in targets[before] for before, after in pairwise(path))
    assert importance(graph, tolerance=1e-9, most_rounds=300) == pytest.approx(by_matrix(targets, 0.85), abs=1e-5)


@pytest.mark.usefixtures("block")
def test_importance_worked_out_by_hand():
    # a and b link to each other, c to both: c has 1 - d, and a and b share the rest of 3
    assert importance(made(3, (0, 1), (1, 0), (2, 0), (2, 1)), tolerance=1e-9) == pytest.approx([1.425, 1.425, 0.15], abs=1e-6)
    # of 0 → 1, where 1 leads nowhere: x = 1 - d + d·y/2 and x + y = 2
    first = 1 / (1 + 0.85 / 2)
    assert importance(made(2, (0, 1)), tolerance=1e-9) == pytest.approx([first, 2 - first], abs=1e-6)


def test_the_mean_importance_is_one():
    choose = numpy.random.default_rng(7)
    graph = Graph.of(choose.integers(0, 900, 4000), choose.integers(0, 900, 4000), 900)
    assert importance(graph).mean() == pytest.approx(1, abs=1e-5)


@pytest.mark.usefixtures("block")
@given(PAIRS, any_.randoms(use_true_random=False))
def test_importance_hangs_on_no_order_and_on_counted_nodes_alone(drawn, chance):
    count, links = drawn
    counted = numpy.array([chance.random() < 0.7 for _ in range(count)])
    place = list(range(count))
    chance.shuffle(place)
    rank = importance(made(count, *links), counted)
    shuffled = numpy.empty(count, bool)
    shuffled[place] = counted
    again = importance(made(count, *[(place[source], place[target]) for source, target in links]), shuffled)
    assert again[place].tolist() == rank.tolist()

    number = {node: number for number, node in enumerate(numpy.flatnonzero(counted).tolist())}
    among = made(len(number), *[(number[one], number[other]) for one, other in links if one in number and other in number])
    assert rank[counted].tolist() == importance(among).tolist()
    assert not rank[~counted].any()


def test_percentiles():
    assert percentile([], 0.5) is None
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(list(range(1, 11)), 0.9) == 9
    assert percentile([7], 0.9) == 7
