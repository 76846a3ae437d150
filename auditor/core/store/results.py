"""What was judged: tallies and findings."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from auditor.core.finding import Evidence
from auditor.core.judge import Tally
from auditor.core.store.schema import PAGE_ROLES
from auditor.core.store.store import Store

INSERT = "INSERT OR IGNORE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNREAD = """
SELECT id FROM address JOIN fetch ON fetch.address = id
WHERE role IN (?, ?) AND has_body AND status BETWEEN 200 AND 299 AND id NOT IN (SELECT address FROM reading) ORDER BY url"""
DIED = "The process that read the page was killed."
SLOW = "Reading the page took too long."
COLUMNS = "fingerprint, check_id, severity, outcome, url, page_kind, template, message, lost, pages, rest"
RANKED = f"""
SELECT {COLUMNS} FROM (
    SELECT *, row_number() OVER (PARTITION BY check_id, template ORDER BY url, fingerprint) AS place FROM finding)
WHERE place <= ? OR check_id IN (SELECT value FROM json_each(?)) ORDER BY check_id, template, url, fingerprint"""


class Rest(Struct, frozen=True):
    """The parts of a finding that nobody searches by."""

    data: dict
    evidence: tuple[Evidence, ...] = ()
    page_urls: tuple[str, ...] = ()


class Kept(Struct, frozen=True):
    """A finding as it is kept. `lost` is its part of what the check lost, before templates are weighed."""

    fingerprint: str
    check: str
    severity: str
    outcome: str
    url: str
    page_kind: str
    template: str
    message: str
    lost: float
    pages: int
    rest: Rest


class PageResult(Struct, frozen=True, array_like=True):
    """What came of one page: what it is, its reading and its verdict (both packed), its findings.

    `called` when its kind was told by others, and so may change when more of the shop is seen.
    """

    address: int
    kind: str
    because: str
    called: bool
    title: str
    template: str
    reading: bytes
    verdict: bytes
    findings: tuple[Kept, ...]


def unread(store: Store) -> list[int]:
    """The pages that no reader has read, in order of address."""
    return [address for address, in store.db.execute(UNREAD, PAGE_ROLES)]


def has_larger(store: Store, addresses: list[int], size: int) -> bool:
    """Whether one of some pages has more bytes than that."""
    return bool(store.db.execute("SELECT 1 FROM fetch WHERE bytes > ? AND address IN (SELECT value FROM json_each(?)) LIMIT 1",
                                 (size, msgspec.json.encode(addresses).decode())).fetchone())


def clear(store: Store) -> None:
    """Forget what was judged before of anything but single pages."""
    with store.writing() as db:
        db.execute("DELETE FROM finding WHERE source IS NULL")
        db.execute("DELETE FROM tally")


def clear_pages(store: Store) -> None:
    """Forget what was read and judged of every page."""
    with store.writing() as db:
        for table in ("reading", "verdict"):
            db.execute(f"DELETE FROM {table}")
        db.execute("DELETE FROM finding WHERE source IS NOT NULL")


def forget_called(store: Store) -> None:
    """Forget what was read of pages whose kind was told by others."""
    with store.writing() as db:
        db.execute("DELETE FROM finding WHERE source IN (SELECT address FROM reading WHERE called)")
        db.execute("DELETE FROM reading WHERE called")


def keep(store: Store, source: int | None, findings: Iterable[Kept]) -> None:
    """Keep findings, of a page by its id or of anything else; of two with one fingerprint the first stays."""
    rows = [(one.fingerprint, source, one.check, one.severity, one.outcome, one.url, one.page_kind, one.template, one.message,
             one.lost, one.pages, msgspec.json.encode(one.rest)) for one in findings]
    if rows:
        with store.writing() as db:
            db.executemany(INSERT, rows)


def keep_page(store: Store, page: PageResult) -> None:
    """Keep what came of a page, in place of what came of it before."""
    with store.writing() as db:
        db.execute("DELETE FROM finding WHERE source = ?", (page.address,))
        db.execute("INSERT OR IGNORE INTO verdict (entries) VALUES (?)", (page.verdict,))
        verdict, = db.execute("SELECT id FROM verdict WHERE entries = ?", (page.verdict,)).fetchone()
        db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (
            page.address, page.kind, page.because, page.called, page.title, page.template, verdict, page.reading))
        keep(store, page.address, page.findings)


def verdicts(store: Store) -> Iterator[tuple[str, bytes, int]]:
    """Template, packed verdict, and how many pages of the template it was passed on; in order of both.

    They are counted by number: SQLite would sort the verdicts themselves, once a page.
    """
    counted = store.db.execute("SELECT template, verdict, count(*) FROM reading GROUP BY template, verdict").fetchall()
    entries = dict(store.db.execute("SELECT id, entries FROM verdict WHERE id IN (SELECT verdict FROM reading)"))
    return iter(sorted((template, entries[verdict], times) for template, verdict, times in counted))


def keep_tallies(store: Store, tallies: dict[str, Tally]) -> None:
    """Keep what came of each check, by its id."""
    with store.writing() as db:
        db.executemany("INSERT OR REPLACE INTO tally VALUES (?, ?)",
                       [(name, msgspec.json.encode(tally)) for name, tally in tallies.items()])


def tallies(store: Store) -> dict[str, Tally]:
    """What came of each check, by its id."""
    return {name: msgspec.json.decode(record, type=Tally) for name, record in store.db.execute("SELECT * FROM tally")}


def numbers(store: Store) -> dict[str, int]:
    """How many defects each check found, by its id."""
    return dict(store.db.execute("SELECT check_id, count(*) FROM finding WHERE outcome = 'fail' GROUP BY check_id"))


def findings(store: Store, most: int, never_cut: list[str]) -> Iterator[Kept]:
    """The findings, at most `most` of a check on a template, but all of those checks that are never cut."""
    for *row, rest in store.db.execute(RANKED, (most, msgspec.json.encode(never_cut).decode())):
        yield Kept(*row, msgspec.json.decode(rest, type=Rest))
