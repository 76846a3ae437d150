"""What was crawled, read back: addresses with their answers, redirects followed to their ends, links, bodies."""

from collections.abc import Iterator

import msgspec
import zstandard
from msgspec import Struct

from auditor.core.records import Failure, Link, LinkKind, Region, Sitemap
from auditor.core.store.schema import Role, State
from auditor.core.store.store import Store

SEEN = """
SELECT id, url, role, state, why, in_sitemap, status, failure, location, body IS NOT NULL, bytes, took_ms, title, kind, because
FROM address LEFT JOIN fetch ON address = id ORDER BY id"""
LINKS = """
SELECT source, target, kind, region, text, fragment, nofollow FROM link JOIN words ON words.id = link.words {where}"""


class Seen(Struct, frozen=True):
    """One address and what it answered, one hop. `has_body` for HTML answers."""

    id: int
    url: str
    role: Role
    state: State
    why: str
    in_sitemap: bool
    status: int | None
    failure: Failure | None
    location: int | None
    has_body: bool
    bytes: int
    took_ms: float | None
    title: str
    kind: str
    because: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the shop: HTML, 2xx, and no probe."""
        return self.has_body and self.status is not None and 200 <= self.status < 300 and self.role in (Role.HOME, Role.PAGE)


class Chain(Struct, frozen=True):
    """Where an address leads: the ids after the first, and whether they come back to themselves."""

    hops: tuple[int, ...]
    loops: bool = False


class Edge(Struct, frozen=True):
    """A link as it was kept, with the ids of its ends."""

    source: int
    target: int
    kind: LinkKind
    region: Region
    text: str
    fragment: str | None
    nofollow: bool


class Crawled:
    """A finished crawl."""

    def __init__(self, store: Store) -> None:
        self.db = store.db
        self._unpack = zstandard.ZstdDecompressor()
        self.seen = {seen.id: seen for seen in self._all_seen()}
        self.by_url = {seen.url: seen for seen in self.seen.values()}

    def _all_seen(self) -> Iterator[Seen]:
        for row in self.db.execute(SEEN):
            id, url, role, state, why, in_sitemap, status, failure, location, has_body, size, took_ms, title, kind, because = row
            yield Seen(id, url, Role(role), State(state), why, bool(in_sitemap), status, Failure(failure) if failure else None,
                       location, bool(has_body), size or 0, took_ms, title or "", kind or "other", because or "")

    def chain(self, address: int) -> Chain:
        """Follow the redirects of an address as they were answered."""
        hops: list[int] = []
        at = self.seen[address]
        while at.location is not None:
            if at.location == address or at.location in hops:
                return Chain((*hops, at.location), loops=True)
            hops.append(at.location)
            at = self.seen[at.location]
        return Chain(tuple(hops))

    def final(self, address: int) -> Seen:
        """The last answer to which an address leads."""
        hops = self.chain(address).hops
        return self.seen[hops[-1] if hops else address]

    def edges(self, kind: LinkKind | None = None) -> Iterator[Edge]:
        """Every link, of one kind if given, in the order of sources."""
        where = "WHERE kind = ?" if kind else ""
        rows = self.db.execute(LINKS.format(where=where) + " ORDER BY source, place", (kind,) if kind else ())
        for source, target, name, region, text, fragment, nofollow in rows:
            yield Edge(source, target, LinkKind(name), Region(region), text, fragment, bool(nofollow))

    def targets(self) -> Iterator[tuple[int, LinkKind]]:
        """Every address that is linked to, with each way in which it is."""
        return ((target, LinkKind(kind)) for target, kind in self.db.execute("SELECT DISTINCT target, kind FROM link"))

    def fragments(self) -> Iterator[tuple[int, str]]:
        """Every address that is linked to with a fragment, with the fragment."""
        wanted = "SELECT DISTINCT target, fragment FROM link WHERE kind = ? AND fragment <> ''"
        return iter(self.db.execute(wanted, (LinkKind.ANCHOR,)))

    def edges_to(self, targets: list[int]) -> Iterator[Edge]:
        """Every link to one of the given addresses."""
        where = "WHERE target IN (SELECT value FROM json_each(?)) ORDER BY target, source, place"
        for source, target, name, region, text, fragment, nofollow in self.db.execute(
                LINKS.format(where=where), (msgspec.json.encode(targets).decode(),)):
            yield Edge(source, target, LinkKind(name), Region(region), text, fragment, bool(nofollow))

    def clicks(self) -> Iterator[tuple[int, int]]:
        """Source and target of every anchor, each pair once, redirects not followed."""
        return iter(self.db.execute("SELECT DISTINCT source, target FROM link WHERE kind = ?", (LinkKind.ANCHOR,)))

    def words_to(self) -> Iterator[tuple[int, str, int]]:
        """Target, words and number of links for every wording of an anchor."""
        return iter(self.db.execute(
            "SELECT target, text, count(*) FROM link JOIN words ON words.id = link.words WHERE kind = ? GROUP BY target, text",
            (LinkKind.ANCHOR,)))

    def links_of(self, address: int) -> tuple[Link, ...]:
        """The links of one page, as they stood there."""
        rows = self.db.execute(LINKS.format(where="WHERE source = ? ORDER BY place"), (address,))
        return tuple(Link(self.seen[target].url, LinkKind(kind), Region(region), text, fragment, bool(nofollow))
                     for _, target, kind, region, text, fragment, nofollow in rows)

    def html(self, address: int) -> str:
        """The text of a page."""
        body = self.db.execute("SELECT body FROM fetch WHERE address = ?", (address,)).fetchone()[0]
        return self._unpack.decompress(body).decode("utf-8", "replace")

    def headers(self, address: int) -> dict[str, str]:
        """The headers of an answer that were kept."""
        return msgspec.json.decode(self.db.execute("SELECT headers FROM fetch WHERE address = ?", (address,)).fetchone()[0])

    def sitemaps(self) -> tuple[Sitemap, ...]:
        """Every sitemap file that was asked for."""
        rows = self.db.execute("SELECT url, status, entries, problem, failure FROM address JOIN fetch ON fetch.address = id "
                               "LEFT JOIN sitemap ON sitemap.address = id WHERE role = ? ORDER BY url", (Role.SITEMAP,))
        return tuple(Sitemap(url, status, entries or 0, problem or failure or "")
                     for url, status, entries, problem, failure in rows)
