"""The shop as a whole, gathered from what was crawled: pages, targets, departments, robots, probes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import numpy
from zstandard import ZstdError

from auditor.core.records import (
    Department,
    Page,
    PageKind,
    PageSummary,
    Probe,
    Region,
    Robots,
    Site,
    Trap,
)
from auditor.core.store import Role, Store
from auditor.core.store.packing import NUMBER_OF_REGION
from auditor.core.store.reading import Seen
from auditor.facts import lexicon, market, naming, navigation, platforms, summary, text
from auditor.facts.kinds import BY_CONCEPT
from auditor.facts.reading import Readings
from auditor.facts.robots import rules_in
from auditor.facts.shop import ANCHOR, KINDS, NUMBER, Shop
from auditor.facts.targets import CLICKED, FILES, LINKS, ORIGINALS, PICTURES, Links

TELLING_KINDS = (PageKind.HOME, PageKind.IMPRINT, PageKind.TERMS, PageKind.CONTACT, PageKind.SHIPPING, PageKind.PRIVACY)
MOST_SIGNS = 20
FEW = 4_000  # pages, whose summaries take some MB
MOST_TITLES = 2000
REGION_BITS = 0x7F00


class Summaries(Sequence[PageSummary]):
    """The pages of a shop in one line each, in order of address, read from the store as they are asked for; few are held.

    `reaches` are by id the kinds of page that a page's links lead to, a bit each (1 << its number in KINDS).
    """

    def __init__(self, shop: Shop, store: Store, reaches: numpy.ndarray) -> None:
        self.shop = shop
        self._readings = Readings(store)
        self._reaches = reaches

    def __len__(self) -> int:
        return len(self.shop.page_ids)

    def __getitem__(self, place: int) -> PageSummary:
        ((_, noted),) = self.of([self.shop.page_ids[place]])
        return noted

    def __iter__(self) -> Iterator[PageSummary]:
        return iter(self._held) if len(self) <= FEW else (noted for _, noted in self.of(self.shop.page_ids))

    @cached_property
    def _held(self) -> tuple[PageSummary, ...]:
        return tuple(noted for _, noted in self.of(self.shop.page_ids))

    def of(self, addresses: Sequence[int]) -> Iterator[tuple[int, PageSummary]]:
        """The summaries of some pages, by their ids."""
        return ((address, self._placed(address, reading.summary)) for address, reading in self._readings.of(addresses))

    def _placed(self, address: int, noted: PageSummary) -> PageSummary:
        """A summary with what the page's place in the shop tells."""
        shop, reached = self.shop, int(self._reaches[address])
        return msgspec.structs.replace(
            noted, depth=shop.depth_of(address), in_sitemap=bool(shop.crawled.every["in_sitemap"][address]),
            links_in=int(shop.links_in[address]), links_out=int(shop.links_out[address]),
            importance=round(float(shop.importance[address]), 3),
            links_to_kinds=tuple(sorted(kind for number, kind in enumerate(KINDS) if reached >> number & 1)))


class Gathering:
    """What is gathered from the readings of all pages and from a few pages that tell most of a shop."""

    def __init__(self, shop: Shop, store: Store) -> None:
        self.trails: dict[int, tuple[str, ...]] = {}
        self.anchors: dict[int, frozenset[str]] = {}
        self.languages: Counter[str] = Counter()
        wanted = fragments_wanted(shop)
        for address, reading in Readings(store).of(shop.page_ids):
            self.languages[reading.summary.language] += 1
            if reading.trail:
                self.trails[address] = reading.trail
            if address in wanted:
                self.anchors[address] = frozenset(reading.anchors) & wanted[address]
        telling = list(readable(shop, telling_pages(shop)))
        self.signs = [market.signals(page) for page in telling]
        self.platform = next(filter(None, map(platforms.platform_of, telling)), None)
        home = next((page for page in telling if page.kind is PageKind.HOME), None)
        self.menu = tuple(entry.label for entry in navigation.menu_entries(home)) if home else ()
        self.name = naming.own_name(home) if home else ""


