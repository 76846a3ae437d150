"""What was crawled, read back. What is asked of every address stands in arrays by its id; the rest is looked up."""

import sqlite3
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

import msgspec
import numpy
from msgspec import Struct

from auditor.core.records import Failure, Link, Page, Sitemap
from auditor.core.store import packing
from auditor.core.store.bodies import Unpacker
from auditor.core.store.crawl import spelled
from auditor.core.store.packing import Rows
from auditor.core.store.results import DIED, SLOW
from auditor.core.store.schema import PAGE_ROLES, Rendered, Role, State
from auditor.core.store.store import Store, damaged

FAILURES = tuple(Failure)
NUMBER_OF_FAILURE = {failure: number for number, failure in enumerate(FAILURES, 1)}
EVERY = """
SELECT id, role, state, in_sitemap, ifnull(status, 0), failure, ifnull(location, 0), ifnull(has_body, 0)
FROM address LEFT JOIN fetch ON address = id"""
ONE = """
SELECT id, url, role, state, why, in_sitemap, status, failure, location, ifnull(has_body, 0), ifnull(bytes, 0), took_ms,
    ifnull(title, ''), ifnull(kind, 'other'), ifnull(because, ''), ifnull(rendered, 0)
FROM address LEFT JOIN fetch ON fetch.address = id LEFT JOIN reading ON reading.address = id WHERE id = ?"""
PAGE = "SELECT url, status, headers, bytes, took_ms FROM address JOIN fetch ON address = id WHERE id = ?"
FIELDS = numpy.dtype([
    ("role", "u1"), ("state", "u1"), ("in_sitemap", "?"), ("status", "i2"), ("failure", "u1"), ("location", "i4"),
    ("has_body", "?")])
UNREAD = """
SELECT url, failure FROM fetch JOIN address ON id = address WHERE failure IS NOT NULL UNION ALL
SELECT url, 'answered ' || status FROM fetch JOIN address ON id = address WHERE failure IS NULL AND role NOT IN (?, ?, ?)
    AND (status = 503 OR status BETWEEN 400 AND 499) AND status NOT IN (404, 410) UNION ALL
SELECT url, why FROM address WHERE why IN (SELECT value FROM json_each(?)) UNION ALL
SELECT url, because FROM reading JOIN address ON id = address WHERE because IN (?, ?) ORDER BY 2, 1"""
PAGES_A_BLOCK = 500


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
    is_rendered: bool = False

    @property
    def is_page(self) -> bool:
        """Whether it is a page of the shop: HTML, 2xx, and no probe."""
        return self.has_body and self.status is not None and 200 <= self.status < 300 and self.role in PAGE_ROLES

    @property
    def was_asked(self) -> bool:
        """Whether an answer came, or it is known why none did."""
        return self.status is not None or self.failure is not None


