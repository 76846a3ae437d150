"""The shop as a whole, gathered from what was crawled: pages, targets, departments, robots, probes."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
from protego import Protego

from auditor.core.records import (
    Department,
    Link,
    LinkKind,
    Page,
    PageKind,
    PageSummary,
    Probe,
    Region,
    Robots,
    Site,
)
from auditor.core.store import Role
from auditor.core.store.reading import Seen
from auditor.facts import document, lexicon, market, naming, navigation, platforms, summary, text
from auditor.facts.kinds import BY_CONCEPT, template_of
from auditor.facts.shop import Shop
from auditor.facts.targets import CLICKED, Links, is_broken, is_unsure
from auditor.facts.tree import tree

TELLING_KINDS = {PageKind.HOME, PageKind.IMPRINT, PageKind.TERMS, PageKind.CONTACT, PageKind.SHIPPING, PageKind.PRIVACY}
MOST_SIGNS = 20


class Gathering:
    """Gathers, page by page, what the Site record needs of each, so that no body is read twice."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.summaries: list[PageSummary] = []
        self.trails: dict[str, tuple[str, ...]] = {}
        self.menu: tuple[str, ...] = ()
        self.anchors: dict[int, frozenset[str]] = {}
        self.languages: dict[str, int] = defaultdict(int)
        self.platform: str | None = None
        self.signs: list[market.Signals] = []
        self.name = ""
        self._wanted = fragments_wanted(shop)

    def add(self, page: Page) -> None:
        """Take in one page."""
        seen = self.shop.crawled.by_url[page.final_url]
        noted = summary.summarise(page, template_of(page))
        self.summaries.append(msgspec.structs.replace(
            noted, depth=page.depth, in_sitemap=page.in_sitemap, links_in=self.shop.links_in.get(seen.id, 0),
            links_out=self.shop.links_out.get(seen.id, 0), links_to_kinds=self.kinds_linked(page)))
        self.languages[noted.language] += 1
        self.platform = self.platform or platforms.platform_of(page)
        if page.kind in TELLING_KINDS or (page.kind is PageKind.PRODUCT and len(self.signs) < MOST_SIGNS):
            self.signs.append(market.signals(page))
        if page.kind is PageKind.CATEGORY:
            self.trails[page.final_url] = document.breadcrumb(page)
        if page.kind is PageKind.HOME:
            self.menu = tuple(entry.label for entry in navigation.menu_entries(page))
            self.name = naming.own_name(page)
        if seen.id in self._wanted:
            self.anchors[seen.id] = frozenset(map(str, tree(page).xpath("//@id | //a/@name"))) & self._wanted[seen.id]

    def kinds_linked(self, page: Page) -> tuple[PageKind, ...]:
        """The kinds of page that a page's links lead to, by what is there and by their words; broken links count for nothing."""
        kinds = set()
        for link in page.links:
            if link.kind is LinkKind.ANCHOR:
                kinds |= self.kinds_of_link(link)
        return tuple(sorted(kinds))

    def kinds_of_link(self, link: Link) -> set[PageKind]:
        final = self.shop.crawled.final(self.shop.crawled.by_url[link.url].id)
        if is_broken(final):
            return set()
        kinds = {BY_CONCEPT[concept] for concept in lexicon.concepts_named(link.text) if concept in BY_CONCEPT}
        return kinds | ({self.shop.kind(final)[0]} if final.is_page else set())


