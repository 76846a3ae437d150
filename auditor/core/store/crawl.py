"""What the spider writes and the scheduler reads: addresses on their way, answers, links."""

from collections.abc import Collection, Iterable, Sequence

import msgspec
import zstandard
from msgspec import Struct

from auditor.core.records import Failure, Link, PageKind
from auditor.core.store.schema import Role, State
from auditor.core.store.store import Store

ADD = """
INSERT INTO address (url, role, state, depth, hops, in_sitemap, why) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
    state = CASE
        WHEN excluded.state = 3 AND state = 0 THEN 3
        WHEN excluded.state = 0 AND (state = 2 OR (state = 1 AND excluded.role < role)) THEN 0
        ELSE state END,
    why = CASE
        WHEN excluded.state = 3 AND state = 0 THEN excluded.why
        WHEN excluded.state = 0 AND state = 2 THEN ''
        ELSE why END,
    role = CASE WHEN excluded.state = 0 THEN min(role, excluded.role) ELSE role END,
    depth = min(depth, excluded.depth), in_sitemap = max(in_sitemap, excluded.in_sitemap)
RETURNING id"""
NEXT = """
SELECT id, url, role, depth, hops FROM address INDEXED BY queue
WHERE state = 0 AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY role, depth, id LIMIT ?"""


class Waiting(Struct, frozen=True):
    """An address on its way: to be fetched in `role`, met `depth` clicks from home, after `hops` redirects."""

    id: int
    url: str
    role: Role
    depth: int
    hops: int = 0


class Wanted(Struct, frozen=True):
    """An address that was met. `why` says why it must not be fetched, "" when it may; what is `barred` stays so."""

    url: str
    role: Role
    depth: int
    hops: int = 0
    in_sitemap: bool = False
    why: str = ""
    barred: bool = False


class Answer(Struct, frozen=True):
    """What one address answered in its role, one hop: `location` is where it sent us, `failure` why nothing came."""

    address: int
    role: Role
    status: int | None = None
    failure: Failure | None = None
    location: str | None = None
    content_type: str = ""
    headers: dict[str, str] = {}
    html: str | None = None
    bytes: int = 0
    took_ms: float | None = None
    title: str = ""
    kind: PageKind = PageKind.OTHER
    because: str = ""


def unpacked(body: bytes | None) -> str:
    """The text of a body as it was kept."""
    return zstandard.ZstdDecompressor().decompress(body).decode("utf-8", "replace") if body is not None else ""


