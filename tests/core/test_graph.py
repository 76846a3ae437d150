"""Click depth and percentiles."""

from auditor.core.graph import depths, percentile


def test_depths_are_the_fewest_clicks():
    links = [(1, 2), (2, 3), (1, 3), (3, 4), (4, 1), (9, 8)]
    assert depths(links, 1) == {1: 0, 2: 1, 3: 1, 4: 2}


def test_percentiles():
    assert percentile([], 0.5) is None
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(list(range(1, 11)), 0.9) == 9
    assert percentile([7], 0.9) == 7
