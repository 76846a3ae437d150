"""Scrapy's scheduler, reading from the audit's own file, so that a page, its links and what follows are written as one."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from auditor.core.store.crawl import Waiting

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.storefront import Storefront

BATCH = 256


class Frontier(BaseScheduler):
    """Hands out the addresses that wait in the store: smaller role first, then fewer clicks, then the order they were met in.

    An address stays queued in the store until its answer is written; `_taken` are those handed out since. Addresses of a host
    whose robots.txt is not read yet are held back.
    """

    def __init__(self, spider: Storefront) -> None:
        self._spider = spider
        self._ready: deque[Waiting] = deque()
        self._again: deque[Request] = deque()
        self._held: dict[str, list[Waiting]] = {}
        self._taken: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        frontier = cls(crawler.spider)
        crawler.spider.frontier = frontier
        return frontier

    def has_pending_requests(self) -> bool:
        if not self._ready and not self._spider.stopped:
            with self._spider.watch:
                self._refill()
        return bool(self._again or self._ready) and not self._spider.stopped

    def enqueue_request(self, request: Request) -> bool:
        """Take back a request that is to be made again."""
        self._again.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._spider.stopped:
            return None
        if self._again:
            return self._again.popleft()
        with self._spider.watch:
            return self._next_of_store()
        return None

    def _next_of_store(self) -> Request | None:
        while not self._spider.stopped and (waiting := self._next_waiting()):
            if self._spider.must_wait(waiting):
                self._ready.appendleft(waiting)
                return None
            if request := self._spider.request_for(waiting):
                return request
        return None

    def done(self, address: int) -> None:
        """The answer of an address is written, or it was refused."""
        self._taken.discard(address)

    def hold(self, waiting: Waiting, host: str) -> None:
        """Keep an address until the rules of its host are known."""
        self._held.setdefault(host, []).append(waiting)

    def release(self, host: str) -> None:
        """The rules of a host are known: its addresses come first now."""
        self._ready.extendleft(reversed(self._held.pop(host, [])))

    def _next_waiting(self) -> Waiting | None:
        if not self._ready:
            self._refill()
        return self._ready.popleft() if self._ready else None

    def _refill(self) -> None:
        batch = self._spider.crawl_store.next(BATCH, self._taken)
        self._taken.update(waiting.id for waiting in batch)
        self._ready.extend(batch)
