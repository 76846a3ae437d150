"""Opening, locking and writing `audit.sqlite`."""

import errno
import fcntl
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from auditor.core.errors import AuditorError, Incomplete
from auditor.core.records import Browser, Journey
from auditor.core.store.schema import TABLES, VERSION

FILE = "audit.sqlite"
BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite itself puts beside a file
LEFT_BEHIND = ("audit.json", "report.html")
SCREENS = "screens"
COMMIT_EVERY_S = 0.5
CACHE_KB = 8_192
SMALL_CACHE_KB = 2_048
OURS = frozenset({"meta", "address", "fetch"})
FULL, BARRED = ("SQLITE_FULL",), ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_LOCKED")
FAILED, LEAST_FREE = ("SQLITE_IOERR",), 65_536  # SQLite says this of some of its files, too, when they may not grow
NO_ROOM, NO_WRITING = (errno.ENOSPC, errno.EDQUOT), (errno.EROFS, errno.EACCES, errno.EPERM)


class Store:
    """An audit's file. Writes are gathered into transactions of about half a second; `commit` ends one at once.

    Raises AuditorError when the file is of another version, is not ours, or cannot be written; Incomplete when it is damaged or
    the disk is full. What it holds then stays as it is.
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
            for name in (*(file + end for file in (FILE, f"{FILE}.new") for end in BESIDE), *LEFT_BEHIND):
                (folder / name).unlink(missing_ok=True)
            shutil.rmtree(folder / SCREENS, ignore_errors=True)
            # Without a log beside it, whose folding in on a full disk SQLite would give up in silence.
            new = cls(folder, sqlite3.connect(folder / f"{FILE}.new", isolation_level=None))
            new.db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            for name, value in (values or {}).items():
                new.put(name, value)
            new.close()
            (folder / f"{FILE}.new").replace(folder / FILE)
            return cls(folder, connection(folder / FILE))

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store of a folder in which an audit was begun."""
        with saying(folder):
            db = sqlite3.connect(existing(folder), isolation_level=None, timeout=30)
            refuse_others(db, folder)
            return cls(folder, tuned(db))

    @classmethod
    def look(cls, folder: Path) -> "Store":
        """The store of a folder, for reading alone: it may lie where nothing can be written."""
        file = existing(folder)
        if os.access(folder, os.W_OK) and os.access(file, os.W_OK):
            return cls.open(folder)
        beside = folder / f"{FILE}-wal"
        if beside.exists() and beside.stat().st_size:
            raise AuditorError(f"The audit in {folder} was interrupted and cannot be read where nothing may be written: copy it.")
        with saying(folder):
            db = sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
            refuse_others(db, folder)
            return cls(folder, db)

    def examine(self) -> None:
        """Raise Incomplete where the file's structure is damaged, before anything is written into it. Reads all of it."""
        with saying(self.folder):
            found = self.db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(self.folder, " ".join(found.split()))

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
            if self.db.in_transaction:  # a full disk has ended it already
                self.db.execute("ROLLBACK TO step")
            raise
        finally:
            self._is_writing = False
            if self.db.in_transaction:
                self.db.execute("RELEASE step")

    def commit(self) -> None:
        """Make everything written so far last."""
        if self.db.in_transaction:
            with saying(self.folder):
                self.db.execute("COMMIT")
        self._committed_at = time.monotonic()

    def settle(self) -> None:
        """Commit, and hold less of the file in memory from now on: what follows reads it from end to end."""
        self.commit()
        self.db.execute(f"PRAGMA cache_size = -{SMALL_CACHE_KB}")
        self.db.execute("PRAGMA shrink_memory")

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
            row = (record.url, record.device, written(record))
            db.execute("INSERT OR REPLACE INTO browser VALUES (?, ?, ?)", row)
        self.commit()

    def browsers(self) -> tuple[Browser, ...]:
        """The measurements, in order of address and device."""
        rows = self.db.execute("SELECT record FROM browser ORDER BY url, device")
        return tuple(msgspec.json.decode(record, type=Browser) for (record,) in rows)

    def add_journey(self, record: Journey) -> None:
        """Keep a walk; a later one on the same device takes its place."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO journey VALUES (?, ?)", (record.device, written(record)))
        self.commit()

    def journeys(self) -> tuple[Journey, ...]:
        """The walks, in order of device."""
        rows = self.db.execute("SELECT record FROM journey ORDER BY device DESC")
        return tuple(msgspec.json.decode(record, type=Journey) for (record,) in rows)


def written(record: Browser | Journey) -> bytes:
    """A record as JSON; halves of characters, which scripts of a shop can show, become question marks."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(record), ensure_ascii=False).encode("utf-8", "replace")


def existing(folder: Path) -> Path:
    """The file of an audit. Raises AuditorError where there is none."""
    file = folder / FILE
    if not file.is_file():
        raise AuditorError(f"There is no audit in {folder}: give the folder that `auditor audit URL --out DIR` wrote.")
    if not file.stat().st_size:  # SQLite would take it for a new one
        raise Incomplete(f"{file} is empty: it was cut short. Begin anew in another folder.")
    return file


def refuse_others(db: sqlite3.Connection, folder: Path) -> None:
    """Raise AuditorError for a file that is no audit of this version. Nothing is written into it."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if not {name for name, in db.execute("SELECT name FROM sqlite_master")} >= OURS:
        raise AuditorError(f"{folder / FILE} is none of ours or was cut short: begin anew in another folder.")
    if version > VERSION:
        raise AuditorError(f"The audit in {folder} was written by a newer auditor: update this one to read it.")
    if version < VERSION:
        raise AuditorError(f"The audit in {folder} was written by an older auditor: begin anew in another folder.")


def connection(path: Path) -> sqlite3.Connection:
    return tuned(sqlite3.connect(path, isolation_level=None, timeout=30))


def tuned(db: sqlite3.Connection) -> sqlite3.Connection:
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
        raise told(folder, error) from error


def told(folder: Path, error: Exception) -> AuditorError:
    """What an error of the disk or of SQLite means for the audit in a folder."""
    name, number = str(getattr(error, "sqlite_errorname", "")), getattr(error, "errno", None)
    if name.startswith(FULL) or number in NO_ROOM or (name.startswith(FAILED) and is_full(folder)):
        return Incomplete(f"The disk of {folder} is full: what was kept before stays. `auditor resume {folder}` goes on once "
                          "there is room.")
    if name.startswith(BARRED) or number in NO_WRITING:
        return AuditorError(f"{folder} cannot be opened for writing ({error}): copy it to where it can.")
    if isinstance(error, sqlite3.DatabaseError) and not name.startswith(FAILED):
        return damaged(folder, str(error))
    return AuditorError(f"The audit in {folder} cannot be read or written ({error}).")


def is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_FREE
    except OSError:
        return False


def damaged(folder: Path, why: str) -> Incomplete:
    return Incomplete(f"{folder / FILE} is damaged ({why}) and was left as it is: begin anew in another folder.")


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
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise told(folder, error) from error
