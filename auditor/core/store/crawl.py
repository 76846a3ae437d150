"""What the spider writes and the scheduler reads: addresses on their way, answers, links."""

import hashlib
from collections.abc import Collection, Iterable, Iterator

import msgspec
from msgspec import Struct

from auditor.core.records import Failure, Link
from auditor.core.store import packing
from auditor.core.store.bodies import Packer, Unpacker
from auditor.core.store.numbers import Numbers
from auditor.core.store.schema import PAGE_ROLES, VERIFIED_ROLES, Rendered, Role, State
from auditor.core.store.store import Store

FIND = "SELECT id, role, state, depth, in_sitemap, why FROM address WHERE spelled = ? AND url = ?"
INSERT = "INSERT INTO address (url, spelled, role, state, depth, hops, in_sitemap, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
UPDATE = "UPDATE address SET role = ?, state = ?, depth = ?, in_sitemap = ?, why = ? WHERE id = ?"
NEXT = """
SELECT id, url, role, depth, hops FROM address INDEXED BY queue
WHERE state = 0 AND role BETWEEN ? AND ? AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY role, depth, id LIMIT ?"""
FETCHED = "INSERT OR REPLACE INTO fetch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
AS_SENT = """
SELECT id, url, role, depth, hops FROM address JOIN fetch ON fetch.address = id
WHERE role IN (?, ?) AND status = 200 AND has_body AND rendered = 0 ORDER BY url"""
MOST_REMEMBERED = 8_192


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

    @property
    def state(self) -> State:
        return State.BARRED if self.barred else State.REFUSED if self.why else State.QUEUED


class Answer(Struct, frozen=True):
    """What one address answered, one hop: `location` is where it sent us (by a redirect, or by a page that
    does nothing else), `failure` why nothing came."""

    waiting: Waiting
    status: int | None = None
    failure: Failure | None = None
    location: str | None = None
    content_type: str = ""
    headers: dict[str, str] = {}
    html: str | None = None
    bytes: int = 0
    took_ms: float | None = None


class Known(Struct, frozen=True):
    """An address as it stands in the store."""

    id: int
    role: int
    state: int
    depth: int
    in_sitemap: int
    why: str

    def met_again(self, wanted: Wanted) -> "Known":
        """How it stands after it was met once more: the weightier role wins, and what is refused yields to what is wanted."""
        state, why, role = self.state, self.why, self.role
        if wanted.barred and state == State.QUEUED:
            state, why = State.BARRED, wanted.why
        elif not wanted.why and not wanted.barred:
            if state == State.REFUSED:
                state, why = State.QUEUED, ""
            elif state == State.DONE and wanted.role < role:
                state = State.QUEUED
            role = min(role, wanted.role)
        return Known(self.id, role, state, min(self.depth, wanted.depth), max(self.in_sitemap, wanted.in_sitemap), why)


