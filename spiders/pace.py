"""How fast to ask: every request of a crawl waits for its turn here, whichever path it takes."""

import asyncio
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from msgspec import Struct

from spiders.gate import is_local

SLOWEST_S = 30.0
OK = 400


class Limits(Struct, frozen=True):
    """At most `concurrency` requests at once, and one every `delay_s`; slower where answers take long, if `adaptive`."""

    concurrency: int
    delay_s: float = 0.0
    adaptive: bool = False


GUEST = Limits(4, 0.2, adaptive=True)
LOCAL = Limits(16)


class Line:
    """One line of waiting: for a place among those asking at once, and for its time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.delay_s = limits.delay_s
        self.places = asyncio.Semaphore(limits.concurrency)
        self._next_at = 0.0

    async def wait(self) -> None:
        """Wait for a place and for the time. Times are handed out in the order of asking."""
        await self.places.acquire()
        if self.delay_s:
            now = time.monotonic()
            at = max(now, self._next_at)
            self._next_at = at + self.delay_s
            if at > now:
                await asyncio.sleep(at - now)

    def slow_to(self, took_s: float, good: bool) -> None:
        """Keep about as many requests under way as allowed, however long answers take; errors never make it faster.

        The rule is Scrapy's AutoThrottle.
        """
        target = took_s / self.limits.concurrency
        delay = max(target, (self.delay_s + target) / 2)
        if good or delay > self.delay_s:
            self.delay_s = min(SLOWEST_S, max(self.limits.delay_s, delay))


class Turn:
    """One request's place in its line, from before it is asked until its answer is read."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def __aenter__(self) -> Self:
        await self._line.wait()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._line.places.release()

    def answered(self, took_s: float, status: int, headers: Mapping[str, str]) -> None:
        """Headers came, after so many seconds."""
        if self._line.limits.adaptive:
            self._line.slow_to(took_s, status < OK)

    def failed(self) -> None:
        """No answer came, or not all of it."""


class Pace:
    """The lines of a crawl: one for this machine, one for all other hosts, so that a shop and its pictures' host are one."""

    def __init__(self, limits: Limits) -> None:
        self._lines = {True: Line(limits), False: Line(limits if limits.delay_s or limits.adaptive else GUEST)}

    def turn(self, url: str) -> Turn:
        """A turn for an address; to be entered with `async with`."""
        return Turn(self._lines[is_local(url)])
