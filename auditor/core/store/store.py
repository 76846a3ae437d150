"""Opening, locking and writing `audit.sqlite`."""

import fcntl
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from auditor.core.errors import AuditorError
from auditor.core.records import Browser, Journey
from auditor.core.store.schema import TABLES, VERSION

FILE = "audit.sqlite"
LEFT_BEHIND = ("audit.json", "report.html")
SCREENS = "screens"
COMMIT_EVERY_S = 0.5
CACHE_KB = 16_384


class Store:
    """An audit's file. Writes are gathered into transactions of about half a second; `commit` ends one at once.

    Raises AuditorError when the file is of a newer version, is not ours, or cannot be written.
    """

    def __init__(self, folder: Path, db: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = db
        self._committed_at = time.monotonic()
        self._is_writing = False

    @classmethod
    def create(cls, folder: Path, values: Mapping[str, Any] | None = None) -> "Store":
        """A new store in a folder, which is made, with these `values` put. An older audit there is removed, with all it left.

        It gets its name when all of that is written, so that a kill leaves no half of a store.
        """
        with saying(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for old in (*folder.glob(f"{FILE}*"), *(folder / name for name in LEFT_BEHIND)):
                old.unlink(missing_ok=True)
            shutil.rmtree(folder / SCREENS, ignore_errors=True)
            new = cls(folder, connection(folder / f"{FILE}.new"))
            new.db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            for name, value in (values or {}).items():
                new.put(name, value)
            new.close()
            (folder / f"{FILE}.new").replace(folder / FILE)
            return cls(folder, connection(folder / FILE))

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store of a folder in which an audit was begun."""
        if not (folder / FILE).is_file():
            raise AuditorError(f"There is no audit in {folder}: give the folder that `auditor audit URL --out DIR` wrote.")
        with saying(folder):
            store = cls(folder, connection(folder / FILE))
            version = store.db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise AuditorError(f"The audit in {folder} was written by a newer auditor: update this one to read it.")
        if version < VERSION:
            raise AuditorError(f"{folder / FILE} is none of ours or was cut short: start anew.")
        return store

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Everything written inside happens together or not at all. Commits when the last commit is long enough ago.

        Inside another one, it is a part of that.
        """
        if self._is_writing:
            yield self.db
            return
        with self._step():
            yield self.db
        if time.monotonic() - self._committed_at > COMMIT_EVERY_S:
            self.commit()

    @contextmanager
    def _step(self) -> Iterator[None]:
        if not self.db.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")
        self.db.execute("SAVEPOINT step")
        self._is_writing = True
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK TO step")
            raise
        finally:
            self._is_writing = False
            self.db.execute("RELEASE step")

    def commit(self) -> None:
        """Make everything written so far last."""
        if self.db.in_transaction:
            with saying(self.folder):
                self.db.execute("COMMIT")
        self._committed_at = time.monotonic()

    def close(self) -> None:
        """Commit, fold the write-ahead log into the file, and close."""
        self.commit()
        self.db.close()

    def get(self, name: str, default: Any = None) -> Any:
        """A value kept under a name, as it was put."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return msgspec.json.decode(row[0]) if row else default

    def put(self, name: str, value: Any) -> None:
        """Keep a value (anything msgspec writes as JSON) under a name."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, msgspec.json.encode(value).decode()))

    def done(self, phase: str) -> None:
        """Remember that a phase is finished, so that `resume` does not do it again."""
        self.put("done", [*self.get("done", []), phase])
        self.commit()

    def add_browser(self, record: Browser) -> None:
        """Keep a measurement; a later one of the same page and device takes its place."""
        with self.writing() as db:
            row = (record.url, record.device, msgspec.json.encode(record))
            db.execute("INSERT OR REPLACE INTO browser VALUES (?, ?, ?)", row)
        self.commit()

    def browsers(self) -> tuple[Browser, ...]:
        """The measurements, in order of address and device."""
        rows = self.db.execute("SELECT record FROM browser ORDER BY url, device")
        return tuple(msgspec.json.decode(record, type=Browser) for (record,) in rows)

    def add_journey(self, record: Journey) -> None:
        """Keep a walk; a later one on the same device takes its place."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO journey VALUES (?, ?)", (record.device, msgspec.json.encode(record)))
        self.commit()

    def journeys(self) -> tuple[Journey, ...]:
        """The walks, in order of device."""
        rows = self.db.execute("SELECT record FROM journey ORDER BY device DESC")
        return tuple(msgspec.json.decode(record, type=Journey) for (record,) in rows)


def connection(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    return db


def reading_only(folder: Path) -> sqlite3.Connection:
    """A connection for another process, which reads what was committed."""
    return sqlite3.connect(f"{(folder / FILE).absolute().as_uri()}?mode=ro", uri=True, timeout=30, check_same_thread=False)


@contextmanager
def saying(folder: Path) -> Iterator[None]:
    """Turn what the disk or SQLite says into a sentence."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        raise AuditorError(f"The audit in {folder} cannot be read or written ({error}).") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process. The lock is the kernel's, so it ends with the process, however that ends."""
    with saying(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("w")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AuditorError(f"Another audit is at work in {folder}: wait for it, or give another --out.") from None
        yield
