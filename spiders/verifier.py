"""Verifies addresses that are not read, such as pictures: beside Scrapy's engine, through the same gate and pace."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from auditor.core.store.crawl import Waiting

if TYPE_CHECKING:
    from spiders.storefront import Storefront

BATCH = 256


class Verifier:
    """Takes what waits to be verified out of the store, `most` at a time, and hands every answer to the spider."""

    def __init__(self, spider: Storefront, most: int) -> None:
        self._spider = spider
        self._most = most
        self._ready: deque[Waiting] = deque()
        self._taken: set[int] = set()
        self._at_work: set[asyncio.Task[None]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way or could be."""
        return bool(self._at_work or self._refilled())

    def begin(self) -> None:
        """Begin as much as there is room for."""
        while len(self._at_work) < self._most and self._may_begin() and self._refilled():
            task = asyncio.ensure_future(self._verify(self._ready.popleft()))
            self._at_work.add(task)
            task.add_done_callback(self._ended)

    async def end(self) -> None:
        """Wait for what is under way."""
        while self._at_work:
            await asyncio.wait(self._at_work)

    def _may_begin(self) -> bool:
        return not (self._spider.stopped or self._spider.is_ending)

    def _refilled(self) -> bool:
        if not self._ready:
            self._ready.extend(self._spider.crawl_store.next(BATCH, self._taken, verified=True))
            self._taken.update(waiting.id for waiting in self._ready)
        return bool(self._ready)

    async def _verify(self, waiting: Waiting) -> None:
        await self._spider.verify(waiting)
        self._taken.discard(waiting.id)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        if not task.cancelled() and not self._spider.watch.heard(task.exception()):
            task.result()
            self.begin()