class Pages:
    """Pages as records, one at a time and without their links, from a connection of any process."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._bodies = Unpacker(db)

    def url(self, address: int) -> str:
        """The address of one page."""
        return self._db.execute("SELECT url FROM address WHERE id = ?", (address,)).fetchone()[0]

    def page(self, address: int) -> Page:
        """One page, of no kind yet."""
        url, status, headers, size, took_ms = self._db.execute(PAGE, (address,)).fetchone()
        return Page(url=url, final_url=url, status=status or 0, html=self._bodies.text(address),
                    headers=msgspec.json.decode(headers) if headers else {}, took_ms=took_ms, bytes=size)


class Crawled:
    """A crawl as the store holds it.

    `every` is an array of FIELDS by id (row 0 is none), `final` the id at which the redirects of an address end, `loops` whether
    they come back to themselves, `is_page` whether it is a page of the shop: HTML, 2xx, and no probe.
    """

    def __init__(self, store: Store) -> None:
        self.db, self.folder = store.db, store.folder
        self._bodies = Unpacker(store.db)
        self.pages = Pages(store.db)
        self.every = self._every()
        self.final, self.loops = ends(self.every["location"])
        status = self.every["status"]
        self.is_page = self.every["has_body"] & (status >= 200) & (status < 300) & numpy.isin(self.every["role"], PAGE_ROLES)
        # Of the connection alone: a cache of this object's own methods would keep it, and all its arrays, from being let go.
        self._url = partial(_value, store.db, "SELECT url FROM address WHERE id = ?")
        self.url = lru_cache(maxsize=20_000)(self._url)
        self.words_of = lru_cache(maxsize=20_000)(partial(_value, store.db, "SELECT text FROM words WHERE id = ?"))

    def _every(self) -> numpy.ndarray:
        count, last = self.db.execute("SELECT count(*), ifnull(max(id), 0) FROM address").fetchone()
        if count != last:  # ids have no gaps: a damaged one could ask for all the memory there is
            raise damaged(self.folder, f"{count} addresses are numbered up to {last}")
        every = numpy.zeros(count + 1, FIELDS)
        for id, role, state, in_sitemap, status, failure, location, has_body in self.db.execute(EVERY):
            every[id] = (role, state, in_sitemap, status, NUMBER_OF_FAILURE[failure] if failure else 0, location, has_body)
        return every

    def id_of(self, url: str) -> int | None:
        """The id of an address, None where it was never met."""
        row = self.db.execute("SELECT id FROM address WHERE spelled = ? AND url = ?", (spelled(url), url)).fetchone()
        return row[0] if row else None

    def seen(self, address: int) -> Seen:
        """One address with its answer."""
        id, url, role, state, why, in_sitemap, status, failure, *rest = self.db.execute(ONE, (int(address),)).fetchone()
        location, has_body, size, took_ms, title, kind, because, rendered = rest
        return Seen(id, url, Role(role), State(state), why, bool(in_sitemap), status, Failure(failure) if failure else None,
                    location, bool(has_body), size, took_ms, title, kind, because, rendered == Rendered.YES)

    def final_of(self, address: int) -> Seen:
        """The last answer to which an address leads."""
        return self.seen(self.final[address])

    def hops(self, address: int) -> tuple[int, ...]:
        """The addresses to which the redirects of an address lead, in order; the last comes twice where they lead in a circle."""
        hops: list[int] = []
        while (address := int(self.every["location"][address])) and address not in hops:
            hops.append(address)
        return (*hops, address) if address else tuple(hops)

    def by_url(self, addresses: numpy.ndarray) -> list[int]:
        """Ids in order of their addresses."""
        return sorted(addresses.tolist(), key=self._url)

    def ids_of(self, *roles: Role) -> numpy.ndarray:
        """The ids of the addresses met in one of these roles."""
        return numpy.flatnonzero(numpy.isin(self.every["role"][1:], roles)) + 1

    def was_asked(self) -> numpy.ndarray:
        """By id, whether an answer came, or it is known why none did."""
        return (self.every["status"] > 0) | (self.every["failure"] > 0)

    def blocks(self) -> Iterator[tuple[numpy.ndarray, Rows]]:
        """The links of all pages, some hundred pages at a time in order of their ids: source of each row, and the rows."""
        rows = self.db.execute("SELECT source, packed FROM links ORDER BY source")
        while some := rows.fetchmany(PAGES_A_BLOCK):
            unpacked = [packing.unpack(packed) for _, packed in some]
            sources = numpy.repeat([source for source, _ in some], [len(one.targets) for one in unpacked])
            yield sources, Rows(*(numpy.concatenate([getattr(one, name) for one in unpacked]) for name, _ in packing.COLUMNS))

    def rows_of(self, address: int) -> Rows:
        """The links of one page, packed as they are kept."""
        row = self.db.execute("SELECT packed FROM links WHERE source = ?", (int(address),)).fetchone()
        return packing.unpack(row[0]) if row else packing.unpack(packing.pack([], [], [], []))

    def links_of(self, address: int) -> tuple[Link, ...]:
        """The links of one page, as they stood there."""
        rows = self.rows_of(address)
        return tuple(self.link(*row) for row in zip(*(getattr(rows, name).tolist() for name, _ in packing.COLUMNS), strict=True))

    def link(self, target: int, words: int, fragment: int, mark: int) -> Link:
        """One row as a link."""
        kind, region, nofollow = packing.marked(mark)
        return Link(self.url(target), kind, region, self.words_of(words), self.words_of(fragment) if fragment else None, nofollow)

    def unread(self) -> Iterator[tuple[str, str]]:
        """Every address that gave no answer, or none that could be read or judged, and why."""
        whys = msgspec.json.encode(FAILURES).decode()
        return iter(self.db.execute(UNREAD, (Role.ROBOTS, Role.SITEMAP, Role.PROBE, whys, DIED, SLOW)))

    def words(self) -> Iterator[tuple[int, str]]:
        """Every wording of a link or fragment, with its id."""
        return iter(self.db.execute("SELECT id, text FROM words"))

    def most_words(self) -> int:
        """The highest id of a wording, 0 where there is none."""
        return _value(self.db, "SELECT ifnull(max(id), ?) FROM words", 0)

    def html(self, address: int) -> str:
        """The text of a page."""
        return self._bodies.text(int(address))

    def headers(self, address: int) -> dict[str, str]:
        """The headers of an answer that were kept."""
        row = self.db.execute("SELECT headers FROM fetch WHERE address = ?", (int(address),)).fetchone()
        return msgspec.json.decode(row[0]) if row and row[0] else {}

    def refused(self, why: str) -> int:
        """How many addresses are not asked for, for this reason."""
        return self.db.execute("SELECT count(*) FROM address WHERE state = ? AND why = ?", (State.REFUSED, why)).fetchone()[0]

    def sitemaps(self) -> tuple[Sitemap, ...]:
        """Every sitemap file that was asked for."""
        rows = self.db.execute("SELECT url, status, entries, problem, failure FROM address JOIN fetch ON fetch.address = id "
                               "LEFT JOIN sitemap ON sitemap.address = id WHERE role = ? ORDER BY url", (Role.SITEMAP,))
        return tuple(Sitemap(url, status, entries or 0, problem or failure or "")
                     for url, status, entries, problem, failure in rows)


def _value(db: sqlite3.Connection, query: str, argument: int) -> Any:
    return db.execute(query, (argument,)).fetchone()[0]


def ends(location: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Where each chain of redirects ends (its own id where there is none), and which never end.

    Every round makes each pointer twice as long; a chain without end still points at something that points on.
    """
    final = numpy.where(location > 0, location, numpy.arange(len(location)))
    for _ in range(len(location).bit_length()):
        onward = final[final]
        if numpy.array_equal(onward, final):
            break
        final = onward
    return final, location[final] > 0