def readable(shop: Shop, addresses: list[int]) -> Iterator[Page]:
    """The pages at some addresses, without those that are damaged in the file."""
    for address in addresses:
        with suppress(ZstdError):
            yield shop.page(address, shop.kind(address))


def telling_pages(shop: Shop) -> list[int]:
    """Home and policies, some products, some other pages: where a shop says what it is."""
    products = shop.ids_of_kind(PageKind.PRODUCT)[:MOST_SIGNS]
    return list(dict.fromkeys((*shop.ids_of_kind(*TELLING_KINDS), *products, *shop.page_ids[:MOST_SIGNS])))


def reached_kinds(shop: Shop, links: Links) -> numpy.ndarray:
    """By page, the kinds of page that its links lead to, by what is there and by their words; broken links count for nothing.

    A bit each: 1 << its number in KINDS.
    """
    reaches = numpy.zeros(len(shop.crawled.every), numpy.uint32)
    of_page = numpy.where(shop.crawled.is_page, numpy.left_shift(1, shop.kinds, dtype=numpy.uint32), 0).astype(numpy.uint32)
    of_words = kinds_of_words(shop)
    for sources, rows in shop.crawled.blocks():
        led = (rows.kinds == ANCHOR) & ~links.is_broken[rows.targets]
        kinds = of_page[shop.crawled.final[rows.targets[led]]] | of_words[rows.words[led]]
        numpy.bitwise_or.at(reaches, sources[led], kinds)
    return reaches


def kinds_of_words(shop: Shop) -> numpy.ndarray:
    """By id of words, the kinds of page that they name, a bit each."""
    kinds = numpy.zeros(shop.crawled.most_words() + 1, numpy.uint32)
    for id, words in shop.crawled.words():
        kinds[id] = sum({1 << NUMBER[BY_CONCEPT[concept]] for concept in lexicon.concepts_named(words) if concept in BY_CONCEPT})
    return kinds


def fragments_wanted(shop: Shop) -> dict[int, set[str]]:
    """By page, the fragments that links ask for there, as written and unescaped."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for target, words in shop.web.fragments:
        fragment = shop.crawled.words_of(words)
        wanted[int(shop.crawled.final[target])] |= {fragment, unquote(fragment)}
    return wanted


def forces_https(shop: Shop) -> bool | None:
    """Whether an http address leads to https; None where none was asked for."""
    if shop.home is None or urlsplit(shop.url).scheme != "http":
        return None
    return urlsplit(shop.home.url).scheme == "https"


def strict_transport(shop: Shop) -> str | None:
    """The home page's header of that name over https, "" without one; None where https was not seen."""
    if shop.home is None or urlsplit(shop.home.url).scheme != "https":
        return None
    return shop.crawled.headers(shop.home.id).get("strict-transport-security", "")


def site_of(shop: Shop, store: Store, complete: bool) -> Site:
    """The shop as a whole, after every page was read."""
    gathered = Gathering(shop, store)
    links = Links(shop, gathered.anchors)
    pages = Summaries(shop, store, reached_kinds(shop, links))
    languages = tuple(name for name, _ in sorted(gathered.languages.items(), key=lambda one: (-one[1], one[0])) if name)
    return Site(
        url=shop.home.url if shop.home else shop.url, pages=pages, broken=links.targets(CLICKED, links.is_broken),
        broken_images=links.targets(PICTURES, links.is_broken), broken_fragments=links.missing_fragments(),
        redirects=links.targets(CLICKED, links.is_ladder), unsure=links.targets(CLICKED | PICTURES, links.is_unsure),
        broken_files=links.targets(FILES, links.is_broken), sent_home=links.targets(LINKS, links.is_sent_home),
        canonicals=links.targets(ORIGINALS, links.is_lost_original),
        targets_checked=links.checked(), robots=robots_of(shop), sitemaps=shop.crawled.sitemaps(),
        traps=msgspec.convert(store.get("traps", ()), tuple[Trap, ...]), probes=tuple(probes_of(shop)),
        departments=tuple(departments_of(shop, pages, gathered)), menu=gathered.menu,
        languages=languages, name=gathered.name or naming.common_name(page.title for page in islice(pages, MOST_TITLES)),
        market=market.market_of(gathered.signs), platform=gathered.platform, complete=complete,
        http_redirects_to_https=forces_https(shop), strict_transport=strict_transport(shop))