def spelled(url: str) -> int:
    """A number of 64 bits for an address, so that the index by address stays small."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


class CrawlStore:
    """The crawl's half of a store. Every method may stand inside one `store.writing()`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.db = store.db
        self.forget()

    def add(self, wanted: Wanted) -> tuple[int, bool]:
        """The id of an address, which is queued unless it is known or refused; and whether it was new."""
        known = self._remembered.get(wanted.url) or self._find(wanted.url)
        if known is None:
            row = (wanted.url, spelled(wanted.url), wanted.role, wanted.state, wanted.depth, wanted.hops, wanted.in_sitemap,
                   wanted.why)
            address = self.db.execute(INSERT, row).lastrowid
            self._remember(wanted.url, Known(address, wanted.role, wanted.state, wanted.depth, wanted.in_sitemap, wanted.why))
            return address, True
        after = known.met_again(wanted)
        if after != known:
            self.db.execute(UPDATE, (after.role, after.state, after.depth, after.in_sitemap, after.why, known.id))
        self._remember(wanted.url, after)
        return known.id, False

    def _find(self, url: str) -> Known | None:
        row = self.db.execute(FIND, (spelled(url), url)).fetchone()
        return Known(*row) if row else None

    def _remember(self, url: str, known: Known) -> None:
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[url] = known

    def next(self, most: int, taken: Collection[int], verified: bool = False) -> list[Waiting]:
        """The next addresses to fetch, or to be merely `verified`; at most `most`, without those already `taken`."""
        first, last = (VERIFIED_ROLES[0], VERIFIED_ROLES[-1]) if verified else (Role.ROBOTS, Role.PROBE)
        rows = self.db.execute(NEXT, (first, last, msgspec.json.encode(list(taken)).decode(), most))
        return [Waiting(id, url, Role(role), depth, hops) for id, url, role, depth, hops in rows]

    def refuse(self, waiting: Waiting, why: str) -> None:
        """Take an address off the queue for good, with the reason."""
        self._remembered.pop(waiting.url, None)
        self.db.execute("UPDATE address SET state = ?, why = ? WHERE id = ?", (State.BARRED, why, waiting.id))

    def answered(self, answer: Answer, links: Iterable[tuple[Link, int]] = ()) -> None:
        """Keep an answer and the links of its page (each with its target's id), and take the address off the queue.

        One that is wanted in a weightier role by now stays there.
        """
        address, role = answer.waiting.id, answer.waiting.role
        location = self._find(answer.location) if answer.location else None
        headers = msgspec.json.encode(answer.headers) if answer.headers else None
        self.db.execute(FETCHED, (address, answer.status, answer.failure, location and location.id, answer.html is not None,
                                  answer.content_type, headers, answer.bytes, answer.took_ms))
        if answer.html is not None:
            self._keep_body(address, answer.html, links)
        self.db.execute("UPDATE address SET state = ? WHERE id = ? AND role = ?", (State.DONE, address, role))
        self._remembered.pop(answer.waiting.url, None)

    def as_sent(self) -> list[Waiting]:
        """The pages that are kept as the server sent them, and that no browser failed to show; in order of address."""
        return [Waiting(id, url, Role(role), *rest) for id, url, role, *rest in self.db.execute(AS_SENT, PAGE_ROLES)]

    def shown(self, address: int, html: str, links: Iterable[tuple[Link, int]]) -> None:
        """Keep a page as a browser shows it, in place of what was sent and of all that was read of it."""
        self.db.execute("UPDATE fetch SET rendered = ? WHERE address = ?", (Rendered.YES, address))
        self._keep_body(address, html, links)
        self.db.execute("DELETE FROM reading WHERE address = ?", (address,))
        self.db.execute("DELETE FROM finding WHERE source = ?", (address,))

    def headers(self, address: int) -> dict[str, str]:
        """The headers that a page was answered with."""
        row = self.db.execute("SELECT headers FROM fetch WHERE address = ?", (address,)).fetchone()
        return msgspec.json.decode(row[0]) if row and row[0] else {}

    def not_shown(self, address: int) -> None:
        """Remember that no browser could show a page."""
        self.db.execute("UPDATE fetch SET rendered = ? WHERE address = ?", (Rendered.FAILED, address))

    def rendered(self) -> tuple[int, int]:
        """How many pages are kept as a browser showed them, and how many it could not show."""
        return self.db.execute("SELECT count(*) FILTER (WHERE rendered = ?), count(*) FILTER (WHERE rendered = ?) FROM fetch",
                               (Rendered.YES, Rendered.FAILED)).fetchone()

    def _keep_body(self, address: int, html: str, links: Iterable[tuple[Link, int]]) -> None:
        if self._packer is None:
            self._packer = Packer(self.db)
        self.db.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", (address, *self._packer.pack(html)))
        self.db.execute("INSERT OR REPLACE INTO links VALUES (?, ?)", (address, packing.pack(*self._columns(links))))

    def _columns(self, links: Iterable[tuple[Link, int]]) -> tuple[list[int], list[int], list[int], list[int]]:
        """The columns of a block of links: targets, words, fragments, marks."""
        known, links = self._words, list(links)
        words = [known.get(link.text) or self._words_id(link.text) for link, _ in links]
        fragments = [0 if link.fragment is None else self._words_id(link.fragment) for link, _ in links]
        return [target for _, target in links], words, fragments, [packing.mark_of(link) for link, _ in links]

    def _words_id(self, text: str) -> int:
        if text not in self._words:
            if len(self._words) >= MOST_REMEMBERED:
                self._words.clear()
            self._words[text] = self._numbers_of_words.get(text) or self._kept_words_id(text)
        return self._words[text]

    def _kept_words_id(self, text: str) -> int:
        row = self.db.execute("SELECT id FROM words WHERE text = ?", (text,)).fetchone()
        number = row[0] if row else self.db.execute("INSERT INTO words (text) VALUES (?)", (text,)).lastrowid
        self._numbers_of_words.put(text, number)
        return number

    def ask_again(self) -> int:
        """Queue once more what answered with a server's error, that it is busy, or not at all; a passing fault is none.

        How many there are.
        """
        self._remembered.clear()
        return self.db.execute(
            "UPDATE address SET state = 0 WHERE state = 1 AND id IN (SELECT address FROM fetch WHERE status BETWEEN 500 AND 599 "
            "OR status = 429 OR failure IN (?, ?, ?))", (Failure.TIMED_OUT, Failure.RESET, Failure.CUT_SHORT)).rowcount

    def unanswer(self, addresses: Iterable[int]) -> None:
        """Queue addresses whose answers were not about them, and forget the answers."""
        self._remembered.clear()
        for address in addresses:
            for table, key in (("fetch", "address"), ("body", "address"), ("links", "source")):
                self.db.execute(f"DELETE FROM {table} WHERE {key} = ?", (address,))
            self.db.execute("UPDATE address SET state = ? WHERE id = ?", (State.QUEUED, address))

    def sitemaps_asked(self) -> int:
        """How many sitemap files were asked for or wait to be."""
        return self.db.execute("SELECT count(*) FROM address WHERE role = ? AND why = ''", (Role.SITEMAP,)).fetchone()[0]

    def add_sitemap(self, address: int, entries: int, problem: str = "") -> None:
        """Keep what a sitemap file held."""
        self.db.execute("INSERT OR REPLACE INTO sitemap VALUES (?, ?, ?)", (address, entries, problem))

    def add_learnt(self, address: int, text_hash: int, fresh: int) -> None:
        """Keep what the trap guard was told of an answer, in the order in which it was."""
        self.db.execute("INSERT INTO learnt (address, text_hash, fresh) VALUES (?, ?, ?)", (address, text_hash, fresh))

    def forgive(self, why: str) -> None:
        """Queue what was taken off the queue for this reason, and forget what the trap guard was told."""
        self._remembered.clear()
        self.db.execute("UPDATE address SET state = ?, why = '' WHERE state = ? AND why = ?", (State.QUEUED, State.BARRED, why))
        self.db.execute("DELETE FROM learnt")

    def learnt(self) -> Iterator[tuple[str, int, int]]:
        """What the trap guard was told, in that order: address, fingerprint, fresh links."""
        return iter(self.db.execute("SELECT url, text_hash, fresh FROM learnt JOIN address ON id = address ORDER BY place"))

    def met(self) -> Iterator[str]:
        """The addresses of pages, in the order in which they were met."""
        return (url for (url,) in self.db.execute("SELECT url FROM address WHERE role = ? ORDER BY id", (Role.PAGE,)))

    def robots(self) -> list[tuple[str, int | None, str | None, str]]:
        """Address, status, failure and text of every robots.txt that was answered."""
        rows = self.db.execute(
            "SELECT id, url, status, failure FROM address JOIN fetch ON address = id WHERE role = ?", (Role.ROBOTS,)).fetchall()
        bodies = Unpacker(self.db)
        return [(url, status, failure, bodies.text(id)) for id, url, status, failure in rows]

    def page_addresses(self) -> Iterable[str]:
        """The addresses that answered with a page."""
        rows = self.db.execute("SELECT url FROM address JOIN fetch ON address = id WHERE role IN (?, ?) AND status = 200 "
                               "AND has_body", PAGE_ROLES)
        return (url for (url,) in rows)

    def forget(self) -> None:
        """Forget what is remembered of rows, after a step was rolled back."""
        self._words: dict[str, int] = {}
        self._numbers_of_words = Numbers()
        self._remembered: dict[str, Known] = {}
        self._packer: Packer | None = None

    def reasons(self) -> set[str]:
        """Every reason for which an address was not asked for."""
        return {why for (why,) in self.db.execute("SELECT DISTINCT why FROM address WHERE why <> ''")}

    def counts(self) -> tuple[int, int, int]:
        """Pages fetched, addresses done, addresses known."""
        pages = ("SELECT count(*) FROM fetch JOIN address ON id = address "
                 "WHERE status BETWEEN 200 AND 299 AND role IN (1, 3) AND has_body")
        done = "SELECT count(*) FROM address WHERE state = 1"
        known = "SELECT count(*) FROM address WHERE state < 2"
        return self.db.execute(f"SELECT ({pages}), ({done}), ({known})").fetchone()
