"""How fast to ask: every request of a crawl waits for its turn here, whichever path it takes."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from msgspec import Struct, structs

from spiders.gate import is_local, owner_of
from spiders.headers import retry_after_s

SLOWEST_S = 30.0
MOST_REST_S = 120.0
TROUBLED = 1.5
TROUBLED_S = 0.2
OK = 400
TOO_MANY = 429
SERVER_ERROR = 500


class Limits(Struct, frozen=True):
    """At most `concurrency` requests at once, and one every `delay_s`; slower where answers take long, if `adaptive`.

    `firm` where no robots.txt of the shop makes it slower: it is the user's own rate, for a shop that is the user's own.
    """

    concurrency: int
    delay_s: float = 0.0
    adaptive: bool = False
    firm: bool = False


GUEST = Limits(4, 0.2, adaptive=True)
LOCAL = Limits(16)


class ClosedError(Exception):
    """Nothing more is asked for."""


class Line:
    """One line of waiting: for a place among those asking at once, and for its time."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.least_s = self.delay_s = limits.delay_s
        self.adaptive = limits.adaptive
        self.places = asyncio.Semaphore(limits.concurrency)
        self.closed = asyncio.Event()
        self._next_at = self._rests_until = 0.0

    async def wait(self) -> None:
        """Wait for a place and for the time. Times are handed out in the order of asking, and anew after a rest.

        Raises ClosedError where nobody may pass any more.
        """
        await self.places.acquire()
        try:
            while not self.closed.is_set() and (left_s := self._handed_out() - time.monotonic()) > 0:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.closed.wait(), left_s)
                if time.monotonic() >= self._rests_until:
                    break
            if self.closed.is_set():
                raise ClosedError
        except BaseException:
            self.places.release()
            raise

    def _handed_out(self) -> float:
        at = max(time.monotonic(), self._next_at, self._rests_until)
        self._next_at = at + self.delay_s
        return at

    def rest(self, rest_s: float) -> None:
        """Let nobody pass for so many seconds, as the host itself asks, and be watchful from then on."""
        self.adaptive, self.delay_s = True, max(TROUBLED_S, self.delay_s)
        self._rests_until = self._next_at = max(self._rests_until, time.monotonic() + min(rest_s, MOST_REST_S))

    def heed(self, delay_s: float) -> None:
        """Leave at least so many seconds between requests from now on."""
        self.least_s = max(self.least_s, min(delay_s, SLOWEST_S))
        self.delay_s = max(self.delay_s, self.least_s)

    def heard(self, took_s: float, status: int) -> None:
        """An answer came. Who says that it is too much is asked more slowly, whatever the limits are."""
        self.adaptive = self.adaptive or status == TOO_MANY
        if not self.adaptive:
            return
        if status == TOO_MANY or status >= SERVER_ERROR:
            self.slow_down()
        else:
            self.slow_to(took_s, status < OK)

    def slow_down(self) -> None:
        """The shop is in trouble: leave it more time."""
        if self.adaptive:
            self.delay_s = min(SLOWEST_S, max(TROUBLED_S, TROUBLED * self.delay_s))

    def slow_to(self, took_s: float, good: bool) -> None:
        """Keep about as many requests under way as allowed, however long answers take; errors never make it faster.

        The rule is Scrapy's AutoThrottle.
        """
        target = took_s / self.limits.concurrency
        delay = max(target, (self.delay_s + target) / 2)
        if good or delay > self.delay_s:
            self.delay_s = min(SLOWEST_S, max(self.least_s, delay))


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
        rest_s = retry_after_s(status, headers)
        if rest_s is None:
            self._line.heard(took_s, status)
        else:
            self._line.rest(rest_s)

    def failed(self) -> None:
        """No answer came, or not all of it."""
        self._line.slow_down()


class Pauses:
    """The time that is left between two pages in the browser, as robots.txt asks."""

    def __init__(self, pause_s: float) -> None:
        self.pause_s = pause_s
        self._asked_at = -pause_s

    def asked(self) -> None:
        """A page was asked for."""
        self._asked_at = time.monotonic()

    async def wait(self) -> None:
        """Wait until the next may be."""
        await asyncio.sleep(max(0.0, self._asked_at + self.pause_s - time.monotonic()))


class Pace:
    """The lines of a crawl, one for all hosts of an owner, so that a shop and its pictures' host are one."""

    def __init__(self, limits: Limits, shop: str) -> None:
        others = structs.replace(limits, firm=False)
        self._limits = {True: others, False: others if limits.delay_s or limits.adaptive else GUEST}
        self._lines = {owner_of(shop): Line(limits)}

    def turn(self, url: str) -> Turn:
        """A turn for an address; to be entered with `async with`."""
        return Turn(self._line(url))

    def heed(self, url: str, delay_s: float) -> None:
        """The robots.txt at an address asks for so many seconds between requests."""
        line = self._line(url)
        if not line.limits.firm:
            line.heed(delay_s)

    def close(self) -> None:
        """Let nobody pass any more, nor wait."""
        for line in self._lines.values():
            line.closed.set()

    def least_s(self, url: str) -> float:
        """The seconds that are left between requests at least."""
        return self._line(url).least_s

    def _line(self, url: str) -> Line:
        owner = owner_of(url)
        if owner not in self._lines:
            self._lines[owner] = Line(self._limits[is_local(url)])
        return self._lines[owner]
