"""Reads and judges pages in processes of their own, while the crawl runs; this process alone writes what they find.

What came of a page depends on the page alone, so neither their number nor their order changes any result.
"""

import gc
import multiprocessing
import os
import signal
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from zstandard import ZstdError

from auditor.cli import readied
from auditor.core.judge import Entry
from auditor.core.ledger import Bench
from auditor.core.outcome import Outcome
from auditor.core.patience import OutOfPatience, within
from auditor.core.records import Page, PageKind
from auditor.core.registry import find_checks
from auditor.core.store import Store, results
from auditor.core.store.reading import Pages
from auditor.core.store.results import DIED, SLOW, PageResult
from auditor.core.store.store import reading_only
from auditor.facts import document, kinds
from auditor.facts.fact import changed
from auditor.facts.kinds import template_of
from auditor.facts.links import links
from auditor.facts.privacy import persons, without_names
from auditor.facts.reading import read

CHUNK = 16
ENOUGH = 3 * CHUNK  # fewer pages are read here, in less time than processes need to start
DAMAGED = "What was kept of the page is damaged."
LARGE = 2**20  # bytes; what a larger page does to the process that reads it must not be done to this one
LONGEST_S = 30.0
MEMORY_EACH_MB = 300
SELDOM = 10_000  # as in the crawl, next to nothing here goes in circles
ENCODE = msgspec.msgpack.encode
RESULTS = msgspec.msgpack.Decoder(list[PageResult])


class Task(Struct, frozen=True):
    """What every reader needs: the audit's folder, the home page's address, the checks by id with their options, the shop.

    `longest_s` is the most of a processor's time that one page may take.
    """

    folder: Path
    home: str
    shop: str
    checks: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]]
    longest_s: float = LONGEST_S

    @property
    def bench(self) -> Bench:
        return Bench(find_checks(self.checks), self.options, self.shop)


class Job(Struct, frozen=True):
    """A page to be read. `kind` and `because` are given where others know better what it is."""

    address: int
    kind: PageKind | None = None
    because: str = ""


