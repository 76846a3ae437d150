"""What was judged: tallies and findings."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from auditor.core.finding import Evidence
from auditor.core.judge import Tally
from auditor.core.store.store import Store

INSERT = "INSERT OR IGNORE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
RANKED = """
SELECT * FROM (
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


def clear(store: Store) -> None:
    """Forget what was judged before."""
    with store.writing() as db:
        db.execute("DELETE FROM finding")
        db.execute("DELETE FROM tally")


def keep(store: Store, findings: list[Kept]) -> None:
    """Keep findings; of two with one fingerprint the first stays."""
    rows = [(one.fingerprint, one.check, one.severity, one.outcome, one.url, one.page_kind, one.template, one.message, one.lost,
             one.pages, msgspec.json.encode(one.rest)) for one in findings]
    with store.writing() as db:
        db.executemany(INSERT, rows)


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
    for *row, rest, _ in store.db.execute(RANKED, (most, msgspec.json.encode(never_cut).decode())):
        yield Kept(*row, msgspec.json.decode(rest, type=Rest))