def fragments_wanted(shop: Shop) -> dict[int, set[str]]:
    """By page, the fragments that links ask for there, as written and unescaped."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for target, fragment in shop.crawled.fragments():
        wanted[shop.crawled.final(target).id] |= {fragment, unquote(fragment)}
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


def site_of(shop: Shop, gathered: Gathering, complete: bool) -> Site:
    """The shop as a whole, after every page was gathered."""
    links = Links(shop)
    languages = tuple(name for name, _ in sorted(gathered.languages.items(), key=lambda one: (-one[1], one[0])) if name)
    return Site(
        url=shop.home.url if shop.home else shop.url, pages=tuple(gathered.summaries),
        broken=links.targets(CLICKED, is_broken), broken_images=links.targets({LinkKind.IMAGE}, is_broken),
        broken_fragments=links.missing_fragments(gathered.anchors), redirects=links.redirected(), unsure=links.targets(
            CLICKED | {LinkKind.IMAGE}, is_unsure),
        targets_checked=links.checked(), robots=robots_of(shop), sitemaps=shop.crawled.sitemaps(),
        probes=tuple(probes_of(shop)), departments=tuple(departments_of(shop, gathered)), menu=gathered.menu,
        languages=languages, name=gathered.name or naming.common_name(page.title for page in gathered.summaries),
        market=market.market_of(gathered.signs), platform=gathered.platform, complete=complete,
        http_redirects_to_https=forces_https(shop), strict_transport=strict_transport(shop))


def robots_of(shop: Shop) -> Robots:
    """The robots.txt of the shop's own host, with the sitemaps that it names."""
    url = urljoin(shop.url, "/robots.txt")
    seen = shop.crawled.by_url.get(url)
    text = shop.crawled.html(seen.id) if seen and seen.has_body else ""
    return Robots(url, seen.status if seen else None, text, tuple(Protego.parse(text).sitemaps))


def probes_of(shop: Shop) -> Iterator[Probe]:
    """What the addresses that cannot exist answered."""
    for seen in sorted(shop.crawled.seen.values(), key=lambda seen: seen.url):
        if seen.role is Role.PROBE and shop.was_asked(seen):
            yield probe_of(shop, seen, shop.crawled.final(seen.id))


def probe_of(shop: Shop, asked: Seen, final: Seen) -> Probe:
    shape = "root" if urlsplit(asked.url).path.count("/") == 1 else urlsplit(asked.url).path.rpartition("/")[0]
    if not final.has_body:
        return Probe(asked.url, shape, final.status, final.url)
    page = Page(url=final.url, final_url=final.url, status=final.status or 0, html=shop.crawled.html(final.id))
    noted = summary.summarise(page, "probe")
    return Probe(
        asked.url, shape, final.status, final.url, noted.title, text.word_count(page), text.text_hash(page), noted.says_not_found,
        navigation.has_menu(page), navigation.has_search(page))


def departments_of(shop: Shop, gathered: Gathering) -> Iterator[Department]:
    """The categories, pages of one list taken together, with the products that they list."""
    by_path: dict[str, list[PageSummary]] = defaultdict(list)
    for page in gathered.summaries:
        if page.kind is PageKind.CATEGORY:
            by_path[urlsplit(page.final_url).path].append(page)
    products = {seen.id for seen in shop.pages_seen if shop.kind(seen)[0] is PageKind.PRODUCT}
    names = {pages[0].final_url: name_of(pages[0]) for pages in by_path.values()}
    menu = menu_targets(shop)
    for pages in by_path.values():
        first = pages[0]
        listed = {url for page in pages for url in listed_products(shop, page, products)}
        trail = gathered.trails.get(first.final_url, ())
        depth = min((page.depth for page in pages if page.depth is not None), default=None)
        yield Department(names[first.final_url], first.final_url, depth, tuple(sorted(listed)), parent_of(trail, names),
                         any(page.final_url in menu for page in pages))


def name_of(page: PageSummary) -> str:
    return page.heading or page.title


def parent_of(trail: tuple[str, ...], names: dict[str, str]) -> str | None:
    """The address of the department that a trail names before its own."""
    above = {name.casefold(): url for url, name in names.items()}
    return next((above[label.casefold()] for label in reversed(trail[:-1]) if label.casefold() in above), None)


def menu_targets(shop: Shop) -> set[str]:
    """Where the menu of the home page leads."""
    if shop.home is None:
        return set()
    links = shop.links(shop.home)
    finals = (shop.crawled.final(shop.crawled.by_url[link.url].id).url
              for link in links if link.region in (Region.MENU, Region.HEADER) and link.kind is LinkKind.ANCHOR)
    return set(finals)


def listed_products(shop: Shop, page: PageSummary, products: set[int]) -> Iterator[str]:
    """The final addresses of the products that one page links to from its main part."""
    for link in shop.crawled.links_of(shop.crawled.by_url[page.final_url].id):
        if link.kind is LinkKind.ANCHOR and link.region is Region.MAIN:
            final = shop.crawled.final(shop.crawled.by_url[link.url].id)
            if final.id in products:
                yield final.url