class Reader:
    """Reads and judges pages of one audit."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.longest_s = task.longest_s
        self._bench = task.bench
        self._db = reading_only(task.folder)
        self._pages = Pages(self._db)

    def close(self) -> None:
        """Let go of the store: the last to do so folds its log into the file."""
        self._db.close()

    def result(self, job: Job) -> PageResult:
        """What comes of one page; one that takes too long, or that is damaged, is given up."""
        try:
            page = self._pages.page(job.address)
        except (sqlite3.DatabaseError, ZstdError):
            return self.lost(job, DAMAGED)
        try:
            with within(self.longest_s):
                return self._read(job, page)
        except OutOfPatience:
            return self.lost(job, SLOW)

    def _read(self, job: Job, page: Page) -> PageResult:
        kind, because = (job.kind, job.because) if job.kind else kinds.kind_of(page, self._task.home)
        page = changed(page, kind=kind, kind_because=because, links=links(page))
        template = template_of(page)
        verdict = self._bench.verdict(page, template)
        return PageResult(job.address, kind, because, job.kind is not None, document.title(page), template, ENCODE(read(page)),
                          ENCODE(verdict.entries), without_names(verdict.findings, persons(page)))

    def lost(self, job: Job, because: str) -> PageResult:
        """What is kept of a page that could not be read."""
        url = self._pages.url(job.address)
        page = Page(url=url, final_url=url, status=200, html="", kind=job.kind or PageKind.OTHER)
        entries = tuple(Entry(check.id, Outcome.ERROR, reason=because) for check in self._bench.checks if check.subject == "page")
        return PageResult(job.address, page.kind, because, job.kind is not None, "", template_of(page), ENCODE(read(page)),
                          ENCODE(entries), ())


reader: Reader | None = None


def begin(task: Task) -> None:
    """Make this process a reader: interrupts are for the auditor to hear, the crawl goes first, and it outlives nobody."""
    global reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    gc.set_threshold(SELDOM)
    threading.Thread(target=end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    reader = Reader(task)


def end_with(auditor: multiprocessing.process.BaseProcess) -> None:
    """End when the auditor does, however that ends: a killed one closes no queue."""
    auditor.join()
    os._exit(1)


def results_of(jobs: list[Job]) -> bytes:
    """What comes of some pages, packed. Where one holds this process fast, and it hears nothing, the kernel ends it."""
    done = []
    for job in jobs:
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 * reader.longest_s)
        done.append(reader.result(job))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ENCODE(done)


class Readers:
    """The readers of one audit. `tell` hears how many pages were read of how many."""

    def __init__(self, store: Store, task: Task, tell: Callable[[int, int], None]) -> None:
        self.store, self._task, self._tell = store, task, tell
        self._waiting: deque[Job] = deque()
        self._alone: deque[Job] = deque()  # pages of which one ended its reader
        self._suspect: Job | None = None  # the one of these that is being read, with nothing else under way
        self._away: dict[Future[bytes], list[Job]] = {}
        self._pool: ProcessPoolExecutor | None = None
        self._read = self._known = 0

    def offer(self, jobs: Iterable[Job]) -> None:
        """Take pages, whose answers must be committed, and go on with whatever can be done without waiting."""
        before = len(self._waiting)
        self._waiting.extend(jobs)
        self._known += len(self._waiting) - before
        if self._pool or len(self._waiting) >= ENOUGH:
            self._send()
            self._take(wait(self._away, 0).done)

    def finish(self) -> None:
        """Read all that waits."""
        if not self._pool and len(self._waiting) < ENOUGH and not self._has_large():
            with closing(Reader(self._task)) as own:
                while self._waiting:
                    self._keep([own.result(self._waiting.popleft())])
        while self._waiting or self._alone or self._away:
            self._send()
            self._take(wait(self._away, return_when=FIRST_COMPLETED).done)

    def _has_large(self) -> bool:
        return results.has_larger(self.store, [job.address for job in self._waiting], LARGE)

    def close(self) -> None:
        """End the readers, whatever they are at."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _send(self) -> None:
        self._pool = self._pool or pool(self._task)
        while len(self._away) < 2 * readers() and (jobs := self._chunk()):
            try:
                self._away[self._pool.submit(results_of, jobs)] = jobs
            except BrokenProcessPool:  # a reader was killed since: these never went away, and those that did are back
                self._alone.extend(jobs)
                self._pool = self._suspect = None
                self._take(wait(self._away).done)
                return

    def _chunk(self) -> list[Job]:
        if self._suspect or (self._alone and self._away):
            return []
        if self._alone:
            self._suspect = self._alone.popleft()
            return [self._suspect]
        return [self._waiting.popleft() for _ in range(min(CHUNK, len(self._waiting)))]

    def _take(self, done: Iterable[Future[bytes]]) -> None:
        for future in done:
            jobs = self._away.pop(future)
            try:
                self._keep(RESULTS.decode(future.result()))
            except BrokenProcessPool:
                self._broken(jobs)
            self._suspect = None

    def _broken(self, jobs: list[Job]) -> None:
        """A reader was killed. Whatever was under way is tried again, page by page; the page that does it again is given up."""
        self._pool = None
        if jobs == [self._suspect]:
            with closing(Reader(self._task)) as own:
                self._keep([own.lost(jobs[0], DIED)])
        else:
            self._alone.extend(jobs)

    def _keep(self, done: list[PageResult]) -> None:
        with self.store.writing():
            for result in done:
                results.keep_page(self.store, result)
        self._read += len(done)
        self._tell(self._read, self._known)


def pool(task: Task) -> ProcessPoolExecutor:
    """New processes, made of one that has loaded everything already, so that they share its memory."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, readied.__name__])
    return ProcessPoolExecutor(readers(), mp_context=context, initializer=begin, initargs=(task,))


def dismiss() -> None:
    """End the process that readers are made of. Python does so at its own end, and it holds as much as a reader until then."""
    forkserver._forkserver._stop()


def readers() -> int:
    """How many processes: one a core, as far as the memory that is free now allows."""
    free_mb = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return max(1, min(len(os.sched_getaffinity(0)), free_mb // MEMORY_EACH_MB))
