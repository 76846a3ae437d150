"""A crawled shop, read back from the store: its pages with their kinds and depths, and its links with what became of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

import msgspec
import numpy
from msgspec import Struct

from auditor.core.graph import Graph, depths, importance, links_in, links_out
from auditor.core.records import LinkKind, Page, PageKind
from auditor.core.store import Store
from auditor.core.store.packing import KINDS as LINK_KINDS
from auditor.core.store.packing import NUMBER_OF_KIND
from auditor.core.store.reading import Crawled, Seen
from auditor.core.store.schema import PAGE_ROLES
from auditor.facts import lexicon
from auditor.facts.kinds import BY_CONCEPT, POLICIES
from auditor.facts.login import asks_to_log_in

KINDS = tuple(PageKind)
NUMBER = {kind: number for number, kind in enumerate(KINDS)}
UNSURE_KINDS = {PageKind.OTHER, PageKind.ARTICLE}
ANCHOR = NUMBER_OF_KIND[LinkKind.ANCHOR]
UNAUTHORIZED = 401
MOST_LOGINS = 5
AS_ASKED = "the address that was asked for"
OF_READINGS = ("home", "own_kinds", "kinds", "called")


class Listing(Struct, frozen=True):
    """A page as `auditor pages` lists it. `status` is the last one, None where no answer came.

    `importance` is how much the shop's own links say it matters (PageRank; 1 is the mean of all pages).
    `rendered` where it is kept as a browser shows it, not as it was sent. `failure` says why no answer came that could be read.
    """

    url: str
    final_url: str
    status: int | None
    kind: str
    kind_because: str
    depth: int | None
    title: str
    links_in: int
    links_out: int
    importance: float
    rendered: bool
    failure: str | None


class Web(Struct, frozen=True, eq=False):
    """What one reading of all links tells.

    `clicks` are the links that a customer can press, from page to final target. `ways` are by id the kinds of link by which an
    address is named, a bit each (1 << its number in LINK_KINDS). `named` are by final target the policies and service pages
    that links call it. `fragments` are the pairs of target and fragment's words that links ask for.
    """

    clicks: Graph
    ways: numpy.ndarray
    named: dict[int, Counter[PageKind]]
    fragments: frozenset[tuple[int, int]]


class Shop:
    """A crawled shop. Whatever it tells follows from what was kept alone, never from the order in which pages came.

    Arrays are by the id of an address; `home` is None where the shop's first address led to no page.
    """

    def __init__(self, store: Store) -> None:
        self.folder = store.folder
        self.url: str = store.get("url")
        self.time_was_up: bool = store.get("time_is_up", False)
        self.is_one_page: bool = store.get("one_page", False)
        self.with_access: bool = store.get("with_access", False)
        self.crawled = Crawled(store)

    def forget_readings(self) -> None:
        """Pages were read anew: ask again what was read of them. What their links say stays."""
        for name in OF_READINGS:
            vars(self).pop(name, None)

    @cached_property
    def home(self) -> Seen | None:
        """The page at which the shop's first address ended, None when that was no page."""
        asked = self.crawled.id_of(self.url)
        final = self.crawled.final_of(asked) if asked else None
        return final if final and final.is_page else None

    @cached_property
    def behind_login(self) -> numpy.ndarray:
        """By id, whether a page was asked for and a log-in came: 401, or a way on to a page that wants a password."""
        every, final = self.crawled.every, self.crawled.final
        sent_on = Counter(final[(every["location"] > 0) & self.crawled.is_page[final]].tolist())
        logins = [address for address, _ in sent_on.most_common(MOST_LOGINS) if asks_to_log_in(self.page(address))]
        asked = numpy.isin(every["role"], PAGE_ROLES) & self.crawled.was_asked()
        return asked & ((every["status"][final] == UNAUTHORIZED) | ((every["location"] > 0) & numpy.isin(final, logins)))

    @cached_property
    def page_ids(self) -> list[int]:
        """Every distinct final address that answered HTML with 2xx, in order of address."""
        return self.crawled.by_url(numpy.flatnonzero(self.crawled.is_page))

    @cached_property
    def web(self) -> Web:
        """The links of all pages, read once."""
        crawled, policies = self.crawled, self._policies()
        ways = numpy.zeros(len(crawled.every), numpy.uint32)
        named: dict[int, Counter[PageKind]] = defaultdict(Counter)
        fragments: set[tuple[int, int]] = set()

        def clicks() -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
            for sources, rows in crawled.blocks():
                numpy.bitwise_or.at(ways, rows.targets, numpy.left_shift(1, rows.kinds, dtype=numpy.uint32))
                anchors = rows.where(rows.kinds == ANCHOR)
                fragments.update(pairs(anchors.targets, anchors.fragments, anchors.fragments > 0))
                for (target, words), number in Counter(pairs(
                        crawled.final[anchors.targets], anchors.words, policies[anchors.words] > 0)).items():
                    named[target][KINDS[policies[words]]] += number
                pressed = (rows.kinds == ANCHOR) & crawled.is_page[sources]
                yield sources[pressed], crawled.final[rows.targets[pressed]]

        graph = Graph.of_blocks(clicks(), len(crawled.every))
        return Web(graph, ways, dict(named), frozenset(fragments))

    def _policies(self) -> numpy.ndarray:
        """By id of words, the number of the policy or service page that they name, else 0."""
        policies = numpy.zeros(self.crawled.most_words() + 1, numpy.uint8)
        for id, words in self.crawled.words():
            kind = BY_CONCEPT.get(next(iter(lexicon.concepts_named(words)), ""))
            if kind in POLICIES:
                policies[id] = NUMBER[kind]
        return policies

    @cached_property
    def depth(self) -> numpy.ndarray:
        """Fewest clicks from home, -1 where no link leads."""
        if self.home is None:
            return numpy.full(len(self.crawled.every), -1, numpy.int32)
        return depths(self.web.clicks, self.home.id)

    def depth_of(self, address: int) -> int | None:
        """Fewest clicks from home, None where no link leads."""
        depth = int(self.depth[address])
        return None if depth < 0 else depth

    @cached_property
    def links_in(self) -> numpy.ndarray:
        """How many pages link to a page."""
        return links_in(self.web.clicks)

    @cached_property
    def links_out(self) -> numpy.ndarray:
        """How many pages a page links to."""
        return links_out(self.web.clicks)

    @cached_property
    def importance(self) -> numpy.ndarray:
        """How much the shop's own links say a page matters (PageRank among pages); 1 is the mean, 0 what is no page."""
        return importance(self.web.clicks, self.crawled.is_page)

    @cached_property
    def own_kinds(self) -> numpy.ndarray:
        """The kind that each page was read as, as its number in KINDS."""
        kinds = numpy.full(len(self.crawled.every), NUMBER[PageKind.OTHER], numpy.uint8)
        for address, kind in self.crawled.db.execute("SELECT address, kind FROM reading"):
            kinds[address] = NUMBER[PageKind(kind)]
        return kinds

    @cached_property
    def kinds(self) -> numpy.ndarray:
        """The kind of each page, as its number in KINDS: its own, or what links call it where its own is weak."""
        kinds = self.own_kinds.copy()
        for address, (kind, _) in self.called.items():
            kinds[address] = NUMBER[kind]
        return kinds

    @cached_property
    def called(self) -> dict[int, tuple[PageKind, str]]:
        """The pages whose kind and reason others tell: the home page, and those of weak kinds that links name a policy."""
        weak = numpy.isin(self.own_kinds, [NUMBER[kind] for kind in UNSURE_KINDS]) & self.crawled.is_page
        told = {address: (kind, f"links to it say {kind}") for address, votes in self.web.named.items() if weak[address]
                for kind in [max(sorted(votes), key=votes.get)]}
        return told | ({self.home.id: (PageKind.HOME, AS_ASKED)} if self.home and not self.is_one_page else {})

    def kind(self, address: int) -> PageKind:
        """The kind of a page."""
        return KINDS[self.kinds[address]]

    def ids_of_kind(self, *kinds: PageKind) -> list[int]:
        """The pages of some kinds, in order of address."""
        wanted = numpy.isin(self.kinds, [NUMBER[kind] for kind in kinds])
        return [address for address in self.page_ids if wanted[address]]

    def page(self, address: int, kind: PageKind = PageKind.OTHER, because: str = "") -> Page:
        """One page as a record, of the kind that is given."""
        return msgspec.structs.replace(
            self.crawled.pages.page(address), kind=kind, kind_because=because, links=self.crawled.links_of(address))

    def listings(self) -> Iterator[Listing]:
        """Every address that was asked for as a page, in order of address."""
        asked = numpy.isin(self.crawled.every["role"], PAGE_ROLES) & self.crawled.was_asked()
        told = self.called
        for address in self.crawled.by_url(numpy.flatnonzero(asked)):
            url, final = self.crawled.url(address), self.crawled.final_of(address)
            because = told[final.id][1] if final.id in told else final.because
            yield Listing(url, final.url, final.status, self.kind(final.id), because, self.depth_of(final.id), final.title,
                          int(self.links_in[final.id]), int(self.links_out[final.id]),
                          round(float(self.importance[final.id]), 3), final.is_rendered, final.failure)


def pairs(one: numpy.ndarray, other: numpy.ndarray, chosen: numpy.ndarray) -> list[tuple[int, int]]:
    """The chosen pairs of two columns."""
    return list(zip(one[chosen].tolist(), other[chosen].tolist(), strict=True))


def is_way(ways: numpy.ndarray, kinds: set[LinkKind]) -> numpy.ndarray:
    """Whether an address is named in one of these ways."""
    return (ways & sum(1 << LINK_KINDS.index(kind) for kind in kinds)) > 0
