"""The shop as a graph of pages: how many clicks each is from home."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil


def depths(links: Iterable[tuple[int, int]], home: int) -> Mapping[int, int]:
    """Fewest clicks from home for every page that links lead to; `links` are (source, target) after redirects."""
    targets: dict[int, set[int]] = defaultdict(set)
    for source, target in links:
        targets[source].add(target)
    found = {home: 0}
    edge = {home}
    while edge:
        beyond = {target for source in edge for target in targets.get(source, ()) if target not in found}
        clicks = 1 + found[next(iter(edge))]
        found.update(dict.fromkeys(beyond, clicks))
        edge = beyond
    return found


def percentile(values: list[int], share: float) -> float | None:
    """The value below which `share` of the sorted values lie (nearest rank), None of nothing."""
    if not values:
        return None
    return float(sorted(values)[max(0, ceil(len(values) * share) - 1)])