class CrawlStore:
    """The crawl's half of a store. Every method may stand inside one `store.writing()`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.db = store.db
        self._pack = zstandard.ZstdCompressor(level=3)
        self._words: dict[str, int] = {}
        self._last = 0
        self.forget()

    def add(self, wanted: Wanted) -> tuple[int, bool]:
        """The id of an address, which is queued unless it is known or refused; and whether it was new."""
        state = State.BARRED if wanted.barred else State.REFUSED if wanted.why else State.QUEUED
        row = (wanted.url, wanted.role, state, wanted.depth, wanted.hops, wanted.in_sitemap, wanted.why)
        address = self.db.execute(ADD, row).fetchone()[0]
        new = address > self._last
        self._last = max(address, self._last)
        return address, new

    def next(self, most: int, taken: Collection[int]) -> list[Waiting]:
        """The next addresses to fetch, at most `most`, without those already `taken`."""
        rows = self.db.execute(NEXT, (msgspec.json.encode(list(taken)).decode(), most))
        return [Waiting(id, url, Role(role), depth, hops) for id, url, role, depth, hops in rows]

    def refuse(self, address: int, why: str) -> None:
        """Take an address off the queue for good, with the reason."""
        self.db.execute("UPDATE address SET state = ?, why = ? WHERE id = ?", (State.BARRED, why, address))

    def answered(self, answer: Answer, links: Iterable[tuple[Link, int]] = ()) -> None:
        """Keep an answer and the links of its page (each with its target's id), and take the address off the queue.

        One that is wanted in a weightier role by now stays there.
        """
        location = self.db.execute("SELECT id FROM address WHERE url = ?", (answer.location,)).fetchone()
        body = self._pack.compress(answer.html.encode("utf-8", "replace")) if answer.html is not None else None
        self.db.execute("INSERT OR REPLACE INTO fetch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            answer.address, answer.status, answer.failure, location and location[0], answer.content_type,
            msgspec.json.encode(answer.headers), body, answer.bytes, answer.took_ms, answer.title, answer.kind, answer.because))
        self.db.execute("DELETE FROM link WHERE source = ?", (answer.address,))
        self.db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows(answer.address, links))
        self.db.execute("UPDATE address SET state = ? WHERE id = ? AND role = ?", (State.DONE, answer.address, answer.role))

    def _rows(self, source: int, links: Iterable[tuple[Link, int]]) -> Sequence[tuple]:
        return [(source, place, target, link.kind, link.region, self._words_id(link.text), link.fragment, link.nofollow)
                for place, (link, target) in enumerate(links)]

    def _words_id(self, text: str) -> int:
        if text not in self._words:
            if len(self._words) > 50_000:
                self._words.clear()
            self.db.execute("INSERT OR IGNORE INTO words (text) VALUES (?)", (text,))
            self._words[text] = self.db.execute("SELECT id FROM words WHERE text = ?", (text,)).fetchone()[0]
        return self._words[text]

    def ask_again(self) -> int:
        """Queue once more what answered with a server's error or not at all; a passing fault is none. How many there are."""
        return self.db.execute(
            "UPDATE address SET state = 0 WHERE state = 1 AND id IN (SELECT address FROM fetch WHERE status BETWEEN 500 AND 599 "
            "OR failure IN (?, ?))", (Failure.TIMED_OUT, Failure.RESET)).rowcount

    def add_sitemap(self, address: int, entries: int, problem: str = "") -> None:
        """Keep what a sitemap file held."""
        self.db.execute("INSERT OR REPLACE INTO sitemap VALUES (?, ?, ?)", (address, entries, problem))

    def robots(self) -> list[tuple[str, int | None, str | None, str]]:
        """Address, status, failure and text of every robots.txt that was answered."""
        rows = self.db.execute(
            "SELECT url, status, failure, body FROM address JOIN fetch ON address = id WHERE role = ?", (Role.ROBOTS,))
        return [(url, status, failure, unpacked(body)) for url, status, failure, body in rows]

    def sample_addresses(self, kind: PageKind) -> list[str]:
        """The first addresses, in their own order, of fetched pages of a kind."""
        rows = self.db.execute(
            "SELECT url FROM address JOIN fetch ON address = id WHERE kind = ? AND status = 200 ORDER BY url LIMIT 3", (kind,))
        return [url for (url,) in rows]

    def forget(self) -> None:
        """Forget what is remembered of rows, after a step was rolled back."""
        self._words.clear()
        self._last = self.db.execute("SELECT ifnull(max(id), 0) FROM address").fetchone()[0]

    def reasons(self) -> set[str]:
        """Every reason for which an address was not asked for."""
        return {why for (why,) in self.db.execute("SELECT DISTINCT why FROM address WHERE why <> ''")}

    def counts(self) -> tuple[int, int, int]:
        """Pages fetched, addresses done, addresses known."""
        pages = ("SELECT count(*) FROM fetch JOIN address ON id = address "
                 "WHERE body IS NOT NULL AND status BETWEEN 200 AND 299 AND role IN (1, 3)")
        done = "SELECT count(*) FROM address WHERE state = 1"
        known = "SELECT count(*) FROM address WHERE state < 2"
        return self.db.execute(f"SELECT ({pages}), ({done}), ({known})").fetchone()
