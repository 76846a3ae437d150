"""The addresses that pages link to, and what became of them: broken, redirected in ladders or circles, without their fragment."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from auditor.core.records import Failure, LinkKind, Source, Target
from auditor.core.store import Role
from auditor.core.store.reading import Chain, Edge, Seen
from auditor.facts.shop import Shop

GONE = {404, 410}
UNAVAILABLE = 503
BROKEN_FAILURES = {Failure.HOST_NOT_FOUND, Failure.REFUSED}
CLICKED = {LinkKind.ANCHOR, LinkKind.FRAME, LinkKind.REFRESH, LinkKind.NEXT}
ALWAYS_THERE = {"", "top"}
SHORTEST_CHAIN = 2


def is_broken(seen: Seen) -> bool:
    """Whether an answer is a dead end: gone, a server error other than 503, or no server at all."""
    if seen.status is None:
        return seen.failure in BROKEN_FAILURES
    return seen.status in GONE or (500 <= seen.status < 600 and seen.status != UNAVAILABLE)


def is_unsure(seen: Seen) -> bool:
    """Whether an answer tells nothing of the link: a refusal, a wall, a time-out."""
    return not is_broken(seen) and (seen.failure is not None or (seen.status or 0) >= 400)


def dead_ends(shop: Shop) -> tuple[Target, ...]:
    """Every broken link and picture of the shop, links first."""
    links = Links(shop)
    return links.targets(CLICKED, is_broken) + links.targets({LinkKind.IMAGE}, is_broken)


class Links:
    """Every address that pages link to, by what became of it."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.crawled = shop.crawled
        self.kinds: dict[int, set[LinkKind]] = defaultdict(set)
        for target, kind in shop.crawled.targets():
            self.kinds[target].add(kind)

    def checked(self) -> int:
        """How many distinct addresses were linked to and gave an answer, or failed to."""
        finals = (self.crawled.final(target) for target in self.kinds)
        return sum(final.status is not None or final.failure is not None for final in finals)

    def targets(self, kinds: set[LinkKind], which: Callable[[Seen], bool]) -> tuple[Target, ...]:
        """The addresses linked to in one of these ways whose last answer is such."""
        ids = [target for target, known in self.kinds.items() if known & kinds
               and not self.crawled.chain(target).loops and which(self.crawled.final(target))]
        return tuple(self._described(ids, kinds))

    def redirected(self) -> tuple[Target, ...]:
        """The addresses linked to that redirect more than once, or in a circle, or without end."""
        ids = [target for target, known in self.kinds.items() if known & CLICKED and self._is_ladder(target)]
        return tuple(self._described(ids, CLICKED))

    def _is_ladder(self, target: int) -> bool:
        chain = self.crawled.chain(target)
        return chain.loops or len(chain.hops) >= SHORTEST_CHAIN

    def _described(self, ids: list[int], kinds: set[LinkKind]) -> Iterator[Target]:
        sources: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.crawled.edges_to(ids):
            if edge.kind in kinds and self.crawled.seen[edge.source].is_page:
                sources[edge.target].append(edge)
        for target in sorted(sources, key=lambda id: self.crawled.seen[id].url):
            for name, edges in sorted(by_fragment(self.crawled.seen[target].url, sources[target]).items()):
                yield self._target(name, target, edges)

    def _target(self, name: str, target: int, edges: list[Edge]) -> Target:
        chain, final = self.crawled.chain(target), self.crawled.final(target)
        return Target(
            target=name, status=None if chain.loops else final.status, kind=edges[0].kind, sources=self._sources(edges),
            failure=final.failure, hops=self._hops(chain), loops=chain.loops,
            external=self.crawled.seen[target].role is Role.EXTERNAL)

    def _hops(self, chain: Chain) -> tuple[str, ...]:
        return tuple(self.crawled.seen[hop].url for hop in chain.hops)

    def _sources(self, edges: Iterable[Edge]) -> tuple[Source, ...]:
        """Each page once, with the words and place of its first link there."""
        first: dict[str, Source] = {}
        for edge in edges:
            url = self.crawled.seen[edge.source].url
            first.setdefault(url, Source(url, edge.text, edge.region, edge.kind))
        return tuple(first[url] for url in sorted(first))

    def missing_fragments(self, anchors: dict[int, frozenset[str]]) -> tuple[Target, ...]:
        """The addresses linked to with a fragment that their page does not hold."""
        missing: dict[tuple[int, str], list[Edge]] = defaultdict(list)
        for edge in self.crawled.edges(LinkKind.ANCHOR):
            final = self.crawled.final(edge.target)
            if edge.fragment and final.id in anchors and self.crawled.seen[edge.source].is_page \
                    and not fragment_found(edge.fragment, anchors[final.id]):
                missing[edge.target, edge.fragment].append(edge)
        named = sorted(missing.items(), key=lambda one: (self.crawled.seen[one[0][0]].url, one[0][1]))
        return tuple(self._target(f"{self.crawled.seen[target].url}#{fragment}", target, edges)
                     for (target, fragment), edges in named)


def by_fragment(url: str, edges: list[Edge]) -> dict[str, list[Edge]]:
    """The links to one address, by the address as written, fragment kept."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[url if not edge.fragment else f"{url}#{edge.fragment}"].append(edge)
    return found


def fragment_found(fragment: str, ids: frozenset[str]) -> bool:
    """Whether a browser would find the fragment; routes of scripts and text fragments are not looked for."""
    if fragment.lower() in ALWAYS_THERE or fragment.startswith(("!", "/", ":~:")) or "=" in fragment:
        return True
    return fragment in ids or unquote(fragment) in ids