def robots_of(shop: Shop) -> Robots:
    """The robots.txt of the shop's own host, with the sitemaps that it names."""
    url = urljoin(shop.url, "/robots.txt")
    address = shop.crawled.id_of(url)
    text = shop.crawled.html(address) if address else ""
    return Robots(url, shop.crawled.seen(address).status if address else None, text, tuple(rules_in(text).sitemaps))


def probes_of(shop: Shop) -> Iterator[Probe]:
    """What the addresses that cannot exist answered."""
    for address in shop.crawled.by_url(shop.crawled.ids_of(Role.PROBE)):
        seen = shop.crawled.seen(address)
        if seen.was_asked:
            yield probe_of(shop, seen, shop.crawled.final_of(address))


def probe_of(shop: Shop, asked: Seen, final: Seen) -> Probe:
    shape = "root" if urlsplit(asked.url).path.count("/") == 1 else urlsplit(asked.url).path.rpartition("/")[0]
    if not final.has_body:
        return Probe(asked.url, shape, final.status, final.url)
    page = Page(url=final.url, final_url=final.url, status=final.status or 0, html=shop.crawled.html(final.id))
    noted = summary.summarise(page, "probe")
    return Probe(
        asked.url, shape, final.status, final.url, noted.title, text.word_count(page), text.text_hash(page), noted.says_not_found,
        navigation.has_menu(page), navigation.has_search(page))


def departments_of(shop: Shop, pages: Summaries, gathered: Gathering) -> Iterator[Department]:
    """The categories, pages of one list taken together, with the products that they list."""
    by_path: dict[str, list[int]] = defaultdict(list)
    for address in shop.ids_of_kind(PageKind.CATEGORY):
        by_path[urlsplit(shop.crawled.url(address)).path].append(address)
    noted = dict(pages.of([some[0] for some in by_path.values()]))
    names = {one.final_url: one.heading or one.title for one in noted.values()}
    above, menu = {name.casefold(): url for url, name in names.items()}, menu_targets(shop)
    for some in by_path.values():
        first = noted[some[0]]
        listed = set().union(*(listed_products(shop, address) for address in some))
        depth = min((depth for address in some if (depth := shop.depth_of(address)) is not None), default=None)
        yield Department(names[first.final_url], first.final_url, depth, tuple(sorted(map(shop.crawled.url, listed))),
                         parent_of(gathered.trails.get(some[0], ()), above), bool(menu.intersection(some)))


def parent_of(trail: tuple[str, ...], above: dict[str, str]) -> str | None:
    """The address of the department that a trail names before its own; `above` has addresses by name in lower case."""
    return next((above[label.casefold()] for label in reversed(trail[:-1]) if label.casefold() in above), None)


def menu_targets(shop: Shop) -> set[int]:
    """Where the menu of the home page leads."""
    if shop.home is None:
        return set()
    rows = shop.crawled.rows_of(shop.home.id)
    in_menu = numpy.isin(rows.marks & REGION_BITS, [NUMBER_OF_REGION[Region.MENU], NUMBER_OF_REGION[Region.HEADER]])
    return set(shop.crawled.final[rows.targets[in_menu & (rows.kinds == ANCHOR)]].tolist())


def listed_products(shop: Shop, address: int) -> set[int]:
    """The products that one page links to from its main part."""
    rows = shop.crawled.rows_of(address)
    listed = (rows.kinds == ANCHOR) & (rows.marks & REGION_BITS == NUMBER_OF_REGION[Region.MAIN])
    finals = shop.crawled.final[rows.targets[listed]]
    return set(finals[shop.crawled.is_page[finals] & (shop.kinds[finals] == NUMBER[PageKind.PRODUCT])].tolist())
