"""The addresses that pages link to, and what became of them: broken, redirected in ladders or circles, without their fragment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import numpy
from msgspec import Struct

from auditor.core.records import Failure, Link, LinkKind, Source, Target
from auditor.core.store import Role
from auditor.core.store.packing import COLUMNS
from auditor.core.store.reading import NUMBER_OF_FAILURE
from auditor.facts.shop import Shop, is_way

GONE = (404, 410)
UNAVAILABLE = 503
BROKEN_FAILURES = (
    Failure.HOST_NOT_FOUND, Failure.REFUSED, Failure.CERTIFICATE_EXPIRED, Failure.CERTIFICATE_OF_ANOTHER, Failure.BAD_REDIRECT)
CLICKED = frozenset({LinkKind.ANCHOR, LinkKind.FRAME, LinkKind.REFRESH, LinkKind.NEXT})
PICTURES = frozenset({LinkKind.IMAGE})
LINKS = frozenset({LinkKind.ANCHOR})
FILES = frozenset({LinkKind.STYLE, LinkKind.FONT, LinkKind.ICON, LinkKind.MANIFEST, LinkKind.MEDIA, LinkKind.PREVIEW})
ORIGINALS = frozenset({LinkKind.CANONICAL})
ALWAYS_THERE = {"", "top"}
SHORTEST_CHAIN = 2


class Edge(Struct, frozen=True):
    """A link with the ids of its ends."""

    source: int
    target: int
    link: Link


class Links:
    """Every address that pages link to, by what became of it. `anchors` are by page the fragments it was asked for and has."""

    def __init__(self, shop: Shop, anchors: dict[int, frozenset[str]] | None = None) -> None:
        self.shop = shop
        self.crawled = shop.crawled
        self.status = shop.crawled.every["status"][shop.crawled.final]
        self.failure = shop.crawled.every["failure"][shop.crawled.final]
        self.is_broken = broken(self.status, self.failure) & ~shop.crawled.loops
        self.is_unsure = ~broken(self.status, self.failure) & ((self.failure > 0) | (self.status >= 400)) & ~shop.crawled.loops
        self.is_ladder = self._ladders()
        self.is_lost_original = is_way(shop.web.ways, ORIGINALS) & (self.is_broken | (shop.crawled.every["location"] > 0))
        self.is_sent_home = self._sent_home()
        self.missing = self._missing(anchors or {})
        self._edges = self._edges_to(self.is_broken | self.is_unsure | self.is_ladder | self.is_lost_original
                                     | self.is_sent_home)

    def _ladders(self) -> numpy.ndarray:
        """What redirects more than once, or in a circle, or without end."""
        location = self.crawled.every["location"]
        return self.crawled.loops | ((location > 0) & (location[location] > 0))

    def _sent_home(self) -> numpy.ndarray:
        """What is linked to and redirects to the home page, other than the address that was asked for first."""
        if self.shop.home is None:
            return numpy.zeros(len(self.status), bool)
        sent = (self.crawled.every["location"] > 0) & (self.crawled.final == self.shop.home.id)
        sent[self.crawled.id_of(self.shop.url)] = False
        return sent & ~self.crawled.loops

    def _missing(self, anchors: dict[int, frozenset[str]]) -> set[tuple[int, int]]:
        """The pairs of target and fragment that links ask for and the page does not hold."""
        return {(target, fragment) for target, fragment in self.shop.web.fragments
                if (final := int(self.crawled.final[target])) in anchors
                and not fragment_found(self.crawled.words_of(fragment), anchors[final])}

    def _edges_to(self, chosen: numpy.ndarray) -> dict[int, list[Edge]]:
        """By target, the links of pages to chosen targets and to fragments that are missing."""
        found: dict[int, list[Edge]] = defaultdict(list)
        lacking = numpy.zeros(len(chosen), bool)
        lacking[[target for target, _ in self.missing]] = True
        sources_told = self.crawled.is_page | (self.crawled.every["role"] == Role.SHEET)
        for sources, rows in self.crawled.blocks():
            wanted = (chosen[rows.targets] | (lacking[rows.targets] & (rows.fragments > 0))) & sources_told[sources]
            some = rows.where(wanted)
            columns = (sources[wanted].tolist(), *(getattr(some, name).tolist() for name, _ in COLUMNS))
            for source, *row in zip(*columns, strict=True):
                found[row[0]].append(Edge(source, row[0], self.crawled.link(*row)))
        return found

    def checked(self) -> int:
        """How many distinct addresses were linked to and gave an answer, or failed to."""
        return int(((self.shop.web.ways > 0) & ((self.status > 0) | (self.failure > 0))).sum())

    def targets(self, kinds: frozenset[LinkKind], chosen: numpy.ndarray) -> tuple[Target, ...]:
        """The addresses linked to in one of these ways that are chosen."""
        addresses = numpy.flatnonzero(chosen & is_way(self.shop.web.ways, kinds))
        return tuple(self._described(self.crawled.by_url(addresses), kinds))

    def _described(self, addresses: Iterable[int], kinds: frozenset[LinkKind]) -> Iterator[Target]:
        for target in addresses:
            edges = [edge for edge in self._edges.get(target, ()) if edge.link.kind in kinds]
            for name, some in sorted(by_fragment(edges).items()):
                yield self._target(name, target, some)

    def _target(self, name: str, target: int, edges: list[Edge]) -> Target:
        seen, loops = self.crawled.final_of(target), bool(self.crawled.loops[target])
        return Target(
            target=name, status=None if loops else seen.status, kind=edges[0].link.kind, sources=self._sources(edges),
            failure=seen.failure, hops=tuple(self.crawled.url(hop) for hop in self.crawled.hops(target)), loops=loops,
            external=bool(self.crawled.every["role"][target] == Role.EXTERNAL))

    def _sources(self, edges: Iterable[Edge]) -> tuple[Source, ...]:
        """Each page once, with the words and place of its first link there."""
        first: dict[int, Source] = {}
        for edge in edges:
            if edge.source not in first:
                link = edge.link
                first[edge.source] = Source(self.crawled.url(edge.source), link.text, link.region, link.kind)
        return tuple(sorted(first.values(), key=lambda source: source.url))

    def missing_fragments(self) -> tuple[Target, ...]:
        """The addresses linked to with a fragment that their page does not hold."""
        words = {(target, self.crawled.words_of(fragment)) for target, fragment in self.missing}
        lacking = {pair: [edge for edge in self._edges[pair[0]] if edge.link.kind is LinkKind.ANCHOR
                          and edge.link.fragment == pair[1]] for pair in words}
        named = sorted((self.crawled.url(target), fragment, target) for target, fragment in words)
        return tuple(self._target(f"{url}#{fragment}", target, lacking[target, fragment]) for url, fragment, target in named)


def broken(status: numpy.ndarray, failure: numpy.ndarray) -> numpy.ndarray:
    """What is a dead end: gone, a server's error other than 503, no server at all, or one that browsers warn of."""
    gone = numpy.isin(status, GONE) | ((status >= 500) & (status < 600) & (status != UNAVAILABLE))
    return gone | numpy.isin(failure, [NUMBER_OF_FAILURE[name] for name in BROKEN_FAILURES])


def dead_ends(shop: Shop) -> tuple[Target, ...]:
    """Every broken link and picture of the shop, links first."""
    links = Links(shop)
    return links.targets(CLICKED, links.is_broken) + links.targets(PICTURES, links.is_broken)


def by_fragment(edges: list[Edge]) -> dict[str, list[Edge]]:
    """The links to one address, by the address as written, fragment kept where there is more than its `#`."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.link.target if edge.link.fragment else edge.link.url].append(edge)
    return found


def fragment_found(fragment: str, ids: frozenset[str]) -> bool:
    """Whether a browser would find the fragment; routes of scripts and text fragments are not looked for."""
    if fragment.lower() in ALWAYS_THERE or fragment.startswith(("!", "/", ":~:")) or "=" in fragment:
        return True
    return fragment in ids or unquote(fragment) in ids
