"""A crawled shop, read back from the store: its pages with their kinds and depths, and its links with what became of them."""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from auditor.core.graph import depths
from auditor.core.records import Link, Page, PageKind
from auditor.core.store import Role, Store
from auditor.core.store.reading import Crawled, Seen
from auditor.facts import lexicon
from auditor.facts.kinds import BY_CONCEPT, POLICIES

UNSURE_KINDS = {PageKind.OTHER, PageKind.ARTICLE}


class Listing(msgspec.Struct, frozen=True):
    """A page as `auditor pages` lists it. `status` is the last one, None where no answer came."""

    url: str
    final_url: str
    status: int | None
    kind: str
    kind_because: str
    depth: int | None
    title: str
    links_in: int
    links_out: int


class Shop:
    """A crawled shop. Whatever it tells follows from what was kept alone, never from the order in which pages came."""

    def __init__(self, store: Store) -> None:
        self.url: str = store.get("url")
        self.is_one_page: bool = store.get("one_page", False)
        self.crawled = Crawled(store)

    @cached_property
    def home(self) -> Seen | None:
        """The page at which the shop's first address ended, None when that was no page."""
        seen = self.crawled.by_url.get(self.url)
        final = self.crawled.final(seen.id) if seen else None
        return final if final and final.is_page else None

    @cached_property
    def pages_seen(self) -> tuple[Seen, ...]:
        """Every distinct final address that answered HTML with 2xx, in order of address."""
        return tuple(sorted((seen for seen in self.crawled.seen.values() if seen.is_page), key=lambda seen: seen.url))

    @cached_property
    def clicks(self) -> frozenset[tuple[int, int]]:
        """Source and final target, by id, of every link between pages, without those of a page to itself."""
        final = {id: self.crawled.final(id).id for id in self.crawled.seen}
        return frozenset((source, final[target]) for source, target in self.crawled.clicks()
                         if source != final[target] and self.crawled.seen[source].is_page)

    @cached_property
    def depth(self) -> dict[int, int]:
        """Fewest clicks from home, by id, for all that links lead to."""
        return dict(depths(self.clicks, self.home.id)) if self.home else {}

    @cached_property
    def named(self) -> dict[int, tuple[PageKind, str]]:
        """What links call a page, by its id, where their words name a policy or service page; the commonest name wins."""
        votes: dict[int, dict[PageKind, int]] = {}
        for target, words, number in self.crawled.words_to():
            for concept in lexicon.concepts_named(words)[:1]:
                kind = BY_CONCEPT.get(concept)
                if kind in POLICIES:
                    of_target = votes.setdefault(self.crawled.final(target).id, {})
                    of_target[kind] = of_target.get(kind, 0) + number
        return {id: (kind := max(sorted(counted), key=counted.get), f"links to it say {kind}") for id, counted in votes.items()}

    def kind(self, seen: Seen) -> tuple[PageKind, str]:
        """The kind of a page and why: its own guess, or what links call it where that guess is weak."""
        if self.home and seen.id == self.home.id and not self.is_one_page:
            return PageKind.HOME, "the address that was asked for"
        own = PageKind(seen.kind)
        if own in UNSURE_KINDS and seen.id in self.named:
            return self.named[seen.id]
        return own, seen.because

    @cached_property
    def links_in(self) -> dict[int, int]:
        """How many pages link to a page, by its id."""
        counted: dict[int, int] = {}
        for _, target in self.clicks:
            counted[target] = counted.get(target, 0) + 1
        return counted

    @cached_property
    def links_out(self) -> dict[int, int]:
        """How many pages a page links to, by its id."""
        counted: dict[int, int] = {}
        for source, _ in self.clicks:
            counted[source] = counted.get(source, 0) + 1
        return counted

    def pages(self) -> Iterator[Page]:
        """The pages, in order of address."""
        return (self.page(seen) for seen in self.pages_seen)

    def page(self, seen: Seen) -> Page:
        """One page as a record."""
        kind, because = self.kind(seen)
        return Page(
            url=seen.url, final_url=seen.url, status=seen.status or 0, html=self.crawled.html(seen.id), kind=kind,
            kind_because=because, depth=self.depth.get(seen.id), headers=self.crawled.headers(seen.id), took_ms=seen.took_ms,
            bytes=seen.bytes, links=self.links(seen), in_sitemap=seen.in_sitemap)

    def links(self, seen: Seen) -> tuple[Link, ...]:
        return self.crawled.links_of(seen.id)

    def listings(self) -> Iterator[Listing]:
        """Every address that was asked for as a page, in order of address."""
        asked = [seen for seen in self.crawled.seen.values() if seen.role in (Role.HOME, Role.PAGE) and self.was_asked(seen)]
        for seen in sorted(asked, key=lambda seen: seen.url):
            final = self.crawled.final(seen.id)
            kind, because = self.kind(final)
            yield Listing(seen.url, final.url, final.status, kind, because, self.depth.get(final.id), final.title,
                          self.links_in.get(final.id, 0), self.links_out.get(final.id, 0))

    def was_asked(self, seen: Seen) -> bool:
        return seen.status is not None or seen.failure is not None
