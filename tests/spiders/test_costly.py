"""A page that eats a processor's time costs itself alone, is told with the reason, and the audit ends as ever."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.cli import readers
from auditor.cli.readers import Job, Readers, Task
from auditor.core.store import Store, results
from auditor.core.store.results import DIED
from tests.running import audited, crawled
from tests.shops.hostile.answers import PAGE, page
from tests.shops.hostile.server import misbehaving
from tests.shops.hostile.shops import GOOD, LINKS, shop
from tests.spiders.costing import begin_to_die, little_patience_of_readers, little_patience_of_the_crawl


def told(audit: dict) -> list[tuple[str, list[str]]]:
    """What was not read, by reason, where the audit is complete all the same."""
    assert audit["complete"]
    return [(one["reason"], one["urls"]) for one in audit["unread"]]


def test_a_page_that_takes_the_crawl_too_long(tmp_path):
    with misbehaving(shop({"/costly": page(LINKS, b"Costly")})) as served:
        audit = audited(served.url, tmp_path / "a", within=little_patience_of_the_crawl)
    assert told(audit) == [("took too long to read", [f"{served.url}costly"])]
    assert audit["pages"]["fetched"] == 1 + len(GOOD)


def test_a_page_that_holds_its_reader_fast(tmp_path):
    with misbehaving(shop({"/costly": page(PAGE, b"Costly")})) as served:
        audit = audited(served.url, tmp_path / "a", within=little_patience_of_readers)
    assert told(audit) == [(DIED, [f"{served.url}costly"])]
    assert audit["pages"]["fetched"] == 2 + len(GOOD)
    assert {one["outcome"] for one in audit["checks"] if one["reason"] == DIED} == {"error"}


@contextmanager
def one_reader_of(pages: int, folder: Path) -> Iterator[tuple[Readers, list[Job]]]:
    """One reader and the pages of a small shop, of which the first is the costly one."""
    with misbehaving(shop({"/costly": page(), **{f"/{number}": page() for number in range(pages - 4)}})) as served:
        crawled(served.url, folder)
    store = Store.open(folder)
    results.clear_pages(store)
    store.commit()
    costly, = store.db.execute("SELECT id FROM address WHERE url LIKE '%/costly'").fetchone()
    own = Readers(store, Task(folder, served.url, served.url, (), {}), lambda *_: None)
    yield own, list(map(Job, sorted(results.unread(store), key=lambda address: address != costly)))
    own.close()
    store.close()


def given_up(store: Store) -> list[str]:
    return [url for url, in store.db.execute("SELECT url FROM reading JOIN address ON id = address WHERE because = ?", (DIED,))]


def test_a_reader_that_is_killed_while_it_has_nothing_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "readers", lambda: 1)
    with one_reader_of(2 * readers.ENOUGH, tmp_path / "a") as (own, pages):
        own.offer(pages[:readers.ENOUGH])
        own.finish()
        for process in list(own._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.2)
        own.offer(pages[readers.ENOUGH:])
        own.finish()
        assert (results.unread(own.store), given_up(own.store)) == ([], [])


def test_whatever_waited_for_a_reader_that_was_killed_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "readers", lambda: 1)
    monkeypatch.setattr(readers, "begin", begin_to_die)
    monkeypatch.setattr(readers, "ENOUGH", 1)
    with one_reader_of(readers.CHUNK + 1, tmp_path / "a") as (own, pages):
        own.offer(pages)
        own.finish()
        assert results.unread(own.store) == []
        assert [url.rpartition("/")[2] for url in given_up(own.store)] == ["costly"]
