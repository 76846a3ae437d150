"""What is true of the shop as a whole: gathered from the pages, never fetched."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from auditor.core.records.page import Failure, LinkKind, PageKind, Region


class PageSummary(Struct, frozen=True):
    """What the checks of the whole site need to know of one page, without its body.

    `template` names the group of pages made by the same template. `text_hash` is a 64-bit MinHash of the main text, `text_check`
    a second one by other permutations, `words` its length in words (CJK: characters / 2). `depth` is the fewest clicks from home,
    None when no link leads there. `says_not_found` when title or heading say in the page's language that something is not there.
    `links_to_kinds` are the kinds of page that its links lead to: by what was fetched there, and by the words of the link, so
    that "Shipping & returns" is both and a page on another host or one that may not be read counts too; broken links count for
    nothing. `importance` is how much the shop's own links say it matters (PageRank among its pages; 1 is the mean).
    `tells_payment`: a product's page says how one can pay; None on other pages, and where scripts make the page.
    """

    url: str
    final_url: str
    status: int
    kind: PageKind
    template: str
    depth: int | None = None
    title: str = ""
    description: str = ""
    heading: str = ""
    canonical: str = ""
    noindex: bool = False
    language: str = ""
    in_sitemap: bool = False
    words: int = 0
    text_hash: int = 0
    text_check: int = 0
    links_in: int = 0
    links_out: int = 0
    product_name: str = ""
    says_not_found: bool = False
    links_to_kinds: tuple[PageKind, ...] = ()
    importance: float = 0.0
    tells_payment: bool | None = None


class CrawlDelay(Struct, frozen=True):
    """The seconds that the shop's robots.txt asks for between requests (0: none), and those that were left at least."""

    asked_s: float = 0.0
    kept_s: float = 0.0


class Source(Struct, frozen=True):
    """A page that names a target, and how: the words of the link and the region it stands in."""

    url: str
    text: str
    region: Region
    kind: LinkKind


class Target(Struct, frozen=True):
    """An address that pages link to, and what became of it.

    `target` is absolute, as resolved from the link, before any redirect. `status` is the last one, None where no answer came.
    `hops` are the addresses after the first, in order. `loops` when the redirects lead back to themselves.
    """

    target: str
    status: int | None
    kind: LinkKind
    sources: tuple[Source, ...]
    failure: Failure | None = None
    hops: tuple[str, ...] = ()
    loops: bool = False
    external: bool = False


class Robots(Struct, frozen=True):
    """robots.txt as it was answered: `status` None where no answer came. `sitemaps` are the addresses it names."""

    url: str
    status: int | None = None
    text: str = ""
    sitemaps: tuple[str, ...] = ()


class Sitemap(Struct, frozen=True):
    """One sitemap file: how many addresses it lists, and what was wrong with it."""

    url: str
    status: int | None = None
    entries: int = 0
    problem: str = ""


class Probe(Struct, frozen=True):
    """An address that cannot exist, asked for to learn how the shop answers such.

    `shape` tells which template the address imitates. `has_menu` and `has_search` are of the answer.
    """

    url: str
    shape: str
    status: int | None
    final_url: str
    title: str = ""
    words: int = 0
    text_hash: int = 0
    says_not_found: bool = False
    has_menu: bool = False
    has_search: bool = False


class Department(Struct, frozen=True):
    """A category of the shop: its name, where it is, how many products it lists, and its sub-departments.

    `products` are the final addresses of the products that its pages list, pagination included.
    """

    name: str
    url: str
    depth: int | None
    products: tuple[str, ...] = ()
    parent: str | None = None
    in_menu: bool = False


class TrapCause(StrEnum):
    """What makes addresses without end."""

    FACETS = "filters that combine freely"
    PATH_FACETS = "filters in the path that combine freely"
    SORTING = "sort orders and views"
    SWITCHES = "currency and language switches"
    SESSIONS = "session ids"
    TRACKING = "tracking parameters"
    ORDER = "parameters in another order"
    CASE = "upper and lower case"
    SLASH = "an address with and without its last slash"
    INDEX = "a folder and its index page"
    DUPLICATES = "one page under many folders or parameters"
    CALENDAR = "a calendar without end"
    PAGINATION = "page numbers without end"
    PATHS = "paths that repeat themselves"


class Trap(Struct, frozen=True):
    """A family of addresses that brings nothing new, of which the crawl asked for a few and held back the others.

    `names` are the parameters or path segments that make it, `pattern` an address with `*` for what varies. `fetched` of its
    pages brought nothing new, `held_back` were met and not asked for. `combinations` estimates how many addresses there are:
    places × the product of the values seen (and none) of each name; None where there is no end. `robots` are rules for
    robots.txt (RFC 9309), empty where it is not the right means; `advice` says what to do in one sentence.
    """

    cause: TrapCause
    pattern: str
    example: str
    names: tuple[str, ...] = ()
    fetched: int = 0
    held_back: int = 0
    combinations: int | None = None
    robots: tuple[str, ...] = ()
    advice: str = ""


class Site(Struct, frozen=True, dict=True):
    """The shop as a whole. `pages` holds HTML answers with 2xx only, one per final address, sorted by address.

    `complete` is False when a limit or a failure left part of the shop unseen. `strict_transport` is the home page's header of
    that name over HTTPS: "" where it was answered without, None where that was not seen. `canonicals` are the addresses that
    pages call their originals (all sources of the kind canonical) and that are dead ends or lead on to other addresses.
    `broken_files` are the files that pages are made of (styles, fonts, icons, films), `sent_home` addresses that lead to the home
    page by a redirect.
    """

    url: str
    pages: Sequence[PageSummary] = ()
    broken: tuple[Target, ...] = ()
    broken_images: tuple[Target, ...] = ()
    broken_fragments: tuple[Target, ...] = ()
    redirects: tuple[Target, ...] = ()
    canonicals: tuple[Target, ...] = ()
    unsure: tuple[Target, ...] = ()
    broken_files: tuple[Target, ...] = ()
    sent_home: tuple[Target, ...] = ()
    targets_checked: int = 0
    robots: Robots | None = None
    sitemaps: tuple[Sitemap, ...] = ()
    probes: tuple[Probe, ...] = ()
    departments: tuple[Department, ...] = ()
    menu: tuple[str, ...] = ()
    http_redirects_to_https: bool | None = None
    languages: tuple[str, ...] = ()
    market: str | None = None
    platform: str | None = None
    complete: bool = True
    strict_transport: str | None = None
    name: str = ""
    traps: tuple[Trap, ...] = ()

    def of_kind(self, *kinds: PageKind) -> Iterator[PageSummary]:
        """The pages of these kinds, in order of their addresses. Of a large shop they are too many to be held."""
        return (page for page in self.pages if page.kind in kinds)

    def has_kind(self, *kinds: PageKind) -> bool:
        """Whether there is a page of one of these kinds."""
        return any(True for _ in self.of_kind(*kinds))
